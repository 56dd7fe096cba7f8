//! What a person wants, done to a plan: the one place where edits become history, and where it is
//! chosen what undo takes back. Every keeper of plans, and the screen's announcements, ask it.

use chrono::{DateTime, FixedOffset, Timelike};

use super::history::{self, Entry};
use super::role::Role;
use super::{Change, Edit, Json, Refusal, What};
use crate::plan::{Id, Plan, clean};

/// Who edits, when, and what they may.
#[derive(Debug, Clone)]
pub struct Author {
    /// The name that stands in the history (`--door`).
    pub name: String,
    /// The moment of the edit.
    pub at: DateTime<FixedOffset>,
    /// The meeting it is said in.
    pub meeting: Option<Id>,
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// These edits, all or none.
    Edit(Vec<Edit>),
    /// The author's last save that still stands, taken back.
    Undo,
    /// The same, also where someone else changed it since: what stood there before comes again.
    UndoRegardless,
    /// The author's last save before this revision that still stands, taken back.
    UndoBefore(u64),
    /// What the author took back last, done again.
    Redo,
}

impl Intent {
    /// Whether something is taken back.
    pub const fn takes_back(&self) -> bool {
        matches!(
            self,
            Self::Undo | Self::UndoRegardless | Self::UndoBefore(_)
        )
    }
}

/// A plan one save further.
#[derive(Debug, Clone)]
pub struct Next {
    /// The plan.
    pub plan: Plan,
    /// What came into its history.
    pub entries: Vec<Entry>,
    /// The edits that take it back, last one first.
    pub inverse: Vec<Edit>,
    /// What it does to the document, in this order.
    pub changes: Vec<Change>,
}

/// An edit on its way into the history.
struct Wanted {
    edit: Edit,
    /// The revision it takes back.
    undoes: Option<u64>,
    /// The meeting it is said in, or was: what is done again stays in its own minutes.
    meeting: Option<Id>,
}

/// The plan with all that is wanted, none of it if one edit is refused. None where there is
/// nothing to take back or to do again.
///
/// # Errors
/// [`Refusal`], of the first edit that can't be.
pub fn transaction(
    mut plan: Plan,
    wanted: &Intent,
    author: &Author,
    role: Role,
) -> Result<Option<Next>, Refusal> {
    let by = clean::one_line(&author.name).into_owned();
    let regardless = *wanted == Intent::UndoRegardless;
    let wanted = match wanted {
        Intent::Edit(edits) => said_now(edits, author),
        Intent::Undo | Intent::UndoRegardless => turned(&history::to_undo(&plan.history, &by)),
        Intent::UndoBefore(revision) => {
            turned(&history::to_undo_before(&plan.history, &by, *revision))
        }
        Intent::Redo => turned(&history::to_redo(&plan.history, &by)),
    };
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let needed = wanted.iter().map(|wanted| wanted.edit.role()).max();
    if let Some(needed) = needed.filter(|needed| *needed > role) {
        return Err(Refusal::Forbidden { role, needed });
    }
    let together = (wanted.len() > 1).then_some(plan.revision.saturating_add(1));
    let mut next = (Vec::new(), Vec::new(), Vec::new());
    let (entries, inverse, changes) = &mut next;
    for Wanted {
        edit,
        undoes,
        meeting,
    } in wanted
    {
        plan.revision = plan
            .revision
            .checked_add(1)
            .ok_or_else(|| Refusal::Unfit("de telling van revisies is op".to_string()))?;
        let done = match harmless(&edit)?.apply(&mut plan) {
            Err(refusal @ Refusal::Conflict { .. }) if regardless => {
                let edit = edit.regardless(&plan).ok_or(refusal)?;
                harmless(&edit)?.apply(&mut plan)?
            }
            done => done?,
        };
        changes.extend(done.changes);
        inverse.push(done.edit.inverse());
        entries.push(Entry {
            revision: plan.revision,
            // The document keeps whole seconds.
            at: author.at.with_nanosecond(0).unwrap_or(author.at),
            by: by.clone(),
            undoes,
            together,
            meeting,
            edit: done.edit,
        });
    }
    inverse.reverse();
    if !entries.is_empty() {
        changes.push(Change::set(&[], "revision", &plan.revision));
        let new = entries.iter().map(Json::of).collect();
        changes.push(Change::new(&[], "history", What::Push(new)));
    }
    let (entries, inverse, changes) = next;
    plan.history.extend(entries.iter().cloned());
    Ok(Some(Next {
        plan,
        entries,
        inverse,
        changes,
    }))
}

#[expect(clippy::unnecessary_wraps, reason = "as what is turned round")]
fn said_now(edits: &[Edit], author: &Author) -> Option<Vec<Wanted>> {
    let wanted = |edit: &Edit| Wanted {
        edit: edit.clone(),
        undoes: None,
        meeting: author.meeting.clone(),
    };
    Some(edits.iter().map(wanted).collect())
}

/// The edits that turn entries round; none where there are none.
fn turned(entries: &[&Entry]) -> Option<Vec<Wanted>> {
    let wanted = |entry: &&Entry| Wanted {
        edit: entry.edit.inverse(),
        undoes: Some(entry.revision),
        meeting: entry.meeting.clone(),
    };
    (!entries.is_empty()).then(|| entries.iter().map(wanted).collect())
}

/// An edit whose texts are harmless to show: it is kept as it will be read.
fn harmless(edit: &Edit) -> Result<Edit, Refusal> {
    clean::cleaned(edit)
        .ok_or_else(|| Refusal::Unfit("deze wijziging kan niet worden opgeslagen".to_string()))
}
