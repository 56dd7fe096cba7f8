//! A plan from a document: `document` reads a format into one neutral shape, `recognise` makes a
//! draft of it, with a doubt beside all that it isn't sure of.
//!
//! Bytes come in and a draft goes out: this room knows no files and no terminal.

pub mod document;
mod label;
pub mod recognise;
