//! Putting text into a buffer, always within its area, at any size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Theme;
use crate::app::App;
use crate::app::sight::geometry::Area;
use crate::doc::{Line, text};
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

/// A length on the screen; what doesn't fit is cut off anyway.
pub fn cells(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// Puts a text at `x` cells into a row; what doesn't fit is cut with `…`. Gives the cell behind
/// it.
pub fn put(buffer: &mut Buffer, theme: Theme, row: Area, x: u16, words: &str, style: Style) -> u16 {
    let spelled = theme.spelled(words);
    let room = usize::from(row.width.saturating_sub(x));
    let cut = text::cut(&spelled, room);
    let cut = theme.spelled(&cut);
    let area = rect(row).intersection(buffer.area);
    if area.is_empty() || room == 0 || x >= area.width {
        return x;
    }
    let (end, _) = buffer.set_stringn(area.x + x, area.y, cut, usize::from(area.width - x), style);
    end.saturating_sub(area.x)
}

/// Puts a line of several roles into a row.
pub fn put_line(buffer: &mut Buffer, theme: Theme, row: Area, line: &Line) {
    let mut x = 0;
    for span in &line.0 {
        x = put(buffer, theme, row, x, &span.text, theme.tone(span.tone));
    }
}

/// Fills a row with a rule.
pub fn rule(buffer: &mut Buffer, theme: Theme, row: Area, from: u16) {
    let length = usize::from(row.width.saturating_sub(from));
    let style = theme.tone(crate::doc::Tone::Dim);
    put(
        buffer,
        theme,
        row,
        from,
        &theme.rule().repeat(length),
        style,
    );
}

/// Gives a whole row a style on top of what its cells have.
pub fn highlight(buffer: &mut Buffer, row: Area, style: Style) {
    buffer.set_style(rect(row).intersection(buffer.area), style);
}

/// Marks in a line what was searched for.
pub fn mark(line: &Line, query: &Query, theme: Theme, row: Area, buffer: &mut Buffer) {
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
        highlight(buffer, letters, theme.found());
    }
}

/// Makes the selected row unmistakable; quieter where the keys move the text beside it.
pub fn select(app: &App, theme: Theme, row: Area, buffer: &mut Buffer) {
    let style = if app.moves_list() {
        theme.selected()
    } else {
        theme.rested()
    };
    highlight(buffer, row, style);
}
