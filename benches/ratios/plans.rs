//! The plans that are measured: that of 2026, and larger ones.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::NaiveDate;
use regie::face::{App, Msg, Read, Session, update};
use regie::plan::Plan;
use regie::plan::find::concordance::Concordance;
use regie::plan::model::places::Places;
use regie::store::BUILT_IN;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use serde_json::Value;

/// How often its chapters stand in the plans that are measured: the plan of 2026 itself (0.2 MB),
/// one of 17 MB and one of 173 MB.
pub const SIZES: [(usize, &str); 3] = [(1, "1x"), (100, "100x"), (1000, "1000x")];

/// How often something is done with a plan of this size, that is done so often with the smallest:
/// what takes seconds varies little.
pub const fn runs(times: usize, most: usize) -> usize {
    match times {
        0..10 => most,
        10..500 => most.div_ceil(4),
        _ => 3,
    }
}

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

/// The text of a plan so many times as large as that of 2026: its chapters, money and fte again and
/// again, under other ids.
pub fn larger(times: usize) -> String {
    let plan: Value = serde_json::from_str(BUILT_IN).unwrap();
    let mut ids = HashSet::new();
    for list in LISTS {
        gather_ids(&plan[list], &mut ids);
    }
    let larger = Larger {
        plan: &plan,
        ids,
        times,
    };
    serde_json::to_string_pretty(&larger).unwrap()
}

/// The text of the plan of 2026 after so many edits.
pub fn lived(edits: usize) -> String {
    let mut plan: Value = serde_json::from_str(BUILT_IN).unwrap();
    plan["revision"] = edits.into();
    let mut history = String::from("\"history\": [");
    for revision in 1..=edits {
        let (comma, at) = (if revision > 1 { "," } else { "" }, revision % 28 + 1);
        let _to_memory = write!(
            history,
            "{comma}\n    {{ \"revision\": {revision}, \"at\": \"2026-03-{at:02}T10:00:00+01:00\", \
             \"by\": \"B. de Boer\", \"what\": \"log\", \"id\": \"3.K1\", \"from\": null, \"to\": \
             {{ \"date\": \"2026-03-{at:02}\", \"by\": \"B. de Boer\", \"note\": \"besproken\" }} }}"
        );
    }
    history.push_str("\n  ]");
    let text = serde_json::to_string_pretty(&plan).unwrap();
    text.replace("\"history\": []", &history)
}

/// What stands in a larger plan more than once.
const LISTS: [&str; 3] = ["chapters", "budgets", "capacity"];

/// A larger plan, made while it is written: the largest isn't held as values.
struct Larger<'a> {
    plan: &'a Value,
    ids: HashSet<String>,
    times: usize,
}

impl Serialize for Larger<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let keys = self.plan.as_object().unwrap();
        let mut map = to.serialize_map(Some(keys.len()))?;
        for (key, value) in keys {
            if LISTS.contains(&key.as_str()) {
                let printed = value.as_array().unwrap();
                map.serialize_entry(key, &Copies { of: self, printed })?;
            } else {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

/// One of its lists.
struct Copies<'a> {
    of: &'a Larger<'a>,
    printed: &'a [Value],
}

impl Serialize for Copies<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let copies = (1..self.of.times).flat_map(|copy| {
            let items = self.printed.iter();
            items.map(move |item| Cow::Owned(self.copied(item, copy)))
        });
        to.collect_seq(self.printed.iter().map(Cow::Borrowed).chain(copies))
    }
}

impl Copies<'_> {
    fn copied(&self, item: &Value, copy: usize) -> Value {
        let mut item = item.clone();
        rename(&mut item, &self.of.ids, &format!("n{copy}-"));
        if let Some(number) = item.get("number").and_then(Value::as_u64) {
            item["number"] = (number + 11 * copy as u64).into();
        }
        item
    }
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
