//! What minutes tell of edits: where, and what they came to.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Field;
use crate::plan::model::kpi::{Indicator, Judgement, Light, Reading};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::{LogEntry, Plan, Status};

/// Where something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'a> {
    /// With an item.
    Item(&'a str),
    /// With the meeting as a whole.
    General,
}

impl<'a> Told<'a> {
    /// With the KPI of an indicator, or with any other item itself.
    pub fn with(plan: &'a Plan, id: &'a str) -> Self {
        match plan.item(id) {
            Some(Item::Indicator(_, kpi)) => Self::Item(&kpi.id),
            _ => Self::Item(id),
        }
    }

    /// With its KPI or action, which have a place in a meeting; any other change of the plan with
    /// the meeting as a whole.
    pub fn change(plan: &'a Plan, id: &'a str) -> Self {
        match plan.item(id) {
            Some(Item::Indicator(..) | Item::Kpi(..) | Item::Action(..)) => Self::with(plan, id),
            _ => Self::General,
        }
    }

    /// The item.
    pub const fn item(self) -> Option<&'a str> {
        match self {
            Self::Item(id) => Some(id),
            Self::General => None,
        }
    }
}

/// One thing that was said.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Said<'a> {
    /// How an indicator stands.
    Reading {
        /// The indicator's id.
        id: &'a str,
        /// The indicator; none where it is gone.
        #[serde(skip)]
        indicator: Option<&'a Indicator>,
        /// The reading.
        reading: &'a Reading,
        /// The reading that counted on that day before the meeting.
        was: Option<&'a Reading>,
        /// The reading of a later day from before the meeting, which counts all the same.
        #[serde(skip)]
        later: Option<&'a Reading>,
    },
    /// The light a KPI got.
    Judged {
        /// The light, and why.
        judgement: &'a Judgement,
        /// The light a person had given before.
        was: Option<Light>,
    },
    /// An action's status.
    Status {
        /// Before the meeting.
        from: Status,
        /// After it.
        to: Status,
        /// What was said with it.
        notes: Vec<&'a str>,
    },
    /// A field of the plan that became another.
    Field {
        /// The field; its key in JSON.
        #[serde(serialize_with = "key")]
        field: &'static Field,
        /// Before the meeting.
        from: &'a Value,
        /// After it.
        to: &'a Value,
        /// The same in Dutch words, before and after.
        #[serde(skip)]
        words: (String, String),
    },
    /// A change of the plan, in a sentence.
    Plan {
        /// With its reason.
        sentence: String,
    },
    /// A note or a decision.
    Line {
        /// As it stands in the log.
        line: &'a LogEntry,
    },
    /// An action point.
    Point {
        /// What happened to it.
        change: Fate,
        /// As the meeting left it.
        point: &'a ActionPoint,
    },
}

/// What happened to an action point in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It was agreed.
    Agreed,
    /// It was ticked off.
    Ticked,
    /// Its words, who or when were changed.
    Changed,
    /// It was opened again.
    Reopened,
    /// It was removed.
    Withdrawn,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn key<S: Serializer>(field: &&'static Field, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(field.key)
}

/// What goes and what comes.
pub type Move<'a, T> = (Option<&'a T>, Option<&'a T>);

/// What was changed, for each id, in the order they came up.
pub fn moves<'a, T>(
    edits: impl Iterator<Item = (&'a str, Option<&'a T>, Option<&'a T>)>,
) -> Vec<(&'a str, Vec<Move<'a, T>>)> {
    let mut out: Vec<(&str, Vec<Move<'a, T>>)> = Vec::new();
    for (id, from, to) in edits {
        match out.iter_mut().find(|(other, _)| *other == id) {
            Some((_, all)) => all.push((from, to)),
            None => out.push((id, vec![(from, to)])),
        }
    }
    out
}
