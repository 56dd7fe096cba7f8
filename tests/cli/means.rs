//! The fte by where the work is done, and the money beside what it pays for.

use serde_json::Value;

use crate::town::Town;

/// A row of the ratio table, its cells as words.
fn row<'p>(page: &'p str, head: &str, title: &str) -> Vec<&'p str> {
    let mut lines = page.lines().skip_while(|line| !line.contains(head));
    let line = lines.find(|line| line.starts_with(title)).unwrap();
    let cells = line.split("  ").filter(|it| !it.trim().is_empty());
    cells.map(str::trim).skip(1).collect()
}

#[test]
fn what_an_administrator_decides_moves_the_ratio() {
    let town = Town::new();
    let existing = "bestaande formatie";
    let page = town.out("capaciteit");
    let police = ["0,00", "10,00", "59,00", "69,00", "72,00", "14-100%"];
    assert_eq!(row(&page, existing, "Politie"), police);
    assert!(
        page.contains("Som van de onderdelen 69,00 · vermeld 72,00 · verschil 3,00"),
        "{page}"
    );
    let all = ["11,50", "25,78", "63,00", "100,28", "26-89%"];
    assert_eq!(row(&page, existing, "Alles samen"), all);
    town.out("wijzig C15 plek=straat twijfel=geen --reden afspraak --rol beheerder");
    let page = town.out("capaciteit");
    let all = ["11,50", "28,78", "60,00", "100,28", "29-89%"];
    assert_eq!(row(&page, existing, "Alles samen"), all);
    town.refused("wijzig C15 plek=kantoor --reden zomaar --rol invoerder", 6);
    let said = town.refused("wijzig C15 plek=thuis --reden zomaar", 2);
    assert!(said.contains("kies kantoor, straat"), "{said}");
    let json = town.json("capaciteit --json");
    assert_eq!(json["all"]["existing"]["street"], Value::from(28.78));
    assert_eq!(json["all"]["difference"]["existing"], Value::from(3));
}

#[test]
fn one_off_money_is_apart_and_a_bare_promise_is_said() {
    let town = Town::new();
    let page = town.out("begroting");
    for words in [
        "B5  Uitvoeringsprogramma",
        "eenmalig",
        "      structureel              € 206.000",
        "      eenmalig                 € 413.000",
        "Femicide: geen eigen budget. “Voor deze speerpunten wordt de uitvoering",
        "Belooft iets zonder geld of fte: 10 Communicatie (4 KPI's).",
    ] {
        assert!(page.contains(words), "{words} in\n{page}");
    }
    let json = town.json("begroting --json");
    let bare: Vec<&Value> = json["chapters"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["bare"] == true)
        .collect();
    assert_eq!(bare.len(), 1);
    assert_eq!(bare[0]["id"], "10");
    assert_eq!(json["tables"][0]["rows"][1]["amount"], Value::Null);
}
