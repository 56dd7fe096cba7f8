//! Edits as data. Every change of the plan is one [`Edit`], applied by [`apply`], which gives
//! the edit that takes it back. The same values stand in the history of the store.

pub mod history;
pub mod role;
pub mod typed;

mod meetings;
mod notes;
mod readings;

use serde::{Deserialize, Serialize};

use super::model::kpi::{Judgement, Reading};
use super::model::lookup::Item;
use super::model::meeting::{ActionPoint, Meeting};
use super::model::number::Decimal;
use super::{Id, LogEntry, Plan, Status};

pub use notes::place_of;
pub use readings::describe;
pub(super) use readings::fits;

/// One change of the plan, with the value it was based on and the value it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Edit {
    /// A reading of an indicator: recorded (`from` is none) or taken back (`to` is none).
    Reading {
        /// The indicator.
        id: Id,
        /// The reading that goes.
        from: Option<Reading>,
        /// The reading that comes.
        to: Option<Reading>,
        /// How much was counted on top of what stood there, where it was counted: so much can
        /// be taken back even when others have counted since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counted: Option<Decimal>,
    },
    /// Count up: the reading that comes is the latest value plus `add`, whatever that value is
    /// by the time the edit is applied. In the history it stands as the `Reading` it became.
    Count {
        /// The indicator.
        id: Id,
        /// How many more; negative to correct.
        add: Decimal,
        /// Day, note and author of the reading; its value is not used.
        reading: Reading,
    },
    /// The light a person gives a KPI: given (`from` is none) or taken back (`to` is none).
    Judgement {
        /// The KPI.
        id: Id,
        /// The judgement that held before the one this edit is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Judgement>,
        /// The judgement that goes.
        from: Option<Judgement>,
        /// The judgement that comes.
        to: Option<Judgement>,
    },
    /// The status of an action.
    Status {
        /// The action.
        id: Id,
        /// The status it was based on.
        from: Status,
        /// The new status.
        to: Status,
        /// The line that comes into the action's log.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        logged: Option<LogEntry>,
        /// The line that goes from it, when a change is taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unlogged: Option<LogEntry>,
    },
    /// A note or a decision in the log of a KPI, an action or a meeting.
    Log {
        /// The KPI, action or meeting.
        id: Id,
        /// The line that goes.
        from: Option<LogEntry>,
        /// The line that comes.
        to: Option<LogEntry>,
    },
    /// A meeting: begun (`from` is none), changed or closed, or taken back (`to` is none). One
    /// that is begun gets the next free id if someone else took its own.
    Meeting {
        /// The meeting.
        id: Id,
        /// As it was.
        from: Option<Box<Meeting>>,
        /// As it becomes.
        to: Option<Box<Meeting>>,
    },
    /// An item of a meeting was discussed, or after all not.
    Discussed {
        /// The meeting.
        id: Id,
        /// The item.
        item: Id,
        /// Whether it was.
        discussed: bool,
    },
    /// An action point: agreed (`from` is none), ticked off or changed, or taken back. One that
    /// is agreed gets the next free id if someone else took its own.
    ActionPoint {
        /// The action point.
        id: Id,
        /// As it was.
        from: Option<Box<ActionPoint>>,
        /// As it becomes.
        to: Option<Box<ActionPoint>>,
    },
    /// An edit a newer program wrote. It is shown in the history and can't be undone here.
    #[serde(other)]
    Unknown,
}

/// Why an edit can't be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No item has this id.
    NotFound(Id),
    /// The edit doesn't fit the item: a Dutch sentence.
    Unfit(String),
    /// Someone else changed the same thing since.
    Conflict {
        /// The item.
        id: Id,
        /// Its value now, in Dutch.
        now: String,
        /// The value the edit was based on, in Dutch.
        based_on: String,
    },
}

impl Edit {
    /// The item it changes.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Reading { id, .. }
            | Self::Count { id, .. }
            | Self::Judgement { id, .. }
            | Self::Status { id, .. }
            | Self::Log { id, .. }
            | Self::Meeting { id, .. }
            | Self::Discussed { id, .. }
            | Self::ActionPoint { id, .. } => Some(id),
            Self::Unknown => None,
        }
    }

    /// Whether a person would want it back on its own: going on to the next item of a meeting
    /// is no change of the plan.
    pub const fn is_undoable(&self) -> bool {
        !matches!(self, Self::Discussed { .. } | Self::Unknown)
    }

    /// The edit that takes this one back. A [`Edit::Count`] has to be applied first: what it
    /// became can be taken back, the intention can't.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Reading {
                id,
                from,
                to,
                counted,
            } => Self::Reading {
                id,
                from: to,
                to: from,
                counted,
            },
            Self::Count { id, add, reading } => Self::Reading {
                id,
                from: Some(reading),
                to: None,
                counted: Some(add),
            },
            Self::Judgement {
                id,
                before,
                from,
                to,
            } => Self::Judgement {
                id,
                before,
                from: to,
                to: from,
            },
            Self::Status {
                id,
                from,
                to,
                logged,
                unlogged,
            } => Self::Status {
                id,
                from: to,
                to: from,
                logged: unlogged,
                unlogged: logged,
            },
            Self::Log { id, from, to } => Self::Log {
                id,
                from: to,
                to: from,
            },
            Self::Meeting { id, from, to } => Self::Meeting {
                id,
                from: to,
                to: from,
            },
            Self::Discussed {
                id,
                item,
                discussed,
            } => Self::Discussed {
                id,
                item,
                discussed: !discussed,
            },
            Self::ActionPoint { id, from, to } => Self::ActionPoint {
                id,
                from: to,
                to: from,
            },
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Applies `edit` to `plan` and returns the edit that takes it back: its inverse is the edit as
/// it was done, a count being the reading it became. Nothing is changed where it is refused.
/// `revision` and `history` are the store's to raise.
///
/// # Errors
/// [`Refusal`], where the item isn't there, the value doesn't fit it, or it changed since.
pub fn apply(plan: &mut Plan, edit: &Edit) -> Result<Edit, Refusal> {
    let done = match edit {
        Edit::Reading {
            id,
            from,
            to,
            counted,
        } => readings::replace(plan, id, from.as_ref(), to.as_ref(), *counted)?,
        Edit::Count { id, add, reading } => readings::count(plan, id, *add, reading)?,
        Edit::Judgement {
            id,
            before,
            from,
            to,
        } => {
            readings::judge(plan, id, before.as_ref(), from.as_ref(), to.as_ref())?;
            edit.clone()
        }
        Edit::Status {
            id,
            from,
            to,
            logged,
            unlogged,
        } => {
            notes::set_status(plan, id, (*from, *to), logged.as_ref(), unlogged.as_ref())?;
            edit.clone()
        }
        Edit::Log { id, from, to } => {
            notes::log(plan, id, from.as_ref(), to.as_ref())?;
            edit.clone()
        }
        Edit::Meeting { id, from, to } => {
            meetings::meeting(plan, id, from.as_deref(), to.as_deref())?
        }
        Edit::Discussed {
            id,
            item,
            discussed,
        } => {
            meetings::discussed(plan, id, item, *discussed)?;
            edit.clone()
        }
        Edit::ActionPoint { id, from, to } => {
            meetings::action_point(plan, id, from.as_deref(), to.as_deref())?
        }
        Edit::Unknown => {
            return Err(Refusal::Unfit(
                "deze wijziging is met een nieuwere versie van regie gemaakt".to_string(),
            ));
        }
    };
    Ok(done.inverse())
}

impl Plan {
    /// What an edit is about, for the Logboek: the words of its KPI, action, meeting or action
    /// point.
    pub fn subject_of(&self, edit: &Edit) -> Option<&str> {
        match self.item(edit.id()?)? {
            Item::Indicator(indicator, _) => Some(&indicator.label),
            Item::Action(action, _) => Some(&action.text),
            Item::Kpi(kpi, _) => Some(&kpi.text),
            Item::Meeting(meeting) => Some(&meeting.title),
            Item::Point(point) => Some(&point.what),
            _ => None,
        }
    }
}
