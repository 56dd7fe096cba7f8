//! Tables inside a document or a listing: what its columns are, and how wide they become.

use super::text::{left, right, width, wrap_words};
use super::{Line, Tone};
use crate::plan::clean::one_line;

/// Columns and rows; the heads are shown where there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<(Vec<Cell>, Tone)>,
}

/// What stands in a row under a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// What they are, where that is something else than the row.
    pub tone: Option<Tone>,
}

impl Cell {
    /// Words that are something else than their row: a light.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        let (text, tone) = (text.into(), Some(tone));
        Self { text, tone }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, tone: None }
    }
}

/// A row of words.
pub fn row(cells: impl IntoIterator<Item = String>) -> Vec<Cell> {
    cells.into_iter().map(Cell::from).collect()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_string().into()
    }
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
    /// As wide as its widest cell, and left out where words would be cut off to a few letters for it.
    Spare,
}

/// How much of a line on paper fits, in cells.
const LINE: usize = 112;
/// What stands between two columns there.
const BETWEEN: usize = 3;
/// The longest word that isn't broken there.
const WORD: usize = 20;
/// Cut off to less than this a name can't be told from another.
const LEGIBLE: usize = 20;
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
    /// A picture beside the words, where there is room for it.
    pub const SPARE: Self = Self::of(false, Room::Spare);
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
        let rows = rows.into_iter().map(|row| row.map(Cell::from));
        Self::of(columns, rows)
    }

    /// A table of rows in which a cell can be something of its own.
    pub fn of<const N: usize>(
        columns: [Column; N],
        rows: impl IntoIterator<Item = [Cell; N]>,
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
        let cells = self.rows.iter_mut().flat_map(|(row, _)| row);
        heads.chain(cells.map(|cell| &mut cell.text))
    }

    /// How much of a page each column takes, in hundredths: those of a word or a number what they
    /// need, and what is left goes to those that hold text, the longer the more.
    pub fn shares(&self) -> Vec<u16> {
        let all = |at: usize| {
            let cells = self.rows.iter().filter_map(move |(row, _)| row.get(at));
            cells.map(|cell| width(cell.text.trim()))
        };
        let word = |text: &str| text.split(' ').map(width).max().unwrap_or(0);
        // A light has a border around it, and isn't broken.
        let longest = |cell: &Cell| match cell.tone {
            Some(Tone::Green | Tone::Amber | Tone::Red) => width(&cell.text) + 1,
            _ => word(&cell.text),
        };
        let needs: Vec<(usize, usize)> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let cells = self.rows.iter().filter_map(|(row, _)| row.get(at));
                let longest = cells.map(longest).max().unwrap_or(0);
                // Digits are wider than most letters, and so is what is bold; a head is always.
                let least = |cells: usize| cells + cells / 6 + BETWEEN;
                let head = word(&column.head);
                let word = least(longest.clamp(4, WORD).max(head + head.div_ceil(5)));
                match column.room {
                    Room::Cells | Room::Spare => {
                        (word.max(least(all(at).max().unwrap_or(0).min(WORD))), 0)
                    }
                    // Half of what the longest takes, so that one long cell isn't a tower.
                    _ => (
                        word,
                        all(at).max().unwrap_or(0) / 2
                            + all(at).sum::<usize>() / self.rows.len().max(1),
                    ),
                }
            })
            .collect();
        let least: usize = needs.iter().map(|(least, _)| least).sum();
        let wanted: usize = needs.iter().map(|(_, wanted)| wanted).sum();
        let room = LINE.saturating_sub(least);
        let cells = needs
            .iter()
            .map(|(least, wants)| least + room * wants / wanted.max(1));
        let cells: Vec<usize> = cells.collect();
        let whole: usize = cells.iter().sum::<usize>().max(1);
        let mut shares: Vec<u16> = cells
            .iter()
            .map(|cells| u16::try_from(cells * 100 / whole).unwrap_or(0))
            .collect();
        let rest = 100 - shares.iter().sum::<u16>().min(100);
        let widest = (0..shares.len()).max_by_key(|at| shares[*at]);
        if let Some(widest) = widest {
            shares[widest] += rest;
        }
        shares
    }

    /// Lays it out to lines of at most `cells`, as far as its columns can be that narrow.
    pub(super) fn lay(&self, cells: usize, out: &mut Vec<Line>) {
        let widths = self.widths(cells);
        if let Some(table) = self.without_spare(&widths) {
            return table.lay(cells, out);
        }
        if self.has_heads() {
            let heads = self.columns.iter();
            let heads = heads.map(|column| (column.head.as_str(), Tone::Label));
            self.lay_row(heads, &widths, cells, out);
        }
        for (row, tone) in &self.rows {
            let row = row.iter();
            let row = row.map(|cell| (cell.text.as_str(), cell.tone.unwrap_or(*tone)));
            self.lay_row(row, &widths, cells, out);
        }
    }

    /// The table without what there is no room for; none where there is.
    fn without_spare(&self, widths: &[usize]) -> Option<Self> {
        let columns = || self.columns.iter().zip(widths).enumerate();
        let is_cut = |at: usize, most: usize| {
            let mut cells = self.rows.iter().filter_map(|(row, _)| row.get(at));
            cells.any(|cell| width(&one_line(&cell.text)) > most)
        };
        let mut cut = columns().filter(|(_, (column, _))| column.room == Room::Cut);
        let narrow = cut.any(|(at, (_, most))| *most < LEGIBLE && is_cut(at, *most));
        let spare = |column: &Column| column.room == Room::Spare;
        (narrow && self.columns.iter().any(spare)).then(|| {
            let stays: Vec<bool> = self.columns.iter().map(|it| !spare(it)).collect();
            let mut table = self.clone();
            let mut kept = stays.iter();
            table.columns.retain(|_| kept.next() == Some(&true));
            for (row, _) in &mut table.rows {
                let mut kept = stays.iter();
                row.retain(|_| kept.next() == Some(&true));
            }
            table
        })
    }

    fn widths(&self, cells: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let inside = self.rows.iter().filter_map(|(row, _)| row.get(at));
            let inside = inside.map(|cell| &cell.text);
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
        row: impl Iterator<Item = (&'t str, Tone)>,
        widths: &[usize],
        cells: usize,
        out: &mut Vec<Line>,
    ) {
        let wraps = |column: &Column| column.room == Room::Wrapped;
        let columns = self.columns.iter().zip(widths);
        let row = row.zip(columns.clone());
        let row = row.map(|((text, tone), (column, width))| {
            let text = one_line(text);
            let lines = if wraps(column) {
                wrap_words(&text, *width)
            } else {
                vec![text.into_owned()]
            };
            (lines, tone)
        });
        let row: Vec<(Vec<String>, Tone)> = row.collect();
        let high = row.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
        // What goes on in the next line has nothing to be cut off.
        let most = if self.columns.iter().any(wraps) {
            usize::MAX
        } else {
            cells
        };
        for at in 0..high {
            let mut line = Line::default();
            for ((texts, tone), (column, width)) in row.iter().zip(columns.clone()) {
                let text = texts.get(at).map_or("", String::as_str);
                let text = if column.right {
                    right(text, *width)
                } else {
                    left(text, *width)
                };
                line.put(&text, *tone, GAP);
            }
            out.push(line.fitted(most));
        }
    }
}
