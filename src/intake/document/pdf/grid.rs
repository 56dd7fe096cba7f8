//! Tables by the lines that are drawn around their cells.

use super::ink::Piece;
use super::rules::Rule;

/// How far two lines may miss each other and still meet.
const NEAR: f32 = 4.0;

/// A table: where it lies, and what stands in each of its cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    /// Where its columns begin, and the last ends.
    pub(super) xs: Vec<f32>,
    /// By row and column.
    pub(super) cells: Vec<Vec<Vec<Piece>>>,
    /// From where to where the words of its columns run, where no lines say where those are.
    pub(super) columns: Vec<(f32, f32)>,
    /// Whether another might part its cells otherwise.
    pub(super) guessed: bool,
}

/// Lines that meet.
#[derive(Debug, Default)]
struct Frame {
    along: Vec<(f32, f32, f32)>,
    down: Vec<(f32, f32, f32)>,
}

/// The tables of a page, and the pieces that stand in none.
pub(super) fn grids(rules: &[Rule], pieces: Vec<Piece>) -> (Vec<Grid>, Vec<Piece>) {
    let mut free = pieces;
    let mut out = Vec::new();
    for frame in frames(rules) {
        if let Some(grid) = frame.grid(&mut free) {
            out.push(grid);
        }
    }
    (out, free)
}

/// Sets of lines that meet each other.
fn frames(rules: &[Rule]) -> Vec<Frame> {
    // A drawing of more lines than this is no table.
    let rules = rules.get(..rules.len().min(6_000)).unwrap_or_default();
    let mut sets: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        let (mut own, rest): (Vec<_>, Vec<_>) = sets
            .into_iter()
            .partition(|set| set.iter().any(|other| meet(rule, other)));
        let mut set = vec![*rule];
        for other in &mut own {
            set.append(other);
        }
        sets = rest;
        sets.push(set);
    }
    let frame = |set: Vec<Rule>| {
        let mut frame = Frame::default();
        for rule in set {
            match rule {
                Rule::Along { y, from, to } => frame.along.push((y, from, to)),
                Rule::Down { x, from, to } => frame.down.push((x, from, to)),
            }
        }
        frame
    };
    sets.into_iter().map(frame).collect()
}

fn meet(one: &Rule, other: &Rule) -> bool {
    let over = |from: f32, to: f32, at: f32| at > from - NEAR && at < to + NEAR;
    match (*one, *other) {
        (
            Rule::Along { y, from, to },
            Rule::Down {
                x,
                from: low,
                to: high,
            },
        )
        | (
            Rule::Down {
                x,
                from: low,
                to: high,
            },
            Rule::Along { y, from, to },
        ) => over(from, to, x) && over(low, high, y),
        (
            Rule::Along { y, from, to },
            Rule::Along {
                y: at,
                from: start,
                to: end,
            },
        ) => (y - at).abs() < NEAR && from < end + NEAR && start < to + NEAR,
        (
            Rule::Down { x, from, to },
            Rule::Down {
                x: at,
                from: start,
                to: end,
            },
        ) => (x - at).abs() < NEAR && from < end + NEAR && start < to + NEAR,
    }
}

impl Frame {
    /// Where its lines along the page lie, from the bottom. A row that goes on over the page has none at
    /// its end: there the lines beside its cells say how far it goes.
    fn heights(&self) -> Vec<f32> {
        let mut ys = apart(self.along.iter().map(|it| it.0));
        let (Some(bottom), Some(top)) = (ys.first().copied(), ys.last().copied()) else {
            return ys;
        };
        let below = self
            .down
            .iter()
            .map(|it| it.1)
            .filter(|y| *y < bottom - 2.0 * NEAR);
        let above = self
            .down
            .iter()
            .map(|it| it.2)
            .filter(|y| *y > top + 2.0 * NEAR);
        if below.clone().count() > 1 {
            ys.insert(0, below.fold(f32::MAX, f32::min));
        }
        if above.clone().count() > 1 {
            ys.push(above.fold(f32::MIN, f32::max));
        }
        ys
    }

    /// The table of these lines, with the pieces that stand in it.
    fn grid(&self, free: &mut Vec<Piece>) -> Option<Grid> {
        let ys = self.heights();
        let mut xs = apart(self.down.iter().map(|it| it.0));
        // Lines along the page alone bound no cells, and two with sides are a box.
        if self.along.is_empty() || ys.len() < 2 || xs.is_empty() {
            return None;
        }
        let left = self.along.iter().map(|it| it.1).fold(f32::MAX, f32::min);
        let right = self.along.iter().map(|it| it.2).fold(f32::MIN, f32::max);
        for edge in [left, right] {
            if xs.iter().all(|x| (x - edge).abs() > 2.0 * NEAR) {
                xs.push(edge);
            }
        }
        xs.sort_by(f32::total_cmp);
        let (bottom, top) = (*ys.first()?, *ys.last()?);
        let (columns, count) = (xs.len() - 1, ys.len() - 1);
        if columns < 2 {
            return None;
        }
        let mut grid = Grid {
            left,
            right,
            top,
            xs: xs.clone(),
            cells: vec![vec![Vec::new(); columns]; count],
            ..Grid::default()
        };
        let inside = |piece: &Piece| {
            let middle = piece.y + piece.size * 0.3;
            middle < top && middle > bottom && piece.x > left - NEAR && piece.x < right
        };
        let (own, rest): (Vec<_>, Vec<_>) = std::mem::take(free).into_iter().partition(inside);
        *free = rest;
        for piece in own {
            let middle = piece.y + piece.size * 0.3;
            // The line above it that is drawn over it, and the line left of it: of merged cells the
            // first.
            let over = |it: &&(f32, f32, f32)| it.1 < piece.x + NEAR && it.2 > piece.x;
            let above = self.along.iter().filter(over).map(|it| it.0);
            let above = above.filter(|y| *y > middle).fold(top, f32::min);
            let beside = |it: &&(f32, f32, f32)| it.1 < middle && it.2 > middle;
            let before = self.down.iter().filter(beside).map(|it| it.0);
            let before = before.filter(|x| *x < piece.x + 1.0).fold(left, f32::max);
            let row = ys.iter().rev().position(|y| (y - above).abs() < NEAR);
            let column = xs.iter().rposition(|x| *x < before + NEAR);
            let row = row.unwrap_or_default().min(count - 1);
            let column = column.unwrap_or_default().min(columns - 1);
            if let Some(cell) = grid.cells.get_mut(row).and_then(|it| it.get_mut(column)) {
                cell.push(piece);
            }
        }
        grid.cells
            .retain(|row| row.iter().any(|cell| !cell.is_empty()));
        (!grid.cells.is_empty()).then_some(grid)
    }
}

/// Places that aren't the same, from low to high.
fn apart(all: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut all: Vec<f32> = all.collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|one, other| (*one - *other).abs() < NEAR);
    all
}
