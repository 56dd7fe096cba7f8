//! The page of what is selected.

use ratatui::buffer::Buffer;

use super::plot;
use crate::app::App;
use crate::app::sight::geometry::Area;
use crate::doc::year::Plot;
use crate::ui::paint::{mark, put_line, rect, row};
use crate::ui::theme::Theme;

/// Draws the lines in sight, and over them the plots.
pub fn draw(app: &App, theme: Theme, area: Area, buffer: &mut Buffer) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let page = app.page(area.width);
    let height = usize::from(area.height);
    let top = app.text_top.min(page.lines.len().saturating_sub(height));
    for (y, line) in page.lines.iter().skip(top).take(height).enumerate() {
        if let Some(row) = row(area, y) {
            put_line(buffer, theme, row, line);
            if let Some(query) = &app.found {
                mark(line, query, theme, row, buffer);
            }
        }
    }
    // In ASCII the letters of the page are all there is to draw with.
    if !theme.ascii {
        for plot in &page.plots {
            draw_plot(plot, top, theme, area, buffer);
        }
    }
}

/// Puts the rows of a plot that are in sight in the place of its letters.
fn draw_plot(plot: &Plot, top: usize, theme: Theme, area: Area, buffer: &mut Buffer) {
    let drawn = plot::draw(plot, theme);
    for y in 0..drawn.area.height {
        let line = (plot.line + usize::from(y)).checked_sub(top);
        let Some(row) = line.and_then(|y| row(area, y)) else {
            continue;
        };
        let at = rect(row).intersection(buffer.area);
        let x = crate::ui::paint::cells(plot.x);
        for column in 0..drawn.area.width.min(at.width.saturating_sub(x)) {
            buffer[(at.x + x + column, at.y)] = drawn[(column, y)].clone();
        }
    }
}
