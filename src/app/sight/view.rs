//! How the screen is left, and put back at the next start.

use tui_input::Input;

use crate::app::typing::field;
use crate::app::{App, Mode, Pane};
use crate::own::view::{Seen, View};
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
            let state = &self.panes[pane];
            if let Some(key) = &state.wanted {
                return Some((name(pane), key.clone()));
            }
            let row = state.cursor.selected;
            let key = if pane.is_tree() {
                &self.tree.rows.get(row)?.id
            } else {
                &state.grid.rows.get(row)?.key
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
            seen: Some(Seen {
                revision: self.plan.revision,
                on: self.today,
            }),
        }
    }

    /// Puts back how the screen was left, and shows it.
    pub fn put_back(&mut self, view: View) {
        self.take_view(view);
        self.show(self.pane);
    }

    /// How the screen was left. What has left the plan since is passed over, and the rows of a pane
    /// are made once it is shown.
    pub(in crate::app) fn take_view(&mut self, view: View) {
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
            self.panes[pane].wanted = view.selected.get(&name).cloned();
        }
        self.seen = view.seen;
        let left = Pane::first(|spec| spec.name == view.pane);
        self.pane = left.unwrap_or_default();
    }
}
