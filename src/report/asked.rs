//! A report that is asked for on the screen, to be made elsewhere.

use super::out::format::Format;
use super::style::Style;
use super::subject::Since;

/// A report that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// In which format.
    pub format: &'static Format,
    /// For whom.
    pub style: Style,
    /// Only what changed since.
    pub since: Option<Since>,
    /// What its file is called, without an ending.
    pub name: String,
    /// About which year of the plan.
    pub year: i32,
}

/// An answer to one of the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// In which format.
    Format(&'static Format),
    /// For whom.
    Style(Style),
    /// A day or a revision as it was typed; empty for the whole plan.
    Since(String),
    /// A name for its file.
    Name(String),
}
