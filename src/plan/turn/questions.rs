//! The open questions of a new year: what it took over and nobody confirmed. They stand in the plan
//! itself as `to_confirm`, so that a walk along them can be left and taken up again, and an
//! answered one is none any more.

use std::cell::{LazyCell, OnceCell};
use std::collections::HashSet;
use std::fmt;

use super::years;
use crate::plan::edit::{Field, confirmable, sort_of};
use crate::plan::model::doubt::Doubt;
use crate::plan::model::kpi::{Earlier, Value as Reading};
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::model::parts::Parts;
use crate::plan::model::shared::Shared;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::model::tables::budget::Budget;
use crate::plan::model::tables::capacity::Capacity;
use crate::plan::{Chapter, Id, Plan, Status, words};

/// What a question is about, in the order they are asked: what doesn't go on raises no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// What was made of words of a document: is that so?
    Doubt,
    /// An open action: on, or dropped?
    Action,
    /// An open action point: on, or dropped?
    Point,
    /// A KPI of which all was reached: again, or dropped?
    Reached,
    /// Words that name the year that ended.
    Words,
    /// A target without a figure.
    Target,
    /// A year without a final reading.
    Final,
    /// A baseline that is offered.
    Baseline,
    /// A day a year on.
    Day,
    /// Fte that was expansion, and may exist now.
    Expansion,
    /// Anything else.
    Other,
}

impl Topic {
    /// Each, in their order.
    pub const ALL: [Self; 11] = [
        Self::Doubt,
        Self::Action,
        Self::Point,
        Self::Reached,
        Self::Words,
        Self::Target,
        Self::Final,
        Self::Baseline,
        Self::Day,
        Self::Expansion,
        Self::Other,
    ];

    /// Its Dutch name in one word, as it is typed in the shell.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Doubt => "twijfels",
            Self::Action => "acties",
            Self::Point => "actiepunten",
            Self::Reached => "gehaald",
            Self::Words => "teksten",
            Self::Target => "streefwaarden",
            Self::Final => "eindstanden",
            Self::Baseline => "nulmetingen",
            Self::Day => "dagen",
            Self::Expansion => "uitbreiding",
            Self::Other => "overig",
        }
    }

    /// What is asked of all of them.
    pub const fn asks(self) -> &'static str {
        match self {
            Self::Doubt => "uit het document: klopt wat ervan is gemaakt?",
            Self::Action | Self::Point => "gaan ze door, of vervallen ze?",
            Self::Reached => "alles is gehaald: nog een keer, of vervallen ze?",
            Self::Words => "noemen het vorige jaar: klopt de tekst nog?",
            Self::Target => "zonder getal: wat wordt het?",
            Self::Final => "geen stand van december of later: wat was de laatste?",
            Self::Baseline => "vergelijkt het plan met het vorige jaar?",
            Self::Day => "een jaar opgeschoven: kloppen ze?",
            Self::Expansion => "bestaat deze formatie nu?",
            Self::Other => "klopt dit nog?",
        }
    }

    fn of(sort: Sort, key: &str) -> Self {
        match (sort, key) {
            (Sort::Action, "status") => Self::Action,
            (Sort::ActionPoint, "done") => Self::Point,
            (Sort::Kpi, "dropped") => Self::Reached,
            (Sort::Indicator, "target") => Self::Target,
            (Sort::Indicator, "earlier") => Self::Final,
            (Sort::Indicator, "baseline") => Self::Baseline,
            (_, "due" | "start") => Self::Day,
            (Sort::Fte, "expansion") => Self::Expansion,
            _ if Field::named(sort, key).is_some_and(|it| it.takes.is_words()) => Self::Words,
            _ => Self::Other,
        }
    }
}

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub topic: Topic,
    /// The item.
    pub id: Id,
    /// The key that is to be confirmed; empty where a doubt is about no single one.
    pub key: String,
    /// The doubt, where it is one.
    pub doubt: Option<Id>,
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.id, self.key)
    }
}

/// Which questions of a kind one answer is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those of a chapter.
    Chapter(Id),
    /// Doubts of which the same was made.
    Alike,
}

/// Every open question, by topic and then in the order of the plan.
pub fn questions(plan: &Plan) -> Vec<Question> {
    Questions::default().after(plan).all().to_vec()
}

/// The open questions of a plan, kept from one edit to the next: chapters and tables that stayed as they
/// were aren't looked through again.
#[derive(Debug, Default)]
pub struct Questions {
    /// Of the plan as a whole.
    whole: Vec<Question>,
    chapters: Parts<Vec<Question>>,
    /// Of parties, meetings and action points.
    others: Vec<Question>,
    tables: Option<Tables>,
    /// Of decisions, and what is doubted.
    last: Vec<Question>,
    all: OnceCell<Vec<Question>>,
}

/// Those of the rows of tables, and the tables.
#[derive(Debug)]
struct Tables {
    budgets: Shared<Vec<Budget>>,
    capacity: Shared<Vec<Capacity>>,
    open: Vec<Question>,
}

impl Questions {
    /// Those of the plan that came after.
    #[must_use]
    pub fn after(self, plan: &Plan) -> Self {
        let parties = plan.parties.iter().map(Item::Party);
        let meetings = plan.meetings.iter().map(Item::Meeting);
        let points = plan.action_points.iter().map(Item::Point);
        let decisions = plan.decisions.iter().map(Item::Decision);
        let doubts = plan.doubts.iter().map(|doubt| Question {
            topic: Topic::Doubt,
            id: doubt.item.clone(),
            key: doubt.field.clone().unwrap_or_default(),
            doubt: Some(doubt.id.clone()),
        });
        let is_same = |tables: &Tables| {
            tables.budgets.is_same(&plan.budgets) && tables.capacity.is_same(&plan.capacity)
        };
        let tables = self.tables.filter(is_same);
        let tables = tables.unwrap_or_else(|| Tables::of(plan));
        Self {
            whole: open(WHOLE, Sort::Plan, &plan.to_confirm).collect(),
            chapters: self.chapters.after(plan, of_chapter),
            others: of_items(parties.chain(meetings).chain(points)).collect(),
            tables: Some(tables),
            last: of_items(decisions).chain(doubts).collect(),
            all: OnceCell::new(),
        }
    }

    /// Each list of them, in the order of the plan.
    fn lists(&self) -> impl Iterator<Item = &Vec<Question>> {
        let tables = self.tables.iter().map(|it| &it.open);
        let first = std::iter::once(&self.whole).chain(self.chapters.iter());
        first
            .chain([&self.others])
            .chain(tables)
            .chain([&self.last])
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lists().all(Vec::is_empty)
    }

    /// All of them, by topic and then in the order of the plan.
    pub fn all(&self) -> &[Question] {
        self.all.get_or_init(|| {
            let mut all: Vec<Question> = self.lists().flatten().cloned().collect();
            all.sort_by_key(|question| question.topic);
            all
        })
    }
}

impl Tables {
    fn of(plan: &Plan) -> Self {
        let amounts = plan.budgets.iter().flat_map(Budget::items);
        let fte = plan.capacity.iter().flat_map(Capacity::items);
        Self {
            budgets: plan.budgets.clone(),
            capacity: plan.capacity.clone(),
            open: of_items(amounts.chain(fte)).collect(),
        }
    }
}

/// Those of what stands in a chapter.
fn of_chapter(chapter: &Chapter) -> Vec<Question> {
    let going = LazyCell::new(|| -> HashSet<&str> {
        let actions = chapter.actions().map(|(action, ..)| action);
        let going = actions.filter(|it| it.status != Status::Dropped);
        going.map(|it| it.id.as_str()).collect()
    });
    let goes_on = |item: &Item<'_>| match item {
        Item::Action(action, _) => going.contains(action.id.as_str()),
        _ => true,
    };
    let items = chapter.items().filter(|it| !it.to_confirm().is_empty());
    of_items(items.filter(goes_on)).collect()
}

/// Those of items, where they hold.
fn of_items<'a>(items: impl Iterator<Item = Item<'a>>) -> impl Iterator<Item = Question> {
    let asked = items.filter(|item| !item.to_confirm().is_empty() && holds(*item));
    asked.flat_map(|item| open(item.id(), item.sort(), item.to_confirm()))
}

/// Those of one item.
fn open<'a>(id: &'a str, sort: Sort, keys: &'a [String]) -> impl Iterator<Item = Question> + 'a {
    let known = keys
        .iter()
        .filter(move |key| confirmable(sort, key).is_some());
    known.map(move |key| Question {
        topic: Topic::of(sort, key),
        id: id.to_string(),
        key: key.clone(),
        doubt: None,
    })
}

/// Whether something goes on: it and what it is part of; of an action its chapter says.
fn holds(item: Item<'_>) -> bool {
    if item.dropped().is_some() {
        return false;
    }
    match item {
        Item::Goal(_, theme) => theme.dropped.is_none(),
        Item::Indicator(_, kpi) => kpi.dropped.is_none(),
        _ => true,
    }
}

impl Question {
    /// The doubt it is.
    pub fn doubt<'a>(&self, plan: &'a Plan) -> Option<&'a Doubt> {
        let id = self.doubt.as_ref()?;
        plan.doubts.iter().find(|doubt| doubt.id == *id)
    }

    /// The field it is about, where it is one.
    pub fn field(&self, plan: &Plan) -> Option<&'static Field> {
        Field::named(sort_of(plan, &self.id)?, &self.key)
    }

    /// The question in a sentence.
    pub fn asks(&self, plan: &Plan) -> String {
        let year = plan.years().from;
        let ended = year - 1;
        match self.topic {
            Topic::Doubt => self.doubt(plan).map_or_else(String::new, |doubt| {
                format!("{}: {}. Klopt dat?", doubt.place(), doubt.made_of_it)
            }),
            Topic::Action => format!("Gaat deze actie door in {year}?"),
            Topic::Point => "Gaat dit actiepunt door?".to_string(),
            Topic::Reached => {
                format!("In {ended} gehaald. Nog een keer in {year}, of vervalt de KPI?")
            }
            Topic::Words => {
                let label = self.field(plan).map_or("Tekst", |field| field.head);
                let named = self.named(plan);
                format!("{label} noemt {named}. Klopt dat nog in {year}?")
            }
            Topic::Target => format!("Geen getal als streefwaarde. Wat wordt het in {year}?"),
            Topic::Final => match self.last(plan).filter(|it| it.value.is_some()) {
                Some(last) => {
                    let last = words::earlier(last);
                    format!("{last}. Was dat de eindstand?")
                }
                None => format!("Van {ended} is geen stand bekend. Wat was de eindstand?"),
            },
            Topic::Baseline => match (self.offer(plan), self.now(plan)) {
                (Some(offer), None) => {
                    format!("Vergelijken met {ended}: {offer} als nulmeting?")
                }
                (Some(offer), Some(now)) => {
                    format!("De nulmeting is {now}. Wordt dat {offer}, van {ended}?")
                }
                (None, Some(now)) => format!("De nulmeting is {now}. Blijft dat zo?"),
                (None, None) => format!("Wat was de nulmeting, van {ended}?"),
            },
            Topic::Day => {
                let label = self.field(plan).map_or("Dag", |field| field.head);
                let now = self.now(plan).unwrap_or_default();
                format!("{label} {now}, een jaar later dan in {ended}. Klopt dat?")
            }
            Topic::Expansion => {
                let now = self.now(plan).unwrap_or_default();
                format!("In {ended} was dit {now} fte uitbreiding. Bestaat die nu?")
            }
            Topic::Other => {
                let sort = sort_of(plan, &self.id);
                let label = sort.and_then(|sort| confirmable(sort, &self.key));
                format!("{}: klopt dat nog?", label.unwrap_or(&self.key))
            }
        }
    }

    /// What stands there now, in words; none where nothing does.
    pub fn now(&self, plan: &Plan) -> Option<String> {
        let field = self.field(plan)?;
        let now = field.in_plan(plan, &self.id).filter(|it| !it.is_null())?;
        Some(field.said(plan, &now))
    }

    /// What it could become, as it would be typed: offered, and never taken by itself.
    pub fn offer(&self, plan: &Plan) -> Option<String> {
        match self.topic {
            Topic::Doubt => self.doubt(plan)?.choices.first().cloned(),
            Topic::Baseline => self.baseline(plan).map(|it| it.to_string()),
            Topic::Words => {
                let ended = plan.years().from - 1;
                self.typed(plan).map(|it| years::later(&it, ended, 1))
            }
            _ => self.typed(plan),
        }
    }

    /// What stands there now, as it would be typed; none where nothing does.
    pub fn typed(&self, plan: &Plan) -> Option<String> {
        let field = self.field(plan)?;
        let now = field.in_plan(plan, &self.id).filter(|it| !it.is_null())?;
        Some(field.typed(&now))
    }

    /// The last value of the year that ended, as a baseline of this one.
    pub fn baseline(&self, plan: &Plan) -> Option<Decimal> {
        let last = self.last(plan)?;
        match (last.value?, last.of) {
            (Reading::Number(value), None) => Some(value),
            (Reading::Number(value), Some(of)) => value.percent_of(of).map(Decimal::rounded),
            (Reading::Done(_), _) => None,
        }
    }

    /// How the year ended, of an indicator.
    pub fn last<'a>(&self, plan: &'a Plan) -> Option<&'a Earlier> {
        match plan.item(&self.id)? {
            Item::Indicator(indicator, _) => indicator.earlier.last(),
            _ => None,
        }
    }

    /// The years a text names that it shouldn't any more, perhaps.
    fn named(&self, plan: &Plan) -> String {
        let now = self.now(plan).unwrap_or_default();
        let years = years::before(&now, plan.years().from);
        let years: Vec<String> = years.iter().map(i32::to_string).collect();
        years.join(" en ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_looking_anew_finds() {
        let text = include_str!("../../../data/uitvoeringsplan-2026.json");
        let mut plan: Plan = serde_json::from_str(text).unwrap();
        for chapter in &mut plan.chapters {
            let goals = chapter.themes.iter_mut().flat_map(|it| &mut it.goals);
            for action in goals.flat_map(|it| &mut it.actions) {
                action.to_confirm = vec!["status".to_string(), "due".to_string()];
            }
        }
        plan.to_confirm = vec!["title".to_string()];
        let mut kept = Questions::default();
        // How many there are, as kept and looked for anew.
        let mut count = |plan: &Plan| {
            kept = std::mem::take(&mut kept).after(plan);
            let anew = questions(plan);
            assert_eq!(kept.all(), anew);
            assert_eq!(kept.is_empty(), anew.is_empty());
            anew.len()
        };
        let all = count(&plan);
        assert!(all > 100, "{all}");
        assert_eq!(count(&plan.clone()), all);
        // An action that is answered, and one that goes with its questions.
        let actions = &mut plan.chapters[2].themes[0].goals[0].actions;
        actions[0].to_confirm.clear();
        assert_eq!(count(&plan), all - 2);
        plan.chapters[2].themes[0].goals[1].actions[0].status = Status::Dropped;
        assert_eq!(count(&plan), all - 4);
        // Of a table, and of the plan as a whole.
        plan.capacity[0].rows[0].to_confirm = vec!["existing".to_string()];
        assert_eq!(count(&plan), all - 3);
        plan.to_confirm.clear();
        assert_eq!(count(&plan), all - 4);
        plan.chapters.clear();
        assert_eq!(count(&plan), 1);
        plan.capacity = Vec::new().into();
        assert_eq!(count(&plan), 0);
    }
}
