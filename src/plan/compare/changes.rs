//! What came, went, split, merged or moved, and what differs of what goes on, by the table of
//! fields. Ids of the old plan are read as those they became; a day a new year moved by a year is
//! the same day.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;
use serde::Serialize;
use serde_json::Value;

use super::pairs::{Fate, Pair};
use crate::plan::edit::{Field, Takes};
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Id, Plan, Status, words};

/// Something that is otherwise in the new plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What became of it.
    pub fate: Fate,
    /// What it is.
    pub sort: Sort,
    /// In the old plan.
    pub old: Vec<Named>,
    /// In the new one.
    pub new: Vec<Named>,
    /// Why it no longer holds, where the plan says so.
    pub reason: Option<String>,
    /// Where it stood and stands now, where that is under another item.
    pub moved: Option<Moved>,
    /// What differs of it.
    pub fields: Vec<FieldChange>,
}

/// From where to where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Under which item it stood.
    pub from: String,
    /// Under which it stands.
    pub to: String,
}

/// An item by its id and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: Id,
    /// Its words.
    pub words: String,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its key.
    pub field: &'static str,
    /// Its Dutch name.
    pub label: &'static str,
    /// Whether it holds words of the plan.
    pub text: bool,
    /// What it was, in Dutch.
    pub from: String,
    /// What it is.
    pub to: String,
}

/// What two plans have to do with each other.
struct Between<'a> {
    old: &'a Plan,
    new: &'a Plan,
    /// What an id of the old plan became, where it became one other.
    became: HashMap<&'a str, &'a str>,
    /// The ids of what goes with each other, an old one before a new one.
    together: HashSet<(&'a str, &'a str)>,
}

/// Everything that is otherwise.
pub fn changes<'a>((old, new): (&'a Plan, &'a Plan), pairs: &[Pair<'a>]) -> Vec<Change> {
    let each = pairs.iter().flat_map(|pair| {
        let with = |old: &Item<'a>| {
            let old = old.id();
            pair.new.iter().map(move |new| (old, new.id()))
        };
        pair.old.iter().flat_map(with)
    });
    let ones = pairs
        .iter()
        .filter(|pair| pair.old.len() == 1 && pair.new.len() == 1);
    let ones = ones.flat_map(|pair| pair.old.iter().zip(&pair.new));
    let between = Between {
        old,
        new,
        became: ones.map(|(old, new)| (old.id(), new.id())).collect(),
        together: each.collect(),
    };
    let fates = |of_old: bool| -> HashMap<&str, Fate> {
        let all = pairs.iter().flat_map(|pair| {
            let side = if of_old { &pair.old } else { &pair.new };
            side.iter().map(|it| (it.id(), pair.fate()))
        });
        all.collect()
    };
    let (old_fates, new_fates) = (fates(true), fates(false));
    // What came or went with what it lies in goes without saying.
    let tells = |pair: &&Pair<'_>| {
        let fate = pair.fate();
        let with = |items: &[Item<'_>], fates: &HashMap<&str, Fate>| {
            let mut around = items.iter().filter_map(|it| around(*it));
            around.any(|id| fates.get(id) == Some(&fate))
        };
        fate == Fate::Same || !(with(&pair.old, &old_fates) || with(&pair.new, &new_fates))
    };
    let whole = between.whole().into_iter();
    let items = pairs.iter().filter(tells);
    whole
        .chain(items.filter_map(|pair| between.change(pair)))
        .collect()
}

/// The id of what an item lies in.
fn around(item: Item<'_>) -> Option<&str> {
    match item {
        Item::Theme(_, it) | Item::Kpi(_, it) | Item::Topic(_, it) | Item::Regie(_, it) => {
            Some(&it.id)
        }
        Item::Goal(_, it) => Some(&it.id),
        Item::Action(_, it) => Some(&it.id),
        Item::Indicator(_, it) => Some(&it.id),
        _ => None,
    }
}

impl<'a> Between<'a> {
    /// What differs of the plan itself; its name, its years and that it was adopted do by nature.
    fn whole(&self) -> Option<Change> {
        let fields = Field::of(Sort::Plan)
            .filter(|field| !matches!(field.key, "title" | "slug" | "adopted" | "period"));
        let of = |plan: &Plan, field: &Field| field.in_plan(plan, WHOLE).unwrap_or_default();
        let fields = fields
            .filter_map(|field| self.differs(field, (&of(self.old, field), &of(self.new, field))));
        let named = |plan: &Plan| Named {
            id: WHOLE.to_string(),
            words: plan.title.clone(),
        };
        let fields: Vec<FieldChange> = fields.collect();
        (!fields.is_empty()).then(|| Change {
            fate: Fate::Same,
            sort: Sort::Plan,
            old: vec![named(self.old)],
            new: vec![named(self.new)],
            reason: None,
            moved: None,
            fields,
        })
    }

    fn change(&self, pair: &Pair<'a>) -> Option<Change> {
        let fate = pair.fate();
        let sort = pair.old.iter().chain(&pair.new).next()?.sort();
        let (moved, fields) = match (pair.old.as_slice(), pair.new.as_slice()) {
            ([old], [new]) if fate == Fate::Same => {
                (self.moved(*old, *new), self.fields(*old, *new))
            }
            _ => (None, Vec::new()),
        };
        if fate == Fate::Same && moved.is_none() && fields.is_empty() {
            return None;
        }
        let names = |items: &[Item<'_>]| items.iter().map(|it| named(*it)).collect();
        Some(Change {
            fate,
            sort,
            old: names(&pair.old),
            new: names(&pair.new),
            reason: Some(pair)
                .filter(|_| fate == Fate::Went)
                .and_then(|pair| reason(pair)),
            moved,
            fields,
        })
    }

    /// From under which item to which other, where that isn't what the first became.
    fn moved(&self, old: Item<'a>, new: Item<'a>) -> Option<Moved> {
        let (from, to) = (around(old)?, around(new)?);
        let same = self.together.contains(&(from, to));
        (!same).then(|| Moved {
            from: words::titled(self.old, from),
            to: words::titled(self.new, to),
        })
    }

    fn fields(&self, old: Item<'_>, new: Item<'_>) -> Vec<FieldChange> {
        let fields = Field::of(new.sort());
        fields
            .filter_map(|field| self.differs(field, (&field.now(old), &field.now(new))))
            .collect()
    }

    fn differs(&self, field: &'static Field, (from, to): (&Value, &Value)) -> Option<FieldChange> {
        let same = match field.takes {
            Takes::Party
            | Takes::Parties
            | Takes::Goals
            | Takes::Covers
            | Takes::Chapter
            | Takes::Row => self.became(from) == *to,
            Takes::Day => self.a_year_on(from) == *to || from == to,
            _ => from == to,
        };
        let said = |plan: &Plan, value: &Value| field.said(plan, value);
        (!same).then(|| FieldChange {
            field: field.key,
            label: field.label,
            text: field.printed || matches!(field.takes, Takes::LongText | Takes::Blocks),
            from: said(self.old, from),
            to: said(self.new, to),
        })
    }

    /// Ids of the old plan as what they became.
    fn became(&self, value: &Value) -> Value {
        match value {
            Value::Array(all) => all.iter().map(|it| self.became(it)).collect(),
            Value::String(id) => self
                .became
                .get(id.as_str())
                .map_or(id.as_str(), |id| *id)
                .into(),
            other => other.clone(),
        }
    }

    /// A day of the old plan as many years on as the new plan is.
    fn a_year_on(&self, value: &Value) -> Value {
        let day = value.as_str().and_then(date::of_iso);
        let on = day.map(|day| date::in_year(day, day.year() + self.new.year - self.old.year));
        on.map_or(Value::Null, |day| date::iso_text(day).into())
    }
}

fn named(item: Item<'_>) -> Named {
    let words = match item {
        Item::Indicator(..) | Item::Party(_) | Item::Regie(..) => words::name(&item),
        item => words::text(&item),
    };
    Named {
        id: item.id().to_string(),
        words,
    }
}

/// Why it isn't there any more: as it was dropped, in either plan; of an action how it ended.
fn reason(pair: &Pair<'_>) -> Option<String> {
    let mut all = pair.new.iter().chain(&pair.old);
    all.find_map(|item| match item {
        Item::Action(it, _) if matches!(it.status, Status::Done | Status::Dropped) => {
            Some(words::status(it.status).to_string())
        }
        item => {
            let dropped = item.dropped()?;
            let reason = dropped
                .reason
                .as_ref()
                .map_or_else(String::new, |it| format!(": {it}"));
            Some(format!(
                "vervallen per {}{reason}",
                date::dutch(dropped.date)
            ))
        }
    })
}
