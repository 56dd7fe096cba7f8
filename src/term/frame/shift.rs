//! A part of a row that moved sideways, as the keys in the footer do where one comes or goes: the
//! terminal moves it itself, and only what is then still another is written.
//!
//! By inserting and deleting characters (ICH since the VT220, DCH since the VT102).

use ratatui::buffer::{Cell, CellWidth as _};

/// It isn't looked for where fewer cells are another.
pub const LEAST: usize = 16;
/// So many cells have to be what they were: for less, moving them takes as much as writing them.
const RUN: usize = 8;
/// A part moves at most so far.
const FAR: usize = 24;
/// Looked for at so many places of a row: what is another altogether has as many as it has words.
const TRIES: usize = 4;

/// A row as it is on the terminal, and as it is to be.
pub struct Row<'a> {
    on: Vec<&'a Cell>,
    now: &'a [Cell],
    tries: usize,
    /// Where it was looked for last.
    looked: Option<usize>,
}

impl<'a> Row<'a> {
    /// None where something in it is wide: terminals differ on what is left of it.
    pub fn of(on: &'a [Cell], now: &'a [Cell]) -> Option<Self> {
        let narrow = |cell: &Cell| cell.symbol().len() == 1 || cell.symbol().cell_width() == 1;
        let fits = on.len() == now.len() && on.iter().chain(now).all(narrow);
        fits.then(|| Self {
            on: on.iter().collect(),
            now,
            tries: TRIES,
            looked: None,
        })
    }

    /// Whether the cell in this column is another.
    pub fn differs(&self, x: usize) -> bool {
        self.on.get(x).copied() != self.now.get(x)
    }

    /// Whether it isn't looked for any more.
    pub const fn is_tried(&self) -> bool {
        self.tries == 0
    }

    /// Moves what stands from this column on, the first that is another, where it is found further
    /// on: to the right by so many, or to the left by as many below nothing.
    pub fn shift(&mut self, x: usize) -> Option<isize> {
        // Where the cell before this one is another too, it was looked for there.
        let looked = self.looked.replace(x);
        if looked.is_some_and(|looked| looked + 1 == x) {
            return None;
        }
        self.tries = self.tries.checked_sub(1)?;
        let found = (1..=FAR).find_map(|by| {
            let by_right = self.run(x, x + by) >= RUN;
            let by_left = || self.run(x + by, x) >= RUN;
            match isize::try_from(by) {
                Ok(by) if by_right => Some(by),
                Ok(by) if by_left() => Some(-by),
                _ => None,
            }
        })?;
        let (len, by) = (self.on.len(), found.unsigned_abs());
        let blanks = std::iter::repeat_n(&Cell::EMPTY, by);
        if found > 0 {
            self.on.splice(x..x, blanks);
            self.on.truncate(len);
        } else {
            self.on.drain(x..x + by);
            self.on.extend(blanks);
        }
        Some(found)
    }

    /// How many cells that stand from one column on are to stand from another, blanks at their end aside.
    fn run(&self, from: usize, to: usize) -> usize {
        let on = self.on.get(from..).unwrap_or_default();
        let now = self.now.get(to..).unwrap_or_default();
        let same = on.iter().zip(now).take_while(|(on, now)| **on == *now);
        let lettered = same.enumerate().filter(|(_, (_, now))| now.symbol() != " ");
        lettered.last().map_or(0, |(nth, _)| nth + 1)
    }
}
