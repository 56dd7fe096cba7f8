//! The places visited by following references, and the way back.

use tui_input::Input;

use crate::app::list::cursor::Cursor;
use crate::app::{App, Mode, Pane};
use crate::plan::Id;
use crate::plan::find::filter::Filter;

/// Farther back nobody remembers.
const MOST: usize = 100;

/// A place: what has to be put back to be there again.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pane: Pane,
    key: Option<Id>,
    cursor: Cursor,
    text_top: usize,
    folds: Vec<Id>,
    filter: Input,
    shown: Filter,
    question: Input,
}

impl App {
    /// Whether there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.places.is_empty()
    }

    /// The place in sight.
    pub(crate) fn place(&self) -> Place {
        Place {
            pane: self.pane,
            key: self.selected_key().map(str::to_string),
            cursor: self.cursor(),
            text_top: self.text_top,
            folds: self.tree.open(),
            filter: self.filter_input().clone(),
            shown: self.filter.clone(),
            question: self.question.clone(),
        }
    }

    /// Keeps a place to come back to.
    pub(crate) fn leave_behind(&mut self, place: Place) {
        if self.places.len() == MOST {
            self.places.remove(0);
        }
        self.places.push(place);
    }

    /// Back to the place that was left last.
    pub(crate) fn go_back(&mut self) {
        let Some(place) = self.places.pop() else {
            return;
        };
        self.mode = Mode::Browse;
        self.tree.set_all_open(place.folds);
        self.panes[place.pane].words = place.filter;
        self.filter = place.shown;
        self.question = place.question;
        self.panes[place.pane].cursor = place.cursor;
        self.show(place.pane);
        // The plan may have changed meanwhile: the item counts, not the row.
        if let Some(row) = place.key.and_then(|key| self.position(&key)) {
            self.panes[place.pane].cursor.selected = row;
        }
        self.settle();
        self.text_top = self.text_top_near(place.text_top);
    }
}
