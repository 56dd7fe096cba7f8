//! How the plan stands at a glance: each chapter, what is late and what comes, who has to do
//! something, and when one met and meets again. What changed is for the history to tell.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::agenda::Deadline;
use super::light::{self, Tally};
use crate::plan::model::kpi::Kpi;
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::{Chapter, Plan, Status};

/// How the plan stands.
#[derive(Debug)]
pub struct Overview<'a> {
    /// The chapters that promise or do something.
    pub chapters: Vec<Standing<'a>>,
    /// What is late, the earliest day first.
    pub late: Vec<&'a Deadline>,
    /// What is due within four weeks, the earliest day first.
    pub soon: Vec<&'a Deadline>,
    /// The open action points, the earliest day first and then those without.
    pub points: Vec<&'a ActionPoint>,
    /// The meeting that is held now, or comes next.
    pub next: Option<&'a Meeting>,
    /// The meeting that was held last.
    pub last: Option<&'a Meeting>,
}

/// How a chapter stands.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The chapter.
    pub chapter: &'a Chapter,
    /// The lights of its KPIs.
    pub lights: Tally,
    /// How many of its KPIs have no figure at all.
    pub without: usize,
    /// How many actions have each status, in the order of [`Status::ALL`].
    pub actions: [usize; 4],
    /// How much of it is late.
    pub late: usize,
}

/// What comes is what is due in so many days.
const SOON: Days = Days::new(28);

impl<'a> Overview<'a> {
    /// As on `today`, with the agenda of that day.
    pub fn of(plan: &'a Plan, agenda: &'a [Deadline], today: NaiveDate) -> Self {
        let mut lateness: HashMap<&str, usize> = HashMap::new();
        let late: Vec<&Deadline> = agenda.iter().filter(|it| it.is_overdue(today)).collect();
        for item in &late {
            *lateness.entry(&item.chapter).or_default() += 1;
        }
        let until = today.checked_add_days(SOON).unwrap_or(today);
        let comes = |it: &&Deadline| (today..=until).contains(&it.due);
        let standing = |chapter: &'a Chapter| {
            let late = lateness.get(chapter.id.as_str()).copied();
            Standing::of(plan, chapter, today, late.unwrap_or_default())
        };
        let chapters = plan.chapters.iter().map(standing);
        Self {
            chapters: chapters.filter(Standing::says_something).collect(),
            late,
            soon: agenda.iter().filter(comes).collect(),
            points: points(plan),
            next: next(plan, today),
            last: last(plan, today),
        }
    }

    /// The lights of all KPIs together.
    pub fn lights(&self) -> Tally {
        let all = self.chapters.iter().flat_map(|it| it.lights);
        all.fold(light::tally([]), |mut sum, (light, count)| {
            for (of, all) in &mut sum {
                *all += if *of == light { count } else { 0 };
            }
            sum
        })
    }

    /// How many KPIs have no figure at all.
    pub fn without(&self) -> usize {
        self.chapters.iter().map(|it| it.without).sum()
    }

    /// How many actions have each status.
    pub fn actions(&self) -> [usize; 4] {
        std::array::from_fn(|at| self.chapters.iter().map(|it| it.actions[at]).sum())
    }
}

impl<'a> Standing<'a> {
    fn of(plan: &Plan, chapter: &'a Chapter, today: NaiveDate, late: usize) -> Self {
        let kpis = || chapter.kpis.iter().filter(|kpi| kpi.dropped.is_none());
        let has_none = |kpi: &&Kpi| kpi.indicators.iter().all(|it| it.readings.is_empty());
        let themes = chapter.themes.iter().filter(|it| it.dropped.is_none());
        let goals = themes.flat_map(|theme| &theme.goals);
        let actions = goals
            .filter(|it| it.dropped.is_none())
            .flat_map(|it| &it.actions);
        let mut counts = [0; 4];
        for action in actions {
            let place = Status::ALL.iter().position(|it| *it == action.status);
            counts[place.unwrap_or_default()] += 1;
        }
        Self {
            chapter,
            lights: light::roll_up(plan, kpis(), today),
            without: kpis().filter(has_none).count(),
            actions: counts,
            late,
        }
    }

    fn says_something(&self) -> bool {
        let kpis: usize = self.lights.iter().map(|(_, count)| count).sum();
        kpis + self.actions.iter().sum::<usize>() > 0
    }
}

fn points(plan: &Plan) -> Vec<&ActionPoint> {
    let mut points: Vec<&ActionPoint> = plan
        .action_points
        .iter()
        .filter(|point| point.is_open())
        .collect();
    points.sort_by_key(|point| (point.due.is_none(), point.due));
    points
}

/// The earliest that wasn't closed, from today on; else the one that was left open last.
fn next(plan: &Plan, today: NaiveDate) -> Option<&Meeting> {
    let open = || plan.meetings.iter().filter(|it| it.closed.is_none());
    let comes = open()
        .filter(|it| it.date >= today)
        .min_by_key(|it| it.date);
    comes.or_else(|| open().max_by_key(|it| it.date))
}

fn last(plan: &Plan, today: NaiveDate) -> Option<&Meeting> {
    let held = plan
        .meetings
        .iter()
        .filter(|it| it.closed.is_some() && it.date <= today);
    held.max_by_key(|it| it.date)
}
