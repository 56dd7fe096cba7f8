//! Rows of cells: what every pane but the plan's tree shows. The screen draws any of them.

use std::borrow::Cow;

use crate::doc::text::width;
use crate::doc::{Line, Tone};
use crate::plan::Id;
use crate::plan::figures::light::{Tally, letters};
use crate::plan::figures::strip::State;
use crate::plan::find::order::By;
use crate::plan::model::date;
use crate::plan::model::kpi::Light;
use crate::plan::model::number::Decimal;

/// A pane's rows under their heads.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What to say where there is no row.
    pub empty: Cow<'static, str>,
    /// What to say beside what was typed, before the rows.
    pub note: Option<String>,
    /// How wide the words are of the column that takes what the others leave.
    pub widest: u16,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its head.
    pub head: &'static str,
    /// Its width in cells; 0 takes what the others leave.
    pub width: u16,
    /// Whether its cells stand right.
    pub right: bool,
    /// The list has to be this wide for the column to be shown.
    pub from: u16,
    /// And narrower than this.
    pub until: u16,
    /// What the rows are ordered by where this column is chosen.
    pub by: Option<By>,
}

impl Column {
    /// A column of `width` cells, text on the left.
    pub const fn new(head: &'static str, width: u16) -> Self {
        Self {
            head,
            width,
            right: false,
            from: 0,
            until: u16::MAX,
            by: None,
        }
    }

    /// The column that takes what the others leave.
    pub const fn rest(head: &'static str) -> Self {
        Self::new(head, 0)
    }

    /// Whether it is shown in a list of so many cells.
    pub const fn is_shown(&self, total: u16) -> bool {
        self.from <= total && total < self.until
    }

    /// The same column, its cells on the right.
    #[must_use]
    pub const fn right(self) -> Self {
        Self {
            right: true,
            ..self
        }
    }

    /// The same column, shown only in a list of at least `width` cells.
    #[must_use]
    pub const fn from(self, width: u16) -> Self {
        Self {
            from: width,
            ..self
        }
    }

    /// The same column, which rows can be ordered by.
    #[must_use]
    pub const fn by(self, by: By) -> Self {
        Self {
            by: Some(by),
            ..self
        }
    }

    /// The same column, shown only in a list of less than `width` cells.
    #[must_use]
    pub const fn until(self, width: u16) -> Self {
        Self {
            until: width,
            ..self
        }
    }
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What tells it from other rows, also after the plan changed.
    pub key: Id,
    /// The item whose page stands beside it; empty for a row about nothing else.
    pub item: Id,
    /// The item by whose words the row was found, where those aren't its own.
    pub via: Option<Id>,
    /// Its cells, as many as there are columns.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Words.
    Text(String, Tone),
    /// A light: letter, shape and colour.
    Light(Light),
    /// A light a person set, and the other one the figures propose.
    Judged(Light, Light),
    /// The same of a judgement that is older than the figures.
    Outlived(Light, Light),
    /// Several lights, counted.
    Lights(Tally),
    /// Words in more than one tone, over the rest of the row.
    Line(Line),
    /// How much of how much.
    Bar(Decimal, Decimal),
    /// The values of a year, a month each.
    Trend {
        /// The values; none where nothing is known.
        values: Vec<Option<Decimal>>,
        /// What a whole cell stands for, unless a value is more; none for the highest value.
        full: Option<Decimal>,
    },
    /// The periods of a cadence, up to the one that goes on and further where there is room.
    Strip(Vec<State>),
    /// What no longer holds, and since when: it has the row to itself.
    Gone(String, String),
    /// Nothing.
    None,
}

impl Row {
    /// Whether a cell goes on over all that follow.
    pub fn goes_on(&self, cell: &Cell) -> bool {
        self.is_heading() || matches!(cell, Cell::Line(_))
    }

    /// Whether it is a title, or a remark that has the row to itself.
    pub fn is_heading(&self) -> bool {
        let first = self.cells.first();
        let heads = |cell: &Cell| matches!(cell, Cell::Text(_, Tone::Heading | Tone::Amber));
        first.is_some_and(heads) || self.is_gone()
    }

    /// Whether it is about something that no longer holds.
    pub fn is_gone(&self) -> bool {
        matches!(self.cells.first(), Some(Cell::Gone(..)))
    }
}

impl Cell {
    /// Plain words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Tone::Plain)
    }

    /// Words that matter less.
    pub fn dim(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Tone::Dim)
    }

    /// How wide it is drawn in full; none where it takes any width.
    fn width(&self) -> Option<usize> {
        match self {
            Self::None | Self::Line(_) => Some(0),
            Self::Lights(counts) => Some(width(&letters(*counts))),
            Self::Text(text, _) | Self::Gone(text, _) => Some(width(text)),
            Self::Light(_) => Some(3),
            Self::Judged(..) | Self::Outlived(..) => Some(6),
            Self::Bar(..) | Self::Trend { .. } | Self::Strip(_) => None,
        }
    }

    /// Its words, to filter on.
    fn words(&self) -> &str {
        match self {
            Self::Text(text, _) | Self::Gone(text, _) => text,
            Self::Light(light) | Self::Judged(light, _) | Self::Outlived(light, _) => {
                crate::plan::words::light(*light)
            }
            _ => "",
        }
    }
}

/// Cells between two columns.
pub const GAP: u16 = 1;
/// Cells before the first, for the mark of the selected row.
pub const MARK: u16 = 2;

impl Grid {
    /// Rows under their heads, each column no wider than its words, so that the one that takes the
    /// rest has more.
    pub fn new(columns: &[Column], rows: Vec<Row>, empty: impl Into<Cow<'static, str>>) -> Self {
        let mut grid = Self::steady(columns, rows, empty);
        for (at, column) in grid.columns.iter_mut().enumerate() {
            let cells = grid.rows.iter().filter(|row| !row.is_heading());
            let mut widths = cells.filter_map(|row| row.cells.get(at)).map(Cell::width);
            // An arrow stands behind the head the rows are ordered by.
            let head = width(column.head) + usize::from(column.by.is_some());
            let widest = widths.try_fold(head, |most, cell| Some(most.max(cell?)));
            let Some(widest) = widest.and_then(|cells| u16::try_from(cells).ok()) else {
                continue;
            };
            if column.width == 0 {
                grid.widest = widest;
            } else {
                column.width = column.width.min(widest);
            }
        }
        grid
    }

    /// Rows under their heads, each column as wide as it is given: for rows that are others at every
    /// key, under which the columns stay where they are.
    pub fn steady(columns: &[Column], rows: Vec<Row>, empty: impl Into<Cow<'static, str>>) -> Self {
        Self {
            columns: columns.to_vec(),
            rows,
            empty: empty.into(),
            note: None,
            widest: u16::MAX,
        }
    }

    /// How wide a list of at most `most` cells has to be to cut off none of its words.
    pub fn wanted(&self, most: u16) -> u16 {
        let shown = self.columns.iter().filter(|column| column.is_shown(most));
        let fixed: u16 = shown.map(|column| column.width + GAP).sum();
        MARK.saturating_add(fixed).saturating_add(self.widest)
    }

    /// Keeps the rows that hold every word of `filter`, upper and lower case alike; a month is also
    /// found by its name.
    pub fn filter(&mut self, filter: &str) {
        let wanted = filter.to_lowercase();
        let wanted: Vec<Vec<String>> = wanted.split_whitespace().map(spellings).collect();
        if wanted.is_empty() {
            return;
        }
        self.rows.retain(|row| {
            let words = row.cells.iter().map(Cell::words);
            // Each has an end, for a day at the end of a cell.
            let text: String = words.map(|words| words.to_lowercase() + " ").collect();
            let stands = |word: &String| text.contains(word.as_str());
            wanted.iter().all(|word| word.iter().any(stands))
        });
        self.empty = "Geen rij met deze woorden.".into();
    }

    /// Where the row with this key stands.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.key == key)
    }
}

/// A word as it may stand in a row: `december` and `12-2026` also as the month of a day.
fn spellings(word: &str) -> Vec<String> {
    let mut all = vec![word.to_string()];
    let of_year = word.split_once('-').filter(|(month, year)| {
        month.len() == 2 && year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit())
    });
    if let Some(month) = date::month(word) {
        all.extend([format!("-{month:02}-"), format!("-{month:02} ")]);
    }
    all.extend(of_year.map(|(month, _)| format!("-{month} ")));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_by_words_and_months() {
        for (filter, kept) in [
            ("december", "31-12-2026 t/m_31-12 decemberactie"),
            ("dec", "31-12-2026 t/m_31-12 decemberactie"),
            ("12-2026", "31-12-2026 t/m_31-12"),
            ("11", "30-11-2026"),
            ("maart", ""),
            ("december 2026", "31-12-2026"),
            ("", "31-12-2026 t/m_31-12 30-11-2026 decemberactie 2B.6-2"),
        ] {
            let cells = [
                "31-12-2026",
                "t/m 31-12",
                "30-11-2026",
                "Decemberactie",
                "2B.6-2",
            ];
            let rows = cells.map(|cell| Row {
                key: cell.replace(' ', "_").to_lowercase().replace("b.", "B."),
                item: String::new(),
                via: None,
                cells: vec![Cell::text(cell)],
            });
            let mut grid = Grid::steady(&[Column::rest("")], rows.into(), "");
            grid.filter(filter);
            let keys: Vec<&str> = grid.rows.iter().map(|row| &*row.key).collect();
            assert_eq!(keys.join(" "), kept, "{filter}");
        }
    }
}
