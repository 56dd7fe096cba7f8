//! Listings narrowed down, in plain letters, and cut off by whoever reads them.

use std::fs;

use serde_json::Value;

use crate::town::{Town, code, err, out};

/// Whether a row is among those asked for.
type Fits<'a> = Box<dyn Fn(&Value) -> bool + 'a>;

/// The ids of the rows a command gives under `--json`.
fn ids(town: &Town, line: &str) -> Vec<String> {
    let rows = town.json(&format!("{line} --json"));
    let rows = rows.as_array().unwrap().iter();
    let id = |row: &Value| row["id"].as_str().unwrap().to_string();
    rows.map(id).collect()
}

/// The table says the same as the JSON: a line for each id, and the others are not in it.
fn lists(town: &Town, line: &str, all: &[String], expected: &[String]) {
    let page = town.out(line);
    for id in all {
        let there = page
            .lines()
            .any(|text| text.split_whitespace().next() == Some(id));
        assert_eq!(there, expected.contains(id), "{line}: {id} in\n{page}");
    }
}

#[test]
fn kpis_by_everything_at_once() {
    let town = Town::new();
    // Two red, one green; of those late none has a figure.
    town.out("kpi zet 3.K1 1 --datum 1-2-2026");
    town.out("kpi zet 6.K1 0 --datum 1-2-2026");
    town.out("kpi zet 3.K3 4 --datum 1-2-2026");
    let all = ids(&town, "kpi");
    let rows = town.json("kpi --json");
    let rows = rows.as_array().unwrap();
    let stored = town.file();
    let names = |id: &str, party: &str| {
        let chapters = stored["chapters"].as_array().unwrap().iter();
        let mut kpis = chapters.flat_map(|chapter| chapter["kpis"].as_array().unwrap());
        let kpi = kpis.find(|kpi| kpi["id"] == id).unwrap();
        kpi["parties"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it == party)
    };
    let late = serde_json::from_slice::<Value>(&town.run("status --json").stdout).unwrap();
    let late: Vec<&Value> = late["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["id"])
        .collect();
    let red = |row: &Value| row["light"] == "red";
    let of = |row: &Value, chapter: &str| row["chapter"] == chapter;
    let id = |row: &Value| row["id"].as_str().unwrap().to_string();
    let is_late = |row: &Value| late.contains(&&row["id"]);
    let police = |row: &Value| names(&id(row), "politie");
    let cases: [(&str, Fits<'_>); 9] = [
        ("kpi --licht rood", Box::new(red)),
        (
            "kpi --licht r --hoofdstuk 3",
            Box::new(|row| red(row) && of(row, "3")),
        ),
        (
            "kpi --hoofdstuk 5 --partij politie",
            Box::new(|row| of(row, "5") && police(row)),
        ),
        (
            "kpi --partij Politie --licht grijs",
            Box::new(|row| police(row) && row["light"] == "none"),
        ),
        ("kpi --te-laat", Box::new(is_late)),
        (
            "kpi --te-laat --hoofdstuk 3",
            Box::new(|row| is_late(row) && of(row, "3")),
        ),
        (
            "kpi --te-laat --partij politie",
            Box::new(|row| is_late(row) && police(row)),
        ),
        (
            "kpi --licht groen --te-laat",
            Box::new(|row| row["light"] == "green" && is_late(row)),
        ),
        (
            "kpi --licht rood --partij politie --te-laat --hoofdstuk 6",
            Box::new(|row| red(row) && police(row) && is_late(row) && of(row, "6")),
        ),
    ];
    for (line, fits) in cases {
        let expected: Vec<String> = rows.iter().filter(|row| fits(row)).map(id).collect();
        assert_eq!(ids(&town, line), expected, "{line}");
        assert!(expected.len() < all.len(), "{line} leaves something out");
        lists(&town, line, &all, &expected);
    }
    assert_eq!(ids(&town, "kpi --licht rood --hoofdstuk 3"), ["3.K1"]);
    assert_eq!(ids(&town, "kpi --licht groen"), ["3.K3"]);
    assert_eq!(ids(&town, "kpi --licht rood --partij politie"), ["6.K1"]);
    assert!(ids(&town, "kpi --te-laat --licht grijs --hoofdstuk 4").contains(&"4.K9c".to_string()));
    // Nothing left is an empty list, and fine.
    assert_eq!(town.out("kpi --licht oranje --hoofdstuk 6 --json"), "[]\n");
    assert!(
        town.out("kpi --licht oranje --hoofdstuk 6")
            .starts_with("0 KPI's")
    );
}

#[test]
fn actions_of_the_police() {
    let town = Town::new();
    let rows = town.json("actie --json");
    let rows = rows.as_array().unwrap();
    let has = |row: &Value, key: &str| {
        row[key]
            .as_array()
            .unwrap()
            .iter()
            .any(|id| id == "politie")
    };
    let id = |row: &Value| row["id"].as_str().unwrap().to_string();
    let all: Vec<String> = rows.iter().map(id).collect();
    let fits = rows
        .iter()
        .filter(|row| has(row, "executors") || has(row, "with"));
    let police: Vec<String> = fits.map(id).collect();
    assert!(!police.is_empty() && police.len() < all.len());
    for line in [
        "actie --partij politie",
        "actie --partij Politie",
        "actie --partij POLITIE",
    ] {
        assert_eq!(ids(&town, line), police, "{line}");
        lists(&town, line, &all, &police);
    }
    let page = town.out("actie --partij politie");
    assert!(
        page.ends_with(&format!("\n{} acties\n", police.len())),
        "{page}"
    );
    let first = &police[0];
    town.out(&format!("actie zet {first} gereed"));
    assert_eq!(
        ids(&town, "actie --partij politie --status gereed"),
        std::slice::from_ref(first)
    );
    assert_eq!(
        ids(&town, "actie --partij politie --status open"),
        police[1..]
    );
}

#[test]
fn a_misspelt_choice_names_the_nearest() {
    let town = Town::new();
    for (line, code, said) in [
        (
            "kpi --licht rod",
            2,
            "“rod” past niet bij --licht <L>; bedoelt u rood? Kies rood, oranje, groen of grijs",
        ),
        (
            "kpi --licht paars",
            2,
            "“paars” past niet bij --licht <L>; kies rood, oranje, groen of grijs",
        ),
        ("kpi --licht groenn --json", 2, "bedoelt u groen? Kies"),
        (
            "actie --status gered",
            2,
            "bedoelt u gereed? Kies open, loopt, gereed of vervallen",
        ),
        (
            "actie --status half --json",
            2,
            "“half” past niet bij --status <S>; kies open",
        ),
        (
            "kpi --hoofdstuk 12",
            3,
            "hoofdstuk “12” staat niet in het plan; kies 1, 2",
        ),
        (
            "kpi --hoofdstuk drie --te-laat",
            3,
            "hoofdstuk “drie” staat niet in het plan",
        ),
        (
            "kpi --partij kerstman",
            3,
            "“kerstman” staat niet in het plan",
        ),
        (
            "kpi --te-lat",
            2,
            "de optie “--te-lat” is er niet; bedoelt u --te-laat?",
        ),
        ("kpi --te-laat=ja", 2, "“ja” is te veel bij --te-laat"),
        (
            "actie --party politie",
            2,
            "de optie “--party” is er niet; bedoelt u --partij?",
        ),
        (
            "herstel --opnieu",
            2,
            "de optie “--opnieu” is er niet; bedoelt u --opnieuw?",
        ),
        (
            "kpi tell 3.K1",
            2,
            "“tell” is geen opdracht; bedoelt u tel?",
        ),
        (
            "kpi oordeel 3.K1 geel",
            2,
            "“geel” is geen stoplicht; kies groen, oranje, rood of grijs",
        ),
    ] {
        let sentence = town.refused(line, code);
        assert!(sentence.contains(said), "{line}: {sentence}");
        assert_eq!(sentence.lines().count(), 1, "{line}: {sentence}");
    }
    // A slip in a party is forgiven, and told beside the listing.
    for list in ["kpi", "actie"] {
        let slip = town.run(&format!("{list} --partij polite --json"));
        assert_eq!(
            (code(&slip), err(&slip).as_str()),
            (0, "regie: “polite” gelezen als Politie\n")
        );
        assert_eq!(
            out(&slip),
            town.out(&format!("{list} --partij politie --json"))
        );
    }
}

/// Where a party is asked for, `toon` knows it too; a slip in an id is none in a name.
#[test]
fn a_party_is_shown_by_any_of_its_names() {
    let town = Town::new();
    let plan = town.plan();
    let page = town.out("toon ith");
    for name in ["ITH", "Team ITH", "team ith"] {
        let shown = town.plain(&["--plan", &plan, "--nu", "2026-11-23", "toon", name]);
        assert_eq!(out(&shown), page, "{name}: {}", err(&shown));
    }
    let slip = town.run("toon polite");
    assert_eq!(out(&slip), town.out("toon politie"));
    assert_eq!(err(&slip), "regie: “polite” gelezen als Politie\n");
    let several = town.refused("toon veiligheid", 2);
    assert!(several.contains("kan meer partijen zijn"), "{several}");
    for id in ["9Z.9", "kerstman"] {
        let missing = town.refused(&format!("toon {id}"), 3);
        assert!(missing.contains("staat niet in het plan"), "{missing}");
    }
}

#[test]
fn listings_have_no_colour_whatever_is_asked() {
    let town = Town::new();
    town.out("kpi zet 3.K1 1");
    let file = town.plan();
    for line in [
        "toon",
        "toon 3",
        "kpi",
        "kpi --json",
        "actie",
        "wie politie",
        "log",
        "status",
        "controleer",
        "wie --help",
    ] {
        let plain = out(&town.run(line));
        assert!(!plain.is_empty() && !plain.contains('\u{1b}'), "{line}");
        for colour in ["auto", "altijd", "nooit"] {
            assert_eq!(
                out(&town.run(&format!("{line} --kleur {colour}"))),
                plain,
                "{line} {colour}"
            );
        }
        for (variable, value) in [("NO_COLOR", "1"), ("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")] {
            let mut command = town.command();
            command.env(variable, value);
            command.args(["--plan", &file, "--nu", "2026-11-23"]);
            let listed = command.args(line.split(' ')).output().unwrap();
            assert_eq!(out(&listed), plain, "{line} {variable}={value}");
        }
    }
    let refused = town.refused("kpi --kleur rood", 2);
    assert!(refused.contains("kies auto, altijd of nooit"), "{refused}");
}

#[test]
fn doing_again_walks_through_the_runs() {
    let town = Town::new();
    town.out("kpi zet 3.K1 5");
    town.out("kpi tel 3.K1");
    town.out("actie zet 3B.1.a loopt --notitie begonnen");
    let stands = |town: &Town| {
        let row = &town.json("kpi --hoofdstuk 3 --json")[0];
        let status = town.json("toon 3B.1.a --json")["item"]["status"].clone();
        (row["indicators"][0]["reading"]["value"].clone(), status)
    };
    let begun = (Value::from(6), Value::from("running"));
    assert_eq!(stands(&town), begun);
    let undone = town.json("herstel --json");
    assert_eq!(
        (&undone["undone"], &undone["revision"]),
        (&3.into(), &4.into())
    );
    assert_eq!(undone["entries"][0]["what"], "status");
    assert_eq!(undone["entries"].as_array().unwrap().len(), 1);
    town.out("herstel");
    assert_eq!(stands(&town), (Value::from(5), Value::from("open")));
    // Back again, the last taken back first.
    assert_eq!(
        town.out("herstel --opnieuw").replace('\n', " "),
        "Opnieuw gedaan: 3.K1.1 integrale controles: 6 (+1) op 23-11-2026 · opgeslagen "
    );
    assert_eq!(stands(&town), (Value::from(6), Value::from("open")));
    let again = town.json("herstel --opnieuw --json");
    assert_eq!(
        (&again["undone"], &again["revision"]),
        (&4.into(), &7.into())
    );
    assert_eq!(again["entries"][0]["undoes"], 3);
    assert_eq!(stands(&town), begun);
    assert_eq!(town.file()["history"][6]["undoes"], 4);
    // Everything was done again; --json refuses in the same sentence.
    let said = "regie: er is niets van a.jansen om opnieuw te doen\n";
    for line in ["herstel --opnieuw", "herstel --opnieuw --json"] {
        assert_eq!(town.refused(line, 3), said, "{line}");
    }
    // Something new makes an end to doing again.
    town.out("herstel");
    town.out("kpi zet 3.K3 4");
    assert_eq!(town.refused("herstel --opnieuw", 3), said);
    assert_eq!(stands(&town), (Value::from(6), Value::from("open")));
}

#[test]
fn taking_back_leaves_what_a_colleague_counted_on_top() {
    let town = Town::new();
    town.out("kpi zet 3.K1 5 --door A");
    town.out("kpi tel 3.K1 2 --door A");
    town.out("kpi tel 3.K1 --door B");
    let value = |town: &Town| {
        town.json("kpi --hoofdstuk 3 --json")[0]["indicators"][0]["reading"]["value"].clone()
    };
    assert_eq!(value(&town), 8);
    let undone = town.json("herstel --door A --json");
    assert_eq!(
        (&undone["undone"], &undone["entries"][0]["by"]),
        (&2.into(), &"A".into())
    );
    assert_eq!(value(&town), 6, "B's one more stands");
    town.out("herstel --opnieuw --door A");
    assert_eq!(value(&town), 8);
    town.out("herstel --door B");
    assert_eq!(value(&town), 7, "A's two more stand");
    assert_eq!(
        town.refused("herstel --door B", 3),
        "regie: er is niets van B om te herstellen\n"
    );
    let entries = town.json("log --json");
    assert_eq!(entries.as_array().unwrap().len(), 6);
    assert!(
        fs::read_to_string(town.plan())
            .unwrap()
            .contains("\"undoes\": 3")
    );
}

/// Without a column for what nobody gave up, the titles of the chapters can be told apart.
#[test]
fn the_overview_has_a_column_for_what_was_given_up_where_anything_was() {
    let town = Town::new();
    town.plan();
    for (line, has, title) in [
        ("overzicht", false, "\n4 Jeugd en preventie "),
        ("actie zet 3B.1.a vervallen", false, ""),
        ("overzicht", true, "\n4 Jeugd en p"),
    ] {
        let said = town.out(line);
        let head = said.lines().next().unwrap();
        assert_eq!(head.contains("vervallen  te laat"), has, "{said}");
        assert!(said.contains(title), "{said}");
    }
}
