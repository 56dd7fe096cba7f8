//! Which row of a table of council indicators holds the heads, and which column is what.

use super::words;
use crate::intake::readings::heads::lettered;
use crate::intake::readings::map::{Map, PASSED};
use crate::intake::table::{Cell, Row, Sheet};
use crate::plan::find::fold;

/// Rows above the table: a title, who made it, and when.
const ABOVE: usize = 40;

/// Where nothing looks like the heads of a table.
const NO_HEADS: &str = "er is geen rij met koppen; een tabel heeft kolommen met koppen als gebied, periode, indicator, waarde en eenheid";

/// What a column holds; its word, and the heads it is known by.
pub const ROLES: [(&str, &[&str]); 7] = [
    (
        "gebied",
        &[
            "gebied",
            "gebieden",
            "regio",
            "regios",
            "regio s",
            "gemeente",
            "gemeentenaam",
            "regionaam",
            "wijkenenbuurten",
            "wijken en buurten",
        ],
    ),
    (
        "periode",
        &[
            "periode", "perioden", "period", "jaar", "kwartaal", "maand", "jaartal",
        ],
    ),
    (
        "indicator",
        &[
            "indicator",
            "onderwerp",
            "naam indicator",
            "soortmisdrijf",
            "soort misdrijf",
            "delict",
        ],
    ),
    ("waarde", &["waarde", "cijfer", "value", "score"]),
    ("eenheid", &["eenheid", "unit", "maat"]),
    ("status", &["status"]),
    ("bron", &["bron", "source"]),
];

/// The columns of a table, from 0.
#[derive(Debug, Default, PartialEq)]
pub struct Heads {
    /// The place of the row they stand in, among the rows.
    pub row: usize,
    /// The area; none where the whole table is of one.
    pub area: Option<usize>,
    /// The period.
    pub period: usize,
    /// Which indicator, or with `topics` what they are counted of: columns whose words or codes
    /// together say that, with their heads.
    pub parts: Vec<(usize, String)>,
    /// The figure.
    pub value: Option<usize>,
    /// Its unit.
    pub unit: Option<usize>,
    /// Whether it is provisional.
    pub status: Option<usize>,
    /// Who publishes it.
    pub source: Option<usize>,
    /// The indicators that stand beside each other, with their heads, where no column holds the
    /// figures.
    pub topics: Vec<(usize, String)>,
}

/// Finds them, by the map and else by their words.
///
/// # Errors
/// A Dutch sentence that names the heads there are.
pub fn find(sheet: &Sheet, map: &Map) -> Result<Heads, String> {
    let mut first: Option<String> = None;
    for (at, row) in sheet.rows.iter().enumerate().take(ABOVE) {
        match of(row, map) {
            Ok(heads) => return Ok(Heads { row: at, ..heads }),
            Err(lacking) if row.cells.iter().filter(|it| !it.is_blank()).count() > 1 => {
                first = first.or_else(|| Some(said(row, &lacking)));
            }
            Err(_) => {}
        }
    }
    Err(first.unwrap_or_else(|| NO_HEADS.to_string()))
}

/// The place of the row that has the heads, as far as one can tell: the one where most are known; of
/// rows that tell as much the first.
pub fn likely(sheet: &Sheet, map: &Map) -> usize {
    let tells = |row: &Row| {
        let known = ROLES
            .iter()
            .filter(|(word, _)| place(row, map, word).is_some());
        let words = row.cells.iter().filter(|it| matches!(it, Cell::Text(_)));
        (known.count(), words.count().min(2))
    };
    let rows = sheet.rows.iter().enumerate().take(ABOVE);
    let best = rows.rev().max_by_key(|(_, row)| tells(row));
    best.map_or(0, |(at, _)| at)
}

/// The column that holds this, by its word in a map.
pub fn place(row: &Row, map: &Map, word: &str) -> Option<usize> {
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|it| fold::phrase(&it.shown()))
        .collect();
    placed(&cells, map, word)
}

/// The same, of heads that are folded.
fn placed(cells: &[String], map: &Map, word: &str) -> Option<usize> {
    let is = |wanted: &str| cells.iter().position(|it| !it.is_empty() && it == wanted);
    let at = |head: &str| is(&fold::phrase(head)).or_else(|| lettered(head));
    if let Some(head) = map.columns.get(word) {
        return at(head);
    }
    let (_, heads) = ROLES.iter().find(|(role, _)| *role == word)?;
    // A column that the map gives another part is not guessed at.
    let mapped = |own: &usize| map.columns.values().any(|head| at(head) == Some(*own));
    heads
        .iter()
        .find_map(|head| is(head))
        .filter(|at| !mapped(at))
}

fn said(row: &Row, lacking: &[&str]) -> String {
    let shown = row
        .cells
        .iter()
        .map(Cell::shown)
        .filter(|it| !it.is_empty());
    let shown: Vec<String> = shown.take(12).map(|it| format!("“{it}”")).collect();
    format!(
        "geen kolom met {}; rij {} heeft de koppen {}; zeg bijvoorbeeld --kolom {}=KOP",
        lacking.join(" en "),
        row.number,
        shown.join(", "),
        lacking.first().unwrap_or(&"gebied")
    )
}

fn of(row: &Row, map: &Map) -> Result<Heads, Vec<&'static str>> {
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|it| fold::phrase(&it.shown()))
        .collect();
    let place = |role: usize| placed(&cells, map, ROLES[role].0);
    let [area, period, indicator, value, unit, status, source] = std::array::from_fn(place);
    let mut topics = Vec::new();
    if value.is_none() {
        let taken = [area, period, indicator, unit, status, source];
        let all = row.cells.iter().enumerate();
        let own = all.filter(|(at, _)| !taken.contains(&Some(*at)) && cells[*at] != "id");
        topics.extend(
            own.map(|(at, it)| (at, it.shown()))
                .filter(|(_, it)| !it.is_empty()),
        );
    }
    let part = indicator.map(|at| (at, row.cell(at).shown()));
    let mut parts: Vec<(usize, String)> = part.into_iter().collect();
    // The CBS numbers its columns of figures; the others say what these are of.
    if topics.iter().any(|(_, head)| words::is_numbered(head)) {
        let others = topics.extract_if(.., |(_, head)| !words::is_numbered(head));
        parts.extend(others);
        parts.sort();
    }
    // A table of the CBS of the whole country has no column of areas.
    let is_of_one = match map.columns.get(ROLES[0].0) {
        Some(head) => head == PASSED,
        None => topics.iter().any(|(_, head)| words::is_numbered(head)),
    };
    let long = value.is_some() && indicator.is_some();
    let mut lacking = Vec::new();
    lacking.extend((area.is_none() && !is_of_one).then_some("gebied"));
    lacking.extend(period.is_none().then_some("periode"));
    lacking.extend((value.is_some() && indicator.is_none()).then_some("indicator"));
    lacking.extend((!long && value.is_none() && topics.is_empty()).then_some("waarde"));
    match period {
        Some(period) if lacking.is_empty() => Ok(Heads {
            row: 0,
            area,
            period,
            parts,
            value,
            unit,
            status,
            source,
            topics,
        }),
        _ => Err(lacking),
    }
}
