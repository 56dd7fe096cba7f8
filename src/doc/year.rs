//! The year of an indicator on its page: the line of what was expected beside what was recorded,
//! the months, the strip of its cadence, the day it is due and where today is.
//!
//! ```text
//!    10┤                                   ∙  10
//!      │    ∙∙∙∙━━━━━━━━━━━━━━━━━━━┊
//!     0┤∙∙∙∙
//!       j  f  m  a  m  j  j  a  s  o  n  d
//! Ritme ■■ ■■ ×× ×× ×× ×× ×× ×× ×× ×× □□ ··
//!                                   vandaag ▲
//! ```
//!
//! The plot stands here in letters; a screen that can draw finer does so in its place, see
//! [`Plot`].

use chrono::{Datelike, NaiveDate};

use super::text::{left, right, width};
use super::{Line, Span, Tone};
use crate::plan::figures::light;
use crate::plan::figures::trend;
use crate::plan::figures::trend::{Period, Point, Progress, State};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Light};
use crate::plan::model::number::Decimal;

/// The year of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Which year.
    pub number: i32,
    /// The day it is seen on.
    pub today: NaiveDate,
    due: Option<NaiveDate>,
    /// Its periods, where it has some.
    pub strip: Option<Vec<Period>>,
    /// Whether the strip is of a state, not of values that are asked.
    pub state: bool,
    /// The two lines of a count.
    pub progress: Option<Progress>,
    light: Light,
}

/// A place on a page where two lines are drawn: the letters that stand there are the plainest
/// way to show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// The line of the page its top row is.
    pub line: usize,
    /// Its first cell.
    pub x: usize,
    /// Its width in cells.
    pub width: usize,
    /// Its height in rows.
    pub height: usize,
    /// What to draw.
    pub progress: Progress,
    /// The year it is about.
    pub year: i32,
    /// The column of today, if it is in the year.
    pub today: Option<usize>,
    /// The tone of the recorded line: the light it leads to.
    pub tone: Tone,
}

/// Rows of a plot.
const HEIGHT: usize = 6;
/// What stands before the year: a word or a number.
const BEFORE: usize = 6;
/// What stands behind it: the target.
const BEHIND: usize = 4;

impl Year {
    /// The year of an indicator as on `today`.
    pub fn of(plan: &crate::plan::Plan, indicator: &Indicator, today: NaiveDate) -> Self {
        let year = plan.year;
        let milestone = indicator.kind == Kind::Milestone;
        Self {
            number: year,
            today,
            due: indicator.due.filter(|due| milestone && due.year() == year),
            strip: trend::strip(indicator, today, year),
            state: indicator.cadence.is_none(),
            progress: Progress::of(indicator, today, year),
            light: light::propose(plan, indicator, today),
        }
    }

    /// Whether there is more to draw than a day.
    pub const fn has_lines(&self) -> bool {
        self.progress.is_some() || self.strip.is_some()
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

/// Lays the year out in `cells`, the months as wide as fits, at most three cells each.
pub fn lay(year: &Year, cells: usize, out: &mut Vec<Line>, plots: &mut Vec<Plot>) {
    let month = (cells.saturating_sub(BEFORE + BEHIND) / 12).min(3);
    if month == 0 {
        return;
    }
    let wide = month * 12;
    if let Some(progress) = &year.progress {
        plot(year, progress, wide, cells, out, plots);
    }
    let months = "jfmamjjasond".chars();
    let months: String = months.map(|c| left(&c.to_string(), month)).collect();
    out.push(labelled("", &months, Tone::Label));
    if let Some(strip) = &year.strip {
        out.push(strip_line(strip, year, wide));
    }
    out.extend(year.due.map(|due| {
        let at = column(due, year.number, wide);
        labelled(
            "Dag",
            &pointer("◆", &date::short(due), at, wide),
            Tone::Strong,
        )
    }));
    if year.today.year() == year.number {
        let at = column(year.today, year.number, wide);
        out.push(labelled(
            "",
            &pointer("▲", "vandaag", at, wide),
            Tone::Strong,
        ));
    }
    out.extend(legend(year, cells));
}

fn labelled(label: &str, text: &str, tone: Tone) -> Line {
    Line::of(left(label, BEFORE), Tone::Label).and(text.trim_end(), tone)
}

/// A sign in its column with a word beside it, on the side where it fits.
fn pointer(sign: &str, word: &str, at: usize, wide: usize) -> String {
    if at + 2 + width(word) <= wide + BEHIND {
        format!("{}{sign} {word}", " ".repeat(at))
    } else {
        format!("{} {sign}", right(word, at.saturating_sub(1)))
    }
}

/// Every period as wide as it lasts, a gap behind it where there is room.
fn strip_line(strip: &[Period], year: &Year, wide: usize) -> Line {
    let label = if year.state { "Stand" } else { "Ritme" };
    let mut line = Line::of(left(label, BEFORE), Tone::Label);
    for period in strip {
        let from = column(period.first, year.number, wide);
        let next = period.last.succ_opt().unwrap_or(period.last);
        let room = column(next, year.number, wide).saturating_sub(from);
        let gap = usize::from(room > 1);
        let signs = sign(period.state).to_string().repeat(room - gap);
        line = line
            .and(signs, state_tone(period.state))
            .and(" ".repeat(gap), Tone::Plain);
    }
    line
}

/// What the signs mean.
fn legend(year: &Year, cells: usize) -> Vec<Line> {
    let mut parts = Vec::new();
    if year.progress.is_some() {
        parts.push("━ stand  ∙ verwacht");
    }
    match (&year.strip, year.state) {
        (Some(_), true) => parts.push("■ op orde  × niet op orde  · komt nog"),
        (Some(_), false) => parts.push("■ binnen  × gemist  □ nu  · komt nog"),
        (None, _) => {}
    }
    let fits = |text: &&str| width(text) <= cells;
    let lines = parts.into_iter().filter(fits);
    lines.map(|text| Line::of(text, Tone::Dim)).collect()
}

/// The two lines in letters, between the numbers of its axis and the target.
fn plot(
    year: &Year,
    progress: &Progress,
    wide: usize,
    cells: usize,
    out: &mut Vec<Line>,
    plots: &mut Vec<Plot>,
) {
    let today = Some(column(year.today, year.number, wide)).filter(|at| {
        let inside = year.today.year() == year.number;
        inside && *at < wide
    });
    let tone = Tone::of(year.light);
    let top = progress.highest();
    let mut grid = vec![vec![(' ', Tone::Plain); wide]; HEIGHT];
    if let Some(today) = today {
        for row in &mut grid {
            row[today] = ('┊', Tone::Label);
        }
    }
    for (line, sign, tone) in [
        (&progress.expected, '∙', Tone::Dim),
        (&progress.recorded, '━', tone),
    ] {
        let values = by_column(line, year.number, wide);
        for (column, value) in values.into_iter().enumerate() {
            if let Some(value) = value {
                grid[row_of(value, top)][column] = (sign, tone);
            }
        }
    }
    let target_row = row_of(progress.target, top);
    plots.push(Plot {
        line: out.len(),
        x: BEFORE,
        width: wide,
        height: HEIGHT,
        progress: progress.clone(),
        year: year.number,
        today,
        tone,
    });
    for (y, row) in grid.into_iter().enumerate() {
        let number = match y {
            0 => top.to_string(),
            y if y == HEIGHT - 1 => Decimal::ZERO.to_string(),
            _ => String::new(),
        };
        let axis = if number.is_empty() { "│" } else { "┤" };
        let number = right(&number, BEFORE - 1);
        let mut line = Line::of(format!("{number}{axis}"), Tone::Label);
        line.0.extend(spans(row));
        let target = format!(" {}", progress.target);
        if y == target_row && BEFORE + wide + width(&target) <= cells {
            line = line.and(target, Tone::Strong);
        }
        out.push(line);
    }
}

/// The row of a value, from the top.
fn row_of(value: Decimal, top: Decimal) -> usize {
    let steps = u16::try_from(HEIGHT - 1).unwrap_or(1);
    let up = (usize::from(value.eighths_of(top, steps)) + 4) / 8;
    HEIGHT - 1 - up.min(HEIGHT - 1)
}

/// The value of a line at the end of each column, as far as the line goes.
fn by_column(line: &[Point], year: i32, wide: usize) -> Vec<Option<Decimal>> {
    let mut values = vec![None; wide];
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return values;
    };
    for day in first.day.iter_days().take_while(|day| *day <= last.day) {
        if let Some(value) = values.get_mut(column(day, year, wide)) {
            *value = trend::value_on(line, day);
        }
    }
    values
}

/// Cells of the same tone as one piece.
fn spans(row: Vec<(char, Tone)>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (c, tone) in row {
        match out.last_mut() {
            Some(span) if span.tone == tone => span.text.push(c),
            _ => out.push(Span {
                text: c.to_string(),
                tone,
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::layout::{Layout, lay_out};
    use crate::doc::para::Para;
    use crate::plan::Plan;

    fn day(text: &str) -> NaiveDate {
        date::parse(text, NaiveDate::MIN, 2026).unwrap()
    }

    /// The year of an indicator of the plan, with these readings.
    fn laid_out(id: &str, readings: &[(&str, i64)], today: &str, cells: usize) -> Layout {
        let json = include_str!("../../data/uitvoeringsplan-2026.json");
        let plan: Plan = serde_json::from_str(json).unwrap();
        let all = plan.kpis().flat_map(|(kpi, _)| &kpi.indicators);
        let mut indicator = all.into_iter().find(|it| it.id == id).unwrap().clone();
        for (date, value) in readings {
            let json = format!(r#"{{ "date": "{date}", "value": {value}, "by": "A" }}"#);
            indicator
                .readings
                .push(serde_json::from_str(&json).unwrap());
        }
        let year = Year::of(&plan, &indicator, day(today));
        lay_out(&[Para::Year(Box::new(year))], cells)
    }

    fn shown(page: &Layout) -> Vec<String> {
        let words = |line: &Line| line.words().trim_end().to_string();
        page.lines.iter().map(words).collect()
    }

    #[test]
    fn a_day_has_its_cell() {
        for (on, cells, at) in [
            ("01-01-2026", 36, 0),
            ("31-01-2026", 36, 2),
            ("01-02-2026", 36, 3),
            ("23-11-2026", 36, 32),
            ("31-12-2026", 36, 35),
            ("31-12-2026", 12, 11),
            ("31-12-2025", 36, 0),
            ("01-01-2027", 36, 36),
        ] {
            assert_eq!(column(day(on), 2026, cells), at, "{on}");
        }
    }

    #[test]
    fn the_months_the_strip_and_today_stand_under_each_other() {
        for (id, today, cells, lines) in [
            (
                "4.K2a.1",
                "15-02-2026",
                46,
                &[
                    "      j  f  m  a  m  j  j  a  s  o  n  d",
                    "Ritme ×× □□ ·· ·· ·· ·· ·· ·· ·· ·· ·· ··",
                    "          ▲ vandaag",
                    "■ binnen  × gemist  □ nu  · komt nog",
                ][..],
            ),
            (
                "2.K1b.1",
                "23-11-2026",
                34,
                &[
                    "      j f m a m j j a s o n d",
                    "Ritme ××××××××××× □□□□□□□□□□□",
                    "                   vandaag ▲",
                ],
            ),
            (
                "3.K8.1",
                "01-01-2026",
                46,
                &[
                    "      j  f  m  a  m  j  j  a  s  o  n  d",
                    "Dag                                31-12 ◆",
                    "      ▲ vandaag",
                ],
            ),
            ("3.K1.1", "01-01-2027", 25, &["      jfmamjjasond"]),
            ("3.K1.1", "01-01-2027", 20, &[]),
        ] {
            let got = shown(&laid_out(id, &[], today, cells));
            assert_eq!(got, lines, "{id} on {today} in {cells}");
        }
    }

    #[test]
    fn two_lines_between_nothing_and_the_target() {
        let readings = [("2026-04-01", 4), ("2026-07-01", 12)];
        let page = laid_out("3.K1.1", &readings, "01-10-2026", 46);
        let lines = [
            "   12┤                  ━━━━━━━━━━",
            "     │                           ┊  ∙∙∙∙∙∙ 10",
            "     │                     ∙∙∙∙∙∙∙∙∙",
            "     │         ━━━━━━━━━∙∙∙      ┊",
            "     │    ∙∙∙∙∙∙∙∙∙              ┊",
            "    0┤∙∙∙∙                       ┊",
        ];
        assert_eq!(shown(&page)[..6], lines);
        let plot = &page.plots[0];
        let place = (plot.line, plot.x, plot.width, plot.height, plot.today);
        assert_eq!(place, (0, 6, 36, 6, Some(27)));
    }

    #[test]
    fn no_width_breaks_it() {
        for cells in 0..120 {
            let page = laid_out("4.K2a.1", &[("2026-04-01", 4_000)], "01-10-2026", cells);
            for line in &page.lines {
                assert!(
                    width(&line.words()) <= cells.max(1),
                    "{cells}: {}",
                    line.words()
                );
            }
            assert!(page.plots.iter().all(|plot| plot.x + plot.width <= cells));
        }
    }
}
