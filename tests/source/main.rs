//! Holds `data/uitvoeringsplan-2026.json` against the text of the plan it was taken from.
//!
//! The plan is printed again from the data, in the order of the source: chapter by chapter, with
//! the fixed lines ("Wie heeft de regie?", table headers, bullets, numbers) put back where the
//! source has them. What comes out has to be the source, word for word. So every word of the
//! source has exactly one place in the data, and no text in the data lacks a source. White space
//! is the only thing that may differ, apart from the words in [`compare::JOINED`]. All of that
//! reads the data as plain JSON: a text the program's own types would drop is seen here.
//!
//! What the data says *about* those texts (who holds the regie, who carries out, what a KPI
//! counts) is checked for being named in them, on the plan as the program reads it.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail loudly; its helpers are no tests to clippy"
)]

mod compare;
mod facts;
mod guarded;
mod print;
mod words;

use regie::plan::Plan;
use regie::store::BUILT_IN;
use serde_json::Value;

const SOURCE: &str = include_str!("uitvoeringsplan-2026.txt");

/// The data as it stands in the file.
fn data() -> Value {
    serde_json::from_str(BUILT_IN).unwrap()
}

/// The data as the program reads it.
fn plan() -> Plan {
    serde_json::from_str(BUILT_IN).unwrap()
}

/// All strings of a value with their pointers.
fn leaves<'a>(at: &str, value: &'a Value, into: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) => into.push((at.to_owned(), text)),
        Value::Array(array) => {
            for (index, item) in array.iter().enumerate() {
                leaves(&format!("{at}/{index}"), item, into);
            }
        }
        Value::Object(object) => {
            for (key, item) in object {
                leaves(&format!("{at}/{key}"), item, into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The name of the field a pointer ends in, with array places left out.
fn field(pointer: &str) -> &str {
    let mut parts = pointer.rsplit('/');
    let name = parts.find(|part| part.parse::<usize>().is_err());
    name.unwrap_or_default()
}

/// One apostrophe, one kind of space, small letters.
fn plain(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").replace(['’', '‘'], "'").to_lowercase()
}

fn nothing(found: &[String]) {
    let count = found.len();
    assert!(
        found.is_empty(),
        "{count} finding(s):\n{}",
        found.join("\n")
    );
}
