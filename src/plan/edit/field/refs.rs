//! What refers to an item, by the table of fields: told before it is dropped, moved or merged.

use serde_json::Value;

use super::{FIELDS, Field, Takes};
use crate::plan::edit::Edit;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Id, Plan, Status};

/// What refers to what is changed, each once; a new text or figure leaves what refers to it as it
/// is.
pub fn touched(plan: &Plan, edits: &[Edit]) -> Vec<Id> {
    let mut once: Vec<Id> = Vec::new();
    for edit in edits {
        let of = match edit {
            Edit::Drop(_) | Edit::Merge(_) | Edit::Move(_) | Edit::Set(_) => edit.id(),
            _ => None,
        };
        for id in of.map_or_else(Vec::new, |id| referring(plan, id)) {
            if !once.contains(&id) {
                once.push(id);
            }
        }
    }
    once
}

/// The ids of what stands in an item and holds: of a goal its actions, of a theme its goals too.
pub fn inside(plan: &Plan, id: &str) -> Vec<Id> {
    let holds = |item: &Item<'_>| item.dropped().is_none();
    let below = |item: &Item<'_>| match item {
        Item::Theme(_, chapter) | Item::Kpi(_, chapter) | Item::Topic(_, chapter) => {
            chapter.id == id
        }
        Item::Goal(_, theme) => theme.id == id,
        Item::Action(action, goal) => goal.id == id && action.status != Status::Dropped,
        Item::Indicator(_, kpi) => kpi.id == id && kpi.indicators.len() > 1,
        _ => false,
    };
    let mut found = Vec::new();
    for item in plan.items().filter(|it| holds(it) && below(it)) {
        found.push(item.id().to_string());
        found.extend(inside(plan, item.id()));
    }
    found
}

/// The ids of what refers to an item: fields that name it, and open action points about it.
pub fn referring(plan: &Plan, id: &str) -> Vec<Id> {
    let refer = |sort: Sort| Field::of(sort).filter(|field| field.takes.refers());
    let names = |value: &Value| {
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        value == id || list.iter().any(|it| it == id)
    };
    let whole = refer(Sort::Plan).any(|it| it.in_plan(plan, WHOLE).is_some_and(|it| names(&it)));
    let mut found: Vec<Id> = whole.then(|| WHOLE.to_string()).into_iter().collect();
    for item in plan.items().chain(plan.entries()) {
        let mut fields = refer(item.sort()).peekable();
        // Most items refer to nothing, and writing one out is the work here.
        let written = fields.peek().and_then(|_| serde_json::to_value(item).ok());
        let refers =
            written.is_some_and(|it| fields.any(|field| it.get(field.key).is_some_and(names)));
        if refers {
            found.push(item.id().to_string());
        }
    }
    found.extend(plan.open_points_about(id).map(|point| point.id.clone()));
    found
}

/// The fields that take such a thing, each with the item it is of.
pub(in crate::plan::edit) fn references(
    plan: &Plan,
    wanted: impl Fn(Takes) -> bool,
) -> Vec<(Id, &'static Field)> {
    let whole = std::iter::once((WHOLE.to_string(), Sort::Plan));
    let items = plan.items().chain(plan.entries());
    let items = items.map(|item| (item.id().to_string(), item.sort()));
    let fields = |sort: Sort| FIELDS.iter().filter(move |field| field.of == sort);
    let all = whole
        .chain(items)
        .flat_map(|(id, sort)| fields(sort).map(move |field| (id.clone(), field)));
    all.filter(|(_, field)| wanted(field.takes)).collect()
}
