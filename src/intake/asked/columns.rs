//! Which column of a sheet is what: what its heads say themselves is proposed.

use super::{Above, Choice, Of, Question, Walk};
use crate::intake::indicators;
use crate::intake::readings::heads::{self, Heads, headless};
use crate::intake::readings::map::PASSED;
use crate::intake::table::{self, Cell, Row};
use crate::plan::find::fold;

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// Its word in a map.
    word: &'static str,
    /// What is asked for.
    what: &'static str,
}

const READINGS: &[Column] = &[
    Column::new("indicator", "de KPI of indicator (id of naam)"),
    Column::new("datum", "de datum of de maand"),
    Column::new("waarde", "de waarde"),
    Column::new("notitie", "een notitie"),
];

const CONTEXT: &[Column] = &[
    Column::new("gebied", "het gebied"),
    Column::new("periode", "de periode"),
    Column::new("waarde", "het cijfer"),
    Column::new("indicator", "de indicator"),
    Column::new("eenheid", "de eenheid"),
];

impl Column {
    const fn new(word: &'static str, what: &'static str) -> Self {
        Self { word, what }
    }

    /// Those of a table of such figures, in the order they are asked.
    pub(super) const fn all(of: Of) -> &'static [Self] {
        match of {
            Of::Readings => READINGS,
            Of::Context => CONTEXT,
        }
    }
}

/// What no answer means.
enum Proposed {
    /// This column, which its head says by itself.
    Own(usize),
    /// No column; why, in Dutch.
    None(String),
    /// Nothing: a column has to be named.
    Nothing,
}

/// The cells of a row that have something in them.
pub(super) fn joined<'a>(cells: impl Iterator<Item = &'a Cell>) -> String {
    let shown = cells.map(Cell::shown).filter(|it| !it.is_empty());
    shown.collect::<Vec<_>>().join(" · ")
}

impl Walk {
    fn head_row(&self) -> Option<&Row> {
        self.sheet()?.rows.get(self.row)
    }

    /// What the heads of a sheet of readings tell, with what the map has so far.
    fn readings(&self) -> Heads {
        let known = |sheet| heads::in_row(sheet, self.row, &self.map, self.year);
        self.sheet().map(known).unwrap_or_default()
    }

    /// The place of a column of council indicators, as its head or the map says it.
    fn of_context(&self, word: &str) -> Option<usize> {
        indicators::heads::place(self.head_row()?, &self.map, word)
    }

    /// Whether it is asked at all.
    pub(super) fn applies(&self, column: Column) -> bool {
        match (self.of, column.word) {
            (Of::Readings, "waarde") => self.readings().periods.is_empty(),
            (Of::Context, "indicator" | "eenheid") => self.of_context("waarde").is_some(),
            _ => true,
        }
    }

    fn proposed(&self, column: Column) -> Proposed {
        let or = |at: Option<usize>, why: &str| {
            at.map_or_else(|| Proposed::None(why.to_string()), Proposed::Own)
        };
        let own = |at: Option<usize>| at.map_or(Proposed::Nothing, Proposed::Own);
        if self.of == Of::Context {
            let at = self.of_context(column.word);
            return match column.word {
                "waarde" => or(at, "geen: elke andere kolom is een indicator"),
                "eenheid" => or(at, "geen"),
                _ => own(at),
            };
        }
        let known = self.readings();
        match (column.word, known.periods.as_slice()) {
            ("datum", [first, .., last]) => Proposed::None(format!(
                "geen: de maanden staan naast elkaar, {} t/m {}",
                self.named(first.0),
                self.named(last.0)
            )),
            ("datum", [only]) => {
                Proposed::None(format!("geen: alles is van {}", self.named(only.0)))
            }
            ("datum", []) => own(known.date),
            ("waarde", _) => own(known.value),
            ("notitie", _) => or(known.note, "geen"),
            _ => own(known.indicator.first().copied()),
        }
    }

    pub(super) fn which_column(&self, column: Column) -> Question {
        let proposed = self.proposed(column);
        let mut choices: Vec<Choice> = (0..self.widest()).map(|at| self.choice(at)).collect();
        let none = |words: &str, answer: &str| Choice {
            answer: answer.to_string(),
            kind: "geen".to_string(),
            words: words
                .trim_start_matches("geen")
                .trim_start_matches(": ")
                .to_string(),
        };
        let own = match &proposed {
            Proposed::Own(at) => {
                let first = choices.remove(*at);
                choices.insert(0, first);
                if column.word == "notitie" {
                    choices.push(none("", PASSED));
                }
                Some(self.named(*at))
            }
            Proposed::None(why) => {
                choices.insert(0, none(why, PASSED));
                Some(why.clone())
            }
            Proposed::Nothing => None,
        };
        if column.word == "gebied" {
            choices.push(none("de hele tabel is van één gebied", PASSED));
        }
        let first = column == Column::all(self.of)[0];
        Question {
            asks: format!("In welke kolom staat {}?", column.what),
            above: if first {
                Above::Line(format!("Koppen: {}", self.heads()))
            } else {
                Above::Nothing
            },
            own,
            choices,
            open: false,
        }
    }

    pub(super) fn take_column(&mut self, column: Column, typed: &str) -> Result<(), String> {
        let word = column.word.to_string();
        match (typed, self.proposed(column)) {
            ("", Proposed::Own(_) | Proposed::None(_)) | (PASSED, Proposed::None(_)) => {
                return Ok(());
            }
            (PASSED, Proposed::Own(_)) if column.word == "notitie" => {
                self.map.columns.insert(word, PASSED.to_string());
                return Ok(());
            }
            (PASSED, _) if column.word == "gebied" => {
                self.map.columns.insert(word, PASSED.to_string());
                return Ok(());
            }
            _ => {}
        }
        let at = self
            .column(typed)
            .ok_or_else(|| format!("“{typed}” is geen kolom; typ haar letter of haar kop."))?;
        let called = self.called(at);
        let mut others = self.map.columns.iter();
        if let Some((other, _)) = others.find(|(other, it)| **it == called && **other != word) {
            return Err(format!("{} is al die van {other}.", self.named(at)));
        }
        self.map.columns.insert(word, called);
        Ok(())
    }

    fn widest(&self) -> usize {
        let rows = self.sheet().into_iter().flat_map(|it| &it.rows);
        rows.map(|row| row.cells.len()).max().unwrap_or_default()
    }

    /// A column to choose: its head, and the first of what stands below it.
    fn choice(&self, at: usize) -> Choice {
        let rows = self.sheet().map_or(&[][..], |it| it.rows.as_slice());
        let below = rows.iter().skip(self.row + 1).map(|row| row.cell(at));
        let below = joined(below.filter(|it| !it.is_blank()).take(3));
        let head = self.head_row().map(|row| row.cell(at).shown());
        let all = [head.unwrap_or_default(), below];
        let all: Vec<String> = all.into_iter().filter(|it| !it.is_empty()).collect();
        Choice {
            answer: table::letters(at),
            kind: format!("kolom {}", table::letters(at)),
            words: all.join(": "),
        }
    }

    /// All heads behind their letters.
    fn heads(&self) -> String {
        let all = 0..self.head_row().map_or(0, |row| row.cells.len());
        let is = |at: &usize| self.head_row().is_some_and(|row| !row.cell(*at).is_blank());
        let all: Vec<String> = all.filter(is).map(|at| self.named(at)).collect();
        all.join(" · ")
    }

    /// `C Aantal`.
    fn named(&self, at: usize) -> String {
        let head = self.head_row().map(|row| row.cell(at).shown());
        let named = format!("{} {}", table::letters(at), head.unwrap_or_default());
        named.trim_end().to_string()
    }

    /// What the map calls a column: its head, or its letters where that isn't its own.
    fn called(&self, at: usize) -> String {
        let Some(row) = self.head_row() else {
            return headless(at);
        };
        let head = fold::phrase(&row.cell(at).shown());
        let mut same = row
            .cells
            .iter()
            .filter(|it| fold::phrase(&it.shown()) == head);
        match (head.is_empty(), same.next(), same.next()) {
            (false, Some(_), None) => row.cell(at).shown(),
            _ => headless(at),
        }
    }

    /// The column that was typed, by its letters or its head.
    fn column(&self, typed: &str) -> Option<usize> {
        let head = fold::phrase(typed);
        let by_head = || {
            let mut all = self.head_row()?.cells.iter();
            all.position(|it| !head.is_empty() && fold::phrase(&it.shown()) == head)
        };
        let lettered = table::column(typed).filter(|at| *at < self.widest());
        lettered.or_else(by_head)
    }
}
