//! The year of an indicator on its page: what was recorded beside what was expected and wanted,
//! the months, the strip of its cadence, the day it is due and where today is.
//!
//! ```text
//!    16┤                  ─16────
//!      │
//!      │─10───────────────       ∙●━━━━━━━─── 8
//!      │           ●━━●━━━━━━━━━∙∙   ┊
//!     0┤∙∙●∙∙∙∙∙∙                    ┊
//!       j  f  m  a  m  j  j  a  s  o  n  d
//! Ritme ■■ ■■ ×× ×× ×× ×× ×× ×× ×× ×× □□ ··
//! ```
//!
//! The plot stands here in letters; a screen that can draw finer does so in its place, see
//! [`Plot`]. What it shows is said in a sentence too, for who can't see it.

mod lay;
mod plot;
mod words;

use chrono::{Datelike, NaiveDate};

use super::Tone;
use super::text::spark;
use crate::plan::Plan;
use crate::plan::figures::light;
use crate::plan::figures::series::{Series, months};
use crate::plan::figures::strip::{Period, State, strip};
use crate::plan::model::kpi::{Indicator, Kind, Light, Value};

pub use lay::lay;
pub use plot::Plot;

/// The year of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Which year.
    pub number: i32,
    /// The day it is seen on.
    pub today: NaiveDate,
    /// Of a milestone the days in the year it had to be met, the one that holds last.
    due: Vec<NaiveDate>,
    /// Of a milestone what was recorded of it in the year: a day, and whether it was met.
    met: Vec<(NaiveDate, bool)>,
    /// Its periods, where it has some.
    pub strip: Option<Vec<Period>>,
    /// Whether the strip is of a state, not of values that are asked.
    pub state: bool,
    /// Its lines, where it is a number.
    pub series: Option<Series>,
    /// What all of it shows, in a sentence.
    pub words: String,
    light: Light,
}

impl Year {
    /// The year of an indicator as on `today`.
    pub fn of(plan: &Plan, indicator: &Indicator, today: NaiveDate) -> Self {
        let year = plan.year;
        let (mut due, mut met) = (Vec::new(), Vec::new());
        if indicator.kind == Kind::Milestone {
            let held = plan.held_over(indicator).into_iter();
            due.extend(held.filter_map(|(_, it)| it.due.filter(|due| due.year() == year)));
            due.dedup();
            met.extend(indicator.readings.iter().filter_map(|it| match it.value {
                Value::Done(done) if it.date.year() == year => Some((it.date, done)),
                _ => None,
            }));
        }
        let mut out = Self {
            number: year,
            today,
            due,
            met,
            strip: strip(indicator, today, year),
            state: indicator.cadence.is_none(),
            series: Series::of(plan, indicator, today, year),
            words: String::new(),
            light: light::propose(plan, indicator, today),
        };
        out.words = words::sentence(&out, indicator);
        out
    }

    /// Whether there is more to draw than days.
    pub const fn has_lines(&self) -> bool {
        self.series.is_some() || self.strip.is_some()
    }

    /// The tone of what was recorded: the light it leads to.
    pub const fn tone(&self) -> Tone {
        Tone::of(self.light)
    }
}

/// The cell of a year of `cells` in which a day lies; `cells` for a day after it.
pub fn column(day: NaiveDate, year: i32, cells: usize) -> usize {
    if day.year() != year {
        return if day.year() < year { 0 } else { cells };
    }
    let length = usize::from(day.num_days_in_month()).max(1);
    let (month, passed) = (to_usize(day.month0()), to_usize(day.day0()));
    (month * length + passed) * cells / (12 * length)
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// The sign of a period.
pub const fn sign(state: State) -> char {
    match state {
        State::Filled => '■',
        State::Missed => '×',
        State::Open => '□',
        State::ToCome => '·',
        State::Unknown => ' ',
    }
}

/// What a period is, to the eye.
pub const fn state_tone(state: State) -> Tone {
    match state {
        State::Filled => Tone::Green,
        State::Missed => Tone::Red,
        State::Open => Tone::Strong,
        State::ToCome | State::Unknown => Tone::Dim,
    }
}

/// The letters of the months.
pub const MONTHS: &str = "jfmamjjasond";

/// A year in twelve cells, a month each: how high a number stood, how a period stands, on which
/// month a milestone is due or was met. `··▂▂▃▃▄▄▅▅▆·`, `■■■×××□·····`, `··········■◆`.
pub fn small(indicator: &Indicator, today: NaiveDate, year: i32) -> String {
    if let Some(strip) = strip(indicator, today, year) {
        let months = 12 / strip.len().max(1);
        let signs = strip.iter().map(|it| sign(it.state).to_string());
        return signs.map(|it| it.repeat(months)).collect();
    }
    if indicator.kind != Kind::Milestone {
        let full = indicator.figure();
        let full = full.filter(|_| !indicator.readings.is_empty());
        return spark(&months(indicator, today, year), full, 12);
    }
    let mut cells = ['·'; 12];
    let due = indicator.due.map(|due| (due, '◆'));
    let met = indicator.readings.iter().map(|it| {
        let met = it.value == Value::Done(true);
        (it.date, if met { '■' } else { '×' })
    });
    for (day, sign) in due.into_iter().chain(met) {
        if let Some(cell) = cells
            .get_mut(column(day, year, 12))
            .filter(|_| day.year() == year)
        {
            *cell = sign;
        }
    }
    cells.into_iter().collect()
}

#[cfg(test)]
mod tests;
