//! What comes of the figures of a table, as a person reads it: how many, and which.

use crate::cli::page::Page;
use crate::doc::table::{Column, Table};
use crate::plan::model::number::thousands;
use crate::plan::words::counted;

/// So many are listed of those that come to the same; a sheet may have far more.
const LISTED: usize = 1_000;

/// A kind of figures: how one and more of them are called, and those that are of it.
pub struct Group<'a, L> {
    /// “nieuwe stand”, “nieuwe standen”.
    pub called: (&'static str, &'static str),
    pub lines: Vec<&'a L>,
}

/// How the rows of a list look.
pub struct Look<L, const N: usize> {
    pub columns: [Column; N],
    pub row: fn(&L) -> [String; N],
}

impl<L, const N: usize> Look<L, N> {
    /// What is new, and whether it is saved; then what is of the other groups, as far as there is any.
    pub fn told(&self, page: &mut Page, new: &Group<'_, L>, saved: bool, others: &[Group<'_, L>]) {
        let end = if saved {
            "opgeslagen"
        } else {
            "niets opgeslagen"
        };
        let (one, more) = new.called;
        let count = counted(new.lines.len(), one, more);
        page.text(&format!("{count} · {end}"));
        self.listed(page, &new.lines);
        for group in others.iter().filter(|it| !it.lines.is_empty()) {
            let (one, more) = group.called;
            page.text(&counted(group.lines.len(), one, more));
            self.listed(page, &group.lines);
        }
    }

    fn listed(&self, page: &mut Page, lines: &[&L]) {
        if lines.is_empty() {
            return;
        }
        let rows = lines.iter().take(LISTED).map(|line| (self.row)(line));
        page.table("  ", Table::new(self.columns.clone(), rows));
        let more = lines.len().saturating_sub(LISTED);
        if more > 0 {
            let more = thousands(more as u64);
            page.text(&format!("  en nog {more}; --json geeft ze alle"));
        }
    }
}

/// Figures that are only counted.
pub fn counts(page: &mut Page, all: &[(usize, &str, &str)]) {
    for (count, one, more) in all.iter().filter(|it| it.0 > 0) {
        page.text(&counted(*count, one, more));
    }
}
