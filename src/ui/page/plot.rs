//! The line of what was recorded, drawn finer than in letters over what lies under it. What is
//! drawn says which line it is; colour only says it again.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Context, Line};

use crate::doc::year::{Plot, column};
use crate::ui::paint::cells;
use crate::ui::theme::Theme;

/// The year from left to right, finer than any screen.
const YEAR: u16 = 12_000;
/// The height of a plot in eighths.
const HIGH: u16 = 1_000;

/// A plot in a buffer of its own, to be copied to where it is in sight.
pub fn draw(plot: &Plot, theme: Theme) -> Buffer {
    let area = Rect::new(0, 0, cells(plot.width), cells(plot.under.len()));
    let mut out = Buffer::empty(area);
    if area.is_empty() {
        return out;
    }
    for (y, line) in (0..).zip(&plot.under) {
        let mut x = 0;
        for span in &line.0 {
            let style = theme.tone(span.tone);
            (x, _) = out.set_stringn(x, y, &span.text, plot.width, style);
        }
    }
    let mut layer = Buffer::empty(area);
    // Half a dot, of which a column has two: a day lies in the column its letters would stand in.
    let half = f64::from(YEAR) / f64::from(area.width) / 4.0;
    // And half a row: its first and last value lie in the middle of a row, as in letters.
    let high = f64::from(HIGH) * 8.0;
    let beyond = high / f64::from(area.height.max(2) - 1) / 2.0;
    let canvas = Canvas::default()
        .marker(Marker::Braille)
        .x_bounds([half, f64::from(YEAR) - half])
        .y_bounds([-beyond, high + beyond])
        .paint(|context| paint(context, plot, half));
    canvas.render(area, &mut layer);
    for (to, from) in out.content.iter_mut().zip(&layer.content) {
        if from.symbol() != " " {
            to.reset();
            to.set_symbol(from.symbol())
                .set_style(theme.tone(plot.tone));
        }
    }
    for (y, x) in plot.spots() {
        out.set_string(cells(x), cells(y), "●", theme.tone(plot.tone));
    }
    out
}

fn paint(context: &mut Context<'_>, plot: &Plot, half: f64) {
    let x = |day: NaiveDate| {
        let x = cells(column(day, plot.year, usize::from(YEAR)));
        f64::from(x).clamp(half, f64::from(YEAR) - half)
    };
    for pair in plot.recorded.windows(2) {
        let [a, b] = pair else { continue };
        let [from, to] = [a, b].map(|it| f64::from(it.value.eighths_of(plot.top, HIGH)));
        context.draw(&Line::new(x(a.day), from, x(b.day), to, Color::White));
    }
}
