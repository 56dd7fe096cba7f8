//! Every value of a small plan, one at a time: another type, gone, doubled, absurd.

use std::fs;

use regie::face::{Failure, UNSOUND};
use regie::plan::check;
use regie::store;
use regie::store::{Cause, Store};
use serde_json::{Map, Value, json};

use crate::desk::{Desk, SMALL, is_dutch};

/// One way from the root to a value.
type Way = Vec<String>;

fn ways(value: &Value, way: &mut Way, out: &mut Vec<Way>) {
    out.push(way.clone());
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(list) => (0..).map(|n: u32| n.to_string()).zip(list).collect(),
        _ => Vec::new(),
    };
    for (step, value) in inside {
        way.push(step);
        ways(value, way, out);
        way.pop();
    }
}

fn at<'a>(value: &'a mut Value, way: &[String]) -> &'a mut Value {
    way.iter().fold(value, |value, step| match value {
        Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
        value => value.get_mut(step.as_str()).unwrap(),
    })
}

fn small() -> Value {
    serde_json::from_str(&fs::read_to_string(SMALL).unwrap()).unwrap()
}

/// Opens, or is refused in a sentence; and the check says the same as the opening.
pub fn is_dealt_with(desk: &Desk, bytes: &[u8]) -> bool {
    desk.put(bytes);
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    match Store::open(&desk.plan()) {
        Ok((_, plan)) => {
            let findings = check::check(&plan);
            let errors = findings
                .iter()
                .filter(|finding| finding.severity == check::Severity::Error);
            assert_eq!(errors.count(), 0, "{}", shown());
            store::findings(&desk.plan()).unwrap();
            true
        }
        Err(why) if matches!(why.cause, Cause::Unsound { .. }) => {
            assert_eq!(Failure::of(&why).code, UNSOUND);
            is_dutch(&why.to_string());
            assert!(!why.to_string().contains('\n'), "{why}");
            let found = store::findings(&desk.plan()).unwrap();
            assert!(!found.is_empty(), "{why}: {}", shown());
            false
        }
        Err(why) => unreachable!("{why}: {}", shown()),
    }
}

#[test]
fn another_type() {
    let desk = Desk::new();
    let whole = small();
    let mut all = Vec::new();
    ways(&whole, &mut Vec::new(), &mut all);
    assert!(all.len() > 100);
    let others = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0.5),
        json!(u64::MAX),
        json!("x"),
        json!(""),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "id": 1 }),
    ];
    let mut refused = 0;
    for way in &all {
        for other in &others {
            let mut plan = whole.clone();
            *at(&mut plan, way) = other.clone();
            let bytes = serde_json::to_vec_pretty(&plan).unwrap();
            refused += usize::from(!is_dealt_with(&desk, &bytes));
        }
    }
    assert!(refused > all.len() * 4, "{refused}");
}

#[test]
fn gone_or_doubled() {
    let desk = Desk::new();
    let whole = small();
    let mut all = Vec::new();
    ways(&whole, &mut Vec::new(), &mut all);
    for way in all.iter().filter(|way| !way.is_empty()) {
        let (step, above) = way.split_last().unwrap();
        let mut plan = whole.clone();
        let parent = at(&mut plan, above);
        match parent {
            Value::Object(map) => {
                map.remove(step);
            }
            Value::Array(list) => {
                list.remove(step.parse().unwrap());
            }
            _ => {}
        }
        is_dealt_with(&desk, &serde_json::to_vec(&plan).unwrap());

        let mut plan = whole.clone();
        let parent = at(&mut plan, above);
        if let Value::Array(list) = parent {
            let again = list[step.parse::<usize>().unwrap()].clone();
            list.push(again);
            is_dealt_with(&desk, &serde_json::to_vec(&plan).unwrap());
            continue;
        }
        // The key twice, by a name that is replaced in the text.
        let Value::Object(map) = parent else { continue };
        let again = map.get(step).cloned().unwrap_or_default();
        map.insert("THE KEY".to_string(), again);
        let text = serde_json::to_string_pretty(&plan).unwrap();
        let text = text.replace("THE KEY", step);
        assert!(!is_dealt_with(&desk, text.as_bytes()), "{step}");
        let said = Store::open(&desk.plan()).unwrap_err().to_string();
        assert!(said.contains(step.as_str()), "{step}: {said}");
    }
}

#[test]
fn absurd_numbers_and_dates() {
    let desk = Desk::new();
    let text = fs::read_to_string(SMALL).unwrap();
    let long = "9".repeat(100_000);
    let fraction = format!("0.{}1", "0".repeat(5000));
    let numbers = [
        "1e400",
        "-1e400",
        "1e-400",
        "-0",
        "1e999999999999",
        "1.10",
        "1E+2",
        "0.1e1",
        "18446744073709551616",
        "9223372036854775808",
        &long,
        &fraction,
    ];
    let dates = [
        "0000-00-00",
        "2026-02-30",
        "9999-12-31",
        "-2026-01-01",
        "+262143-12-31",
        "2026-1-1",
        "99999999999999-01-01",
        "2026-06-01T00:00:00Z",
        "30-06-2026",
        "",
        "\\u0000",
        "NaN",
    ];
    let mut texts = Vec::new();
    for number in numbers {
        for field in [
            "\"value\": 12",
            "\"min\": 10",
            "\"revision\": 0",
            "\"number\": 1",
        ] {
            let key = field.split_inclusive(": ").next().unwrap();
            assert!(text.contains(field), "{field}");
            texts.push(text.replacen(field, &format!("{key}{number}"), 1));
        }
    }
    for date in dates {
        assert!(text.contains("2026-03-01"));
        texts.push(text.replacen("2026-03-01", date, 1));
        texts.push(text.replacen("\"due\": null", &format!("\"due\": \"{date}\""), 1));
    }
    for text in texts {
        if !is_dealt_with(&desk, text.as_bytes()) {
            desk.run(&["kpi"]).is_unsound(&desk.plan());
            continue;
        }
        for line in [
            "kpi",
            "toon 1.K1",
            "actie",
            "status",
            "kpi tel 1.K1.1",
            "herstel",
        ] {
            let ran = desk.run(&line.split(' ').collect::<Vec<_>>());
            // `status` says by its code that something is overdue, without a word.
            let fine = ran.code == 0 || !ran.err.is_empty() || line == "status";
            assert!(fine && ran.code != 5, "{line}: {}", ran.err);
        }
    }
}

#[test]
fn references_to_nothing_and_in_circles() {
    let desk = Desk::new();
    let whole = small();
    let mut all = Vec::new();
    ways(&whole, &mut Vec::new(), &mut all);
    let mut strings = 0;
    for way in all {
        // Every string in turn is an id that isn't there, its own item's, or its neighbour's.
        let mut plan = whole.clone();
        if !at(&mut plan, &way).is_string() {
            continue;
        }
        strings += 1;
        for other in [
            "nergens", "oovb", "boa", "1", "1A", "1A.1", "1.K1", "1.K1.1", "R1.1",
        ] {
            *at(&mut plan, &way) = json!(other);
            is_dealt_with(&desk, &serde_json::to_vec(&plan).unwrap());
        }
    }
    assert!(strings > 40, "{strings}");
    let mut plan = whole;
    plan["parties"] = (0..2000)
        .map(|n| json!({ "id": format!("p{n}"), "kind": "team", "name": "x", "part_of": format!("p{}", (n + 1) % 2000) }))
        .chain([json!({ "id": "oovb", "kind": "team", "name": "OOV" })])
        .collect();
    plan["chapters"] = json!([]);
    plan["unknown"] = Value::Object(Map::new());
    assert!(!is_dealt_with(&desk, &serde_json::to_vec(&plan).unwrap()));
}
