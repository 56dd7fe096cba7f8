//! Which lines of a table are a row together: those between two drawn lines, else those whose cells lie
//! nearer to each other than to others.

use super::ink::Piece;
use super::rows::{Row, Span};
use super::rules::Rule;

/// Two lines stand beside each other where they lie less than this apart, in sizes of a letter.
const BESIDE: f32 = 0.9;

/// The words of a line, by column.
type Cells<'r> = Vec<Vec<&'r Piece>>;

/// The row each line is of, counted from 0, and whether that is sure.
pub(super) fn parts(
    rows: &[Row],
    cells: &[Cells<'_>],
    columns: &[Span],
    rules: &[Rule],
) -> (Vec<usize>, bool) {
    let single = single(cells, columns.len());
    if let Some(merged) = merged(rows, cells) {
        return without_merged(&merged, (rows, cells), columns, rules);
    }
    // Without a column of figures nothing tells rows from lines.
    let told = !single.is_empty();
    if let Some(parts) = by_rules(rows, columns, rules).filter(|it| fits(it, cells, &single)) {
        return (parts, told);
    }
    let mut best: Option<(usize, Vec<usize>, bool)> = None;
    for near in steps(rows, cells, columns.len()) {
        let Some(parts) = by_room(rows, cells, columns.len(), near) else {
            continue;
        };
        if !fits(&parts, cells, &single) {
            continue;
        }
        let bare = bare(&parts, cells, &single).len();
        if best.as_ref().is_none_or(|it| bare < it.0) {
            best = Some((bare, parts, near > 0.0));
        }
    }
    let Some((_, parts, roomy)) = best else {
        return ((0..rows.len()).collect(), false);
    };
    let bare = bare(&parts, cells, &single);
    if bare.is_empty() || roomy {
        return (parts, told);
    }
    (joined(&parts, &bare, cells, columns), false)
}

/// The lines of cells that are merged over rows: one text beside two lines that have none in its column.
fn merged(rows: &[Row], cells: &[Cells<'_>]) -> Option<Vec<usize>> {
    let step = |one: usize, other: usize| rows[one].y() - rows[other].y();
    let is = |at: &usize| {
        let at = *at;
        let mut own = (0..cells[at].len()).filter(|column| !cells[at][*column].is_empty());
        let (Some(column), None) = (own.next(), own.next()) else {
            return false;
        };
        let empty = |line: usize| cells[line][column].is_empty() && cells[line].len() > 1;
        // It stands in the middle of its rows.
        let middle = (step(at - 1, at) - step(at, at + 1)).abs() < 1.0;
        column == 0 && middle && empty(at - 1) && empty(at + 1)
    };
    let found: Vec<usize> = (1..rows.len().saturating_sub(1)).filter(is).collect();
    (!found.is_empty()).then_some(found)
}

/// The rows of the other lines; what is merged stands in the first of its rows, as in other documents.
fn without_merged(
    merged: &[usize],
    (rows, cells): (&[Row], &[Cells<'_>]),
    columns: &[Span],
    rules: &[Rule],
) -> (Vec<usize>, bool) {
    let others = || (0..rows.len()).filter(|at| !merged.contains(at));
    let own: Vec<Row> = others().map(|at| rows[at].clone()).collect();
    let lines: Vec<Cells<'_>> = others().map(|at| cells[at].clone()).collect();
    let (parts, _) = parts(&own, &lines, columns, rules);
    let mut parts = parts.into_iter();
    let mut last = 0;
    let all = (0..rows.len()).map(|at| {
        if !merged.contains(&at) {
            last = parts.next().unwrap_or(last);
        }
        last
    });
    (all.collect(), false)
}

/// The columns that have one line in each row: those of figures.
fn single(cells: &[Cells<'_>], count: usize) -> Vec<usize> {
    let is = |at: &usize| {
        let mut filled = cells
            .iter()
            .map(|line| &line[*at])
            .filter(|it| !it.is_empty());
        let mut any = false;
        filled.all(|cell| {
            any |= counts(cell);
            is_figure(&said(cell))
        }) && any
    };
    (0..count).filter(is).collect()
}

fn said(cell: &[&Piece]) -> String {
    cell.iter().map(|it| it.text.as_str()).collect()
}

/// Whether a cell has a figure in it, or the dash of none: the sign before it may stand on another line.
fn counts(cell: &[&Piece]) -> bool {
    said(cell).contains(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—'))
}

/// Whether no row has a figure twice in one column.
fn fits(parts: &[usize], cells: &[Cells<'_>], single: &[usize]) -> bool {
    single.iter().all(|at| {
        let own = parts
            .iter()
            .zip(cells)
            .filter(|(_, line)| counts(&line[*at]));
        let own: Vec<usize> = own.map(|(part, _)| *part).collect();
        own.windows(2).all(|pair| pair[0] != pair[1])
    })
}

/// The rows without any figure.
fn bare(parts: &[usize], cells: &[Cells<'_>], single: &[usize]) -> Vec<usize> {
    let last = parts.last().copied().unwrap_or_default();
    let has = |part: &usize| {
        let mut own = parts.iter().zip(cells).filter(|(it, _)| *it == part);
        own.any(|(_, line)| single.iter().any(|at| counts(&line[*at])))
    };
    (0..=last).filter(|part| !has(part)).collect()
}

/// By lines along the page that part them.
fn by_rules(rows: &[Row], columns: &[Span], rules: &[Rule]) -> Option<Vec<usize>> {
    let (left, right) = (columns.first()?.0, columns.last()?.1);
    let (top, bottom) = (rows.first()?, rows.last()?);
    let mut ys: Vec<f32> = rules
        .iter()
        .filter_map(|rule| match *rule {
            Rule::Along { y, from, to } => {
                // A line under each cell runs on in the next.
                let inside = from < right && to > left && y < top.y() && y > bottom.y();
                inside.then_some(y)
            }
            Rule::Down { .. } => None,
        })
        .collect();
    ys.sort_by(|one, other| other.total_cmp(one));
    ys.dedup_by(|one, other| (*one - *other).abs() < 4.0);
    if ys.len() < 2 {
        return None;
    }
    let above = |row: &Row| ys.iter().filter(|y| **y > row.y()).count();
    Some(counted(rows.iter().map(above)))
}

/// Numbers from 0 on, one for each that differs from the one before.
fn counted(all: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut before = None;
    for own in all {
        let last = out.last().copied();
        let next = match last {
            None => 0,
            Some(last) => last + usize::from(before != Some(own)),
        };
        before = Some(own);
        out.push(next);
    }
    out
}

/// How far the lines of one cell may lie apart: not at all, or as one of the steps in a column.
fn steps(rows: &[Row], cells: &[Cells<'_>], count: usize) -> Vec<f32> {
    let mut out = vec![0.0];
    for at in 0..count {
        let filled = rows
            .iter()
            .zip(cells)
            .filter(|(_, line)| !line[at].is_empty());
        let ys: Vec<(f32, f32)> = filled.map(|(row, _)| (row.y(), row.size())).collect();
        let near = ys.windows(2).map(|pair| (pair[0].0 - pair[1].0, pair[0].1));
        out.extend(
            near.filter(|(step, size)| *step < 1.7 * size)
                .map(|it| it.0),
        );
    }
    out.sort_by(f32::total_cmp);
    out.dedup_by(|one, other| (*one - *other).abs() < 0.3);
    out
}

/// By room: lines in one column at most so far apart are a cell, and cells that stand beside each other a
/// row. None where two cells of one column would be in it.
fn by_room(rows: &[Row], cells: &[Cells<'_>], count: usize, near: f32) -> Option<Vec<usize>> {
    let mut ends: Vec<usize> = (0..rows.len()).collect();
    let mut starts = vec![vec![false; count]; rows.len()];
    for at in 0..count {
        let mut open: Option<usize> = None;
        let mut first = 0;
        for nth in 0..rows.len() {
            if cells[nth][at].is_empty() {
                continue;
            }
            let on = open.is_some_and(|open: usize| {
                let step = rows[open].y() - rows[nth].y();
                step <= near + 0.3 || step < 0.3 * rows[nth].size()
            });
            if !on {
                first = nth;
                starts[nth][at] = true;
            }
            ends[first] = ends[first].max(nth);
            open = Some(nth);
        }
    }
    let mut out: Vec<usize> = Vec::new();
    let mut end = 0;
    let mut seen = vec![false; count];
    for nth in 0..rows.len() {
        let beside = |nth: usize| rows[nth - 1].y() - rows[nth].y() < BESIDE * rows[nth].size();
        let on = nth > 0 && (nth <= end || beside(nth));
        if !on {
            seen = vec![false; count];
        }
        for at in 0..count {
            if starts[nth][at] && std::mem::replace(&mut seen[at], true) {
                return None;
            }
        }
        end = end.max(ends[nth]);
        let last = out.last().copied();
        out.push(last.map_or(0, |last| last + usize::from(!on)));
    }
    Some(out)
}

/// Rows without a figure that go on from the one above are a part of it.
fn joined(parts: &[usize], bare: &[usize], cells: &[Cells<'_>], columns: &[Span]) -> Vec<usize> {
    let mut lines = cells.iter();
    let mut above = lines.next();
    let mut gone = 0;
    let mut out: Vec<usize> = parts.first().copied().into_iter().collect();
    for (pair, line) in parts.windows(2).zip(lines) {
        let new = pair[0] != pair[1];
        if new && bare.contains(&pair[1]) && above.is_some_and(|it| goes_on(it, line, columns)) {
            gone += 1;
        }
        out.push(pair[1] - gone);
        above = Some(line);
    }
    out
}

/// Whether the cells of a line go on from those above: the first word had no room there.
fn goes_on(above: &[Vec<&Piece>], line: &[Vec<&Piece>], columns: &[Span]) -> bool {
    let all = above.iter().zip(line).zip(columns);
    let filled = all.filter(|((_, own), _)| !own.is_empty());
    let mut goes = filled.map(|((above, own), (_, to))| {
        let (Some(above), Some(own)) = (above.last(), own.first()) else {
            return false;
        };
        above.end + own.first_word() > *to
    });
    goes.all(|it| it)
}

/// Whether a text is a figure, or says that there is none.
pub(super) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let known = |c: char| c.is_ascii_digit() || " .,-–—€%+/".contains(c);
    !text.is_empty() && text.chars().all(known)
}
