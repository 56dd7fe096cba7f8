//! Readings out of a table: what each row says, whether it is new, and what is odd about it. What
//! would be recorded is a list of edits with the row they came from; nothing is recorded here.

mod fate;
pub mod heads;
mod judge;
pub mod map;
pub mod place;
mod value;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::given::Given;
use super::period;
use super::table::{Cell, Row, Sheet};
use crate::plan::edit::met::Met;
use crate::plan::edit::{Edit, ReadingEdit};
use crate::plan::find::fold;
use crate::plan::model::context::source::Source;
use crate::plan::model::kpi::Reading;
use crate::plan::model::shared::Shared;
use crate::plan::{Id, Plan};
pub use fate::{Fate, Line};
use heads::Heads;
use judge::{Figure, Judge};
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
    /// At the figures of these rows and days, as long as this stands there, in Dutch.
    pub at: BTreeMap<(u32, NaiveDate), (Side, String)>,
    /// At all others; none where someone has to say so.
    pub elsewhere: Option<Side>,
}

impl Holds {
    fn at(&self, row: u32, date: NaiveDate, stands: &str) -> Option<Side> {
        let said = self.at.get(&(row, date)).filter(|(_, seen)| seen == stands);
        said.map(|(side, _)| *side).or(self.elsewhere)
    }

    /// Where something else holds than in the other; none where that may be anywhere.
    fn differing(&self, other: &Self) -> Option<HashSet<(u32, NaiveDate)>> {
        let left = |of: &Self, other: &Self| -> Vec<(u32, NaiveDate)> {
            let differs = |(place, side): &(&(u32, NaiveDate), &(Side, String))| {
                other.at.get(place) != Some(side)
            };
            of.at
                .iter()
                .filter(differs)
                .map(|(place, _)| *place)
                .collect()
        };
        let both = || {
            left(self, other)
                .into_iter()
                .chain(left(other, self))
                .collect()
        };
        (self.elsewhere == other.elsewhere).then(both)
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
    /// What stands in the plan where the sheet holds.
    pub met: Met,
    /// Those with a place that can be read, by day, to be judged anew where something else holds.
    figures: Vec<Figure>,
    /// Whether each is what came since the one before it.
    adds: bool,
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
            let at = *places.entry(fold::phrase(&line.name)).or_insert_with(|| {
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

    /// What it comes to where something else holds than did `before`: what that is of is judged anew.
    pub fn hold(&mut self, plan: &Plan, hand: Hand<'_>, before: &Holds) {
        let other = hand.holds.differing(before);
        let of = |line: &&Line| {
            let place = line.date.map(|day| (line.row, day));
            place.is_some_and(|place| other.as_ref().is_none_or(|it| it.contains(&place)))
        };
        let ids: HashSet<Id> = self
            .lines
            .iter()
            .filter(of)
            .filter_map(|it| it.id.clone())
            .collect();
        let is_of = |line: &Line| line.id.as_ref().is_some_and(|id| ids.contains(id));
        self.new.retain(|(at, _)| !is_of(&self.lines[*at]));
        self.met.retain(|(id, _), _| !ids.contains(id));
        let figures = self.figures.iter();
        let places = figures.map(|it| is_of(&self.lines[it.line]));
        let places: Vec<bool> = places.collect();
        let figures = self.figures.iter().zip(places);
        let figures = figures.filter_map(|(it, is_of)| is_of.then_some(it));
        let judged = Judge::new(plan, self.adds, hand).all(figures, &mut self.lines);
        self.new.extend(judged.new);
        self.met.extend(judged.met);
        self.new.sort_by_key(|(at, reading)| (reading.date, *at));
    }

    /// Takes out the edits that record what is new, each with where it came from. Of one indicator
    /// they come by day.
    pub fn take_edits(&mut self, given: &Given) -> Vec<Shared<Edit>> {
        let source = Source {
            file: given.name.clone().into(),
            sheet: self.sheet.clone().map(Shared::from),
            row: 0,
            sha256: given.sha256.clone().into(),
        };
        self.figures = Vec::new();
        let new = std::mem::take(&mut self.new).into_iter();
        let of_line = |(at, reading)| {
            let line: &Line = self.lines.get(at)?;
            let row = line.row;
            let edit = Edit::Reading(ReadingEdit {
                id: line.id.clone()?,
                from: None,
                to: Some(reading),
                counted: None,
                source: Some(Source {
                    row,
                    ..source.clone()
                }),
            });
            Some(Shared::from(edit))
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
    let judged = Judge::new(plan, map.adds, hand).all(figures.iter(), &mut lines);
    Proposal {
        sheet: sheet.name.clone(),
        lines,
        new: judged.new,
        met: judged.met,
        figures,
        adds: map.adds,
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
        if value::is_nothing(value) {
            return Vec::new();
        }
        let day = period::day(date, year).ok_or_else(|| match date.shown().as_str() {
            "" => "er staat geen datum".to_string(),
            shown => format!("“{shown}” is geen datum; schrijf haar als 31-01-{year}"),
        });
        return vec![(day, value, heads.of.map(|at| row.cell(at)), note)];
    }
    let periods = heads.periods.iter().map(|(at, day)| (row.cell(*at), *day));
    let filled = periods.filter(|(cell, _)| !value::is_nothing(cell));
    filled
        .map(|(cell, day)| (Ok(day), cell, None, note.clone()))
        .collect()
}

#[cfg(test)]
mod tests;
