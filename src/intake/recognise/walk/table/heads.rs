//! What a table is of, by its heads; where those don't say it, by the euros below them.

use crate::intake::document::{Cell, Row};
use crate::intake::label::{self, Column};
use crate::intake::recognise::words::amount;

/// What a table is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// What each column is.
    Goals(Vec<Option<Column>>),
    Kpis(KpiColumns),
    /// The columns of amount and remark.
    Money(usize, Option<usize>),
    /// The columns of what there is and of what comes to it.
    Fte(usize, Option<usize>),
}

/// The columns of a table of KPIs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KpiColumns {
    /// Its words.
    pub kpi: usize,
    /// What is wanted.
    pub wanted: Option<usize>,
    /// What it was before.
    pub before: Option<usize>,
    /// How often it is measured.
    pub cadence: Option<usize>,
}

impl KpiColumns {
    /// Whether a column is one of these.
    pub fn has(&self, at: usize) -> bool {
        at == self.kpi || [self.wanted, self.before, self.cadence].contains(&Some(at))
    }
}

/// The heads of a table.
#[derive(Debug)]
pub struct Heads {
    /// The row they are in.
    pub at: usize,
    /// Their words.
    pub words: Vec<String>,
    pub kind: Kind,
}

impl Heads {
    /// Those of a table: in one of its first rows. A row that holds figures is none.
    pub fn of(rows: &[Row], year: Option<i32>) -> Option<Self> {
        let first = || rows.iter().take(3).enumerate();
        let made = |at: usize, kind: Kind, words: Vec<String>| Self { at, words, kind };
        let said = first().find_map(|(at, row)| {
            let words = words_of(row);
            Some(made(at, kind(&words, row, year)?, words))
        });
        said.or_else(|| {
            let bare = |row: &Row| row.cells.iter().filter(|it| !it.is_empty()).count() > 1;
            let (at, row) = first().find(|(_, row)| bare(row) && !has_figures(row))?;
            let words = words_of(row);
            let kind = euros_below(&words, rows.get(at + 1..)?, year)?;
            Some(made(at, kind, words))
        })
    }
}

fn words_of(row: &Row) -> Vec<String> {
    row.cells.iter().map(Cell::text).collect()
}

/// Whether a row has euros or fte behind its first cell.
fn has_figures(row: &Row) -> bool {
    let mut behind = row.cells.iter().skip(1);
    behind.any(|cell| amount::is_figure(&cell.text()))
}

fn kind(heads: &[String], row: &Row, year: Option<i32>) -> Option<Kind> {
    let columns: Vec<Option<Column>> = heads.iter().map(|head| label::column(head)).collect();
    if columns.contains(&Some(Column::Goal)) && columns.contains(&Some(Column::Action)) {
        return Some(Kind::Goals(columns));
    }
    if heads.len() < 2 {
        return None;
    }
    let heads = Columns::of(heads, year);
    if let Some(kpi) = heads.with(&["kpi", "indicator"], 0) {
        let other = |at: &usize| *at != kpi;
        let wanted = ["streef", "norm", "doelwaarde", "target", "doel 20"];
        return Some(Kind::Kpis(KpiColumns {
            kpi,
            wanted: heads.with(&wanted, 0).filter(other),
            before: heads.with(BEFORE, 0).filter(other),
            cadence: heads.with(CADENCE, 0).filter(other),
        }));
    }
    if has_figures(row) {
        return None;
    }
    let expansion = heads.with(&["uitbreiding", "extra", "tijdelijk"], 1);
    if let Some(fte) = heads.with(&["fte", "formatie"], 1) {
        let existing = heads.with(&["bestaand", "huidig", "vast"], 1);
        return Some(Kind::Fte(existing.unwrap_or(fte), expansion));
    }
    let amount = heads.with(EUROS, 1)?;
    Some(Kind::Money(amount, heads.remark(amount)))
}

/// What the column says the value was before.
const BEFORE: &[&str] = &["nulmeting", "beginwaarde", "uitgangswaarde", "beginstand"];

const CADENCE: &[&str] = &[
    "frequentie",
    "ritme",
    "meetmoment",
    "hoe vaak",
    "periodiciteit",
];

const EUROS: &[&str] = &[
    "begroot", "budget", "bedrag", "€", "euro", "kosten", "lasten",
];

/// The heads in small letters, and the year whose column is meant where several are alike.
struct Columns {
    heads: Vec<String>,
    year: Option<String>,
}

impl Columns {
    fn of(heads: &[String], year: Option<i32>) -> Self {
        Self {
            heads: heads.iter().map(|head| head.to_lowercase()).collect(),
            year: year.map(|it| it.to_string()),
        }
    }

    /// The column, from one on, whose head has one of these words.
    fn with(&self, words: &[&str], from: usize) -> Option<usize> {
        let columns = self.heads.iter().enumerate().skip(from);
        let found = columns.filter(|(_, head)| words.iter().any(|word| has_word(head, word)));
        self.meant(&found.map(|(at, _)| at).collect::<Vec<_>>())
    }

    fn remark(&self, amount: usize) -> Option<usize> {
        let words = ["opmerking", "toelichting", "waarvoor", "omschrijving"];
        self.with(&words, 1).filter(|at| *at != amount)
    }

    /// Of columns that are alike, the one of the year, else the one of all together, else the first.
    fn meant(&self, all: &[usize]) -> Option<usize> {
        let says = |word: &str| {
            let head = |at: &usize| self.heads.get(*at).is_some_and(|it| it.contains(word));
            all.iter().copied().find(head)
        };
        let of_year = self.year.as_deref().and_then(says);
        of_year.or_else(|| says("totaal")).or(all.first().copied())
    }
}

/// Whether a head in small letters has a word, perhaps as the beginning or the end of a longer one: but
/// `informatie` is no `formatie`.
fn has_word(head: &str, word: &str) -> bool {
    if word.contains([' ', '€']) {
        return head.contains(word);
    }
    let whole = ["formatie", "norm"].contains(&word);
    let mut all = head.split(|c: char| !c.is_alphanumeric());
    all.any(|own| own.starts_with(word) || !whole && own.ends_with(word))
}

/// Where the cells below the heads are euros.
fn euros_below(heads: &[String], rows: &[Row], year: Option<i32>) -> Option<Kind> {
    let is_euros = |at: &usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(*at));
        let cells: Vec<String> = cells.map(Cell::text).collect();
        let mut said = cells.iter().filter(|it| !it.trim().is_empty()).peekable();
        said.peek().is_some()
            && cells.iter().any(|it| it.contains('€'))
            && said.all(|it| amount::euros(it).is_ok())
    };
    let all: Vec<usize> = (1..heads.len()).filter(is_euros).collect();
    let heads = Columns::of(heads, year);
    let amount = heads.meant(&all)?;
    Some(Kind::Money(amount, heads.remark(amount)))
}

/// Whether a head says so: `x € 1.000`.
pub fn is_thousands(head: &str) -> bool {
    let head = head.to_lowercase();
    ["1.000", "1000", "duizend"]
        .iter()
        .any(|word| head.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_heads() {
        for (head, word, has) in [
            ("fte 2027", "fte", true),
            ("formatie", "formatie", true),
            ("het regionaal informatie- en", "formatie", false),
            ("prestatie-indicator", "indicator", true),
            ("jaarbudget", "budget", true),
            ("x € 1.000", "€", true),
            ("doel 2027", "doel 20", true),
            ("abnormaal", "norm", false),
        ] {
            assert_eq!(has_word(head, word), has, "{head}");
        }
    }
}
