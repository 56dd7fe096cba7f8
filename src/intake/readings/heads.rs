//! Which row of a sheet holds the heads, and which column is what.

use crate::plan::find::fold;
use chrono::NaiveDate;

use super::map::{Map, Role};
use crate::intake::period;
use crate::intake::table::{self, Cell, Row, Sheet};

/// Rows above the table: a title, who made it, and when.
const ABOVE: usize = 40;

/// Where nothing looks like the heads of a table.
const NO_HEADS: &str =
    "er is geen rij met koppen; een tabel heeft kolommen met koppen als indicator, datum en waarde";

/// The columns of a sheet, from 0.
#[derive(Debug, Default, PartialEq)]
pub struct Heads {
    /// The place of the row they stand in, among the rows.
    pub row: usize,
    /// Those that say which indicator, the surest first.
    pub indicator: Vec<usize>,
    /// The day.
    pub date: Option<usize>,
    /// The value.
    pub value: Option<usize>,
    /// Of how many.
    pub of: Option<usize>,
    /// The note.
    pub note: Option<usize>,
    /// The periods that stand beside each other, where there is no column of days.
    pub periods: Vec<(usize, NaiveDate)>,
}

/// Finds them, by the map and else by their words.
///
/// # Errors
/// A Dutch sentence that names the heads there are.
pub fn find(sheet: &Sheet, map: &Map, year: i32) -> Result<Heads, String> {
    let said = map
        .row
        .and_then(|number| sheet.rows.iter().position(|it| it.number == number));
    let said = said.map(|at| in_row(sheet, at, map, year));
    if let Some(heads) = said.filter(|it| it.lacking().is_empty()) {
        return Ok(heads);
    }
    let rows = sheet.rows.iter().enumerate().take(ABOVE);
    let mut best: Option<(bool, String)> = None;
    for (at, row) in rows {
        let heads = of(row, map, year);
        let heads = Heads { row: at, ..heads };
        let lacking = heads.lacking();
        if lacking.is_empty() {
            return Ok(finer(sheet, heads, map, year));
        }
        // The first row holds the heads, unless a later one lacks only one.
        let known = lacking.len() == 1;
        let nearer = best.as_ref().is_none_or(|(most, _)| known && !most);
        if nearer && row.cells.iter().filter(|cell| !cell.is_blank()).count() > 1 {
            let shown: Vec<String> = row.cells.iter().map(Cell::shown).collect();
            let shown: Vec<&str> = shown
                .iter()
                .map(String::as_str)
                .filter(|it| !it.is_empty())
                .collect();
            let sentence = format!(
                "geen kolom met {}; rij {} heeft de koppen {}; zeg bijvoorbeeld --kolom {}={}",
                lacking.join(" en "),
                row.number,
                shown
                    .iter()
                    .take(12)
                    .map(|it| format!("“{it}”"))
                    .collect::<Vec<_>>()
                    .join(", "),
                lacking[0],
                quoted(shown.first().unwrap_or(&"KOP")),
            );
            best = Some((known, sentence));
        }
    }
    Err(best.map_or_else(|| NO_HEADS.to_string(), |(_, sentence)| sentence))
}

/// The heads, or those of the row below where that has more periods: months stand below their quarters.
fn finer(sheet: &Sheet, heads: Heads, map: &Map, year: i32) -> Heads {
    let below = in_row(sheet, heads.row + 1, map, year);
    let more = below.periods.len() > heads.periods.len() && !heads.periods.is_empty();
    let is_spelled = || {
        let row = sheet.rows.get(below.row);
        row.is_some_and(|row| spelled(row, &below.periods))
    };
    if more && is_spelled() { below } else { heads }
}

/// The heads as far as they are known, in the row where most are: to ask for what lacks. A title is
/// one cell; of rows that tell as much the first is taken.
pub fn likely(sheet: &Sheet, map: &Map, year: i32) -> Heads {
    let mut best: Option<((usize, usize, usize), Heads)> = None;
    for at in 0..sheet.rows.len().min(ABOVE) {
        let heads = in_row(sheet, at, map, year);
        let row = &sheet.rows[at];
        let words = row
            .cells
            .iter()
            .filter(|cell| matches!(cell, Cell::Text(_)));
        let months: Vec<(usize, NaiveDate)> = periods(row, year).collect();
        let known = 3 - heads.lacking().len();
        // Of two rows of periods the one with more of them has the months.
        let tells = (
            known.max(2 * usize::from(spelled(row, &months))),
            heads.periods.len(),
            words.count().min(2),
        );
        if best.as_ref().is_none_or(|(most, _)| tells > *most) {
            best = Some((tells, heads));
        }
    }
    best.map(|(_, heads)| heads).unwrap_or_default()
}

/// The heads as far as they are known, in a row that someone names, by its place among the rows.
pub fn in_row(sheet: &Sheet, at: usize, map: &Map, year: i32) -> Heads {
    let heads = sheet.rows.get(at).map(|row| of(row, map, year));
    Heads {
        row: at,
        ..heads.unwrap_or_default()
    }
}

fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) {
        format!("'{word}'")
    } else {
        word.to_string()
    }
}

impl Heads {
    /// What no column is found for.
    fn lacking(&self) -> Vec<&'static str> {
        let wide = !self.periods.is_empty();
        let there = [
            (!self.indicator.is_empty(), Role::Indicator),
            (self.date.is_some() || wide, Role::Date),
            (self.value.is_some() || wide, Role::Value),
        ];
        let lacking = there.into_iter().filter(|(is, _)| !is);
        lacking.map(|(_, role)| role.word()).collect()
    }
}

fn of(row: &Row, map: &Map, year: i32) -> Heads {
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|cell| fold::phrase(&cell.shown()))
        .collect();
    let is = |wanted: &str| cells.iter().position(|it| !it.is_empty() && it == wanted);
    let at = |head: &str| is(&fold::phrase(head)).or_else(|| lettered(head));
    let columns = |role: Role| -> Vec<usize> {
        if let Some(head) = map.head(role) {
            return at(head).into_iter().collect();
        }
        // A column that the map gives another part is not guessed at.
        let mapped = |own: &usize| map.columns.values().any(|head| at(head) == Some(*own));
        let own = role.heads().iter().filter_map(|head| is(head));
        own.filter(|at| !mapped(at)).collect()
    };
    let first = |role| columns(role).first().copied();
    let mut heads = Heads {
        indicator: columns(Role::Indicator),
        date: first(Role::Date),
        value: first(Role::Value),
        of: first(Role::Of),
        note: first(Role::Note),
        ..Heads::default()
    };
    // A sheet of months has no column of days, and no head “waarde” but its total.
    if heads.date.is_none() {
        let periods = periods(row, year).filter(|(at, _)| !heads.indicator.contains(at));
        let periods: Vec<(usize, NaiveDate)> = periods.collect();
        // Names often stand below nothing, or below what they are: in the one column before the months.
        let alone = periods.first().is_some_and(|first| first.0 == 1);
        let headless = (row.cell(0).is_blank() || alone) && map.head(Role::Indicator).is_none();
        if heads.indicator.is_empty() && headless && spelled(row, &periods) {
            heads.indicator.push(0);
        }
        if !heads.indicator.is_empty() && !periods.is_empty() {
            (heads.periods, heads.value) = (periods, None);
        }
    }
    heads
}

/// The heads of a row that are periods.
fn periods(row: &Row, year: i32) -> impl Iterator<Item = (usize, NaiveDate)> {
    let all = row.cells.iter().enumerate();
    all.filter_map(move |(at, cell)| Some((at, period::head(cell, year)?)))
}

/// Whether more than one of them is said in letters: a row of figures has months in it as well.
fn spelled(row: &Row, periods: &[(usize, NaiveDate)]) -> bool {
    let letters = |at: usize| match row.cell(at) {
        Cell::Text(text) => text.contains(char::is_alphabetic),
        cell => matches!(cell, Cell::Day(_)),
    };
    periods.iter().filter(|(at, _)| letters(*at)).count() > 1
}

/// What a map calls a column that has no head of its own.
pub fn headless(column: usize) -> String {
    format!("kolom {}", table::letters(column))
}

/// The column of such a name.
pub fn lettered(head: &str) -> Option<usize> {
    let (word, letters) = head.trim().split_once(' ')?;
    table::column(letters.trim()).filter(|_| word.eq_ignore_ascii_case("kolom"))
}

/// The row below the heads and those after it.
pub fn below<'a>(sheet: &'a Sheet, heads: &Heads) -> impl Iterator<Item = &'a Row> {
    sheet.rows.iter().skip(heads.row + 1)
}
