//! The program as a script sees it: what is on standard output, what on standard error, and the
//! exit code.
#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on has failed; its helpers are no tests to clippy"
)]

mod beside;
mod changing;
mod comparing;
mod docx;
mod drafting;
mod editing;
mod frame;
mod importing;
mod listings;
mod means;
mod meetings;
mod mishap;
mod order;
mod period;
mod plain;
mod races;
mod rapport;
mod reading;
mod recipes;
mod region;
mod roles;
mod shapes;
mod sheets;
#[path = "../common/town.rs"]
mod town;
mod turning;
#[path = "../common/year.rs"]
mod year;
