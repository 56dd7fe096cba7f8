//! What is due: values of a cadence that are not in yet, milestones and targets by their day,
//! actions by theirs.

use chrono::{Datelike, Months, NaiveDate};

use super::kpi::{Cadence, Indicator, Kpi};
use super::{Action, Id, Plan, Status};

/// Something that has to be there by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The KPI or action, to go to.
    pub id: Id,
    /// The indicator, where the item is a KPI.
    pub indicator: Option<Id>,
    /// The last day it is on time.
    pub due: NaiveDate,
    /// Why it is due.
    pub reason: Reason,
    /// The plan's words for it.
    pub text: String,
    /// The chapter it belongs to.
    pub chapter: Id,
}

/// Why something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A new value is expected this often.
    Cadence(Cadence),
    /// The promise has to be met by this day.
    Promise,
    /// The action has to be done by this day.
    Action,
}

impl Item {
    /// Whether the day has passed.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due < today
    }
}

/// The periods of a cadence in `year`, each with its first and last day.
pub fn periods(cadence: Cadence, year: i32) -> Vec<(NaiveDate, NaiveDate)> {
    let months = match cadence {
        Cadence::Monthly => 1,
        Cadence::Quarterly => 3,
        Cadence::HalfYearly => 6,
        Cadence::Yearly => 12,
    };
    (0..12 / months)
        .filter_map(|period| {
            let first = NaiveDate::from_ymd_opt(year, period * months + 1, 1)?;
            let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
            Some((first, last))
        })
        .collect()
}

/// The last day on which the next value of a cadence is on time: the end of the first period
/// that neither has a reading nor lies before one. None when the year is complete.
fn next_due(cadence: Cadence, last: Option<NaiveDate>, year: i32) -> Option<NaiveDate> {
    periods(cadence, year)
        .into_iter()
        .find(|(first, _)| last.is_none_or(|reading| reading < *first))
        .map(|(_, last)| last)
}

/// Everything that is due in the plan's year and not met, the earliest day first.
pub fn agenda(plan: &Plan) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (kpi, chapter) in plan.kpis() {
        for indicator in &kpi.indicators {
            items.extend(indicator_item(kpi, indicator, &chapter.id, plan.year));
        }
    }
    for (action, _, _, chapter) in plan.actions() {
        items.extend(action_item(action, &chapter.id, plan.year));
    }
    items.sort_by_key(|item| item.due);
    items
}

/// The items of [`agenda`] whose day has passed.
pub fn overdue(plan: &Plan, today: NaiveDate) -> Vec<Item> {
    let mut items = agenda(plan);
    items.retain(|item| item.is_overdue(today));
    items
}

fn indicator_item(kpi: &Kpi, indicator: &Indicator, chapter: &str, year: i32) -> Option<Item> {
    if indicator.is_met() {
        return None;
    }
    let last = indicator.latest().map(|reading| reading.date);
    let by_cadence = indicator
        .cadence
        .and_then(|cadence| Some((next_due(cadence, last, year)?, Reason::Cadence(cadence))));
    let (due, reason) = by_cadence.or_else(|| {
        let promised = indicator.target.is_some() || indicator.kind == super::kpi::Kind::Milestone;
        Some((indicator.due.filter(|_| promised)?, Reason::Promise))
    })?;
    Some(Item {
        id: kpi.id.clone(),
        indicator: Some(indicator.id.clone()),
        due,
        reason,
        text: indicator.label.clone(),
        chapter: chapter.to_string(),
    })
}

fn action_item(action: &Action, chapter: &str, year: i32) -> Option<Item> {
    if matches!(action.status, Status::Done | Status::Dropped) {
        return None;
    }
    let last = action
        .log
        .iter()
        .map(|line| line.date)
        .filter(|date| date.year() == year)
        .max();
    let by_cadence = action
        .cadence
        .and_then(|cadence| Some((next_due(cadence, last, year)?, Reason::Cadence(cadence))));
    let (due, reason) = action.due.map(|due| (due, Reason::Action)).or(by_cadence)?;
    Some(Item {
        id: action.id.clone(),
        indicator: None,
        due,
        reason,
        text: action.text.clone(),
        chapter: chapter.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_periods_of_a_year() {
        let shown = |cadence| {
            let ends: Vec<String> = periods(cadence, 2026)
                .iter()
                .map(|(_, l)| super::super::date::short(*l))
                .collect();
            ends.join(" ")
        };
        assert_eq!(shown(Cadence::Yearly), "31-12");
        assert_eq!(shown(Cadence::HalfYearly), "30-06 31-12");
        assert_eq!(shown(Cadence::Quarterly), "31-03 30-06 30-09 31-12");
        assert_eq!(periods(Cadence::Monthly, 2026).len(), 12);
    }

    #[test]
    fn the_next_value_is_due_at_the_end_of_the_period_after_the_last() {
        for (last, due) in [
            (None, Some("2026-01-31")),
            (Some("2026-01-05"), Some("2026-02-28")),
            (Some("2026-10-31"), Some("2026-11-30")),
            (Some("2026-12-01"), None),
        ] {
            let last = last.map(|text: &str| text.parse().unwrap());
            let got = next_due(Cadence::Monthly, last, 2026);
            assert_eq!(got.map(|date| date.to_string()).as_deref(), due, "{last:?}");
        }
    }
}
