//! Changing the plan itself from the shell.

use crate::town::{Town, code, err, out};

/// The first of each: what comes out, and the way back leaves the file as it was.
#[test]
fn a_change_says_what_it_was_and_is_taken_back_to_the_byte() {
    for (line, said) in [
        (
            "wijzig 3.K1.1 streefwaarde=6",
            "3.K1.1: streefwaarde 6, dat was 10 (bezuiniging) · opgeslagen",
        ),
        (
            "wijzig 3.K1 streefwaarde=6",
            "3.K1.1: streefwaarde 6, dat was 10 (bezuiniging) · opgeslagen",
        ),
        ("wijzig C1 bestaand=1,50", "C1: bestaand 1,50, dat was 1,00"),
        (
            "wijzig B1 bedrag=50.000",
            "B1: bedrag € 50.000, dat was € 47.000",
        ),
        (
            "wijzig 3B.1.a uitvoerders=politie",
            "uitvoerders Politie, dat was",
        ),
        ("wijzig 3B prioriteit=1", "3B: prioriteit 1, dat was geen"),
        (
            "wijzig plan grenzen=90/80",
            "plan: grenzen groen vanaf 90, oranje vanaf 80",
        ),
        (
            "wijzig 3.K1 cumulatief=ja",
            "3.K1.1: cumulatief ja, dat was geen",
        ),
        (
            "wijzig plan periode=2026-2029",
            "plan: periode 2026-2029, dat was geen",
        ),
        (
            "nieuw actie --onder 3B.1 tekst=Schouw",
            "actie toegevoegd, “Schouw” (bezuiniging)",
        ),
        (
            "nieuw doel --onder 3B --na begin tekst=Rust",
            "3B.4: doel toegevoegd, “Rust”",
        ),
        (
            "nieuw kpi --onder 3 tekst=Zes naam=controles streefwaarde=6",
            "KPI toegevoegd, “Zes”",
        ),
        (
            "nieuw partij naam=Thuis",
            "thuis: partij toegevoegd, “Thuis”",
        ),
        (
            "nieuw bedrag --onder oov naam=Nieuw bedrag=1",
            "B11: bedrag toegevoegd, “Nieuw”",
        ),
        (
            "vervalt 5.K3a",
            "5.K3a: vervallen per 23-11-2026 (bezuiniging)",
        ),
        (
            "vervalt 3B.1.a",
            "3B.1.a: van open naar vervallen (bezuiniging)",
        ),
        (
            "verplaats 3B.1.a --onder 3B.2",
            "3B.1.a: verplaatst naar onder 3B.2, na 3B.2.",
        ),
        ("voegsamen om politie", "om: samengevoegd met politie,"),
    ] {
        let town = Town::new();
        let before = town.file();
        let line = format!("{line} --reden bezuiniging");
        let answer = town.out(&line);
        let answer = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(answer.contains(said), "{line}: {answer}");
        assert!(town.run("controleer").status.success(), "{line}");
        let mut file = town.file();
        if !line.starts_with("vervalt 3B.1.a") {
            assert_eq!(file["schema"], 2, "{line}");
        }
        town.out("herstel");
        file = town.file();
        file["revision"] = before["revision"].clone();
        file["history"] = before["history"].clone();
        assert_eq!(file, before, "{line}");
        let text = town.text();
        let built_in = include_str!("../../data/uitvoeringsplan-2026.json");
        let body = |text: &str| {
            let body = text.split("\"history\"").next().unwrap();
            body.replacen("\"revision\": 2", "\"revision\": 0", 1)
        };
        assert_eq!(body(&text), body(built_in), "{line}");
    }
}

#[test]
fn what_can_not_be_is_said_in_a_sentence() {
    let town = Town::new();
    let before = town.text();
    for (line, expected, said) in [
        ("wijzig 3.K1.1 streefwaarde=6", 2, "--reden"),
        ("vervalt 5.K3a", 2, "--reden"),
        ("vervalt 3B.1.a", 2, "--reden"),
        ("nieuw actie --onder 3B.1 tekst=x", 2, "--reden"),
        (
            "wijzig 3.K1.1 streefwaarde=6 --reden x --besluit BS9",
            3,
            "regie besluit nieuw",
        ),
        (
            "wijzig 3.K1.1 kleur=6 --reden x",
            2,
            "kies naam, soort, eenheid, streefwaarde",
        ),
        ("wijzig 3B.1.a status=loopt --reden x", 2, "regie actie zet"),
        (
            "wijzig 3B.1.a uitvoerders=marsmannen --reden x",
            2,
            "geen partij",
        ),
        ("wijzig 3.K1.1 streefwaarde=veel --reden x", 2, "geen getal"),
        ("wijzig 9Z tekst=x --reden x", 3, "staat niet in het plan"),
        ("wijzig 3B.1 --reden x", 2, "wat wordt er anders?"),
        (
            "nieuw actie --onder 3 tekst=x --reden x",
            2,
            "kan geen actie staan",
        ),
        ("nieuw actie --onder 3B.1 --reden x", 2, "vraagt om tekst"),
        ("vervalt 3 --reden x", 2, "kan niet vervallen"),
        ("voegsamen politie politie --reden x", 2, "al één partij"),
        (
            "wijzig 3.K1.1 streefwaarde=6 --reden x --rol invoerder",
            6,
            "alleen een beheerder",
        ),
        (
            "nieuw actie --onder 3B.1 tekst=x --reden x --rol invoerder",
            6,
            "alleen een beheerder",
        ),
        (
            "verplaats 3B.1.b --onder 3B.2 --reden x --rol invoerder",
            6,
            "alleen een beheerder",
        ),
        (
            "vervalt 5.K3a --reden x --rol invoerder",
            6,
            "alleen een beheerder",
        ),
        (
            "voegsamen om politie --reden x --rol invoerder",
            6,
            "alleen een beheerder",
        ),
    ] {
        let output = town.run(line);
        assert_eq!(code(&output), expected, "{line}: {}", err(&output));
        assert!(err(&output).contains(said), "{line}: {}", err(&output));
        assert_eq!(town.text(), before, "{line}");
    }
    // What is agreed in the course of the year is an invoerder's, and takes no reason.
    town.out("wijzig 3B.1.a uiterlijk=2026-12-01 --rol invoerder");
    assert_eq!(town.file()["schema"], 1);
}

#[test]
fn a_trial_saves_nothing_and_says_what_refers_to_it() {
    let town = Town::new();
    let before = town.text();
    // A trial asks for no reason.
    let answer = town.out("wijzig 3B.1 tekst=Anders --proef");
    assert!(answer.contains("proef, niets opgeslagen"), "{answer}");
    let answer = town.out("vervalt om --reden weg --proef");
    assert!(answer.contains("om: vervallen"), "{answer}");
    assert!(answer.contains("proef, niets opgeslagen"), "{answer}");
    assert!(answer.contains("Raakt "), "{answer}");
    assert_eq!(town.text(), before);
}

#[test]
fn a_moved_goalpost_stays_visible() {
    let town = Town::new();
    let on = |day: &str, line: &str| {
        let mut command = town.command();
        command.args(["--plan", &town.plan(), "--nu", day]);
        let output = command.args(line.split(' ')).output().unwrap();
        assert_eq!(code(&output), 0, "{line}: {}", err(&output));
        out(&output)
    };
    on("2026-06-01", "kpi zet 3.K1 3");
    on(
        "2026-06-30",
        "besluit nieuw orgaan=raad datum=2026-06-30 nummer=26.041",
    );
    on(
        "2026-07-01",
        "wijzig 3.K1.1 streefwaarde=6 --reden minder --besluit BS1",
    );
    let page = on("2026-07-02", "toon 3.K1");
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        page.contains("(was 10 tot 01-07-2026, raad 26.041)"),
        "{page}"
    );
    // 3 of 10 was red on 30 June; 3 of 6 is green on 2 July, and was red before as ever.
    let light = |day: &str| {
        let json = on(day, "kpi --hoofdstuk 3 --json");
        let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
        rows[0]["light"].as_str().unwrap().to_string()
    };
    assert_eq!(light("2026-06-30"), "red");
    assert_eq!(light("2026-07-02"), "green");
    // Against what was wanted first it still is.
    assert!(
        page.contains("rood, tegen de eerste streefwaarde (10)"),
        "{page}"
    );
    let list = on("2026-07-02", "kpi --hoofdstuk 3");
    assert!(list.contains("G groen, eerst R"), "{list}");
    let json = on("2026-07-02", "kpi --hoofdstuk 3 --json");
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[0]["first_light"], "red");
    assert_eq!(rows[0]["indicators"][0]["first_target"]["min"], 10);
    assert!(rows[1]["first_light"].is_null());
    on(
        "2026-07-03",
        "wijzig 3.K1.1 uiterlijk=30-11-2026 --reden eerder",
    );
    let page = on("2026-07-04", "toon 3.K1").replace('\n', " ");
    assert!(
        page.contains("was uiterlijk 31-12-2026 tot 03-07-2026"),
        "{page}"
    );
    let changes = on("2026-07-02", "bijstellingen --sinds 1-7");
    assert!(changes.contains("minder; raad 26.041"), "{changes}");
}

#[test]
fn what_was_dropped_is_counted_and_no_longer_listed() {
    let town = Town::new();
    town.out("vervalt 5.K3a --reden gestopt");
    town.out("nieuw kpi --onder 3 tekst=Zes naam=controles --reden nieuw");
    let list = town.out("kpi");
    assert!(!list.contains("5.K3a"), "{list}");
    assert!(
        list.contains("49 KPI's vastgesteld, 1 vervallen, 1 toegevoegd"),
        "{list}"
    );
    let page = town.out("toon 5.K3a");
    assert!(page.contains("per 23-11-2026: gestopt"), "{page}");
    town.out("herleeft 5.K3a --reden toch");
    assert!(town.out("kpi").contains("5.K3a"));
}

#[test]
fn a_list_of_changes_is_made_all_or_none() {
    let town = Town::new();
    let list = r#"[
        { "what": "set", "id": "3.K1.1", "field": "target", "to": { "min": 6, "max": null } },
        { "what": "add", "sort": "action", "into": "3B.1", "after": "3B.1.a", "item": { "text": "Schouw" } },
        { "what": "drop", "id": "5.K3a" }
    ]"#;
    town.put("lijst.json", list);
    let path = town.path("lijst.json");
    let said = town.out(&format!("wijzig --uit {path} --reden raad"));
    assert_eq!(
        said.lines().filter(|it| it.contains("opgeslagen")).count(),
        3,
        "{said}"
    );
    town.out("herstel");
    let before = town.text();
    town.put("lijst.json", &list.replace("5.K3a", "9.K9"));
    town.refused(&format!("wijzig --uit {path} --reden raad"), 2);
    assert_eq!(town.text(), before);
}

#[test]
fn two_who_change_one_field_meet_and_others_do_not() {
    let town = Town::new();
    town.out("wijzig 3.K1.1 streefwaarde=6 --reden een");
    let list = |id: &str, field: &str, from: &str, to: &str| {
        format!(
            r#"[{{ "what": "set", "id": "{id}", "field": "{field}", "from": {from}, "to": {to} }}]"#
        )
    };
    let path = town.path("lijst.json");
    let ten = r#"{ "max": null, "min": 10 }"#;
    town.put(
        "lijst.json",
        &list("3.K1.1", "target", ten, r#"{ "min": 8, "max": null }"#),
    );
    let said = town.refused(&format!("wijzig --uit {path} --reden twee"), 4);
    assert!(
        said.contains("streefwaarde 6") && said.contains("streefwaarde 10"),
        "{said}"
    );
    for (id, field, from, to) in [
        (
            "3.K1.1",
            "label",
            "\"integrale controles\"",
            "\"controles\"",
        ),
        ("3.K2.1", "cadence", "null", "\"monthly\""),
    ] {
        town.put("lijst.json", &list(id, field, from, to));
        town.out(&format!("wijzig --uit {path} --reden twee"));
    }
}

#[test]
fn the_schema_is_json_and_knows_both() {
    let schema = Town::new().json("schema");
    assert_eq!(schema["oneOf"][1]["properties"]["schema"]["const"], 2);
    assert!(schema["$defs"]["indicator"]["properties"]["target"].is_object());
}

/// What goes up in another leaves nothing behind beside it, and a filter on it is one on the other.
#[test]
fn a_party_that_went_up_in_another_is_that_other() {
    let town = Town::new();
    let both = |party: &str| town.out(&format!("actie --partij {party}"));
    let before = both("om");
    town.out("voegsamen politie om --reden x");
    assert!(
        !town
            .out("wie strafrecht")
            .contains("Openbaar Ministerie, samen met Openbaar")
    );
    let asked = town.run("actie --partij politie");
    let said = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(
        said.contains("Politie ging op in Openbaar Ministerie"),
        "{said}"
    );
    assert_eq!(String::from_utf8_lossy(&asked.stdout), both("om"));
    assert_ne!(both("om"), before);
    assert!(!town.out("controleer").contains("ook bij met"));
    town.out("wijzig R3.1 houders=om met=om --reden x");
    assert!(
        town.out("controleer")
            .contains("om staat in R3.1 ook bij met")
    );
}
