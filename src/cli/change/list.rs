//! A list of changes from a file: JSON, as they would stand in the history. What follows from
//! the plan may be left out: what stood there, where it stood, the id of something new, the day.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::failure::{FAILED, Failure};
use crate::plan::Plan;
use crate::plan::edit::{Edit, Field, Spot, sort_of};
use crate::plan::model::date;

/// The changes in a file, each on the plan as the ones before it leave it.
pub fn read(path: &Path, plan: &Plan, today: NaiveDate) -> Result<Vec<Edit>, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|why| {
        Failure::new(
            FAILED,
            format!("{shown} is niet te lezen: {}", crate::store::reason(&why)),
        )
    })?;
    let list: Vec<Value> = serde_json::from_str(&text).map_err(|why| {
        let (line, column) = (why.line(), why.column());
        Failure::usage(format!(
            "{shown}: regel {line}, kolom {column}: geen JSON-lijst van wijzigingen"
        ))
    })?;
    let mut plan = plan.clone();
    let mut edits = Vec::new();
    for (place, wanted) in (1..).zip(list) {
        let edit = edit(&mut plan, wanted, today).ok_or_else(|| {
            Failure::usage(format!(
                "{shown}: wijziging {place} is er geen van het plan"
            ))
        })?;
        // What is refused here is refused again, with its reason, when all are saved.
        if let Ok(done) = edit.apply(&mut plan) {
            edits.push(done.edit);
        } else {
            edits.push(edit);
        }
    }
    Ok(edits)
}

/// One change, completed.
fn edit(plan: &mut Plan, mut wanted: Value, today: NaiveDate) -> Option<Edit> {
    let what = wanted.get("what")?.as_str()?.to_string();
    let id = wanted
        .get("id")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_string();
    let object = wanted.as_object_mut()?;
    let mut complete = |key: &str, value: Value| {
        object.entry(key.to_string()).or_insert(value);
    };
    match what.as_str() {
        "set" => {
            let key = object.get("field")?.as_str()?;
            let field = Field::named(sort_of(plan, &id)?, key)?;
            let now = field.in_plan(plan, &id)?;
            object.entry("from").or_insert(now);
        }
        "add" => complete("after", Value::Null),
        "move" => {
            let spot = Spot::of(plan, &id)?;
            complete("from", json!(spot));
        }
        "drop" => {
            let mut item = plan.item_mut(&id)?;
            let now = item.value("dropped").ok()?;
            complete("from", now);
            complete("to", json!({ "date": date::iso_text(today) }));
        }
        "merge" => complete("date", date::iso_text(today).into()),
        _ => return None,
    }
    serde_json::from_value(wanted).ok()
}
