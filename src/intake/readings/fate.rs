//! What becomes of each figure of a table.

use chrono::NaiveDate;

use crate::plan::Id;

/// A figure of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The row it stands in.
    pub row: u32,
    /// The indicator; none where it has no place.
    pub id: Option<Id>,
    /// The name the sheet gives it.
    pub name: String,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What stands in the cell, or what it comes to.
    pub value: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// It would be recorded; what is odd about it, to ask.
    New(Option<String>),
    /// The same, although another value stands there on the same day, which stays below it: that value,
    /// in Dutch.
    Holds(String, Option<String>),
    /// It is there already.
    Double,
    /// Another value stands there on the same day: that value, in Dutch.
    Conflict(String),
    /// Another value stands there on the same day, and holds: that value, in Dutch.
    Stays(String),
    /// It can't be read, or doesn't fit its indicator; why, in Dutch.
    Wrong(String),
    /// It is of nothing in the plan; why, in Dutch.
    Unplaced(String),
}

impl Fate {
    /// Whether it is recorded.
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::New(_) | Self::Holds(..))
    }

    /// What is odd about a figure that is recorded.
    pub fn doubt(&self) -> Option<&str> {
        match self {
            Self::New(doubt) | Self::Holds(_, doubt) => doubt.as_deref(),
            _ => None,
        }
    }

    /// One word for it, in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::New(..) | Self::Holds(..) => "new",
            Self::Double => "double",
            Self::Conflict(_) => "conflict",
            Self::Stays(_) => "stays",
            Self::Wrong(_) => "wrong",
            Self::Unplaced(_) => "unplaced",
        }
    }

    /// What there is to say of it, in Dutch.
    pub fn says(&self) -> Option<String> {
        match self {
            Self::New(doubt) => doubt.clone(),
            Self::Holds(was, doubt) => {
                let was = format!("in plaats van {was}");
                let all = [Some(was), doubt.clone()];
                Some(all.into_iter().flatten().collect::<Vec<_>>().join("; "))
            }
            Self::Double => Some("staat er al".to_string()),
            Self::Conflict(now) => Some(format!("op die dag staat al {now}")),
            Self::Stays(now) => Some(format!("op die dag blijft {now}")),
            Self::Wrong(why) | Self::Unplaced(why) => Some(why.clone()),
        }
    }
}
