//! A plan of several years, from the shell.

use crate::town::{Town, code, err, out};

/// A town with a plan of 2026 up to 2029.
fn town() -> Town {
    let town = Town::new();
    town.out("wijzig plan periode=2026-2029 --reden meerjarig");
    town
}

/// What is said on a day, on one line, with the exit code.
fn said(town: &Town, day: &str, line: &str) -> (i32, String) {
    let output = town.run_on(day, line);
    let said = out(&output) + &err(&output);
    let said: Vec<&str> = said.split_whitespace().collect();
    (code(&output), said.join(" "))
}

#[test]
fn each_january_a_count_begins_anew_and_each_year_has_its_target() {
    let town = town();
    let before = town.file();
    let line = "wijzig 3.K1 streefwaarde-2027=12 streefwaarde-2028=15 --reden meerjarig";
    let (_, said_of_it) = said(&town, "2026-11-23", line);
    assert!(said_of_it.starts_with("3.K1.1: streefwaarden 2027: 12; 2028: 15, dat was geen"));
    town.out("herstel");
    assert_eq!(town.file()["chapters"], before["chapters"]);
    town.out("herstel --opnieuw");
    town.out("wijzig 3.K1 streefwaarde-2028=14 --reden bijgesteld");
    town.out("kpi zet 3.K1 9");
    for (day, line, expected, words) in [
        ("2026-11-23", "kpi --hoofdstuk 3", 0, "9 / 10 G groen"),
        ("2027-02-10", "kpi --hoofdstuk 3", 0, "- / 12"),
        ("2027-02-10", "kpi --hoofdstuk 3 --jaar 2026", 0, "9 / 10"),
        ("2027-02-10", "kpi --hoofdstuk 3 --jaar 2028", 0, "- / 14"),
        ("2027-02-10", "kpi --hoofdstuk 3 --jaar 2029", 0, "- / 10"),
        ("2027-02-10", "kpi tel 3.K1", 0, "1 van 12 (eerste stand)"),
        ("2027-02-11", "kpi tel 3.K1 2", 0, "3 van 12 (was 1)"),
        // The last one of the year before came in late.
        (
            "2027-02-11",
            "kpi tel 3.K1 --jaar 2026",
            0,
            "10 van 10 (was 9)",
        ),
        ("2027-02-11", "toon 3.K1", 0, "3 op 11-02-2027"),
        ("2027-02-11", "toon 3.K1 --jaar 2026", 0, "10 op 31-12-2026"),
        (
            "2027-02-11",
            "kpi zet 3.K1 4 --datum 1-2-2025",
            2,
            "valt buiten 2026-2029",
        ),
        (
            "2027-02-11",
            "kpi --jaar 2031",
            2,
            "dit plan is van 2026-2029, en niet van “2031”",
        ),
        (
            "2027-02-11",
            "kpi oordeel 3.K1 groen",
            0,
            "was geen oordeel",
        ),
        (
            "2027-02-12",
            "kpi oordeel 3.K1 groen --jaar 2026",
            0,
            "was geen oordeel",
        ),
        (
            "2028-02-12",
            "kpi oordeel 3.K1 groen --jaar 2026",
            0,
            "was groen",
        ),
        (
            "2028-02-12",
            "kpi oordeel 3.K1 groen",
            0,
            "was geen oordeel",
        ),
        ("2028-02-12", "log -n 1", 0, "3.K1: stoplicht groen"),
        ("2028-02-12", "controleer", 0, ""),
    ] {
        let (exit, said) = said(&town, day, line);
        assert_eq!(exit, expected, "{line} on {day}: {said}");
        assert!(said.contains(words), "{line} on {day}: {said}");
    }
}

#[test]
fn what_is_cumulative_goes_on() {
    let town = town();
    town.out("wijzig 3.K1 cumulatief=ja streefwaarde=40 --reden meerjarig");
    town.out("kpi zet 3.K1 9");
    let (_, said) = said(&town, "2027-02-10", "kpi tel 3.K1");
    assert!(said.contains("10 van 40 (was 9)"), "{said}");
}

#[test]
fn a_plan_says_what_of_its_years_can_not_be() {
    let town = town();
    town.out("wijzig 3.K1 streefwaarde-2028=15 --reden meerjarig");
    for (line, words) in [
        (
            "wijzig plan periode=2026-2027 --reden x",
            "voor 2028 valt buiten 2026-2027",
        ),
        (
            "wijzig plan periode=2027-2030 --reden x",
            "het jaar 2026 ligt niet in de periode",
        ),
        (
            "wijzig 3.K1 streefwaarde-2031=1 --reden x",
            "voor 2031 valt buiten",
        ),
        (
            "wijzig 3.K1 streefwaarde-2028=veel --reden x",
            "streefwaarde-2028: “veel” is geen getal",
        ),
        ("wijzig 3.K1 streefwaarde-28=4 --reden x", "geen jaar"),
    ] {
        let before = town.text();
        let (exit, said) = said(&town, "2026-11-23", line);
        assert_ne!(exit, 0, "{line}");
        assert!(said.contains(words), "{line}: {said}");
        assert_eq!(town.text(), before, "{line}");
    }
    town.out("wijzig 3.K1 streefwaarde-2028=geen --reden x");
    assert!(town.run("controleer").status.success());
    assert_eq!(
        town.file()["chapters"][2]["kpis"][0]["indicators"][0]["targets"],
        serde_json::json!([])
    );
}

#[test]
fn a_plan_of_one_year_is_of_that_year() {
    let town = Town::new();
    assert_eq!(town.out("kpi --jaar 2026"), town.out("kpi"));
    assert!(
        town.refused("kpi --jaar 2027", 2)
            .contains("van 2026, en niet van “2027”")
    );
}

/// The lines of a page from the head of the years on.
fn years_of(page: &str) -> Vec<String> {
    let lines = page.lines().skip_while(|line| !line.starts_with("jaar "));
    let lines = lines.take_while(|line| !line.is_empty()).skip(1);
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.map(words).collect()
}

#[test]
fn the_page_of_a_kpi_has_the_years_beside_each_other() {
    let town = town();
    assert_eq!(years_of(&town.out("toon 3.K1")), Vec::<String>::new());
    let mut file = town.file();
    let earlier = |year: i32, value: i64, unit: &str| {
        serde_json::json!({ "year": year, "value": value, "of": null, "on": null,
            "target": { "min": 10, "max": null }, "first_target": { "min": 12, "max": null },
            "light": "amber", "unit": unit, "kind": "count" })
    };
    file["chapters"][2]["kpis"][0]["indicators"][0]["earlier"] =
        [earlier(2024, 18, "panden"), earlier(2025, 5, "controles")].into();
    town.put("plan.json", &serde_json::to_string_pretty(&file).unwrap());
    town.out("kpi zet 3.K1 10");
    town.out("kpi oordeel 3.K1 rood --toelichting x --bijsturing y");
    town.run_on("2027-03-01", "kpi zet 3.K1 4");
    town.run_on(
        "2027-03-01",
        "wijzig 3.K1 streefwaarde-2027=6 --reden minder",
    );
    let page = out(&town.run_on("2027-03-02", "toon 3.K1"));
    let lines = [
        // Something else was counted: no bar.
        "2024 18 10 (eerst 12) O oranje telde panden",
        "2025 5 10 (eerst 12) O oranje █████",
        "2026 10 10 R rood ██████████",
        "2027 loopt nog 4 6 (eerst 10) G groen ████",
    ];
    assert_eq!(years_of(&page), lines, "{page}");
    let page = out(&town.run_on("2027-03-02", "toon 3.K1 --jaar 2026"));
    assert_eq!(years_of(&page), &lines[..3], "{page}");
}
