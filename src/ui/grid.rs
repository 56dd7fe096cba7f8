//! Rows of cells under their heads.

use super::paint::{Pen, cells};
use super::theme::Theme;
use super::tree::lamp;
use crate::app::list::grid::{Cell, GAP, Grid, MARK, Row};
use crate::app::sight::geometry::Area;
use crate::doc::text;
use crate::doc::text::{spark, width};
use crate::doc::year::{sign, state_tone};
use crate::doc::{Line, Tone};
use crate::plan::figures::strip::State;
use crate::plan::find::order::Order;
use crate::plan::model::number::Decimal;
use crate::plan::words::light_letter;

/// Where the columns of a grid stand in a row: first cell and width, none where not shown.
pub fn columns(grid: &Grid, total: u16) -> Vec<Option<(u16, u16)>> {
    let shown = grid.columns.iter().filter(|it| it.is_shown(total));
    let fixed: u16 = shown.map(|column| column.width + GAP).sum();
    // On a narrow screen every fixed column gives some of its width to the one that matters.
    let least = 8;
    let rest = total.saturating_sub(fixed + MARK);
    let squeeze = rest < least && total > 0;
    // What is left over comes behind the row, and not between its words and its numbers.
    let rest = rest.min(grid.widest.max(least));
    let end = grid.columns.iter().rposition(|it| it.is_shown(total));
    let mut x = MARK;
    let mut places = Vec::with_capacity(grid.columns.len());
    for (at, column) in grid.columns.iter().enumerate() {
        if !column.is_shown(total) {
            places.push(None);
            continue;
        }
        let wide = match (column.width, squeeze) {
            (w, false) if w > 0 && end == Some(at) && !column.right => total.saturating_sub(x),
            (0, false) => rest,
            (0, true) => least,
            (w, false) => w,
            (w, true) => w.min(9),
        };
        places.push(Some((x, wide.min(total.saturating_sub(x)))));
        x = x.saturating_add(wide + GAP);
    }
    places
}

/// Draws the heads; the one the rows are ordered by has an arrow behind it.
pub fn head(grid: &Grid, order: Option<Order>, row: Area, pen: &mut Pen<'_>) {
    for (column, place) in grid.columns.iter().zip(columns(grid, row.width)) {
        let Some((x, width)) = place else { continue };
        let area = inside(row, (x, width));
        words(column.head, Tone::Label, column.right, area, pen);
        let Some(order) = order.filter(|order| column.by == Some(order.by)) else {
            continue;
        };
        // Behind a full head stands the gap, and there is room for it.
        let head = cells(text::width(column.head));
        let at = if column.right { width } else { head.min(width) };
        let arrow = if order.falls() { "▼" } else { "▲" };
        let area = inside(row, (x, width + GAP));
        pen.put(area, at, arrow, Tone::Label);
    }
}

/// Draws a row.
pub fn draw_row(grid: &Grid, line: &Row, row: Area, pen: &mut Pen<'_>) {
    let cells = grid.columns.iter().zip(&line.cells);
    for ((column, cell), place) in cells.zip(columns(grid, row.width)) {
        let Some((x, w)) = place else { continue };
        let goes_on = line.goes_on(cell);
        let rest = row.width.saturating_sub(x);
        let w = if goes_on { rest } else { w };
        draw_cell(cell, column.right, inside(row, (x, w)), pen);
        if goes_on {
            break;
        }
    }
}

const fn inside(row: Area, (x, width): (u16, u16)) -> Area {
    Area {
        x: row.x + x,
        width,
        ..row
    }
}

fn draw_cell(cell: &Cell, right: bool, area: Area, pen: &mut Pen<'_>) {
    match cell {
        Cell::None => {}
        Cell::Text(text, tone) => words(text, *tone, right, area, pen),
        Cell::Gone(text, when) => {
            let end = area.width.saturating_sub(cells(width(when)) + 1);
            words(when, Tone::Dim, true, area, pen);
            let area = Area { width: end, ..area };
            words(text, Tone::Dim, false, area, pen);
        }
        Cell::Light(light) => {
            let lamp = lamp(*light, pen.theme);
            pen.put_line(area, &lamp);
        }
        Cell::Lights(counts) => {
            let mut line = Line::default();
            for (light, count) in counts.iter().filter(|(_, count)| *count > 0) {
                let gap = if line.0.is_empty() { "" } else { " " };
                let text = format!("{gap}{}{count}", light_letter(*light));
                line = line.and(text, Tone::of(*light));
            }
            pen.put_line(area, &line);
        }
        Cell::Line(line) => pen.put_line(area, line),
        Cell::Judged(light, proposed) | Cell::Outlived(light, proposed) => {
            let outlived = matches!(cell, Cell::Outlived(..));
            let mark = if outlived { '?' } else { '≠' };
            let other = format!(" {mark}{}", light_letter(*proposed));
            let lamp = lamp(*light, pen.theme).and(other, Tone::of(*proposed));
            pen.put_line(area, &lamp);
        }
        Cell::Bar(value, full) => {
            pen.put(
                area,
                0,
                &bar(*value, *full, area.width, pen.theme),
                Tone::Plain,
            );
        }
        Cell::Trend { values, full } => {
            let text = spark(values, *full, usize::from(area.width));
            pen.put(area, 0, &text, Tone::Plain);
        }
        Cell::Strip(states) => {
            pen.put_line(area, &strip(states, area.width));
        }
    }
}

fn words(text: &str, tone: Tone, right: bool, area: Area, pen: &mut Pen<'_>) {
    let spelled = pen.theme.spelled(text);
    let free = area.width.saturating_sub(cells(width(&spelled)));
    pen.put(area, if right { free } else { 0 }, &spelled, tone);
}

/// How much of how much: `██▌░░░░░░░`, or `##........` in ASCII.
fn bar(value: Decimal, full: Decimal, width: u16, theme: Theme) -> String {
    let eighths = value.eighths_of(full, width);
    let whole = usize::from(eighths / 8);
    let part = usize::from(eighths % 8);
    let width = usize::from(width);
    if theme.ascii {
        return format!("{}{}", "#".repeat(whole), ".".repeat(width - whole));
    }
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let rest = width.saturating_sub(whole + usize::from(part > 0));
    format!("{}{}{}", "█".repeat(whole), parts[part], "░".repeat(rest))
}

/// Periods, one or more cells each: `■■■ □□□`, `■■■××□··`. Where not all fit, the last that
/// have begun.
fn strip(states: &[State], width: u16) -> Line {
    let width = usize::from(width);
    let begun = states.iter().rposition(|state| *state != State::ToCome);
    let skip = begun.map_or(0, |last| (last + 1).saturating_sub(width));
    let shown = states.iter().skip(skip).take(width);
    let room = width / states.len().max(1);
    let gap = usize::from(room > 1);
    let mut line = Line::default();
    for state in shown {
        let signs = sign(*state).to_string().repeat(room.max(1) - gap);
        line = line
            .and(signs, state_tone(*state))
            .and(" ".repeat(gap), Tone::Plain);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::list::grid::Column;

    #[test]
    fn a_strip_shows_the_last_periods_that_began() {
        let states = |signs: &str| -> Vec<State> {
            let all = [
                State::Filled,
                State::Missed,
                State::Open,
                State::ToCome,
                State::Unknown,
            ];
            let state = |c| all.into_iter().find(|state| sign(*state) == c);
            signs.chars().filter_map(state).collect()
        };
        for (signs, width, shown) in [
            ("■■××□·······", 12, "■■××□·······"),
            ("■■××□·······", 8, "■■××□···"),
            ("■■■■■■■××□··", 8, "■■■■■××□"),
            ("■■■■■■■■■■■■", 4, "■■■■"),
            ("■□", 8, "■■■ □□□ "),
            ("■×□·", 8, "■ × □ · "),
            ("■□", 12, "■■■■■ □□□□□ "),
            ("■×□·", 0, ""),
        ] {
            assert_eq!(strip(&states(signs), width).words(), shown, "{signs}");
        }
    }

    #[test]
    fn bars_and_trends_in_both_alphabets() {
        let (plain, ascii) = (
            Theme::default(),
            Theme {
                ascii: true,
                ..Theme::default()
            },
        );
        let n = Decimal::whole;
        assert_eq!(bar(n(6), n(10), 10, plain), "██████░░░░");
        assert_eq!(bar(n(1), n(4), 10, plain), "██▌░░░░░░░");
        assert_eq!(bar(n(1), n(4), 10, ascii), "##........");
        assert_eq!(bar(n(9), n(4), 4, plain), "████");
        assert_eq!(bar(n(1), n(4), 0, plain), "");
        let values = [0, 1, 2, 4].map(|it| Some(n(it)));
        let trend = |full, cells| spark(&values, full, cells);
        assert_eq!(trend(None, 8), "▁▂▄█");
        assert_eq!(ascii.spelled(&trend(None, 2)), "48");
        assert_eq!(trend(Some(n(8)), 8), "▁▁▂▄");
        assert_eq!(trend(Some(n(2)), 8), "▁▂▄█");
        assert_eq!(spark(&[], None, 8), "");
    }

    #[test]
    fn columns_never_leave_the_row() {
        let grid = Grid {
            columns: vec![
                Column::new("a", 8),
                Column::rest("b"),
                Column::new("c", 16).from(64),
            ],
            ..Grid::default()
        };
        for total in 0..130 {
            for (x, w) in columns(&grid, total).into_iter().flatten() {
                assert!(w == 0 || x + w <= total, "{total}");
            }
        }
    }
}
