//! What a report is made of: the plan as its readers may see it, what of it was chosen, and how it
//! was before.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::house::{House, Logo};
use super::sheet::Sheet;
use super::style::{LeftOut, Names, Style};
use crate::plan::edit::{Edit, history};
use crate::plan::figures::agenda::{Deadline, overdue};
use crate::plan::figures::before::Before;
use crate::plan::find::filter::{Filter, Over};
use crate::plan::model::context::{Context, Figure};
use crate::plan::model::date;
use crate::plan::model::kpi::Kpi;
use crate::plan::model::life::Decision;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::model::paths::Paths;
use crate::plan::model::regie::Statement;
use crate::plan::model::sort::Sort;
use crate::plan::{Action, Chapter, Goal, Id, Plan, Theme};

/// From when on a report tells what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// From this day on.
    Day(NaiveDate),
    /// After this revision.
    Revision(u64),
}

impl Since {
    /// A day, or a number: the revision that stands on an earlier report. None where nothing was typed.
    ///
    /// # Errors
    /// A Dutch sentence, where it is neither, or a revision that isn't there yet.
    pub fn parse(typed: &str, plan: &Plan, today: NaiveDate) -> Result<Option<Self>, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let Ok(revision) = typed.trim_start_matches(['r', 'R']).parse() else {
            let day = date::parse(typed, today, plan.year)?;
            return Ok(Some(Self::Day(day)));
        };
        if revision > plan.revision {
            let now = plan.revision;
            return Err(format!(
                "revisie {revision} is er nog niet: het plan staat op {now}"
            ));
        }
        Ok(Some(Self::Revision(revision)))
    }
}

/// What is wanted of a report.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// For whom it is.
    pub style: Style,
    /// The year it is about; none is this one.
    pub year: Option<i32>,
    /// What of the plan.
    pub filter: Filter,
    /// Only what changed since.
    pub since: Option<Since>,
    /// Which table, where a format takes one.
    pub sheet: Sheet,
    /// What of one's own stands on it.
    pub house: House,
    /// A picture for its title page.
    pub logo: Option<Logo>,
}

/// The matter of a report; every format is made from it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The plan, without what is not for its readers.
    pub plan: Cow<'a, Plan>,
    /// For whom it is.
    pub style: Style,
    /// The plan as it was, where only what changed since is told.
    pub before: Option<Before>,
    /// The day it is about.
    pub today: NaiveDate,
    /// When it is made.
    pub at: DateTime<FixedOffset>,
    /// What of one's own stands on it.
    pub house: House,
    /// A picture for its title page.
    pub logo: Option<Logo>,
    /// Which table, where a format takes one.
    pub sheet: Sheet,
    /// What of the plan, in words; empty where it is all of it.
    pub choice: Vec<String>,
    /// What was left out for these readers.
    pub left: LeftOut,
    /// How far the making of it is.
    pub steps: Steps,
    names: Names,
    kept: Option<Kept>,
}

/// How many of its chapters are done, for who waits.
#[derive(Debug, Default)]
pub struct Steps {
    done: AtomicUsize,
    all: AtomicUsize,
}

/// The ids of what was chosen.
#[derive(Debug)]
struct Kept {
    /// Of KPIs, actions and action points.
    ids: HashSet<Id>,
    /// Whether a chapter as a whole is.
    chapter: Option<Id>,
}

/// A chapter of a report: what of it was chosen.
#[derive(Debug)]
pub struct Part<'a> {
    /// The chapter.
    pub chapter: &'a Chapter,
    /// Its KPIs.
    pub kpis: Vec<&'a Kpi>,
    /// Its themes, each with its goals and their actions.
    pub themes: Vec<(&'a Theme, Vec<Chosen<'a>>)>,
}

/// A goal and what was chosen of its actions.
#[derive(Debug)]
pub struct Chosen<'a> {
    /// The goal.
    pub goal: &'a Goal,
    /// Its actions.
    pub actions: Vec<&'a Action>,
}

/// A change of the plan itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    /// The revision it made.
    pub revision: u64,
    /// The day.
    pub day: NaiveDate,
    /// By whom; empty where that is not for these readers.
    pub by: &'a str,
    /// What, in Dutch.
    pub what: String,
    /// Why; empty where no reason was given.
    pub reason: String,
    /// The decision.
    pub decision: Option<&'a Decision>,
}

impl<'a> Part<'a> {
    /// Its actions.
    pub fn actions(&self) -> impl Iterator<Item = &'a Action> + Clone {
        let goals = self.themes.iter().flat_map(|(_, goals)| goals);
        goals.flat_map(|goal| goal.actions.iter().copied())
    }
}

impl<'a> Subject<'a> {
    /// What is wanted of a plan, as on `at`.
    pub fn new(plan: &'a Plan, wanted: Wanted, at: DateTime<FixedOffset>) -> Self {
        let (style, names, years) = (wanted.style, Names::of(plan), plan.years());
        let before = wanted.since.map(|since| match since {
            Since::Day(day) => plan.at_start_of(day),
            Since::Revision(revision) => plan.after_revision(revision, at.date_naive()),
        });
        let before = before.map(|before| {
            let seen = before.plan.in_year(years.year_of(before.day));
            let plan = style.shows(seen, &names).0.into_owned();
            Before { plan, ..before }
        });
        let year = wanted.year;
        let year = year.unwrap_or_else(|| years.year_of(at.date_naive()));
        let (plan, left) = style.shows(plan.in_year(year), &names);
        let today = plan.day(at.date_naive());
        let filter = &wanted.filter;
        Self {
            before,
            today,
            at,
            kept: (!filter.is_empty()).then(|| Kept::of(&plan, filter, today)),
            choice: filter.words(&plan, None),
            plan,
            style,
            sheet: wanted.sheet,
            house: wanted.house,
            logo: wanted.logo,
            left,
            steps: Steps::default(),
            names,
        }
    }

    /// The municipality it is of.
    pub fn municipality(&self) -> &str {
        self.house
            .municipality
            .as_deref()
            .unwrap_or(&self.plan.municipality)
    }

    /// Whether a KPI, an action, or an action point that goes with one was chosen.
    pub fn has(&self, id: &str) -> bool {
        self.kept.as_ref().is_none_or(|it| it.ids.contains(id))
    }

    /// The chapters that have something chosen, in the order of the plan.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let around = |chapter: &Chapter| {
            let mut all = self.plan.context.iter();
            all.any(|it| it.chapters.contains(&chapter.id))
        };
        let whole = |chapter: &Chapter| match &self.kept {
            None => !chapter.topics.is_empty() || around(chapter),
            Some(kept) => kept.chapter.as_ref() == Some(&chapter.id),
        };
        let parts = self.plan.chapters.iter().map(|chapter| self.part(chapter));
        let parts: Vec<Part<'_>> = parts
            .filter(|it| !it.kpis.is_empty() || !it.themes.is_empty() || whole(it.chapter))
            .collect();
        self.steps.all.store(parts.len(), Ordering::Relaxed);
        parts
    }

    fn part<'p>(&self, chapter: &'p Chapter) -> Part<'p> {
        let kpis = chapter.holding_kpis().filter(|it| self.has(&it.id));
        let themes = chapter.every_theme().filter(|it| it.dropped.is_none());
        let themes = themes.map(|theme| {
            let goals = theme.goals.iter().filter(|it| it.dropped.is_none());
            let goals = goals.map(|goal| Chosen {
                goal,
                actions: goal.actions.iter().filter(|it| self.has(&it.id)).collect(),
            });
            let goals = goals.filter(|it| self.kept.is_none() || !it.actions.is_empty());
            (theme, goals.collect::<Vec<_>>())
        });
        Part {
            chapter,
            kpis: kpis.collect(),
            themes: themes.filter(|(_, goals)| !goals.is_empty()).collect(),
        }
    }

    /// What is overdue, the longest first.
    pub fn late(&self) -> Vec<Deadline> {
        let mut late = overdue(&self.plan, self.today);
        late.retain(|it| self.has(&it.id));
        late
    }

    /// The action points that go with what was chosen.
    pub fn points(&self) -> impl Iterator<Item = &ActionPoint> {
        let points = self.plan.action_points.iter();
        points.filter(|it| self.has(&it.id))
    }

    /// The council indicators that stand with what was chosen, each with its figures; where only what
    /// is new is told, those that have such, with what is new or was revised.
    pub fn context(&self) -> Vec<(&Context, Vec<&Figure>)> {
        let parts = self.kept.as_ref().map(|_| self.parts());
        let chosen = |it: &&Context| {
            parts.as_ref().is_none_or(|parts| {
                let mut parts = parts.iter();
                parts.any(|part| it.chapters.contains(&part.chapter.id))
            })
        };
        let all = self.plan.context.iter().filter(chosen);
        let told = all.map(|it| (it, self.news(it)));
        told.filter(|(_, news)| self.before.is_none() || !news.is_empty())
            .collect()
    }

    fn news<'p>(&self, context: &'p Context) -> Vec<&'p Figure> {
        let then = self.before.as_ref();
        let then = then.and_then(|it| it.plan.context_of(&context.id));
        let known: HashMap<_, _> = then
            .into_iter()
            .flat_map(|it| &it.values)
            .map(|it| (it.key(), it))
            .collect();
        let all = context.values.iter();
        all.filter(|it| known.get(&it.key()) != Some(it)).collect()
    }

    /// How the plan itself changed, the last first; where only what is new is told, since then.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let plan = &*self.plan;
        let since = self.before.as_ref().map_or(0, |it| it.plan.revision);
        let standing = history::in_force(&plan.history).filter(|it| it.revision > since);
        let kept = self.kept.as_ref().map(|kept| (kept, Paths::of(plan)));
        let chosen = |id: Option<&str>| match (&kept, id) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((kept, paths)), Some(id)) => {
                let path = paths.to(id);
                let inside = path.iter().any(|step| self.has(step));
                inside
                    || path
                        .first()
                        .is_some_and(|it| kept.chapter.as_deref() == Some(it))
            }
        };
        let mut changes: Vec<Change<'_>> = standing
            .filter(|entry| entry.edit.alters(plan).is_some() && chosen(entry.edit.id()))
            // A decision changes nothing by itself; it stands with what does.
            .filter(|entry| !matches!(&*entry.edit, Edit::Add(it) if it.sort == Sort::Decision))
            .map(|entry| {
                let mut edit = Edit::clone(&entry.edit);
                let why = edit.why_mut().and_then(Option::take).unwrap_or_default();
                Change {
                    revision: entry.revision,
                    day: entry.at.date_naive(),
                    by: &entry.by,
                    what: self.names.taken_out(self.style, &edit.sentence(plan)),
                    reason: self.names.taken_out(self.style, why.reason.trim()),
                    decision: why.decision.and_then(|id| plan.decision(&id)),
                }
            })
            .collect();
        changes.reverse();
        changes
    }

    /// Who leads, by the ids of what statements apply to. Asked once: to ask for each item takes as
    /// long as there are items.
    pub fn led(&self) -> HashMap<&str, Vec<Statement<'_>>> {
        let mut led: HashMap<&str, Vec<Statement<'_>>> = HashMap::new();
        for statement in self.plan.statements() {
            for id in statement.applies_to() {
                led.entry(id).or_default().push(statement);
            }
        }
        led
    }
}

impl Steps {
    /// A chapter is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many are, and of how many.
    pub fn so_far(&self) -> (usize, usize) {
        (
            self.done.load(Ordering::Relaxed),
            self.all.load(Ordering::Relaxed),
        )
    }
}

impl Kept {
    fn of(plan: &Plan, filter: &Filter, today: NaiveDate) -> Self {
        let kpis = filter.kpis(plan, today).into_iter();
        let mut ids: HashSet<Id> = kpis.map(|(kpi, _)| kpi.id.clone()).collect();
        // A light is asked of KPIs: an action has none.
        if filter.light.is_none() {
            ids.extend(filter.kept(plan, Over::Actions, today));
        }
        let goes_with = |point: &&ActionPoint| {
            let about = point.about.as_ref();
            about.is_some_and(|about| ids.contains(about))
        };
        let points = plan.action_points.iter().filter(goes_with);
        let points: Vec<Id> = points.map(|it| it.id.clone()).collect();
        ids.extend(points);
        let whole = filter.party.is_none() && filter.light.is_none();
        Self {
            ids,
            chapter: filter.chapter.clone().filter(|_| whole),
        }
    }
}
