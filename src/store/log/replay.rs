//! A plan from its log: the document it began with, and every save done to it again.

use tokio_postgres::Row;
use uuid::Uuid;

use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::{Next, replay};
use crate::plan::edit::{Edit, Refusal};
use crate::plan::{Plan, check};
use crate::store::error::Cause;
use crate::store::text;
use crate::store::text::format;

/// The last edit of a log: its revision and the key it was saved with; none where there is none
/// since the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Head {
    pub revision: u64,
    pub key: Option<Uuid>,
}

/// An edit of the log.
#[derive(Debug)]
pub(super) struct Logged {
    pub revision: u64,
    pub key: Uuid,
    /// As the history has it.
    pub entry: String,
}

impl Logged {
    /// Of rows of `regie.since`, which has one without an edit where there is none, or of `regie.put` that
    /// answers `behind`.
    pub fn of(rows: &[Row]) -> Result<Vec<Self>, Cause> {
        let of = |row: &Row| {
            let Some(revision) = row.try_get::<_, Option<i64>>("revision")? else {
                return Ok(None);
            };
            Ok::<_, tokio_postgres::Error>(Some(Self {
                revision: u64::try_from(revision).unwrap_or_default(),
                key: row.try_get("key")?,
                entry: row.try_get("entry")?,
            }))
        };
        let rows: Result<_, _> = rows.iter().filter_map(|row| of(row).transpose()).collect();
        rows.map_err(|_other_shape| strange("het antwoord van de database is niet te lezen"))
    }

    /// It, as the last of a log.
    pub fn head(&self) -> Head {
        Head {
            revision: self.revision,
            key: Some(self.key),
        }
    }

    fn read(&self) -> Result<Entry, Cause> {
        serde_json::from_str(&self.entry).map_err(|why| {
            strange(&format!(
                "wijziging {} in het logboek is niet te lezen: {}",
                self.revision,
                text::dutch::sentence(&why)
            ))
        })
    }
}

fn strange(sentence: &str) -> Cause {
    Cause::Away(sentence.to_string())
}

/// A plan with what a log has after it, as far as this program knows it.
#[derive(Debug)]
pub(super) struct Followed {
    pub plan: Plan,
    /// The last edit that was done.
    pub head: Head,
    /// The first edit that wasn't: a newer program made it, and this one doesn't know its kind.
    pub unknown: Option<u64>,
}

/// Does to a plan what the log has after it.
///
/// # Errors
/// [`Cause`], where the log is no history of this plan.
pub(super) fn follow(plan: Plan, head: Head, log: &[Logged]) -> Result<Followed, Cause> {
    let mut done = Followed {
        plan,
        head,
        unknown: None,
    };
    for save in log.chunk_by(|one, next| one.key == next.key) {
        let entries: Vec<Entry> = save.iter().map(Logged::read).collect::<Result<_, _>>()?;
        done.unknown = entries
            .iter()
            .find(|it| matches!(*it.edit, Edit::Unknown))
            .map(|it| it.revision);
        if done.unknown.is_some() {
            return Ok(done);
        }
        let next = replay(done.plan, &entries);
        done.plan = next.map_err(|why| broken(save, why))?.plan;
        done.head = save.last().map_or(done.head, Logged::head);
    }
    Ok(done)
}

/// That an edit of the log doesn't fit what the ones before it come to.
fn broken(save: &[Logged], why: Refusal) -> Cause {
    let at = save.first().map_or(0, |it| it.revision);
    let misfit = format!("wijziging {at} in het logboek past niet op het plan van daarvoor");
    Cause::Broken(match why {
        Refusal::Conflict {
            id, now, based_on, ..
        } => format!("{misfit}: {id} was {now}, en niet {based_on}"),
        Refusal::NotFound(id) => format!("{misfit}: daarin staat {id} niet"),
        why => why.to_string(),
    })
}

/// That a save is read again as it is meant, and leaves a sound plan: what a file would refuse is
/// never sent.
///
/// # Errors
/// [`Cause::Refused`].
pub(super) fn sound(before: &Plan, next: &Next, written: &[String]) -> Result<(), Cause> {
    let unfit = |sentence: &str| Cause::Refused(text::next::refused(sentence));
    let changes = next.changes.iter().flatten();
    if !check::is_sound_with(&next.plan, changes)
        && let Some(finding) = check::errors_after(before, &next.plan).first()
    {
        return Err(unfit(&finding.sentence));
    }
    for (entry, written) in next.entries.iter().zip(written) {
        match serde_json::from_str::<Entry>(written) {
            Ok(read) if read == *entry => {}
            Ok(_) => return Err(unfit(text::next::OTHERWISE)),
            Err(why) => return Err(unfit(&text::dutch::sentence(&why))),
        }
    }
    Ok(())
}

/// The document of a plan: the one it began with, and each save spliced into its text, as the
/// keeper of a file would have done.
///
/// # Errors
/// [`Cause`], where the entries are no history of this document.
pub fn document(beginning: &str, entries: &[Entry]) -> Result<String, Cause> {
    let mut document = format::read_text(beginning.to_string())?;
    for save in entries.chunk_by(Entry::is_with) {
        let next = replay(document.plan.clone(), save).map_err(Cause::Refused)?;
        let (further, _) = text::next::further(&document, next).map_err(Cause::Refused)?;
        further.take_to(&mut document);
    }
    Ok(document.text)
}
