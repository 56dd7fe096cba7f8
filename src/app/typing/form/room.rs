//! How much of a text there is room for in a form: what doesn't fit is seen from its beginning.

use tui_input::InputRequest;

use super::fields::Shape;
use super::filling::Form;
use crate::app::sight::geometry::{Area, areas};
use crate::app::typing::lines;
use crate::app::{App, Mode};
use crate::doc::text::width;

impl Form {
    /// How many cells a text of several lines has in a form of so many.
    pub fn text_width(&self, cells: u16) -> usize {
        usize::from(cells.saturating_sub(self.label_width() + 2)).max(1)
    }

    /// How many cells a field has that takes so many, behind its label in a form of so many.
    pub fn field_width(takes: u16, label: u16, cells: u16) -> u16 {
        takes.min(cells.saturating_sub(label + 2))
    }

    /// How many lines of a text of several are in sight while it is typed in.
    pub fn text_height(area: Area) -> usize {
        usize::from(area.height).saturating_sub(6).max(3)
    }

    /// A text that the form put in and that doesn't fit is typed in from its beginning: what is in
    /// sight is what the keys are about.
    fn begin_texts(&mut self, area: Area) {
        let (label, cells) = (self.label_width(), area.width);
        let (room, most) = (self.text_width(cells), Self::text_height(area));
        for field in &mut self.fields.all {
            let text = field.input.value();
            let fits = match field.blank.shape {
                // The cursor has a cell behind the last letter.
                Shape::Line(takes) => {
                    width(text) < usize::from(Self::field_width(takes, label, cells))
                }
                Shape::Lines(_) => lines::lines(text, room).len() <= most,
                Shape::Choice { .. } => true,
            };
            if std::mem::take(&mut field.unseen) && !fits {
                field.input.handle(InputRequest::GoToStart);
            }
        }
    }
}

impl App {
    /// A form that was opened shows how its texts begin.
    pub(in crate::app) fn begin_texts(&mut self) {
        let unseen = |form: &Form| form.fields.all.iter().any(|it| it.unseen);
        if !matches!(&self.mode, Mode::Form(form) if unseen(form)) {
            return;
        }
        let area = areas(self).detail;
        if let Mode::Form(form) = &mut self.mode {
            form.begin_texts(area);
        }
    }
}
