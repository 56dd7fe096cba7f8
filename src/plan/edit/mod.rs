//! Edits as data. Every change of the plan is one [`Edit`]; the same values stand in the history
//! of the store. Each kind has a file of its own, and [`transaction`](transaction::transaction) is
//! the only place where edits become history.

mod change;
mod field;
pub mod history;
mod ids;
mod kind;
mod kinds;
pub mod later;
pub mod role;
pub mod said;
pub mod transaction;
pub mod typed;
mod why;

use std::fmt;

use serde::de::{Deserializer, IgnoredAny};
use serde::{Deserialize, Serialize};

use super::clean::one_line;
use super::model::meeting::Meeting;
use super::model::sort::Sort;
use super::{Id, Plan, words};
use role::Role;
use said::{Said, Told};

pub use change::{Change, Json, What};
pub use field::{
    ACTION_DUE, ADOPTED, EARLIER, FIELDS, Field, TARGETS, Takes, confirmable, fresh, inside,
    referring, sort_of, touched,
};
pub use history::{adjusted, blocked, met};
pub use ids::{free, is_used};
pub use kind::{Done, Kind};
use kinds::UnknownEdit;
pub use kinds::altering::add::AddEdit;
pub use kinds::altering::drop::DropEdit;
pub use kinds::altering::merge::{MergeEdit, went_up_in};
pub use kinds::altering::moved::{MoveEdit, Spot};
pub use kinds::altering::set::SetEdit;
pub use kinds::confirm::ConfirmEdit;
pub use kinds::context::{ContextEdit, free_id};
pub use kinds::count::CountEdit;
pub use kinds::discussed::DiscussedEdit;
pub use kinds::doubt::DoubtEdit;
pub use kinds::judgement::JudgementEdit;
pub use kinds::log::LogEdit;
pub use kinds::meeting::MeetingEdit;
pub use kinds::point::PointEdit;
pub use kinds::reading::{ReadingEdit, describe, fits, how, remains};
pub use kinds::status::StatusEdit;
pub use why::{Alters, Why};

/// The table of kinds: the enum, and what asks each kind in turn. The minutes tell what was said
/// in this order.
macro_rules! kinds {
    ($($(#[$words:meta])* $name:ident($kind:ty),)+) => {
        /// One change of the plan, with the value it was based on and the value it leaves.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "what", rename_all = "kebab-case")]
        pub enum Edit {
            $($(#[$words])* $name($kind),)+
            /// An edit a newer program wrote. It is shown in the history and can't be undone here.
            #[serde(other)]
            Unknown,
        }

        /// The name of a kind, as it stands under `what`.
        #[derive(Deserialize)]
        #[serde(field_identifier, rename_all = "kebab-case")]
        enum KindName {
            $($name,)+
            #[serde(other)]
            Unknown,
        }

        $(impl From<$kind> for Edit {
            fn from(edit: $kind) -> Self {
                Self::$name(edit)
            }
        })+

        impl Edit {
            /// The edit of this kind in an object, from which its name was taken.
            fn of_kind<'de, D: Deserializer<'de>>(
                name: KindName,
                object: D,
            ) -> Result<Self, D::Error> {
                match name {
                    $(KindName::$name => <$kind>::deserialize(object).map(Self::$name),)+
                    KindName::Unknown => {
                        IgnoredAny::deserialize(object).map(|IgnoredAny| Self::Unknown)
                    }
                }
            }

            /// What its kind knows of it.
            fn kind(&self) -> &dyn Kind {
                match self {
                    $(Self::$name(edit) => edit,)+
                    Self::Unknown => &UnknownEdit,
                }
            }

            /// What edits on one item come to, in the order of minutes.
            pub fn said<'a>(plan: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>> {
                let mut out = Vec::new();
                $(
                    let own: Vec<&'a $kind> = edits.iter().filter_map(|edit| match edit {
                        Self::$name(own) => Some(own),
                        _ => None,
                    }).collect();
                    out.extend(<$kind>::said(plan, &own));
                )+
                out
            }

            /// One of each kind, by a number and a text.
            #[cfg(test)]
            pub const SAMPLES: &[fn(&Plan, u32, &str) -> Self] = &[$(<$kind>::sample),+];
        }
    };
}

kinds! {
    /// A reading of an indicator: recorded, replaced or taken back.
    Reading(ReadingEdit),
    /// Count up, whatever stands there by the time the edit is applied.
    Count(CountEdit),
    /// The light a person gives a KPI.
    Judgement(JudgementEdit),
    /// The status of an action.
    Status(StatusEdit),
    /// A field of an item.
    Set(SetEdit),
    /// Something new in the plan.
    Add(AddEdit),
    /// An item at another place.
    Move(MoveEdit),
    /// An item no longer holds, or holds again.
    Drop(DropEdit),
    /// Two parties are one.
    Merge(MergeEdit),
    /// What a new year took over holds as it stands.
    Confirm(ConfirmEdit),
    /// A doubt about what was made of a document is answered.
    Doubt(DoubtEdit),
    /// A council indicator: taken in, changed, or gone.
    Context(ContextEdit),
    /// A note or a decision in the log of a KPI, an action or a meeting.
    Log(LogEdit),
    /// A meeting: begun, changed or closed, or taken back.
    Meeting(MeetingEdit),
    /// An item of a meeting was discussed, or after all not.
    Discussed(DiscussedEdit),
    /// An action point: agreed, ticked off or changed, or taken back.
    ActionPoint(PointEdit),
}

impl Edit {
    /// The item it changes.
    pub fn id(&self) -> Option<&str> {
        self.kind().id()
    }

    /// How it changes the plan itself; none for what happens in the course of a year.
    pub fn alters(&self, plan: &Plan) -> Option<Alters<'_>> {
        self.kind().alters(plan)
    }

    /// The least role that may make it, on the plan as it is.
    pub fn role(&self, plan: &Plan) -> Role {
        self.kind().role(plan)
    }

    /// The key of its item that somebody looked at by it: confirmed, where a new year took it over.
    pub fn settles(&self) -> Option<&str> {
        self.kind().settles()
    }

    /// Whether a person would want it back on its own: going on to the next item of a meeting
    /// is no change of the plan.
    pub fn is_undoable(&self) -> bool {
        self.kind().is_undoable()
    }

    /// The same with this reason, where it is a change of the plan and has none of its own.
    #[must_use]
    pub fn because(mut self, plan: &Plan, why: Option<&Why>) -> Self {
        let alters = self.alters(plan).is_some();
        if let Some(own @ None) = self.why_mut().filter(|_| alters) {
            *own = why.cloned();
        }
        self
    }

    /// Why it changes the plan, to say so.
    pub const fn why_mut(&mut self) -> Option<&mut Option<Why>> {
        match self {
            Self::Set(it) => Some(&mut it.why),
            Self::Add(it) => Some(&mut it.why),
            Self::Move(it) => Some(&mut it.why),
            Self::Drop(it) => Some(&mut it.why),
            Self::Merge(it) => Some(&mut it.why),
            _ => None,
        }
    }

    /// The same under the decision that came with it, where that got another id than it was given.
    #[must_use]
    fn under(mut self, renamed: &[(Id, Id)]) -> Self {
        let why = self.why_mut().and_then(Option::as_mut);
        let named = why.and_then(|why| why.decision.as_mut());
        let found = named.and_then(|id| Some((renamed.iter().find(|(from, _)| from == id)?, id)));
        if let Some(((from, to), id)) = found {
            id.clone_from(to);
            if let Self::Drop(DropEdit { to: Some(it), .. }) = &mut self
                && it.decision.as_ref() == Some(from)
            {
                it.decision = Some(to.clone());
            }
        }
        self
    }

    /// Applies it to `plan`, and gives it as it was done with what it does to the document.
    /// Revision and history are the [`transaction`]'s to raise.
    ///
    /// # Errors
    /// [`Refusal`]; nothing is changed then.
    pub fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        self.kind().apply(plan)
    }

    /// The edit that takes this one back. A count has to be applied first: what it became can be
    /// taken back, the intention can't.
    #[must_use]
    pub fn inverse(&self) -> Self {
        self.kind().inverse()
    }

    /// The same edit from what stands in the plan now, whoever put it there: what one wants all
    /// the same. None where there is no such thing, or the value it goes back to isn't known.
    pub fn regardless(&self, plan: &Plan) -> Option<Self> {
        self.kind().regardless(plan)
    }

    /// It in one Dutch line: `3.K1.1 integrale controles: 6 op 12-06-2026`.
    pub fn sentence(&self, plan: &Plan) -> String {
        self.kind().sentence(plan)
    }

    /// What to say once it is saved, on the plan as it was before: `… 6 (was 5)`.
    pub fn announcement(&self, before: &Plan) -> String {
        self.kind().announcement(before)
    }

    /// Where the minutes tell it, among all `edits` of the meeting.
    pub fn told<'a>(
        &'a self,
        plan: &'a Plan,
        meeting: &Meeting,
        edits: &[&'a Self],
    ) -> Option<Told<'a>> {
        self.kind().told(plan, meeting, edits)
    }
}

/// Why an edit can't be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No item has this id.
    NotFound(Id),
    /// The edit doesn't fit the item: a Dutch sentence.
    Unfit(String),
    /// It is not this role's to make.
    Forbidden {
        /// The role of who asks.
        role: Role,
        /// The least that may.
        needed: Role,
    },
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

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(id) => write!(f, "{} staat niet in het plan", one_line(id)),
            Self::Unfit(sentence) => f.write_str(&one_line(sentence)),
            Self::Forbidden { role, needed } => {
                let (needed, role) = (needed.word(), role.word());
                write!(f, "dit mag alleen een {needed}, en u bent {role}")
            }
            Self::Conflict { id, now, based_on } => write!(
                f,
                "{} is intussen veranderd: nu {}, uw wijziging ging uit van {}; \
                 er is niets gewijzigd; leg zo nodig een nieuwe waarde vast",
                one_line(id),
                one_line(now),
                one_line(based_on)
            ),
        }
    }
}

impl Refusal {
    /// No item has this id.
    fn not_found(id: &str) -> Self {
        Self::NotFound(id.to_string())
    }

    /// What stands there now, and what it was based on.
    fn conflict(id: &str, now: impl Into<String>, based_on: impl Into<String>) -> Self {
        Self::Conflict {
            id: id.to_string(),
            now: now.into(),
            based_on: based_on.into(),
        }
    }

    /// Under this item no such thing can stand.
    fn no_place(plan: &Plan, sort: Sort, into: &str) -> Self {
        let Some(item) = plan.item(into) else {
            return Self::not_found(into);
        };
        let (kind, what) = (words::kind(&item), sort.word());
        Self::Unfit(format!("onder {into} ({kind}) kan geen {what} staan"))
    }
}
