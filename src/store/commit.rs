//! An edit into the file: lock, read, apply, splice, check, replace.

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
use super::text::{apply, format};
use super::{Author, Saved};
use crate::plan::edit::Edit;
use crate::plan::edit::role::{Role, needed_role};
use crate::plan::{Id, Plan, SCHEMA};

/// An edit to commit.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// The edit.
    pub edit: Edit,
    /// The revision it takes back.
    pub undoes: Option<u64>,
    /// The meeting it is said in, or was: what is done again stays in its own minutes.
    pub meeting: Option<Id>,
}

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

/// Asks `intent` what to do with the plan as it stands in the file, and does it. None where
/// there is nothing to do.
pub(super) fn commit(
    path: &std::path::Path,
    author: &Author,
    rules: Rules,
    intent: impl Fn(&Plan) -> Option<Vec<Wanted>>,
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
        let Some(edits) = intent(&document.plan) else {
            return Ok(None);
        };
        if edits.is_empty() {
            return Ok(Some((unchanged(document), Stamp::of(&old.metadata))));
        }
        allowed(&target, rules.role, &edits)?;
        let next = apply::applied(document, &edits, author).map_err(StoreError::Refused)?;
        let generations = Generations {
            day: author.at.date_naive(),
            most: rules.keeps,
        };
        if let Some(saved) = written(&target, &old, next, generations)? {
            return Ok(Some(saved));
        }
    }
    Err(StoreError::Locked {
        path: target.shown,
        holder: Some("een ander programma".to_string()),
    })
}

fn unchanged(document: format::Document) -> Saved {
    Saved {
        plan: document.plan,
        inverse: Vec::new(),
        warning: None,
        remark: None,
        text: document.text,
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
    next: apply::Next,
    generations: Generations,
) -> Result<Option<(Saved, Stamp)>, StoreError> {
    if next.text.len() as u64 > open::LARGEST {
        let source = std::io::Error::other("het bestand zou te groot worden om nog te openen");
        return Err(StoreError::io(&target.shown, WRITING, source));
    }
    match atomic::replace(target, old, next.text.as_bytes(), generations)? {
        Outcome::Overtaken => Ok(None),
        Outcome::Replaced {
            stamp,
            warning,
            remark,
        } => {
            let saved = Saved {
                plan: next.plan,
                inverse: next.inverse,
                warning,
                remark,
                text: next.text,
            };
            Ok(Some((saved, stamp)))
        }
    }
}

/// Whether these edits are this role's to make.
fn allowed(target: &Target, role: Role, edits: &[Wanted]) -> Result<(), StoreError> {
    let needed = edits.iter().map(|wanted| needed_role(&wanted.edit));
    match needed.max() {
        Some(needed) if needed > role => Err(StoreError::Forbidden {
            path: target.shown.clone(),
            role,
            needed,
        }),
        _ => Ok(()),
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
