//! Words people use for what the plan calls otherwise.

use serde::{Deserialize, Serialize};

/// A word of the plan, and what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As the plan writes it: a word, or a few.
    pub word: String,
    /// What people say for it: `zwerfvuil` for `zwerfafval`.
    #[serde(default)]
    pub also: Vec<String>,
}
