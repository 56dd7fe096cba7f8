//! Tables without lines around their cells, whose cells take more lines: known by columns of figures, or
//! by heads that announce what stands below each. A table whose every row is one line needs none of this.

use super::grid::Grid;
use super::headed;
use super::ink::Piece;
use super::parts::{is_figure, parts};
use super::rows::{Row, Span};
use super::rules::Rule;
use crate::intake::label;

/// How much further than the usual step a new row lies, where room parts the rows.
const APART: f32 = 1.15;

/// Lines of one table lie at most so far apart, in sizes of a letter.
const NEXT: f32 = 3.2;

/// Among how many lines at the top of a page a table may go on.
const TOP: usize = 3;

/// Takes the tables out of a page's lines, from the top. One may go on from the page before: its
/// columns then are `before`.
pub(super) fn grids(rows: &[Row], rules: &[Rule], before: &[Span]) -> (Vec<Grid>, Vec<Row>) {
    let (mut out, mut free) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let own = &rows[at..];
        let made = headed::table(own, rules)
            .or_else(|| {
                // A heading above says that something else begins.
                let headed = free.iter().any(|it: &Row| it.size() > row.size() + 0.8);
                let top = out.is_empty() && at < TOP && !headed;
                top.then(|| headed::rest(own, before, rules)).flatten()
            })
            .or_else(|| (row.pieces.len() > 1).then(|| table(own, rules)).flatten());
        if let Some((grid, taken)) = made {
            out.push(grid);
            at += taken;
        } else {
            free.push(row.clone());
            at += 1;
        }
    }
    (out, free)
}

/// The table that begins at the first of these lines, and how many it takes.
fn table(rows: &[Row], rules: &[Rule]) -> Option<(Grid, usize)> {
    let (count, columns) = region(rows);
    let rows = &rows[..count];
    let cells: Vec<Vec<Vec<&Piece>>> = rows.iter().map(|row| placed(row, &columns)).collect();
    let begins = if announces(&rows[0]) {
        by_room(rows, &cells)?
    } else {
        by_figures(rows, &cells, &columns, rules)?
    };
    // A row a line is a table of the text as well.
    if begins.iter().all(|it| *it) {
        return None;
    }
    let edge = columns.iter().map(|it| it.1).fold(0.0, f32::max);
    let mut grid = Grid {
        left: columns.first()?.0,
        right: edge,
        top: rows[0].y() + rows[0].size(),
        xs: columns.iter().map(|it| it.0).chain([edge]).collect(),
        cells: Vec::new(),
        columns: columns.clone(),
        guessed: true,
    };
    for (line, begins) in cells.into_iter().zip(begins) {
        if begins {
            grid.cells.push(vec![Vec::new(); columns.len()]);
        }
        let open = grid.cells.last_mut()?;
        for (cell, pieces) in open.iter_mut().zip(line) {
            cell.extend(pieces.into_iter().cloned());
        }
    }
    Some((grid, count))
}

/// How many lines go on with the columns of the first, and where the columns then are. Lines that run
/// across columns are none of it.
fn region(rows: &[Row]) -> (usize, Vec<Span>) {
    let mut columns: Vec<Span> = spans(&rows[0]);
    let mut count = 1;
    for (above, row) in rows.iter().zip(&rows[1..]) {
        let near = above.y() - row.y() < NEXT * above.size();
        let alike = (above.size() - row.size()).abs() < 0.8;
        let Some(wider) = widened(&columns, row).filter(|_| near && alike) else {
            break;
        };
        columns = wider;
        count += 1;
    }
    (count, columns)
}

fn spans(row: &Row) -> Vec<Span> {
    row.pieces.iter().map(|it| (it.x, it.end)).collect()
}

/// The columns with the pieces of a line in them; none where one lies in no column, or in two.
fn widened(columns: &[Span], row: &Row) -> Option<Vec<Span>> {
    let mut columns = columns.to_vec();
    for piece in &row.pieces {
        let over = |it: &Span| piece.x < it.1 && piece.end > it.0;
        let mut own = (0..columns.len()).filter(|at| over(&columns[*at]));
        let at = own.next().filter(|_| own.next().is_none())?;
        columns[at] = (columns[at].0.min(piece.x), columns[at].1.max(piece.end));
    }
    let apart = columns.windows(2).all(|pair| pair[0].1 + 2.0 < pair[1].0);
    apart.then_some(columns)
}

/// The pieces of a line by their columns.
fn placed<'r>(row: &'r Row, columns: &[Span]) -> Vec<Vec<&'r Piece>> {
    let own = |(from, to): &Span| {
        let all = row.pieces.iter();
        all.filter(|it| it.x < *to && it.end > *from).collect()
    };
    columns.iter().map(own).collect()
}

/// Whether a line holds the heads of goals and of what is done for them.
fn announces(row: &Row) -> bool {
    let [first, second, ..] = row.pieces.as_slice() else {
        return false;
    };
    label::are_goals_and_actions(&first.text, &second.text)
}

/// Which lines begin a row, where rows lie further apart than the lines of a cell.
fn by_room(rows: &[Row], cells: &[Vec<Vec<&Piece>>]) -> Option<Vec<bool>> {
    let steps = || {
        rows.iter()
            .zip(&rows[1..])
            .map(|(above, row)| above.y() - row.y())
    };
    let usual = steps().fold(f32::MAX, f32::min);
    let begins = steps().zip(&cells[1..]).map(|(step, line)| {
        let whole = line.iter().all(|cell| !cell.is_empty());
        whole && step > usual * APART
    });
    let begins: Vec<bool> = std::iter::once(true).chain(begins).collect();
    (begins.iter().filter(|it| **it).count() > 1).then_some(begins)
}

/// Which lines begin a row, where columns hold figures.
fn by_figures(
    rows: &[Row],
    cells: &[Vec<Vec<&Piece>>],
    columns: &[Span],
    rules: &[Rule],
) -> Option<Vec<bool>> {
    let first = cells
        .iter()
        .position(|line| line.iter().skip(1).any(|cell| holds_figure(cell)))?;
    let figures: Vec<usize> = (1..columns.len())
        .filter(|at| {
            let all = cells[first..].iter().map(|line| &line[*at]);
            let mut filled = all.filter(|cell| !cell.is_empty()).peekable();
            filled.peek().is_some() && filled.all(|cell| holds_figure(cell))
        })
        .collect();
    if figures.is_empty() {
        return None;
    }
    let (parts, _) = parts(&rows[first..], &cells[first..], columns, rules);
    let below = parts.windows(2).map(|pair| pair[0] != pair[1]);
    // The heads are one row.
    let begins = (0..first).map(|at| at == 0).chain([true]).chain(below);
    Some(begins.collect())
}

/// Whether a cell holds a figure, or says that there is none.
fn holds_figure(cell: &[&Piece]) -> bool {
    let text: String = cell.iter().map(|it| it.text.trim()).collect();
    is_figure(&text)
}
