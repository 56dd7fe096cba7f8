//! How a year of a plan ended for an indicator, as a later plan tells of it and as two plans are
//! compared; and the years beside each other.

use chrono::{Datelike, NaiveDate};

use super::light;
use crate::plan::Plan;
use crate::plan::model::kpi::{Earlier, Indicator, Kind, Kpi, Value};

/// The day a year is judged on: today, and of one that has been its last day.
pub fn day(year: i32, today: NaiveDate) -> NaiveDate {
    last(year).min(today)
}

/// Whether a year is over on a day: its figures are those of a whole year.
pub fn is_over(year: i32, today: NaiveDate) -> bool {
    today > last(year)
}

fn last(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// How an indicator stood in a year of its plan on `today`, or at the end of that year.
pub fn of_year(
    plan: &Plan,
    kpi: &Kpi,
    indicator: &Indicator,
    (year, today): (i32, NaiveDate),
) -> Earlier {
    let years = plan.years();
    let indicator = indicator.whole().in_year(years, year);
    let day = day(year, today);
    let mut judged = kpi.judgements.iter().chain(&kpi.judged_before);
    let judged = judged.rfind(|it| years.year_of(it.date) == year);
    let first = plan.first_wanted(&indicator);
    let last = indicator.latest();
    Earlier {
        year,
        value: last.map(|it| it.value),
        of: last.and_then(|it| it.of),
        on: last.map(|it| it.date),
        target: indicator.target,
        first_target: first.map_or(indicator.target, |it| it.target),
        light: judged.map_or_else(|| light::propose(plan, &indicator, day), |it| it.light),
        unit: indicator.unit.clone(),
        kind: Some(indicator.kind),
    }
}

/// How each year of the plan ended for an indicator, the first year first.
pub fn each_year<'a>(
    plan: &'a Plan,
    kpi: &'a Kpi,
    indicator: &'a Indicator,
) -> impl Iterator<Item = Earlier> {
    let years = plan.years();
    let end = |year| of_year(plan, kpi, indicator, (year, last(year)));
    (years.from..=years.to).map(end)
}

/// The years of an indicator up to the one in view, the first year first: those of plans before,
/// and of this one.
pub fn line(plan: &Plan, kpi: &Kpi, indicator: &Indicator, today: NaiveDate) -> Vec<Earlier> {
    let own = plan.years().from..=plan.year;
    let own = own.map(|year| of_year(plan, kpi, indicator, (year, today)));
    indicator.earlier.iter().cloned().chain(own).collect()
}

/// Whether two years count the same: another unit or kind can't be compared with.
pub fn compares(one: &Earlier, other: &Earlier) -> bool {
    let kinds = one.kind.zip(other.kind);
    one.unit == other.unit && kinds.is_none_or(|(one, other)| one == other)
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
