//! Meetings (*overleg*) and the action points (*actiepunten*) agreed in them.
//!
//! What was reported, judged, noted and decided in a meeting isn't stored twice: it stands with
//! its KPI or action, and the entries of the history carry the id of the meeting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::kpi::Light;
use super::lookup::Item;
use super::party::Party;
use super::{Chapter, Id, LogEntry, Plan, date};
use crate::plan::figures::{agenda, light};
use crate::plan::find::fold::words;

/// A walk through KPIs, actions and action points, one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// `"O1"`.
    pub id: Id,
    /// What it is about: "Ondermijning".
    pub title: String,
    /// The day it is held.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// Who is there, as typed.
    #[serde(default)]
    pub present: Vec<String>,
    /// Who sits at the keyboard.
    pub by: String,
    /// What is to be discussed, in its order: ids of action points, KPIs and actions.
    #[serde(default)]
    pub items: Vec<Id>,
    /// What was discussed, in the order it was.
    #[serde(default)]
    pub discussed: Vec<Id>,
    /// What was said that belongs to no item.
    #[serde(default)]
    pub log: Vec<LogEntry>,
    /// The day it was closed; none while it goes on.
    #[serde(default, with = "date::iso_option")]
    pub closed: Option<NaiveDate>,
}

/// Something someone is going to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionPoint {
    /// `"AP1"`.
    pub id: Id,
    /// The KPI or action it came up with.
    #[serde(default)]
    pub about: Option<Id>,
    /// The meeting it was agreed in.
    #[serde(default)]
    pub meeting: Option<Id>,
    /// Who does it, as typed.
    pub who: String,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, with = "date::iso_option")]
    pub due: Option<NaiveDate>,
    /// The day it was agreed.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// Who wrote it down.
    pub by: String,
    /// The day it was ticked off; none while it is open.
    #[serde(default, with = "date::iso_option")]
    pub done: Option<NaiveDate>,
}

/// What a meeting can be about: items in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// What they have in common: the title of the meeting.
    pub title: String,
    /// The ids: open action points first, then KPIs and actions.
    pub items: Vec<Id>,
    /// How many of them are action points.
    pub points: usize,
}

impl Set {
    /// These items under a title, the open action points that concern them first.
    pub fn new(plan: &Plan, title: impl Into<String>, items: Vec<Id>) -> Self {
        let mut all = plan.points_for(&items);
        let points = all.len();
        for id in items {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        Self {
            title: title.into(),
            items: all,
            points,
        }
    }

    /// A chapter's KPIs, and its actions where those are wanted.
    pub fn of_chapter(plan: &Plan, chapter: &Chapter, actions: bool) -> Self {
        let kpis = chapter.kpis.iter().map(|kpi| kpi.id.clone());
        let themes = chapter.themes.iter().filter(|_| actions);
        let goals = themes.flat_map(|theme| &theme.goals);
        let actions = goals.flat_map(|goal| &goal.actions);
        let items = kpis.chain(actions.map(|action| action.id.clone()));
        Self::new(plan, chapter.title.clone(), items.collect())
    }

    /// The KPIs that name a party, and the actions it carries out or takes part in.
    pub fn of_party(plan: &Plan, party: &Party) -> Self {
        let kpis = plan
            .kpis()
            .filter(|(kpi, _)| kpi.parties.contains(&party.id))
            .map(|(kpi, _)| kpi.id.clone());
        let actions = plan
            .actions()
            .filter(|(action, ..)| {
                action.executors.contains(&party.id) || action.with.contains(&party.id)
            })
            .map(|(action, ..)| action.id.clone());
        Self::new(plan, party.name.clone(), kpis.chain(actions).collect())
    }

    /// The KPIs whose light is amber or red, red first.
    pub fn of_worries(plan: &Plan, today: NaiveDate) -> Self {
        let with = |wanted: Light| {
            plan.kpis()
                .filter(move |(kpi, _)| {
                    light::shown(kpi, today, plan.year, plan.thresholds) == wanted
                })
                .map(|(kpi, _)| kpi.id.clone())
        };
        let items = with(Light::Red).chain(with(Light::Amber));
        Self::new(plan, "Alles rood en oranje", items.collect())
    }

    /// What is due, the earliest day first; an action point as itself.
    pub fn of_agenda(plan: &Plan, today: NaiveDate) -> Self {
        let items = agenda::agenda(plan, today).into_iter().map(|item| item.id);
        Self::new(plan, "Agenda", items.collect())
    }
}

impl Meeting {
    /// Whether this item was discussed.
    pub fn has_discussed(&self, item: &str) -> bool {
        self.discussed.iter().any(|id| id == item)
    }

    /// The place of the first item that was not discussed, from `start` on and then from the
    /// beginning; none where all were.
    pub fn next_open(&self, start: usize) -> Option<usize> {
        let open = |place: &usize| {
            let item = self.items.get(*place);
            item.is_some_and(|item| !self.has_discussed(item))
        };
        (start..self.items.len())
            .find(open)
            .or_else(|| (0..start.min(self.items.len())).find(open))
    }
}

impl ActionPoint {
    /// Whether it still has to be done.
    pub const fn is_open(&self) -> bool {
        self.done.is_none()
    }
}

impl Plan {
    /// The meeting with this id, or its number alone.
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        let wanted = id.trim_start_matches(['O', 'o']);
        self.meetings
            .iter()
            .find(|meeting| meeting.id == id || meeting.id.strip_prefix('O') == Some(wanted))
    }

    /// The action point with this id.
    pub fn action_point(&self, id: &str) -> Option<&ActionPoint> {
        self.action_points.iter().find(|point| point.id == id)
    }

    /// The open action points that came up with an item, or with one of its indicators.
    pub fn open_points_about(&self, id: &str) -> impl Iterator<Item = &ActionPoint> {
        self.action_points
            .iter()
            .filter(move |point| point.is_open() && point.about.as_deref() == Some(id))
    }

    /// The open action points of a party: those whose "who" is one of its spellings, alone or
    /// beside others ("Handhaving, politie"). Points of people by their own name are nobody's here.
    pub fn open_points_of<'a>(&'a self, party: &Party) -> impl Iterator<Item = &'a ActionPoint> {
        let own: Vec<String> = party.spellings().map(folded).collect();
        let is_its = move |who: &String| own.contains(&folded(who));
        self.action_points
            .iter()
            .filter(move |point| point.is_open() && named(&point.who).iter().any(&is_its))
    }

    /// The open action points a meeting about `items` begins with: those that came up with one
    /// of them or with another KPI or action of their chapters, and those that belong nowhere.
    pub fn points_for(&self, items: &[Id]) -> Vec<Id> {
        let chapter_of = |id: &str| self.path_to(id).first().map(ToString::to_string);
        let chapters: Vec<_> = items.iter().filter_map(|id| chapter_of(id)).collect();
        let concerns = |about: &Id| {
            items.contains(about) || chapter_of(about).is_some_and(|id| chapters.contains(&id))
        };
        self.action_points
            .iter()
            .filter(|point| point.is_open() && point.about.as_ref().is_none_or(concerns))
            .map(|point| point.id.clone())
            .collect()
    }

    /// The words of an item of a meeting: the plan's own, or the action point's.
    pub fn words_of(&self, id: &str) -> Option<&str> {
        match self.item(id)? {
            Item::Kpi(kpi, _) => Some(&kpi.text),
            Item::Action(action, _) => Some(&action.text),
            Item::Point(point) => Some(&point.what),
            _ => None,
        }
    }
}

/// Everyone a "who" may mean: all of it, and each part of an enumeration.
fn named(who: &str) -> Vec<String> {
    let parts = || who.split([',', ';', '/', '+', '(', ')']);
    let smaller = parts().flat_map(|part| part.split(" en "));
    let all = std::iter::once(who).chain(parts()).chain(smaller);
    all.map(|part| part.trim().to_string())
        .filter(|part| !part.is_empty())
        .collect()
}

/// A name made comparable.
fn folded(name: &str) -> String {
    let words: Vec<String> = words(name).into_iter().map(|word| word.folded).collect();
    words.join(" ")
}

/// The first id of this sort nobody has or ever had: `AP3`.
pub fn free_id(sort: &str, plan: &Plan) -> Id {
    let meetings = plan.meetings.iter().map(|meeting| meeting.id.as_str());
    let points = plan.action_points.iter().map(|point| point.id.as_str());
    let gone = plan.history.iter().filter_map(|entry| entry.edit.id());
    let last = meetings
        .chain(points)
        .chain(gone)
        .filter_map(|id| id.strip_prefix(sort)?.parse::<u64>().ok())
        .max()
        .unwrap_or(0);
    format!("{sort}{}", last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_point_is_a_partys_by_any_of_its_spellings() {
        let mut plan: Plan =
            serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
        for (who, party, its) in [
            ("Team OOV&B", "oovb", true),
            ("oov&b", "oovb", true),
            ("Openbare orde en veiligheid & Bibob", "oovb", true),
            ("Regisseur Ondermijning", "regisseur-ondermijning", true),
            ("Regisseur Ondermijning", "oovb", false),
            ("Team Handhaving, politie", "politie", true),
            ("team handhaving en Politie", "politie", true),
            ("A. Jansen (politie)", "politie", true),
            ("coordinatoren zorg en veiligheid", "coordinatoren-zv", true),
            ("A. Jansen", "politie", false),
            ("Politieacademie", "politie", false),
            ("", "politie", false),
        ] {
            let json = format!(
                r#"{{ "id": "AP1", "who": "{who}", "what": "x", "date": "2026-11-23", "by": "A" }}"#
            );
            plan.action_points = vec![serde_json::from_str(&json).unwrap()];
            let found = plan.open_points_of(plan.party(party).unwrap()).count();
            assert_eq!(found == 1, its, "{who} of {party}");
        }
        plan.action_points[0].who = "Politie".into();
        plan.action_points[0].done = Some(plan.action_points[0].date);
        assert_eq!(
            plan.open_points_of(plan.party("politie").unwrap()).count(),
            0
        );
    }

    #[test]
    fn the_next_open_item_is_looked_for_from_here_and_then_from_the_start() {
        let mut meeting: Meeting = serde_json::from_str(
            r#"{ "id": "O1", "title": "x", "date": "2026-11-23", "by": "A",
                 "items": ["a", "b", "c"], "discussed": ["b"] }"#,
        )
        .unwrap();
        for (start, next) in [
            (0, Some(0)),
            (1, Some(2)),
            (2, Some(2)),
            (3, Some(0)),
            (9, Some(0)),
        ] {
            assert_eq!(meeting.next_open(start), next, "{start}");
        }
        meeting.discussed = vec!["c".into(), "a".into(), "b".into()];
        assert_eq!(meeting.next_open(1), None);
    }
}
