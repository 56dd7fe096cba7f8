//! How a year of a plan ended for an indicator, as a later plan tells of it; and the years beside
//! each other.

use chrono::NaiveDate;

use super::light;
use crate::plan::Plan;
use crate::plan::model::kpi::{Earlier, Indicator, Kpi};

/// The day a year is judged on: today, and of one that has been its last day.
pub fn day(year: i32, today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).map_or(today, |end| end.min(today))
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
