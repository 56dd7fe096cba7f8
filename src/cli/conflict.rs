//! An edit that met someone else's: who, when, what stands now and what it went out from.

use std::mem::discriminant;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::failure::{CONFLICT, Failure};
use super::options::Options;
use super::page::Page;
use crate::plan::edit::history::{Entry, last_on, to_redo, to_undo};
use crate::plan::edit::transaction::Intent;
use crate::plan::edit::{Edit, Refusal};
use crate::plan::model::date;
use crate::plan::{Plan, clean};
use crate::store::{Cause, Keeper, Saved, StoreError};

/// Under `--json`, beside exit code 4.
#[derive(Serialize)]
struct Conflict<'a> {
    /// The item.
    id: &'a str,
    /// Who changed it last.
    by: Option<&'a str>,
    /// When.
    at: Option<Moment>,
    /// What stands now, in Dutch.
    now: &'a str,
    /// What the edit went out from, in Dutch.
    based_on: &'a str,
}

/// A moment as it stands in the history.
#[derive(Serialize)]
struct Moment(#[serde(with = "date::moment")] DateTime<FixedOffset>);

/// Saves edits, all or none.
///
/// # Errors
/// A [`Failure`]; of a conflict the page tells more.
pub fn commit(
    options: &Options,
    store: &mut dyn Keeper,
    edits: &[Edit],
    page: &mut Page,
) -> Result<Saved, Failure> {
    let saved = store.commit(edits, &options.author());
    saved.map_err(|why| {
        let wanted = Intent::Edit(edits.to_vec());
        told(options, store, &wanted, why, page)
    })
}

/// Takes back, or does again.
///
/// # Errors
/// As [`commit`].
pub fn turn(
    options: &Options,
    store: &mut dyn Keeper,
    wanted: &Intent,
    page: &mut Page,
) -> Result<Option<Saved>, Failure> {
    let saved = store.save(wanted, &options.author());
    saved.map_err(|why| told(options, store, wanted, why, page))
}

/// Why nothing was saved. Who was first stands in the history of the plan as it is now.
fn told(
    options: &Options,
    store: &mut dyn Keeper,
    wanted: &Intent,
    why: StoreError,
    page: &mut Page,
) -> Failure {
    let Cause::Refused(Refusal::Conflict { id, now, based_on }) = &why.cause else {
        return why.into();
    };
    let plan = store.reload().ok();
    let entry = plan.as_ref().and_then(|plan| {
        let mine = refused(plan, wanted, &options.author)?;
        last_on(&plan.history, id, |edit| is_of_the_same(edit, &mine))
    });
    if options.json {
        let conflict = Conflict {
            id,
            by: entry.map(|entry| entry.by.as_str()),
            at: entry.map(|entry| Moment(entry.at)),
            now,
            based_on,
        };
        if let Err(failure) = page.json(&conflict) {
            return failure;
        }
    }
    Failure::new(CONFLICT, sentence(id, entry, (now, based_on)))
}

/// The edit that meets someone else's.
fn refused(plan: &Plan, wanted: &Intent, by: &str) -> Option<Edit> {
    let turned = |entries: Vec<&Entry>| entries.iter().map(|it| it.edit.inverse()).collect();
    let edits: Vec<Edit> = match wanted {
        Intent::Edit(edits) => edits.clone(),
        Intent::Undo => turned(to_undo(&plan.history, by)),
        Intent::Redo => turned(to_redo(&plan.history, by)),
    };
    let meets = |edit: &Edit| {
        let applied = edit.apply(&mut plan.clone());
        matches!(applied, Err(Refusal::Conflict { .. }))
    };
    edits.into_iter().find(meets)
}

/// Whether two edits of an item are of the same kind, and of a field the same one.
fn is_of_the_same(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (Edit::Set(one), Edit::Set(other)) => one.field == other.field,
        (one, other) => discriminant(one) == discriminant(other),
    }
}

fn sentence(id: &str, entry: Option<&Entry>, (now, based_on): (&str, &str)) -> String {
    let who = entry.map_or_else(String::new, |entry| {
        format!(" door {}, {}", entry.by, entry.at.format("%d-%m-%Y %H:%M"))
    });
    let sentence = format!(
        "{id} is intussen veranderd{who}: nu {now}, uw wijziging ging uit van {based_on}; er is \
         niets gewijzigd; leg zo nodig een nieuwe waarde vast"
    );
    clean::one_line(&sentence).into_owned()
}
