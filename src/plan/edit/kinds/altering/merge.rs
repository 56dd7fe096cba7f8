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
use crate::plan::model::party::Party;
use crate::plan::model::sort::Sort;
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

/// A reference: the item, the key, the place in its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Ref {
    /// It became one to the other.
    Became(Id, String, usize),
    /// It went, as the other stood there already, or leads by now; `false` where it is the other that went,
    /// beside the one that led.
    Went(Id, String, usize, bool),
}

/// Why the one no longer holds: the other stands behind it.
const MERGED_WITH: &str = "samengevoegd met ";

/// The party a party went up in, and that one in another again; none of one that didn't.
pub fn went_up_in<'a>(plan: &'a Plan, party: &Party) -> Option<&'a Party> {
    let step = |party: &Party| {
        let reason = party.dropped.as_ref()?.reason.as_deref()?;
        plan.party(reason.strip_prefix(MERGED_WITH)?)
    };
    let way = std::iter::successors(step(party), |it| step(it));
    way.take(plan.parties.len()).last()
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
        let before = plan.clone();
        for (of, field) in references(plan, |takes| matches!(takes, Takes::Party | Takes::Parties))
        {
            for found in found(&before, (&of, field), id, into) {
                changes.push(turned(plan, &found, into, None)?);
                refs.push(found);
            }
        }
        let dropped = Dropped {
            date: self.date,
            reason: Some(format!("{MERGED_WITH}{into}")),
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

/// The references to `id` in a field, as they come to refer to the other. A list names each once, and no party
/// stands beside itself: from *met* goes who leads or carries out by now.
fn found(plan: &Plan, (of, field): (&str, &Field), id: &str, into: &str) -> Vec<Ref> {
    let value = field.in_plan(plan, of).unwrap_or_default();
    let key = || (of.to_string(), field.key.to_string());
    let became = |place| {
        let (of, key) = key();
        Ref::Became(of, key, place)
    };
    let went = |place, own| {
        let (of, key) = key();
        Ref::Went(of, key, place, own)
    };
    if value == id {
        return vec![became(0)];
    }
    let place = |list: &Value, party: &str| list.as_array()?.iter().position(|it| it == party);
    let leads = leading(field).and_then(|field| field.in_plan(plan, of));
    let leads = leads.unwrap_or_default();
    let [own, other] = [id, into].map(|party| place(&value, party));
    let [led, leads] = [id, into].map(|party| place(&leads, party).is_some());
    let mut all = match (own, other) {
        (Some(own), None) if led || leads => vec![went(own, true)],
        (Some(own), None) => vec![became(own)],
        (Some(own), Some(_)) => vec![went(own, true)],
        (None, _) => Vec::new(),
    };
    if let Some(other) = other.filter(|_| led) {
        all.push(went(other, false));
    }
    // From behind, so that the places hold.
    all.sort_by_key(|it| match it {
        Ref::Became(.., place) | Ref::Went(.., place, _) => std::cmp::Reverse(*place),
    });
    all
}

/// The field of who leads or carries out, beside that of who does so with them.
fn leading(field: &Field) -> Option<&'static Field> {
    match (field.of, field.key) {
        (Sort::Regie, "with") => Field::named(Sort::Regie, "holders"),
        (Sort::Action, "with") => Field::named(Sort::Action, "executors"),
        _ => None,
    }
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
        (Ref::Went(.., own), Some(back)) => {
            let place = (*place).min(list.len());
            let who = if *own { to } else { back };
            list.insert(place, who.into());
            let what = crate::plan::edit::What::Insert(place, crate::plan::edit::Json::of(who));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::lookup::Item;

    /// Who leads and who with, before and after *politie* goes up in *om*.
    #[test]
    fn no_party_stands_beside_itself() {
        let plan: Plan = serde_json::from_str(include_str!(
            "../../../../../data/uitvoeringsplan-2026.json"
        ))
        .unwrap();
        for (holders, with, led, beside) in [
            ("politie", "om", "om", ""),
            ("om", "politie", "om", ""),
            ("politie", "gemeente om", "om", "gemeente"),
            ("gemeente", "politie om", "gemeente", "om"),
            ("politie om", "gemeente", "om", "gemeente"),
            ("om", "gemeente politie", "om", "gemeente"),
            // What stood so before, and isn't about them.
            ("om", "om gemeente", "om", "om gemeente"),
        ] {
            let list = |text: &str| serde_json::json!(text.split_whitespace().collect::<Vec<_>>());
            let mut plan = plan.clone();
            put(&mut plan, "R3.1", "holders", list(holders)).unwrap();
            put(&mut plan, "R3.1", "with", list(with)).unwrap();
            let of = |plan: &Plan| match plan.item("R3.1") {
                Some(Item::Regie(it, _)) => (it.holders.join(" "), it.with.join(" ")),
                _ => panic!("no statement"),
            };
            let mut after = plan.clone();
            let merge = MergeEdit {
                id: "politie".to_string(),
                into: "om".to_string(),
                date: NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
                refs: Vec::new(),
                aliases: Vec::new(),
                back: false,
                why: None,
            };
            let done = merge.apply(&mut after).unwrap();
            assert_eq!(
                of(&after),
                (led.to_string(), beside.to_string()),
                "{holders} / {with}"
            );
            done.edit.inverse().apply(&mut after).unwrap();
            assert_eq!(after, plan, "{holders} / {with}");
        }
    }
}
