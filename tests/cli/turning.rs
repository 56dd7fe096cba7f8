//! The turn of the year, and a municipality of its own, from the shell.

use std::fs;

use serde_json::{Value, json};

use crate::town::{Town, code, err, out};

/// Runs a command line on another plan of the town; `_` stands for a space in an argument.
fn on(town: &Town, plan: &str, line: &str) -> std::process::Output {
    let mut command = town.command();
    command.args(["--plan", &town.path(plan), "--nu", "2026-11-23"]);
    command.args(line.split(' ').map(|word| word.replace('_', " ")));
    command.output().unwrap()
}

#[test]
fn a_municipality_begins_with_chapters_and_fills_them() {
    let town = Town::new();
    for line in [
        "begin delft.json --leeg --gemeente Delft",
        "begin delft.json --gemeente Delft --jaar 2027",
        "begin delft.json --leeg --gemeente Delft --jaar volgend",
    ] {
        let refused = town.run(line);
        assert_eq!(code(&refused), 2, "{line}: {}", err(&refused));
    }
    let path = town.path("delft.json");
    let begin = format!("begin {path} --leeg --gemeente Delft --jaar 2026");
    assert!(
        town.out(&begin)
            .contains("Een leeg plan van Delft voor 2026")
    );
    assert_eq!(code(&town.run(&begin)), 1, "never written over");
    for line in [
        "controleer",
        "nieuw partij naam=Politie",
        "nieuw thema --onder 3 titel=Drugs",
        "nieuw doel --onder 3A tekst=Minder_handel",
        "nieuw actie --onder 3A.1 tekst=Schouwen uitvoerders=politie",
        "nieuw kpi --onder 3 tekst=Zes_controles naam=controles streefwaarde=6 doelen=3A.1",
        "nieuw regie --onder 3 onderwerp=Drugs houders=politie tekst=De_politie. geldt=3A",
        "nieuw bedrag --onder budget naam=Ondermijning bedrag=10.000 hoofdstuk=3",
        "nieuw fte --onder formatie naam=Coördinator bestaand=1",
        "kpi tel 3.K1",
        "wie drugs",
        "controleer",
    ] {
        let done = on(&town, "delft.json", line);
        assert_eq!(code(&done), 0, "{line}: {}", err(&done));
    }
}

/// A town where a year was lived, and the plan of the next.
fn turned() -> Town {
    let town = Town::new();
    for line in [
        "kpi zet 3.K1 9 --datum 2026-11-20",
        "kpi zet 3.K4 12/17",
        "kpi zet 2.K1a j",
        "actie zet 3B.1.a gereed",
        "actie zet 3B.1.b loopt",
        "wijzig 3.K1 streefwaarde=6 --reden bezuiniging",
        "vervalt 5.K3a --reden bezuiniging",
    ] {
        town.out(line);
    }
    let before = town.text();
    let next = town.path("next.json");
    let line = format!("volgend-jaar {} -o {next}", town.plan());
    let said = town.out(&line);
    assert!(said.contains("Het concept voor 2027 staat in"), "{said}");
    assert!(said.contains("Blijft achter, gereed: 3B.1.a"), "{said}");
    assert!(said.contains("vervallen: 5.K3a, 5.K3a.1"), "{said}");
    assert!(said.contains("2B.6.b (tekst)"), "{said}");
    assert_eq!(town.text(), before, "the old year stays whole");
    // Never written over; and elsewhere it is the same to the byte.
    assert_eq!(code(&town.run(&line)), 1);
    town.out(&format!(
        "volgend-jaar {} -o {}",
        town.plan(),
        town.path("again.json")
    ));
    let text = |name: &str| fs::read_to_string(town.path(name)).unwrap();
    assert_eq!(text("next.json"), text("again.json"));
    town
}

fn next(town: &Town, line: &str) -> String {
    let done = on(town, "next.json", line);
    assert_eq!(code(&done), 0, "{line}: {}", err(&done));
    out(&done)
}

fn file(town: &Town) -> Value {
    serde_json::from_str(&fs::read_to_string(town.path("next.json")).unwrap()).unwrap()
}

#[test]
fn what_goes_on_says_how_the_year_ended() {
    let town = turned();
    let plan = file(&town);
    assert_eq!(
        (
            &plan["year"],
            &plan["slug"],
            &plan["adopted"],
            &plan["revision"]
        ),
        (
            &json!(2027),
            &json!("rijswijk-2027"),
            &Value::Null,
            &json!(0)
        )
    );
    let kpi = &plan["chapters"][2]["kpis"][0];
    assert_eq!(
        kpi["origin"],
        json!([{ "plan": "rijswijk-2026", "id": "3.K1" }])
    );
    let indicator = &kpi["indicators"][0];
    assert_eq!(
        indicator["earlier"],
        json!([{ "year": 2026, "value": 9, "of": null, "on": "2026-11-20",
            "target": { "min": 6, "max": null }, "first_target": { "min": 10, "max": null },
            "light": "green", "unit": "controles", "kind": "count" }])
    );
    assert_eq!(indicator["due"], "2027-12-31");
    assert_eq!(
        indicator["to_confirm"],
        json!(["earlier", "baseline", "due"])
    );
    let page = next(&town, "toon 3.K1");
    assert!(
        page.contains("2026 loopt nog      9  6 (eerst 10)  G groen"),
        "{page}"
    );
    assert!(
        page.contains("Nakijken    eindstand, nulmeting, uiterlijk"),
        "{page}"
    );
    assert!(next(&town, "kpi").contains("48 KPI's"));
    let tried = format!(
        "volgend-jaar {} --proef --tot 2030 --json",
        town.path("next.json")
    );
    let tried: Value = serde_json::from_str(&town.out(&tried)).unwrap();
    assert_eq!((&tried["from"], &tried["to"]), (&json!(2028), &json!(2030)));
    assert_eq!(tried["file"], Value::Null);
    for line in [
        "volgend-jaar plan.json",
        "volgend-jaar plan.json --proef --tot 2026",
    ] {
        let line = line.replace("plan.json", &town.plan());
        assert_eq!(code(&town.run(&line)), 2, "{line}");
    }
}

/// Questions are answered by what is done anyway, and an answered one is none any more.
#[test]
fn a_walk_along_the_questions_ends_in_an_adopted_plan() {
    let town = turned();
    let open = |what: &str| {
        let rows: Value = serde_json::from_str(&next(
            &town,
            &format!("vragen {what} --json").replace("  ", " "),
        ))
        .unwrap();
        rows.as_array().unwrap().len()
    };
    let before = open("");
    for (line, settled) in [
        ("bevestig 3B.1.b --soort acties", 1),
        ("actie zet 3B.2.a vervallen", 1),
        ("wijzig 3.K1 uiterlijk=30-9-2027", 1),
        ("wijzig 3.K1 nulmeting=9", 1),
        ("bevestig 3.K1.1 --soort eindstanden", 1),
        ("bevestig 2A.3 --neem", 1),
        ("bevestig C19 --neem", 1),
        // A KPI that was reached, with its day and its text.
        ("vervalt 2.K1a", 3),
    ] {
        let was = open("");
        next(&town, line);
        assert_eq!(was - open(""), settled, "{line}");
    }
    let plan = file(&town);
    let text = &plan["chapters"][1]["themes"][0]["goals"][2]["text"];
    assert!(
        text.as_str().unwrap().starts_with("In 2027 organiseren"),
        "{text}"
    );
    let rows = &plan["capacity"].as_array().unwrap().iter();
    let mut rows = rows
        .clone()
        .flat_map(|table| table["rows"].as_array().unwrap());
    let row = rows.find(|row| row["id"] == "C19").unwrap();
    assert_eq!(
        (row["existing"].to_string(), &row["expansion"]),
        ("2".to_string(), &Value::Null)
    );
    // Taking back an answer asks the question again.
    next(&town, "herstel");
    assert_eq!(open("2.K1a"), 3);
    next(&town, "herstel --opnieuw");
    let early = on(&town, "next.json", "stelvast v");
    assert_eq!(code(&early), 1);
    assert!(err(&early).contains("open vragen"), "{}", err(&early));
    for topic in [
        "acties",
        "teksten",
        "streefwaarden",
        "eindstanden",
        "nulmetingen",
        "dagen",
        "uitbreiding",
    ] {
        assert!(open("") < before);
        next(&town, &format!("bevestig --soort {topic}"));
    }
    assert_eq!(open(""), 0);
    next(&town, "wijzig 3B.1 tekst=Nooit_gedrukt");
    next(
        &town,
        "besluit nieuw orgaan=raad datum=15-12-2026 nummer=26.100",
    );
    let said = next(&town, "stelvast 15-12-2026 --besluit BS1");
    assert!(
        said.contains("vastgesteld 15-12-2026 (raad 26.100), dat was concept"),
        "{said}"
    );
    // The decision that is the value is not given as its reason too.
    assert_eq!(said.matches("raad 26.100").count(), 1, "{said}");
    assert!(next(&town, "vragen").is_empty());
    assert_eq!(code(&on(&town, "next.json", "stelvast v")), 1);
    // From now on a change asks a reason, its first words stay, and it is an adjustment.
    assert_eq!(code(&on(&town, "next.json", "wijzig 3B.1 tekst=Anders")), 2);
    assert!(next(&town, "bijstellingen").is_empty());
    next(&town, "wijzig 3B.1 tekst=Anders --reden motie");
    let goal = &file(&town)["chapters"][2]["themes"][1]["goals"][0];
    assert_eq!(goal["printed"], json!({ "text": "Nooit gedrukt" }));
    assert_eq!(next(&town, "bijstellingen").lines().count(), 1);
    next(&town, "controleer");
}
