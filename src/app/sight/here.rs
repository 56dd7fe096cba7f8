//! What an edit is about: the item in sight in a meeting, else what is selected.

use crate::app::App;
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::{Action, Id};

impl App {
    pub(crate) fn indicator_here(&self) -> Option<&Indicator> {
        match (&self.walk, self.walk_item()) {
            (Some(walk), Some(Item::Kpi(kpi, _))) => kpi.holding().nth(walk.indicator),
            (Some(_), _) => None,
            (None, _) => self.selected_indicator(),
        }
    }

    pub(crate) fn action_here(&self) -> Option<&Action> {
        match self.row_here()? {
            Item::Action(action, _) => Some(action),
            _ => None,
        }
    }

    pub(crate) fn kpi_here(&self) -> Option<&Kpi> {
        match self.row_here()? {
            Item::Kpi(kpi, _) | Item::Indicator(_, kpi) => Some(kpi),
            _ => None,
        }
    }

    pub(crate) fn point_here(&self) -> Option<&ActionPoint> {
        match self.item_here()? {
            Item::Point(point) => Some(point),
            _ => None,
        }
    }

    /// The KPI or action something is said about; none for a meeting as such.
    pub(crate) fn topic_here(&self) -> Option<Id> {
        match self.item_here()? {
            Item::Kpi(kpi, _) | Item::Indicator(_, kpi) => Some(kpi.id.clone()),
            Item::Action(action, _) => Some(action.id.clone()),
            Item::Point(point) => point.about.clone(),
            _ => None,
        }
    }

    /// The actions that are marked, in the order of the plan.
    pub(crate) fn marked_actions(&self) -> Vec<&Action> {
        if !self.pane.spec().marks {
            return Vec::new();
        }
        let all = self.plan.actions().map(|(action, ..)| action);
        all.filter(|action| self.marked.contains(&action.id))
            .collect()
    }

    /// What the row in sight is about.
    fn item_here(&self) -> Option<Item<'_>> {
        match self.walk {
            Some(_) => self.walk_item(),
            None => self.selected(),
        }
    }

    /// What the row in sight stands for itself.
    fn row_here(&self) -> Option<Item<'_>> {
        match self.walk {
            Some(_) => self.walk_item(),
            None => self.plan.item(self.selected_key()?),
        }
    }
}
