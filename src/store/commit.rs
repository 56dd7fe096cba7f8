//! An edit into the file: lock, read, apply, splice, check, replace.

use chrono::Timelike;

use super::atomic::{self, Outcome};
use super::error::{StoreError, WRITING};
use super::open::{self, Opened, Stamp};
use super::splice::{self, Change, New, What};
use super::target::Target;
use super::{Author, Saved, format, lock};
use crate::plan::edit::{self, Edit, Refusal};
use crate::plan::history::Entry;
use crate::plan::{Plan, SCHEMA, clean};

/// What to commit: edits, and the revision they take back.
pub(super) type Intent = (Vec<Edit>, Option<u64>);

/// How often a save starts anew when someone without the lock changes the file under it.
const TRIES: usize = 5;

/// Asks `intent` what to do with the plan as it stands in the file, and does it. None where
/// there is nothing to do.
pub(super) fn commit(
    path: &std::path::Path,
    author: &Author,
    intent: impl Fn(&Plan) -> Option<Intent>,
) -> Result<Option<(Saved, Stamp)>, StoreError> {
    let target = Target::existing(path)?;
    let seen = open::look(&target)?;
    writable(&target, &seen)?;
    let _held = lock::take(&target, Some(&seen), &author.name, lock::WAIT)?;
    atomic::sweep(&target)?;
    for _ in 0..TRIES {
        let mut old = open::read(&target.file()).map_err(|why| why.about(&target.shown))?;
        writable(&target, &old.metadata)?;
        if let Some(why) = open::why_linked(&old.metadata) {
            return Err(read_only(&target, why));
        }
        let bytes = std::mem::take(&mut old.bytes);
        let document = format::read(bytes).map_err(|fault| unsound(&target, fault))?;
        if document.plan.schema > SCHEMA {
            return Err(read_only(&target, newer(document.plan.schema)));
        }
        let Some((edits, undoes)) = intent(&document.plan) else {
            return Ok(None);
        };
        let next = applied(&target, document, &edits, author, undoes)?;
        if let Some(saved) = written(&target, &old, next)? {
            return Ok(Some(saved));
        }
    }
    Err(StoreError::Locked {
        path: target.shown,
        holder: Some("een ander programma".to_string()),
    })
}

/// Why a file of a newer schema isn't written.
pub(super) fn newer(schema: u64) -> String {
    format!(
        "dit plan heeft schema {schema}, deze regie schrijft tot en met {SCHEMA}; \
         gebruik een nieuwere versie"
    )
}

/// A plan with its edits, as text and as values.
struct Next {
    plan: Plan,
    text: String,
    inverse: Vec<Edit>,
}

/// The plan with all edits applied, none if one is refused.
fn applied(
    target: &Target,
    document: format::Document,
    edits: &[Edit],
    author: &Author,
    undoes: Option<u64>,
) -> Result<Next, StoreError> {
    let format::Document { text, mut plan } = document;
    let by = clean::one_line(&author.name).into_owned();
    let mut changes = Vec::new();
    let mut inverse = Vec::new();
    let mut entries = Vec::new();
    for edit in edits {
        let edit = harmless(edit)?;
        let before = plan.revision;
        plan.revision = before
            .checked_add(1)
            .ok_or_else(|| unfit("de telling van revisies is op"))?;
        let (done, back) = applied_one(&mut plan, &edit, &mut changes)?;
        entries.push(Entry {
            revision: plan.revision,
            // The store keeps whole seconds.
            at: author.at.with_nanosecond(0).unwrap_or(author.at),
            by: by.clone(),
            undoes,
            edit: done,
        });
        inverse.push(back);
    }
    inverse.reverse();
    changes.push(root("revision", What::Set(New::Revision(plan.revision))));
    changes.push(root(
        "history",
        What::Push(entries.iter().cloned().map(New::Entry).collect()),
    ));
    plan.history.extend(entries);
    let text = splice::splice(&text, &changes).ok_or_else(|| no_place(target))?;
    Ok(Next {
        plan: checked(plan, &text)?,
        text,
        inverse,
    })
}

/// Applies one edit and adds what it changes in the text. Returns it as it was done (a count is
/// the reading it became), and the edit that takes it back.
fn applied_one(
    plan: &mut Plan,
    edit: &Edit,
    changes: &mut Vec<Change>,
) -> Result<(Edit, Edit), StoreError> {
    if let Edit::Count { .. } = edit {
        let back = edit::apply(plan, edit).map_err(StoreError::Refused)?;
        let done = back.inverse();
        // The reading stands at the end now; a push doesn't ask where that was.
        changes.extend(splice::changes(plan, &done).unwrap_or_default());
        return Ok((done, back));
    }
    let change = splice::changes(plan, edit);
    let back = edit::apply(plan, edit).map_err(StoreError::Refused)?;
    changes.extend(change.unwrap_or_default());
    Ok((edit.clone(), back))
}

/// The plan, once the new text is known to say exactly the same. Nothing else is ever written.
fn checked(plan: Plan, text: &str) -> Result<Plan, StoreError> {
    let sentence = match format::read(text.as_bytes().to_vec()) {
        Ok(document) if document.plan == plan => return Ok(plan),
        Ok(_) => "het nieuwe plan zou anders gelezen worden dan bedoeld".to_string(),
        Err(fault) => fault.sentence,
    };
    Err(unfit(&format!(
        "deze wijziging kan niet worden opgeslagen: {sentence}"
    )))
}

fn written(
    target: &Target,
    old: &Opened,
    next: Next,
) -> Result<Option<(Saved, Stamp)>, StoreError> {
    if next.text.len() as u64 > open::LARGEST {
        let source = std::io::Error::other("het bestand zou te groot worden om nog te openen");
        return Err(StoreError::io(&target.shown, WRITING, source));
    }
    match atomic::replace(target, old, next.text.as_bytes())? {
        Outcome::Overtaken => Ok(None),
        Outcome::Replaced(stamp, warning) => {
            let saved = Saved {
                plan: next.plan,
                inverse: next.inverse,
                warning,
            };
            Ok(Some((saved, stamp)))
        }
    }
}

/// An edit whose texts are harmless to show: it is kept as it will be read.
fn harmless(edit: &Edit) -> Result<Edit, StoreError> {
    format::cleaned(edit).ok_or_else(|| unfit("deze wijziging kan niet worden opgeslagen"))
}

/// Whether the file may be replaced at all.
fn writable(target: &Target, metadata: &std::fs::Metadata) -> Result<(), StoreError> {
    match open::why_read_only(&target.file(), metadata) {
        Some(why) => Err(read_only(target, why)),
        None => Ok(()),
    }
}

fn root(key: &'static str, what: What) -> Change {
    Change {
        object: Vec::new(),
        key,
        what,
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

fn unfit(sentence: &str) -> StoreError {
    StoreError::Refused(Refusal::Unfit(sentence.to_string()))
}

fn no_place(target: &Target) -> StoreError {
    let source = std::io::Error::other("de plaats van de wijziging is niet te vinden");
    StoreError::io(&target.shown, WRITING, source)
}
