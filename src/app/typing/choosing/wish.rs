//! What a choice in a list of filters does, and the fields it is about.

use crate::plan::find::filter::{Due, Field, Filter};
use crate::plan::model::kpi::Light;
use crate::plan::{Id, Status};

/// What a choice in a list of filters does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// List the values of a field.
    Field(Field),
    /// Only of this chapter.
    Chapter(Option<Id>),
    /// Only of this party.
    Party(Option<Id>),
    /// Only with this light.
    Light(Option<Light>),
    /// Only with this status.
    Status(Option<Status>),
    /// Only what is due then.
    Due(Option<Due>),
    /// Only with this priority.
    Priority(Option<u8>),
    /// Only changes of the plan itself.
    Adjusted(bool),
    /// Type words.
    Words,
    /// A filter kept earlier.
    Kept(Filter),
    /// Ask under what name to keep the filter.
    Keep,
    /// Keep it under this name.
    KeepAs(String),
    /// List the kept filters, to remove one.
    Forget,
    /// Remove the one with this name.
    ForgetNamed(String),
    /// Show everything.
    Nothing,
}

impl Field {
    /// Those with few values first: of two values that fit what is typed, the first is proposed.
    pub(in crate::app::typing) const ALL: [Self; 7] = [
        Self::Light,
        Self::Status,
        Self::Due,
        Self::Priority,
        Self::Adjusted,
        Self::Chapter,
        Self::Party,
    ];

    pub(in crate::app::typing) const fn label(self) -> &'static str {
        match self {
            Self::Chapter => "hoofdstuk",
            Self::Party => "partij",
            Self::Light => "licht",
            Self::Status => "status",
            Self::Due => "termijn",
            Self::Priority => "prioriteit",
            Self::Adjusted => "soort",
        }
    }

    /// The wish to leave it out of account.
    pub(in crate::app::typing) const fn none(self) -> Wish {
        match self {
            Self::Chapter => Wish::Chapter(None),
            Self::Party => Wish::Party(None),
            Self::Light => Wish::Light(None),
            Self::Status => Wish::Status(None),
            Self::Due => Wish::Due(None),
            Self::Priority => Wish::Priority(None),
            Self::Adjusted => Wish::Adjusted(false),
        }
    }
}

impl Wish {
    /// Sets the field of a filter this is a value of.
    pub(in crate::app::typing) fn set(&self, filter: &mut Filter) {
        match self {
            Self::Chapter(chapter) => filter.chapter.clone_from(chapter),
            Self::Party(party) => filter.party.clone_from(party),
            Self::Light(light) => filter.light = *light,
            Self::Status(status) => filter.status = *status,
            Self::Due(due) => filter.due = *due,
            Self::Priority(priority) => filter.priority = *priority,
            Self::Adjusted(adjusted) => filter.adjusted = *adjusted,
            _ => {}
        }
    }
}
