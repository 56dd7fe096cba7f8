//! An edit that met someone else's: who, when, what stands now and what it went out from.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::failure::{CONFLICT, Failure};
use super::page::Page;
use crate::cli::options::Options;
use crate::plan::clean;
use crate::plan::edit::blocked::{self, Blocked};
use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::Intent;
use crate::plan::edit::{Edit, Refusal};
use crate::plan::model::date;
use crate::store;
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
    edits: Vec<Edit>,
    page: &mut Page,
) -> Result<Saved, Failure> {
    let saved = turn(options, store, &Intent::Edit(edits), page)?;
    saved.ok_or_else(|| Cause::NotFound.at(store.place()).into())
}

/// Saves figures from elsewhere, all or none; none where one meets what somebody recorded since they were
/// looked at, and they are to be looked at anew beside the plan as it is now.
///
/// # Errors
/// As [`commit`], but of a conflict.
pub fn take_in(
    options: &Options,
    store: &mut dyn Keeper,
    wanted: &Intent,
    page: &mut Page,
) -> Result<Option<Saved>, Failure> {
    match saved(options, store, wanted) {
        Err(why) if matches!(why.cause, Cause::Refused(Refusal::Conflict { .. })) => {
            page.note(
                "een ander legde intussen iets vast van dezelfde dag; het blad is opnieuw bekeken",
            );
            Ok(None)
        }
        saved => saved.map_err(|why| told(options, store, wanted, why, page)),
    }
}

fn saved(
    options: &Options,
    store: &mut dyn Keeper,
    wanted: &Intent,
) -> Result<Option<Saved>, StoreError> {
    store::signals_end_it();
    store.save(wanted, &options.author())
}

/// Saves what is wanted: edits, or some of those there are taken back or done again.
///
/// # Errors
/// As [`commit`].
pub fn turn(
    options: &Options,
    store: &mut dyn Keeper,
    wanted: &Intent,
    page: &mut Page,
) -> Result<Option<Saved>, Failure> {
    saved(options, store, wanted).map_err(|why| told(options, store, wanted, why, page))
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
    let blocked = plan.as_ref();
    let blocked = blocked.and_then(|plan| blocked::blocked(plan, wanted, &options.author));
    let entry = blocked.as_ref().and_then(|it| it.entry);
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
    let way_out = way_out(wanted, blocked.as_ref());
    Failure::new(CONFLICT, sentence(id, entry, (now, based_on), &way_out))
}

/// What to type instead.
fn way_out(wanted: &Intent, blocked: Option<&Blocked<'_>>) -> String {
    let anyway = blocked.and_then(|it| it.regardless.as_ref());
    let anyway = anyway.map(|_| "--toch zet terug wat ervoor stond");
    let past = blocked.and_then(|it| it.past.as_ref());
    let past = past.map(|_| "--overslaan neemt terug wat u daarvoor deed");
    let ways: Vec<&str> = [anyway, past].into_iter().flatten().collect();
    if wanted.takes_back() && !ways.is_empty() {
        return ways.join(", ");
    }
    let empty = match wanted {
        Intent::UndoRegardless => "voor uw wijziging stond er niets om terug te zetten; ",
        _ => "",
    };
    format!("{empty}leg zo nodig een nieuwe waarde vast")
}

fn sentence(
    id: &str,
    entry: Option<&Entry>,
    (now, based_on): (&str, &str),
    way_out: &str,
) -> String {
    let who = entry.map_or_else(String::new, |entry| {
        format!(" door {}, {}", entry.by, entry.at.format("%d-%m-%Y %H:%M"))
    });
    let sentence = format!(
        "{id} is intussen veranderd{who}: nu {now}, uw wijziging ging uit van {based_on}; er is \
         niets gewijzigd; {way_out}"
    );
    clean::one_line(&sentence).into_owned()
}
