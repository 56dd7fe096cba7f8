//! Files for other programs.

pub mod ics;
pub mod markdown;

use chrono::{DateTime, FixedOffset};

use crate::plan::Plan;

/// A format the plan is given in: a row here, and a file beside this one that makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A calendar (RFC 5545).
    Ics,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 1] = [Self::Ics];

    /// Its name as it is typed, and the ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Ics => "ics",
        }
    }

    /// What it is, in Dutch: `een agenda`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ics => "agenda",
        }
    }

    /// The format with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.extension() == name)
    }

    /// The plan in this format, as on `now`; the bytes of a file.
    pub fn render(self, plan: &Plan, now: DateTime<FixedOffset>) -> Vec<u8> {
        match self {
            Self::Ics => ics::calendar(plan, now).into_bytes(),
        }
    }
}
