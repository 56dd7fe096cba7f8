//! The minutes (*verslag*) of a meeting: what was reported, judged, noted, decided and agreed in
//! it, item by item. Nothing of this is stored twice: it is read back from the entries of the
//! history that carry the meeting's id and still stand.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::edit::Edit;
use super::edit::history;
use super::edit::said::Told;
use super::figures::light;
use super::model::kpi::{Kpi, Light};
use super::model::lookup::Item;
use super::model::meeting::{ActionPoint, Meeting};
use super::{Id, Plan};

pub use super::edit::said::{Fate, Said};

/// What a meeting leaves.
#[derive(Debug, Serialize)]
pub struct Minutes<'a> {
    /// The meeting itself.
    pub meeting: &'a Meeting,
    /// How much of each.
    pub counts: Counts,
    /// The items: first those discussed, in that order; then others something was said about.
    pub items: Vec<About<'a>>,
    /// What belongs to no item.
    pub general: Vec<Said<'a>>,
    /// Planned, but not discussed.
    pub open: Vec<&'a Id>,
}

/// What was said about one item.
#[derive(Debug, Serialize)]
pub struct About<'a> {
    /// The KPI, action or action point.
    pub id: &'a str,
    /// Its words: the plan's own, or the action point's. None where it is gone.
    pub words: Option<&'a str>,
    /// Whether it was among the items the meeting was to discuss.
    pub planned: bool,
    /// What the figures of a KPI said that day, where what is wanted was moved.
    pub lights: Option<Lights>,
    /// What was said; empty where it was discussed and nothing changed.
    pub said: Vec<Said<'a>>,
}

/// Two lights, so that a moved goalpost stays visible.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Lights {
    /// Against what is wanted.
    pub light: Light,
    /// Against what was wanted first.
    pub first_light: Light,
}

/// The meeting in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Readings.
    pub readings: usize,
    /// Lights given.
    pub judgements: usize,
    /// Decisions.
    pub decisions: usize,
    /// Action points agreed.
    pub points: usize,
    /// Planned items that were discussed.
    pub discussed: usize,
    /// Planned items.
    pub planned: usize,
}

/// A decision, with the item it is about.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'a> {
    /// The item; none where it belongs to the meeting as a whole.
    pub about: Option<&'a str>,
    /// What was decided.
    pub text: &'a str,
}

/// Brings together what was said in a meeting.
pub fn minutes<'a>(plan: &'a Plan, meeting: &'a Meeting) -> Minutes<'a> {
    // What comes into its own log is of the meeting, also from a session that isn't in it.
    let own = |edit: &Edit| matches!(edit, Edit::Log(it) if it.id == meeting.id);
    let tagged = history::in_force(&plan.history)
        .filter(|entry| entry.meeting.as_ref() == Some(&meeting.id) || own(&entry.edit));
    let edits: Vec<&Edit> = tagged.map(|entry| &*entry.edit).collect();
    let mut groups: Vec<(Told<'_>, Vec<&Edit>)> = Vec::new();
    for edit in &edits {
        let Some(told) = edit.told(plan, meeting, &edits) else {
            continue;
        };
        match groups.iter_mut().find(|(about, _)| *about == told) {
            Some((_, group)) => group.push(edit),
            None => groups.push((told, vec![edit])),
        }
    }
    let of = |about: Told<'_>| {
        let group = groups.iter().find(|(told, _)| *told == about);
        group.map_or_else(Vec::new, |(_, edits)| Edit::said(plan, edits))
    };
    let items = order(meeting, groups.iter().filter_map(|(told, _)| told.item()));
    let items: Vec<About<'_>> = items
        .into_iter()
        .map(|id| About {
            id,
            words: plan.words_of(id),
            planned: meeting.items.iter().any(|item| item == id),
            lights: lights(plan, id, meeting.closed.unwrap_or(meeting.date)),
            said: of(Told::Item(id)),
        })
        .filter(|about| !about.said.is_empty() || meeting.has_discussed(about.id))
        .collect();
    let told: HashSet<&str> = items.iter().map(|about| about.id).collect();
    let open = meeting.items.iter();
    let open: Vec<&Id> = open.filter(|item| !told.contains(item.as_str())).collect();
    let general = of(Told::General);
    let counts = Counts {
        discussed: meeting.items.len() - open.len(),
        planned: meeting.items.len(),
        ..counts(items.iter().flat_map(|about| &about.said).chain(&general))
    };
    Minutes {
        meeting,
        counts,
        items,
        general,
        open,
    }
}

impl<'a> Minutes<'a> {
    /// Everything that was said, with the item it is about; what belongs to none first.
    fn all(&self) -> impl Iterator<Item = (Option<&'a str>, &Said<'a>)> {
        let general = self.general.iter().map(|said| (None, said));
        let items = self
            .items
            .iter()
            .flat_map(|about| about.said.iter().map(|said| (Some(about.id), said)));
        general.chain(items)
    }

    /// Whether nothing was said yet, and more may be.
    pub const fn is_blank(&self) -> bool {
        self.meeting.closed.is_none() && self.items.is_empty() && self.general.is_empty()
    }

    /// The decisions.
    pub fn decisions(&self) -> Vec<Decided<'a>> {
        let decided = self.all().filter_map(|(about, said)| match said {
            Said::Line { line } => {
                let text = line.decision.as_deref()?;
                Some(Decided { about, text })
            }
            _ => None,
        });
        decided.collect()
    }

    /// The action points that were agreed, as the meeting left them.
    pub fn agreed(&self) -> Vec<&'a ActionPoint> {
        let agreed = self.all().filter_map(|(_, said)| match *said {
            Said::Point {
                change: Fate::Agreed,
                point,
            } => Some(point),
            _ => None,
        });
        agreed.collect()
    }
}

/// The items in the order of the minutes: discussed, then planned, then whatever else was said
/// something about.
fn order<'a>(meeting: &'a Meeting, touched: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let discussed = meeting.discussed.iter().map(String::as_str);
    let planned = meeting.items.iter().map(String::as_str);
    let mut seen = HashSet::new();
    let all = discussed.chain(planned).chain(touched);
    all.filter(|id| seen.insert(*id)).collect()
}

fn counts<'a>(said: impl Iterator<Item = &'a Said<'a>>) -> Counts {
    let mut counts = Counts::default();
    for said in said {
        match said {
            Said::Reading { .. } => counts.readings += 1,
            Said::Judged { .. } => counts.judgements += 1,
            Said::Line { line } => counts.decisions += usize::from(line.decision.is_some()),
            Said::Point { change, .. } => counts.points += usize::from(*change == Fate::Agreed),
            Said::Status { .. } | Said::Field { .. } | Said::Plan { .. } => {}
        }
    }
    counts
}

/// The items of a meeting that are still to be discussed: neither ticked nor anything said about.
pub fn open<'a>(plan: &'a Plan, meeting: &'a Meeting) -> Vec<&'a Id> {
    minutes(plan, meeting).open
}

/// How many of its items a meeting has discussed: those that were ticked, and those something
/// was said about.
pub fn discussed(plan: &Plan, meeting: &Meeting) -> usize {
    minutes(plan, meeting).counts.discussed
}

/// Both lights of a KPI as on a day, by the figures up to then; none where what is wanted was never
/// moved.
fn lights(plan: &Plan, id: &str, day: NaiveDate) -> Option<Lights> {
    let (plan, kpi) = as_on(plan, id, day)?;
    Some(Lights {
        light: light::propose_kpi(&plan, &kpi, day),
        first_light: light::propose_kpi_first(&plan, &kpi, day)?,
    })
}

/// The light of a KPI as on a day, and whether a person judged.
pub fn light_on(plan: &Plan, id: &str, day: NaiveDate) -> Option<(Light, bool)> {
    let (plan, kpi) = as_on(plan, id, day)?;
    Some((light::shown(&plan, &kpi, day), kpi.judgement().is_some()))
}

/// A KPI with what was known of it on a day, and the plan of that year.
fn as_on<'a>(plan: &'a Plan, id: &str, day: NaiveDate) -> Option<(Cow<'a, Plan>, Kpi)> {
    let plan = plan.in_year(plan.years().year_of(day));
    let Some(Item::Kpi(kpi, _)) = plan.item(id) else {
        return None;
    };
    let mut kpi = kpi.clone();
    kpi.judgements.retain(|it| it.date <= day);
    for indicator in &mut kpi.indicators {
        indicator.readings.retain(|it| it.date <= day);
    }
    Some((plan, kpi))
}

#[cfg(test)]
pub(crate) mod tests;
