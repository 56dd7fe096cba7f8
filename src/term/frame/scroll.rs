//! Rows that moved by one, as those of a list do: the terminal moves them itself, and only what is then
//! still another is written.
//!
//! With margins and a line feed, or a reverse one, as terminals know since the VT100: the Linux console
//! has no other way to scroll (SU, SD).

use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::Position;

/// It isn't tried for fewer cells: moving rows takes about as much as writing them.
pub const LEAST: usize = 24;

/// Rows that moved together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    /// The first of them.
    pub top: u16,
    /// The last one.
    pub bottom: u16,
    /// Whether they moved up; else down.
    pub up: bool,
}

impl Scroll {
    /// The rows that are best moved before the rest is written; none where it is as short without.
    pub fn between(was: &Buffer, now: &Buffer) -> Option<Self> {
        if was.area != now.area {
            return None;
        }
        let (mut before, mut after) = (rows(was), rows(now));
        let best = [true, false].into_iter().filter_map(|up| {
            if !up {
                before.reverse();
                after.reverse();
            }
            let (gain, from, to) = best(&before, &after)?;
            let (top, bottom) = if up {
                (from, to)
            } else {
                (was.area.height - 1 - to, was.area.height - 1 - from)
            };
            (gain > count(LEAST)).then_some((gain, Self { top, bottom, up }))
        });
        let (_, best) = best.max_by_key(|(gain, _)| *gain)?;
        // Of what is wide terminals differ on what is left of it.
        let narrow = |screen: &Buffer| {
            let mut rows = (best.top..=best.bottom).map(|y| row(screen, y));
            rows.all(|cells| cells.iter().all(|cell| cell.symbol().cell_width() <= 1))
        };
        (narrow(was) && narrow(now)).then_some(best)
    }

    /// Whether a row is one of them.
    pub const fn holds(self, y: u16) -> bool {
        self.top <= y && y <= self.bottom
    }

    /// The row that moves to this one; none to the one that comes free.
    pub fn source(self, y: u16) -> Option<u16> {
        match self.up {
            _ if !self.holds(y) => Some(y),
            true => (y < self.bottom).then(|| y + 1),
            false => (y > self.top).then(|| y - 1),
        }
    }

    /// Where in these rows a cell is another, once they moved.
    pub fn changed(self, was: &Buffer, now: &Buffer) -> Vec<Position> {
        let empty = Cell::EMPTY;
        let mut changed = Vec::new();
        for y in self.top..=self.bottom {
            let from = self.source(y);
            let before = from.map(|from| row(was, from)).unwrap_or_default();
            for (x, cell) in (0..).zip(row(now, y)) {
                if before.get(usize::from(x)).unwrap_or(&empty) != cell {
                    changed.push(Position { x, y });
                }
            }
        }
        changed
    }
}

/// What is compared of a cell to find what moved: how it begins and what stands out about it.
type Mark = u64;

/// A blank, whatever its colours.
const BLANK: Mark = b' ' as u64;

fn mark(cell: &Cell) -> Mark {
    let begins = cell.symbol().bytes().take(4);
    let letters = begins.rev().fold(0, |all, byte| all << 8 | u64::from(byte));
    u64::from(cell.modifier.bits()) << 32 | letters
}

fn rows(screen: &Buffer) -> Vec<Vec<Mark>> {
    let rows = (0..screen.area.height).map(|y| row(screen, y));
    rows.map(|cells| cells.iter().map(mark).collect()).collect()
}

/// About how many cells less are written where rows are moved up, and which.
fn best(was: &[Vec<Mark>], now: &[Vec<Mark>]) -> Option<(isize, u16, u16)> {
    let others = |a: &[Mark], b: &[Mark]| count(a.iter().zip(b).filter(|(a, b)| a != b).count());
    let mut best: Option<(isize, u16, u16)> = None;
    // The best rows that end before the one that comes free.
    let (mut run, mut from) = (0, 0);
    let mut stay = others(was.first()?, now.first()?);
    for (y, (before, free)) in (1..).zip(was.iter().zip(now).skip(1)) {
        let gain = stay - others(before, now.get(usize::from(y) - 1)?);
        if run <= 0 {
            (run, from) = (0, y - 1);
        }
        run += gain;
        stay = others(before, free);
        let anew = count(free.iter().filter(|mark| **mark != BLANK).count());
        let all = run + stay - anew;
        if best.is_none_or(|(most, ..)| all > most) {
            best = Some((all, from, y));
        }
    }
    best
}

fn count(cells: usize) -> isize {
    isize::try_from(cells).unwrap_or(isize::MAX)
}

/// The cells of a row.
pub fn row(screen: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(screen.area.width);
    let start = usize::from(y) * width;
    screen.content.get(start..start + width).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A screen of these lines.
    fn screen(lines: &[&str]) -> Buffer {
        let padded = lines.iter().map(|line| format!("{line:40}"));
        Buffer::with_lines(padded)
    }

    fn list(first: usize, selected: usize) -> Buffer {
        let rows = (0..6).map(|nth| {
            let mark = if nth == selected { '>' } else { ' ' };
            let letter = char::from(b'a' + u8::try_from(first + nth).unwrap());
            format!("{mark} {}", String::from(letter).repeat(20))
        });
        let lines: Vec<String> = ["head".to_string()]
            .into_iter()
            .chain(rows)
            .chain([format!("page of {}", first + selected)])
            .collect();
        screen(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn rows_that_moved_by_one_are_moved() {
        let (top, bottom) = (1, 6);
        for (was, now, up) in [
            // The selection stays where it is, the rows go.
            ((10, 3), (11, 3), Some(true)),
            ((11, 3), (10, 3), Some(false)),
            // The selection goes; as many rows are another as after moving.
            ((10, 3), (10, 4), None),
            ((10, 3), (12, 3), None),
            ((10, 3), (10, 3), None),
        ] {
            let (was, now) = (list(was.0, was.1), list(now.0, now.1));
            let found = Scroll::between(&was, &now);
            assert_eq!(found, up.map(|up| Scroll { top, bottom, up }));
            let Some(scroll) = found else { continue };
            let changed = scroll.changed(&was, &now);
            let rows: Vec<u16> = changed
                .chunk_by(|a, b| a.y == b.y)
                .map(|it| it[0].y)
                .collect();
            // The row that came free, and the two whose mark went.
            let expected = if scroll.up { [3, 4, 6] } else { [1, 4, 5] };
            assert_eq!(rows, expected);
            assert!(changed.len() < 50, "{}", changed.len());
        }
    }

    #[test]
    fn what_is_wide_is_not_moved() {
        let was = screen(&["x", "漢字 一二三四五六七八九十 and more", "y", ""]);
        let now = screen(&["漢字 一二三四五六七八九十 and more", "y", "", ""]);
        assert_eq!(Scroll::between(&was, &now), None);
    }
}
