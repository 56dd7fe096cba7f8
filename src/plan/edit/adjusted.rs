//! A moved goalpost stays visible: what an indicator asked on a day, what it asked before, and
//! how many KPIs came and went.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::Value;

use crate::plan::edit::history::{self, Entry};
use crate::plan::edit::{Edit, Field, SetEdit};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind};
use crate::plan::model::sort::Sort;
use crate::plan::{Plan, words};

impl Plan {
    /// An indicator as it held at the end of a day: the light of a day uses the target of that
    /// day.
    pub fn held_on<'a>(&self, indicator: &'a Indicator, day: NaiveDate) -> Cow<'a, Indicator> {
        on(self, indicator, day)
    }
}

fn on<'a>(plan: &Plan, indicator: &'a Indicator, day: NaiveDate) -> Cow<'a, Indicator> {
    let later = |entry: &&Entry| entry.at.date_naive() > day;
    let about = |entry: &Entry| set_of(entry, &indicator.id).is_some();
    // The history is in the order of time: for today this looks at nothing.
    let changed = plan.history.iter().rev().take_while(later).any(about);
    if !changed {
        return Cow::Borrowed(indicator);
    }
    let standing: Vec<&Entry> = history::adjusting(plan).filter(later).collect();
    let mut written = serde_json::to_value(indicator).unwrap_or_default();
    for set in standing
        .iter()
        .rev()
        .filter_map(|it| set_of(it, &indicator.id))
    {
        if let Some(object) = written.as_object_mut() {
            object.insert(set.field.clone(), set.from.clone());
        }
    }
    serde_json::from_value(written).map_or(Cow::Borrowed(indicator), Cow::Owned)
}

fn set_of<'a>(entry: &'a Entry, id: &str) -> Option<&'a SetEdit> {
    match &entry.edit {
        Edit::Set(set) if set.id == id => Some(set),
        _ => None,
    }
}

/// What is wanted was something else before: `was 10 tot 01-07-2026, raad 26.041`; of more than
/// one, the last first. None where it never changed.
pub fn was(plan: &Plan, indicator: &Indicator) -> Option<String> {
    let key = match indicator.kind {
        Kind::Milestone => "due",
        _ => "target",
    };
    let field = Field::named(Sort::Indicator, key)?;
    let touched = plan
        .history
        .iter()
        .any(|it| set_of(it, &indicator.id).is_some());
    if !touched {
        return None;
    }
    let sets = history::adjusting(plan).filter_map(|entry| {
        let set = set_of(entry, &indicator.id)?;
        (set.field == key).then_some((entry, set))
    });
    let mut said: Vec<String> = sets
        .map(|(entry, set)| {
            let from = field.said(plan, &set.from);
            let until = date::dutch(entry.at.date_naive());
            let decision = set.why.as_ref().and_then(|why| why.decision.as_deref());
            let decision = decision.and_then(|id| plan.decision(id));
            let decision = decision.map_or_else(String::new, |it| format!(", {}", it.shown()));
            format!("was {from} tot {until}{decision}")
        })
        .collect();
    said.reverse();
    (!said.is_empty()).then(|| said.join("; "))
}

/// `49 KPI's vastgesteld, 2 vervallen, 1 toegevoegd`; none where none came or went.
pub fn kpis(plan: &Plan) -> Option<String> {
    let added: HashSet<&str> = history::adjusting(plan)
        .filter_map(|entry| match &entry.edit {
            Edit::Add(add) if add.sort == Sort::Kpi => add.item.get("id").and_then(Value::as_str),
            _ => None,
        })
        .collect();
    let all = || plan.every_kpi().map(|(kpi, _)| kpi);
    let added = all().filter(|kpi| added.contains(&*kpi.id)).count();
    let dropped = all().filter(|kpi| kpi.dropped.is_some()).count();
    if added + dropped == 0 {
        return None;
    }
    let adopted = words::counted(all().count() - added, "KPI", "KPI's");
    Some(format!(
        "{adopted} vastgesteld, {dropped} vervallen, {added} toegevoegd"
    ))
}
