//! The plan as a tree.

use ratatui::layout::Position;

use super::paint::{Pen, cells, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::panes::tree::{End, TreeRow};
use crate::app::sight::geometry::Area;
use crate::doc::text::width;
use crate::doc::{Line, Tone};
use crate::plan::Status;
use crate::plan::model::date;
use crate::plan::model::kpi::Light;
use crate::plan::words;

/// Draws the rows in sight; gives where the cursor rests.
pub fn draw(app: &App, area: Area, pen: &mut Pen<'_>) -> (Position, bool) {
    let cursor = app.cursor();
    let mut at = Position::ORIGIN;
    let rows = app.tree.rows.iter().enumerate();
    for (y, (i, tree_row)) in rows.skip(cursor.top).enumerate() {
        let Some(row) = row(area, y) else { break };
        let selected = i == cursor.selected;
        draw_row(tree_row, row, selected, pen);
        if selected {
            pen.select(app, row);
            at = Position::new(row.x, row.y);
        }
    }
    (at, false)
}

fn draw_row(tree_row: &TreeRow, row: Area, selected: bool, pen: &mut Pen<'_>) {
    let theme = pen.theme;
    let end = end(tree_row.end, theme);
    let taken = width(&end.words());
    let gap = u16::from(taken > 0);
    let end_at = row.width.saturating_sub(cells(taken) + gap);
    let words_row = Area {
        width: end_at.saturating_sub(gap),
        ..row
    };
    let mark = if selected { theme.mark() } else { " " };
    pen.put(words_row, 0, mark, Tone::Strong);
    let mut x = 1 + tree_row.depth * 2;
    x = pen.put(words_row, x, theme.fold(tree_row.open), Tone::Dim) + 1;
    if !tree_row.mark.is_empty() {
        let number = if tree_row.depth == 0 {
            format!("{:>2}", tree_row.mark)
        } else {
            tree_row.mark.clone()
        };
        x = pen.put(words_row, x, &number, Tone::Dim) + 1;
    }
    if let Some(priority) = tree_row.priority {
        let words = format!("P{priority}");
        x = pen.put(words_row, x, &words, Tone::Strong) + 1;
    }
    let tone = match (tree_row.end, tree_row.depth) {
        (End::Gone(_), _) => Tone::Dim,
        (_, 0) => Tone::Strong,
        _ => Tone::Plain,
    };
    pen.put(words_row, x, &tree_row.label, tone);
    pen.put_line_at(row, end_at, &end);
}

/// The right end of a row: `R1 O1 G2 -5`, a light, a status.
fn end(end: End, theme: Theme) -> Line {
    match end {
        End::None | End::Status(Status::Open) => Line::default(),
        End::Light(light) => lamp(light, theme),
        End::Gone(day) => Line::of(date::short(day), Tone::Dim),
        End::Status(status) => Line::of(words::status(status), Tone::Dim),
        End::Lights(tally) => {
            let mut line = Line::default();
            for (light, count) in tally.into_iter().filter(|(_, count)| *count > 0) {
                let space = if line.0.is_empty() { "" } else { " " };
                let text = format!("{space}{}{count}", words::light_letter(light));
                line = line.and(text, Tone::of(light));
            }
            line
        }
    }
}

/// A light: its letter and its shape.
pub fn lamp(light: Light, theme: Theme) -> Line {
    let text = format!("{} {}", words::light_letter(light), theme.shape(light));
    Line::of(text, Tone::of(light))
}
