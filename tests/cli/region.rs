//! The plans of a region beside each other: `regie overzicht --alle`.

use std::fs;

use serde_json::{Value, json};

use crate::town::{Town, code, err, out};

/// A town that keeps the plans of its region in a folder `plannen`.
fn region() -> Town {
    let town = Town::new();
    fs::create_dir(town.path("plannen")).unwrap();
    for municipality in ["Westland", "Delft", "Midden-Delfland"] {
        let mut plan = town.file();
        plan["municipality"] = json!(municipality);
        put(
            &town,
            &format!("{}.json", municipality.to_lowercase()),
            &plan,
        );
    }
    town
}

fn put(town: &Town, name: &str, plan: &Value) {
    let text = serde_json::to_string_pretty(plan).unwrap();
    town.put(&format!("plannen/{name}"), &text);
}

fn alle(line: &str) -> String {
    format!("overzicht --alle --plan plannen {line}")
        .trim()
        .to_string()
}

/// Runs a line in the town's own directory.
fn run(town: &Town, line: &str) -> (i32, String, String) {
    let mut command = town.command();
    command.current_dir(town.dir.path());
    command.args(["--nu", "2026-11-23"]).env("COLUMNS", "80");
    let done = command.args(line.split(' ')).output().unwrap();
    (code(&done), out(&done), err(&done))
}

#[test]
fn a_row_a_plan_and_all_together() {
    let town = region();
    let on = |plan: &str, line: &str| {
        let done = town.run_on(
            "2026-11-12",
            &format!("--plan {}/{plan}.json {line}", town.path("plannen")),
        );
        assert_eq!(code(&done), 0, "{}", err(&done));
    };
    on("westland", "kpi zet 3.K1 1");
    on("westland", "actie zet 3B.1.a loopt");
    on("delft", "actie zet 3B.1.b --uiterlijk 2026-01-15");
    on("midden-delfland", "overleg 3 --datum 10-12");
    let (code, page, notes) = run(&town, &alle("--sinds 12-11"));
    assert_eq!((code, notes.as_str()), (0, ""));
    let lines: Vec<&str> = page.lines().collect();
    // By the names of the files; none wider than the window.
    assert_eq!(
        lines[..5],
        [
            "plan             KPI's    zonder  open  loopt  gereed  te laat  laatst",
            "Delft            -49          49    84      0       0       10   12-11",
            "Midden-Delfland  -49          49    84      0       0        9   12-11",
            "Westland         R1 -48       48    83      1       0        9   12-11",
            "Alles samen      R1 -146     146   251      1       0       28",
        ]
    );
    assert!(
        page.contains("\nTe laat (28)\nDelft            15-01 3B.1.b "),
        "{page}"
    );
    // Of the same day the first of each before the second of any.
    let january: Vec<&str> = lines
        .iter()
        .filter(|it| it.contains("31-01 4.K2a.1"))
        .copied()
        .collect();
    assert_eq!(january.len(), 3, "{page}");
    assert!(page.contains("\nen nog 18\n"), "{page}");
    assert!(page.contains("\nSinds 12-11 (4)\n"), "{page}");
    assert!(
        page.contains("\nMidden-Delfland  volgende O1 Ondermijning, do 10-12-2026\n"),
        "{page}"
    );
    assert!(
        page.lines().all(|line| line.chars().count() <= 80),
        "{page}"
    );
}

#[test]
fn what_is_left_out_is_said() {
    let town = region();
    let mut plan = town.file();
    plan["year"] = json!(2027);
    put(&town, "rijswijk-2027.json", &plan);
    let (code, page, notes) = run(&town, &alle(""));
    assert_eq!(code, 0);
    assert!(!page.contains("Rijswijk"), "{page}");
    assert_eq!(
        notes,
        "regie: 1 plan is van een ander jaar; zie --jaar 2027\n"
    );
    let (code, page, _) = run(&town, &alle("--jaar 2027"));
    assert!(code == 0 && page.contains("Rijswijk"), "{page}");

    // What can't be read, what only a newer program knows all of, and what went elsewhere.
    town.put("plannen/stuk.json", "{\n");
    plan["year"] = json!(2026);
    plan["schema"] = json!(99);
    put(&town, "nieuw.json", &plan);
    plan["schema"] = json!(2);
    plan["municipality"] = json!("Elders");
    plan["moved_to"] = json!("postgres:///regie?host=/run&plan=elders");
    put(&town, "weg.json", &plan);
    // No plans, whatever is in them.
    town.put("plannen/.verborgen.json", "{");
    town.put("plannen/lijst.txt", "{");
    let (code, page, notes) = run(&town, &alle(""));
    assert_eq!(code, 1, "{notes}");
    assert!(
        page.contains("\nRijswijk ") && !page.contains("Elders"),
        "{page}"
    );
    assert_eq!(
        notes.lines().collect::<Vec<_>>(),
        [
            "regie: nieuw.json: dit plan heeft schema 99, deze regie schrijft tot en met 2; gebruik een \
             nieuwere versie",
            "regie: plannen/stuk.json, regel 2, kolom 1: het bestand houdt op midden in een object; het \
             is afgekapt; het telt niet mee",
            "regie: weg.json: dit plan is verhuisd naar postgres:///regie?host=/run&plan=elders; ga daar \
             verder",
            "regie: 1 plan is van een ander jaar; zie --jaar 2027",
        ]
    );
    let (code, json, _) = run(&town, &alle("--json"));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, json["plans"].as_array().unwrap().len()), (1, 4));
    let faults = json["faults"].as_array().unwrap();
    let faults: Vec<_> = faults
        .iter()
        .map(|it| (&it["plan"], &it["counted"]))
        .collect();
    assert_eq!(
        faults,
        [
            (&json!("nieuw.json"), &json!(true)),
            (&json!("stuk.json"), &json!(false))
        ]
    );
}

/// What it is for.
const FOR: &str = "--alle zet de plannen van een database of een map naast elkaar";

#[test]
fn what_can_not_be_is_a_sentence_with_a_way_out() {
    let town = region();
    fs::create_dir(town.path("leeg")).unwrap();
    for (line, expected, said) in [
        (
            "overzicht --alle",
            2,
            format!("{FOR}; noem die met --plan of $REGIE_PLAN, zoals --plan /srv/plannen"),
        ),
        (
            "overzicht --alle --plan plannen/delft.json",
            2,
            format!(
                "{FOR}, en plannen/delft.json is er één; laat --alle weg, of noem de map: --plan plannen"
            ),
        ),
        (
            "overzicht --alle --plan plan.json",
            2,
            format!("{FOR}, en plan.json is er één; laat --alle weg, of noem de map: --plan ."),
        ),
        (
            "overzicht --alle --plan elders",
            3,
            format!("elders bestaat niet; {FOR}"),
        ),
        (
            "overzicht --alle --plan plannen --sinds 3",
            2,
            "elk plan telt zijn eigen wijzigingen: bij --alle hoort een datum, en niet “3”"
                .to_string(),
        ),
        (
            "overzicht --alle --plan plannen --jaar volgend",
            2,
            "--jaar is een jaartal, en niet “volgend”".to_string(),
        ),
        (
            "overzicht --alle --plan plannen --jaar 2031",
            3,
            "van 2031 is hier geen plan; kies met --jaar een ander jaar: 2026".to_string(),
        ),
        (
            "overzicht --alle --plan leeg",
            0,
            "in leeg staat geen plan".to_string(),
        ),
    ] {
        let (code, page, notes) = run(&town, line);
        assert_eq!((code, page.as_str()), (expected, ""), "{line}: {notes}");
        assert_eq!(notes, format!("regie: {said}\n"), "{line}");
    }
}
