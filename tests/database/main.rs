//! A plan on PostgreSQL, against a real server that each test starts for itself. Where none is
//! installed they say so and pass.
#![cfg(feature = "database")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on has failed; its helpers are no tests to clippy"
)]

#[path = "../common/postgres.rs"]
mod postgres;
#[path = "../common/proxy.rs"]
mod proxy;
#[path = "../common/terminal.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod terminal;

#[path = "../common/keeping.rs"]
mod suite;

mod disturbed;
mod encrypted;
mod forgotten;
mod heard;
mod keeping;
mod line;
mod moving;
mod outcomes;
mod proofs;
mod races;
mod reading;
mod refused;
mod region;
mod rights;
mod ruling;
mod server;
mod turns;
