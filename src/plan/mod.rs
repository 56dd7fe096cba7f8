//! The plan itself: chapters, themes, goals, actions, KPIs, parties, regie, money and fte.
//!
//! This room knows no terminal, no files and no clock: today's date and the user's name are
//! arguments. Field names are the JSON names of the store; the words are explained in the
//! crate's documentation.

pub mod check;
pub mod clean;
pub mod compare;
pub mod edit;
pub mod figures;
pub mod find;
pub mod many;
pub mod minutes;
pub mod model;
pub mod turn;
pub mod words;

pub use model::{Action, Block, Chapter, Goal, Id, LogEntry, Plan, SCHEMA, Status, Theme, Topic};
