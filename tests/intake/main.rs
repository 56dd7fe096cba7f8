//! A plan from a document, held against the plan of 2026 and against documents made here: what is
//! in its place, that no word is lost, and that no figure is wrong without a doubt beside it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly, and these print what they scored; its helpers are no tests to clippy"
)]

mod columns;
mod office;
mod open;
mod others;
mod paper;
mod pdf;
#[path = "../common/office.rs"]
mod program;
mod rows;
mod score;
mod tables;
mod text;
#[path = "../looked/tools.rs"]
mod tools;
mod word;

use regie::intake::document::{Document, read};
use regie::intake::recognise::{Draft, Hints, draft};
use regie::plan::Plan;
use regie::store::BUILT_IN;

/// The words of the plan of 2026.
const SOURCE: &str = include_str!("../source/uitvoeringsplan-2026.txt");

/// The plan of 2026 as it was put into the store by hand.
fn by_hand() -> Plan {
    serde_json::from_str(BUILT_IN).unwrap()
}

/// A document and the draft made of it.
fn drafted(bytes: &[u8], name: &str) -> (Document, Draft) {
    let document = read(bytes, name).unwrap();
    let made = draft(&document, &Hints::default()).unwrap();
    (document, made)
}
