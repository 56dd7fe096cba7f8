//! The page beside the list, laid out once: every frame asks for it several times, to draw it,
//! to say how much lies below, and to know which keys do anything. Of a long page no more is laid
//! out than is in sight and somewhat below it.

use std::cell::RefCell;
use std::rc::Rc;

use super::geometry::areas;
use crate::app::{App, Pane};
use crate::doc::layout;
use crate::doc::layout::Layout;
use crate::plan::Id;

/// How many lines are laid out below what is in sight.
const AHEAD: usize = 200;

/// How much of a page lies below what is in sight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Below {
    /// So many lines.
    pub lines: usize,
    /// Or more.
    pub more: bool,
}

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
    /// The page beside the list, laid out to the width it has; of a long one as far as one sees,
    /// and somewhat farther.
    pub fn page(&self, width: u16) -> Rc<Layout> {
        let height = usize::from(areas(self).detail.height);
        self.page_to(width, self.text_top.saturating_add(height + AHEAD))
    }

    /// The same, all of it.
    pub(crate) fn whole_page(&self, width: u16) -> Rc<Layout> {
        self.page_to(width, usize::MAX)
    }

    fn page_to(&self, width: u16, lines: usize) -> Rc<Layout> {
        let key = Key {
            made: self.beside.made,
            pane: self.pane,
            row: self.cursor().selected,
            selected: self.selected_key().map(str::to_string),
            width,
        };
        let mut last = self.beside.last.borrow_mut();
        let known = last.as_ref().filter(|(of, _)| *of == key);
        let mut lines = lines;
        if let Some((_, page)) = known {
            let laid = page.lines.len();
            if !page.goes_on || laid >= lines {
                return Rc::clone(page);
            }
            // Who scrolls on has it laid out anew each time it becomes twice as long.
            lines = lines.max(2 * laid);
        }
        let page = layout::lay_out_to(self.detail(), usize::from(width), lines);
        let page = Rc::new(page);
        *last = Some((key, Rc::clone(&page)));
        page
    }

    /// As far as the page can be moved towards this line.
    pub(crate) fn text_top_near(&self, wanted: usize) -> usize {
        let detail = areas(self).detail;
        if detail.height == 0 {
            return 0;
        }
        let height = usize::from(detail.height);
        let page = self.page_to(detail.width, wanted.saturating_add(height));
        wanted.min(page.lines.len().saturating_sub(height))
    }

    /// How much of the page lies below what is in sight.
    pub fn text_below(&self) -> Below {
        let detail = areas(self).detail;
        if detail.height == 0 {
            return Below::default();
        }
        let page = self.page(detail.width);
        let last = page.lines.len().saturating_sub(usize::from(detail.height));
        // All that lies ahead at the least, wherever laying out came to stand.
        let lines = last.saturating_sub(self.text_top);
        Below {
            lines: if page.goes_on {
                lines.min(AHEAD)
            } else {
                lines
            },
            more: page.goes_on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Session;
    use crate::app::keys::key::Key;
    use crate::app::message::Msg;
    use crate::app::update::update;
    use crate::plan::Plan;

    /// Teams of a plan with every chapter in it so many times, at the party with most lines.
    fn at_the_longest(times: usize) -> App {
        let mut plan: Plan = serde_json::from_str(crate::store::BUILT_IN).unwrap();
        let chapters = plan.chapters.len();
        for at in chapters..chapters * times {
            plan.chapters.push(plan.chapters[at - chapters].clone());
        }
        let session = Session::of_test();
        let mut app = App::new(plan, session);
        app.go_to("oovb");
        assert_eq!(app.selected_key(), Some("oovb"));
        app
    }

    fn press(app: &mut App, keys: &str) {
        for key in Key::script(keys) {
            update(app, Msg::Key(key));
        }
    }

    #[test]
    fn a_long_page_is_laid_out_as_far_as_one_looks() {
        let mut app = at_the_longest(20);
        let width = areas(&app).detail.width;
        let whole = layout::lay_out_to(app.detail(), usize::from(width), usize::MAX);
        let all = whole.lines.len();
        assert!(all > 1000, "{all}");
        let more = Some(AHEAD);
        // After each key how many lines were laid out, the beginning of the whole, and how many of
        // it lie below what is in sight; none for all there are.
        for (keys, laid, below) in [
            ("", 200..250, more),
            ("<space>", 400..500, more),
            ("<space><space>", 400..500, more),
            ("<tab><end>", all..all + 1, Some(0)),
            ("<up>", all..all + 1, Some(1)),
            ("<home>", all..all + 1, None),
        ] {
            press(&mut app, keys);
            let page = app.page(width);
            let lines = page.lines.len();
            assert!(laid.contains(&lines), "{keys}: {lines}");
            assert_eq!(page.lines[..], whole.lines[..lines], "{keys}");
            assert_eq!(page.goes_on, lines < all, "{keys}");
            let height = usize::from(areas(&app).detail.height);
            let below = Below {
                lines: below.unwrap_or(all - height),
                more: page.goes_on,
            };
            assert_eq!(app.text_below(), below, "{keys}");
        }
    }
}
