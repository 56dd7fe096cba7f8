//! The items and lists of a plan, to change: an item as it would stand in the document, and the
//! list a sort of item stands in.

use std::collections::HashMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Error, Value};

use super::record::Record;
use super::sort::{Sort, WHOLE};
use super::step::{self, Step};
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::life::Decision;
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::model::party::Party;
use crate::plan::model::regie::Regie;
use crate::plan::model::tables::budget::Amount;
use crate::plan::model::tables::capacity::Fte;
use crate::plan::model::{Action, Chapter, Goal, Id, Plan, Theme, Topic};

/// An item that can be edited.
#[derive(Debug)]
pub enum ItemMut<'a> {
    /// The plan itself, without what has an id of its own in it.
    Plan(&'a mut Plan),
    /// A chapter.
    Chapter(&'a mut Chapter),
    /// A theme.
    Theme(&'a mut Theme),
    /// A goal.
    Goal(&'a mut Goal),
    /// An action.
    Action(&'a mut Action),
    /// A KPI.
    Kpi(&'a mut Kpi),
    /// An indicator.
    Indicator(&'a mut Indicator),
    /// A statement on regie.
    Regie(&'a mut Regie),
    /// A topic.
    Topic(&'a mut Topic),
    /// A party.
    Party(&'a mut Party),
    /// A row of a budget table.
    Amount(&'a mut Amount),
    /// A row of a capacity table.
    Fte(&'a mut Fte),
    /// A decision.
    Decision(&'a mut Decision),
    /// A meeting.
    Meeting(&'a mut Meeting),
    /// An action point.
    Point(&'a mut ActionPoint),
}

/// Asks each sort of item the same.
macro_rules! each {
    ($of:expr, $it:ident => $what:expr, plan $plan:ident => $whole:expr) => {
        match $of {
            ItemMut::Plan($plan) => $whole,
            ItemMut::Chapter($it) => $what,
            ItemMut::Theme($it) => $what,
            ItemMut::Goal($it) => $what,
            ItemMut::Action($it) => $what,
            ItemMut::Kpi($it) => $what,
            ItemMut::Indicator($it) => $what,
            ItemMut::Regie($it) => $what,
            ItemMut::Topic($it) => $what,
            ItemMut::Party($it) => $what,
            ItemMut::Amount($it) => $what,
            ItemMut::Fte($it) => $what,
            ItemMut::Decision($it) => $what,
            ItemMut::Meeting($it) => $what,
            ItemMut::Point($it) => $what,
        }
    };
}

impl ItemMut<'_> {
    /// Changes one of its values by key, as it stands in the document: the item is read back by
    /// the same rules as a file, and stays as it was where it doesn't fit.
    ///
    /// # Errors
    /// Where it would not be read.
    pub fn set(&mut self, key: &str, value: Value) -> Result<(), Error> {
        each!(self, it => rewritten(*it, key, value), plan plan => plan.alone(|plan| rewritten(plan, key, value)))
    }

    /// One of its values as text, its keys in their own order; null where it is left out.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn raw(&mut self, key: &str) -> Result<Box<RawValue>, Error> {
        each!(self, it => raw_of(*it, key), plan plan => plan.alone(|plan| raw_of(plan, key)))
    }

    /// One of its values; null where it is left out.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn value(&mut self, key: &str) -> Result<Value, Error> {
        let of = |written: Value| written.get(key).cloned().unwrap_or_default();
        each!(self, it => serde_json::to_value(&**it), plan plan => plan.alone(|plan| serde_json::to_value(&*plan)))
            .map(of)
    }
}

/// A value by its key as it would be written, its own keys in their order; null where it is left
/// out.
///
/// # Errors
/// Where it can't be written.
pub fn raw_of<T: Serialize>(item: &T, key: &str) -> Result<Box<RawValue>, Error> {
    let written = to_raw_value(item)?;
    let mut members: HashMap<String, Box<RawValue>> = serde_json::from_str(written.get())?;
    let value = members.remove(key);
    Ok(value.unwrap_or_else(|| RawValue::NULL.to_owned()))
}

fn rewritten<T: Serialize + DeserializeOwned>(
    item: &mut T,
    key: &str,
    value: Value,
) -> Result<(), Error> {
    let mut written = serde_json::to_value(&*item)?;
    if let Some(object) = written.as_object_mut() {
        object.insert(key.to_string(), value);
    }
    *item = serde_json::from_value(written)?;
    Ok(())
}

/// A list of items of one sort.
pub trait List {
    /// The place of the item with this id.
    fn place(&self, id: &str) -> Option<usize>;
    /// The id at a place.
    fn id(&self, place: usize) -> Option<&str>;
    /// How many.
    fn count(&self) -> usize;
    /// The id of the last.
    fn end(&self) -> Option<&str> {
        self.id(self.count().checked_sub(1)?)
    }
    /// The item at a place, as it would stand in the document.
    ///
    /// # Errors
    /// Where it can't be written.
    fn written(&self, place: usize) -> Result<Value, Error>;
    /// The same as text, its keys in their own order.
    ///
    /// # Errors
    /// Where it can't be written.
    fn raw(&self, place: usize) -> Result<Box<RawValue>, Error>;
    /// Puts an item before the one that stands there.
    ///
    /// # Errors
    /// Where it would not be read.
    fn put(&mut self, place: usize, item: Value) -> Result<(), Error>;
    /// An item goes.
    fn take(&mut self, place: usize);

    /// Puts an item behind its neighbour; first without one, and last where that has gone. Gives
    /// its place, and what stands before it.
    ///
    /// # Errors
    /// Where it would not be read.
    fn put_after(
        &mut self,
        after: Option<&str>,
        item: Value,
    ) -> Result<(usize, Option<Id>), Error> {
        let behind = |id| self.place(id).map_or(self.count(), |place| place + 1);
        let place = after.map_or(0, behind);
        let before = place.checked_sub(1).and_then(|before| self.id(before));
        let before = before.map(str::to_string);
        self.put(place, item)?;
        Ok((place, before))
    }
}

impl<T: Record + Serialize + DeserializeOwned> List for Vec<T> {
    fn place(&self, id: &str) -> Option<usize> {
        self.iter().position(|it| it.id() == id)
    }

    fn id(&self, place: usize) -> Option<&str> {
        self.get(place).map(Record::id)
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn written(&self, place: usize) -> Result<Value, Error> {
        serde_json::to_value(self.get(place))
    }

    fn raw(&self, place: usize) -> Result<Box<RawValue>, Error> {
        to_raw_value(&self.get(place))
    }

    fn put(&mut self, place: usize, item: Value) -> Result<(), Error> {
        self.insert(place.min(self.len()), serde_json::from_value(item)?);
        Ok(())
    }

    fn take(&mut self, place: usize) {
        if place < self.len() {
            self.remove(place);
        }
    }
}

impl Plan {
    /// The plan while what has an id of its own in it is set aside: changed by that at no cost.
    fn alone<T>(&mut self, change: impl FnOnce(&mut Self) -> T) -> T {
        let parties = std::mem::take(&mut self.parties);
        let chapters = std::mem::take(&mut self.chapters);
        let tables = (
            std::mem::take(&mut self.budgets),
            std::mem::take(&mut self.capacity),
        );
        let meetings = std::mem::take(&mut self.meetings);
        let points = std::mem::take(&mut self.action_points);
        let history = std::mem::take(&mut self.history);
        let out = change(self);
        (self.parties, self.chapters) = (parties, chapters);
        (self.budgets, self.capacity) = tables;
        (self.meetings, self.action_points, self.history) = (meetings, points, history);
        out
    }

    /// The item with exactly this id, to edit; [`WHOLE`] is the plan itself.
    pub fn item_mut(&mut self, id: &str) -> Option<ItemMut<'_>> {
        if let Some(steps) = self.steps_to(id) {
            return self.item_mut_at(&steps);
        }
        self.give_places();
        (id == WHOLE).then_some(ItemMut::Plan(self))
    }

    /// The item at the end of a way down, to edit.
    pub fn item_mut_at(&mut self, steps: &[Step]) -> Option<ItemMut<'_>> {
        self.give_places();
        match steps {
            [Step::Key("meetings"), Step::Index(at)] => {
                self.meetings.get_mut(*at).map(ItemMut::Meeting)
            }
            [Step::Key("action_points"), Step::Index(at)] => {
                self.action_points.get_mut(*at).map(ItemMut::Point)
            }
            [Step::Key("parties"), Step::Index(at)] => {
                self.parties.get_mut(*at).map(ItemMut::Party)
            }
            [Step::Key("decisions"), Step::Index(at)] => {
                self.decisions.get_mut(*at).map(ItemMut::Decision)
            }
            [Step::Key("budgets"), Step::Index(table), _, Step::Index(at)] => {
                let table = self.budgets.get_mut(*table)?;
                table.rows.get_mut(*at).map(ItemMut::Amount)
            }
            [
                Step::Key("capacity"),
                Step::Index(table),
                _,
                Step::Index(at),
            ] => {
                let table = self.capacity.get_mut(*table)?;
                table.rows.get_mut(*at).map(ItemMut::Fte)
            }
            [Step::Key("chapters"), Step::Index(at), rest @ ..] => {
                in_chapter(self.chapters.get_mut(*at)?, rest)
            }
            _ => None,
        }
    }

    /// The list items of a sort stand in under `into` ([`WHOLE`]: the plan itself), with the way
    /// down to its object and its key there.
    pub fn list_mut(
        &mut self,
        sort: Sort,
        into: &str,
    ) -> Option<(Vec<Step>, &'static str, &mut dyn List)> {
        self.give_places();
        if into == WHOLE && self.steps_to(into).is_none() {
            let (key, list): (_, &mut dyn List) = match sort {
                Sort::Chapter => ("chapters", &mut self.chapters),
                Sort::Party => ("parties", &mut *self.parties),
                Sort::Decision => ("decisions", &mut self.decisions),
                _ => return None,
            };
            return Some((Vec::new(), key, list));
        }
        match sort {
            Sort::Amount => {
                let at = self.budgets.iter().position(|table| table.id == into)?;
                let rows = &mut self.budgets.get_mut(at)?.rows;
                Some((step::through(&[("budgets", at)]), "rows", rows))
            }
            Sort::Fte => {
                let at = self.capacity.iter().position(|table| table.id == into)?;
                let rows = &mut self.capacity.get_mut(at)?.rows;
                Some((step::through(&[("capacity", at)]), "rows", rows))
            }
            _ => {
                let object = self.steps_to(into)?;
                let (key, list) = list_of(self.item_mut(into)?, sort)?;
                Some((object, key, list))
            }
        }
    }

    /// What an item stands in, and the item before it there; none for what is no list of the
    /// plan.
    pub fn standing(&mut self, id: &str) -> Option<(Sort, Id, Option<Id>)> {
        let sort = self.item(id).filter(|item| item.id() == id)?.sort();
        let into = self.holder_of(id)?;
        let (_, _, list) = self.list_mut(sort, &into)?;
        let place = list.place(id)?;
        let after = place.checked_sub(1).and_then(|before| list.id(before));
        Some((sort, into.clone(), after.map(str::to_string)))
    }

    /// The id of what an item stands in.
    fn holder_of(&self, id: &str) -> Option<Id> {
        use super::lookup::Item;
        let regie = || {
            let mut all = self.every_statement();
            let found = all.find(|statement| statement.regie.id == id)?;
            let theme = found.theme.map(|theme| theme.id.clone());
            theme.or_else(|| Some(found.chapter.id.clone()))
        };
        Some(match self.item(id)? {
            Item::Chapter(_) | Item::Party(_) | Item::Decision(_) => WHOLE.to_string(),
            Item::Theme(_, chapter) | Item::Kpi(_, chapter) | Item::Topic(_, chapter) => {
                chapter.id.clone()
            }
            Item::Goal(_, theme) => theme.id.clone(),
            Item::Action(_, goal) => goal.id.clone(),
            Item::Indicator(_, kpi) => kpi.id.clone(),
            Item::Regie(..) => return regie(),
            Item::Amount(_, table) => table.id.clone(),
            Item::Fte(_, table) => table.id.clone(),
            Item::Meeting(_) | Item::Point(_) => return None,
        })
    }
}

fn list_of(item: ItemMut<'_>, sort: Sort) -> Option<(&'static str, &mut dyn List)> {
    Some(match (item, sort) {
        (ItemMut::Chapter(it), Sort::Theme) => ("themes", &mut it.themes),
        (ItemMut::Chapter(it), Sort::Kpi) => ("kpis", &mut it.kpis),
        (ItemMut::Chapter(it), Sort::Topic) => ("topics", &mut it.topics),
        (ItemMut::Chapter(it), Sort::Regie) => ("regie", &mut it.regie),
        (ItemMut::Theme(it), Sort::Goal) => ("goals", &mut it.goals),
        (ItemMut::Theme(it), Sort::Regie) => ("regie", &mut it.regie),
        (ItemMut::Goal(it), Sort::Action) => ("actions", &mut it.actions),
        (ItemMut::Kpi(it), Sort::Indicator) => ("indicators", &mut it.indicators),
        _ => return None,
    })
}

fn in_chapter<'a>(chapter: &'a mut Chapter, rest: &[Step]) -> Option<ItemMut<'a>> {
    match rest {
        [] => Some(ItemMut::Chapter(chapter)),
        [Step::Key("topics"), Step::Index(at)] => chapter.topics.get_mut(*at).map(ItemMut::Topic),
        [Step::Key("regie"), Step::Index(at)] => chapter.regie.get_mut(*at).map(ItemMut::Regie),
        [Step::Key("kpis"), Step::Index(at), rest @ ..] => {
            let kpi = chapter.kpis.get_mut(*at)?;
            match rest {
                [_, Step::Index(at)] => kpi.indicators.get_mut(*at).map(ItemMut::Indicator),
                _ => Some(ItemMut::Kpi(kpi)),
            }
        }
        [Step::Key("themes"), Step::Index(at), rest @ ..] => {
            in_theme(chapter.themes.get_mut(*at)?, rest)
        }
        _ => None,
    }
}

fn in_theme<'a>(theme: &'a mut Theme, rest: &[Step]) -> Option<ItemMut<'a>> {
    match rest {
        [] => Some(ItemMut::Theme(theme)),
        [Step::Key("regie"), Step::Index(at)] => theme.regie.get_mut(*at).map(ItemMut::Regie),
        [Step::Key("goals"), Step::Index(at), rest @ ..] => {
            let goal = theme.goals.get_mut(*at)?;
            match rest {
                [_, Step::Index(at)] => goal.actions.get_mut(*at).map(ItemMut::Action),
                _ => Some(ItemMut::Goal(goal)),
            }
        }
        _ => None,
    }
}
