//! What became of things, and what they are called, in a few words.

use chrono::Datelike;

use crate::doc::para::Para;
use crate::doc::text::cut;
use crate::plan::compare::{Change, Comparison, Fate, KpiRow, Named, Side};
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::words;

/// How much of a name is told where it only helps to find something.
pub(super) const NAME: usize = 60;

/// `3.K1`; `3.K1 → 3.K1a, 3.K1b` where the ids are others.
pub(super) fn became(old: &[String], new: &[String]) -> String {
    match (old.join(", "), new.join(", ")) {
        (one, other) | (other, one) if other.is_empty() || one == other => one,
        (old, new) => format!("{old} → {new}"),
    }
}

pub(super) const fn word(fate: Fate) -> &'static str {
    match fate {
        Fate::Same => "gaat door",
        Fate::Came => "nieuw",
        Fate::Went => "weg",
        Fate::Split => "gesplitst",
        Fate::Merged => "samengevoegd",
        Fate::Rearranged => "herschikt",
    }
}

/// What is said of a year that isn't over.
pub(super) fn runs(side: &Side) -> &'static str {
    if side.on.year() < side.year {
        "moet nog beginnen"
    } else {
        "loopt nog"
    }
}

/// `3B.1.a Schouwen (gereed)`; of what split or merged both sides.
pub(super) fn told(change: &Change) -> String {
    let list = |all: &[Named]| {
        let all = all.iter().map(|it| format!("{} {}", it.id, it.words));
        all.collect::<Vec<_>>().join("; ")
    };
    let names = match change.fate {
        Fate::Came => list(&change.new),
        Fate::Went => list(&change.old),
        _ => format!("{} → {}", list(&change.old), list(&change.new)),
    };
    let reason = change.reason.as_ref().map(|it| format!(" ({it})"));
    names + &reason.unwrap_or_default()
}

/// `3B.2`; `3.K1 → 3.K9`.
pub(super) fn ids(change: &Change) -> String {
    let of = |all: &[Named]| all.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    became(&of(&change.old), &of(&change.new))
}

/// `doel 3B.2`; of the plan itself that.
pub(super) fn title(change: &Change) -> String {
    match ids(change) {
        whole if whole == WHOLE => whole,
        ids => format!("{} {ids}", words::kind_of(change.sort)),
    }
}

/// What came, went and differs of one sort.
pub(super) fn of_sort(comparison: &Comparison, sort: Sort) -> Vec<Para> {
    let own = comparison.changes.iter().filter(|it| it.sort == sort);
    let lines = own.flat_map(|change| {
        if change.fate != Fate::Same {
            return vec![format!("{}: {}", word(change.fate), told(change))];
        }
        let name = change.new.first().map_or("", |it| it.words.as_str());
        let head = format!("{} {}", ids(change), cut(name, NAME));
        let fields = change.fields.iter();
        let fields = fields.map(|it| format!("{head}, {}: {} → {}", it.label, it.from, it.to));
        fields.collect()
    });
    lines.map(Para::bullet).collect()
}

/// Whether a KPI has to be told: it holds in one of the two, and of one plan it differs.
pub(super) fn is_told(comparison: &Comparison, row: &KpiRow) -> bool {
    let holds = row.old.iter().chain(&row.new).any(|it| it.holds);
    holds && (row.differs() || !comparison.is_of_one())
}

/// Whether a change is told among the rows of a table, or of who leads.
pub(super) const fn is_elsewhere(change: &Change) -> bool {
    matches!(change.sort, Sort::Regie | Sort::Fte | Sort::Amount)
}
