//! Workbooks. A zip is looked through before anything in it is unpacked to memory.

use std::io::{self, Cursor, Read as _};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Reader as _, SheetVisible, Xlsx, XlsxError,
};
use chrono::NaiveDate;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{CELLS, COLUMNS, Cell, ROWS, Rows, Sheet, UNPACKED, other};
use crate::plan::model::number::Decimal;

/// Files in a workbook; one has a few for each sheet.
const MOST: usize = 5_000;

/// Which of the workbooks it is.
enum Kind {
    Excel,
    OpenDocument,
}

/// Its sheets, or the one that is named.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    match looked_through(bytes)? {
        Kind::Excel => excel(bytes, wanted),
        Kind::OpenDocument => open_document(bytes, wanted),
    }
}

/// What is in the zip, and that it may be unpacked: what it says of its size is held against what
/// comes out of it.
fn looked_through(bytes: &[u8]) -> Result<Kind, String> {
    let broken = |_why| "de werkmap is kapot; bewaar haar opnieuw".to_string();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST {
        return Err(format!(
            "er zitten {} bestanden in, te veel voor een werkmap",
            archive.len()
        ));
    }
    let (mut said, mut names) = (0_u64, Vec::new());
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(broken)?;
        said = said.saturating_add(file.size());
        if file.encrypted() {
            return Err("de werkmap heeft een wachtwoord; bewaar haar zonder".to_string());
        }
        let name = file.name().map_err(broken)?.into_owned();
        names.push(name.to_lowercase());
        if name.to_lowercase().ends_with("vbaproject.bin") || name.starts_with("Basic/") {
            return Err(
                "er zitten macro's in; bewaar haar als .xlsx of .ods zonder macro's".to_string(),
            );
        }
    }
    if said > UNPACKED {
        return Err(unpacks_to(said));
    }
    let has = |name: &str| names.iter().any(|it| it == name);
    let kind = if has("xl/workbook.xml") {
        Kind::Excel
    } else if let Some(what) = other::packed(has, &says(&mut archive)) {
        return Err(other::said(what));
    } else if has("content.xml") && has("mimetype") {
        Kind::OpenDocument
    } else {
        return Err(format!("dit is geen werkmap, en {}", other::WANTED));
    };
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(broken)?;
        let mut file = file.take(left.saturating_add(1));
        let came = io::copy(&mut file, &mut io::sink())
            .map_err(|_why| "de werkmap is kapot; bewaar haar opnieuw".to_string())?;
        left = left.checked_sub(came).ok_or_else(|| unpacks_to(UNPACKED))?;
    }
    Ok(kind)
}

/// What a file of `OpenDocument` says it is.
fn says(archive: &mut ZipArchive<Cursor<&[u8]>>) -> String {
    let mut says = String::new();
    if let Ok(kind) = archive.by_name("mimetype") {
        // What can't be read says nothing.
        let _unread = kind.take(100).read_to_string(&mut says);
    }
    says.trim().to_string()
}

fn unpacks_to(size: u64) -> String {
    format!(
        "uitgepakt is dit {} MB of meer, en dat is geen werkmap met cijfers; er is niets uitgepakt",
        size >> 20
    )
}

/// The names that are asked for: those that are shown, or the one that is named.
fn names(all: &[calamine::Sheet], wanted: Option<&str>) -> Result<Vec<String>, String> {
    let shown = |it: &&calamine::Sheet| it.visible == SheetVisible::Visible;
    let Some(wanted) = wanted else {
        return Ok(all.iter().filter(shown).map(|it| it.name.clone()).collect());
    };
    let mut own = all
        .iter()
        .filter(|it| it.name.to_lowercase() == wanted.to_lowercase());
    if let Some(found) = own.next() {
        return Ok(vec![found.name.clone()]);
    }
    let known: Vec<&str> = all.iter().map(|it| &*it.name).collect();
    Err(format!(
        "het blad “{wanted}” is er niet; er zijn: {}",
        known.join(", ")
    ))
}

fn excel(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    let unread = |why: XlsxError| match why {
        XlsxError::Password => "de werkmap heeft een wachtwoord; bewaar haar zonder".to_string(),
        _ => "de werkmap is kapot; open haar en bewaar haar opnieuw".to_string(),
    };
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unread)?;
    let names = names(book.sheets_metadata(), wanted)?;
    let mut sheets = Vec::new();
    for name in names {
        let mut rows = Rows::default();
        // Cell by cell: two cells in far corners would else be a field of billions.
        let mut cells = match book.worksheet_cells_reader(&name) {
            // A sheet that holds a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            cells => cells.map_err(unread)?,
        };
        while let Some(cell) = cells.next_cell().map_err(unread)? {
            let (row, column) = cell.get_position();
            rows.put(row as usize + 1, column as usize, of_ref(cell.get_value()))?;
        }
        rows.rows.sort_by_key(|row| row.number);
        sheets.push(Sheet {
            name: Some(name),
            rows: rows.rows,
        });
    }
    Ok(sheets)
}

fn open_document(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    let unread = |why: OdsError| match why {
        OdsError::Password => "de werkmap heeft een wachtwoord; bewaar haar zonder".to_string(),
        OdsError::CellLimitExceeded { .. } => super::too_many(),
        _ => "de werkmap is kapot; open haar en bewaar haar opnieuw".to_string(),
    };
    fits(bytes)?;
    let mut book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unread)?;
    let names = names(book.sheets_metadata(), wanted)?;
    let mut sheets = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).map_err(unread)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::default();
        for (row, column, value) in range.used_cells() {
            let row = (top as usize).saturating_add(row) + 1;
            let column = (left as usize).saturating_add(column);
            rows.put(row, column, of_data(value))?;
        }
        sheets.push(Sheet {
            name: Some(name),
            rows: rows.rows,
        });
    }
    Ok(sheets)
}

/// Refuses a field larger than a sheet may have: a cell is written once and may stand for millions.
fn fits(bytes: &[u8]) -> Result<(), String> {
    let broken = || "de werkmap is kapot; open haar en bewaar haar opnieuw".to_string();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_why| broken())?;
    let content = archive.by_name("content.xml").map_err(|_why| broken())?;
    let mut reader = quick_xml::Reader::from_reader(io::BufReader::new(content));
    let (mut buffer, mut field) = (Vec::new(), Field::default());
    loop {
        buffer.clear();
        match reader
            .read_event_into(&mut buffer)
            .map_err(|_why| broken())?
        {
            Event::Start(it) | Event::Empty(it) => match it.name().as_ref() {
                "table:table" => field = Field::default(),
                "table:table-row" => {
                    field.begin(repeats(&it, "table:number-rows-repeated"));
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let filled = it
                        .attributes()
                        .flatten()
                        .any(|it| it.key.as_ref() == "office:value-type");
                    field.put(repeats(&it, "table:number-columns-repeated"), filled)?;
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// How often a row or a cell stands there.
fn repeats(of: &BytesStart<'_>, key: &str) -> usize {
    let mut all = of
        .attributes()
        .flatten()
        .filter(|it| it.key.as_ref() == key);
    let text = all.next().map(|it| it.value.to_string());
    text.and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// The part of a sheet that has something in it.
#[derive(Default)]
struct Field {
    /// The rows until the one that is read, and how often that stands there.
    rows: (usize, usize),
    /// The cells of it so far.
    column: usize,
    /// The first row with something in it.
    top: Option<usize>,
    width: usize,
}

impl Field {
    fn begin(&mut self, repeats: usize) {
        self.rows = (self.rows.0.saturating_add(self.rows.1), repeats);
        self.column = 0;
    }

    fn put(&mut self, repeats: usize, filled: bool) -> Result<(), String> {
        self.column = self.column.saturating_add(repeats);
        if !filled {
            return Ok(());
        }
        let top = *self.top.get_or_insert(self.rows.0);
        self.width = self.width.max(self.column);
        let height = self.rows.0.saturating_add(self.rows.1) - top;
        if self.width > COLUMNS || height > ROWS || height.saturating_mul(self.width) > CELLS {
            return Err(super::too_many());
        }
        Ok(())
    }
}

fn of_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(number) => number_of(Decimal::from_json(*number)),
        DataRef::Float(number) => number_of(Decimal::from_f64(*number)),
        DataRef::String(text) => Cell::of(text),
        DataRef::SharedString(text) => Cell::of(text),
        DataRef::Bool(truth) => Cell::Truth(*truth),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso(text),
        DataRef::Error(error) => Cell::Fault(error.to_string()),
        DataRef::Empty => Cell::Blank,
    }
}

fn of_data(value: &Data) -> Cell {
    match value {
        Data::Int(number) => number_of(Decimal::from_json(*number)),
        Data::Float(number) => number_of(Decimal::from_f64(*number)),
        Data::String(text) => Cell::of(text),
        Data::Bool(truth) => Cell::Truth(*truth),
        Data::DateTime(moment) => day(moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso(text),
        Data::Error(error) => Cell::Fault(error.to_string()),
        Data::Empty => Cell::Blank,
    }
}

fn number_of(number: Result<Decimal, String>) -> Cell {
    number.map_or_else(Cell::Fault, Cell::Number)
}

fn day(moment: &ExcelDateTime) -> Cell {
    if moment.is_duration() {
        return Cell::Fault("een tijdsduur".to_string());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    day.map_or_else(
        || Cell::Fault("een dag die niet bestaat".to_string()),
        Cell::Day,
    )
}

fn iso(text: &str) -> Cell {
    let day = text.get(..10).and_then(crate::plan::model::date::of_iso);
    day.map_or_else(|| Cell::of(text), Cell::Day)
}
