//! A field of an item gets another value.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::edit::field::Field;
use crate::plan::edit::role::Role;
use crate::plan::edit::said::{Said, Told};
use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::lookup::{Item, ItemMut};
use crate::plan::model::meeting::Meeting;
use crate::plan::{Id, Plan};

/// From one value to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetEdit {
    /// The item.
    pub id: Id,
    /// The key of the field.
    pub field: String,
    /// The value it was based on.
    pub from: Value,
    /// The new value.
    pub to: Value,
    /// Why the plan changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// Why the plan changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// In words.
    pub reason: String,
    /// The decision it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Id>,
}

impl Kind for SetEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn role(&self) -> Role {
        Field::named(&self.field).map_or(Role::Administrator, |field| field.role)
    }

    fn is_undoable(&self) -> bool {
        Field::named(&self.field).is_some()
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let id = &self.id;
        let field = Field::named(&self.field).ok_or_else(|| {
            let field = &self.field;
            Refusal::Unfit(format!(
                "het veld “{field}” kent deze versie van regie niet"
            ))
        })?;
        let item = plan.item(id).filter(|item| item.id() == id);
        if !item.is_some_and(field.of) {
            return Err(Refusal::not_found(id));
        }
        let steps = plan.steps_to(id);
        let (Some(object), Some(item)) = (steps, plan.item_mut(id)) else {
            return Err(Refusal::not_found(id));
        };
        match item {
            ItemMut::Action(it) => self.set(field, it)?,
            ItemMut::Kpi(it) => self.set(field, it)?,
            ItemMut::Indicator(it) => self.set(field, it)?,
            ItemMut::Meeting(it) => self.set(field, it)?,
        }
        let change = Change::set(&object, field.key, &self.to);
        Ok(Done::new(self.clone(), [change]))
    }

    fn inverse(&self) -> Edit {
        let it = self.clone();
        Edit::Set(Self {
            from: it.to,
            to: it.from,
            ..it
        })
    }

    fn sentence(&self, _: &Plan) -> String {
        let Some(field) = Field::named(&self.field) else {
            return format!(
                "{}: een wijziging van een nieuwere versie van regie",
                self.id
            );
        };
        let (from, to) = (field.said(&self.from), field.said(&self.to));
        format!("{}: {} {to}, dat was {from}", self.id, field.label)
    }

    fn regardless(&self, plan: &Plan) -> Option<Edit> {
        let from = Field::named(&self.field)?.now(plan.item(&self.id)?);
        let it = self.clone();
        Some(Edit::Set(Self { from, ..it }))
    }

    fn announcement(&self, before: &Plan) -> String {
        let Some(field) = Field::named(&self.field) else {
            return self.sentence(before);
        };
        let (from, to) = (field.said(&self.from), field.said(&self.to));
        format!("{}: {} {to} (was {from})", self.id, field.label)
    }

    fn told<'a>(&'a self, plan: &'a Plan, _: &Meeting, _: &[&'a Edit]) -> Option<Told<'a>> {
        Some(Told::with(plan, &self.id))
    }

    /// Of each field where it began and where it ended.
    fn said<'a>(_: &'a Plan, edits: &[&'a Edit]) -> Vec<Said<'a>> {
        let mut ends: Vec<(&Self, &Self)> = Vec::new();
        for edit in edits {
            let Edit::Set(it) = edit else { continue };
            let same =
                |(first, _): &&mut (&Self, &Self)| first.id == it.id && first.field == it.field;
            match ends.iter_mut().find(same) {
                Some((_, last)) => *last = it,
                None => ends.push((it, it)),
            }
        }
        let changed = ends
            .into_iter()
            .filter(|(first, last)| first.from != last.to);
        let said = changed.filter_map(|(first, last)| {
            let field = Field::named(&first.field)?;
            Some(Said::Field {
                field,
                from: &first.from,
                to: &last.to,
            })
        });
        said.collect()
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, _: &str) -> Edit {
        use crate::plan::model::date;
        let id = ["1A.1.a", "1A.1.b"][number as usize % 2];
        let (action, ..) = plan.actions().find(|(it, ..)| it.id == id).unwrap();
        let value = |day: Option<_>| day.map_or(Value::Null, |day| date::iso_text(day).into());
        let day = chrono::NaiveDate::from_yo_opt(2026, number % 365 + 1);
        Edit::Set(Self {
            id: id.to_string(),
            field: "due".to_string(),
            from: value(action.due),
            to: value(day.filter(|_| !number.is_multiple_of(3))),
            why: None,
        })
    }
}

impl SetEdit {
    /// From what an item's field holds to another value; none where it holds that already.
    pub fn of(field: &Field, item: Item<'_>, to: Value) -> Option<Self> {
        let from = field.now(item);
        (from != to).then(|| Self {
            id: item.id().to_string(),
            field: field.key.to_string(),
            from,
            to,
            why: None,
        })
    }

    /// Sets the field in the item as it stands in the document, and reads it back: what doesn't
    /// fit is refused by the same rules as in a file.
    fn set<T: Serialize + DeserializeOwned>(
        &self,
        field: &Field,
        item: &mut T,
    ) -> Result<(), Refusal> {
        let unfit = |_| Refusal::Unfit(format!("dat kan niet voor het veld {}", field.label));
        let mut written = serde_json::to_value(&*item).map_err(unfit)?;
        let now = written.get(field.key).cloned().unwrap_or(Value::Null);
        if now != self.from {
            return Err(Refusal::Conflict {
                id: self.id.clone(),
                now: field.said(&now),
                based_on: field.said(&self.from),
            });
        }
        if let Some(object) = written.as_object_mut() {
            object.insert(field.key.to_string(), self.to.clone());
        }
        *item = serde_json::from_value(written).map_err(unfit)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        serde_json::from_str(include_str!("../../../../tests/stores/valid/small.json")).unwrap()
    }

    fn set(id: &str, field: &str, from: &str, to: &str) -> SetEdit {
        let value = |text: &str| serde_json::from_str(text).unwrap();
        SetEdit {
            id: id.to_string(),
            field: field.to_string(),
            from: value(from),
            to: value(to),
            why: None,
        }
    }

    #[test]
    fn what_can_not_be_set_is_refused_and_nothing_changes() {
        for (edit, refused) in [
            (set("1A.1.a", "due", "null", "\"2026-06-30\""), "-"),
            // Based on a day that isn't there (any more).
            (
                set("1A.1.a", "due", "\"2026-01-02\"", "null"),
                "Conflict { id: \"1A.1.a\", now: \"geen\", based_on: \"02-01-2026\" }",
            ),
            (
                set("1A.1.a", "due", "null", "\"ooit\""),
                "Unfit(\"dat kan niet voor het veld uiterlijk\")",
            ),
            (
                set("1A.1.a", "colour", "null", "1"),
                "Unfit(\"het veld “colour” kent deze versie van regie niet\")",
            ),
            (set("1.K1", "due", "null", "null"), "NotFound(\"1.K1\")"),
            (set("1a.1.A", "due", "null", "null"), "NotFound(\"1a.1.A\")"),
        ] {
            let mut after = plan();
            let said = match edit.apply(&mut after) {
                Ok(_) => "-".to_string(),
                Err(why) => format!("{why:?}"),
            };
            assert_eq!(said, refused, "{edit:?}");
            assert_eq!(after == plan(), refused != "-", "{edit:?}");
        }
    }

    #[test]
    fn a_field_of_a_newer_version_is_kept_and_not_taken_back() {
        let json = r#"{"what":"set","id":"1.K1","field":"colour","from":1,"to":{"b":1,"a":2}}"#;
        let edit: Edit = serde_json::from_str(json).unwrap();
        assert!(!edit.is_undoable());
        assert_eq!(edit.role(), Role::Administrator);
        let said = "1.K1: een wijziging van een nieuwere versie van regie";
        assert_eq!(edit.sentence(&plan()), said);
    }
}
