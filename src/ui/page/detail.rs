//! The page of what is selected.

use super::plot;
use crate::app::App;
use crate::app::sight::geometry::Area;
use crate::doc::year::Plot;
use crate::ui::paint::{Pen, rect, row};

/// Draws the lines in sight, and over them the plots.
pub fn draw(app: &App, area: Area, pen: &mut Pen<'_>) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let page = app.page(area.width);
    let height = usize::from(area.height);
    let top = app.text_top.min(page.lines.len().saturating_sub(height));
    for (y, line) in page.lines.iter().skip(top).take(height).enumerate() {
        if let Some(row) = row(area, y) {
            pen.put_line(row, line);
            if let Some(query) = &app.found {
                pen.mark(row, line, query);
            }
        }
    }
    // In ASCII the letters of the page are all there is to draw with.
    if !pen.theme.ascii {
        for plot in &page.plots {
            draw_plot(plot, top, area, pen);
        }
    }
}

/// Puts the rows of a plot that are in sight in the place of its letters.
fn draw_plot(plot: &Plot, top: usize, area: Area, pen: &mut Pen<'_>) {
    let drawn = plot::draw(plot, pen.theme);
    for y in 0..drawn.area.height {
        let line = (plot.line + usize::from(y)).checked_sub(top);
        let Some(row) = line.and_then(|y| row(area, y)) else {
            continue;
        };
        let at = rect(row).intersection(pen.buffer.area);
        let x = crate::ui::paint::cells(plot.x);
        for column in 0..drawn.area.width.min(at.width.saturating_sub(x)) {
            pen.buffer[(at.x + x + column, at.y)] = drawn[(column, y)].clone();
        }
    }
}
