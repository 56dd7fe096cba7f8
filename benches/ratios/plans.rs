//! The plans that are measured: that of 2026, and larger ones.

use std::collections::HashSet;

use chrono::NaiveDate;
use regie::face::{App, Msg, Read, Session, update};
use regie::plan::Plan;
use regie::plan::find::concordance::Concordance;
use regie::plan::model::places::Places;
use regie::store::BUILT_IN;
use serde_json::Value;

/// How often its chapters stand in the plans that are measured: the plan of 2026 itself, one of
/// 10 MB and one of 100 MB.
pub const SIZES: [(usize, &str); 3] = [(1, "1x"), (58, "10 MB"), (580, "100 MB")];

/// The plan of 2026.
pub fn plan() -> Plan {
    serde_json::from_str(BUILT_IN).unwrap()
}

/// The day it is.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// The screen of a plan, of 80 by 24.
pub fn screen(plan: Plan) -> App {
    let session = Session {
        user: "A".into(),
        today: today(),
        read_only: None,
        role: None,
        ascii: false,
        screen: (80, 24),
    };
    App::new(plan, session)
}

/// The same once its plan was read, as a thread does after the first frame.
pub fn ready(plan: Plan) -> App {
    let mut app = screen(plan);
    let (of, plan) = app.unread().unwrap();
    let places = Read::Places(Box::new(Places::of(&plan)));
    let words = Read::Words(Box::new(Concordance::of(&plan)));
    for read in [places, words] {
        update(&mut app, Msg::Read(of, read));
    }
    app
}

/// A plan so many times as large as that of 2026: its chapters, money and fte again and again,
/// under other ids.
pub fn larger(times: usize) -> Value {
    const LISTS: [&str; 3] = ["chapters", "budgets", "capacity"];
    let mut plan: Value = serde_json::from_str(BUILT_IN).unwrap();
    let mut ids = HashSet::new();
    for list in LISTS {
        gather_ids(&plan[list], &mut ids);
    }
    for list in LISTS {
        let printed = plan[list].as_array().unwrap().clone();
        let copies = (1..times).flat_map(|copy| {
            let printed = &printed;
            let ids = &ids;
            printed.iter().map(move |item| {
                let mut item = item.clone();
                rename(&mut item, ids, &format!("n{copy}-"));
                if let Some(number) = item.get("number").and_then(Value::as_u64) {
                    item["number"] = (number + 11 * copy as u64).into();
                }
                item
            })
        });
        let copies: Vec<Value> = copies.collect();
        plan[list].as_array_mut().unwrap().extend(copies);
    }
    plan
}

fn gather_ids(value: &Value, ids: &mut HashSet<String>) {
    match value {
        Value::Object(object) => {
            ids.extend(object.get("id").and_then(Value::as_str).map(String::from));
            object.values().for_each(|it| gather_ids(it, ids));
        }
        Value::Array(list) => list.iter().for_each(|it| gather_ids(it, ids)),
        _ => {}
    }
}

fn rename(value: &mut Value, ids: &HashSet<String>, with: &str) {
    match value {
        Value::Object(object) => object.values_mut().for_each(|it| rename(it, ids, with)),
        Value::Array(list) => list.iter_mut().for_each(|it| rename(it, ids, with)),
        Value::String(text) if ids.contains(text) => text.insert_str(0, with),
        _ => {}
    }
}
