//! What `--json` gives is what the tables of `cli::json` say: every key that comes out is
//! in them, in their order, and every key in them comes out.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, NaiveDate};
use regie::face::{JsonKey as Key, JsonShape as Shape, LISTINGS, SHAPES, Type};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};

use crate::town::{Town, code, err, out};

/// JSON whose keys stand in the order they came.
#[derive(Debug)]
enum Node {
    Null,
    Boolean,
    Number,
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyNode;
        impl<'de> Visitor<'de> for AnyNode {
            type Value = Node;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_unit<E>(self) -> Result<Node, E> {
                Ok(Node::Null)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
                Ok(Node::Boolean)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
                Ok(Node::Number)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
                Ok(Node::Number)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
                Ok(Node::Number)
            }
            fn visit_str<E>(self, text: &str) -> Result<Node, E> {
                Ok(Node::Text(text.to_string()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
                let mut nodes = Vec::new();
                while let Some(node) = list.next_element()? {
                    nodes.push(node);
                }
                Ok(Node::List(nodes))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Node::Object(entries))
            }
        }
        deserializer.deserialize_any(AnyNode)
    }
}

fn listing(command: &str) -> &'static Shape {
    LISTINGS.iter().find(|it| it.name == command).unwrap()
}

fn shape(name: &str) -> &'static Shape {
    SHAPES.iter().find(|it| it.name == name).unwrap()
}

/// The keys of the object at `path`, each with its own name.
fn inside(table: &'static Shape, path: &str) -> Vec<(&'static str, &'static Key)> {
    let inside = table.keys.iter().filter_map(|key| {
        let rest = key.path.strip_prefix(path)?;
        let rest = if path.is_empty() {
            rest
        } else {
            rest.strip_prefix('.')?
        };
        let name = rest.strip_suffix("[]").unwrap_or(rest);
        (!name.contains('.')).then_some((name, key))
    });
    inside.collect()
}

/// What came out that the tables don't say, and which of their keys came out.
#[derive(Debug, Default)]
struct Found {
    faults: Vec<String>,
    seen: BTreeSet<(&'static str, &'static str)>,
}

impl Found {
    fn listing(&mut self, table: &'static Shape, node: &Node) {
        let Node::List(rows) = node else {
            self.object(table, "", node);
            return;
        };
        for row in rows {
            match table.keys.iter().find(|key| key.path == "[]") {
                Some(key) => {
                    self.seen.insert((table.name, key.path));
                    self.value(table, key.path, &key.of, row);
                }
                None => self.object(table, "[]", row),
            }
        }
    }

    fn object(&mut self, table: &'static Shape, path: &str, node: &Node) {
        let fault = |what: &str| format!("{} {path}: {what}", table.name);
        let Node::Object(entries) = node else {
            self.faults.push(fault("is no object"));
            return;
        };
        let keys = inside(table, path);
        let mut last = 0;
        for (name, node) in entries {
            let Some(at) = keys.iter().position(|(known, _)| known == name) else {
                self.faults
                    .push(fault(&format!("“{name}” is not in the table")));
                continue;
            };
            if at < last {
                self.faults
                    .push(fault(&format!("“{name}” stands too late")));
            }
            last = at;
            self.key(table, keys[at].1, node);
        }
        for (name, key) in keys {
            if !key.optional && !entries.iter().any(|(there, _)| there == name) {
                self.faults.push(fault(&format!("“{name}” is missing")));
            }
        }
    }

    fn key(&mut self, table: &'static Shape, key: &'static Key, node: &Node) {
        self.seen.insert((table.name, key.path));
        match node {
            Node::Null if key.null => {}
            Node::List(nodes) if key.path.ends_with("[]") => {
                for node in nodes {
                    self.value(table, key.path, &key.of, node);
                }
            }
            _ if key.path.ends_with("[]") => {
                self.faults
                    .push(format!("{} {}: no list", table.name, key.path));
            }
            _ => self.value(table, key.path, &key.of, node),
        }
    }

    fn value(&mut self, table: &'static Shape, path: &str, of: &'static Type, node: &Node) {
        let fits = match (of, node) {
            (Type::Object, _) => {
                self.object(table, path, node);
                true
            }
            (Type::Shaped(name), _) => {
                self.object(shape(name), "", node);
                true
            }
            (Type::Either(types), _) => types.iter().any(|of| {
                let mut one = Self::default();
                one.value(table, path, of, node);
                let fits = one.faults.is_empty();
                if fits {
                    self.seen.extend(one.seen);
                }
                fits
            }),
            (Type::Word(words), Node::Text(text)) => words.contains(&text.as_str()),
            (Type::Date, Node::Text(text)) => text.parse::<NaiveDate>().is_ok(),
            (Type::Moment, Node::Text(text)) => DateTime::parse_from_rfc3339(text).is_ok(),
            (Type::Any, _)
            | (Type::Text, Node::Text(_))
            | (Type::Number | Type::Value, Node::Number)
            | (Type::Boolean | Type::Value, Node::Boolean) => true,
            _ => false,
        };
        if !fits {
            let said = format!("{} {path}: {node:?} is no {}", table.name, of.word());
            self.faults.push(said);
        }
    }
}

/// A town where everything happened once: what the screen does stands in the file by hand.
fn lived_in() -> Town {
    let town = Town::new();
    for line in [
        "kpi zet 3.K1 5 --datum -2d --notitie eerste",
        "kpi zet 3.K4 12/17",
        "kpi zet 3.K5 j",
        "kpi oordeel 3.K1 groen",
        "kpi oordeel 3.K1 rood --toelichting ziek --bijsturing extra",
        "kpi tel 3.K1",
        "actie zet 3B.1.b --uiterlijk 2026-12-01",
        "actie zet 3B.1.a loopt --notitie begonnen",
        "herstel",
        "herstel --opnieuw",
    ] {
        town.out(line);
    }
    changed(&town);
    let day = "2026-11-23";
    let point = json!({
        "id": "AP1", "about": "3.K1", "meeting": "O1", "who": "B. Smit", "what": "bellen",
        "due": day, "date": day, "by": "A", "done": null
    });
    let (note, decision) = (
        json!({ "date": day, "by": "A", "note": "stil" }),
        json!({ "date": day, "by": "A", "decision": "doorgaan" }),
    );
    let meeting = json!({
        "id": "O1", "title": "Ondermijning", "date": day, "present": ["A", "B"], "by": "A",
        "items": ["3.K1", "3.K4", "3B.1.a"], "discussed": ["3.K1"], "log": [decision],
        "closed": null
    });
    let mut file = town.file();
    let revision = file["revision"].as_u64().unwrap();
    file["meetings"] = json!([meeting]);
    file["action_points"] = json!([point]);
    file["chapters"][2]["kpis"][0]["log"] = json!([note]);
    taken_over(&mut file);
    let history = file["history"].as_array_mut().unwrap();
    for entry in history.iter_mut() {
        entry["meeting"] = json!("O1");
    }
    let screen = [
        json!({ "what": "meeting", "id": "O1", "from": null, "to": meeting }),
        json!({ "what": "log", "id": "3.K1", "from": null, "to": note }),
        json!({ "what": "log", "id": "O1", "from": null, "to": decision }),
        json!({ "what": "action-point", "id": "AP1", "from": null, "to": point }),
        json!({ "what": "discussed", "id": "O1", "item": "3.K1", "discussed": true }),
        json!({ "what": "sorcery", "id": "3.K1" }),
    ];
    for (entry, revision) in screen.into_iter().zip(revision + 1..) {
        let mut entry = entry;
        entry["revision"] = json!(revision);
        entry["at"] = json!("2026-11-23T12:00:00+01:00");
        entry["by"] = json!("A");
        entry["together"] = json!(revision);
        entry["meeting"] = json!("O1");
        history.push(entry);
    }
    let newest = history.last().unwrap()["revision"].clone();
    file["revision"] = newest;
    town.put("plan.json", &serde_json::to_string_pretty(&file).unwrap());
    town
}

/// What comes from another year says so.
fn taken_over(file: &mut Value) {
    let earlier = json!([{ "year": 2025, "value": 9, "of": null, "on": "2025-12-18",
        "target": { "min": 10, "max": null }, "first_target": null, "light": "amber",
        "unit": "controles", "kind": "count" }]);
    for path in [
        "/chapters/2",
        "/chapters/2/themes/1",
        "/chapters/2/themes/1/goals/0",
        "/chapters/2/themes/1/goals/0/actions/0",
        "/chapters/2/kpis/0",
        "/chapters/2/kpis/0/indicators/0",
        "/chapters/4/regie/1",
        "/chapters/6/topics/5",
        "/parties/0",
        "/action_points/0",
        "/budgets/0/rows/0",
        "/capacity/0/rows/0",
    ] {
        let item = file.pointer_mut(path).unwrap();
        item["origin"] = json!([{ "plan": "rijswijk-2025", "id": item["id"] }]);
        item["to_confirm"] = json!(["text"]);
    }
    file["period"] = json!({ "from": 2026, "to": 2027 });
    let indicator = &mut file["chapters"][2]["kpis"][0]["indicators"][0];
    indicator["earlier"] = earlier;
    indicator["targets"] = json!([{ "year": 2027, "min": 12, "max": null }]);
    indicator["cumulative"] = json!(false);
}

/// Everything the plan itself can undergo, once.
fn changed(town: &Town) {
    town.out("besluit nieuw orgaan=raad datum=2026-06-30 nummer=26.041 titel=Bijstelling");
    for line in [
        "wijzig 3 titel=Anders",
        "wijzig 3B titel=Anders prioriteit=1",
        "wijzig 3B.1 tekst=Anders prioriteit=2",
        "wijzig 3B.1.a tekst=Anders",
        "wijzig 3.K2 tekst=Anders",
        "wijzig 3.K1 streefwaarde=6",
        "wijzig 7.6 tekst=Anders",
        "wijzig R5.2 tekst=Anders",
        "wijzig B1 naam=Anders bedrag=1",
        "wijzig C1 naam=Anders bestaand=3",
        "vervalt 3C",
        "vervalt 3B.2",
        "vervalt 3.K6 --besluit BS1",
        "vervalt 7.5",
        "vervalt R5.3",
        "vervalt B2",
        "vervalt C2",
        "nieuw actie --onder 3B.1 tekst=Schouwen",
        "verplaats 3B.1.b --onder 3B.3",
        "voegsamen om politie",
    ] {
        town.out(&format!("{line} --reden zomaar"));
    }
    town.out("herstel");
    town.out("herstel --opnieuw");
}

/// A table of the listings, and a command that gives it.
const EXAMPLES: &[(&str, &str)] = &[
    ("wie", "wie strafrecht"),
    ("wie", "wie evaluatie"),
    ("wie", "wie jeugd"),
    ("wie", "wie mensehandel"),
    ("toon", "toon"),
    ("toon ID", "toon 3B"),
    ("toon ID", "toon 3B.1"),
    ("toon ID", "toon 3B.1.a"),
    ("toon ID", "toon 3.K1"),
    ("toon ID", "toon 3.K1.1"),
    ("toon ID", "toon 7.6"),
    ("toon ID", "toon R5.2"),
    ("toon ID", "toon O1"),
    ("toon ID", "toon AP1"),
    ("toon ID", "toon B1"),
    ("toon ID", "toon B2"),
    ("toon ID", "toon C1"),
    ("toon ID", "toon C2"),
    ("toon ID", "toon C12"),
    ("toon ID", "toon BS1"),
    ("toon ID", "toon om"),
    ("vragen", "vragen"),
    ("besluit", "besluit"),
    ("bijstellingen", "bijstellingen"),
    (
        "wijzig, nieuw, vervalt, herleeft, verplaats, voegsamen, besluit nieuw, bevestig, stelvast",
        "vervalt 3B.3 --reden zomaar --proef",
    ),
    ("kpi", "kpi"),
    ("actie", "actie"),
    ("overzicht", "overzicht --sinds 1"),
    ("rapport", "rapport"),
    ("rapport", "rapport --formaat json --sinds 1"),
    ("capaciteit", "capaciteit"),
    ("begroting", "begroting"),
    ("controleer", "controleer"),
    ("overleg", "overleg 3 --datum 10-12"),
    ("verslag", "verslag O1"),
    ("verslag --lijst", "verslag --lijst"),
    ("log", "log"),
    ("status", "status"),
    ("kpi zet, kpi tel", "kpi zet 3.K2 1"),
    ("kpi zet, kpi tel", "kpi tel 3.K1"),
    ("kpi oordeel", "kpi oordeel 3.K1 groen"),
    ("kpi oordeel", "kpi oordeel 3.K2 groen"),
    ("actie zet", "actie zet 3B.1.a gereed"),
    ("actie zet", "actie zet 3B.1.a gereed"),
    ("actie zet", "actie zet 3B.1.a --uiterlijk 2026-12-01"),
    ("herstel, herstel --opnieuw", "herstel"),
    ("herstel, herstel --opnieuw", "herstel --opnieuw"),
    (
        "actie zet",
        "actie zet 3B.1.a --uiterlijk geen --door B.Smit",
    ),
    (
        "actie zet, kpi oordeel, wijzig, verplaats, vervalt, herstel",
        "herstel",
    ),
];

/// What a database answers is held against its table by the tests that have one.
const ON_DATABASE: [&str; 5] = [
    "plannen",
    "database nagaan",
    "meenemen",
    "terugbrengen",
    "verhuis",
];

#[test]
fn every_key_is_in_the_tables_and_every_key_of_the_tables_is_there() {
    let town = lived_in();
    let [new, minutes, calendar] = ["a.json", "a.md", "a.ics"].map(|name| town.path(name));
    let turn = format!("volgend-jaar {} --proef", town.plan());
    let mut found = Found::default();
    let mut examples = vec![
        ("begin", format!("begin {new}")),
        ("volgend-jaar", turn),
        ("verslag -o, rapport -o", format!("verslag -o {minutes}")),
        (
            "verslag -o, rapport -o",
            format!("rapport --formaat ics -o {calendar}"),
        ),
    ];
    town.put(
        "cijfers.csv",
        "KPI;Datum;Waarde\n3.K2;2026-06-30;1\nFietsen;2026-06-30;1\n",
    );
    let table = town.path("cijfers.csv");
    let line = format!("importeer standen {table} --zeker --kaart proef --naam Gras=-");
    examples.push(("importeer standen", line));
    let head = "Gemeente;Jaar;Indicator;Waarde;Eenheid;Status;Bron";
    for (name, status) in [("halt", "voorlopig"), ("later", "definitief")] {
        let rows = format!("{head}\nRijswijk;2024;Halt;9;per 1.000 jongeren;{status};Halt\n");
        town.put(&format!("{name}.csv"), &rows);
        let line = format!(
            "importeer indicatoren {}",
            town.path(&format!("{name}.csv"))
        );
        examples.push(("importeer indicatoren", line));
    }
    for line in [
        "indicatoren",
        "indicatoren X1 --hoofdstuk 6",
        "overzicht",
        "rapport",
        "indicatoren X1 --weg",
    ] {
        let table = line.split(' ').next().unwrap_or_default();
        examples.push((table, line.to_string()));
    }
    town.put(
        "plan.txt",
        include_str!("../source/uitvoeringsplan-2026.txt"),
    );
    let (from, to) = (town.path("plan.txt"), town.path("concept.json"));
    let line = format!("importeer plan {from} -o {to}");
    examples.push(("importeer plan", line));
    examples.push(("importeer kaart", "importeer kaart".to_string()));
    // Beside a plan that can't be read.
    std::fs::create_dir(town.path("plannen")).unwrap();
    town.put("plannen/rijswijk.json", &town.text());
    town.put("plannen/stuk.json", "{");
    let line = format!(
        "overzicht --alle --plan {} --sinds 1-1",
        town.path("plannen")
    );
    examples.push(("overzicht --alle", line));
    // A meeting and an action point stand only in the file: it can't be taken back as a whole.
    examples.push(("vergelijk", format!("vergelijk {new}")));
    let plan = town.file();
    for id in (1..=11).map(|number| number.to_string()) {
        examples.push(("toon ID", format!("toon {id}")));
    }
    for key in ["id", "full_name", "abbreviation", "aliases"] {
        let parties = plan["parties"].as_array().unwrap().iter();
        let mut with = parties.filter(|party| party.get(key).is_some());
        let id = with.next().unwrap()["id"].as_str().unwrap();
        examples.push(("toon ID", format!("toon {id}")));
    }
    let lines = EXAMPLES.iter();
    examples.extend(lines.map(|(listing, line)| (*listing, line.to_string())));
    for (listing, line) in examples {
        let output = town.run(&format!("{line} --json"));
        // Something is overdue, someone else was first, a name of a sheet has no place, and one of several
        // can't be read: there is JSON too.
        assert!(
            [0, 1, 3, 4, 7].contains(&code(&output)),
            "{line}: {}",
            err(&output)
        );
        let node: Node = serde_json::from_str(&out(&output)).unwrap();
        found.listing(self::listing(listing), &node);
        assert_eq!(found.faults, Vec::<String>::new(), "{line}");
    }
    // A year later, beside the plan of before.
    let next = town.path("next.json");
    town.run_on("2027-02-01", "kpi zet 3.K1 2");
    town.out(&format!("volgend-jaar {} -o {next}", town.plan()));
    let later = town.run_on("2028-02-20", &format!("--plan {next} kpi zet 3.K1 3"));
    assert_eq!(code(&later), 0, "{}", err(&later));
    let line = format!("vergelijk {} {next} --json", town.plan());
    let node = serde_json::from_str(&out(&town.run_on("2028-03-01", &line))).unwrap();
    found.listing(listing("vergelijk"), &node);
    assert_eq!(found.faults, Vec::<String>::new());
    let tables = LISTINGS.iter().chain(SHAPES.iter());
    let never: Vec<_> = tables
        .flat_map(|table| table.keys.iter().map(move |key| (table.name, key.path)))
        .filter(|key| !found.seen.contains(key) && !ON_DATABASE.contains(&key.0))
        .collect();
    assert_eq!(never, [], "in the tables, and never seen");
}

#[test]
fn what_differs_from_a_table_is_noticed() {
    for (json, fault) in [
        (r#"{"min": 1, "max": null}"#, None),
        (r#"{"max": 1, "min": 1}"#, Some("“min” stands too late")),
        (r#"{"min": 1}"#, Some("“max” is missing")),
        (
            r#"{"min": 1, "max": 2, "mid": 3}"#,
            Some("“mid” is not in the table"),
        ),
        (r#"{"min": "1", "max": 2}"#, Some("is no getal")),
        ("3", Some("is no object")),
    ] {
        let node: Node = serde_json::from_str(json).unwrap();
        let mut found = Found::default();
        found.object(shape("streefwaarde"), "", &node);
        match fault {
            None => assert_eq!(found.faults, Vec::<String>::new(), "{json}"),
            Some(fault) => assert!(found.faults[0].contains(fault), "{:?}", found.faults),
        }
    }
}
