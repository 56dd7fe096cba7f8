//! The line of what was expected and the one that was recorded, drawn finer than in letters.
//! The two are told apart by what they are drawn with; colour only says it again.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Context, Line};

use crate::doc::Tone;
use crate::doc::year::{Plot, column};
use crate::plan::figures::trend::Point;
use crate::ui::paint::cells;
use crate::ui::theme::Theme;

/// The year from left to right, finer than any screen.
const YEAR: u16 = 12_000;
/// The height of a plot in eighths.
const HIGH: u16 = 1_000;

/// A plot in a buffer of its own, to be copied to where it is in sight.
pub fn draw(plot: &Plot, theme: Theme) -> Buffer {
    let area = Rect::new(0, 0, cells(plot.width), cells(plot.height));
    let mut out = Buffer::empty(area);
    if area.is_empty() {
        return out;
    }
    if let Some(today) = plot.today.map(cells) {
        for y in 0..area.height {
            out.set_string(today, y, "┊", theme.tone(Tone::Label));
        }
    }
    let progress = &plot.progress;
    for (line, marker, tone) in [
        (&progress.expected, Marker::Custom('∙'), Tone::Dim),
        (&progress.recorded, Marker::Braille, plot.tone),
    ] {
        let mut layer = Buffer::empty(area);
        // Half a column: a day lies in the column its letters would stand in.
        let half = f64::from(YEAR) / f64::from(area.width) / 2.0;
        let canvas = Canvas::default()
            .marker(marker)
            .x_bounds([half, f64::from(YEAR) - half])
            .y_bounds([0.0, f64::from(HIGH) * 8.0])
            .paint(|context| paint(context, line, plot, half));
        canvas.render(area, &mut layer);
        for (to, from) in out.content.iter_mut().zip(&layer.content) {
            if from.symbol() != " " {
                to.reset();
                to.set_symbol(from.symbol()).set_style(theme.tone(tone));
            }
        }
    }
    out
}

fn paint(context: &mut Context<'_>, line: &[Point], plot: &Plot, half: f64) {
    let top = plot.progress.highest();
    let x = |day: NaiveDate| {
        let x = cells(column(day, plot.year, usize::from(YEAR)));
        f64::from(x).clamp(half, f64::from(YEAR) - half)
    };
    let y = |point: &Point| f64::from(point.value.eighths_of(top, HIGH));
    for pair in line.windows(2) {
        let [a, b] = pair else { continue };
        context.draw(&Line::new(x(a.day), y(a), x(b.day), y(b), Color::White));
    }
}
