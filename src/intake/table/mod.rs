//! A table from elsewhere, as rows of cells: CSV in any of its spellings, and the sheets of a
//! workbook of Excel or `LibreOffice`.
//!
//! | file | known by | read |
//! | --- | --- | --- |
//! | CSV, TSV | text without NUL | `;`, tab or `,`; UTF-8, UTF-16 with a mark, else Windows-1252 |
//! | XLSX, ODS | what is in the zip | values; of a formula the value it had when it was saved |
//!
//! What could harm is refused before it is unpacked: a password, macros, a zip that unpacks to more
//! than [`UNPACKED`].

mod book;
pub mod kept;
mod other;
mod text;

use chrono::NaiveDate;

use super::given::Given;
use crate::plan::clean;
use crate::plan::model::number::Decimal;

/// Rows a sheet may have.
pub const ROWS: usize = 200_000;
/// Columns a sheet may have.
pub const COLUMNS: usize = 1_000;
/// Cells a sheet may have.
pub const CELLS: usize = 4_000_000;
/// Bytes a workbook may unpack to.
pub const UNPACKED: u64 = 200 * 1024 * 1024;

/// One table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The name of its sheet; none for CSV.
    pub name: Option<String>,
    /// Its rows from the top; those without anything in them are left out.
    pub rows: Vec<Row>,
}

/// A row with something in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Words, or a number as CSV has it.
    Text(String),
    /// A number of a workbook.
    Number(Decimal),
    /// A day of a workbook.
    Day(NaiveDate),
    /// Yes or no.
    Truth(bool),
    /// An error, such as `#DIV/0!`, or a value that can't be kept.
    Fault(String),
}

/// The letters of a column, as a spreadsheet has them: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let last = char::from(b'A' + u8::try_from(last).unwrap_or_default());
    match before {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}

/// The column of letters, in either case; none where there can be none so far to the right.
pub fn column(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|c| c.is_ascii_alphabetic())
    {
        return None;
    }
    let digits = letters
        .bytes()
        .map(|c| usize::from(c.to_ascii_uppercase() - b'A') + 1);
    let column = digits.fold(0, |before, digit| before * 26 + digit) - 1;
    (column < COLUMNS).then_some(column)
}

impl Row {
    /// The cell of a column, from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }
}

impl Cell {
    /// Words as a cell, harmless to print.
    pub fn of(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        // How Excel writes an error in CSV.
        let is_fault = text.starts_with('#') && (text.ends_with(['!', '?']) || text == "#N/A");
        match text {
            "" => Self::Blank,
            text if is_fault => Self::Fault(clean::one_line(text).into_owned()),
            text => Self::Text(clean::one_line(text).into_owned()),
        }
    }

    /// Whether there is nothing in it.
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// What stands in it, as one would type it.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Fault(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => crate::plan::model::date::dutch(*day),
            Self::Truth(true) => "ja".to_string(),
            Self::Truth(false) => "nee".to_string(),
        }
    }
}

/// The sheets of a file that have something in them; of a workbook those that aren't hidden, or
/// the one that is named.
///
/// # Errors
/// A Dutch sentence with the file's name.
pub fn read(given: &Given, wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    let name = &given.name;
    let of_file = |why: String| format!("{name}: {why}");
    let sheets = match given.bytes.as_slice() {
        [] => Err("het bestand is leeg".to_string()),
        [b'P', b'K', 3 | 5, ..] => book::read(&given.bytes, wanted),
        // Of Excel before 2007, and of any Office file with a password.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(
            "dit is een werkmap met een wachtwoord, of een oude .xls; bewaar haar zonder wachtwoord \
             als .xlsx"
                .to_string(),
        ),
        [b'%', b'P', b'D', b'F', ..] => Err(other::said("een PDF")),
        // Whatever is in it, someone took it for something else.
        _ if other::name(name).is_some() => Err(other::said(other::name(name).unwrap_or_default())),
        bytes => text::read(bytes).map(|rows| vec![Sheet { name: None, rows }]),
    };
    let mut sheets = sheets.map_err(of_file)?;
    if let (None, Some(wanted)) = (sheets.iter().find_map(|it| it.name.as_ref()), wanted)
        && sheets.iter().any(|it| it.name.is_none())
    {
        return Err(format!(
            "{name}: CSV heeft geen bladen; laat “{wanted}” weg"
        ));
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    if sheets.is_empty() {
        return Err(format!("{name}: er staat niets in"));
    }
    Ok(sheets)
}

/// Puts cells into rows, and keeps to the limits.
#[derive(Debug, Default)]
struct Rows {
    rows: Vec<Row>,
    cells: usize,
}

impl Rows {
    fn put(&mut self, number: usize, column: usize, cell: Cell) -> Result<(), String> {
        if cell.is_blank() {
            return Ok(());
        }
        if column >= COLUMNS {
            return Err(format!("rij {number} heeft meer dan {COLUMNS} kolommen"));
        }
        let number = u32::try_from(number).map_err(|_too_far| too_many())?;
        if self.rows.last().is_none_or(|row| row.number != number) {
            if self.rows.len() >= ROWS {
                return Err(too_many());
            }
            let cells = Vec::new();
            self.rows.push(Row { number, cells });
        }
        let Some(row) = self.rows.last_mut() else {
            return Ok(());
        };
        let before = row.cells.len();
        if column >= before {
            row.cells.resize(column + 1, Cell::Blank);
        }
        row.cells[column] = cell;
        self.cells += row.cells.len() - before;
        if self.cells > CELLS {
            return Err(too_many());
        }
        Ok(())
    }
}

fn too_many() -> String {
    format!(
        "dit zijn meer dan {} rijen of {} cellen; bewaar alleen het deel dat nodig is",
        thousands(ROWS),
        thousands(CELLS)
    )
}

fn thousands(number: usize) -> String {
    crate::plan::model::number::thousands(number as u64)
}

#[cfg(test)]
mod tests;
