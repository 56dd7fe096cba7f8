//! Moving about: rows, folds, panes, and from one item to another.

use super::geometry::areas;
use crate::app::keys::command::Command;
use crate::app::{App, Cursor, Mode, Moving, Pane};
use crate::plan::find::filter::Filter;
use crate::plan::model::lookup::Item;

impl App {
    /// Shows a pane.
    pub fn show(&mut self, pane: Pane) {
        self.pane = pane;
        self.found = None;
        self.moving = Moving::List;
        self.text_top = 0;
        self.rebuild();
    }

    /// To the party that the selected row names first.
    pub(crate) fn go_to_party(&mut self) {
        if let Some(party) = self.selected_party() {
            let place = self.place();
            self.leave_behind(place);
            self.mode = Mode::Browse;
            self.go_to(&party);
        }
    }

    /// Moves the selection, or the text where that has the keys.
    pub(crate) fn travel(&mut self, command: Command) {
        let detail = usize::from(areas(self).detail.height).max(2);
        match command {
            Command::TextDown => return self.scroll_text(detail.cast_signed() - 1),
            Command::TextUp => return self.scroll_text(1 - detail.cast_signed()),
            _ => {}
        }
        let page = if self.moves_list() {
            self.list_height().max(2)
        } else {
            detail
        } - 1;
        let step = match command {
            Command::Up => -1,
            Command::Down => 1,
            Command::PageUp => -page.cast_signed(),
            Command::PageDown => page.cast_signed(),
            Command::First => isize::MIN / 2,
            Command::Last => isize::MAX / 2,
            _ => return,
        };
        if !self.moves_list() {
            return self.scroll_text(step);
        }
        self.step_rows(step);
    }

    /// Moves the selection by so many rows, whatever the keys move.
    pub(crate) fn step_rows(&mut self, rows: isize) {
        let (len, height) = (self.len(), self.list_height());
        let before = self.cursor().selected;
        self.panes[self.pane].cursor.step(rows, len, height);
        if self.cursor().selected != before {
            self.text_top = 0;
            self.found = None;
        }
    }

    pub(crate) fn scroll_text(&mut self, lines: isize) {
        self.text_top = self.text_top_near(self.text_top.saturating_add_signed(lines));
    }

    /// Does what Enter does here.
    pub(crate) fn open(&mut self) {
        if let Some(opening) = (self.pane.spec().enter)(self) {
            (opening.act)(self);
        }
    }

    /// Unfolds the selected row of the tree, or folds it.
    pub(crate) fn turn_fold(&mut self) {
        let row = self.tree.rows.get(self.cursor().selected);
        if let Some((id, open)) = row.and_then(|row| Some((row.id.clone(), row.open?))) {
            self.tree.set_open(&id, !open);
            self.rebuild();
        }
    }

    /// Goes from a row to the item it is about: from a statement to what it covers, from the
    /// agenda to the KPI, from a party to where it stands.
    pub(crate) fn follow(&mut self) {
        let place = self.place();
        let target = match self.selected() {
            Some(Item::Regie(regie, chapter)) => {
                regie.covers.first().unwrap_or(&chapter.id).clone()
            }
            Some(Item::Party(party)) => {
                let id = party.id.clone();
                self.leave_behind(place);
                self.filter.party = Some(id);
                return self.show(Pane::Actions);
            }
            Some(item) => item.id().to_string(),
            None => return,
        };
        self.leave_behind(place);
        self.go_to(&target);
    }

    /// Shows an item in the pane where it is at home.
    pub fn go_to(&mut self, id: &str) {
        let Some(item) = self.plan.item(id) else {
            return;
        };
        let home = |pane: &Pane| Some((*pane, (pane.spec().home)(&item)?));
        // Everything stands in the tree as well, so that comes last.
        let tables = Pane::ALL.iter().filter(|pane| !pane.is_tree());
        let all = tables.chain(Pane::ALL);
        let Some((pane, key)) = all.into_iter().find_map(home) else {
            return;
        };
        if pane.is_tree() {
            self.tree.reveal(&self.plan, &key);
        }
        self.show_row(pane, &key);
    }

    /// Shows a row of a pane.
    pub(crate) fn show_row(&mut self, pane: Pane, key: &str) {
        self.panes[pane].words.reset();
        if pane.spec().asks {
            self.question.reset();
        }
        self.mode = Mode::Browse;
        self.show(pane);
        if self.can_sift() && self.position(key).is_none() {
            // The filter hides what was asked for.
            self.filter = Filter::default();
            self.rebuild();
        }
        if let Some(row) = self.position(key) {
            let (len, height) = (self.len(), self.list_height());
            self.panes[pane].cursor.go(row, len, height);
        }
    }

    /// Begins to filter the rows on words.
    pub(crate) fn start_filtering(&mut self) {
        self.before_filter = (self.cursor(), self.text_top);
        self.moving = Moving::List;
        self.mode = Mode::Filtering;
    }

    /// In: unfolds, or goes to the first child. Out: folds, or goes to the parent.
    pub(crate) fn unfold(&mut self, inward: bool) {
        let at = self.cursor().selected;
        let Some(row) = self.tree.rows.get(at) else {
            return;
        };
        let (id, open) = (row.id.clone(), row.open);
        match (inward, open) {
            (true, Some(false)) => self.tree.set_open(&id, true),
            (true, Some(true)) => return self.travel(Command::Down),
            (true, None) => return,
            (false, Some(true)) => self.tree.set_open(&id, false),
            (false, _) => {
                if let Some(parent) = self.tree.parent(at) {
                    self.panes[self.pane].cursor.selected = parent;
                    self.text_top = 0;
                }
                return;
            }
        }
        self.rebuild();
    }

    /// Gives the keys that move about to the list, the page, or the page on the whole screen; where
    /// that has them already, back to the list.
    pub(crate) fn move_or_back(&mut self, what: Moving) {
        self.moving = if self.moving == what {
            Moving::List
        } else {
            what
        };
        self.text_top = self.text_top_near(self.text_top);
    }

    pub(crate) fn clear(&mut self) {
        if !self.moves_list() {
            return self.move_or_back(self.moving);
        }
        self.panes[self.pane].words.reset();
        if self.can_sift() {
            self.filter = Filter::default();
        }
        if self.pane.spec().asks {
            self.question.reset();
        }
        self.rebuild();
    }

    pub(crate) fn ask_regie(&mut self) {
        let from = self.pane;
        let place = self.place();
        self.leave_behind(place);
        self.question.reset();
        self.show(Pane::Regie);
        self.panes[self.pane].cursor = Cursor::default();
        self.mode = Mode::Asking { from };
    }
}
