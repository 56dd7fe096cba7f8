//! The way down to many items, and the item at the end of one.

use std::collections::HashMap;

use super::lookup::{Item, path};
use super::step::Step;
use crate::plan::model::{Chapter, Plan};

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

impl Plan {
    /// The item with exactly this id, and the chapter it is or lies in.
    pub fn item_within(&self, id: &str) -> Option<(Item<'_>, Option<&Chapter>)> {
        let steps = self.steps_to(id)?;
        let chapter = match steps.as_slice() {
            [Step::Key("chapters"), Step::Index(at), ..] => self.chapters.get(*at),
            _ => None,
        };
        let exactly = || self.item(id).filter(|item| item.id() == id);
        let item = self.item_at(&steps).or_else(exactly)?;
        Some((item, chapter.map(|it| &**it)))
    }

    /// The KPI, indicator or action at the end of a way down, as [`Plan::steps_to`] gives it.
    pub fn item_at(&self, steps: &[Step]) -> Option<Item<'_>> {
        let [Step::Key("chapters"), Step::Index(at), rest @ ..] = steps else {
            return None;
        };
        let chapter = self.chapters.get(*at)?;
        match rest {
            [Step::Key("kpis"), Step::Index(at), rest @ ..] => {
                let kpi = chapter.kpis.get(*at)?;
                match rest {
                    [] => Some(Item::Kpi(kpi, chapter)),
                    [Step::Key("indicators"), Step::Index(at)] => {
                        let indicator = kpi.indicators.get(*at)?;
                        Some(Item::Indicator(indicator, kpi))
                    }
                    _ => None,
                }
            }
            [
                Step::Key("themes"),
                Step::Index(theme),
                Step::Key("goals"),
                Step::Index(goal),
                Step::Key("actions"),
                Step::Index(at),
            ] => {
                let goal = chapter.themes.get(*theme)?.goals.get(*goal)?;
                let action = goal.actions.get(*at)?;
                Some(Item::Action(action, goal))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::sort::Sort;

    #[test]
    fn the_way_down_ends_at_the_item() {
        let plan = include_str!("../../../../data/uitvoeringsplan-2026.json");
        let plan: Plan = serde_json::from_str(plan).unwrap();
        for item in plan.items().chain(plan.entries()) {
            let steps = plan.steps_to(item.id()).unwrap();
            let found = plan.item_at(&steps).map(|it| (it.id(), it.sort()));
            let said_of = [Sort::Kpi, Sort::Indicator, Sort::Action].contains(&item.sort());
            assert_eq!(found, said_of.then(|| (item.id(), item.sort())));
        }
    }

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
