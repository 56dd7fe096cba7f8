//! Two parties are one: what referred to the one refers to the other, which gets its spellings.
//! The one stays, dropped.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::edit::field::refs::references;
use crate::plan::edit::field::{Field, Takes};
use crate::plan::edit::{Alters, Change, Done, Edit, Kind, Refusal, Why};
use crate::plan::model::date;
use crate::plan::model::life::Dropped;
use crate::plan::{Id, Plan};

/// One party goes up in another; or comes apart from it again, where it is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeEdit {
    /// The party that goes up in the other.
    pub id: Id,
    /// The other.
    pub into: Id,
    /// From when on.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// What referred to it: known once it is done.
    #[serde(default)]
    pub refs: Vec<Ref>,
    /// The spellings the other got.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether it is taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub back: bool,
    /// Why the plan changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// A reference: the item, the key, the place in its list; `true` where the other stood in that
/// list already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Ref {
    /// It became one to the other.
    Became(Id, String, usize),
    /// It went, as the other stood there already.
    Went(Id, String, usize, bool),
}

impl Kind for MergeEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn alters(&self, _: &Plan) -> Option<Alters<'_>> {
        Some(Alters::because(self.why.as_ref()))
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        // All or nothing, over many items.
        let mut after = plan.clone();
        let done = if self.back {
            self.apart(&mut after)
        } else {
            self.merged(&mut after)
        }?;
        *plan = after;
        Ok(done)
    }

    fn inverse(&self) -> Edit {
        Edit::Merge(Self {
            back: !self.back,
            ..self.clone()
        })
    }

    fn sentence(&self, plan: &Plan) -> String {
        let (id, into) = (&self.id, &self.into);
        let why = Why::behind(self.why.as_ref(), plan);
        if self.back {
            return format!("{id}: weer los van {into}{why}");
        }
        let refs = crate::plan::words::counted(self.refs.len(), "verwijzing", "verwijzingen");
        format!("{id}: samengevoegd met {into}, {refs}{why}")
    }

    /// Two parties that hold; where there are no two, another comes.
    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        let holding = plan.parties.iter().filter(|it| it.dropped.is_none());
        let mut holding: Vec<&str> = holding.map(|party| party.id.as_str()).collect();
        // OOV&B is what the others are a part of.
        holding.retain(|id| *id != "oovb");
        if holding.len() < 2 {
            return super::add::AddEdit::sample(plan, 2, text);
        }
        let id = holding[number as usize % holding.len()];
        let into = holding[(number as usize + 1) % holding.len()];
        Edit::Merge(Self {
            id: id.to_string(),
            into: into.to_string(),
            date: NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
            refs: Vec::new(),
            aliases: Vec::new(),
            back: false,
            why: Some(Why {
                reason: "x".to_string(),
                decision: None,
            }),
        })
    }
}

impl MergeEdit {
    fn merged(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let (id, into) = (&self.id, &self.into);
        if id == into {
            return Err(Refusal::Unfit(format!("{id} is al één partij")));
        }
        let party = plan.party(id).ok_or_else(|| Refusal::not_found(id))?;
        let other = plan.party(into).ok_or_else(|| Refusal::not_found(into))?;
        if let Some(dropped) = party.dropped.as_ref().or(other.dropped.as_ref()) {
            let day = date::dutch(dropped.date);
            let sentence = format!("een van beide is vervallen per {day}");
            return Err(Refusal::Unfit(sentence));
        }
        if other.part_of.as_ref() == Some(id) {
            let sentence = format!("{into} is een onderdeel van {id}; wijzig dat eerst");
            return Err(Refusal::Unfit(sentence));
        }
        let known: Vec<&str> = other.spellings().collect();
        let mut aliases: Vec<String> = Vec::new();
        for name in party.spellings().filter(|name| !known.contains(name)) {
            if !aliases.iter().any(|it| it == name) {
                aliases.push(name.to_string());
            }
        }
        let mut changes = Vec::new();
        let mut refs = Vec::new();
        for (of, field) in references(plan, |takes| matches!(takes, Takes::Party | Takes::Parties))
        {
            let value = field.in_plan(plan, &of).unwrap_or_default();
            if let Some(found) = found(&of, field, &value, id, into) {
                changes.push(turned(plan, &found, into, None)?);
                refs.push(found);
            }
        }
        let dropped = Dropped {
            date: self.date,
            reason: Some(format!("samengevoegd met {into}")),
            decision: self.why.as_ref().and_then(|why| why.decision.clone()),
        };
        changes.push(set(plan, id, "dropped", &serde_json::json!(dropped))?);
        if !aliases.is_empty() {
            let mut all = plan
                .party(into)
                .map_or_else(Vec::new, |it| it.aliases.clone());
            all.extend(aliases.iter().cloned());
            changes.push(set(plan, into, "aliases", &serde_json::json!(all))?);
        }
        let edit = Self {
            refs,
            aliases,
            ..self.clone()
        };
        Ok(Done::new(edit, changes))
    }

    fn apart(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let (id, into) = (&self.id, &self.into);
        let mut changes = Vec::new();
        if !self.aliases.is_empty() {
            let other = plan.party(into).ok_or_else(|| Refusal::not_found(into))?;
            let mut all = other.aliases.clone();
            all.retain(|name| !self.aliases.contains(name));
            changes.push(set(plan, into, "aliases", &serde_json::json!(all))?);
        }
        changes.push(set(plan, id, "dropped", &Value::Null)?);
        for found in self.refs.iter().rev() {
            changes.push(turned(plan, found, id, Some(into))?);
        }
        Ok(Done::new(self.clone(), changes))
    }
}

/// The references to `id` in a value; there is one at most, as a list names each once.
fn found(of: &str, field: &Field, value: &Value, id: &str, into: &str) -> Option<Ref> {
    let (of, key) = (of.to_string(), field.key.to_string());
    if value == id {
        return Some(Ref::Became(of, key, 0));
    }
    let list = value.as_array()?;
    let place = list.iter().position(|it| it == id)?;
    Some(if list.iter().any(|it| it == into) {
        Ref::Went(of, key, place, true)
    } else {
        Ref::Became(of, key, place)
    })
}

/// A reference to one party becomes one to another; `back` is who it refers to now, where it is
/// turned round again.
fn turned(plan: &mut Plan, found: &Ref, to: &str, back: Option<&Id>) -> Result<Change, Refusal> {
    let (Ref::Became(of, key, place) | Ref::Went(of, key, place, _)) = found;
    let sort = crate::plan::edit::sort_of(plan, of).ok_or_else(|| Refusal::not_found(of))?;
    let field = Field::named(sort, key).ok_or_else(|| Refusal::not_found(of))?;
    let object = plan.steps_to(of).unwrap_or_default();
    let now = field.in_plan(plan, of).unwrap_or_default();
    let changed = || {
        let said = format!("{} {}", field.label, field.said(plan, &now));
        Refusal::conflict(of, said, format!("{} zoals samengevoegd", field.label))
    };
    let Value::Array(mut list) = now.clone() else {
        if back.is_some_and(|back| now != **back) {
            return Err(changed());
        }
        return set(plan, of, field.key, &Value::from(to));
    };
    let change = match (found, back) {
        (Ref::Went(..), None) => {
            list.remove(*place);
            Change::remove(&object, field.key, *place)
        }
        (Ref::Went(..), Some(_)) => {
            let place = (*place).min(list.len());
            list.insert(place, to.into());
            let what = crate::plan::edit::What::Insert(place, crate::plan::edit::Json::of(to));
            Change::new(&object, field.key, what)
        }
        (Ref::Became(..), back) => {
            let stands = list.get(*place);
            if back.is_some_and(|back| stands.is_none_or(|it| it != back.as_str())) {
                return Err(changed());
            }
            list[*place] = to.into();
            Change::replace(&object, field.key, *place, to)
        }
    };
    put(plan, of, field.key, Value::Array(list))?;
    Ok(change)
}

fn set(plan: &mut Plan, id: &str, key: &'static str, value: &Value) -> Result<Change, Refusal> {
    let object = plan.steps_to(id).unwrap_or_default();
    put(plan, id, key, value.clone())?;
    Ok(Change::set(&object, key, value))
}

fn put(plan: &mut Plan, id: &str, key: &str, value: Value) -> Result<(), Refusal> {
    let mut item = plan.item_mut(id).ok_or_else(|| Refusal::not_found(id))?;
    let unfit = |_| Refusal::Unfit(format!("{key} van {id} past niet"));
    item.set(key, value).map_err(unfit)
}
