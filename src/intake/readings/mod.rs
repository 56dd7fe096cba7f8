//! Readings out of a table: what each row says, whether it is new, and what is odd about it. What
//! would be recorded is a list of edits with the row they came from; nothing is recorded here.

pub mod heads;
pub mod map;
mod period;
pub mod place;
mod value;

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use super::given::Given;
use super::table::{Cell, Row, Sheet};
use crate::plan::edit::typed::Typed;
use crate::plan::edit::{Edit, ReadingEdit, fits};
use crate::plan::model::context::source::Source;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Reading, Value};
use crate::plan::model::number::Decimal;
use crate::plan::{Id, Plan, words};
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
    /// Whether a figure counts where another stands on the same day.
    pub replaces: bool,
}

/// What a table comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The sheet.
    pub sheet: Option<String>,
    /// Each figure, in the order of the rows.
    pub lines: Vec<Line>,
}

/// A figure of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The row it stands in.
    pub row: u32,
    /// The indicator; none where it has no place.
    pub id: Option<Id>,
    /// The name the sheet gives it.
    pub name: String,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What stands in the cell, or what it comes to.
    pub value: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// It would be recorded; what is odd about it, to ask.
    New(Box<Reading>, Option<String>),
    /// It is there already.
    Double,
    /// Another value stands there on the same day: that value, in Dutch.
    Conflict(String),
    /// It can't be read, or doesn't fit its indicator; why, in Dutch.
    Wrong(String),
    /// It is of nothing in the plan; why, in Dutch.
    Unplaced(String),
}

impl Fate {
    /// One word for it, in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::New(..) => "new",
            Self::Double => "double",
            Self::Conflict(_) => "conflict",
            Self::Wrong(_) => "wrong",
            Self::Unplaced(_) => "unplaced",
        }
    }

    /// What there is to say of it, in Dutch.
    pub fn says(&self) -> Option<String> {
        match self {
            Self::New(_, doubt) => doubt.clone(),
            Self::Double => Some("staat er al".to_string()),
            Self::Conflict(now) => Some(format!("op die dag staat al {now}")),
            Self::Wrong(why) | Self::Unplaced(why) => Some(why.clone()),
        }
    }
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

    /// The edits that record what is new, each with where it came from. Of one indicator they come
    /// by day.
    pub fn edits(&self, given: &Given) -> Vec<Edit> {
        let mut new: Vec<(&Line, &Reading)> = self
            .lines
            .iter()
            .filter_map(|line| match &line.fate {
                Fate::New(reading, _) => Some((line, &**reading)),
                _ => None,
            })
            .collect();
        new.sort_by_key(|(_, reading)| reading.date);
        let edit = |(line, reading): (&Line, &Reading)| {
            Edit::Reading(ReadingEdit {
                id: line.id.clone().unwrap_or_default(),
                from: None,
                to: Some(reading.clone()),
                counted: None,
                source: Some(Source {
                    file: given.name.clone(),
                    sheet: self.sheet.clone(),
                    row: line.row,
                    sha256: given.sha256.clone(),
                }),
            })
        };
        new.into_iter().map(edit).collect()
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
    Judge::new(plan, map.adds, hand).all(&figures, &mut lines);
    Proposal {
        sheet: sheet.name.clone(),
        lines,
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
    /// Each indicator as it would then be.
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

    fn all(mut self, figures: &[Figure<'a>], lines: &mut [Line]) {
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
            line.fate = self.one(figure, (value, of), begun);
        }
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

    fn one(
        &mut self,
        figure: &Figure<'a>,
        (value, of): (Value, Option<Decimal>),
        odd: Option<String>,
    ) -> Fate {
        let indicator = self
            .stood
            .entry(&figure.indicator.id)
            .or_insert_with(|| figure.indicator.clone());
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
            return Fate::Double;
        }
        if let Some(now) = of_day.last().filter(|_| !self.hand.replaces) {
            let by = if now.by.is_empty() {
                String::new()
            } else {
                format!(" van {}", now.by)
            };
            return Fate::Conflict(format!("{}{by}", words::value(now.value, now.of)));
        }
        if let Err(why) = fits(indicator, &reading) {
            return Fate::Wrong(why.to_string());
        }
        let doubt = Typed::Is(value, of).doubt(self.plan, indicator, figure.date, self.hand.today);
        indicator.readings.push(reading.clone());
        let odd: Vec<String> = doubt.into_iter().chain(odd).collect();
        Fate::New(Box::new(reading), (!odd.is_empty()).then(|| odd.join("; ")))
    }
}

#[cfg(test)]
mod tests;
