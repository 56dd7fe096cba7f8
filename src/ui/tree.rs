//! The plan as a tree.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::paint::{cells, put, row, select};
use super::theme::Theme;
use crate::app::App;
use crate::app::panes::tree::{End, TreeRow};
use crate::app::sight::geometry::Area;
use crate::doc::text::width;
use crate::doc::{Line, Tone};
use crate::plan::Status;
use crate::plan::model::kpi::Light;
use crate::plan::words;

/// Draws the rows in sight; gives where the cursor rests.
pub fn draw(app: &App, theme: Theme, area: Area, buffer: &mut Buffer) -> (Position, bool) {
    let cursor = app.cursor();
    let mut at = Position::ORIGIN;
    for (y, (i, tree_row)) in app
        .tree
        .rows
        .iter()
        .enumerate()
        .skip(cursor.top)
        .enumerate()
    {
        let Some(row) = row(area, y) else { break };
        let selected = i == cursor.selected;
        draw_row(tree_row, theme, row, selected, buffer);
        if selected {
            select(app, theme, row, buffer);
            at = Position::new(row.x, row.y);
        }
    }
    (at, false)
}

fn draw_row(tree_row: &TreeRow, theme: Theme, row: Area, selected: bool, buffer: &mut Buffer) {
    let end = end(tree_row.end, theme);
    let taken: usize = end.0.iter().map(|span| width(&span.text)).sum();
    let end_at = row
        .width
        .saturating_sub(cells(taken) + u16::from(taken > 0));
    let words_row = Area {
        width: end_at.saturating_sub(u16::from(taken > 0)),
        ..row
    };
    let mark = if selected { theme.mark() } else { " " };
    put(buffer, theme, words_row, 0, mark, theme.tone(Tone::Strong));
    let mut x = 1 + tree_row.depth * 2;
    x = put(
        buffer,
        theme,
        words_row,
        x,
        theme.fold(tree_row.open),
        theme.tone(Tone::Dim),
    ) + 1;
    if !tree_row.mark.is_empty() {
        let number = if tree_row.depth == 0 {
            format!("{:>2}", tree_row.mark)
        } else {
            tree_row.mark.clone()
        };
        x = put(buffer, theme, words_row, x, &number, theme.tone(Tone::Dim)) + 1;
    }
    let tone = if tree_row.depth == 0 {
        Tone::Strong
    } else {
        Tone::Plain
    };
    put(
        buffer,
        theme,
        words_row,
        x,
        &tree_row.label,
        theme.tone(tone),
    );
    let mut x = end_at;
    for span in &end.0 {
        x = put(buffer, theme, row, x, &span.text, theme.tone(span.tone));
    }
}

/// The right end of a row: `R1 O1 G2 -5`, a light, a status.
fn end(end: End, theme: Theme) -> Line {
    match end {
        End::None | End::Status(Status::Open) => Line::default(),
        End::Light(light) => lamp(light, theme),
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
