//! What comes from elsewhere. A plan from a document: `document` reads a format into one neutral shape,
//! `recognise` makes a draft of it, with a doubt beside all that it isn't sure of. Figures from a
//! table: `table` reads a sheet into rows, `readings` and `indicators` make edits of
//! them, and `asked` has the questions for what the table doesn't say.
//!
//! Bytes come in, and a draft or edits go out. Only `given` opens a file; nothing here saves or asks.

pub mod asked;
pub mod document;
pub mod given;
pub mod indicators;
mod label;
mod period;
pub mod readings;
pub mod recognise;
pub mod revised;
pub mod table;
