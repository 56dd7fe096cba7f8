//! What is selected, and what that leads to.

use crate::app::typing::choosing::picker::{Choice, Picker};
use crate::app::typing::record::Pick;
use crate::app::{App, Mode};
use crate::doc::para::Paras;
use crate::plan::model::kpi::Indicator;
use crate::plan::model::lookup::Item;
use crate::plan::{Action, Id, clean, words};
use crate::report::pages::changed::{is_reworded, printed};
use crate::report::pages::item::page;

impl App {
    /// The key of the selected row.
    pub fn selected_key(&self) -> Option<&str> {
        let row = self.cursor().selected;
        if self.pane.is_tree() {
            self.tree.rows.get(row).map(|row| row.id.as_str())
        } else {
            self.grid().rows.get(row).map(|row| row.key.as_str())
        }
    }

    /// The item the selected row is about.
    pub fn selected(&self) -> Option<Item<'_>> {
        let id = if self.pane.is_tree() {
            let key = self.selected_key()?;
            key.strip_suffix(".kpis").unwrap_or(key)
        } else {
            &self.grid().rows.get(self.cursor().selected)?.item
        };
        if id.is_empty() {
            None
        } else {
            self.plan.item(id)
        }
    }

    /// The page of what is selected.
    pub fn detail(&self) -> Paras<'_> {
        let rows = &self.grid().rows;
        let own = rows.get(self.cursor().selected);
        let own = own.and_then(|row| (self.pane.spec().page)(self, row));
        let of_item = || -> Option<Paras<'_>> {
            let page = page(&self.plan, self.selected()?, self.today);
            Some(Box::new(page.into_iter()))
        };
        let Some(mut paras) = own.or_else(of_item) else {
            return Box::new(std::iter::empty());
        };
        // Below the title, so that it is in sight at once.
        match self.changed_item().filter(|_| self.printed) {
            Some(item) => {
                let title = paras.next().into_iter();
                Box::new(title.chain(printed(&self.plan, item)).chain(paras))
            }
            None => paras,
        }
    }

    /// What is selected, where its words became others than were printed.
    fn changed_item(&self) -> Option<Item<'_>> {
        let id = self.changeable()?;
        self.plan.item(&id).filter(|item| is_reworded(*item))
    }

    /// Whether the page can show what was printed.
    pub fn has_printed(&self) -> bool {
        self.changed_item().is_some()
    }

    /// Shows what was printed, or no longer.
    pub(crate) fn show_printed(&mut self) {
        self.printed = !self.printed;
        self.text_top = 0;
        self.rebuild();
    }

    /// The way down to what is selected: `3 Ondermijning › B Bedrijventerreinen`.
    pub fn crumbs(&self) -> Vec<String> {
        let searching = matches!(self.mode, Mode::Search(_));
        let mut crumbs = vec![if searching {
            "Zoeken".to_string()
        } else {
            let order = self.order_words();
            let words = [Some(self.pane_title()), order].into_iter().flatten();
            words.collect::<Vec<_>>().join(" · ")
        }];
        let item = if searching {
            self.hit().and_then(|hit| self.plan.item(&hit.target))
        } else {
            self.selected()
        };
        if let Some(item) = item {
            let path = self
                .plan
                .path_to(item.id())
                .into_iter()
                .filter_map(|id| self.plan.item(id));
            crumbs.extend(path.map(crumb));
        }
        crumbs
    }

    /// The indicator a reading would be recorded on, if one is selected.
    pub fn selected_indicator(&self) -> Option<&Indicator> {
        let key = self.selected_key()?;
        match self.plan.item(key) {
            Some(item) if item.dropped().is_some() => None,
            Some(Item::Indicator(indicator, _)) => Some(indicator),
            Some(Item::Kpi(kpi, _)) => kpi.holding().next(),
            _ => None,
        }
    }

    /// The action whose status would be set, if one is selected.
    pub fn selected_action(&self) -> Option<&Action> {
        match self.plan.item(self.selected_key()?) {
            Some(Item::Action(action, _)) => Some(action),
            _ => None,
        }
    }

    /// Everything the page in sight refers to, to go to one of them.
    pub(crate) fn references(&self) -> Picker<Pick> {
        let ids = self
            .selected()
            .map_or_else(Vec::new, |item| self.plan.references(&item));
        let choices = ids.into_iter().filter_map(|id| {
            let kind = words::kind(&self.plan.item(&id)?);
            let label = words::titled(&self.plan, &id);
            Some(Choice::new(kind, &label, Pick::Item(id)))
        });
        Picker::of("Waarheen?", choices.collect())
    }

    /// The party the selected row names first: who leads, or carries out.
    pub fn selected_party(&self) -> Option<Id> {
        match self.selected()? {
            Item::Party(party) => Some(party.id.clone()),
            Item::Regie(regie, _) => regie.holders.first().cloned(),
            Item::Action(action, _) => self.plan.executors(action).0.first().cloned(),
            item => {
                let statements = self.plan.regie_for(item.id());
                statements
                    .iter()
                    .find_map(|statement| statement.regie.holders.first().cloned())
            }
        }
    }
}

/// An item as a step of the way down.
fn crumb(item: Item<'_>) -> String {
    let text = match item {
        Item::Chapter(_) => words::text(&item),
        Item::Goal(goal, _) => format!("doel {}", goal.number),
        Item::Action(action, _) => {
            format!("actie {}", action.id.rsplit('.').next().unwrap_or_default())
        }
        Item::Kpi(..) | Item::Point(_) => format!("{} {}", words::kind(&item), item.id()),
        item => words::name(&item),
    };
    clean::one_line(&text).into_owned()
}
