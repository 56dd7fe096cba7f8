//! The page of what is selected.

use ratatui::buffer::Buffer;

use super::paint::{cells, highlight, put_line, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::plan::search::Query;
use crate::report::Line;
use crate::report::text::width;

/// Draws the lines in sight.
pub fn draw(app: &App, theme: Theme, area: Area, buffer: &mut Buffer) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let lines = app.detail_lines(area.width);
    let height = usize::from(area.height);
    let top = app.text_top.min(lines.len().saturating_sub(height));
    for (y, line) in lines.iter().skip(top).take(height).enumerate() {
        if let Some(row) = row(area, y) {
            put_line(buffer, theme, row, line);
            if let Some(query) = &app.found {
                mark(line, query, theme, row, buffer);
            }
        }
    }
}

/// Marks in a line what was searched for.
fn mark(line: &Line, query: &Query, theme: Theme, row: Area, buffer: &mut Buffer) {
    let words = line.words();
    let place = |end: usize| {
        let before = words.get(..end).unwrap_or_default();
        cells(width(&theme.spelled(before))).min(row.width)
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
