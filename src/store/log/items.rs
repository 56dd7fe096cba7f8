//! The rows of `regie.item`: what a plan comes to, a row an item, for whoever reads with SQL.
//!
//! A row has the item as it stands in the document, without the items that lie in it, and
//! `in`, the id of what it lies in; `chapter`; and for what has a light `stands`: the light with
//! the day it was of. A light depends on the day, so it is of the last save that touched the item.
//! An action has `asked_by`: the day from which it is late, also where that follows from its rhythm. A reading is a row of its
//! own, `3.K1.1/12`: the twelfth that was recorded.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Error, Map, Value, json, to_string};

use crate::plan::edit::Edit;
use crate::plan::edit::history::Entry;
use crate::plan::figures::agenda::of_action;
use crate::plan::figures::light::{expected, propose, propose_kpi, shown};
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::lookup::Item;
use crate::plan::model::shared::Shared;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Action, Id, Plan};

/// Every row, as on a day: a JSON array.
///
/// # Errors
/// Where one can't be written.
pub fn all(plan: &Plan, on: NaiveDate) -> Result<String, Error> {
    array(&every(plan, on)?)
}

/// The rows that entries touched, as on a day, of the plan after them; what has gone has no body.
///
/// # Errors
/// Where one can't be written.
pub fn touched(plan: &Plan, entries: &[Entry], on: NaiveDate) -> Result<String, Error> {
    let Some(ids) = ids(plan, entries) else {
        // The plan itself changed, and with it what follows for any item.
        let mut rows = every(plan, on)?;
        rows.extend(entries.iter().flat_map(gone).filter_map(|id| {
            let is_there = plan.item(&id).is_some_and(|item| item.id() == id);
            (!is_there).then(|| Row::without(id))
        }));
        return array(&rows);
    };
    let seen = plan.in_year(plan.years().year_of(on));
    let row = |id: &Id| {
        let Some((item, chapter)) = seen.item_within(id) else {
            return Ok(Row::without(id.clone()));
        };
        row(&seen, item, chapter.map(|it| it.id.as_str()), on)
    };
    let rows: Result<Vec<Row>, Error> = ids.iter().map(row).collect();
    let mut rows = rows?;
    rows.extend(readings_of(plan, entries)?);
    array(&rows)
}

/// What a row is of.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Of {
    Reading,
    #[serde(untagged)]
    Item(Sort),
}

/// A row.
#[derive(Debug)]
struct Row {
    id: Id,
    sort: Option<Of>,
    /// As JSON.
    body: Option<String>,
}

/// Rows as a JSON array. What a row has of an item is written once, and is not read again to be written with the rest:
/// it may be long.
fn array(rows: &[Row]) -> Result<String, Error> {
    let mut all = String::from("[");
    for row in rows {
        if all.len() > 1 {
            all.push(',');
        }
        let (id, sort) = (to_string(&row.id)?, to_string(&row.sort)?);
        let body = row.body.as_deref().unwrap_or("null");
        for part in [
            "{\"id\":",
            &id,
            ",\"sort\":",
            &sort,
            ",\"body\":",
            body,
            "}",
        ] {
            all.push_str(part);
        }
    }
    all.push(']');
    Ok(all)
}

impl Row {
    /// Of something that isn't there.
    const fn without(id: Id) -> Self {
        Self {
            id,
            sort: None,
            body: None,
        }
    }

    /// With what it has beside what is written of it, which goes before that.
    fn of(
        id: &str,
        sort: Of,
        mut body: String,
        beside: &Map<String, Value>,
    ) -> Result<Self, Error> {
        if !beside.is_empty() {
            let beside = to_string(beside)?;
            let all = beside.strip_prefix('{').unwrap_or_default();
            body.pop();
            if !body.ends_with('{') {
                body.push(',');
            }
            body.push_str(all);
        }
        // PostgreSQL has no text with a NUL in it.
        if body.contains("\\u0000") {
            let mut read = serde_json::from_str(&body)?;
            without_nul(&mut read);
            body = read.to_string();
        }
        Ok(Self {
            id: id.to_string(),
            sort: Some(sort),
            body: Some(body),
        })
    }
}

fn every(plan: &Plan, on: NaiveDate) -> Result<Vec<Row>, Error> {
    let seen = plan.in_year(plan.years().year_of(on));
    let mut rows = vec![whole(plan)?];
    // Depth first: what follows a chapter lies in it.
    let mut chapter = None;
    for item in seen.items().chain(seen.entries()) {
        if let Item::Chapter(it) = item {
            chapter = Some(it.id.as_str());
        }
        rows.push(row(&seen, item, chapter, on)?);
    }
    for item in plan.items() {
        if let Item::Indicator(indicator, _) = item {
            rows.extend(readings(indicator, 0..indicator.readings.len())?);
        }
    }
    Ok(rows)
}

/// Readings of an indicator, by their places: each is a row of its own, since a save adds one to as many as there are. They
/// are of all years, and of no day.
fn readings(indicator: &Indicator, places: Range<usize>) -> Result<Vec<Row>, Error> {
    let of = |place| {
        let nth = place + 1;
        let id = format!("{}/{nth}", indicator.id);
        let Some(reading) = indicator.readings.get(place) else {
            return Ok(Row::without(id));
        };
        let mut beside = Map::new();
        beside.insert("in".to_string(), json!(indicator.id));
        beside.insert("nth".to_string(), json!(nth));
        Row::of(&id, Of::Reading, to_string(reading)?, &beside)
    };
    places.map(of).collect()
}

/// The readings that entries recorded, replaced or took back, which are the last ones, and those that came with what they
/// added.
fn readings_of(plan: &Plan, entries: &[Entry]) -> Result<Vec<Row>, Error> {
    let mut places: BTreeMap<&str, (&Indicator, usize, Range<usize>)> = BTreeMap::new();
    // From the end, as many as there are by now, to what was there before.
    for entry in entries.iter().rev() {
        let mut added = Vec::new();
        let ids = match &*entry.edit {
            Edit::Reading(it) => std::slice::from_ref(&it.id),
            Edit::Add(it) => {
                named(&it.item, &mut added);
                &added
            }
            _ => continue,
        };
        for id in ids {
            let Some(Item::Indicator(indicator, _)) = plan.item(id) else {
                continue;
            };
            let now = indicator.readings.len();
            let place = (indicator, now, now..now);
            let (_, after, places) = places.entry(&indicator.id).or_insert(place);
            let Edit::Reading(it) = &*entry.edit else {
                places.start = 0;
                continue;
            };
            let between = after.saturating_sub(usize::from(it.to.is_some()));
            *after = between + usize::from(it.from.is_some());
            places.start = places.start.min(between);
            places.end = places.end.max(*after);
        }
    }
    let mut rows = Vec::new();
    for (indicator, _, places) in places.into_values() {
        rows.extend(readings(indicator, places)?);
    }
    Ok(rows)
}

/// What entries touched: the items, what lies in them, and what is judged by them; none where that
/// may be anything.
fn ids(plan: &Plan, entries: &[Entry]) -> Option<BTreeSet<Id>> {
    let mut ids = BTreeSet::new();
    for entry in entries {
        if matches!(*entry.edit, Edit::Merge(_)) || entry.edit.id() == Some(WHOLE) {
            return None;
        }
        ids.extend(gone(entry));
        let exactly = |id| plan.item_within(id).map(|(item, _)| item);
        let item = entry.edit.id();
        let Some(item) = item.and_then(|id| exactly(id).or_else(|| plan.item(id))) else {
            continue;
        };
        below(item, &mut ids);
        if let Item::Indicator(_, kpi) = item {
            ids.insert(kpi.id.clone());
        }
    }
    Some(ids)
}

/// What an entry names itself, which may not be there any more.
fn gone(entry: &Entry) -> Vec<Id> {
    let mut ids: Vec<Id> = entry.edit.id().map(str::to_string).into_iter().collect();
    match &*entry.edit {
        Edit::Add(it) => named(&it.item, &mut ids),
        Edit::Merge(it) => ids.push(it.into.clone()),
        _ => {}
    }
    ids.retain(|id| id != WHOLE);
    ids
}

/// Every id in an item as it is written.
fn named(value: &Value, ids: &mut Vec<Id>) {
    match value {
        Value::Array(list) => list.iter().for_each(|it| named(it, ids)),
        Value::Object(keys) => {
            ids.extend(keys.get("id").and_then(Value::as_str).map(str::to_string));
            keys.values()
                .filter(|it| it.is_array())
                .for_each(|it| named(it, ids));
        }
        _ => {}
    }
}

/// An item with all that lies in it.
fn below(item: Item<'_>, ids: &mut BTreeSet<Id>) {
    ids.insert(item.id().to_string());
    let actions = |actions: &[Action], ids: &mut BTreeSet<Id>| {
        ids.extend(actions.iter().map(|it| it.id.clone()));
    };
    match item {
        Item::Theme(theme, _) => {
            for goal in &theme.goals {
                ids.insert(goal.id.clone());
                actions(&goal.actions, ids);
            }
            ids.extend(theme.regie.iter().map(|it| it.id.clone()));
        }
        Item::Goal(goal, _) => actions(&goal.actions, ids),
        Item::Kpi(kpi, _) => ids.extend(kpi.indicators.iter().map(|it| it.id.clone())),
        _ => {}
    }
}

/// The plan as a whole: what no item has.
fn whole(plan: &Plan) -> Result<Row, Error> {
    let years = plan.years();
    let body = json!({
        "title": plan.title,
        "municipality": plan.municipality,
        "from": years.from,
        "to": years.to,
        "adopted": plan.adopted,
        "default_executor": plan.default_executor,
    });
    Row::of(WHOLE, Of::Item(Sort::Plan), body.to_string(), &Map::new())
}

fn row(plan: &Plan, item: Item<'_>, chapter: Option<&str>, on: NaiveDate) -> Result<Row, Error> {
    let mut beside = Map::new();
    let inside = inside(item);
    if let Some(inside) = inside {
        beside.insert("in".to_string(), json!(inside));
    }
    let in_table = matches!(item, Item::Amount(..) | Item::Fte(..));
    if let Some(chapter) = chapter.filter(|_| !in_table && inside.is_some()) {
        beside.insert("chapter".to_string(), json!(chapter));
    }
    match item {
        Item::Kpi(kpi, _) => {
            beside.insert("stands".to_string(), of_kpi(plan, kpi, on));
        }
        Item::Indicator(it, _) => {
            beside.insert("stands".to_string(), of_indicator(plan, it, on));
        }
        Item::Action(action, _) => {
            let (executors, named) = plan.executors(action);
            beside.insert("executors".to_string(), json!(executors));
            beside.insert("named".to_string(), json!(named));
            let due = of_action(action, chapter.unwrap_or_default(), plan.year, on);
            let due = due.map(|it| it.due.to_string());
            beside.insert("asked_by".to_string(), json!(due));
        }
        _ => {}
    }
    let sort = Of::Item(item.sort());
    Row::of(item.id(), sort, written(item, &beside)?, &beside)
}

/// As it stands in the document, without what has a row of its own and what is told beside it.
fn written(item: Item<'_>, beside: &Map<String, Value>) -> Result<String, Error> {
    let own: &[&str] = match item {
        Item::Chapter(_) => &["themes", "regie", "kpis", "topics"],
        Item::Theme(..) => &["goals", "regie"],
        Item::Goal(..) => &["actions"],
        Item::Kpi(kpi, _) => {
            // Without what would be taken out of it again.
            let alone = Kpi {
                indicators: Vec::new(),
                ..kpi.clone()
            };
            return without(&to_string(&alone)?, &["indicators"], beside);
        }
        Item::Action(..) => &["executors"],
        Item::Indicator(indicator, _) => {
            let alone = Indicator {
                readings: Shared::default(),
                ..indicator.clone()
            };
            return without(&to_string(&alone)?, &["readings"], beside);
        }
        _ => return to_string(&item),
    };
    without(&to_string(&item)?, own, beside)
}

/// What is written, without some keys of it.
fn without(whole: &str, own: &[&str], beside: &Map<String, Value>) -> Result<String, Error> {
    let mut keys: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(whole)?;
    keys.retain(|key, _| !own.contains(&&**key) && !beside.contains_key(&**key));
    to_string(&keys)
}

/// What an item lies in.
fn inside(item: Item<'_>) -> Option<&str> {
    Some(match item {
        Item::Theme(_, chapter)
        | Item::Kpi(_, chapter)
        | Item::Topic(_, chapter)
        | Item::Regie(_, chapter) => &chapter.id,
        Item::Goal(_, theme) => &theme.id,
        Item::Action(_, goal) => &goal.id,
        Item::Indicator(_, kpi) => &kpi.id,
        Item::Amount(_, table) => &table.id,
        Item::Fte(_, table) => &table.id,
        Item::Chapter(_)
        | Item::Party(_)
        | Item::Meeting(_)
        | Item::Point(_)
        | Item::Decision(_) => return None,
    })
}

fn of_kpi(plan: &Plan, kpi: &Kpi, on: NaiveDate) -> Value {
    json!({
        "on": on.to_string(),
        "light": shown(plan, kpi, on),
        "judged": kpi.judgement().is_some(),
        "proposed": propose_kpi(plan, kpi, on),
    })
}

fn of_indicator(plan: &Plan, indicator: &Indicator, on: NaiveDate) -> Value {
    json!({
        "on": on.to_string(),
        "light": propose(plan, indicator, on),
        "expected": expected(indicator, on, plan.year),
        "reading": indicator.latest(),
        "target": indicator.target,
    })
}

fn without_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|it| it != '\0'),
        Value::Array(list) => list.iter_mut().for_each(without_nul),
        Value::Object(keys) => {
            keys.retain(|key, _| !key.contains('\0'));
            keys.values_mut().for_each(without_nul);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};

    fn small() -> Plan {
        let text = include_str!("../../../tests/stores/valid/small.json");
        serde_json::from_str(text).unwrap()
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    /// The table a database has of rows, and what rows make of it.
    fn kept(mut table: BTreeMap<String, Value>, rows: &str) -> BTreeMap<String, Value> {
        let rows: Value = serde_json::from_str(rows).unwrap();
        for row in rows.as_array().unwrap() {
            let id = row["id"].as_str().unwrap().to_string();
            if row["body"].is_null() {
                table.remove(&id);
                table.retain(|_, it| it["sort"] != "reading" || it["body"]["in"] != *id);
            } else {
                table.insert(id, row.clone());
            }
        }
        table
    }

    #[test]
    fn a_row_an_item_with_where_it_lies_and_how_it_stands() {
        let rows = kept(BTreeMap::new(), &all(&small(), day()).unwrap());
        let plan = small();
        let items = plan.items().chain(plan.entries());
        let of_reading = rows.values().filter(|row| row["sort"] == "reading").count();
        assert_eq!((of_reading, rows.len()), (1, items.count() + 1 + 1));
        for (id, key, value) in [
            ("plan", "/body/from", json!(2026)),
            ("1A.1.a", "/sort", json!("action")),
            ("1A.1.a", "/body/in", json!("1A.1")),
            ("1A.1.a", "/body/chapter", json!("1")),
            ("1A.1.a", "/body/executors", json!(["oovb"])),
            ("1A.1.a", "/body/named", json!(false)),
            ("1.K1", "/body/stands/light", json!("red")),
            ("1.K1", "/body/stands/on", json!("2026-11-23")),
            ("1.K1.2", "/body/stands/light", json!("red")),
            ("1.K1.2", "/body/stands/reading/of", json!(17)),
            ("1.K1.2/1", "/body/in", json!("1.K1.2")),
            ("1.K1.2/1", "/body/value", json!(12)),
            ("1.K1.3", "/body/in", json!("1.K1")),
            ("B1", "/body/amount", json!(47000)),
            ("C1", "/body/in", json!("fte")),
        ] {
            assert_eq!(
                rows[id].pointer(key),
                Some(&value),
                "{id} {key}: {}",
                rows[id]
            );
        }
        assert!(rows["1"]["body"].get("themes").is_none());
        assert!(rows["1.K1.2"]["body"].get("readings").is_none());
    }

    /// Whatever is done, the rows that come with each save leave the table as making it anew would.
    #[test]
    fn the_rows_of_each_save_are_all_that_changed() {
        let author = Author {
            name: "A".to_string(),
            at: "2026-11-23T14:02:11+01:00".parse().unwrap(),
            meeting: None,
        };
        let mut plan = small();
        let mut table = kept(BTreeMap::new(), &all(&plan, day()).unwrap());
        let mut done = 0;
        for number in 0..200_u32 {
            let samples = Edit::SAMPLES;
            let sample = samples[number as usize * 7 % samples.len()];
            let edit = sample(&plan, number / 3, &format!("tekst {number}\0"));
            let edit = edit.because(
                &plan,
                Some(&serde_json::from_str(r#"{"reason":"x"}"#).unwrap()),
            );
            let intent = match number % 5 {
                3 => Intent::Undo,
                4 => Intent::Redo,
                _ => Intent::Edit(vec![edit]),
            };
            let next = transaction(plan.clone(), &intent, &author, Role::Administrator);
            let Ok(Some(next)) = next else {
                continue;
            };
            plan = next.plan;
            table = kept(table, &touched(&plan, &next.entries, day()).unwrap());
            done += 1;
            let anew = kept(BTreeMap::new(), &all(&plan, day()).unwrap());
            for (id, row) in &anew {
                assert_eq!(table.get(id), Some(row), "{id} after {:?}", next.entries);
            }
            assert_eq!(table.len(), anew.len(), "after {:?}", next.entries);
        }
        assert!(done > 60, "{done}");
    }
}
