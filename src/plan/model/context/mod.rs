//! Council indicators: figures about the municipality that stand beside the plan. They never feed a
//! light and are no KPI. Unit and status belong to each figure: a source that goes from "per 10.000"
//! to "per 1.000" has two units, and figures of different units are never compared.

pub mod source;

use std::cmp::Reverse;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Plan, date, number::Decimal};
use source::Source;

/// The area that is the whole country, however a source spells it.
pub const COUNTRY: &str = "NL";

/// One council indicator with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// `"X1"`.
    pub id: Id,
    /// What it counts: `Winkeldiefstallen`.
    pub title: String,
    /// Who publishes it: `CBS`.
    pub source: String,
    /// The chapters it is shown with.
    #[serde(default)]
    pub chapters: Vec<Id>,
    /// The area that is the municipality itself, as the source has it: `GM0603`.
    pub own: String,
    /// The area or class of municipalities it is compared with, beside the country.
    #[serde(default)]
    pub group: Option<String>,
    /// Its figures, in the order they came.
    #[serde(default)]
    pub values: Vec<Figure>,
}

/// A figure: of one area, period and unit there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Of where: [`COUNTRY`], or as the source has it.
    pub area: String,
    /// Of when.
    pub period: Stretch,
    /// The figure.
    pub value: Decimal,
    /// What it is counted in: `per 1.000 inwoners`.
    pub unit: String,
    /// Whether it may still be revised, where the source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Finality>,
    /// The day it was taken in.
    #[serde(with = "date::iso")]
    pub taken: NaiveDate,
    /// The file it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What it was before the source revised it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Was>,
}

/// A figure as it once was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Was {
    /// The figure.
    pub value: Decimal,
    /// What the source said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Finality>,
    /// The day it was taken in.
    #[serde(with = "date::iso")]
    pub taken: NaiveDate,
}

/// Whether a source may still revise a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Finality {
    /// It may.
    Provisional,
    /// It is final.
    Definitive,
}

impl Finality {
    /// Its Dutch word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Provisional => "voorlopig",
            Self::Definitive => "definitief",
        }
    }
}

/// A year, or a half, a quarter or a month of one: `2024`, `2024-H1`, `2024-Q1`, `2024-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stretch {
    /// The year.
    pub year: u16,
    /// Which part of it.
    pub part: Part,
}

/// Which part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The whole of it.
    Whole,
    /// A half, from 1.
    Half(u8),
    /// A quarter, from 1.
    Quarter(u8),
    /// A month, from 1.
    Month(u8),
}

impl Stretch {
    /// A part of a year, where there is such a part.
    pub fn new(year: u16, part: Part) -> Option<Self> {
        let is = match part {
            Part::Whole => true,
            Part::Half(half) => (1..=2).contains(&half),
            Part::Quarter(quarter) => (1..=4).contains(&quarter),
            Part::Month(month) => (1..=12).contains(&month),
        };
        ((1900..2100).contains(&year) && is).then_some(Self { year, part })
    }

    /// In Dutch: `2024`, `1e hj 2024`, `1e kw 2024`, `05-2024`.
    pub fn shown(self) -> String {
        match self.part {
            Part::Whole => self.year.to_string(),
            Part::Half(half) => format!("{half}e hj {}", self.year),
            Part::Quarter(quarter) => format!("{quarter}e kw {}", self.year),
            Part::Month(month) => format!("{month:02}-{}", self.year),
        }
    }

    /// The year and the month it ends in.
    const fn ends(self) -> (u16, u8) {
        let month = match self.part {
            Part::Whole => 12,
            Part::Half(half) => 6 * half,
            Part::Quarter(quarter) => 3 * quarter,
            Part::Month(month) => month,
        };
        (self.year, month)
    }

    /// Whether two are of the same length, and can stand in one line.
    pub fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self.part) == std::mem::discriminant(&other.part)
    }
}

/// As it stands in the store.
impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Whole => write!(f, "{}", self.year),
            Part::Half(half) => write!(f, "{}-H{half}", self.year),
            Part::Quarter(quarter) => write!(f, "{}-Q{quarter}", self.year),
            Part::Month(month) => write!(f, "{}-{month:02}", self.year),
        }
    }
}

impl From<Stretch> for String {
    fn from(stretch: Stretch) -> Self {
        stretch.to_string()
    }
}

impl TryFrom<String> for Stretch {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let refused =
            || format!("“{text}” is geen periode; schrijf 2024, 2024-H1, 2024-Q1 of 2024-05");
        let (year, part) = match text.split_once('-') {
            None => (text.as_str(), Some(Part::Whole)),
            Some((year, part)) => (
                year,
                match part.split_at_checked(1) {
                    Some(("H", half)) => half.parse().ok().map(Part::Half),
                    Some(("Q", quarter)) => quarter.parse().ok().map(Part::Quarter),
                    _ => part.parse().ok().map(Part::Month),
                },
            ),
        };
        let year = year.parse().ok();
        let found = year
            .zip(part)
            .and_then(|(year, part)| Self::new(year, part));
        // What would be written back otherwise is not what stands there.
        found
            .filter(|it| it.to_string() == text)
            .ok_or_else(refused)
    }
}

impl Figure {
    /// What there is one figure of.
    pub fn key(&self) -> (&str, Stretch, &str) {
        (&self.area, self.period, &self.unit)
    }

    /// Whether the source may still revise it.
    pub fn is_provisional(&self) -> bool {
        self.status == Some(Finality::Provisional)
    }
}

impl Context {
    /// The same without its figures.
    #[must_use]
    pub fn head(&self) -> Self {
        Self {
            id: self.id.clone(),
            title: self.title.clone(),
            source: self.source.clone(),
            chapters: self.chapters.clone(),
            own: self.own.clone(),
            group: self.group.clone(),
            values: Vec::new(),
        }
    }

    /// The figure of an area, a period and a unit.
    pub fn figure(&self, area: &str, period: Stretch, unit: &str) -> Option<&Figure> {
        let mut all = self.values.iter();
        all.find(|it| it.key() == (area, period, unit))
    }

    /// The newest figure there is to show: the municipality's, or where it has none the country's.
    pub fn newest(&self) -> Option<&Figure> {
        self.newest_of(&self.own)
            .or_else(|| self.newest_of(COUNTRY))
    }

    /// Of the period that ends last, and of those the longest.
    fn newest_of(&self, area: &str) -> Option<&Figure> {
        let all = self.values.iter().filter(|it| it.area == area);
        all.max_by_key(|it| (it.period.ends(), Reverse(it.period.part)))
    }

    /// Beside the newest: the figures of the municipality and of the country, of its period and in its unit.
    pub fn beside(&self, newest: &Figure) -> (Option<&Figure>, Option<&Figure>) {
        let of = |area: &str| self.figure(area, newest.period, &newest.unit);
        (of(&self.own), of(COUNTRY))
    }
}

impl Plan {
    /// A council indicator by its id, however it is typed.
    pub fn context_of(&self, id: &str) -> Option<&Context> {
        let mut all = self.context.iter();
        all.find(|it| it.id.eq_ignore_ascii_case(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_written_as_it_is_read() {
        for (text, shown) in [
            ("2024", Some("2024")),
            ("2024-H2", Some("2e hj 2024")),
            ("2024-H3", None),
            ("2024-Q1", Some("1e kw 2024")),
            ("2024-05", Some("05-2024")),
            ("2024-5", None),
            ("2024-Q5", None),
            ("2024-13", None),
            ("24", None),
            ("", None),
        ] {
            let got = Stretch::try_from(text.to_string());
            assert_eq!(
                got.clone().ok().map(Stretch::shown).as_deref(),
                shown,
                "{text}"
            );
            if let Ok(got) = got {
                assert_eq!(got.to_string(), text);
            }
        }
    }

    #[test]
    fn the_newest_is_what_ends_last_of_the_municipality_or_else_of_the_country() {
        for (periods, newest) in [
            (&["2023", "2024"][..], "2024"),
            (&["2024-Q1", "2024"], "2024"),
            (&["2023", "2024-05", "2024-Q1"], "2024-05"),
            (&["2024-Q2", "2024-H1", "2024-06"], "2024-H1"),
            (&["2022", "NL 2024"], "2022"),
            (&["NL 2023", "NL 2024", "GM0518 2025"], "2024"),
        ] {
            let figures = periods.iter().map(|of| {
                let (area, period) = of.split_once(' ').unwrap_or(("GM0603", of));
                serde_json::json!({ "area": area, "period": period, "value": 1, "unit": "%",
                    "taken": "2026-11-20" })
            });
            let figures: Vec<serde_json::Value> = figures.collect();
            let context: Context = serde_json::from_value(serde_json::json!({
                "id": "X1", "title": "Halt", "source": "Halt", "own": "GM0603", "values": figures,
            }))
            .unwrap();
            let got = context.newest().unwrap().period.to_string();
            assert_eq!(got, newest, "{periods:?}");
        }
    }
}
