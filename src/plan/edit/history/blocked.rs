//! What stands in the way of taking back: someone else changed the same since.

use std::mem::discriminant;

use super::{self as history, Entry};
use crate::plan::edit::transaction::Intent;
use crate::plan::edit::{Edit, Refusal};
use crate::plan::{Id, Plan};

/// An edit that can't be made, since someone else changed the same.
#[derive(Debug)]
pub struct Blocked<'a> {
    /// The item.
    pub id: Id,
    /// Its value now, in Dutch.
    pub now: String,
    /// The value the edit goes out from, in Dutch.
    pub based_on: String,
    /// Who changed it last, and when.
    pub entry: Option<&'a Entry>,
    /// The same edit from what stands now; none where the old value isn't known.
    pub regardless: Option<Edit>,
    /// Where something is taken back: what comes next when one steps over it.
    pub past: Option<(Intent, &'a Entry)>,
}

/// What stands in the way of what `by` wants on this plan; none where nothing does.
pub fn blocked<'a>(plan: &'a Plan, wanted: &Intent, by: &str) -> Option<Blocked<'a>> {
    let history = &plan.history;
    let turned = turns(plan, wanted, by);
    let edits: Vec<Edit> = match wanted {
        Intent::Edit(edits) | Intent::Over(edits, _) => edits.clone(),
        Intent::TakeIn(edits, _) => edits.iter().map(|it| Edit::clone(it)).collect(),
        _ => turned.iter().map(|entry| entry.edit.inverse()).collect(),
    };
    let (edit, refusal) = edits.iter().find_map(|edit| {
        let refused = edit.apply(&mut plan.clone()).err()?;
        matches!(refused, Refusal::Conflict { .. }).then_some((edit, refused))
    })?;
    let Refusal::Conflict { id, now, based_on } = refusal else {
        return None;
    };
    let first = turned.iter().map(|entry| entry.revision).min();
    let past = first.filter(|_| wanted.takes_back()).and_then(|first| {
        let next = history::to_undo_before(history, by, first);
        Some((Intent::UndoBefore(first), *next.first()?))
    });
    Some(Blocked {
        entry: history::last_on(history, &id, |other| is_of_the_same(other, edit)),
        regardless: edit.regardless(plan),
        past,
        id,
        now,
        based_on,
    })
}

/// The entries that what is wanted turns round.
fn turns<'a>(plan: &'a Plan, wanted: &Intent, by: &str) -> Vec<&'a Entry> {
    match wanted {
        Intent::Edit(_) | Intent::Over(..) | Intent::TakeIn(..) => Vec::new(),
        Intent::Undo | Intent::UndoRegardless => history::to_undo(&plan.history, by),
        Intent::UndoBefore(revision) => history::to_undo_before(&plan.history, by, *revision),
        Intent::Redo => history::to_redo(&plan.history, by),
    }
}

/// Whether two edits of an item are of the same kind, and of a field the same one.
fn is_of_the_same(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (Edit::Set(one), Edit::Set(other)) => one.field == other.field,
        (one, other) => discriminant(one) == discriminant(other),
    }
}
