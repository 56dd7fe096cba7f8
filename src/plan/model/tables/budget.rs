//! The euro tables of chapter 8.

use serde::{Deserialize, Serialize};

use crate::plan::model::Id;
use crate::plan::model::life::{Dropped, Origin, Printed};

/// One budget table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// `"oov"`.
    pub id: Id,
    /// The printed heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Amount>,
}

/// A row of a budget table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// `"B1"`.
    pub id: Id,
    /// The printed words.
    pub label: String,
    /// Whole euros a year; none is "no own budget" (`€ ---`), never 0.
    pub amount: Option<i64>,
    /// One-off money.
    #[serde(default)]
    pub once: bool,
    /// The printed remark.
    pub remark: Option<String>,
    /// How it is paid for in the plan's words, where it has no budget of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<String>,
    /// The chapter it pays for.
    pub chapter: Option<Id>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// That it no longer holds, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

impl Budget {
    /// The rows that hold.
    pub fn holding(&self) -> impl Iterator<Item = &Amount> {
        self.rows.iter().filter(|row| row.dropped.is_none())
    }
}
