//! A table of fte.

use super::{place, words};
use crate::intake::document::{Place, Row};
use crate::intake::recognise::sketch::{Fte, FteTable, On, Piece, Said, Sketch, Unsure};

pub fn read(
    sketch: &mut Sketch,
    (existing, expansion): (usize, Option<usize>),
    title: String,
    (heads, rows): (&[String], &[Row]),
) {
    let columns = Columns::of(heads, existing, expansion);
    let mut above = String::new();
    let mut table = FteTable {
        title,
        ..FteTable::default()
    };
    for row in rows {
        let at = place(row);
        let fte = Fte {
            label: Said::new(columns.label(row, &mut above), at),
            existing: words(row, existing),
            expansion: expansion.map(|it| words(row, it)).unwrap_or_default(),
            loose: false,
            guessed: row.guessed,
        };
        let bare = fte.existing.is_empty() && fte.expansion.is_empty();
        if fte.label.text.is_empty() && bare {
            continue;
        }
        sketch.uses(&fte.existing, at);
        sketch.uses(&fte.expansion, at);
        let alone = row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
        columns.left(sketch, heads, row, table.rows.len());
        let merged = row.cells.len() < expansion.unwrap_or(existing) + 1;
        if fte.label.text.to_lowercase().starts_with("totaal") && !bare {
            sketch.uses(&fte.label.text, at);
            table.total = Some(fte);
        } else if bare && (merged || alone && table.rows.is_empty()) {
            put_fte(sketch, std::mem::take(&mut table));
            table.title = fte.label.text;
        } else {
            table.rows.push(fte);
        }
    }
    put_fte(sketch, table);
}

/// Which columns of a table of fte are words.
struct Columns {
    /// Of the function.
    label: usize,
    /// Of the team it is in.
    team: Option<usize>,
    /// Others.
    others: Vec<usize>,
}

impl Columns {
    fn of(heads: &[String], existing: usize, expansion: Option<usize>) -> Self {
        let named = |head: &String| {
            let head = head.to_lowercase();
            ["functie", "rol", "naam"]
                .iter()
                .any(|word| head.starts_with(word))
        };
        let words = |at: &usize| *at != existing && Some(*at) != expansion;
        let label = heads.iter().position(named).filter(words).unwrap_or(0);
        let team = (label > 0 && words(&0)).then_some(0);
        let others = (1..heads.len()).filter(|at| words(at) && *at != label);
        Self {
            label,
            team,
            others: others.collect(),
        }
    }

    /// The function with its team; a team holds for the rows below it too, where its cell is merged.
    fn label(&self, row: &Row, above: &mut String) -> String {
        let own = words(row, self.label);
        let Some(team) = self.team.map(|at| words(row, at)) else {
            return own;
        };
        if own.is_empty() {
            above.clear();
            return team;
        }
        if !team.is_empty() {
            *above = team;
        }
        if above.is_empty() {
            return own;
        }
        format!("{own} ({above})")
    }

    /// Asks what becomes of words in other columns.
    fn left(&self, sketch: &mut Sketch, heads: &[String], row: &Row, nth: usize) {
        let said = self
            .others
            .iter()
            .map(|at| (heads.get(*at), words(row, *at)));
        let said = said.filter(|(_, text)| !text.is_empty());
        let said: Vec<String> = said
            .map(|(head, text)| format!("{}: {text}", head.map_or("", |it| it)))
            .collect();
        if said.is_empty() {
            return;
        }
        sketch.unsure.push(Unsure::left_out(
            On::Fte(sketch.capacity.len(), nth, "label"),
            Said::new(said.join("; "), place(row)),
            "niet overgenomen: een rij fte heeft één naam en twee getallen".to_string(),
        ));
    }
}

/// Puts a table of fte where it stands; an empty one is none.
pub fn put_fte(sketch: &mut Sketch, table: FteTable) {
    if table.rows.is_empty() && table.total.is_none() {
        if !table.title.is_empty()
            && let Some(chapter) = sketch.chapters.last_mut()
        {
            let title = Said::new(table.title, Place::default());
            chapter.body.push(Piece::Heading(title));
        }
        return;
    }
    let nth = sketch.capacity.len();
    sketch.capacity.push(table);
    if let Some(chapter) = sketch.chapters.last_mut() {
        chapter.body.push(Piece::Fte(nth));
    }
}
