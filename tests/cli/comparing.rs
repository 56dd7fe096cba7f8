//! Two plans beside each other, or two revisions of one.

use crate::town::{Town, err, out};

#[test]
fn a_plan_beside_itself_has_nothing_to_tell() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6");
    let page = town.out(&format!("vergelijk {} {}", town.plan(), town.plan()));
    assert!(page.contains("Er is geen verschil."), "{page}");
    assert!(!page.contains("## "), "{page}");
    let json = town.json("vergelijk @1 --json");
    assert_eq!(json["changes"], serde_json::json!([]));
    assert_eq!(json["kpis"].as_array().unwrap().len(), 49);
}

/// Each change, and the line that tells of it beside the plan as it was.
#[test]
fn what_changed_since_a_revision_is_told() {
    for (lines, told) in [
        (
            "kpi zet 3.K1 6",
            "| 3.K1 | integrale controles | – / 10, - | 6 / 10, R |",
        ),
        (
            "wijzig 3.K1 streefwaarde=6 --reden x;kpi zet 3.K1 6",
            "| 6 / 6, G (eerst 10, R) | streven −4 |",
        ),
        (
            "wijzig 3.K1 eenheid=panden --reden x",
            "niet vergelijkbaar: controles / panden",
        ),
        (
            "wijzig 3.K1 soort=mijlpaal --reden x",
            "niet vergelijkbaar: controles / controles",
        ),
        (
            "vervalt 3.K2 --reden bezuiniging",
            "(vervallen per 23-11-2026: bezuiniging)",
        ),
        (
            "nieuw actie --onder 3B.1 tekst=Schouw --reden x",
            "## Nieuw\n\n- actie 3B.1.d Schouw",
        ),
        (
            "wijzig 3B.1.a tekst=Schouwen --reden x",
            "- **Wordt:** {+Schouwen+}",
        ),
        (
            "verplaats 3B.1.a --onder 3B.2 --reden x",
            "## Verplaatst\n\n- actie 3B.1.a: van 3B.1 ",
        ),
        (
            "wijzig R3.1 houders=politie --reden x",
            "houders: Gemeente Rijswijk → Politie",
        ),
        (
            "wijzig C1 bestaand=1,50 --reden x",
            "| 9,50 | 10,00 | 1,80 | 1,80 |",
        ),
        (
            "wijzig B1 bedrag=50.000 --reden x",
            "bedrag: € 47.000 → € 50.000",
        ),
        ("wijzig B1 bedrag=geen --reden x", "bedrag: € 47.000 → geen"),
        (
            "wijzig plan grenzen=90/80 --reden x",
            "- plan, grenzen: groen vanaf 95",
        ),
    ] {
        let town = Town::new();
        lines.split(';').for_each(|line| drop(town.out(line)));
        let page = town.out("vergelijk @0");
        assert!(page.contains(told), "{lines}: {page}");
        let back = format!("vergelijk {0} {0}@0", town.plan());
        assert!(
            town.out(&back).contains("# Vergelijking revisie"),
            "{lines}"
        );
    }
}

#[test]
fn a_plan_as_it_was_on_a_day() {
    let town = Town::new();
    for (day, value) in [("2026-03-01", 2), ("2026-06-01", 4), ("2026-09-01", 7)] {
        town.run_on(day, &format!("kpi zet 3.K1 {value}"));
    }
    let page = town.out("vergelijk @30-6-2026 @2026-10-01");
    // Each with the light of its own day.
    let row = "| 4 / 10, R | 7 / 10, O | stand +3 |";
    assert!(page.contains(row), "{page}");
    assert_eq!(page.matches("integrale controles").count(), 1, "{page}");
}

#[test]
fn what_can_not_be_compared_is_said() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6");
    for (line, expected, words) in [
        (
            "vergelijk @9",
            3,
            "er is geen revisie 9; kies 0 tot en met 1",
        ),
        (
            "vergelijk @ooit",
            2,
            "achter @ hoort een wijziging of een datum",
        ),
        ("vergelijk nergens.json", 3, "bestaat niet"),
        ("vergelijk", 2, "OUD"),
    ] {
        let sentence = town.refused(line, expected);
        assert!(sentence.contains(words), "{line}: {sentence}");
    }
    let path = town.path("v.md");
    assert!(
        town.out(&format!("vergelijk @0 -o {path}"))
            .contains("Geschreven naar")
    );
    let again = town.run(&format!("vergelijk @0 -o {path}"));
    assert!(err(&again).contains("v.md"), "never written over");
    assert_eq!(out(&again), "");
}

/// Nine of a whole year beside three of two months is no "−6".
#[test]
fn a_year_that_runs_is_not_subtracted_from_a_whole_one() {
    let town = Town::new();
    let old = town.plan();
    for (day, value) in [("2026-02-10", 2), ("2026-12-15", 9)] {
        town.run_on(day, &format!("kpi zet 3.K1 {value}"));
    }
    let new = town.path("2027.json");
    town.out(&format!("volgend-jaar {old} -o {new}"));
    town.run_on("2027-02-20", &format!("--plan {new} kpi zet 3.K1 3"));
    let row = |day: &str, line: &str| {
        let page = out(&town.run_on(day, line));
        let rows: Vec<&str> = page
            .lines()
            .filter(|it| it.contains("integrale controles"))
            .collect();
        (
            page.contains("- **Let op:** 2027 loopt nog"),
            rows.join("\n"),
        )
    };
    let line = format!("vergelijk {old} {new}");
    for (day, runs, cell) in [
        (
            "2027-03-01",
            true,
            "| 9 / 10, O | 3 / 10, G | loopt nog; toen 2 (+1) |",
        ),
        ("2028-01-02", false, "| 3 / 10, R | stand −6 |"),
    ] {
        let (said, row) = row(day, &line);
        assert_eq!(said, runs, "{day}");
        assert!(row.contains(cell) && row.contains("9 / 10"), "{day}: {row}");
    }
    let page = out(&town.run_on("2027-03-01", &format!("--plan {new} toon 3.K1")));
    assert!(page.contains("2027 loopt nog"), "{page}");
}
