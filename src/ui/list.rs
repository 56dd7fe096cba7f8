//! The list of a pane: a line to type in where there is one, the heads, the rows.

use ratatui::layout::Position;

use super::paint::{Pen, below, cells, row};
use super::{grid, paint};
use crate::app::keys::command::Command;
use crate::app::sight::geometry::Area;
use crate::app::{App, Mode};
use crate::doc::Tone;
use crate::doc::text::{cut, width, wrap};
use crate::plan::words;

/// Cells a text needs at least to be typed in.
const ROOM: u16 = 8;

/// Draws the list; gives where the cursor belongs and whether it is seen.
pub fn draw(app: &App, area: Area, pen: &mut Pen<'_>) -> (Position, bool) {
    let mut rest = area;
    let mut typing = None;
    if app.has_input_line()
        && let Some(line) = row(rest, 0)
    {
        typing = input_line(app, line, pen);
        rest = below(rest, 1);
    }
    let grid = app.grid();
    if let Some(line) = row(rest, 0) {
        grid::head(grid, app.order(), line, pen);
        rest = below(rest, 1);
    }
    if grid.rows.is_empty() {
        let lines = wrap(&grid.empty, usize::from(rest.width.saturating_sub(4)));
        for (y, line) in lines.iter().enumerate() {
            if let Some(row) = row(rest, y) {
                pen.put(row, 2, line, Tone::Dim);
            }
        }
    }
    let resting = rows(app, rest, pen);
    typing.map_or((resting, false), |at| (at, true))
}

fn rows(app: &App, area: Area, pen: &mut Pen<'_>) -> Position {
    let (grid, cursor) = (app.grid(), app.cursor());
    let mut at = Position::new(area.x, area.y);
    for (y, (i, line)) in grid.rows.iter().enumerate().skip(cursor.top).enumerate() {
        let Some(row) = row(area, y) else { break };
        grid::draw_row(grid, line, row, pen);
        if app.pane.spec().marks && app.marked.contains(&line.key) {
            pen.put(row, 1, "*", Tone::Strong);
        }
        if i == cursor.selected {
            pen.put(row, 0, pen.theme.mark(), Tone::Strong);
            pen.select(app, row);
            at = in_place(app, row, pen).unwrap_or(Position::new(row.x, row.y));
        }
    }
    at
}

/// The question of the Regie pane, or the filter of another.
fn input_line(app: &App, row: Area, pen: &mut Pen<'_>) -> Option<Position> {
    let asking = matches!(app.mode, Mode::Asking { .. });
    let filtering = matches!(app.mode, Mode::Filtering);
    let (label, input) = if app.pane.spec().asks {
        ("Wie heeft de regie op:", &app.question)
    } else {
        ("Filter:", app.filter_input())
    };
    let count = match app.len() {
        _ if app.pane.spec().asks && input.value().is_empty() => {
            words::counted(app.len(), "uitspraak", "uitspraken")
        }
        count if app.pane.spec().asks => match &app.grid().note {
            Some(note) if count > 0 => note.clone(),
            _ => words::counted(count, "antwoord", "antwoorden"),
        },
        count => words::counted(count, "rij", "rijen"),
    };
    let (field, x) = asked(label, &count, row, pen);
    if !(asking || filtering) {
        let words = if app.pane.spec().asks && input.value().is_empty() {
            app.key_for(Command::AskRegie)
                .map(|key| format!("({key} om te vragen)"))
                .unwrap_or_default()
        } else {
            input.value().to_string()
        };
        pen.put(field, x, &words, Tone::Strong);
        return None;
    }
    Some(text_field(input, field, x, pen))
}

/// The fields of a form that are typed in the selected row itself; gives where the cursor is, where
/// it is in one of them.
fn in_place(app: &App, row: Area, pen: &mut Pen<'_>) -> Option<Position> {
    let Mode::Form(form) = &app.mode else {
        return None;
    };
    let places = grid::columns(app.grid(), row.width);
    let mut at = None;
    for field in form.fields.asked() {
        let place = field
            .blank
            .column
            .and_then(|it| places.get(it).copied().flatten());
        let Some((x, wide)) = place.filter(|(x, _)| *x > 0) else {
            continue;
        };
        let cell = Area {
            x: row.x + x,
            width: wide,
            ..row
        };
        let empty = " ".repeat(usize::from(wide));
        pen.put(cell, 0, &empty, Tone::Plain);
        pen.highlight(cell, pen.theme.typed());
        let cursor = text_field(&field.input, cell, 0, pen);
        if field.blank.name == form.fields.focus {
            at = Some(cursor);
        }
    }
    at
}

/// What is asked on a line, and at its end how many there are, where that leaves room to type: the
/// field between them, and where it begins.
pub fn asked(label: &str, count: &str, line: Area, pen: &mut Pen<'_>) -> (Area, u16) {
    let label = cut(label, usize::from(line.width.saturating_sub(ROOM)));
    let x = pen.put(line, 1, &label, Tone::Label) + 1;
    let at = line.width.saturating_sub(cells(width(count)) + 1);
    if at < x + ROOM {
        return (line, x);
    }
    pen.put(line, at, count, Tone::Dim);
    let width = at.saturating_sub(1);
    (Area { width, ..line }, x)
}

/// A text that is typed in, scrolled so that the cursor is in sight; gives where the cursor is.
pub fn text_field(input: &tui_input::Input, row: Area, x: u16, pen: &mut Pen<'_>) -> Position {
    let room = usize::from(row.width.saturating_sub(x + 1));
    let scroll = input.visual_scroll(room);
    let mut skipped = 0;
    let shown: String = input
        .value()
        .chars()
        .skip_while(|c| {
            let hidden = skipped < scroll;
            skipped += width(c.encode_utf8(&mut [0; 4]));
            hidden
        })
        .collect();
    pen.put(row, x, &shown, Tone::Strong);
    let cursor = cells(input.visual_cursor().max(scroll) - scroll);
    Position::new(
        (row.x + x + cursor).min(paint::rect(row).right().saturating_sub(1)),
        row.y,
    )
}
