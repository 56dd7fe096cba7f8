//! A moved goalpost stays visible: what an indicator asked on a day, what it asked before and
//! first, and how many KPIs came and went.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::Value;

use super::adopted::adjusting;
use crate::plan::edit::history::{self, Entry};
use crate::plan::edit::{Edit, SetEdit};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Target};
use crate::plan::model::sort::Sort;
use crate::plan::{Plan, words};

/// The fields that say what is wanted, and by when.
const WANTED: [&str; 3] = ["target", "targets", "due"];

impl Plan {
    /// An indicator as it held at the end of a day: the light of a day uses the target of that
    /// day.
    pub fn held_on<'a>(&self, indicator: &'a Indicator, day: NaiveDate) -> Cow<'a, Indicator> {
        let later = |entry: &&Entry| entry.at.date_naive() > day;
        let about = |entry: &Entry| set_of(entry, &indicator.id).is_some();
        // The history is in the order of time: for today this looks at nothing.
        let changed = self.history.iter().rev().take_while(later).any(about);
        let before = changed.then(|| before(self, indicator, later, |_| true).pop());
        let before = before.flatten().map(|(_, before)| before);
        before.map_or(Cow::Borrowed(indicator), Cow::Owned)
    }

    /// An indicator as it held over time, the oldest first: each with the day it holds from, the
    /// first from the beginning on.
    pub fn held_over<'a>(
        &self,
        indicator: &'a Indicator,
    ) -> Vec<(Option<NaiveDate>, Cow<'a, Indicator>)> {
        let about = |entry: &Entry| set_of(entry, &indicator.id).is_some();
        let mut changes = Vec::new();
        if self.history.iter().any(about) {
            changes = before(self, indicator, |_| true, |_| true);
        }
        let mut from = None;
        let earlier = changes.into_iter().rev().map(|(entry, held)| {
            let began = from.replace(entry.at.date_naive());
            (began, Cow::Owned(held))
        });
        let mut all: Vec<_> = earlier.collect();
        all.push((from, Cow::Borrowed(indicator)));
        all
    }

    /// An indicator as what it was to reach was adopted first, where that was moved since.
    pub fn first_wanted(&self, indicator: &Indicator) -> Option<Indicator> {
        moved(self, indicator).pop().map(|(_, before)| before)
    }
}

/// The changes of an indicator that stand, the last first, each with the indicator as it would be
/// without it and what came after.
fn before<'a>(
    plan: &'a Plan,
    indicator: &Indicator,
    entries: impl Fn(&&Entry) -> bool,
    fields: impl Fn(&str) -> bool,
) -> Vec<(&'a Entry, Indicator)> {
    let standing: Vec<&Entry> = adjusting(plan).filter(entries).collect();
    let mut written = serde_json::to_value(indicator.whole()).unwrap_or_default();
    let sets = standing.into_iter().rev().filter_map(|entry| {
        let set = set_of(entry, &indicator.id).filter(|set| fields(&set.field))?;
        let object = written.as_object_mut()?;
        object.insert(set.field.clone(), set.from.clone());
        let before: Indicator = serde_json::from_value(written.clone()).ok()?;
        Some((
            entry,
            match indicator.seen.as_ref() {
                Some(seen) => before.in_year(plan.years(), seen.year).into_owned(),
                None => before,
            },
        ))
    });
    sets.collect()
}

/// What moved of what is wanted: each change, the last first, with the indicator before it.
fn moved<'a>(plan: &'a Plan, indicator: &Indicator) -> Vec<(&'a Entry, Indicator)> {
    let is_wanted = |key: &str| WANTED.contains(&key);
    let touches = |it: &Entry| set_of(it, &indicator.id).is_some_and(|set| is_wanted(&set.field));
    if !plan.history.iter().any(touches) {
        return Vec::new();
    }
    let mut wanted = wants(indicator);
    let mut all = before(plan, indicator, |_| true, is_wanted);
    all.retain(|(_, before)| std::mem::replace(&mut wanted, wants(before)) != wants(before));
    all
}

/// What an indicator is to reach, and the day that stands in the plan for it.
fn wants(indicator: &Indicator) -> (Option<Target>, Option<NaiveDate>) {
    (indicator.target, indicator.whole().due)
}

fn set_of<'a>(entry: &'a Entry, id: &str) -> Option<&'a SetEdit> {
    match &*entry.edit {
        Edit::Set(set) if set.id == id => Some(set),
        _ => None,
    }
}

/// What is wanted was something else before: `was 10 tot 01-07-2026, raad 26.041`; of more than
/// one, the last first. None where it never changed.
pub fn was(plan: &Plan, indicator: &Indicator) -> Option<String> {
    let mut after = wants(indicator);
    let said: Vec<String> = moved(plan, indicator)
        .into_iter()
        .map(|(entry, before)| {
            let (target, due) = std::mem::replace(&mut after, wants(&before));
            let (was, day) = after;
            let was = (was != target).then(|| was.and_then(words::bounds));
            let day =
                (day != due).then(|| day.map(|day| format!("uiterlijk {}", date::dutch(day))));
            let from = [was, day].into_iter().flatten();
            let from = from.map(|it| it.unwrap_or_else(|| "geen".to_string()));
            let from = from.collect::<Vec<_>>().join(" ");
            let until = date::dutch(entry.at.date_naive());
            let why = set_of(entry, &indicator.id).and_then(|set| set.why.as_ref());
            let decision = why.and_then(|why| plan.decision(why.decision.as_deref()?));
            let decision = decision.map_or_else(String::new, |it| format!(", {}", it.shown()));
            format!("was {from} tot {until}{decision}")
        })
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// `49 KPI's vastgesteld, 2 vervallen, 1 toegevoegd`; none where none came or went.
pub fn kpis(plan: &Plan) -> Option<String> {
    let added: HashSet<&str> = adjusting(plan)
        .filter_map(|entry| match &*entry.edit {
            Edit::Add(add) if add.sort == Sort::Kpi => add.item.get("id").and_then(Value::as_str),
            _ => None,
        })
        .collect();
    // What was dropped while it was a draft was never adopted.
    let adopted: HashSet<u64> = adjusting(plan).map(|it| it.revision).collect();
    let before: HashSet<&str> = history::in_force(&plan.history)
        .filter(|entry| !adopted.contains(&entry.revision))
        .filter_map(|entry| match &*entry.edit {
            Edit::Drop(drop) => drop.to.as_ref().map(|_| drop.id.as_str()),
            _ => None,
        })
        .collect();
    let all = || {
        let all = plan.every_kpi().map(|(kpi, _)| kpi);
        all.filter(|kpi| kpi.dropped.is_none() || !before.contains(&*kpi.id))
    };
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
