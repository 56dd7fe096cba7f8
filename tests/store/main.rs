//! The store on real files: what is refused and how, what an edit leaves untouched, rights,
//! links, colleagues, undo.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

#[path = "../common/keeping.rs"]
mod suite;

mod built_in;
mod common;
mod folders;
mod generations;
mod keeping;
mod merging;
mod narrow;
mod races;
mod rights;
mod saving;
