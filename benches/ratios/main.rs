//! What things cost, each as a ratio to the plainest way of doing the same, taken side by side
//! in one run: absolute times say more of the machine than of the program.
//!
//! `cargo bench` prints a line a measure: the median of ours, of the plain way, and the ratio.
//! `cargo bench -- open save` prints those whose name begins so.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and may fail loudly"
)]

mod beside;
mod documents;
mod keys;
mod measure;
mod opening;
mod plans;
mod reports;
mod saving;

#[path = "../../tests/common/terminal.rs"]
#[expect(dead_code, reason = "the tests ask more of a terminal")]
mod terminal;

use std::path::Path;

fn main() {
    type Measured = dyn Fn(&Path);
    let all: [(&str, &Measured); 11] = [
        ("record", &beside::recording),
        ("show", &beside::opening),
        ("open", &opening::opening),
        ("save", &saving::saving),
        ("move", &|_| keys::moving()),
        ("bytes", &|_| keys::sending()),
        ("ask", &|_| keys::asking()),
        ("search", &|_| keys::searching()),
        ("first", &|_| keys::first()),
        ("report", &reports::reporting),
        ("document", &|_| documents::drafting()),
    ];
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let mut asked = asked.iter().filter(|it| !it.starts_with('-')).peekable();
    let all_of_them = asked.peek().is_none();
    let asked: Vec<&String> = asked.collect();
    measure::heading();
    for (name, measured) in all {
        if all_of_them || asked.iter().any(|it| *it == name) {
            let dir = tempfile::tempdir().unwrap();
            measured(dir.path());
        }
    }
}
