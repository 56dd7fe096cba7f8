//! The mouse, where the user wants it: the wheel moves what is under the pointer, a click selects
//! a row or a pane, and a click on the selected row opens it. Everything has a key as well.

use super::geometry::{Area, areas, tabs};
use crate::app::keys::command::Command;
use crate::app::message::Mouse;
use crate::app::update::run;
use crate::app::{App, Effect, Mode, Moving};
use crate::doc::layout;

/// Rows or lines per notch of the wheel.
const NOTCH: isize = 3;

impl App {
    /// Whether the mouse is listened to, the other way round.
    pub(crate) fn switch_mouse(&mut self) {
        let on = !self.settings.mouse;
        self.settings.mouse = on;
        let text = if on {
            "Muis aan: klik kiest, het wiel schuift; tekst selecteren gaat met Shift erbij."
        } else {
            "Muis uit."
        };
        self.tell(text.to_string(), false);
    }

    /// The mouse did something at this column and row.
    pub(crate) fn mouse(&mut self, mouse: Mouse, (x, y): (u16, u16)) -> Vec<Effect> {
        match mouse {
            Mouse::Click => return self.click(x, y),
            Mouse::WheelUp => self.wheel(-NOTCH, x, y),
            Mouse::WheelDown => self.wheel(NOTCH, x, y),
        }
        Vec::new()
    }

    fn wheel(&mut self, lines: isize, x: u16, y: u16) {
        let (areas, in_meeting) = (areas(self), self.walks());
        match &mut self.mode {
            Mode::Help(help) => help.top = help.top.saturating_add_signed(lines),
            Mode::Picker(_) => self.choose(lines),
            Mode::Form(_) | Mode::Reading(_) => {}
            _ if in_meeting => self.wheel_in_meeting(lines, areas.list),
            _ if areas.detail.holds(x, y) => self.scroll_text(lines),
            _ if areas.list.holds(x, y) => {
                let (len, height) = (self.len(), self.list_height());
                let before = self.cursor().selected;
                self.panes[self.pane].cursor.scroll(lines, len, height);
                if self.cursor().selected != before {
                    self.text_top = 0;
                }
            }
            _ => {}
        }
    }

    fn wheel_in_meeting(&mut self, lines: isize, list: Area) {
        let width = usize::from(list.width.saturating_sub(6));
        let page = if self.in_questions() {
            self.question_page().0
        } else {
            self.slide()
        };
        let all = layout::lines(&page, width).len();
        let lowest = all.saturating_sub(usize::from(list.height.saturating_sub(1)));
        let turn = self.turn.as_mut().map(|turn| &mut turn.top);
        if let Some(top) = self.walk.as_mut().map(|walk| &mut walk.top).or(turn) {
            *top = top.saturating_add_signed(lines).min(lowest);
        }
    }

    fn click(&mut self, x: u16, y: u16) -> Vec<Effect> {
        // What is typed isn't left by a slip of the hand.
        let moves = matches!(
            self.mode,
            Mode::Browse | Mode::Asking { .. } | Mode::Filtering
        );
        if !moves || self.walks() {
            return Vec::new();
        }
        let areas = areas(self);
        if areas.tabs.holds(x, y) {
            let tabs = tabs(self, areas.tabs.width);
            if let Some(tab) = tabs.iter().rev().find(|tab| tab.x <= x) {
                let pane = tab.pane;
                self.mode = Mode::Browse;
                return run(self, Command::Pane(pane));
            }
        }
        let Some(row) = self.row_at(areas.list, x, y) else {
            return Vec::new();
        };
        self.moving = Moving::List;
        if row != self.cursor().selected {
            // The list stays where it is, for a second click in the same place.
            self.panes[self.pane].cursor.selected = row;
            self.text_top = 0;
            return Vec::new();
        }
        if !matches!(self.mode, Mode::Browse) {
            return self.submit();
        }
        if self.can_open() {
            run(self, Command::Open)
        } else {
            Vec::new()
        }
    }

    /// The row of the list at a place on the screen.
    fn row_at(&self, list: Area, x: u16, y: u16) -> Option<usize> {
        let head = self.head_height();
        if !list.holds(x, y) || y < list.y + head {
            return None;
        }
        let row = usize::from(y - list.y - head) + self.cursor().top;
        (row < self.len()).then_some(row)
    }
}
