//! In which order a page is read: a text in two columns goes down the left one first.

use super::grid::Grid;
use super::ink::Piece;
use super::rows::{Row, Span};
use super::rules::Rule;
use super::unruled;
use crate::intake::label;

/// What stands on a page, in its order.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Row(Row),
    Grid(Grid),
}

/// From how many lines on each side two columns are told from a table.
const FEW: usize = 4;

/// How many lines a foot of a page may have.
const FEET: usize = 2;

/// Between columns lies at least so much room, in points.
const GUTTER: f32 = 10.0;

impl Item {
    fn top(&self) -> f32 {
        match self {
            Self::Row(row) => row.y() + row.size(),
            Self::Grid(grid) => grid.top,
        }
    }

    /// From where to where each of its parts runs.
    fn spans(&self) -> Vec<(f32, f32)> {
        match self {
            Self::Row(row) => row.pieces.iter().map(|it| (it.x, it.end)).collect(),
            Self::Grid(grid) => vec![(grid.left, grid.right); grid.cells.len()],
        }
    }
}

/// Lines and tables in the order they are read. A table may go on from the page before: `before` are
/// its columns.
pub(super) fn ordered(
    rows: Vec<Row>,
    grids: Vec<Grid>,
    rules: &[Rule],
    before: &[Span],
) -> Vec<Item> {
    let mut items: Vec<Item> = rows.into_iter().map(Item::Row).collect();
    items.extend(grids.into_iter().map(Item::Grid));
    items.sort_by(|one, other| other.top().total_cmp(&one.top()));
    let middle = between_tables(&items, before).or_else(|| gutter(&items));
    if let Some(gutter) = middle.filter(|at| !spanned(&items, *at)) {
        let mut before = before.to_vec();
        return in_two(items, gutter, |side| {
            let side = worked_out(side, rules, &before);
            before = open(&side).unwrap_or_default();
            side
        });
    }
    let items = worked_out(items, rules, before);
    match gutter(&items) {
        Some(gutter) => in_two(items, gutter, |side| side),
        None => items,
    }
}

/// The columns of a table at the end of a page, which may go on over it; a foot may stand below.
pub(super) fn open(page: &[Item]) -> Option<Vec<Span>> {
    let mut last = page.iter().rev().take(FEET + 1);
    let grid = last.find_map(|item| match item {
        Item::Grid(grid) => Some(grid),
        Item::Row(_) => None,
    })?;
    (grid.columns.len() > 1).then(|| grid.columns.clone())
}

/// The tables among lines.
fn worked_out(items: Vec<Item>, rules: &[Rule], before: &[Span]) -> Vec<Item> {
    let (mut rows, mut out) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Row(row) => rows.push(row),
            Item::Grid(_) => out.push(item),
        }
    }
    let (tables, rows) = unruled::grids(&rows, rules, before);
    out.extend(rows.into_iter().map(Item::Row));
    out.extend(tables.into_iter().map(Item::Grid));
    out.sort_by(|one, other| other.top().total_cmp(&one.top()));
    out
}

/// Whether the heads of a table run over the room between two columns: those of a text have heads of
/// their own.
fn spanned(items: &[Item], gutter: f32) -> bool {
    let said = |words: &mut dyn Iterator<Item = &Piece>| {
        let all: Vec<&str> = words.map(|it| it.text.trim()).collect();
        all.join(" ")
    };
    items.iter().any(|item| {
        let Item::Row(row) = item else {
            return false;
        };
        let whole = said(&mut row.words.iter());
        let left = said(&mut row.words.iter().filter(|it| it.end <= gutter));
        let right = said(&mut row.words.iter().filter(|it| it.end > gutter));
        let goals = label::are_goals_and_actions(&left, &right);
        goals || label::is_heads(&whole) && !label::is_heads(&left) && !label::is_heads(&right)
    })
}

/// First what stands left of a place, then what stands right of it, between what runs over both.
fn in_two(
    items: Vec<Item>,
    gutter: f32,
    mut each: impl FnMut(Vec<Item>) -> Vec<Item>,
) -> Vec<Item> {
    let mut out = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for item in items {
        let spans = item.spans();
        if spans.iter().any(|it| it.0 < gutter && it.1 > gutter) {
            out.append(&mut each(std::mem::take(&mut left)));
            out.append(&mut each(std::mem::take(&mut right)));
            out.push(item);
            continue;
        }
        match item {
            Item::Grid(grid) if grid.right < gutter => left.push(Item::Grid(grid)),
            Item::Grid(grid) => right.push(Item::Grid(grid)),
            Item::Row(row) => {
                let [before, behind] = row.parted(gutter);
                for (side, row) in [(&mut left, before), (&mut right, behind)] {
                    if !row.pieces.is_empty() {
                        side.push(Item::Row(row));
                    }
                }
            }
        }
    }
    out.append(&mut each(left));
    out.append(&mut each(right));
    out
}

/// Where what stands on a page begins and ends, piece by piece and in all; none where there is no room for
/// two columns.
fn extent(items: &[Item]) -> Option<(Vec<Span>, f32, f32)> {
    let spans: Vec<Span> = items.iter().flat_map(Item::spans).collect();
    let left = spans.iter().map(|it| it.0).fold(f32::MAX, f32::min);
    let right = spans.iter().map(|it| it.1).fold(f32::MIN, f32::max);
    let width = right - left;
    (width.is_finite() && width >= 150.0).then_some((spans, left, right))
}

/// The middle between two columns of text: lines on both sides that fill them, and next to none
/// across.
fn gutter(items: &[Item]) -> Option<f32> {
    let (spans, left, right) = extent(items)?;
    let width = right - left;
    let mut best: Option<(usize, f32)> = None;
    for step in 30_u8..=70 {
        let at = left + width * f32::from(step) / 100.0;
        let near = |it: &&(f32, f32)| it.0 < at + GUTTER / 2.0 && it.1 > at - GUTTER / 2.0;
        let across = spans.iter().filter(near).count();
        let before = spans.iter().filter(|it| it.1 <= at).collect::<Vec<_>>();
        let behind = spans.iter().filter(|it| it.0 >= at).collect::<Vec<_>>();
        let full = |side: &[&(f32, f32)], room: f32| {
            let wide = side.iter().filter(|it| it.1 - it.0 > 0.6 * room).count();
            side.len() >= FEW && wide * 5 >= side.len() * 2
        };
        let both = full(&before, at - left) && full(&behind, right - at);
        if both && across * 6 <= spans.len() && best.is_none_or(|it| across < it.0) {
            best = Some((across, at));
        }
    }
    best.map(|it| it.1)
}

/// The middle between two columns that hold tables without lines, whose cells fill none: room from top to
/// bottom, and lines on both sides that stand beside none on the other. Of one table they would, or its
/// heads, or the columns it had on the page before, run over it.
fn between_tables(items: &[Item], before: &[Span]) -> Option<f32> {
    let (spans, left, right) = extent(items)?;
    let width = right - left;
    let goes_on = |at: f32| {
        let [first, last] = [before.first(), before.last()].map(|it| it.map(|it| it.0));
        first.is_some_and(|it| it < at) && last.is_some_and(|it| it > at)
    };
    let places = (40_u8..=60).map(|step| left + width * f32::from(step) / 100.0);
    let fit = places.filter_map(|at| {
        let near = |it: &&(f32, f32)| it.0 < at + GUTTER / 2.0 && it.1 > at - GUTTER / 2.0;
        let across = spans.iter().filter(near).count();
        let wide = |on_side: &dyn Fn(&(f32, f32)) -> bool, room: f32| {
            let side = spans.iter().filter(|it| on_side(it));
            side.filter(|it| it.1 - it.0 > 0.4 * room).count() >= FEW
        };
        let filled = wide(&|it| it.1 <= at, at - left) && wide(&|it| it.0 >= at, right - at);
        let fits = across * 40 <= spans.len() && filled && !goes_on(at);
        Some((stand_alone(items, at).filter(|_| fits)?, at))
    });
    fit.max_by_key(|(alone, _)| *alone).map(|(_, at)| at)
}

/// How many lines on either side of a place stand beside none on the other, more than there are that do
/// stand beside one; none where fewer, or where heads stand beside others.
fn stand_alone(items: &[Item], at: f32) -> Option<usize> {
    let (mut alone, mut both) = ([0_usize; 2], 0);
    for item in items {
        let Item::Row(row) = item else {
            continue;
        };
        let side = |right: bool| {
            let words = row.words.iter().filter(|it| (it.end > at) == right);
            words.map(|it| it.text.trim()).collect::<Vec<_>>().join(" ")
        };
        let sides = [side(false), side(true)];
        match sides.each_ref().map(String::is_empty) {
            [false, false] => {
                let heads = sides.each_ref().map(|it| label::is_heads(it));
                if label::is_heads(&sides.join(" ")) && heads != [true, true] {
                    return None;
                }
                both += 1;
            }
            [left, right] => {
                alone[0] += usize::from(!left);
                alone[1] += usize::from(!right);
            }
        }
    }
    let fewest = alone.into_iter().min().filter(|it| *it >= 2 * FEW)?;
    fewest.checked_sub(both)
}
