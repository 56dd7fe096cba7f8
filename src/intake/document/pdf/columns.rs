//! In which order a page is read: a text in two columns goes down the left one first.

use super::grid::Grid;
use super::rows::Row;
use super::unruled;

/// What stands on a page, in its order.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Row(Row),
    Grid(Grid),
}

/// From how many lines on each side two columns are told from a table.
const FEW: usize = 4;

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
            Self::Grid(grid) => vec![(grid.left, grid.right)],
        }
    }
}

/// Lines and tables in the order they are read.
pub(super) fn ordered(rows: &[Row], mut grids: Vec<Grid>) -> Vec<Item> {
    let (tables, rows) = unruled::grids(rows);
    grids.extend(tables);
    let mut items: Vec<Item> = rows.into_iter().map(Item::Row).collect();
    items.extend(grids.into_iter().map(Item::Grid));
    items.sort_by(|one, other| other.top().total_cmp(&one.top()));
    let Some(gutter) = gutter(&items) else {
        return items;
    };
    let mut out = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for item in items {
        let spans = item.spans();
        if spans.iter().any(|it| it.0 < gutter && it.1 > gutter) {
            out.append(&mut left);
            out.append(&mut right);
            out.push(item);
            continue;
        }
        match item {
            Item::Grid(grid) if grid.right < gutter => left.push(Item::Grid(grid)),
            Item::Grid(grid) => right.push(Item::Grid(grid)),
            Item::Row(row) => {
                let (before, behind): (Vec<_>, Vec<_>) =
                    row.pieces.into_iter().partition(|it| it.end <= gutter);
                for (side, pieces) in [(&mut left, before), (&mut right, behind)] {
                    if !pieces.is_empty() {
                        side.push(Item::Row(Row { pieces }));
                    }
                }
            }
        }
    }
    out.append(&mut left);
    out.append(&mut right);
    out
}

/// The middle between two columns of text: lines on both sides that fill them, and next to none
/// across.
fn gutter(items: &[Item]) -> Option<f32> {
    let spans: Vec<(f32, f32)> = items.iter().flat_map(Item::spans).collect();
    let left = spans.iter().map(|it| it.0).fold(f32::MAX, f32::min);
    let right = spans.iter().map(|it| it.1).fold(f32::MIN, f32::max);
    let width = right - left;
    if !width.is_finite() || width < 150.0 {
        return None;
    }
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
