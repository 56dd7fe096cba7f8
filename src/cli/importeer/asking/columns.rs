//! Which column of a sheet is what: its first rows are shown, and what the heads say themselves is
//! proposed.

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::question;
use crate::doc::Tone;
use crate::doc::table::{Column, Table, row as cells};
use crate::doc::text::cut;
use crate::intake::given::Given;
use crate::intake::readings::heads::{self, Heads, headless};
use crate::intake::readings::map::{Map, PASSED, Role, folded};
use crate::intake::table::{self, Row, Sheet};

/// Rows shown: a title of some lines, the heads, and a few figures.
const ROWS: usize = 10;
/// Columns shown beside each other.
const COLUMNS: usize = 6;
/// Letters shown of a cell.
const LETTERS: usize = 14;

/// The row of heads that is asked about.
struct Asked<'a> {
    options: &'a Options,
    sheet: &'a Sheet,
    /// The place of the row among the rows.
    at: usize,
    row: &'a Row,
    /// The year of a month without one.
    year: i32,
}

/// What an empty line means.
enum Proposed {
    /// This column, which its head says by itself.
    Own(usize),
    /// No column; why, in Dutch.
    None(String),
    /// Nothing: a column has to be named.
    Nothing,
}

/// Asks it, and puts the answers into the map.
pub(super) fn ask(
    options: &Options,
    (given, sheets): (&Given, &[Sheet]),
    map: &mut Map,
    year: i32,
) -> Result<(), Failure> {
    let sheet = which(options, sheets, map)?;
    show(options, given, sheet);
    let at = row_of_heads(options, sheet, heads::likely(sheet, map, year).row)?;
    let row = &sheet.rows[at];
    let asked = Asked {
        options,
        sheet,
        at,
        row,
        year,
    };
    question::shown(options, |page| page.text(&asked.heads()));
    let own = |of: Option<usize>| of.map_or(Proposed::Nothing, Proposed::Own);
    let first = asked.known(map).indicator.first().copied();
    asked.role(
        map,
        Role::Indicator,
        "de KPI of indicator (id of naam)",
        &own(first),
    )?;
    let known = asked.known(map);
    let date = match known.periods.as_slice() {
        [] => own(known.date),
        [first, .., last] => Proposed::None(format!(
            "geen: de maanden staan naast elkaar, {} t/m {}",
            asked.named(first.0),
            asked.named(last.0)
        )),
        [only] => Proposed::None(format!("geen: alles is van {}", asked.named(only.0))),
    };
    asked.role(map, Role::Date, "de datum of de maand", &date)?;
    let known = asked.known(map);
    if known.periods.is_empty() {
        asked.role(map, Role::Value, "de waarde", &own(known.value))?;
    }
    let note = known
        .note
        .map_or_else(|| Proposed::None("geen".to_string()), Proposed::Own);
    asked.role(map, Role::Note, "een notitie", &note)?;
    map.adds = adds(options, map.adds)?;
    Ok(())
}

/// The sheet; where there are more it is asked.
fn which<'a>(options: &Options, sheets: &'a [Sheet], map: &mut Map) -> Result<&'a Sheet, Failure> {
    let names: Vec<&str> = sheets.iter().filter_map(|it| it.name.as_deref()).collect();
    let mut why = String::new();
    loop {
        if let [only] = sheets {
            return Ok(only);
        }
        let numbered = names
            .iter()
            .zip(1..)
            .map(|(name, at)| format!("{at} {name}"));
        let numbered: Vec<String> = numbered.collect();
        let question = format!("{why}Welk blad? {}:", numbered.join(", "));
        let typed = typed(options, &question)?;
        let number = typed.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
        let is = |it: &&Sheet| {
            it.name
                .as_ref()
                .is_some_and(|name| name.to_lowercase() == typed.to_lowercase())
        };
        let found = number.and_then(|at| sheets.get(at));
        if let Some(sheet) = found.or_else(|| sheets.iter().find(is)) {
            map.sheet.clone_from(&sheet.name);
            return Ok(sheet);
        }
        why = format!("“{typed}” is geen van deze bladen. ");
    }
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

/// The place of the row of heads among the rows.
fn row_of_heads(options: &Options, sheet: &Sheet, likely: usize) -> Result<usize, Failure> {
    let own = sheet.rows.get(likely).map_or(1, |row| row.number);
    let mut why = String::new();
    loop {
        let typed = typed(
            options,
            &format!("{why}In welke rij staan de koppen? [{own}]"),
        )?;
        let number = if typed.is_empty() {
            Some(own)
        } else {
            typed.parse().ok()
        };
        if let Some(at) = sheet.rows.iter().position(|row| Some(row.number) == number) {
            return Ok(at);
        }
        why = format!("In rij “{typed}” staat niets. ");
    }
}

impl Asked<'_> {
    /// What the heads tell, with what the map has so far.
    fn known(&self, map: &Map) -> Heads {
        heads::in_row(self.sheet, self.at, map, self.year)
    }

    /// All heads behind their letters.
    fn heads(&self) -> String {
        let all = 0..self.row.cells.len();
        let all = all.filter(|at| !self.row.cell(*at).is_blank());
        let all: Vec<String> = all.map(|at| self.named(at)).collect();
        format!("Koppen: {}", all.join(" · "))
    }

    /// `C Aantal`.
    fn named(&self, at: usize) -> String {
        format!("{} {}", table::letters(at), self.row.cell(at).shown())
            .trim_end()
            .to_string()
    }

    /// What the map calls a column: its head, or its letters where that isn't its own.
    fn called(&self, at: usize) -> String {
        let head = folded(&self.row.cell(at).shown());
        let mut same = self
            .row
            .cells
            .iter()
            .filter(|it| folded(&it.shown()) == head);
        match (head.is_empty(), same.next(), same.next()) {
            (false, Some(_), None) => self.row.cell(at).shown(),
            _ => headless(at),
        }
    }

    /// The column that was typed, by its letters or its head.
    fn column(&self, typed: &str) -> Option<usize> {
        let head = folded(typed);
        let by_head = || {
            let mut all = self.row.cells.iter();
            all.position(|it| !head.is_empty() && folded(&it.shown()) == head)
        };
        let widest = self.sheet.rows.iter().map(|row| row.cells.len()).max();
        let lettered = table::column(typed).filter(|at| Some(*at) < widest);
        lettered.or_else(by_head)
    }

    /// Asks for one, and puts it into the map.
    fn role(
        &self,
        map: &mut Map,
        role: Role,
        what: &str,
        proposed: &Proposed,
    ) -> Result<(), Failure> {
        let word = role.word().to_string();
        let offered = match proposed {
            Proposed::Own(at) => format!(" [{}]", self.named(*at)),
            Proposed::None(why) => format!(" [{why}]"),
            Proposed::Nothing => String::new(),
        };
        let mut why = String::new();
        loop {
            let typed = typed(
                self.options,
                &format!("{why}In welke kolom staat {what}?{offered}"),
            )?;
            match (typed.as_str(), proposed) {
                ("", Proposed::Own(_) | Proposed::None(_)) | (PASSED, Proposed::None(_)) => {
                    return Ok(());
                }
                (PASSED, Proposed::Own(_)) if role == Role::Note => {
                    map.columns.insert(word, PASSED.to_string());
                    return Ok(());
                }
                _ => {}
            }
            let Some(at) = self.column(&typed) else {
                why = format!("“{typed}” is geen kolom; typ haar letter of haar kop. ");
                continue;
            };
            let called = self.called(at);
            if let Some((other, _)) = map
                .columns
                .iter()
                .find(|(other, it)| **it == called && **other != word)
            {
                why = format!("{} is al die van {other}. ", self.named(at));
                continue;
            }
            map.columns.insert(word, called);
            return Ok(());
        }
    }
}

/// Whether a figure is what came since the one before it.
fn adds(options: &Options, now: bool) -> Result<bool, Failure> {
    let own = if now { "b" } else { "t" };
    let mut why = "";
    loop {
        let question =
            format!("{why}Is een cijfer het totaal tot dan (t), of wat erbij kwam (b)? [{own}]");
        match typed(options, &question)?.to_lowercase().as_str() {
            "" => return Ok(now),
            "t" => return Ok(false),
            "b" => return Ok(true),
            _ => why = "Typ t of b. ",
        }
    }
}

/// What someone types who goes on.
fn typed(options: &Options, question: &str) -> Result<String, Failure> {
    let typed = question::typed(options, question)?;
    if typed.eq_ignore_ascii_case("stop") {
        return Err(question::nothing_saved());
    }
    Ok(typed)
}
