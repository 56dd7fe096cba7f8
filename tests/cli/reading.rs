//! Commands that read.

use serde_json::Value;

use crate::town::{Town, code, err, out};

#[test]
fn wie_answers_with_the_sentence_of_the_plan() {
    let answer = Town::new().out("wie fatb");
    let first: Vec<&str> = answer.lines().take(6).collect();
    assert_eq!(
        first,
        [
            "Team Handhaving",
            "  op: Handhaving aanpak fatbikeproblematiek, zwerfafval en vuilnis",
            "  “De regie op Handhaving aanpak fatbikeproblematiek, zwerfafval en vuilnis ligt",
            "  bij Handhaving.”",
            "  hoofdstuk 5 Maatschappelijke veiligheid, onder “Wie heeft de regie?” (R5.2)",
            "  geldt voor: 5A Schoon, Heel en Veilig, 5C.5 Terugdringen verkeersoverlast en…",
        ]
    );
}

#[test]
fn wie_in_json() {
    let town = Town::new();
    let answers = town.json("wie strafrecht --json");
    let first = &answers[0];
    let mut keys: Vec<&String> = first.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(
        keys,
        [
            "chapter",
            "condition",
            "found",
            "holders",
            "id",
            "meant",
            "scope",
            "subject",
            "text",
            "theme",
            "via",
            "with"
        ]
    );
    assert_eq!(first["id"], "R3.3");
    assert_eq!(first["subject"], "Strafrecht");
    assert_eq!(first["holders"][0]["id"], "politie");
    assert_eq!(first["holders"][0]["name"], "Politie");
    assert_eq!(first["with"][0]["id"], "om");
    assert_eq!(first["condition"], "in het geval van strafrecht");
    assert_eq!(first["chapter"], "3");
    assert_eq!(first["theme"], Value::Null);
    assert_eq!(first["found"], "regie");
    assert_eq!(first["via"], Value::Null);
    assert_eq!(first["scope"], serde_json::json!(["3"]));
    assert_eq!(first["meant"], Value::Null);

    let none = town.json("wie evaluatie --json");
    assert_eq!(none[0]["id"], Value::Null);
    assert_eq!(none[0]["found"], "none");
    assert_eq!(none[0]["holders"], Value::Array(Vec::new()));
    assert_eq!(none[0]["via"]["id"], "11");
    assert_eq!(none[0]["chapter"], "11");
}

#[test]
fn wie_of_an_unknown_word() {
    let town = Town::new();
    let said = town.refused("wie kerstmarkt", 3);
    assert_eq!(
        said,
        "regie: “kerstmarkt” staat niet in het plan. Acties die er wel in staan, voert standaard Team OOV&B uit (hoofdstuk 1)\n"
    );
    assert_eq!(town.refused("wie kerstmarkt --json", 3), said);
    let half = town.run("wie fatbike kerstmarkt");
    assert_eq!(code(&half), 0);
    assert!(out(&half).starts_with("Team Handhaving\n"), "{half:?}");
    assert_eq!(err(&half), "regie: “kerstmarkt” staat niet in het plan\n");
}

#[test]
fn wie_says_what_it_took_for_a_typing_error() {
    let town = Town::new();
    let said = town.out("wie Mensehandel");
    let first = "“Mensehandel” staat niet in het plan; bedoelt u “mensenhandel”?\n\n";
    assert!(said.starts_with(first), "{said}");
    assert_eq!(
        town.json("wie Mensehandel --json")[0]["meant"],
        "mensenhandel"
    );
}

#[test]
fn toon_shows_every_kind_of_item() {
    let town = Town::new();
    for (id, shown) in [
        ("3", "Doel"),
        ("3B", "3B Bedrijventerreinen"),
        ("3b.1", "Thema       B Bedrijventerreinen"),
        ("3B.1.a", "Uitvoering  OndermijningsBOA's"),
        ("3A.1.a", "Uitvoering  Team OOV&B (standaard, hoofdstuk 1)"),
        ("3.K1", "Streven     10 controles"),
        ("3.K6.2", "3.K6.2"),
        ("7.6", "Crisisbeheersing"),
        ("R5.2", "Geldt voor  5A"),
        ("politie", "Soort       partner"),
        ("8", "€ 5.615.000"),
        ("9", "Totaal volgens het plan"),
    ] {
        let page = town.out(&format!("toon {id}"));
        assert!(page.contains(shown), "{id}: {page}");
        let json = town.json(&format!("toon {id} --json"));
        let stored = json["item"]["id"].as_str().unwrap();
        assert!(stored.eq_ignore_ascii_case(id), "{json}");
    }
    let outline = town.out("toon");
    assert!(outline.starts_with("Uitvoeringsplan Veiligheid Rijswijk 2026\n11 hoofdstukken"));
    let json = town.json("toon --json");
    assert_eq!(json["chapters"][2]["themes"][1]["id"], "3B");
}

#[test]
fn kpi_lists_every_kpi() {
    let town = Town::new();
    let table = town.out("kpi --hoofdstuk 3");
    assert!(table.contains("  3.K1    integrale controles "), "{table}");
    assert!(table.contains("  3.K6.1  "), "{table}");
    assert!(table.ends_with("- geen gegevens 8\n"), "{table}");
    let rows = town.json("kpi --json");
    let rows = rows.as_array().unwrap();
    let first = rows.iter().find(|row| row["id"] == "3.K1").unwrap();
    assert_eq!(first["chapter"], "3");
    assert_eq!(first["light"], "none");
    assert_eq!(first["judged"], false);
    assert_eq!(first["indicators"][0]["target"]["min"], 10);
    assert_eq!(first["indicators"][0]["due"], "2026-12-31");
    assert_eq!(first["indicators"][0]["reading"], Value::Null);
}

#[test]
fn a_judgement_stands_beside_what_the_figures_say() {
    let town = Town::new();
    town.out("kpi zet 3.K1 1 --datum 1-2-2026");
    town.out("kpi zet 3.K3 4 --datum 1-2-2026");
    let mut file = town.file();
    let kpi = &mut file["chapters"][2]["kpis"][0];
    assert_eq!(kpi["id"], "3.K1");
    kpi["judgements"] = serde_json::json!([{ "date": "2026-02-02", "light": "green", "by": "A" }]);
    town.put("plan.json", &file.to_string());
    let table = town.out("kpi --hoofdstuk 3");
    assert!(table.contains(" G groen ≠R "), "{table}");
    let last = "8 KPI's: R rood 0, O oranje 0, G groen 2, - geen gegevens 6; slechtste: G groen\n";
    assert!(table.ends_with(last), "{table}");
    let rows = town.json("kpi --json");
    let row = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "3.K1");
    assert_eq!(row.unwrap()["light"], "green");
    assert_eq!(row.unwrap()["proposed"], "red");
    let page = town.out("toon 3.K1");
    assert!(
        page.contains("Stoplicht   groen (oordeel van A, 02-02-2026)\n"),
        "{page}"
    );
    assert!(
        page.contains("Voorstel    rood (op grond van de cijfers)\n"),
        "{page}"
    );
    let page = town.out("toon 3B");
    assert!(
        page.contains("KPI's       het plan noemt ze bij het hoofdstuk: 8 KPI's: 2 groen"),
        "{page}"
    );
}

#[test]
fn controleer_tells_a_sound_plan_from_another() {
    let town = Town::new();
    let page = town.out("controleer");
    let last = page.lines().last().unwrap();
    assert!(last.starts_with("deugdelijk plan, met "), "{page}");
    let report = town.json("controleer --json");
    assert_eq!(report["sound"], true);
    let remark = &report["findings"][0];
    assert_eq!(remark["severity"], "remark");
    assert!(remark["line"].as_u64().unwrap() > 1 && remark["sentence"].is_string());

    let twice = town.text().replace("\"3.K2\"", "\"3.K1\"");
    for text in [&twice, "{", ""] {
        town.put("stuk.json", text);
        let broken = town.path("stuk.json");
        let checked = town.plain(&["controleer", &broken]);
        assert_eq!(code(&checked), 5, "{checked:?}");
        assert!(out(&checked).contains("fout: "), "{checked:?}");
        let said = err(&checked);
        assert!(said.contains("geen deugdelijk plan"), "{said}");
        let opened = town.plain(&["--plan", &broken, "kpi"]);
        assert_eq!(code(&opened), 5, "{opened:?}");
    }
}

#[test]
fn status_is_one_line_and_a_code() {
    let town = Town::new();
    let plan = town.plan();
    let early = town.plain(&["--plan", &plan, "--nu", "2026-01-01", "status"]);
    assert_eq!(code(&early), 0);
    assert_eq!(out(&early), "regie: niets over tijd\n");
    let late = town.run("status");
    assert_eq!(code(&late), 7);
    assert!(out(&late).contains(" over tijd; het eerst "), "{late:?}");
    assert_eq!(out(&late).lines().count(), 1);
    let json: Value = serde_json::from_slice(&town.run("status --json").stdout).unwrap();
    assert_eq!(json["overdue"], json["items"].as_array().unwrap().len());
    assert!(json["items"][0]["due"].as_str().unwrap() < "2026-11-23");
}
