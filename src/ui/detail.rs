//! The page of what is selected.

use ratatui::buffer::Buffer;

use super::paint::{mark, put_line, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;

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
