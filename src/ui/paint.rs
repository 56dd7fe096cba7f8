//! Putting text into the cells of the screen, always within its area, at any size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Theme;
use crate::app::App;
use crate::app::sight::geometry::Area;
use crate::doc::{Line, Tone, text};
use crate::plan::find::search::Query;

/// An area as ratatui has it.
pub const fn rect(area: Area) -> Rect {
    Rect {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
    }
}

/// The row `y` of an area, if it has that many.
pub fn row(area: Area, y: usize) -> Option<Area> {
    let y = u16::try_from(y).ok().filter(|y| *y < area.height)?;
    Some(Area {
        y: area.y + y,
        height: 1,
        ..area
    })
}

/// What is left of an area below its first rows.
pub const fn below(area: Area, rows: u16) -> Area {
    let rows = if rows < area.height {
        rows
    } else {
        area.height
    };
    Area {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// A length on the screen; what doesn't fit is cut off anyway.
pub fn cells(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// How many letters a text begins with that are a cell each, whatever follows them: most texts are
/// nothing else, and finding the characters of a text takes longer than putting them.
fn plain(text: &str) -> usize {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~');
    match text.bytes().position(|byte| !plain(&byte)) {
        None => text.len(),
        // An accent may follow the last.
        Some(at) => at.saturating_sub(1),
    }
}

/// What the screen is drawn with.
pub struct Pen<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// What a tone looks like.
    pub theme: Theme,
}

impl Pen<'_> {
    /// Puts a text at `x` cells into a row; what doesn't fit is cut with `…`. Gives the cell
    /// behind it.
    pub fn put(&mut self, row: Area, x: u16, words: &str, tone: Tone) -> u16 {
        self.put_styled(row, x, words, self.theme.tone(tone))
    }

    /// The same in any style.
    pub fn put_styled(&mut self, row: Area, x: u16, words: &str, style: Style) -> u16 {
        let theme = self.theme;
        let spelled = theme.spelled(words);
        let room = usize::from(row.width.saturating_sub(x));
        let cut = text::cut(&spelled, room);
        let cut = theme.spelled(&cut);
        let area = rect(row).intersection(self.buffer.area);
        if area.is_empty() || room == 0 || x >= area.width {
            return x;
        }
        let (at, most) = (area.x + x, usize::from(area.width - x));
        let (plain, rest) = cut.split_at(plain(&cut).min(most));
        for (x, letter) in (at..).zip(plain.chars()) {
            if let Some(cell) = self.buffer.cell_mut((x, area.y)) {
                cell.set_char(letter).set_style(style);
            }
        }
        let (at, most) = (at + cells(plain.len()), most - plain.len());
        let (end, _) = self.buffer.set_stringn(at, area.y, rest, most, style);
        end.saturating_sub(area.x)
    }

    /// Puts a text with what was asked for marked; gives the cell behind it.
    pub fn put_marked(
        &mut self,
        row: Area,
        mut x: u16,
        text: &str,
        query: &Query,
        tone: Tone,
    ) -> u16 {
        let style = self.theme.tone(tone);
        let mut done = 0;
        for mark in query.marks(text) {
            let before = text.get(done..mark.start).unwrap_or_default();
            x = self.put_styled(row, x, before, style);
            let found = text.get(mark.clone()).unwrap_or_default();
            x = self.put_styled(row, x, found, style.patch(self.theme.found()));
            done = mark.end;
        }
        self.put_styled(row, x, text.get(done..).unwrap_or_default(), style)
    }

    /// Puts a line of several tones into a row.
    pub fn put_line(&mut self, row: Area, line: &Line) {
        self.put_line_at(row, 0, line);
    }

    /// The same from `x` cells on.
    pub fn put_line_at(&mut self, row: Area, mut x: u16, line: &Line) {
        for span in &line.0 {
            x = self.put(row, x, &span.text, span.tone);
        }
    }

    /// Puts a text at the end of a row, with a cell behind it.
    pub fn put_end(&mut self, row: Area, words: &str, tone: Tone) {
        let at = row.width.saturating_sub(cells(text::width(words)) + 1);
        self.put(row, at, words, tone);
    }

    /// Fills a row with a rule.
    pub fn rule(&mut self, row: Area) {
        let rule = self.theme.rule().repeat(usize::from(row.width));
        self.put(row, 0, &rule, Tone::Dim);
    }

    /// Gives a whole row a style on top of what its cells have.
    pub fn highlight(&mut self, row: Area, style: Style) {
        let area = rect(row).intersection(self.buffer.area);
        self.buffer.set_style(area, style);
    }

    /// Marks in a line what was searched for.
    pub fn mark(&mut self, row: Area, line: &Line, query: &Query) {
        let theme = self.theme;
        let words = line.words();
        let place = |end: usize| {
            let before = words.get(..end).unwrap_or_default();
            cells(text::width(&theme.spelled(before))).min(row.width)
        };
        for found in query.marks(&words) {
            let (from, to) = (place(found.start), place(found.end));
            let letters = Area {
                x: row.x + from,
                width: to - from,
                ..row
            };
            self.highlight(letters, theme.found());
        }
    }

    /// Makes the chosen row unmistakable.
    pub fn choose(&mut self, row: Area) {
        self.put(row, 0, self.theme.mark(), Tone::Strong);
        self.highlight(row, self.theme.selected());
    }

    /// Makes the selected row of a list unmistakable; quieter where the keys move the text beside
    /// it.
    pub fn select(&mut self, app: &App, row: Area) {
        let style = if app.moves_list() {
            self.theme.selected()
        } else {
            self.theme.rested()
        };
        self.highlight(row, style);
    }
}
