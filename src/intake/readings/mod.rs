//! Readings out of a table: what each row says, whether it is new, and what is odd about it. What
//! would be recorded is a list of edits with the row they came from; nothing is recorded here.

mod fate;
pub mod heads;
pub mod map;
mod period;
pub mod place;
mod value;

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike as _, NaiveDate};

use super::given::Given;
use super::table::{Cell, Row, Sheet};
use crate::plan::edit::typed::Typed;
use crate::plan::edit::{Edit, ReadingEdit, fits};
use crate::plan::model::context::source::Source;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Reading, Value};
use crate::plan::model::number::Decimal;
use crate::plan::model::shared::Shared;
use crate::plan::{Plan, words};
pub use fate::{Fate, Line};
use heads::Heads;
use map::Map;
use place::{Names, Place};

/// Whose hand it is, and the day.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    /// Who takes it in.
    pub by: &'a str,
    /// Today.
    pub today: NaiveDate,
    /// What holds where another value stands on that day.
    pub holds: &'a Holds,
}

/// One of two that say something else of the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The sheet: its figure is recorded above what stands there.
    Sheet,
    /// The plan: the figure is passed over.
    Plan,
}

/// What holds where another value stands on the day of a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holds {
    /// At the figures of these rows and days.
    pub at: BTreeMap<(u32, NaiveDate), Side>,
    /// At all others; none where someone has to say so.
    pub elsewhere: Option<Side>,
}

impl Holds {
    fn at(&self, row: u32, date: NaiveDate) -> Option<Side> {
        self.at.get(&(row, date)).copied().or(self.elsewhere)
    }
}

/// What a table comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The sheet.
    pub sheet: Option<String>,
    /// Each figure, in the order of the rows.
    pub lines: Vec<Line>,
    /// What is new, by day: the place of its line, and the reading.
    pub new: Vec<(usize, Reading)>,
}

/// A name that has no place, and may be given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown<'a> {
    /// As the sheet has it.
    pub name: &'a str,
    /// The first row with it.
    pub row: u32,
    /// How many figures are of it.
    pub figures: usize,
    /// Why it has no place, in Dutch.
    pub why: &'a str,
}

impl Proposal {
    /// The names that have no place, each once, in the order of the rows.
    pub fn unknown(&self) -> Vec<Unknown<'_>> {
        let mut all: Vec<Unknown<'_>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for line in &self.lines {
            let Fate::Unplaced(why) = &line.fate else {
                continue;
            };
            if line.name.is_empty() {
                continue;
            }
            let at = *places.entry(map::folded(&line.name)).or_insert_with(|| {
                let (name, row) = (&*line.name, line.row);
                all.push(Unknown {
                    name,
                    row,
                    figures: 0,
                    why,
                });
                all.len() - 1
            });
            all[at].figures += 1;
        }
        all
    }

    /// The figures that come to this.
    pub fn such(&self, of: impl Fn(&Fate) -> bool) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| of(&line.fate))
    }

    /// How many figures come to this.
    pub fn count(&self, of: impl Fn(&Fate) -> bool) -> usize {
        self.lines.iter().filter(|line| of(&line.fate)).count()
    }

    /// Takes out the edits that record what is new, each with where it came from. Of one indicator
    /// they come by day.
    pub fn take_edits(&mut self, given: &Given) -> Vec<Edit> {
        let source = Source {
            file: given.name.clone().into(),
            sheet: self.sheet.clone().map(Shared::from),
            row: 0,
            sha256: given.sha256.clone().into(),
        };
        let new = std::mem::take(&mut self.new).into_iter();
        let of_line = |(at, reading)| {
            let line: &Line = self.lines.get(at)?;
            let row = line.row;
            Some(Edit::Reading(ReadingEdit {
                id: line.id.clone()?,
                from: None,
                to: Some(reading),
                counted: None,
                source: Some(Source {
                    row,
                    ..source.clone()
                }),
            }))
        };
        let mut edits = Vec::with_capacity(new.len());
        edits.extend(new.filter_map(of_line));
        edits
    }
}

/// What the one sheet with figures comes to.
///
/// # Errors
/// A Dutch sentence: no sheet, or more than one, has heads that are known.
pub fn propose(
    plan: &Plan,
    sheets: &[Sheet],
    map: &Map,
    hand: Hand<'_>,
) -> Result<Proposal, String> {
    let year = plan.years().year_of(hand.today);
    let mut found = Vec::new();
    let mut why = None;
    for sheet in sheets {
        match heads::find(sheet, map, year) {
            Ok(heads) => found.push((sheet, heads)),
            Err(sentence) => {
                let of = sheet
                    .name
                    .as_ref()
                    .map_or_else(String::new, |it| format!("blad {it}: "));
                why = why.or(Some(of + &sentence));
            }
        }
    }
    match found.as_slice() {
        [(sheet, heads)] => Ok(of_sheet(plan, (sheet, heads), map, hand)),
        [] => Err(why.unwrap_or_else(|| "er staat geen tabel in".to_string())),
        several => {
            let names: Vec<&str> = several
                .iter()
                .filter_map(|(it, _)| it.name.as_deref())
                .collect();
            Err(format!(
                "meer bladen hebben cijfers; kies met --blad: {}",
                names.join(", ")
            ))
        }
    }
}

/// A figure before it is judged: its place among the lines, its indicator, and the day it is of.
struct Figure<'a> {
    line: usize,
    row: u32,
    indicator: &'a Indicator,
    date: NaiveDate,
    typed: Typed,
    note: String,
}

fn of_sheet(plan: &Plan, (sheet, heads): (&Sheet, &Heads), map: &Map, hand: Hand<'_>) -> Proposal {
    let names = Names::of(plan);
    let mut placed: HashMap<Vec<String>, Place<'_>> = HashMap::new();
    let (mut lines, mut figures) = (Vec::new(), Vec::new());
    for row in heads::below(sheet, heads) {
        let cells: Vec<String> = heads
            .indicator
            .iter()
            .map(|at| row.cell(*at).shown())
            .collect();
        let raw = of_row(row, heads, plan.years().year_of(hand.today));
        if raw.is_empty() {
            continue;
        }
        let name = cells
            .iter()
            .find(|it| !it.is_empty())
            .cloned()
            .unwrap_or_default();
        let place = placed
            .entry(cells)
            .or_insert_with_key(|cells| names.find(map, cells));
        for (day, cell, of, note) in raw {
            let mut line = Line {
                row: row.number,
                id: None,
                name: name.clone(),
                date: day.clone().ok(),
                value: cell.shown(),
                fate: Fate::Double,
            };
            match place {
                Place::Passed => continue,
                Place::Unknown(why) => line.fate = Fate::Unplaced(why.clone()),
                Place::Of(indicator) => {
                    line.id = Some(indicator.id.clone());
                    match day.and_then(|day| Ok((day, value::typed(indicator, cell, of)?))) {
                        Ok((date, typed)) => figures.push(Figure {
                            line: lines.len(),
                            row: row.number,
                            indicator,
                            date,
                            typed,
                            note,
                        }),
                        Err(why) => line.fate = Fate::Wrong(why),
                    }
                }
            }
            lines.push(line);
        }
    }
    // A figure is odd beside the one before it, whatever the order of the rows.
    figures.sort_by_key(|figure| figure.date);
    let new = Judge::new(plan, map.adds, hand).all(&figures, &mut lines);
    Proposal {
        sheet: sheet.name.clone(),
        lines,
        new,
    }
}

/// A figure as it stands: its day, its value, of how many, and a note.
type Raw<'a> = (
    Result<NaiveDate, String>,
    &'a Cell,
    Option<&'a Cell>,
    String,
);

/// The figures of one row: day, value, of how many and note. A blank is no figure.
fn of_row<'a>(row: &'a Row, heads: &Heads, year: i32) -> Vec<Raw<'a>> {
    let note = heads
        .note
        .map_or_else(String::new, |at| row.cell(at).shown());
    if let (Some(date), Some(value)) = (heads.date, heads.value) {
        let (date, value) = (row.cell(date), row.cell(value));
        if value.is_blank() {
            return Vec::new();
        }
        let day = period::day(date, year).ok_or_else(|| match date.shown().as_str() {
            "" => "er staat geen datum".to_string(),
            shown => format!("“{shown}” is geen datum; schrijf haar als 31-01-{year}"),
        });
        return vec![(day, value, heads.of.map(|at| row.cell(at)), note)];
    }
    let periods = heads.periods.iter().map(|(at, day)| (row.cell(*at), *day));
    let filled = periods.filter(|(cell, _)| !cell.is_blank());
    filled
        .map(|(cell, day)| (Ok(day), cell, None, note.clone()))
        .collect()
}

/// Judges one figure after another, each beside those before it.
struct Judge<'a> {
    plan: &'a Plan,
    adds: bool,
    hand: Hand<'a>,
    /// Each indicator as it would then be, from the day on that is judged.
    stood: HashMap<&'a str, Indicator>,
    /// What the figures of a year came to so far, and the last day of them.
    sums: HashMap<(&'a str, i32), (Decimal, NaiveDate)>,
}

impl<'a> Judge<'a> {
    fn new(plan: &'a Plan, adds: bool, hand: Hand<'a>) -> Self {
        let (stood, sums) = (HashMap::new(), HashMap::new());
        Self {
            plan,
            adds,
            hand,
            stood,
            sums,
        }
    }

    fn all(mut self, figures: &[Figure<'a>], lines: &mut [Line]) -> Vec<(usize, Reading)> {
        let mut new = Vec::new();
        for figure in figures {
            let (value, of) = figure.typed.total(figure.indicator);
            let (value, begun) = match value {
                Value::Number(number) if self.adds && figure.indicator.kind == Kind::Count => {
                    let (sum, begun) = self.added(figure, number);
                    (Value::Number(sum), begun)
                }
                value => (value, None),
            };
            let line = &mut lines[figure.line];
            line.value = words::value(value, of);
            match self.one(figure, (value, of), begun) {
                Ok((reading, was, doubt)) => {
                    line.fate = match was {
                        Some(was) => Fate::Holds(was, doubt),
                        None => Fate::New(doubt),
                    };
                    new.push((figure.line, reading));
                }
                Err(fate) => line.fate = fate,
            }
        }
        new
    }

    /// What a year's figures come to with this one, and what is odd about where they begin.
    fn added(&mut self, figure: &Figure<'a>, number: Decimal) -> (Decimal, Option<String>) {
        let key = (&*figure.indicator.id, figure.date.year());
        let before = self.sums.get(&key).copied();
        let sum = before.map_or(number, |(sum, _)| sum.plus(number));
        let last = before.map_or_else(
            || NaiveDate::from_ymd_opt(key.1, 1, 1),
            |(_, day)| Some(day),
        );
        self.sums.insert(key, (sum, figure.date));
        let gap = last.map_or(0, |last| (figure.date - last).num_days());
        let odd = (gap > 95).then(|| {
            let from = last.map_or_else(String::new, date::dutch);
            format!(
                "tussen {from} en {} ontbreekt iets in de optelling",
                date::dutch(figure.date)
            )
        });
        (sum, odd)
    }

    /// What is recorded, in the place of what, and what is odd about it; else what becomes of the figure.
    fn one(
        &mut self,
        figure: &Figure<'a>,
        (value, of): (Value, Option<Decimal>),
        odd: Option<String>,
    ) -> Result<(Reading, Option<String>, Option<String>), Fate> {
        let indicator = self
            .stood
            .entry(&figure.indicator.id)
            .or_insert_with(|| in_order(figure.indicator.clone()));
        // Figures come by day: of what was before this one, only the last says anything any more.
        let before = indicator
            .readings
            .partition_point(|it| it.date < figure.date);
        indicator.readings.drain(..before.saturating_sub(1));
        let note = Some(figure.note.clone()).filter(|note| !note.is_empty());
        let reading = Reading {
            date: figure.date,
            value,
            of,
            note,
            by: self.hand.by.to_string(),
        };
        let of_day: Vec<&Reading> = indicator
            .readings
            .iter()
            .filter(|it| it.date == reading.date)
            .collect();
        let same = |it: &&&Reading| it.value == value && it.of == of;
        if of_day.last().as_ref().is_some_and(same) {
            return Err(Fate::Double);
        }
        let was = of_day.last().map(|now| {
            let by = match &*now.by {
                "" => String::new(),
                by => format!(" van {by}"),
            };
            format!("{}{by}", words::value(now.value, now.of))
        });
        let holds = self.hand.holds.at(figure.row, figure.date);
        match (was.clone(), holds) {
            (Some(was), None) => return Err(Fate::Conflict(was)),
            (Some(was), Some(Side::Plan)) => return Err(Fate::Stays(was)),
            (Some(_), Some(Side::Sheet)) | (None, _) => {}
        }
        if let Err(why) = fits(indicator, &reading) {
            return Err(Fate::Wrong(why.to_string()));
        }
        let doubt = Typed::Is(value, of).doubt(self.plan, indicator, figure.date, self.hand.today);
        let until = indicator
            .readings
            .partition_point(|it| it.date <= reading.date);
        indicator.readings.insert(until, reading.clone());
        let odd: Vec<String> = doubt.into_iter().chain(odd).collect();
        Ok((reading, was, (!odd.is_empty()).then(|| odd.join("; "))))
    }
}

/// An indicator with its readings by day, those of one day as they came.
fn in_order(mut indicator: Indicator) -> Indicator {
    indicator.readings.sort_by_key(|it| it.date);
    indicator
}

#[cfg(test)]
mod tests;
