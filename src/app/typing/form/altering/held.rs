//! A field of an item in its form: what it held, what is typed, and what to say beside it.

use serde_json::{Map, Value};

use crate::app::typing::form::fields::{Blank, Fields};
use crate::app::typing::form::subject::Desk;
use crate::plan::edit::{AddEdit, Edit, Field, SetEdit, Takes, fresh};
use crate::plan::model::date;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Id, Plan};

/// A field of an item, and what it held when the form was opened.
#[derive(Debug)]
pub(super) struct Held {
    /// The item; empty for one that is new.
    pub id: Id,
    /// The field.
    pub field: &'static Field,
    /// Its value then.
    pub was: Value,
}

impl Held {
    /// The name of its field in the form, and what stands there before anything is typed.
    pub fn begun(&self) -> (&'static str, String) {
        (self.field.key, self.field.typed(&self.was))
    }

    /// Its field in the form.
    pub const fn blank(&self) -> Blank {
        Blank::of(self.field)
    }

    /// The edit that makes it this.
    pub fn set(&self, to: Value) -> Edit {
        Edit::Set(SetEdit {
            id: self.id.clone(),
            field: self.field.key.to_string(),
            from: self.was.clone(),
            to,
            printed: None,
            why: None,
        })
    }

    /// What is typed, as a value.
    pub fn value(&self, fields: &Fields, desk: Desk<'_>) -> Result<Value, String> {
        let typed = fields.value(self.blank());
        self.field
            .parse_for((desk.plan, &self.id), typed, desk.today)
    }

    /// The names typed in it of parties that aren't in the plan yet.
    pub fn new_parties(&self, fields: &Fields, plan: &Plan) -> Vec<String> {
        if !matches!(self.field.takes, Takes::Party | Takes::Parties) {
            return Vec::new();
        }
        let typed = fields.typed(self.blank()).unwrap_or_default();
        let names = typed.split(", ").map(str::trim).filter(|it| !it.is_empty());
        names
            .filter(|it| !is_party(plan, it))
            .map(String::from)
            .collect()
    }

    /// What someone else made of it, where something is typed in it.
    pub fn meanwhile(&self, fields: &Fields, plan: &Plan) -> Option<Value> {
        let now = self.field.in_plan(plan, &self.id)?;
        (now != self.was && fields.is_typed(self.blank())).then_some(now)
    }

    /// What stands beside it: what was understood, what it was, or what it takes.
    pub fn beside(&self, fields: &Fields, desk: Desk<'_>) -> String {
        let blank = self.blank();
        let takes = self.field.takes;
        let typed = fields.is_typed(blank);
        let new = self.new_parties(fields, desk.plan);
        if !new.is_empty() {
            return format!("komt er als partij bij: {}", new.join(", "));
        }
        let value = match self.value(fields, desk) {
            Ok(value) => value,
            Err(sentence) if typed => return sentence,
            Err(_) => return takes.asks(),
        };
        let long = matches!(takes, Takes::Text | Takes::LongText | Takes::Blocks);
        let was = self.field.said(desk.plan, &self.was);
        let was = (typed && !self.id.is_empty() && !long).then(|| format!("was {was}"));
        let day = value.as_str().and_then(date::of_iso);
        let day = day.filter(|_| typed && takes == Takes::Day);
        let said: Vec<String> = day
            .map(|day| desk.beside_due(day))
            .into_iter()
            .chain(was)
            .collect();
        match (said.is_empty(), fields.focus == blank.name && !long) {
            (true, true) => takes.asks(),
            _ => said.join(" · "),
        }
    }
}

/// The plan with the parties that are named and aren't in it yet, and the edits that add them.
pub(super) fn with_parties(rows: &[Held], fields: &Fields, plan: &Plan) -> (Plan, Vec<Edit>) {
    let (mut plan, mut edits) = (plan.clone(), Vec::new());
    let names: Vec<String> = rows
        .iter()
        .flat_map(|row| row.new_parties(fields, &plan))
        .collect();
    for name in names {
        if is_party(&plan, &name) {
            continue;
        }
        let place = (Sort::Party, WHOLE);
        let item = Map::from_iter([("name".to_string(), name.into())]);
        let item = fresh(&plan, place, item, Map::new());
        let after = plan.parties.last().map(|it| it.id.clone());
        let edit = item.map(|item| {
            Edit::Add(AddEdit {
                sort: Sort::Party,
                into: WHOLE.to_string(),
                after,
                item,
                back: false,
                why: None,
            })
        });
        // A name that can't be one is said beside its field.
        if let Some(edit) = edit.ok().filter(|it| it.apply(&mut plan).is_ok()) {
            edits.push(edit);
        }
    }
    (plan, edits)
}

/// Whether a party is called this.
fn is_party(plan: &Plan, name: &str) -> bool {
    plan.party(name).is_some() || plan.party_called(name).is_some()
}
