//! How the screen is left, and put back at the next start.

use tui_input::Input;

use crate::app::typing::field;
use crate::app::{App, Mode, Pane};
use crate::own::view::View;
use crate::plan::find::filter::Filter;

fn name(pane: Pane) -> String {
    pane.spec().name.to_string()
}

impl App {
    /// What the next session begins with. A question is asked anew each time.
    pub fn view(&self) -> View {
        let in_sight = match self.mode {
            Mode::Asking { from } => from,
            _ => self.pane,
        };
        let selected = |&pane: &Pane| {
            let row = self.panes[pane].cursor.selected;
            let key = if pane.is_tree() {
                &self.tree.rows.get(row)?.id
            } else {
                &self.panes[pane].grid.rows.get(row)?.key
            };
            (row > 0).then(|| (name(pane), key.clone()))
        };
        let words = |&pane: &Pane| {
            let words = self.panes[pane].words.value();
            (!words.is_empty()).then(|| (name(pane), words.to_string()))
        };
        let order = |&pane: &Pane| Some((name(pane), self.panes[pane].order?));
        let mut open = self.tree.open();
        open.sort();
        View {
            pane: name(in_sight),
            selected: Pane::ALL.iter().filter_map(selected).collect(),
            open,
            words: Pane::ALL.iter().filter_map(words).collect(),
            order: Pane::ALL.iter().filter_map(order).collect(),
            filter: self.filter.clone(),
        }
    }

    /// Puts back how the screen was left. What has left the plan since is passed over.
    pub fn put_back(&mut self, view: View) {
        let is_there = |id: &String| {
            let item = id.strip_suffix(".kpis").unwrap_or(id);
            self.plan.item(item).is_some()
        };
        let open = view.open.into_iter().filter(is_there).collect();
        let filter = Filter {
            chapter: view.filter.chapter.filter(is_there),
            party: view.filter.party.filter(is_there),
            ..view.filter
        };
        self.tree.set_all_open(open);
        self.filter = filter;
        for &pane in Pane::ALL {
            let name = name(pane);
            if let Some(words) = view.words.get(&name) {
                let mut input = Input::default();
                field::paste(&mut input, words);
                self.panes[pane].words = input;
            }
            let order = view.order.get(&name).copied();
            self.panes[pane].order = order.filter(|it| pane.spec().orders.contains(&it.by));
            let Some(key) = view.selected.get(&name) else {
                continue;
            };
            self.show(pane);
            if let Some(row) = self.position(key) {
                self.panes[pane].cursor.selected = row;
            }
            self.settle();
        }
        let left = Pane::first(|spec| spec.name == view.pane);
        self.show(left.unwrap_or_default());
    }
}
