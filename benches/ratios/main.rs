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

mod documents;
mod keys;
mod measure;
mod opening;
mod plans;
mod reports;
mod saving;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let all: [(&str, &dyn Fn()); 9] = [
        ("open", &|| opening::opening(dir)),
        ("save", &|| saving::saving(dir)),
        ("move", &keys::moving),
        ("bytes", &keys::sending),
        ("ask", &keys::asking),
        ("search", &keys::searching),
        ("first", &keys::first),
        ("report", &|| reports::reporting(dir)),
        ("document", &documents::drafting),
    ];
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let mut asked = asked.iter().filter(|it| !it.starts_with('-')).peekable();
    let all_of_them = asked.peek().is_none();
    let asked: Vec<&String> = asked.collect();
    measure::heading();
    for (name, measured) in all {
        if all_of_them || asked.iter().any(|it| *it == name) {
            measured();
        }
    }
}
