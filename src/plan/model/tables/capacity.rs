//! The fte tables of chapter 9.

use serde::{Deserialize, Serialize};

use crate::plan::model::Id;
use crate::plan::model::life::{Dropped, Origin, Printed};
use crate::plan::model::number::Decimal;

/// One capacity table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// `"fte-oovb"`.
    pub id: Id,
    /// The printed heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Fte>,
    /// The total the plan prints, where it prints one.
    pub stated_total: Option<Total>,
}

/// A row of a capacity table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fte {
    /// `"C1"`.
    pub id: Id,
    /// The printed words.
    pub label: String,
    /// Existing formation in fte.
    pub existing: Option<Decimal>,
    /// Extension in fte.
    pub expansion: Option<Decimal>,
    /// At the office or on the street (the motion "Meer blauw op straat" asks).
    pub place: Option<Workplace>,
    /// Why there, or why that is unknown, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_reason: Option<String>,
    /// What speaks against it, where it is arguable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_doubt: Option<String>,
    /// Where the plan says what the reason rests on: chapter and table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_source: Option<String>,
    /// The chapter it works for, where the plan ties it to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<Id>,
    /// The row that says "totaal, waaronder…" and includes this one.
    pub part_of: Option<Id>,
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

/// Where the work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Workplace {
    /// At a desk.
    Office,
    /// Visible in the street.
    Street,
}

/// Two columns of a table added up, in fte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Existing formation.
    pub existing: Option<Decimal>,
    /// Extension.
    pub expansion: Option<Decimal>,
}

impl Capacity {
    /// The rows that hold.
    pub fn holding(&self) -> impl Iterator<Item = &Fte> {
        self.rows.iter().filter(|row| row.dropped.is_none())
    }

    /// Our own sum over the rows that stand for themselves. Rows inside a
    /// "totaal, waaronder…" are left out: their parent already holds them.
    pub fn sum(&self) -> Total {
        sum_of(self.holding().filter(|row| row.part_of.is_none()))
    }

    /// The sum of the rows inside the row `id` ("waaronder…"), if it has any.
    pub fn sum_within(&self, id: &str) -> Option<Total> {
        let mut inside = self
            .holding()
            .filter(|row| row.part_of.as_deref() == Some(id))
            .peekable();
        inside.peek()?;
        Some(sum_of(inside))
    }
}

fn sum_of<'a>(rows: impl Iterator<Item = &'a Fte>) -> Total {
    rows.fold(Total::default(), |total, row| Total {
        existing: Decimal::sum([total.existing, row.existing]),
        expansion: Decimal::sum([total.expansion, row.expansion]),
    })
}
