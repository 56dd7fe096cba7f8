//! Tables inside a document or a listing: what its columns are, and how wide they become.

use super::text::{cut, left, right, width, wrap_words};
use super::{Line, Tone};
use crate::plan::clean::one_line;

/// Columns and rows; the heads are shown where there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<(Vec<String>, Tone)>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head; empty where what stands in it says what it is.
    pub head: String,
    /// Whether its cells stand right, as numbers do.
    pub right: bool,
    /// How wide it is.
    pub room: Room,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// As wide as its widest cell.
    Cells,
    /// What the others leave; more is cut off.
    Cut,
    /// What the others leave; more goes on in the next line.
    Wrapped,
    /// At most a third of the whole; more is cut off.
    Third,
}

/// Between two columns.
const GAP: &str = "  ";

impl Column {
    /// As wide as its cells.
    pub const LEFT: Self = Self::of(false, Room::Cells);
    /// As wide as its cells, which are numbers.
    pub const RIGHT: Self = Self::of(true, Room::Cells);
    /// What the others leave, in more lines where one is too few.
    pub const WRAPPED: Self = Self::of(false, Room::Wrapped);
    /// What the others leave, in one line.
    pub const CUT: Self = Self::of(false, Room::Cut);
    /// Running text beside what matters more.
    pub const THIRD: Self = Self::of(false, Room::Third);

    const fn of(right: bool, room: Room) -> Self {
        let head = String::new();
        Self { head, right, room }
    }

    /// The same column under a head.
    #[must_use]
    pub fn headed(self, head: impl Into<String>) -> Self {
        let head = head.into();
        Self { head, ..self }
    }

    /// The narrowest it may be made: text in less can't be read.
    const fn least(&self) -> usize {
        match self.room {
            Room::Wrapped => 16,
            _ => 6,
        }
    }
}

impl Table {
    /// A table of plain rows.
    pub fn new<const N: usize>(
        columns: [Column; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Self {
        let rows = rows.into_iter().map(|row| (row.into(), Tone::Plain));
        Self {
            columns: columns.into(),
            rows: rows.collect(),
        }
    }

    /// Whether a column has a head.
    pub fn has_heads(&self) -> bool {
        self.columns.iter().any(|column| !column.head.is_empty())
    }

    /// Every text in it.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let heads = self.columns.iter_mut().map(|column| &mut column.head);
        heads.chain(self.rows.iter_mut().flat_map(|(row, _)| row))
    }

    /// Lays it out to lines of at most `cells`, as far as its columns can be that narrow.
    pub(super) fn lay(&self, cells: usize, out: &mut Vec<Line>) {
        let widths = self.widths(cells);
        if self.has_heads() {
            let heads = self.columns.iter().map(|column| column.head.as_str());
            self.lay_row(heads, &widths, Tone::Label, cells, out);
        }
        for (row, tone) in &self.rows {
            let row = row.iter().map(String::as_str);
            self.lay_row(row, &widths, *tone, cells, out);
        }
    }

    fn widths(&self, cells: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let inside = self.rows.iter().filter_map(|(row, _)| row.get(at));
            let all = inside.chain([&column.head]);
            let widest = all.map(|text| width(&one_line(text))).max().unwrap_or(0);
            widths.push(match column.room {
                Room::Third => widest.min(cells / 3),
                _ => widest,
            });
        }
        let all: usize = widths.iter().map(|width| width + GAP.len()).sum();
        for (width, column) in widths.iter_mut().zip(&self.columns) {
            if matches!(column.room, Room::Cut | Room::Wrapped) {
                let left = cells.saturating_sub(all - *width - GAP.len());
                *width = (*width).min(left.max(column.least()));
            }
        }
        widths
    }

    fn lay_row<'t>(
        &self,
        row: impl Iterator<Item = &'t str>,
        widths: &[usize],
        tone: Tone,
        cells: usize,
        out: &mut Vec<Line>,
    ) {
        let wraps = |column: &Column| column.room == Room::Wrapped;
        let columns = self.columns.iter().zip(widths);
        let row = row.zip(columns.clone()).map(|(text, (column, width))| {
            let text = one_line(text);
            if wraps(column) {
                wrap_words(&text, *width)
            } else {
                vec![text.into_owned()]
            }
        });
        let row: Vec<Vec<String>> = row.collect();
        let high = row.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..high {
            let parts = row.iter().zip(columns.clone());
            let parts = parts.map(|(texts, (column, width))| {
                let text = texts.get(at).map_or("", String::as_str);
                if column.right {
                    right(text, *width)
                } else {
                    left(text, *width)
                }
            });
            let parts: Vec<String> = parts.collect();
            let line = parts.join(GAP);
            let line = line.trim_end();
            // What goes on in the next line has nothing to be cut off.
            out.push(if self.columns.iter().any(wraps) {
                Line::of(line, tone)
            } else {
                Line::of(cut(line, cells), tone)
            });
        }
    }
}
