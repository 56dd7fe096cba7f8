//! The way down to many items.

use std::collections::HashMap;

use super::lookup::{Item, path};
use crate::plan::model::Plan;

/// The ways down to every item. To look for each by itself takes as long as there are items.
pub struct Paths<'a>(HashMap<&'a str, Item<'a>>);

impl<'a> Paths<'a> {
    /// Those of a plan.
    pub fn of(plan: &'a Plan) -> Self {
        let items = plan.items().chain(plan.entries());
        Self(items.map(|item| (item.id(), item)).collect())
    }

    /// What [`Plan::path_to`] gives for exactly this id.
    pub fn to(&self, id: &str) -> Vec<&'a str> {
        path(id, &|id| self.0.get(id).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_many_as_to_one() {
        let text = include_str!("../../../../data/uitvoeringsplan-2026.json");
        let plan: Plan = serde_json::from_str(text).unwrap();
        let paths = Paths::of(&plan);
        for item in plan.items().chain(plan.entries()) {
            assert_eq!(paths.to(item.id()), plan.path_to(item.id()));
        }
        assert_eq!(paths.to("3B.1.a"), ["3", "3B", "3B.1", "3B.1.a"]);
        assert!(paths.to("niets").is_empty());
    }
}
