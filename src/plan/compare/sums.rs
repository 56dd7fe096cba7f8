//! Formation and money beside each other, a table at a time. What a plan doesn't state stays
//! unstated: no own budget is not nothing.

use serde::Serialize;

use crate::plan::Plan;
use crate::plan::figures::money::Money;
use crate::plan::model::tables::capacity::Total;

/// Both tables that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Formation, in fte.
    pub fte: Vec<TableRow<Total>>,
    /// Money.
    pub euros: Vec<TableRow<Euros>>,
}

/// A table of both plans; none where one hasn't got it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow<T> {
    /// The title, in the new plan where it is there.
    pub title: String,
    /// Its sum in the old plan.
    pub old: Option<T>,
    /// Its sum in the new one.
    pub new: Option<T>,
}

/// The sum of a budget table, in euros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Euros {
    /// Every year again.
    pub structural: i64,
    /// This once.
    pub once: i64,
    /// How many rows have no budget of their own.
    pub without: usize,
}

impl Sums {
    /// Whether nothing differs.
    pub const fn is_empty(&self) -> bool {
        self.fte.is_empty() && self.euros.is_empty()
    }
}

/// The tables whose sums differ.
pub fn sums(old: &Plan, new: &Plan) -> Sums {
    let fte = |plan: &Plan| {
        let tables = plan.capacity.iter();
        tables
            .map(|it| (it.id.clone(), it.title.clone(), it.sum()))
            .collect::<Vec<_>>()
    };
    let euros = |plan: &Plan| {
        let tables = plan.budgets.iter();
        let sum = |rows| {
            let Money {
                structural,
                once,
                without,
            } = Money::of(rows);
            Euros {
                structural,
                once,
                without,
            }
        };
        tables
            .map(|it| (it.id.clone(), it.title.clone(), sum(&it.rows)))
            .collect::<Vec<_>>()
    };
    Sums {
        fte: beside(&fte(old), &fte(new)),
        euros: beside(&euros(old), &euros(new)),
    }
}

/// Tables of both by id, the new plan's first.
fn beside<T: Copy + PartialEq>(
    old: &[(String, String, T)],
    new: &[(String, String, T)],
) -> Vec<TableRow<T>> {
    let of = |all: &[(String, String, T)], id: &str| {
        let found = all.iter().find(|(other, ..)| other == id);
        found.map(|(_, _, sum)| *sum)
    };
    let gone = old.iter().filter(|(id, ..)| of(new, id).is_none());
    let rows = new.iter().chain(gone).map(|(id, title, _)| TableRow {
        title: title.clone(),
        old: of(old, id),
        new: of(new, id),
    });
    rows.filter(|row| row.old != row.new).collect()
}
