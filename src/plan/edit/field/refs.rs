//! What refers to an item, by the table of fields: told before it is dropped, moved or merged.

use super::{FIELDS, Field, Takes};
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Id, Plan};

/// The ids of what refers to an item: fields that name it, and open action points about it.
pub fn referring(plan: &Plan, id: &str) -> Vec<Id> {
    let fields = references(plan, |takes| {
        matches!(
            takes,
            Takes::Party
                | Takes::Parties
                | Takes::Goals
                | Takes::Covers
                | Takes::Chapter
                | Takes::Row
        )
    });
    let mut found: Vec<Id> = Vec::new();
    for (of, field) in fields {
        let value = field.in_plan(plan, &of).unwrap_or_default();
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let names = value == id || list.iter().any(|it| it == id);
        if names && !found.contains(&of) {
            found.push(of);
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
