//! An edit into the file: lock, read, apply, splice, check, replace.

use super::Saved;
use super::disk::atomic;
use super::disk::atomic::Outcome;
use super::disk::generations;
use super::disk::generations::Generations;
use super::disk::lock;
use super::disk::lock::Rights;
use super::disk::open;
use super::disk::open::{Opened, Stamp};
use super::disk::target::Target;
use super::error::{StoreError, WRITING};
use super::text;
use super::text::format;
use crate::plan::SCHEMA;
use crate::plan::edit::Refusal;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::{Author, Intent, Next, transaction};

/// How often a save starts anew when someone without the lock changes the file under it.
const TRIES: usize = 5;

/// What holds for every edit of a store.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Of the plan as it was before each day's first edit, how many are kept.
    pub keeps: usize,
    /// What may be done.
    pub role: Role,
}

/// Does what is wanted to the plan as it stands in the file. None where there is nothing to take
/// back or to do again.
pub(super) fn commit(
    path: &std::path::Path,
    author: &Author,
    rules: Rules,
    wanted: &Intent,
) -> Result<Option<(Saved, Stamp)>, StoreError> {
    let target = Target::existing(path)?;
    let seen = open::look(&target)?;
    writable(&target, &seen)?;
    let _held = lock::take(&target, &Rights::Of(&seen), &author.name, lock::WAIT)?;
    atomic::sweep(&target)?;
    for _ in 0..TRIES {
        let mut old = open::read(&target.file()).map_err(|why| why.about(&target.shown))?;
        writable(&target, &old.metadata)?;
        if let Some(why) = generations::why_linked(&target, &old.metadata) {
            return Err(read_only(&target, why));
        }
        let bytes = std::mem::take(&mut old.bytes);
        let document = format::read(bytes).map_err(|fault| unsound(&target, fault))?;
        if document.plan.schema > SCHEMA {
            return Err(read_only(&target, newer(document.plan.schema)));
        }
        let format::Document { text, plan } = document;
        let next = transaction(plan, wanted, author, rules.role);
        let Some(next) = next.map_err(|why| refused(&target, why))? else {
            return Ok(None);
        };
        if next.entries.is_empty() {
            let saved = saved(next, text, (None, None));
            return Ok(Some((saved, Stamp::of(&old.metadata))));
        }
        let text = text::next::text(&text, &next).map_err(StoreError::Refused)?;
        let generations = Generations {
            day: author.at.date_naive(),
            most: rules.keeps,
        };
        if let Some(saved) = written(&target, &old, (next, text), generations)? {
            return Ok(Some(saved));
        }
    }
    Err(StoreError::Locked {
        path: target.shown,
        holder: Some("een ander programma".to_string()),
    })
}

fn saved(next: Next, text: String, (warning, remark): (Option<String>, Option<String>)) -> Saved {
    Saved {
        plan: next.plan,
        entries: next.entries,
        inverse: next.inverse,
        warning,
        remark,
        text,
    }
}

fn refused(target: &Target, why: Refusal) -> StoreError {
    match why {
        Refusal::Forbidden { role, needed } => StoreError::Forbidden {
            path: target.shown.clone(),
            role,
            needed,
        },
        why => StoreError::Refused(why),
    }
}

/// Why a file of a newer schema isn't written.
pub(super) fn newer(schema: u64) -> String {
    format!(
        "dit plan heeft schema {schema}, deze regie schrijft tot en met {SCHEMA}; \
         gebruik een nieuwere versie"
    )
}

fn written(
    target: &Target,
    old: &Opened,
    (next, text): (Next, String),
    generations: Generations,
) -> Result<Option<(Saved, Stamp)>, StoreError> {
    if text.len() as u64 > open::LARGEST {
        let source = std::io::Error::other("het bestand zou te groot worden om nog te openen");
        return Err(StoreError::io(&target.shown, WRITING, source));
    }
    match atomic::replace(target, old, text.as_bytes(), generations)? {
        Outcome::Overtaken => Ok(None),
        Outcome::Replaced {
            stamp,
            warning,
            remark,
        } => Ok(Some((saved(next, text, (warning, remark)), stamp))),
    }
}

/// Whether the file may be replaced at all.
fn writable(target: &Target, metadata: &std::fs::Metadata) -> Result<(), StoreError> {
    match open::why_read_only(target, metadata) {
        Some(why) => Err(read_only(target, why)),
        None => Ok(()),
    }
}

fn read_only(target: &Target, why: String) -> StoreError {
    StoreError::ReadOnly {
        path: target.shown.clone(),
        why,
    }
}

fn unsound(target: &Target, fault: format::Fault) -> StoreError {
    fault.into_error(&target.shown)
}
