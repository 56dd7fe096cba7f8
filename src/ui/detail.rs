//! The page of what is selected.

use ratatui::buffer::Buffer;

use super::paint::{cells, put, put_line, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::report::Role;

/// Draws the lines in sight, and how much there is more.
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
        }
    }
    let below = lines.len().saturating_sub(top + height);
    if below == 0 && !app.text_focus {
        return;
    }
    let more = if below > 0 {
        format!(" nog {below} regels (spatie) ")
    } else {
        " einde van de tekst ".to_string()
    };
    if let Some(row) = row(area, height - 1) {
        let length = crate::report::text::width(&more);
        let at = area.width.saturating_sub(cells(length));
        put(buffer, theme, row, at, &more, theme.role(Role::Dim));
    }
}
