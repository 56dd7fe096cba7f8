//! Which KPIs, actions and agenda items to show: a few wishes at once, each on a field. A field
//! that one kind of row doesn't have is left out of account for it; only in the agenda, where
//! kinds stand mixed, a light keeps KPIs and a status keeps actions.

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::plan::edit::history::adopted;
use crate::plan::figures::agenda;
use crate::plan::figures::agenda::{Deadline, agenda};
use crate::plan::figures::light;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kpi, Light};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::{Action, Chapter, Goal, Id, Plan, Status, Theme, words};

/// What rows have to fit; a field that is none fits all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Only of this chapter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapter: Option<Id>,
    /// Only what this party carries out, takes part in, or is named in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Id>,
    /// Only KPIs with this light.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub light: Option<Light>,
    /// Only actions with this status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Only what is due then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Only goals and themes with this priority, and their actions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// Only changes of the plan itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub adjusted: bool,
    /// Only rows with these words; the screen looks for them in what it shows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// Its day has passed.
    Late,
    /// From today to the end of the month.
    ThisMonth,
    /// In the month after this one.
    NextMonth,
    /// Within three months from today.
    Quarter,
}

/// A filter a user keeps under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it keeps.
    pub filter: Filter,
}

/// Which rows stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// KPIs, a row an indicator.
    Kpis,
    /// Actions.
    Actions,
    /// What is due, of every kind.
    Agenda,
    /// The plan as a tree.
    Plan,
    /// What was changed.
    Log,
}

/// A field of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The chapter.
    Chapter,
    /// The party.
    Party,
    /// The light.
    Light,
    /// The status.
    Status,
    /// When it is due.
    Due,
    /// The priority.
    Priority,
    /// Whether the plan itself was changed.
    Adjusted,
}

impl Over {
    /// Whether such rows can be filtered on a field.
    pub const fn has(self, field: Field) -> bool {
        match field {
            Field::Adjusted => matches!(self, Self::Log),
            Field::Priority => matches!(self, Self::Plan | Self::Actions),
            Field::Light => matches!(self, Self::Kpis | Self::Agenda),
            Field::Status => matches!(self, Self::Actions | Self::Agenda),
            Field::Chapter | Field::Party | Field::Due => !matches!(self, Self::Plan | Self::Log),
        }
    }
}

impl Due {
    /// All, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Late, Self::ThisMonth, Self::NextMonth, Self::Quarter];

    /// `te laat`, `deze maand`, `volgende maand`, `komende drie maanden`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Late => "te laat",
            Self::ThisMonth => "deze maand",
            Self::NextMonth => "volgende maand",
            Self::Quarter => "komende drie maanden",
        }
    }

    /// The last day that counts.
    pub fn until(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Late => today.pred_opt(),
            Self::ThisMonth => date::end_of_month(today),
            Self::NextMonth => date::end_of_month(today.checked_add_months(Months::new(1))?),
            Self::Quarter => today.checked_add_months(Months::new(3)),
        }
    }

    /// The first day that counts, where what is late doesn't.
    fn from(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Late => None,
            Self::ThisMonth | Self::Quarter => Some(today),
            Self::NextMonth => date::end_of_month(today)?.succ_opt(),
        }
    }

    fn fits(self, day: NaiveDate, today: NaiveDate) -> bool {
        self.from(today).is_none_or(|first| first <= day)
            && self.until(today).is_none_or(|last| day <= last)
    }
}

impl Filter {
    /// Whether it keeps everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Its fields in words, those that say something about these rows: `hoofdstuk 3`, `rood`.
    pub fn words(&self, plan: &Plan, over: Option<Over>) -> Vec<String> {
        let says = |field| over.is_none_or(|over| Over::has(over, field));
        let chapter = self.chapter.as_ref().map(|id| match plan.item(id) {
            Some(Item::Chapter(chapter)) => format!("hoofdstuk {}", chapter.number),
            _ => format!("hoofdstuk {id}"),
        });
        let party = self.party.as_ref();
        let party = party.map(|id| plan.party_name(id).to_string());
        let priority = self.priority.map(|it| format!("prioriteit {it}"));
        [
            (Field::Chapter, chapter),
            (Field::Party, party),
            (
                Field::Light,
                self.light.map(|it| words::light(it).to_string()),
            ),
            (
                Field::Status,
                self.status.map(|it| words::status(it).to_string()),
            ),
            (Field::Due, self.due.map(|it| it.word().to_string())),
            (Field::Priority, priority),
            (
                Field::Adjusted,
                self.adjusted.then(|| "bijstellingen".to_string()),
            ),
        ]
        .into_iter()
        .filter_map(|(field, words)| words.filter(|_| says(field)))
        .collect()
    }

    /// Whether a field has a say about these rows.
    pub fn bears_on(&self, over: Over) -> bool {
        [
            (Field::Chapter, self.chapter.is_some()),
            (Field::Party, self.party.is_some()),
            (Field::Due, self.due.is_some()),
            (Field::Light, self.light.is_some()),
            (Field::Status, self.status.is_some()),
            (Field::Priority, self.priority.is_some()),
            (Field::Adjusted, self.adjusted),
        ]
        .into_iter()
        .any(|(field, set)| set && over.has(field))
    }

    /// Whether a KPI is kept, but for its light and its day: those are an indicator's.
    fn keeps_kpi(&self, chapter: &Chapter, kpi: &Kpi) -> bool {
        self.in_chapter(&chapter.id) && self.of_party(|id| kpi.parties.contains(id))
    }

    /// Whether an action is kept, but for its day.
    fn keeps_action(&self, plan: &Plan, chapter: &Chapter, action: &Action) -> bool {
        let (executors, _) = plan.executors(action);
        self.in_chapter(&chapter.id)
            && self.of_party(|id| executors.contains(id) || action.with.contains(id))
            && self.status.is_none_or(|status| status == action.status)
    }

    /// Whether an action point is kept, but for its day: a party is who does it, as typed.
    fn keeps_point(&self, plan: &Plan, point: &ActionPoint, chapter: &str) -> bool {
        let is_who = |id: &Id| {
            let who = super::fold::letters(point.who.trim());
            let spelled = |party: &crate::plan::model::party::Party| {
                party
                    .spellings()
                    .any(|name| super::fold::letters(name) == who)
            };
            plan.party(id).is_some_and(spelled)
        };
        self.in_chapter(chapter)
            && self.of_party(is_who)
            && self.light.is_none()
            && self.status.is_none()
    }

    fn in_chapter(&self, id: &str) -> bool {
        self.chapter.as_deref().is_none_or(|chapter| chapter == id)
    }

    fn of_party(&self, fits: impl FnOnce(&Id) -> bool) -> bool {
        self.party.as_ref().is_none_or(fits)
    }

    /// The KPIs to keep, each as a whole: by its own light, and by the day of any of its indicators.
    pub fn kpis<'a>(&self, plan: &'a Plan, today: NaiveDate) -> Vec<(&'a Kpi, &'a Chapter)> {
        let due = self.due.map(|due| {
            let mut items = agenda(plan, today);
            items.retain(|it| it.days().any(|day| due.fits(day, today)));
            items
        });
        let has_light = |kpi: &Kpi| {
            self.light
                .is_none_or(|it| it == light::shown(plan, kpi, today))
        };
        let in_time = |kpi: &Kpi| {
            due.as_ref()
                .is_none_or(|due| due.iter().any(|it| it.id == kpi.id))
        };
        plan.kpis()
            .filter(|(kpi, chapter)| self.keeps_kpi(chapter, kpi) && has_light(kpi) && in_time(kpi))
            .collect()
    }

    /// The ids of the rows to keep: of indicators, of actions, or in the agenda of either and of
    /// action points.
    pub fn kept(&self, plan: &Plan, over: Over, today: NaiveDate) -> HashSet<Id> {
        if over == Over::Log {
            let adjusting = adopted::adjusting(plan);
            let adjusting = adjusting.filter(|it| it.edit.alters(plan).is_some());
            return adjusting.map(|entry| entry.revision.to_string()).collect();
        }
        if over == Over::Plan {
            let actions = self.actions(plan).map(|(_, goal, ..)| goal.id.clone());
            return actions.collect();
        }
        let due = if self.due.is_some() || over == Over::Agenda {
            agenda(plan, today)
        } else {
            Vec::new()
        };
        let items: HashMap<&str, &Deadline> = due.iter().map(|it| (row_of(it), it)).collect();
        let in_time = |id: &Id| {
            let item = items.get(id.as_str());
            match self.due {
                Some(due) => item.is_some_and(|it| it.days().any(|day| due.fits(day, today))),
                None => over != Over::Agenda || item.is_some(),
            }
        };
        let mut kept: HashSet<Id> = HashSet::new();
        if over != Over::Actions
            && (over == Over::Kpis || self.light.is_some() || self.status.is_none())
        {
            kept.extend(self.indicators(plan, today).map(|it| it.id.clone()));
        }
        if over != Over::Kpis
            && (over == Over::Actions || self.status.is_some() || self.light.is_none())
        {
            kept.extend(self.actions(plan).map(|(action, ..)| action.id.clone()));
        }
        if over == Over::Agenda {
            let points = due.iter().filter(|it| it.reason == agenda::Reason::Agreed);
            let fitting = points.filter(|it| {
                let point = plan.action_point(&it.id);
                point.is_some_and(|point| self.keeps_point(plan, point, &it.chapter))
            });
            kept.extend(fitting.map(|it| it.id.clone()));
        }
        kept.retain(in_time);
        kept
    }

    fn indicators<'a>(
        &'a self,
        plan: &'a Plan,
        today: NaiveDate,
    ) -> impl Iterator<Item = &'a Indicator> {
        let kpis = plan
            .kpis()
            .filter(|(kpi, chapter)| self.keeps_kpi(chapter, kpi));
        kpis.flat_map(move |(kpi, _)| {
            let fits = move |it: &&Indicator| {
                self.light
                    .is_none_or(|light| light == light::of_row(plan, kpi, it, today))
            };
            kpi.holding().filter(fits)
        })
    }

    /// The actions to keep, but for their day, with what each lies in.
    pub fn actions<'a>(
        &'a self,
        plan: &'a Plan,
    ) -> impl Iterator<Item = (&'a Action, &'a Goal, &'a Theme, &'a Chapter)> {
        let matters = |goal: &Goal, theme: &Theme| {
            let own = goal.priority.or(theme.priority);
            self.priority.is_none_or(|asked| own == Some(asked))
        };
        plan.actions()
            .filter(move |(action, goal, theme, chapter)| {
                self.keeps_action(plan, chapter, action) && matters(goal, theme)
            })
    }
}

/// The id of an agenda item's row.
fn row_of(item: &Deadline) -> &str {
    item.indicator.as_deref().unwrap_or(&item.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        serde_json::from_str(
            r#"{ "schema": 1, "revision": 0, "title": "x", "municipality": "x", "year": 2026,
            "default_executor": "oovb", "parties": [
              { "id": "oovb", "kind": "team", "name": "Team OOV&B" },
              { "id": "politie", "kind": "partner", "name": "Politie" }],
            "chapters": [{ "id": "3", "number": 3, "title": "x", "themes": [{ "id": "3A", "goals": [
              { "id": "3A.1", "number": 1, "text": "g", "actions": [
                { "id": "a.open", "text": "x", "due": "2026-11-30" },
                { "id": "a.loopt", "text": "x", "status": "running", "with": ["politie"] }] }] }],
              "kpis": [{ "id": "K", "group": 1, "text": "k", "parties": ["politie"],
                "indicators": [{ "id": "K.late", "kind": "milestone", "label": "x", "due": "2026-06-30",
                  "readings": [{ "date": "2026-07-01", "value": false, "by": "A" }] }] }] },
              { "id": "4", "number": 4, "title": "x", "kpis": [{ "id": "L", "group": 1, "text": "l",
                "indicators": [{ "id": "L.jan", "kind": "milestone", "label": "x", "due": "2027-01-15" }] }] }],
            "action_points": [{ "id": "AP1", "about": "K", "who": "politie", "what": "x",
              "date": "2026-11-01", "by": "A" }] }"#,
        )
        .unwrap()
    }

    fn kept(filter: &str, over: Over) -> String {
        let filter: Filter = serde_json::from_str(filter).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let mut ids: Vec<Id> = filter.kept(&plan(), over, today).into_iter().collect();
        ids.sort();
        ids.join(" ")
    }

    #[test]
    fn each_field_keeps_its_rows() {
        for (filter, kpis, actions, agenda) in [
            (
                "{}",
                "K.late L.jan",
                "a.loopt a.open",
                "AP1 K.late L.jan a.open",
            ),
            (r#"{"chapter": "4"}"#, "L.jan", "", "L.jan"),
            (r#"{"party": "politie"}"#, "K.late", "a.loopt", "AP1 K.late"),
            (r#"{"party": "oovb"}"#, "", "a.loopt a.open", "a.open"),
            (r#"{"light": "red"}"#, "K.late", "a.loopt a.open", "K.late"),
            (r#"{"status": "open"}"#, "K.late L.jan", "a.open", "a.open"),
            (
                r#"{"light": "red", "status": "open"}"#,
                "K.late",
                "a.open",
                "K.late a.open",
            ),
            (r#"{"due": "late"}"#, "K.late", "", "K.late"),
            (r#"{"due": "this-month"}"#, "", "a.open", "a.open"),
            (r#"{"due": "next-month"}"#, "", "", "AP1"),
            (
                r#"{"due": "quarter"}"#,
                "L.jan",
                "a.open",
                "AP1 L.jan a.open",
            ),
            (r#"{"due": "late", "chapter": "4"}"#, "", "", ""),
        ] {
            assert_eq!(kept(filter, Over::Kpis), kpis, "{filter}");
            assert_eq!(kept(filter, Over::Actions), actions, "{filter}");
            assert_eq!(kept(filter, Over::Agenda), agenda, "{filter}");
        }
    }

    /// What was missed comes again: it is late, and asked in the period that runs and the next ones.
    #[test]
    fn what_is_late_once_is_asked_again() {
        let mut plan = plan();
        let json = r#"{ "id": "K.late", "kind": "ongoing", "label": "x", "cadence": "monthly" }"#;
        plan.chapters[0].kpis[0].indicators = vec![serde_json::from_str(json).unwrap()];
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for (due, kept) in [
            (Due::Late, true),
            (Due::ThisMonth, true),
            (Due::NextMonth, true),
            (Due::Quarter, true),
        ] {
            let filter = Filter {
                due: Some(due),
                ..Filter::default()
            };
            let rows = filter.kept(&plan, Over::Kpis, today);
            assert_eq!(rows.contains("K.late"), kept, "{due:?}");
            let whole = filter.kpis(&plan, today);
            assert_eq!(whole.iter().any(|(kpi, _)| kpi.id == "K"), kept, "{due:?}");
        }
    }

    #[test]
    fn its_words_are_those_that_count_here() {
        let filter = Filter {
            chapter: Some("3".into()),
            party: Some("politie".into()),
            light: Some(Light::Red),
            status: Some(Status::Running),
            due: Some(Due::Late),
            ..Filter::default()
        };
        for (over, words) in [
            (Over::Kpis, "hoofdstuk 3 · Politie · rood · te laat"),
            (Over::Actions, "hoofdstuk 3 · Politie · loopt · te laat"),
            (
                Over::Agenda,
                "hoofdstuk 3 · Politie · rood · loopt · te laat",
            ),
        ] {
            assert_eq!(filter.words(&plan(), Some(over)).join(" · "), words);
        }
    }

    #[test]
    fn it_is_written_as_it_is_read() {
        let filter: Filter = serde_json::from_str(r#"{"light":"red","due":"late"}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&filter).unwrap(),
            r#"{"light":"red","due":"late"}"#
        );
        // What a newer program means by a field isn't for this one to leave out.
        assert!(serde_json::from_str::<Filter>(r#"{"kleur": 1}"#).is_err());
    }
}
