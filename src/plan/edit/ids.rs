//! Ids for what is new: none is ever used twice, also not one that was dropped or taken back.

use std::collections::HashSet;

use serde_json::Value;

use super::Edit;
use crate::plan::find::fold;
use crate::plan::model::sort::Sort;
use crate::plan::{Id, Plan};

/// Whether something in the plan has this id, or ever had it.
pub fn is_used(plan: &Plan, id: &str) -> bool {
    used(plan).contains(&id.to_lowercase())
}

/// Every id there is and was, in lower case: an id is found however it is typed.
pub(super) fn used(plan: &Plan) -> HashSet<String> {
    let items = plan.items().map(|item| item.id().to_lowercase());
    let amounts = plan.budgets.iter().flat_map(|table| {
        let rows = table.rows.iter().map(|row| &row.id);
        std::iter::once(&table.id).chain(rows)
    });
    let fte = plan.capacity.iter().flat_map(|table| {
        let rows = table.rows.iter().map(|row| &row.id);
        std::iter::once(&table.id).chain(rows)
    });
    let decisions = plan.decisions.iter().map(|decision| &decision.id);
    let tables = amounts.chain(fte).chain(decisions);
    let mut all: HashSet<String> = items.chain(tables.map(|id| id.to_lowercase())).collect();
    for entry in &plan.history {
        all.extend(entry.edit.id().map(str::to_lowercase));
        if let Edit::Add(add) = &*entry.edit {
            all.extend(within(&add.item).into_iter().map(|id| id.to_lowercase()));
        }
    }
    all
}

/// The ids of an item and of what lies in it.
pub(super) fn within(item: &Value) -> Vec<String> {
    let mut found = Vec::new();
    match item {
        Value::Object(members) => {
            let own = members.get("id").and_then(Value::as_str);
            found.extend(own.map(str::to_string));
            found.extend(members.values().flat_map(within));
        }
        Value::Array(items) => found.extend(items.iter().flat_map(within)),
        _ => {}
    }
    found
}

/// The next id of a sort under `into` that nobody has or had; a party's is made of its name.
pub fn free(plan: &Plan, sort: Sort, into: &str, name: &str) -> Id {
    let used = used(plan);
    let taken = |id: &String| used.contains(&id.to_lowercase());
    if sort == Sort::Party {
        let stem = Some(fold::slug(name)).filter(|stem| !stem.is_empty());
        let stem = stem.unwrap_or_else(|| "partij".to_string());
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut all = std::iter::once(stem.clone()).chain(numbered);
        return all.find(|id| !taken(id)).unwrap_or(stem);
    }
    let chapter = plan.path_to(into);
    let chapter = chapter.first().copied().unwrap_or(into);
    let (stem, lettered) = match sort {
        Sort::Theme => (into.to_string(), Some('A')),
        Sort::Action => (format!("{into}."), Some('a')),
        Sort::Goal | Sort::Indicator | Sort::Topic => (format!("{into}."), None),
        Sort::Kpi => (format!("{into}.K"), None),
        Sort::Regie => (format!("R{chapter}."), None),
        Sort::Amount => ("B".to_string(), None),
        Sort::Fte => ("C".to_string(), None),
        Sort::Decision => ("BS".to_string(), None),
        _ => (String::new(), None),
    };
    let last = used.iter().filter_map(|id| {
        let rest = id.strip_prefix(&stem.to_lowercase())?;
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        rest.get(..digits)?.parse::<u64>().ok()
    });
    let last = last.max().unwrap_or(0);
    let letters = lettered.into_iter().flat_map(|first| first..).take(26);
    let letters = letters.map(|letter| format!("{stem}{letter}"));
    let numbers = (last.saturating_add(1)..).map(|number| format!("{stem}{number}"));
    letters.chain(numbers).find(|id| !taken(id)).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_id_is_one_nobody_has() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
        for (sort, into, name, id) in [
            (Sort::Goal, "3B", "", "3B.4"),
            (Sort::Theme, "3", "", "3D"),
            (Sort::Regie, "3B", "", "R3.8"),
            (Sort::Amount, "oov", "", "B11"),
            (Sort::Fte, "fte-oovb", "", "C30"),
            (Sort::Decision, "plan", "", "BS1"),
            (
                Sort::Party,
                "plan",
                "Stichting Thuis & Zorg",
                "stichting-thuis-zorg",
            ),
            (Sort::Party, "plan", "Politie", "politie-2"),
            (Sort::Party, "plan", "€", "partij"),
        ] {
            assert_eq!(free(&plan, sort, into, name), id, "{sort:?} {name}");
        }
    }
}
