//! What was changed, by whom and when. Undo reads it, and so does the Logboek.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::date;
use super::edit::Edit;

/// One committed edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The revision it made.
    pub revision: u64,
    /// When.
    #[serde(with = "date::moment")]
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: String,
    /// The revision this one took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// What: the edit with the value before and after.
    #[serde(flatten)]
    pub edit: Edit,
}

/// The last edit of `user` that still stands: not an undo, and not undone.
pub fn last_standing<'a>(history: &'a [Entry], user: &str) -> Option<&'a Entry> {
    history.iter().rev().find(|entry| {
        entry.by == user
            && entry.undoes.is_none()
            && entry.edit != Edit::Unknown
            && !history
                .iter()
                .any(|later| later.undoes == Some(entry.revision))
    })
}

/// The last entry that touched the item `id`: whose value a conflict is with.
pub fn last_on<'a>(history: &'a [Entry], id: &str) -> Option<&'a Entry> {
    history
        .iter()
        .rev()
        .find(|entry| entry.edit.id() == Some(id))
}
