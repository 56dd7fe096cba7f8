//! An edit that met someone else's: who, when, what stands now and what it went out from.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::failure::Failure;
use super::options::Options;
use super::page::Page;
use crate::plan::clean;
use crate::plan::edit::history::{Entry, last_on};
use crate::plan::edit::{Edit, Refusal};
use crate::plan::model::date;
use crate::store::{Saved, Store, StoreError};

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
    store: &mut Store,
    edits: &[Edit],
    page: &mut Page,
) -> Result<Saved, Failure> {
    let saved = store.commit(edits, &options.author());
    saved.map_err(|why| told(options, store, why, page))
}

/// Why nothing was saved. Who was first stands in the history of the plan as it is now.
pub fn told(options: &Options, store: &mut Store, why: StoreError, page: &mut Page) -> Failure {
    let StoreError::Refused(Refusal::Conflict { id, now, based_on }) = &why else {
        return why.into();
    };
    let plan = store.reload().ok();
    let entry = plan.as_ref().and_then(|plan| last_on(&plan.history, id));
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
    let sentence = sentence(id, entry, (now, based_on));
    Failure::new(Failure::from(why).code, sentence)
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
