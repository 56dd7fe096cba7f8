//! KPIs, their indicators, and the readings recorded on them.

mod earlier;
mod years;

use std::fmt;

use chrono::{Months, NaiveDate};
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::life::{Dropped, Origin, Printed};
use super::number::Decimal;
use super::shared::Shared;
use super::shared::tight;
use super::{Id, LogEntry, date};

pub use earlier::Earlier;
pub use years::{Seen, YearTarget};

/// A measurable promise of a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kpi {
    /// `"3.K1"`, or `"4.K2a"` where a group holds several.
    pub id: Id,
    /// The printed number of its group.
    pub group: u32,
    /// The printed heading of its group, where it has one.
    pub group_title: Option<String>,
    /// The plan's words.
    pub text: String,
    /// The goals the plan itself links it to.
    #[serde(default)]
    pub goals: Vec<Id>,
    /// The parties its text names.
    #[serde(default)]
    pub parties: Vec<Id>,
    /// The numbers or milestones inside it, at least one.
    #[serde(deserialize_with = "tight")]
    pub indicators: Vec<Indicator>,
    /// Lights set by people, oldest first.
    #[serde(default)]
    pub judgements: Vec<Judgement>,
    /// Of one as it is in a year of several: the lights of the years before. Never in a file.
    #[serde(skip)]
    pub judged_before: Vec<Judgement>,
    /// Notes and decisions, oldest first.
    #[serde(default)]
    pub log: Vec<LogEntry>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// That it no longer holds, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

/// One number, milestone or state inside a KPI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// `"3.K1.1"`.
    pub id: Id,
    /// What kind of value it takes.
    pub kind: Kind,
    /// A few words for a table.
    pub label: String,
    /// What is counted: `"controles"`; `"%"` for coverage.
    pub unit: Option<String>,
    /// The wanted value; none where the plan is vague, and for milestones and states.
    pub target: Option<Target>,
    /// What is wanted in single years, in a plan of several; `target` holds for the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<YearTarget>,
    /// Whether a count goes on over the years of a plan; else it starts anew each January.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cumulative: Option<bool>,
    /// The value of an earlier year to compare with.
    pub baseline: Option<Decimal>,
    /// First day it can be reached, where that isn't 1 January.
    #[serde(
        default,
        with = "date::iso_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub start: Option<NaiveDate>,
    /// The day the promise has to be met.
    #[serde(default, with = "date::iso_option")]
    pub due: Option<NaiveDate>,
    /// How often a value is expected.
    pub cadence: Option<Cadence>,
    /// The indicator this is a part of ("waarvan 1 een evaluatie is").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Id>,
    /// Recorded values, in the order they were recorded.
    #[serde(default)]
    pub readings: Shared<Vec<Reading>>,
    /// How it stood at the end of the years before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
    /// That it no longer holds, and why, where its KPI does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
    /// Of one as it is in a year of several: what it was made from. Never in a file.
    #[serde(skip)]
    pub seen: Option<Box<Seen>>,
}

/// What kind of value an indicator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A running total: "ten minste 10 controles".
    Count,
    /// Reached or not, with a day.
    Milestone,
    /// So many of so many: "alle BOA's".
    Coverage,
    /// A state that has to go on: "up to date".
    Ongoing,
}

/// A wanted value. "1 à 2 wijken" has both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// At least this much.
    pub min: Option<Decimal>,
    /// And at most this much.
    pub max: Option<Decimal>,
}

impl Target {
    /// The ceiling, where there is nothing else to hold a value against: "hoogstens 5".
    pub fn ceiling(self) -> Option<Decimal> {
        self.max.filter(|_| self.min.is_none())
    }

    /// The number a value is held against: at least this much, or a [ceiling](Self::ceiling).
    pub fn figure(self) -> Option<Decimal> {
        self.min.or(self.max)
    }
}

/// How often something recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    HalfYearly,
    /// Every year.
    Yearly,
}

impl Cadence {
    /// Its periods in `year`, each with its first and last day.
    pub fn periods(self, year: i32) -> Vec<(NaiveDate, NaiveDate)> {
        let months = match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
        };
        (0..12 / months)
            .filter_map(|period| {
                let first = NaiveDate::from_ymd_opt(year, period * months + 1, 1)?;
                let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
                Some((first, last))
            })
            .collect()
    }
}

/// From what percentage of the expected progress a light is green, or amber; below is red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Green from here, in percent.
    pub green: Decimal,
    /// Amber from here, in percent.
    pub amber: Decimal,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            green: Decimal::whole(95),
            amber: Decimal::whole(85),
        }
    }
}

/// One recorded value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The day the value held.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// The value: a number for count and coverage, true or false for the other kinds.
    pub value: Value,
    /// Coverage only: of how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Decimal>,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who recorded it.
    pub by: String,
}

/// The value of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A count, or the x of "x of y".
    Number(Decimal),
    /// Reached, or in order.
    Done(bool),
}

/// A light set by a person, with the reasons amber and red must carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The day of the judgement.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// The light.
    pub light: Light,
    /// Cause and consequence (toelichting).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// What is done about it (bijsturing).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Who judged.
    pub by: String,
}

/// A traffic light. `None` is grey: no data, never "fine".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    /// Within the frames.
    Green,
    /// At risk, needs steering.
    Amber,
    /// Not within the frames.
    Red,
    /// No data.
    #[default]
    None,
}

impl Light {
    /// The lights from worst to best, grey last.
    pub const ALL: [Self; 4] = [Self::Red, Self::Amber, Self::Green, Self::None];

    /// Whether it has to be explained and steered: amber and red.
    pub const fn needs_reasons(self) -> bool {
        matches!(self, Self::Amber | Self::Red)
    }
}

impl Judgement {
    /// Which of the texts an amber or red light must carry is missing: the Dutch word for it.
    pub fn missing(&self) -> Option<&'static str> {
        let empty =
            |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        if !self.light.needs_reasons() {
            None
        } else if empty(&self.explanation) {
            Some("toelichting")
        } else if empty(&self.measure) {
            Some("bijsturing")
        } else {
            None
        }
    }
}

impl Kpi {
    /// The indicators that hold.
    pub fn holding(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(|it| it.dropped.is_none())
    }

    /// The light a person set last, if anyone did.
    pub fn judgement(&self) -> Option<&Judgement> {
        self.judgements.last()
    }

    /// The day of the newest reading over all indicators.
    pub fn last_date(&self) -> Option<NaiveDate> {
        self.holding()
            .filter_map(|i| i.latest().map(|r| r.date))
            .max()
    }
}

impl Indicator {
    /// The reading that counts now: the newest date, and of one date the one recorded last.
    pub fn latest(&self) -> Option<&Reading> {
        self.readings.iter().max_by_key(|reading| reading.date)
    }

    /// The ceiling it has to stay below, where that is all that is wanted of it.
    pub fn ceiling(&self) -> Option<Decimal> {
        self.target?.ceiling()
    }

    /// The number its values are held against, from below or from above.
    pub fn figure(&self) -> Option<Decimal> {
        self.target?.figure()
    }

    /// Whether the latest reading meets the promise. States are never finished, and below a
    /// ceiling is only what stayed so up to its day.
    pub fn is_met(&self) -> bool {
        let Some(latest) = self.latest() else {
            return false;
        };
        match (self.kind, latest.value) {
            (Kind::Milestone, Value::Done(done)) => done,
            (Kind::Count | Kind::Coverage, Value::Number(_)) => {
                match (self.share(latest), self.ceiling(), self.figure()) {
                    (Some(value), Some(most), _) => {
                        value <= most && self.due.is_some_and(|due| latest.date >= due)
                    }
                    (Some(value), None, Some(least)) => value >= least,
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// The number a reading is compared with the target by: the count itself, or for
    /// coverage the percentage.
    pub fn share(&self, reading: &Reading) -> Option<Decimal> {
        let Value::Number(value) = reading.value else {
            return None;
        };
        match (self.kind, reading.of) {
            (Kind::Coverage, Some(of)) => value.percent_of(of),
            (Kind::Coverage, None) => None,
            _ => Some(value),
        }
    }

    /// Whether a part of a whole has to stay below a ceiling: that holds on any day, since parts
    /// don't add up over a year as counts do.
    pub fn is_capped_part(&self) -> bool {
        let part = self.kind == Kind::Coverage || self.unit.as_deref() == Some("%");
        part && self.ceiling().is_some()
    }

    /// Whether it is counted in whole, as far as its target and readings say.
    pub fn counts_in_whole(&self) -> bool {
        let target = self.target.map(|target| [target.min, target.max]);
        let mut wanted = target.into_iter().flatten().flatten();
        let mut readings = self.readings.iter().filter_map(|it| self.share(it));
        self.kind == Kind::Count && wanted.all(Decimal::is_whole) && readings.all(Decimal::is_whole)
    }

    /// Whether a value can be held against something: a target, or a day.
    pub fn is_measurable(&self) -> bool {
        match self.kind {
            Kind::Count | Kind::Coverage => self.target.is_some(),
            Kind::Milestone => self.due.is_some(),
            Kind::Ongoing => true,
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(serializer),
            Self::Done(done) => serializer.serialize_bool(*done),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueVisitor;
        impl Visitor<'_> for ValueVisitor {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("een getal of true/false")
            }
            fn visit_bool<E: Error>(self, done: bool) -> Result<Value, E> {
                Ok(Value::Done(done))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
                Decimal::from_json(number)
                    .map(Value::Number)
                    .map_err(E::custom)
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
                Decimal::from_json(number)
                    .map(Value::Number)
                    .map_err(E::custom)
            }
            fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
                Decimal::from_f64(number)
                    .map(Value::Number)
                    .map_err(E::custom)
            }
        }
        deserializer.deserialize_any(ValueVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_date_counts_and_of_one_date_the_last_recorded() {
        let json = r#"{ "id": "3.K1.1", "kind": "count", "label": "controles",
            "target": { "min": 10 }, "readings": [
              { "date": "2026-06-12", "value": 6, "by": "A" },
              { "date": "2026-06-12", "value": 7, "by": "B" },
              { "date": "2026-03-01", "value": 2, "by": "C" }] }"#;
        let indicator: Indicator = serde_json::from_str(json).unwrap();
        assert_eq!(indicator.latest().unwrap().by, "B");
        assert!(!indicator.is_met());
    }

    #[test]
    fn coverage_compares_by_percentage() {
        let json = r#"{ "id": "3.K4.1", "kind": "coverage", "label": "BOA's", "unit": "%",
            "target": { "min": 100 }, "readings": [
              { "date": "2026-06-12", "value": 17, "of": 17, "by": "A" }] }"#;
        let indicator: Indicator = serde_json::from_str(json).unwrap();
        assert!(indicator.is_met());
    }

    #[test]
    fn below_a_ceiling_is_what_stayed_so_up_to_its_day() {
        for (value, on, met) in [
            ("3", "2026-06-12", false),
            ("3", "2026-12-31", true),
            ("5", "2027-01-08", true),
            ("6", "2026-12-31", false),
        ] {
            let json = format!(
                r#"{{ "id": "3.K1.1", "kind": "count", "label": "klachten", "due": "2026-12-31",
                "target": {{ "max": 5 }},
                "readings": [{{ "date": "{on}", "value": {value}, "by": "A" }}] }}"#
            );
            let indicator: Indicator = serde_json::from_str(&json).unwrap();
            assert_eq!(indicator.is_met(), met, "{value} on {on}");
        }
    }

    #[test]
    fn a_value_is_a_number_or_a_yes() {
        for (json, outcome) in [
            ("6", "6"),
            ("0.8", "0.8"),
            ("true", "true"),
            ("1.50", "1.5"),
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), outcome, "{json}");
        }
        for json in ["\"6\"", "1e400", "null", "[]", "1e30"] {
            assert!(serde_json::from_str::<Value>(json).is_err(), "{json}");
        }
    }
}
