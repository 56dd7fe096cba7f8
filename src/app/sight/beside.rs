//! The page beside the list, laid out once: every frame asks for it several times, to draw it,
//! to say how much lies below, and to know which keys do anything.

use std::cell::RefCell;
use std::rc::Rc;

use super::geometry::areas;
use crate::app::{App, Pane};
use crate::doc::layout;
use crate::doc::layout::Layout;
use crate::plan::Id;

/// The page last laid out, and what for. It follows from the rest of the state alone, so that
/// looking at the state may fill it.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Raised whenever rows are made anew, as after every change of the plan, the day or a filter.
    made: u64,
    last: RefCell<Option<(Key, Rc<Layout>)>>,
}

/// What a page follows from.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    made: u64,
    pane: Pane,
    row: usize,
    selected: Option<Id>,
    width: u16,
}

impl Beside {
    /// What was laid out no longer holds.
    pub(crate) fn forget(&mut self) {
        self.made = self.made.wrapping_add(1);
    }
}

impl App {
    /// The page beside the list, laid out to the width it has.
    pub fn page(&self, width: u16) -> Rc<Layout> {
        let key = Key {
            made: self.beside.made,
            pane: self.pane,
            row: self.cursor().selected,
            selected: self.selected_key().map(str::to_string),
            width,
        };
        let mut last = self.beside.last.borrow_mut();
        if let Some((_, page)) = last.as_ref().filter(|(of, _)| *of == key) {
            return Rc::clone(page);
        }
        let page = Rc::new(layout::lay_out(&self.detail(), usize::from(width)));
        *last = Some((key, Rc::clone(&page)));
        page
    }

    /// The farthest the page can be moved.
    pub fn last_text_top(&self) -> usize {
        let detail = areas(self).detail;
        if detail.height == 0 {
            return 0;
        }
        let lines = self.page(detail.width).lines.len();
        lines.saturating_sub(usize::from(detail.height))
    }
}
