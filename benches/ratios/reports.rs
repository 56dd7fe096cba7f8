//! What a report costs.

use std::ffi::OsString;
use std::hint::black_box;
use std::path::Path;

use regie::store::Store;

use crate::measure::compare;
use crate::plans::larger;

/// What the program prints for a command on a plan.
fn run(plan: &Path, command: &str) -> usize {
    let plan = plan.to_str().unwrap();
    let words = ["regie", "--plan", plan, "--nu", "2026-11-23"].into_iter();
    let answer = regie::face::run(words.chain(command.split(' ')).map(OsString::from));
    assert_eq!(answer.code, 0, "{:?}", answer.notes);
    answer.out.bytes().len()
}

/// A report on the whole plan as a page of HTML, against the outline of the plan, both from the
/// file on; and one on a plan a hundred times as large against a hundred reports.
pub fn reporting(dir: &Path) {
    const HTML: &str = "rapport --formaat html";
    let plan = dir.join("reported.json");
    Store::begin(&plan).unwrap();
    compare(
        "report as HTML / outline of the plan",
        51,
        || {
            black_box(run(&plan, HTML));
        },
        || {
            black_box(run(&plan, "toon"));
        },
    );
    let large = dir.join("large.json");
    Store::begin_with(&large, &larger(100)).unwrap();
    compare(
        "report on a plan 100 times as large / 100 reports",
        3,
        || {
            black_box(run(&large, HTML));
        },
        || {
            for _ in 0..100 {
                black_box(run(&plan, HTML));
            }
        },
    );
}
