//! What becomes of each figure, beside what stands in the plan and the figures before it.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use super::{Fate, Hand, Line, Side};
use crate::plan::edit::fits;
use crate::plan::edit::met::Met;
use crate::plan::edit::typed::Typed;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Reading, Value};
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::{Id, Plan, words};

/// A figure before it is judged: its place among the lines, and the day it is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub line: usize,
    pub date: NaiveDate,
    pub typed: Typed,
    pub note: String,
}

/// What came of judging figures.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// What is new, by day: the place of its line, and the reading.
    pub new: Vec<(usize, Reading)>,
    /// What stands in the plan where the sheet holds.
    pub met: Met,
}

/// Judges one figure after another, each beside those before it.
pub(super) struct Judge<'a> {
    plan: &'a Plan,
    adds: bool,
    hand: Hand<'a>,
    /// Of each indicator its place among those below.
    places: HashMap<Id, usize>,
    stood: Vec<Stood>,
    judged: Judged,
}

/// An indicator as it would then be.
struct Stood {
    /// From the day on that is judged.
    indicator: Indicator,
    /// What the figures of a year came to so far, and the last day of them.
    sums: HashMap<i32, (Decimal, NaiveDate)>,
    /// The last day that the sheet records something of.
    recorded: Option<NaiveDate>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(plan: &'a Plan, adds: bool, hand: Hand<'a>) -> Self {
        let (places, stood) = (HashMap::new(), Vec::new());
        Self {
            plan,
            adds,
            hand,
            places,
            stood,
            judged: Judged::default(),
        }
    }

    /// Judges all, which come by day; what becomes of each is put in its line.
    pub(super) fn all<'b>(
        mut self,
        figures: impl Iterator<Item = &'b Figure>,
        lines: &mut [Line],
    ) -> Judged {
        for figure in figures {
            let line = &mut lines[figure.line];
            let Some(at) = line.id.as_deref().and_then(|id| self.place(id)) else {
                continue;
            };
            let stood = &mut self.stood[at];
            let (value, of) = figure.typed.total(&stood.indicator);
            let (value, begun) = match value {
                Value::Number(number) if self.adds && stood.indicator.kind == Kind::Count => {
                    let (sum, begun) = stood.added(figure, number);
                    (Value::Number(sum), begun)
                }
                value => (value, None),
            };
            line.value = words::value(value, of);
            match self.one(at, (line.row, figure), (value, of), begun) {
                Ok((reading, was, doubt)) => {
                    line.fate = match was {
                        Some(was) => Fate::Holds(was, doubt),
                        None => Fate::New(doubt),
                    };
                    self.judged.new.push((figure.line, reading));
                }
                Err(fate) => line.fate = fate,
            }
        }
        self.judged
    }

    fn place(&mut self, id: &str) -> Option<usize> {
        if let Some(at) = self.places.get(id) {
            return Some(*at);
        }
        let Some(Item::Indicator(indicator, _)) = self.plan.item(id) else {
            return None;
        };
        self.stood.push(Stood {
            indicator: in_order(indicator.clone()),
            sums: HashMap::new(),
            recorded: None,
        });
        let at = self.stood.len() - 1;
        self.places.insert(id.to_string(), at);
        Some(at)
    }

    /// What is recorded, in the place of what, and what is odd about it; else what becomes of the figure.
    fn one(
        &mut self,
        at: usize,
        (row, figure): (u32, &Figure),
        (value, of): (Value, Option<Decimal>),
        odd: Option<String>,
    ) -> Result<(Reading, Option<String>, Option<String>), Fate> {
        let stood = &mut self.stood[at];
        let indicator = &mut stood.indicator;
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
        let mut readings = indicator.readings.iter();
        let met = readings.rfind(|it| it.date == reading.date);
        if met.is_some_and(|it| it.value == value && it.of == of) {
            return Err(Fate::Double);
        }
        let was = met.map(|now| {
            let by = match &*now.by {
                "" => String::new(),
                by => format!(" van {by}"),
            };
            format!("{}{by}", words::value(now.value, now.of))
        });
        if let Some(was) = &was {
            match self.hand.holds.at(row, figure.date, was) {
                None => return Err(Fate::Conflict(was.clone())),
                Some(Side::Plan) => return Err(Fate::Stays(was.clone())),
                Some(Side::Sheet) => {}
            }
        }
        if let Err(why) = fits(indicator, &reading) {
            return Err(Fate::Wrong(why.to_string()));
        }
        let met = met.filter(|_| stood.recorded != Some(figure.date));
        let met = met.map(|it| ((indicator.id.clone(), it.date), it.clone()));
        self.judged.met.extend(met);
        stood.recorded = Some(figure.date);
        let doubt = Typed::Is(value, of).doubt(self.plan, indicator, figure.date, self.hand.today);
        let until = indicator
            .readings
            .partition_point(|it| it.date <= reading.date);
        indicator.readings.insert(until, reading.clone());
        let odd: Vec<String> = doubt.into_iter().chain(odd).collect();
        Ok((reading, was, (!odd.is_empty()).then(|| odd.join("; "))))
    }
}

impl Stood {
    /// What a year's figures come to with this one, and what is odd about where they begin.
    fn added(&mut self, figure: &Figure, number: Decimal) -> (Decimal, Option<String>) {
        let year = figure.date.year();
        let before = self.sums.get(&year).copied();
        let sum = before.map_or(number, |(sum, _)| sum.plus(number));
        let last = before.map_or_else(|| NaiveDate::from_ymd_opt(year, 1, 1), |(_, day)| Some(day));
        self.sums.insert(year, (sum, figure.date));
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
}

/// An indicator with its readings by day, those of one day as they came.
fn in_order(mut indicator: Indicator) -> Indicator {
    indicator.readings.sort_by_key(|it| it.date);
    indicator
}
