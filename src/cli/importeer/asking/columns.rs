//! The questions of a table, asked of whoever sits at the terminal.

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::question;
use crate::doc::Tone;
use crate::doc::table::{Column, Table, row as cells};
use crate::doc::text::cut;
use crate::intake::asked::{Above, Walk};
use crate::intake::given::Given;
use crate::intake::table::{self, Sheet};

/// Rows shown: a title of some lines, the heads, and a few figures.
const ROWS: usize = 10;
/// Columns shown beside each other.
const COLUMNS: usize = 6;
/// Letters shown of a cell.
const LETTERS: usize = 14;

/// Asks them all.
pub(super) fn ask(options: &Options, given: &Given, walk: &mut Walk) -> Result<(), Failure> {
    while let Some(asked) = walk.question() {
        match (&asked.above, walk.sheet()) {
            (Above::Rows, Some(sheet)) => show(options, given, sheet),
            (Above::Line(line), _) => question::shown(options, |page| page.text(line)),
            _ => {}
        }
        let own = asked.own.as_ref();
        let own = own.map_or_else(String::new, |it| format!(" [{it}]"));
        let mut why = String::new();
        loop {
            let typed = typed(options, &format!("{why}{}{own}", asked.asks))?;
            match walk.answer(&typed) {
                Ok(()) => break,
                Err(sentence) => why = format!("{sentence} "),
            }
        }
    }
    Ok(())
}

/// The first rows, under the letters of their columns.
fn show(options: &Options, given: &Given, sheet: &Sheet) {
    let rows = &sheet.rows[..sheet.rows.len().min(ROWS)];
    let widest = rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or_default();
    let columns = widest.min(COLUMNS);
    let letters = (0..columns).map(|at| Column::LEFT.headed(table::letters(at)));
    let lines = rows.iter().map(|row| {
        let shown = (0..columns).map(|at| cut(&row.cell(at).shown(), LETTERS));
        let number = std::iter::once(row.number.to_string());
        (cells(number.chain(shown)), Tone::Plain)
    });
    let first = std::iter::once(Column::RIGHT.headed("rij"));
    let shown = Table {
        columns: first.chain(letters).collect(),
        rows: lines.collect(),
    };
    let name = sheet
        .name
        .as_ref()
        .map_or_else(String::new, |it| format!(", blad {it}"));
    let more = widest - columns;
    question::shown(options, |page| {
        page.text(&format!("{}{name}:", given.name));
        page.table("  ", shown);
        if more > 0 {
            page.text(&format!("  en nog {more} kolommen naar rechts"));
        }
        page.text("Een lege regel is wat tussen [ ] staat; stop houdt op.");
    });
}

/// What someone types who goes on.
fn typed(options: &Options, question: &str) -> Result<String, Failure> {
    let typed = question::typed(options, question)?;
    if typed.eq_ignore_ascii_case("stop") {
        return Err(question::nothing_saved());
    }
    Ok(typed)
}
