//! Tables of cells: goals with their actions, KPIs, euros, fte. What each is, its heads say.

mod fte;
mod goals;
mod heads;
mod kpis;
mod money;

use crate::intake::document::{Block, Cell, Place, Row};
use crate::intake::recognise::sketch::{Piece, Said, Sketch};
pub use fte::put_fte;
pub use heads::is_thousands;
use heads::{Heads, Kind};

/// Whether these are goals with their actions.
pub fn is_goals(rows: &[Row]) -> bool {
    Heads::of(rows, None).is_some_and(|heads| matches!(heads.kind, Kind::Goals(_)))
}

/// Its rows as lines.
pub fn lines(rows: &[Row]) -> Vec<String> {
    let line = |row: &Row| {
        let cells = row.cells.iter().filter(|cell| !cell.is_empty());
        let cells: Vec<String> = cells.map(|cell| cell.text().replace('\n', " ")).collect();
        cells.join(" | ")
    };
    rows.iter()
        .map(line)
        .filter(|line| !line.is_empty())
        .collect()
}

/// Reads a table into the sketch; false where it is none of these. Of columns that are alike the one
/// of `year` is taken.
pub fn read(sketch: &mut Sketch, year: Option<i32>, block: &Block, rows: &[Row]) -> bool {
    let Some(Heads { at, words, kind }) = Heads::of(rows, year) else {
        return false;
    };
    for head in &words {
        sketch.uses(head, block.place);
    }
    let (above, below) = rows.split_at(at);
    let titles: Vec<String> = lines(above);
    let below = below.get(1..).unwrap_or_default();
    match kind {
        Kind::Goals(columns) => {
            for title in titles {
                sketch.uses(&title, block.place);
            }
            goals::read(sketch, &columns, (&words, below));
        }
        Kind::Kpis(columns) => kpis::read(sketch, &columns, &words, below),
        Kind::Money(amount, remark) => {
            let title = title_of(sketch, &titles);
            money::read(sketch, (amount, remark), title, (&words, below));
        }
        Kind::Fte(existing, expansion) => {
            let title = title_of(sketch, &titles);
            fte::read(sketch, (existing, expansion), title, (&words, below));
        }
    }
    true
}

fn words(row: &Row, at: usize) -> String {
    let text = row.cells.get(at).map(Cell::text).unwrap_or_default();
    text.replace('\n', " ").trim().to_string()
}

fn place(row: &Row) -> Place {
    let mut blocks = row.cells.iter().flat_map(|cell| &cell.blocks);
    blocks
        .next()
        .map_or_else(Place::default, |block| block.place)
}

/// The title of a table: a row of its own above the heads, else the short line above it.
pub fn title_of(sketch: &mut Sketch, own: &[String]) -> String {
    if !own.is_empty() {
        return own.join(" ");
    }
    let Some(chapter) = sketch.chapters.last_mut() else {
        return String::new();
    };
    let short =
        |said: &Said| said.text.chars().count() <= 70 && !said.text.ends_with(['.', ':', ';']);
    let title = match chapter.body.last() {
        Some(Piece::Heading(said) | Piece::Paragraph(said)) if short(said) => said.text.clone(),
        _ => return String::new(),
    };
    chapter.body.pop();
    title
}
