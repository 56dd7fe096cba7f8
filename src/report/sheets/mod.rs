//! A report as tables for a spreadsheet: numbers and dates as what they are, a row for each thing
//! that can be sorted and counted.

mod context;
mod rows;

use chrono::NaiveDate;

use super::sheet::Sheet;
use super::subject::Subject;
use crate::plan::model::kpi::Light;
use crate::plan::model::number::Decimal;

/// A column: its head, and how wide it is in characters; what is wider than a word may wrap.
pub type Head = (&'static str, u8);

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Fte, with two decimals.
    Fte(Decimal),
    /// Whole euros.
    Euro(i64),
    /// A day.
    Date(NaiveDate),
    /// A light.
    Light(Light),
}

/// The columns and rows of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The columns.
    pub heads: Vec<Head>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Datum>>,
}

/// What stands in a table; where only what is new is told, that.
pub fn rows(sheet: Sheet, subject: &Subject<'_>) -> Rows {
    match sheet {
        Sheet::Kpis => rows::kpis(subject),
        Sheet::Readings => rows::readings(subject),
        Sheet::Actions => rows::actions(subject),
        Sheet::Regie => rows::regie(subject),
        Sheet::Capacity => rows::capacity(subject),
        Sheet::Budget => rows::budget(subject),
        Sheet::Changes => rows::changes(subject),
        Sheet::Points => rows::points(subject),
        Sheet::Context => context::rows(subject),
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        text.to_string().into()
    }
}

impl From<Option<String>> for Datum {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::from)
    }
}

impl From<Option<Decimal>> for Datum {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<Option<NaiveDate>> for Datum {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }
}

impl From<Option<Light>> for Datum {
    fn from(light: Option<Light>) -> Self {
        light.map_or(Self::Empty, Self::Light)
    }
}
