//! What becomes of each figure of a table.

use crate::plan::model::context::{Figure, Finality};

/// A figure of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The row it stands in.
    pub row: u32,
    /// The indicator.
    pub title: String,
    /// The area as it is kept.
    pub area: String,
    /// The period, or what stands there.
    pub period: String,
    /// The figure, or what stands there.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// It comes.
    New,
    /// It comes in the place of another: what that was; and what is odd about it, to ask.
    Revised(String, Option<String>),
    /// It is there already.
    Double,
    /// It can't be read; why, in Dutch.
    Wrong(String),
}

impl Fate {
    /// One word for it, in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Revised(..) => "revised",
            Self::Double => "double",
            Self::Wrong(_) => "wrong",
        }
    }

    /// What there is to say of it, in Dutch.
    pub fn says(&self) -> Option<String> {
        match self {
            Self::New => None,
            Self::Revised(was, None) => Some(format!("was {was}")),
            Self::Revised(was, Some(odd)) => Some(format!("was {was}; {odd}")),
            Self::Double => Some("staat er al".to_string()),
            Self::Wrong(why) => Some(why.clone()),
        }
    }
}

/// What is odd about a figure in the place of another.
pub(super) fn odd(now: &Figure, figure: &Figure) -> Option<String> {
    let was_final = now.status == Some(Finality::Definitive);
    if was_final && figure.status == Some(Finality::Provisional) {
        return Some("was definitief, en is voorlopig: klopt dat?".to_string());
    }
    (was_final && figure.value != now.value).then(|| "was definitief: klopt dat?".to_string())
}
