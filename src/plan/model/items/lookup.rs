//! Finding an item by its id, and the way down to it.

use serde::{Serialize, Serializer};

use super::record::Record;
use super::sort::Sort;
use super::step::{self, Step};
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::life::{Decision, Dropped, Origin};
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::model::party::Party;
use crate::plan::model::regie::Regie;
use crate::plan::model::tables::budget::{Amount, Budget};
use crate::plan::model::tables::capacity::{Capacity, Fte};
use crate::plan::model::{Action, Chapter, Goal, Id, Plan, Theme, Topic};

/// Anything in the plan that has an id of its own, with the item it lies in.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A chapter.
    Chapter(&'a Chapter),
    /// A theme of a chapter.
    Theme(&'a Theme, &'a Chapter),
    /// A goal of a theme.
    Goal(&'a Goal, &'a Theme),
    /// An action under a goal.
    Action(&'a Action, &'a Goal),
    /// A KPI of a chapter.
    Kpi(&'a Kpi, &'a Chapter),
    /// An indicator of a KPI.
    Indicator(&'a Indicator, &'a Kpi),
    /// A topic of a chapter.
    Topic(&'a Topic, &'a Chapter),
    /// A statement on regie.
    Regie(&'a Regie, &'a Chapter),
    /// A party.
    Party(&'a Party),
    /// A meeting.
    Meeting(&'a Meeting),
    /// An action point.
    Point(&'a ActionPoint),
    /// A row of a budget table.
    Amount(&'a Amount, &'a Budget),
    /// A row of a capacity table.
    Fte(&'a Fte, &'a Capacity),
    /// A decision.
    Decision(&'a Decision),
}

/// Asks the record of each sort of item the same.
macro_rules! each {
    ($of:expr, $it:ident => $what:expr) => {
        match $of {
            Item::Chapter($it) => $what,
            Item::Theme($it, _) => $what,
            Item::Goal($it, _) => $what,
            Item::Action($it, _) => $what,
            Item::Kpi($it, _) => $what,
            Item::Indicator($it, _) => $what,
            Item::Topic($it, _) => $what,
            Item::Regie($it, _) => $what,
            Item::Party($it) => $what,
            Item::Meeting($it) => $what,
            Item::Point($it) => $what,
            Item::Amount($it, _) => $what,
            Item::Fte($it, _) => $what,
            Item::Decision($it) => $what,
        }
    };
}

/// As it stands in the document.
impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Indicator(it, _) => it.whole().serialize(serializer),
            other => each!(other, it => it.serialize(serializer)),
        }
    }
}

impl<'a> Item<'a> {
    /// What it has in common with every other.
    pub const fn record(&self) -> &'a dyn Record {
        each!(*self, it => it)
    }

    /// Its id.
    pub fn id(&self) -> &'a str {
        self.record().id()
    }

    /// What it is.
    pub fn sort(&self) -> Sort {
        self.record().sort()
    }

    /// That it no longer holds, and why; an action has a status for that.
    pub fn dropped(&self) -> Option<&'a Dropped> {
        self.record().dropped()
    }

    /// What it was in the plans before.
    pub fn origin(&self) -> &'a [Origin] {
        self.record().origin()
    }

    /// The keys of what a new year took over and nobody confirmed.
    pub fn to_confirm(&self) -> &'a [String] {
        self.record().to_confirm()
    }

    /// Its priority, where it was given one.
    pub const fn priority(&self) -> Option<u8> {
        match self {
            Self::Theme(it, _) => it.priority,
            Self::Goal(it, _) => it.priority,
            _ => None,
        }
    }
}

/// Whether two ids are the same however they are typed; of ASCII, as nearly every id is, without a
/// copy on the heap.
pub fn alike(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.to_lowercase() == other.to_lowercase()
}

impl Plan {
    /// Every item, depth first in the order of the plan; then parties, meetings and action
    /// points.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let inside = self.chapters.iter().flat_map(|chapter| chapter.items());
        inside.chain(self.items_beside())
    }

    /// Those that stand in no chapter.
    pub fn items_beside(&self) -> impl Iterator<Item = Item<'_>> {
        let parties = self.parties.iter().map(Item::Party);
        parties
            .chain(self.meetings.iter().map(Item::Meeting))
            .chain(self.action_points.iter().map(Item::Point))
    }

    /// The rows of the tables, and the decisions: what has an id and is no item to search for.
    pub fn entries(&self) -> impl Iterator<Item = Item<'_>> {
        let amounts = self.budgets.iter().flat_map(Budget::items);
        amounts
            .chain(self.capacity.iter().flat_map(Capacity::items))
            .chain(self.decisions.iter().map(Item::Decision))
    }

    /// The item with this id, upper and lower case alike; also a row of a table or a decision.
    pub fn item(&self, id: &str) -> Option<Item<'_>> {
        if let Ok(found) = self.item_in_place(id) {
            return found;
        }
        let all = || self.items().chain(self.entries());
        // What a screen selects is often no item, so that not finding one must cost little too.
        let exactly = all().find(|item| item.id() == id);
        exactly.or_else(|| all().find(|item| alike(item.id(), id)))
    }

    /// The way down to an item in the document, of every sort [`Self::item`] knows; by exactly
    /// this id.
    pub fn steps_to(&self, id: &str) -> Option<Vec<Step>> {
        let chapters = self.chapters.iter().enumerate();
        let inside = chapters.map(|(c, chapter)| (("chapters", c), chapter));
        at("meetings", &self.meetings, |it| it.id == id)
            .or_else(|| at("action_points", &self.action_points, |it| it.id == id))
            .or_else(|| at("parties", &self.parties, |it| it.id == id))
            .or_else(|| at("decisions", &self.decisions, |it| it.id == id))
            .map(|own| vec![own])
            .or_else(|| {
                row("budgets", &self.budgets, |it| {
                    at("rows", &it.rows, |row| row.id == id)
                })
            })
            .or_else(|| {
                row("capacity", &self.capacity, |it| {
                    at("rows", &it.rows, |row| row.id == id)
                })
            })
            .or_else(|| inside.into_iter().find_map(|(own, it)| below(own, it, id)))
            .map(|lists| step::through(&lists))
    }

    /// The party with this id.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// The party with this name, in any of its spellings, upper and lower case alike.
    pub fn party_called(&self, name: &str) -> Option<&Party> {
        let wanted = name.trim().to_lowercase();
        self.parties.iter().find(|party| {
            party
                .spellings()
                .any(|spelling| spelling.to_lowercase() == wanted)
        })
    }

    /// The name of a party on screen; its id where the plan has no such party.
    pub fn party_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.party(id).map_or(id, |party| &party.name)
    }

    /// The names of parties, with commas.
    pub fn party_names(&self, ids: &[Id]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.party_name(id)).collect();
        names.join(", ")
    }

    /// Who carries an action out, and whether the plan names them ("genoemd") or its default
    /// applies ("standaard", chapter 1).
    pub fn executors<'a>(&'a self, action: &'a Action) -> (&'a [Id], bool) {
        if action.executors.is_empty() {
            (std::slice::from_ref(&self.default_executor), false)
        } else {
            (&action.executors, true)
        }
    }

    /// The ids on the way from a chapter down to the item: `["3", "3B", "3B.1", "3B.1.a"]`.
    /// For a KPI that is its chapter, the goals it is linked to, or else the theme its group is
    /// named after, and itself.
    pub fn path_to(&self, id: &str) -> Vec<&str> {
        path(id, &|id| self.item(id))
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

    /// Every KPI that holds, with its chapter, in the order of the plan.
    pub fn kpis(&self) -> impl Iterator<Item = (&Kpi, &Chapter)> {
        self.every_kpi().filter(|(kpi, _)| kpi.dropped.is_none())
    }

    /// Every KPI, also those that were dropped.
    pub fn every_kpi(&self) -> impl Iterator<Item = (&Kpi, &Chapter)> {
        self.chapters
            .iter()
            .flat_map(|chapter| chapter.every_kpi().map(move |kpi| (kpi, &**chapter)))
    }

    /// Every action of a goal that holds, with its goal, theme and chapter, in the order of the
    /// plan. One that was dropped itself has that as its status.
    pub fn actions(&self) -> impl Iterator<Item = (&Action, &Goal, &Theme, &Chapter)> {
        self.chapters.iter().flat_map(|chapter| {
            let actions = chapter.actions();
            actions.map(move |(action, goal, theme)| (action, goal, theme, &**chapter))
        })
    }
}

/// The ids on the way down to an item, found by its id.
pub(super) fn path<'a>(id: &str, find: &impl Fn(&str) -> Option<Item<'a>>) -> Vec<&'a str> {
    let Some(item) = find(id) else {
        return Vec::new();
    };
    let under = |parent: &str, own: &'a str| {
        let mut way = path(parent, find);
        way.push(own);
        way
    };
    match item {
        Item::Theme(theme, chapter) => vec![&chapter.id, &theme.id],
        Item::Topic(topic, chapter) => vec![&chapter.id, &topic.id],
        Item::Regie(regie, chapter) => vec![&chapter.id, &regie.id],
        Item::Goal(goal, theme) => under(&theme.id, &goal.id),
        Item::Action(action, goal) => under(&goal.id, &action.id),
        Item::Kpi(kpi, chapter) => {
            let mut way = vec![chapter.id.as_str()];
            if kpi.goals.is_empty() {
                way.extend(chapter.theme_of_group(kpi).map(|theme| theme.id.as_str()));
            }
            let themes = kpi.goals.iter();
            way.extend(themes.flat_map(|goal| path(goal, find).into_iter().skip(1)));
            way.push(&kpi.id);
            way
        }
        Item::Indicator(indicator, kpi) => under(&kpi.id, &indicator.id),
        Item::Point(point) => {
            // Only ever a KPI or an action: a circle of points has no way down.
            let about = point.about.as_deref().and_then(find);
            let about = about.filter(|about| !matches!(about, Item::Point(_)));
            let mut way = about.map_or_else(Vec::new, |about| path(about.id(), find));
            way.push(&point.id);
            way
        }
        Item::Chapter(_)
        | Item::Party(_)
        | Item::Meeting(_)
        | Item::Amount(..)
        | Item::Fte(..)
        | Item::Decision(_) => vec![item.id()],
    }
}

/// A list of the document, and a place in it.
type Listed = (&'static str, usize);

/// The place in a list of the first item that is wanted.
fn at<T>(key: &'static str, list: &[T], wanted: impl Fn(&T) -> bool) -> Option<Listed> {
    Some((key, list.iter().position(wanted)?))
}

/// The place of a table, and of a row in it.
fn row<T>(
    key: &'static str,
    tables: &[T],
    within: impl Fn(&T) -> Option<Listed>,
) -> Option<Vec<Listed>> {
    let mut tables = tables.iter().enumerate();
    tables.find_map(|(place, table)| Some(vec![(key, place), within(table)?]))
}

/// The lists that lead to an item of a chapter, or to the chapter itself.
fn below(own: Listed, chapter: &Chapter, id: &str) -> Option<Vec<Listed>> {
    if chapter.id == id {
        return Some(vec![own]);
    }
    let kpis = || {
        chapter.kpis.iter().enumerate().find_map(|(k, kpi)| {
            let indicator = at("indicators", &kpi.indicators, |it| it.id == id);
            let found = indicator.is_some() || kpi.id == id;
            found.then(|| [("kpis", k)].into_iter().chain(indicator).collect())
        })
    };
    let themes = || {
        let themes = chapter.themes.iter().enumerate();
        themes.into_iter().find_map(|(t, theme)| {
            let own = ("themes", t);
            let below = within_theme(theme, id);
            let found = below.is_some() || theme.id == id;
            found.then(|| {
                std::iter::once(own)
                    .chain(below.into_iter().flatten())
                    .collect()
            })
        })
    };
    let lists: Vec<Listed> = at("topics", &chapter.topics, |it| it.id == id)
        .or_else(|| at("regie", &chapter.regie, |it| it.id == id))
        .map(|list| vec![list])
        .or_else(kpis)
        .or_else(themes)?;
    Some(std::iter::once(own).chain(lists).collect())
}

fn within_theme(theme: &Theme, id: &str) -> Option<Vec<Listed>> {
    if let Some(statement) = at("regie", &theme.regie, |it| it.id == id) {
        return Some(vec![statement]);
    }
    theme.goals.iter().enumerate().find_map(|(g, goal)| {
        let action = at("actions", &goal.actions, |it| it.id == id);
        let found = action.is_some() || goal.id == id;
        found.then(|| [("goals", g)].into_iter().chain(action).collect())
    })
}

impl Chapter {
    /// It, and every item in it.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        items_of(self)
    }

    /// Every action of a goal that holds, with its goal and theme, in the order of the plan.
    pub fn actions(&self) -> impl Iterator<Item = (&Action, &Goal, &Theme)> {
        let themes = self.every_theme().filter(|it| it.dropped.is_none());
        themes.flat_map(|theme| {
            let goals = theme.goals.iter().filter(|it| it.dropped.is_none());
            goals.flat_map(move |goal| {
                let actions = goal.actions.iter();
                actions.map(move |action| (action, goal, theme))
            })
        })
    }
}

impl Budget {
    /// Its rows.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.rows.iter().map(move |row| Item::Amount(row, self))
    }
}

impl Capacity {
    /// Its rows.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.rows.iter().map(move |row| Item::Fte(row, self))
    }
}

fn items_of(chapter: &Chapter) -> impl Iterator<Item = Item<'_>> {
    let themes = chapter.themes.iter().flat_map(move |theme| {
        let goals = theme.goals.iter().flat_map(move |goal| {
            std::iter::once(Item::Goal(goal, theme)).chain(
                goal.actions
                    .iter()
                    .map(move |action| Item::Action(action, goal)),
            )
        });
        let regie = theme
            .regie
            .iter()
            .map(move |regie| Item::Regie(regie, chapter));
        std::iter::once(Item::Theme(theme, chapter))
            .chain(goals)
            .chain(regie)
    });
    let kpis = chapter.kpis.iter().flat_map(move |kpi| {
        std::iter::once(Item::Kpi(kpi, chapter)).chain(
            kpi.indicators
                .iter()
                .map(move |indicator| Item::Indicator(indicator, kpi)),
        )
    });
    std::iter::once(Item::Chapter(chapter))
        .chain(
            chapter
                .topics
                .iter()
                .map(move |topic| Item::Topic(topic, chapter)),
        )
        .chain(themes)
        .chain(
            chapter
                .regie
                .iter()
                .map(move |regie| Item::Regie(regie, chapter)),
        )
        .chain(kpis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_however_it_is_typed() {
        let plan = include_str!("../../../../data/uitvoeringsplan-2026.json");
        let mut plan: Plan = serde_json::from_str(plan).unwrap();
        plan.parties[0].id = "ÉÉN".to_string();
        plan.parties[1].id = "4k".to_string();
        for (typed, found) in [
            ("3.K1.1", Some("3.K1.1")),
            ("3.k1.1", Some("3.K1.1")),
            ("3b.1.A", Some("3B.1.a")),
            ("c1", Some("C1")),
            ("één", Some("ÉÉN")),
            // The sign for kelvin is a k in lower case.
            ("4\u{212a}", Some("4k")),
            ("3.kpis", None),
            ("3.K1.", None),
            ("", None),
        ] {
            let item = plan.item(typed);
            assert_eq!(item.map(|it| it.id()), found, "{typed}");
        }
        // Exactly as typed goes before any other spelling.
        plan.parties[2].id = "4K".to_string();
        assert_eq!(plan.item("4K").map(|it| it.id()), Some("4K"));
        assert_eq!(plan.item("4k").map(|it| it.id()), Some("4k"));
    }
}
