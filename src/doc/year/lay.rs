//! The year laid out in lines: the plot, the months, the strip, the days, and what the signs mean.

use chrono::Datelike;

use super::plot::{Plot, put, shown};
use super::{MONTHS, Year, column, sign, state_tone};
use crate::doc::text::{left, right, width, wrap};
use crate::doc::{Line, Tone};
use crate::plan::figures::strip::Period;
use crate::plan::model::date;

/// What stands before the year: a word or a number.
const BEFORE: usize = 6;
/// What stands behind it: what is wanted.
const BEHIND: usize = 4;

/// Lays the year out in `cells`, the months as wide as fits, at most three cells each; nothing
/// where there is nothing to draw.
pub fn lay(year: &Year, cells: usize, out: &mut Vec<Line>, plots: &mut Vec<Plot>) {
    let highest = year.series.as_ref().map(|it| shown(it, it.highest()));
    let before = highest.map_or(BEFORE, |it| BEFORE.max(width(&it) + 1));
    let month = (cells.saturating_sub(before + BEHIND) / 12).min(3);
    let draws = year.has_lines() || !(year.due.is_empty() && year.met.is_empty());
    if month == 0 || !draws {
        return;
    }
    let wide = month * 12;
    let labelled = |label: &str, text: &str, tone| {
        Line::of(left(label, before), Tone::Label).and(text.trim_end(), tone)
    };
    if let Some(series) = &year.series {
        plots.push(put(year, series, (before, wide, cells), out));
    }
    let months = MONTHS.chars();
    let months: String = months.map(|c| left(&c.to_string(), month)).collect();
    out.push(labelled("", &months, Tone::Label));
    if let Some(strip) = &year.strip {
        out.push(strip_line(strip, year, before, wide));
    }
    for (label, days) in [("Stand", met(year)), ("Dag", due(year))] {
        if !days.is_empty() {
            out.push(labelled(label, &days_line(&days, year, wide), Tone::Strong));
        }
    }
    // In a plot today is a line of its own.
    if year.series.is_none() && year.today.year() == year.number {
        let at = column(year.today, year.number, wide);
        let today = pointer("▲", "vandaag", at, wide);
        out.push(labelled("", &today, Tone::Strong));
    }
    for text in legend(year) {
        let lines = wrap(&text, cells).into_iter();
        out.extend(lines.map(|line| Line::of(line, Tone::Dim)));
    }
    if year.has_lines() {
        let lines = wrap(&year.words, cells).into_iter();
        out.extend(lines.map(|line| Line::of(line, Tone::Plain)));
    }
}

/// A day of a milestone: its sign, and the day it is.
type Day = (char, chrono::NaiveDate);

fn met(year: &Year) -> Vec<Day> {
    let sign = |met: bool| if met { '■' } else { '×' };
    year.met
        .iter()
        .map(|(day, met)| (sign(*met), *day))
        .collect()
}

fn due(year: &Year) -> Vec<Day> {
    let Some((now, before)) = year.due.split_last() else {
        return Vec::new();
    };
    let before = before.iter().map(|day| ('◇', *day));
    before.chain([('◆', *now)]).collect()
}

/// The signs of some days in their columns, beside the last one the day it is.
fn days_line(days: &[Day], year: &Year, wide: usize) -> String {
    let Some((&(sign, last), before)) = days.split_last() else {
        return String::new();
    };
    let at = column(last, year.number, wide);
    let line = pointer(&sign.to_string(), &date::short(last), at, wide);
    let mut line: Vec<char> = line.chars().collect();
    for (sign, day) in before {
        let cell = line.get_mut(column(*day, year.number, wide));
        if let Some(cell) = cell.filter(|cell| **cell == ' ') {
            *cell = *sign;
        }
    }
    line.into_iter().collect()
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
fn strip_line(strip: &[Period], year: &Year, before: usize, wide: usize) -> Line {
    let label = if year.state { "Stand" } else { "Ritme" };
    let mut line = Line::of(left(label, before), Tone::Label);
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
fn legend(year: &Year) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(series) = &year.series {
        let lines_of = [
            ("● stand", true),
            ("∙ verwacht", !series.expected.is_empty()),
            ("─ streefw.", !series.wanted.is_empty()),
            ("┊ nu", year.today.year() == year.number),
        ];
        let shown = lines_of.into_iter().filter(|(_, is)| *is);
        lines.push(shown.map(|(text, _)| text).collect::<Vec<_>>().join("  "));
    }
    let strip = match (&year.strip, year.state) {
        (Some(_), true) => "■ op orde  × niet op orde  · komt nog",
        (Some(_), false) => "■ binnen  × gemist  □ nu  · komt nog",
        (None, _) => "",
    };
    let before = if year.due.len() > 1 {
        "◇ eerst  ◆ nu"
    } else {
        ""
    };
    let met = if year.met.is_empty() {
        ""
    } else {
        "■ gereed  × nog niet"
    };
    let signs = [strip, met, before].into_iter().filter(|it| !it.is_empty());
    lines.extend(signs.map(str::to_string));
    lines
}
