//! How a year ended for an indicator: what a later plan tells of it.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::plan::Plan;
use crate::plan::figures::light;
use crate::plan::model::items::lookup::Item;
use crate::plan::model::kpi::{Earlier, Kind, Value};

/// The years of a plan, each with the plan as it was in it.
pub struct Ended<'a>(Vec<(i32, Cow<'a, Plan>)>);

impl<'a> Ended<'a> {
    /// Of a plan whose last year ends.
    pub fn of(plan: &'a Plan) -> Self {
        let years = plan.years();
        let years = years.from..=years.to;
        Self(years.map(|year| (year, plan.in_year(year))).collect())
    }

    /// How each ended for an indicator, the first year first.
    pub fn of_indicator(&self, id: &str) -> Vec<Earlier> {
        let all = self.0.iter();
        all.filter_map(|(year, plan)| ended(plan, *year, id))
            .collect()
    }
}

fn ended(plan: &Plan, year: i32, id: &str) -> Option<Earlier> {
    let Item::Indicator(indicator, kpi) = plan.item(id)? else {
        return None;
    };
    let last = indicator.latest();
    let first = plan.first_wanted(indicator);
    let end = NaiveDate::from_ymd_opt(year, 12, 31)?;
    Some(Earlier {
        year,
        value: last.map(|it| it.value),
        of: last.and_then(|it| it.of),
        on: last.map(|it| it.date),
        target: indicator.target,
        first_target: first.map_or(indicator.target, |it| it.target),
        light: light::of_row(plan, kpi, indicator, end),
        unit: indicator.unit.clone(),
        kind: Some(indicator.kind),
    })
}

/// Whether the last value says how the year ended: reached, or recorded in its last month or later.
pub fn is_final(earlier: &Earlier) -> bool {
    let late = |day: NaiveDate| day.year() > earlier.year || day.month() == 12;
    let reached = earlier.kind == Some(Kind::Milestone) && earlier.value == Some(Value::Done(true));
    reached || earlier.value.is_some() && earlier.on.is_some_and(late)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_december_is_final_and_so_is_what_was_reached() {
        for (json, is) in [
            (r#"{ "year": 2026, "value": 9, "on": "2026-12-01" }"#, true),
            (r#"{ "year": 2026, "value": 9, "on": "2027-01-08" }"#, true),
            (r#"{ "year": 2026, "value": 9, "on": "2026-11-30" }"#, false),
            (r#"{ "year": 2026, "value": 9 }"#, false),
            (r#"{ "year": 2026 }"#, false),
            (
                r#"{ "year": 2026, "value": true, "on": "2026-06-30", "kind": "milestone" }"#,
                true,
            ),
            (
                r#"{ "year": 2026, "value": false, "on": "2026-06-30", "kind": "milestone" }"#,
                false,
            ),
            (
                r#"{ "year": 2026, "value": true, "on": "2026-06-30", "kind": "ongoing" }"#,
                false,
            ),
        ] {
            assert_eq!(is_final(&serde_json::from_str(json).unwrap()), is, "{json}");
        }
    }
}
