//! What an indicator of a plan of several years says of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Indicator, Kind, Target};
use crate::plan::model::number::Decimal;

/// What is wanted in one year of a plan of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearTarget {
    /// The year.
    pub year: i32,
    /// At least this much.
    #[serde(default)]
    pub min: Option<Decimal>,
    /// And at most this much.
    #[serde(default)]
    pub max: Option<Decimal>,
}

impl YearTarget {
    /// What is wanted.
    pub const fn wanted(self) -> Target {
        Target {
            min: self.min,
            max: self.max,
        }
    }
}

/// What an indicator as it is in one year was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The year.
    pub year: i32,
    /// As it stands in the plan.
    pub whole: Indicator,
    /// Where the line of what is expected begins: from this day on, this much.
    pub from: (NaiveDate, Decimal),
}

impl Indicator {
    /// It as it stands in the plan, also of one as it is in one year.
    pub fn whole(&self) -> &Self {
        self.seen.as_ref().map_or(self, |seen| &seen.whole)
    }

    /// Whether its value goes on over the years of a plan: what a part of a whole has, it keeps;
    /// a count has to say so.
    pub fn goes_on(&self) -> bool {
        match self.kind {
            Kind::Count => self.cumulative == Some(true),
            Kind::Coverage | Kind::Milestone | Kind::Ongoing => true,
        }
    }

    /// What is wanted in a year, as it stands in the plan.
    pub fn target_of(&self, year: i32) -> Option<Target> {
        let mut own = self.targets.iter().filter(|it| it.year == year);
        own.next().map(|it| it.wanted()).or(self.target)
    }

    /// Whether its value goes on from the years before, seen in one of several.
    pub fn spans_years(&self) -> bool {
        self.seen.is_some() && self.goes_on()
    }
}
