//! How an indicator stood at the end of an earlier year, so that a later plan tells of it without
//! that year's file.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Kind, Light, Target, Value, date};
use crate::plan::model::number::Decimal;

/// An earlier year of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The year.
    pub year: i32,
    /// The last value of it; none where nothing was recorded.
    pub value: Option<Value>,
    /// Coverage only: of how many.
    pub of: Option<Decimal>,
    /// The day of that value.
    #[serde(default, with = "date::iso_option")]
    pub on: Option<NaiveDate>,
    /// The target as it was in the end.
    pub target: Option<Target>,
    /// The target as the year began with it.
    pub first_target: Option<Target>,
    /// The light at the end.
    #[serde(default)]
    pub light: Light,
    /// What was counted.
    pub unit: Option<String>,
    /// What kind of value it took; another can't be compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
}
