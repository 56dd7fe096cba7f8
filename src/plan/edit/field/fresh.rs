//! Something new, as it would stand in the document: of its fields, and what nobody types.

use serde_json::{Map, Value, json};

use super::Field;
use crate::plan::Plan;
use crate::plan::edit::ids::free;
use crate::plan::model::sort::Sort;

/// A new item of a sort under `into`, of the values of its own fields and, of a KPI, those of its
/// indicator.
///
/// # Errors
/// The first field that can't be without a value and has none.
pub fn fresh(
    plan: &Plan,
    (sort, into): (Sort, &str),
    mut item: Map<String, Value>,
    mut indicator: Map<String, Value>,
) -> Result<Value, &'static Field> {
    let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
    let id = free(plan, sort, into, name);
    given(plan, (sort, into, &id), &mut item);
    complete(sort, &item)?;
    if sort == Sort::Kpi {
        let first = format!("{id}.1");
        given(plan, (Sort::Indicator, &id, &first), &mut indicator);
        if let Some(text) = item.get("text").cloned() {
            // What it counts may be said in the words of the KPI.
            indicator.entry("label".to_string()).or_insert(text);
        }
        complete(Sort::Indicator, &indicator)?;
        item.insert("indicators".to_string(), json!([indicator]));
    }
    Ok(Value::Object(item))
}

/// What nobody types: the id, a number, what a kind of item is by itself.
fn given(plan: &Plan, (sort, into, id): (Sort, &str, &str), item: &mut Map<String, Value>) {
    let mut fill = |key: &str, value: Value| {
        item.entry(key.to_string()).or_insert(value);
    };
    fill("id", id.into());
    let chapter = plan.chapters.iter().find(|chapter| chapter.id == into);
    match sort {
        Sort::Chapter => {
            let last = plan.chapters.iter().map(|it| it.number).max();
            fill("number", (last.unwrap_or(0) + 1).into());
        }
        Sort::Theme => fill("letter", id.chars().last().map(String::from).into()),
        Sort::Goal => {
            let themes = plan.chapters.iter().flat_map(|it| &it.themes);
            let goals = themes.filter(|it| it.id == into).flat_map(|it| &it.goals);
            let last = goals.map(|goal| goal.number).max();
            fill("number", (last.unwrap_or(0) + 1).into());
        }
        Sort::Kpi => {
            let kpis = chapter.into_iter().flat_map(|it| &it.kpis);
            let last = kpis.map(|it| it.group).max();
            fill("group", (last.unwrap_or(0) + 1).into());
        }
        Sort::Indicator => fill("kind", "count".into()),
        Sort::Regie => fill("found", "regie".into()),
        Sort::Party => fill("kind", "partner".into()),
        _ => {}
    }
}

/// That every field is there that can't be without.
fn complete(sort: Sort, item: &Map<String, Value>) -> Result<(), &'static Field> {
    let lacking = |field: &&Field| {
        let by_itself = field.key == "once";
        !field.optional && !by_itself && !item.contains_key(field.key)
    };
    Field::of(sort).find(lacking).map_or(Ok(()), Err)
}
