//! The euro tables of chapter 8.

use serde::{Deserialize, Serialize};

use super::Id;

/// One budget table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// `"oov"`.
    pub id: Id,
    /// The printed heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a budget table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
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
    #[serde(default)]
    pub remark: Option<String>,
    /// The chapter it pays for.
    #[serde(default)]
    pub chapter: Option<Id>,
}

impl Budget {
    /// Our own sum of the rows that have an amount, in euros. The plan states no total.
    pub fn sum(&self) -> i64 {
        self.rows
            .iter()
            .filter_map(|row| row.amount)
            .fold(0, i64::saturating_add)
    }

    /// The part of [`Self::sum`] that is one-off money, in euros.
    pub fn sum_once(&self) -> i64 {
        self.rows
            .iter()
            .filter(|row| row.once)
            .filter_map(|row| row.amount)
            .fold(0, i64::saturating_add)
    }
}
