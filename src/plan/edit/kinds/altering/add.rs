//! Something new in the plan: a goal, an action, a KPI, a party, a row, a decision.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::edit::ids;
use crate::plan::edit::{Alters, Change, Done, Edit, Json, Kind, Refusal, What, Why};
use crate::plan::model::sort::Sort;
use crate::plan::{Id, Plan, words};

/// It comes after its neighbour, and goes again where it is taken back. It gets the next free id
/// if someone else took its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddEdit {
    /// What it is.
    pub sort: Sort,
    /// What it comes in.
    pub into: Id,
    /// What it comes after; none: it comes first.
    pub after: Option<Id>,
    /// The item, as it stands in the document.
    pub item: Value,
    /// Whether it goes: taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub back: bool,
    /// Why the plan changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

impl Kind for AddEdit {
    fn id(&self) -> Option<&str> {
        self.item.get("id").and_then(Value::as_str)
    }

    fn alters(&self, _: &Plan) -> Option<Alters<'_>> {
        Some(Alters {
            why: self.why.as_ref(),
            // A decision is the reason of others.
            asks: self.sort != Sort::Decision,
        })
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        if self.back {
            return self.taken_back(plan);
        }
        let item = self.with_free_id(plan);
        let Some((object, key, list)) = plan.list_mut(self.sort, &self.into) else {
            return Err(Refusal::no_place(plan, self.sort, &self.into));
        };
        let unfit = |why| unfit(self.sort, &why);
        let after = self.after.as_deref();
        let (place, after) = list.put_after(after, item).map_err(unfit)?;
        let written = list.written(place).map_err(unfit)?;
        let raw = list.raw(place).map_err(unfit)?;
        let change = Change::new(&object, key, What::Insert(place, Json::of(&raw)));
        let edit = Self {
            after,
            item: written,
            ..self.clone()
        };
        Ok(Done::new(edit, [change]))
    }

    fn inverse(&self) -> Edit {
        Edit::Add(Self {
            back: !self.back,
            ..self.clone()
        })
    }

    fn sentence(&self, plan: &Plan) -> String {
        let id = self.id().unwrap_or_default();
        let sort = words::kind_of(self.sort);
        let name = ["text", "name", "subject", "label", "title", "body"];
        let name = name
            .into_iter()
            .find_map(|key| self.item.get(key)?.as_str());
        let name = name.map_or_else(String::new, |name| {
            let cut: String = name.chars().take(60).collect();
            let more = if cut.len() < name.len() { "…" } else { "" };
            format!(", “{cut}{more}”")
        });
        let why = Why::behind(self.why.as_ref(), plan);
        if self.back {
            return format!("{id}: {sort}{name} weer weg{why}");
        }
        format!("{id}: {sort} toegevoegd{name}{why}")
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        use serde_json::json;
        let (sort, into, item) = match number % 6 {
            0 => (Sort::Action, "1A.1", json!({ "text": text })),
            1 => (Sort::Goal, "1A", json!({ "number": 1, "text": text })),
            2 => (
                Sort::Party,
                "plan",
                json!({ "kind": "partner", "name": text }),
            ),
            3 => (
                Sort::Amount,
                "oov",
                json!({ "label": text, "amount": null }),
            ),
            4 => (
                Sort::Decision,
                "plan",
                json!({ "body": "raad", "date": "2026-06-12" }),
            ),
            _ => (Sort::Topic, "1", json!({ "title": "x", "text": text })),
        };
        let mut plan = plan.clone();
        let (_, _, list) = plan.list_mut(sort, into).unwrap();
        let places = list.count() + 1;
        let before = (number as usize / 6 % places).checked_sub(1);
        let after = before.and_then(|place| list.id(place)).map(str::to_string);
        let mut item = item;
        item["id"] = ids::free(&plan, sort, into, text).into();
        Edit::Add(Self {
            sort,
            into: into.to_string(),
            after,
            item,
            back: false,
            why: Some(Why {
                reason: "x".to_string(),
                decision: None,
            }),
        })
    }
}

fn unfit(sort: Sort, why: &serde_json::Error) -> Refusal {
    let sort = sort.word();
    let missing = why.to_string();
    let missing = missing.split('`').nth(1).map(str::to_string);
    Refusal::Unfit(match missing {
        Some(key) => format!("een {sort} kan zo niet: “{key}” ontbreekt of past niet"),
        None => format!("een {sort} kan zo niet"),
    })
}

impl AddEdit {
    /// The item, with another id where its own is or was someone else's. What was taken back
    /// and comes again is itself.
    fn with_free_id(&self, plan: &Plan) -> Value {
        let mut item = self.item.clone();
        let own = self.id().unwrap_or_default();
        let same = |edit: &Edit| match edit {
            Edit::Add(add) if add.id() == self.id() => Some(add.back && add.item == self.item),
            _ => None,
        };
        let last = plan
            .history
            .iter()
            .rev()
            .find_map(|entry| same(&entry.edit));
        let comes_again = last == Some(true) && plan.item(own).is_none();
        if comes_again {
            return item;
        }
        if own.is_empty() || ids::is_used(plan, own) {
            let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
            let free = ids::free(plan, self.sort, &self.into, name);
            renamed(&mut item, (own, &free), &mut ids::used(plan));
        } else if ids::within(&item).iter().any(|id| plan.item(id).is_some()) {
            let there = plan.items().chain(plan.entries());
            let mut taken = there.map(|it| it.id().to_lowercase()).collect();
            renamed(&mut item, (own, own), &mut taken);
        } else {
            // Nobody has or had any of them.
        }
        item
    }

    fn taken_back(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let id = self.id().unwrap_or_default();
        let gone = || Refusal::not_found(id);
        let (_, into, after) = plan.standing(id).ok_or_else(gone)?;
        let (object, key, list) = plan.list_mut(self.sort, &into).ok_or_else(gone)?;
        let place = list.place(id).ok_or_else(gone)?;
        if list.written(place).ok().as_ref() != Some(&self.item) {
            let now = format!("een {} die sindsdien is gewijzigd", self.sort.word());
            return Err(Refusal::conflict(id, now, "zoals toegevoegd"));
        }
        list.take(place);
        let change = Change::remove(&object, key, place);
        let edit = Self {
            into,
            after,
            ..self.clone()
        };
        Ok(Done::new(edit, [change]))
    }
}

/// The id of an item becomes another, and with it those of what lies in it: they begin with its own, or as
/// those of statements do with that of its chapter. What has an id of another make gets the next free one.
fn renamed(item: &mut Value, (from, to): (&str, &str), taken: &mut HashSet<String>) {
    match item {
        Value::Object(members) => {
            if !members.contains_key("id") && !to.is_empty() {
                members.insert("id".to_string(), Value::from(to));
            }
            for (key, value) in members.iter_mut() {
                if let (true, Some(id)) = (key == "id", value.as_str()) {
                    let id = other_id(id, (from, to), taken);
                    taken.insert(id.to_lowercase());
                    *value = id.into();
                } else {
                    renamed_within(value, (from, to), taken);
                }
            }
        }
        other => renamed_within(other, (from, to), taken),
    }
}

fn other_id(id: &str, (from, to): (&str, &str), taken: &HashSet<String>) -> String {
    if let Some(rest) = id.strip_prefix(from) {
        return format!("{to}{rest}");
    }
    let statement = id.strip_prefix('R').and_then(|it| it.strip_prefix(from));
    let statement = statement.filter(|rest| rest.starts_with('.'));
    let id = statement.map_or_else(|| id.to_string(), |rest| format!("R{to}{rest}"));
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let next = (1_u64..).map(|number| format!("{stem}{number}"));
    let mut all = std::iter::once(id.clone()).chain(next);
    all.find(|it| !taken.contains(&it.to_lowercase()))
        .unwrap_or(id)
}

/// The items in a list.
fn renamed_within(value: &mut Value, ids: (&str, &str), taken: &mut HashSet<String>) {
    if let Value::Array(items) = value {
        let inside = items.iter_mut().filter(|it| it.get("id").is_some());
        inside.for_each(|it| renamed(it, ids, taken));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_lies_in_something_new_gets_free_ids_with_it() {
        let plan: Plan = serde_json::from_str(include_str!(
            "../../../../../data/uitvoeringsplan-2026.json"
        ))
        .unwrap();
        let statement = |id: &str| {
            json!({ "id": id, "covers": [], "found": "regie", "holders": [], "subject": "x",
                "text": "x", "title": "x" })
        };
        let theme = |id: &str, statement: Value| {
            json!({ "id": id, "title": "x", "letter": null, "regie": [statement],
                "goals": [{ "id": format!("{id}.1"), "number": 1, "text": "x", "actions": [] }] })
        };
        for (sort, into, item, ids) in [
            // The chapter is there, its statements too.
            (
                Sort::Chapter,
                "plan",
                json!({ "id": "3", "number": 3, "title": "x", "themes": [theme("3A", statement("R3.1"))],
                    "regie": [statement("R3.2")], "kpis": [], "topics": [] }),
                ["12", "12A", "12A.1", "R12.1", "R12.2"].as_slice(),
            ),
            // The theme is not, its statement is.
            (
                Sort::Theme,
                "3",
                theme("3D", statement("R3.1")),
                &["3D", "3D.1", "R3.8"],
            ),
        ] {
            let edit = AddEdit {
                sort,
                into: into.to_string(),
                after: None,
                item,
                back: false,
                why: None,
            };
            let mut found = ids::within(&edit.with_free_id(&plan));
            found.sort();
            assert_eq!(found, ids);
        }
    }
}
