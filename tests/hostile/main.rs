//! Broken and hostile plans, and what the program makes of them: one Dutch sentence with the
//! place, a sensible exit code, in time; and nothing of a stranger's text acts on a terminal.
//! `tests/stores/invalid` holds the faults one by one; here they are made by the hundred.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail loudly; its helpers are no tests to clippy"
)]

mod broken;
mod desk;
mod fuzz;
mod poison;
#[path = "../common/terminal.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod terminal;
mod values;
