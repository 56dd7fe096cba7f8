//! What is due: values of a cadence that are not in yet, milestones and targets by their day,
//! actions by theirs.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate};

use crate::plan::model::kpi::{Cadence, Indicator, Kind, Kpi, Value};
use crate::plan::model::life::Period;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::model::parts::Parts;
use crate::plan::{Action, Chapter, Id, Plan, Status};

/// Something that has to be there by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The KPI or action, to go to.
    pub id: Id,
    /// The indicator, where the item is a KPI.
    pub indicator: Option<Id>,
    /// The last day it is on time.
    pub due: NaiveDate,
    /// Why it is due.
    pub reason: Reason,
    /// How many periods of its cadence have ended without their value.
    pub missed: usize,
    /// Where periods were missed: the last day of the one that runs now, or comes next.
    pub coming: Option<NaiveDate>,
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
    /// Someone agreed to do it by this day (an action point).
    Agreed,
}

impl Deadline {
    /// Whether the day has passed.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due < today
    }

    /// The days it asks for something: the first that was missed, the one to come, and of a cadence
    /// those after it.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.coming.unwrap_or(self.due);
        let periods = match self.reason {
            Reason::Cadence(cadence) => cadence.periods(last.year()),
            _ => Vec::new(),
        };
        let ends = periods.into_iter().map(|(_, end)| end);
        let later = ends.filter(move |end| *end > last);
        [self.due].into_iter().chain(self.coming).chain(later)
    }
}

/// How many periods of a cadence are covered. A count with a target is: each period asks its
/// share of it, so that "0 van 2" covers none. Anything else is by its latest reading: the
/// periods up to and including the one that reading lies in.
pub(crate) fn covered(cadence: Cadence, indicator: &Indicator, year: i32) -> usize {
    let all = cadence.periods(year);
    let Some(latest) = indicator.latest() else {
        return 0;
    };
    let target = indicator.target.and_then(|target| target.min);
    match (latest.value, target.filter(|_| !indicator.spans_years())) {
        (Value::Number(value), Some(target)) => (1..=all.len())
            .take_while(|n| value >= target.share(whole(*n), whole(all.len())))
            .count(),
        _ => until(&all, Some(latest.date)),
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// How many periods begin on or before a day.
fn until(all: &[(NaiveDate, NaiveDate)], day: Option<NaiveDate>) -> usize {
    day.map_or(0, |day| {
        all.iter().filter(|(first, _)| *first <= day).count()
    })
}

/// When a cadence asks for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    /// The last day of the first period without its value.
    due: NaiveDate,
    /// How many have ended without it.
    missed: usize,
    /// The last day of the period after those; none where nothing was missed, or all of the year.
    coming: Option<NaiveDate>,
}

/// When the next value of a cadence is due, by `today`; none when the year is complete.
fn next_due(cadence: Cadence, covered: usize, year: i32, today: NaiveDate) -> Option<Asked> {
    let open = cadence.periods(year).split_off(covered);
    let missed = open.iter().filter(|(_, last)| *last < today).count();
    let next = open.get(missed).filter(|_| missed > 0);
    open.first().map(|(_, due)| Asked {
        due: *due,
        missed,
        coming: next.map(|(_, last)| *last),
    })
}

/// Everything that is due in the plan's year and not met, action points included, the earliest
/// day first. Of a plan of several years that is the year in view: what comes later isn't there
/// yet, and what was missed before is still due in the year of today, and in no other.
pub fn agenda(plan: &Plan, today: NaiveDate) -> Vec<Deadline> {
    Agenda::default().after(plan, today).into_items()
}

/// What is due, kept from one edit to the next: of chapters that stayed as they were it isn't looked up
/// again, and nobody puts it in order before somebody looks.
#[derive(Debug, Default)]
pub struct Agenda {
    seen: Option<Seen>,
    parts: Parts<Due>,
    points: Vec<Deadline>,
    items: OnceCell<Vec<Deadline>>,
}

/// What is due of one chapter.
#[derive(Debug)]
struct Due {
    kpis: Vec<Deadline>,
    actions: Vec<Deadline>,
}

/// The day and the year a plan is seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    today: NaiveDate,
    year: i32,
    years: Period,
}

impl Agenda {
    /// What is due in the plan that came after.
    #[must_use]
    pub fn after(self, plan: &Plan, today: NaiveDate) -> Self {
        let seen = Seen {
            today,
            year: plan.year,
            years: plan.years(),
        };
        let known = if self.seen == Some(seen) {
            self.parts
        } else {
            Parts::default()
        };
        let points = plan.action_points.iter();
        let points = points.filter_map(|point| point_item(plan, point));
        Self {
            seen: Some(seen),
            parts: known.after(plan, |chapter| seen.due(chapter)),
            points: points.filter(|item| seen.takes(item)).collect(),
            items: OnceCell::new(),
        }
    }

    /// All of it, the earliest day first; of one day KPIs before actions, and those before points.
    pub fn items(&self) -> &[Deadline] {
        self.items.get_or_init(|| {
            let kpis = self.parts.iter().flat_map(|it| &it.kpis);
            let actions = self.parts.iter().flat_map(|it| &it.actions);
            let all = kpis.chain(actions).chain(&self.points);
            let mut items: Vec<Deadline> = all.cloned().collect();
            items.sort_by_key(|item| item.due);
            items
        })
    }

    fn into_items(self) -> Vec<Deadline> {
        self.items();
        self.items.into_inner().unwrap_or_default()
    }

    /// How much of it is overdue.
    pub fn overdue(&self) -> usize {
        let parts = self.parts.iter();
        let all = parts.flat_map(|it| it.kpis.iter().chain(&it.actions));
        let late = |item: &&Deadline| self.seen.is_some_and(|it| item.is_overdue(it.today));
        all.chain(&self.points).filter(late).count()
    }
}

impl Seen {
    /// What is due of a chapter.
    fn due(&self, chapter: &Chapter) -> Due {
        let (year, today) = (self.year, self.today);
        let kpis = chapter.holding_kpis().flat_map(|kpi| {
            let own = move |it| indicator_item(kpi, it, &chapter.id, year, today);
            kpi.holding().filter_map(own)
        });
        let actions = chapter.actions();
        let actions =
            actions.filter_map(|(action, ..)| of_action(action, &chapter.id, year, today));
        Due {
            kpis: kpis.filter(|item| self.takes(item)).collect(),
            actions: actions.filter(|item| self.takes(item)).collect(),
        }
    }

    /// Whether it is of the year in view.
    fn takes(&self, item: &Deadline) -> bool {
        let now = self.years.year_of(self.today) == self.year;
        let due = item.due.year();
        self.years.is_one() || due == self.year || now && due < self.year
    }
}

/// The items of [`agenda`] whose day has passed.
pub fn overdue(plan: &Plan, today: NaiveDate) -> Vec<Deadline> {
    let mut items = agenda(plan, today);
    items.retain(|item| item.is_overdue(today));
    items
}

fn indicator_item(
    kpi: &Kpi,
    indicator: &Indicator,
    chapter: &str,
    year: i32,
    today: NaiveDate,
) -> Option<Deadline> {
    if indicator.is_met() {
        return None;
    }
    let by_cadence = indicator.cadence.and_then(|cadence| {
        let covered = covered(cadence, indicator, year);
        let asked = next_due(cadence, covered, year, today)?;
        Some((Reason::Cadence(cadence), asked))
    });
    let lapses = || lapse(indicator, year, today);
    let (reason, asked) = by_cadence.or_else(lapses).or_else(|| {
        let promised = indicator.target.is_some() || indicator.kind == Kind::Milestone;
        Some((Reason::Promise, once(indicator.due.filter(|_| promised)?)))
    })?;
    Some(Deadline {
        id: kpi.id.clone(),
        indicator: Some(indicator.id.clone()),
        due: asked.due,
        reason,
        missed: asked.missed,
        coming: asked.coming,
        text: indicator.label.clone(),
        chapter: chapter.to_string(),
    })
}

/// When a state without a cadence of its own has to be asked again: at the end of the quarter after
/// the one it was told in. One that was never told waits for its first time.
fn lapse(indicator: &Indicator, year: i32, today: NaiveDate) -> Option<(Reason, Asked)> {
    if indicator.kind != Kind::Ongoing || indicator.cadence.is_some() {
        return None;
    }
    let told = indicator.latest()?.date;
    let quarters = Cadence::Quarterly.periods(year);
    let told = until(&quarters, Some(told));
    let asked = next_due(Cadence::Quarterly, told, year, today)?;
    Some((Reason::Cadence(Cadence::Quarterly), asked))
}

/// What is asked on one day only.
const fn once(due: NaiveDate) -> Asked {
    Asked {
        due,
        missed: 0,
        coming: None,
    }
}

/// What is due of an action in a year; none where nothing is, or all was met.
pub fn of_action(action: &Action, chapter: &str, year: i32, today: NaiveDate) -> Option<Deadline> {
    if matches!(action.status, Status::Done | Status::Dropped) {
        return None;
    }
    let last = action
        .log
        .iter()
        .map(|line| line.date)
        .filter(|date| date.year() == year)
        .max();
    let by_cadence = action.cadence.and_then(|cadence| {
        let covered = until(&cadence.periods(year), last);
        let asked = next_due(cadence, covered, year, today)?;
        Some((Reason::Cadence(cadence), asked))
    });
    let (reason, asked) = action
        .due
        .map(|due| (Reason::Action, once(due)))
        .or(by_cadence)?;
    Some(Deadline {
        id: action.id.clone(),
        indicator: None,
        due: asked.due,
        reason,
        missed: asked.missed,
        coming: asked.coming,
        text: action.text.clone(),
        chapter: chapter.to_string(),
    })
}

/// An open action point with a day. One without stands at the end of the year.
fn point_item(plan: &Plan, point: &ActionPoint) -> Option<Deadline> {
    if !point.is_open() || plan.years().year_of(point.date) > plan.year {
        return None;
    }
    let chapter = point.about.as_deref().map(|about| plan.path_to(about));
    let chapter = chapter.and_then(|path| path.first().map(ToString::to_string));
    Some(Deadline {
        id: point.id.clone(),
        indicator: None,
        due: point
            .due
            .or_else(|| NaiveDate::from_ymd_opt(plan.year, 12, 31))?,
        reason: Reason::Agreed,
        missed: 0,
        coming: None,
        text: format!("{}: {}", point.who, point.what),
        chapter: chapter.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_periods_of_a_year() {
        let shown = |cadence: Cadence| {
            let ends: Vec<String> = cadence
                .periods(2026)
                .iter()
                .map(|(_, l)| crate::plan::model::date::short(*l))
                .collect();
            ends.join(" ")
        };
        assert_eq!(shown(Cadence::Yearly), "31-12");
        assert_eq!(shown(Cadence::HalfYearly), "30-06 31-12");
        assert_eq!(shown(Cadence::Quarterly), "31-03 30-06 30-09 31-12");
        assert_eq!(Cadence::Monthly.periods(2026).len(), 12);
    }

    #[test]
    fn what_was_missed_before_is_due_in_the_year_of_today_alone() {
        let text = include_str!("../../../data/uitvoeringsplan-2026.json");
        let mut plan: Plan = serde_json::from_str(text).unwrap();
        plan.period = serde_json::from_str(r#"{ "from": 2026, "to": 2028 }"#).unwrap();
        let today = "2027-02-01".parse().unwrap();
        for (year, missed) in [(2026, true), (2027, true), (2028, false)] {
            let due = agenda(&plan.in_year(year), today);
            let before = due.iter().any(|item| item.due.year() == 2026);
            assert_eq!(before, missed, "{year}");
            assert!(due.iter().all(|item| item.due.year() <= year), "{year}");
        }
    }

    #[test]
    fn what_is_kept_is_what_looking_anew_finds() {
        let text = include_str!("../../../data/uitvoeringsplan-2026.json");
        let mut plan: Plan = serde_json::from_str(text).unwrap();
        let mut kept = Agenda::default();
        let mut before = Vec::new();
        let mut follow = |plan: &Plan, today: &str| {
            let today = today.parse().unwrap();
            kept = std::mem::take(&mut kept).after(plan, today);
            let anew = agenda(plan, today);
            assert_eq!(kept.items(), anew);
            assert_eq!(kept.overdue(), overdue(plan, today).len());
            let other = anew != before;
            before = anew;
            other
        };
        assert!(follow(&plan, "2026-11-23"));
        assert!(!follow(&plan.clone(), "2026-11-23"));
        // Done, of another day, of another year, gone, and an action point.
        let action = &mut plan.chapters[2].themes[0].goals[0].actions[0];
        action.due = "2026-12-01".parse().ok();
        assert!(follow(&plan, "2026-11-23"));
        assert!(follow(&plan, "2026-12-02"));
        plan.chapters[2].themes[0].goals[0].actions[0].status = Status::Done;
        assert!(follow(&plan, "2026-12-02"));
        plan.chapters.remove(1);
        assert!(follow(&plan, "2026-12-02"));
        let point = r#"{ "id": "AP1", "who": "A", "what": "x", "date": "2026-11-01", "by": "A" }"#;
        plan.action_points
            .push(serde_json::from_str(point).unwrap());
        assert!(follow(&plan, "2026-12-02"));
        plan.period = serde_json::from_str(r#"{ "from": 2026, "to": 2028 }"#).unwrap();
        assert!(follow(&plan.in_year(2027), "2027-02-01"));
        assert!(follow(&plan.in_year(2026), "2027-02-01"));
    }

    #[test]
    fn a_duty_without_a_target_is_covered_up_to_its_last_day() {
        let today = "2026-11-23".parse().unwrap();
        for (last, due) in [
            (None, Some(("2026-01-31", 10, Some("2026-11-30")))),
            (
                Some("2026-01-05"),
                Some(("2026-02-28", 9, Some("2026-11-30"))),
            ),
            (Some("2026-10-31"), Some(("2026-11-30", 0, None))),
            (Some("2026-12-01"), None),
        ] {
            let last = last.map(|text: &str| text.parse().unwrap());
            let covered = until(&Cadence::Monthly.periods(2026), last);
            let got = next_due(Cadence::Monthly, covered, 2026, today);
            let due = due.map(|(day, missed, coming)| Asked {
                due: day.parse().unwrap(),
                missed,
                coming: coming.map(|day: &str| day.parse().unwrap()),
            });
            assert_eq!(got, due, "{last:?}");
        }
    }

    #[test]
    fn a_state_that_was_told_is_asked_again_in_the_next_quarter() {
        let today = "2026-11-23".parse().unwrap();
        for (told, due) in [
            (None, None),
            (Some("2025-12-01"), Some(("2026-03-31", 3))),
            (Some("2026-05-01"), Some(("2026-09-30", 1))),
            (Some("2026-09-10"), Some(("2026-12-31", 0))),
            (Some("2026-11-01"), None),
        ] {
            let read = |day| format!(r#"{{ "date": "{day}", "value": true, "by": "A" }}"#);
            let read = told.map_or_else(String::new, read);
            let json = format!(
                r#"{{ "id": "X", "kind": "ongoing", "label": "x", "readings": [{read}] }}"#
            );
            let indicator: Indicator = serde_json::from_str(&json).unwrap();
            let got = lapse(&indicator, 2026, today).map(|(_, asked)| (asked.due, asked.missed));
            let due = due.map(|(day, missed)| (day.parse().unwrap(), missed));
            assert_eq!(got, due, "{told:?}");
        }
    }

    #[test]
    fn a_count_is_covered_as_far_as_it_goes() {
        for (value, covered_periods) in [("0", 0), ("1", 1), ("2", 2), ("1.5", 1), ("9", 2)] {
            let json = format!(
                r#"{{ "id": "2.K1b.1", "kind": "count", "label": "x", "target": {{ "min": 2 }},
                "readings": [{{ "date": "2026-11-01", "value": {value}, "by": "A" }}] }}"#
            );
            let indicator: Indicator = serde_json::from_str(&json).unwrap();
            assert_eq!(
                covered(Cadence::HalfYearly, &indicator, 2026),
                covered_periods,
                "{value}"
            );
        }
    }
}
