//! What was said to be saved is there once, whatever fails: the line at any message, the program,
//! the server, the machine the server is on. With `REGIE_PROOFS=long` each goes on for longer.

#![expect(
    clippy::panic,
    reason = "who saves in a test stops at what should never come"
)]

mod away;
pub mod desk;
mod failover;
mod killed;
mod lent;
mod waiting;

/// So many, or so many where there is time.
fn often(short: usize, long: usize) -> usize {
    let asked = std::env::var("REGIE_PROOFS").unwrap_or_default();
    if asked == "long" { long } else { short }
}
