//! The lines of a year in letters: between the numbers of its axis and what is wanted.

use chrono::Datelike;

use super::{Year, column};
use crate::doc::text::{right, width};
use crate::doc::{Line, Span, Tone};
use crate::plan::figures::series::{Point, Series, value_on};
use crate::plan::model::number::Decimal;

/// A place on a page where a line is drawn: the letters that stand there are the plainest way to
/// show it. A finer one has to put back what lies under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// The line of the page its top row is.
    pub line: usize,
    /// Its first cell.
    pub x: usize,
    /// Its width in cells.
    pub width: usize,
    /// Its rows without the line: what was wanted and expected, and today.
    pub under: Vec<Line>,
    /// The corners of the line.
    pub recorded: Vec<Point>,
    /// The readings it goes through.
    pub readings: Vec<Point>,
    /// The value at its top; at its foot it is nothing.
    pub top: Decimal,
    /// The year it is about.
    pub year: i32,
    /// The tone of the line.
    pub tone: Tone,
}

/// Rows of a plot.
const HEIGHT: usize = 5;

type Cells = Vec<Vec<(char, Tone)>>;

/// Puts the plot on a page, its axis in the last of the first `before` cells.
pub(super) fn put(
    year: &Year,
    series: &Series,
    (before, wide, cells): (usize, usize, usize),
    out: &mut Vec<Line>,
) -> Plot {
    let under = under(year, series, wide);
    let mut whole = under.clone();
    let top = series.highest();
    for (at, value) in by_column(&series.recorded, year.number, wide) {
        whole[row_of(value, top)][at] = ('━', year.tone());
    }
    for (row, at) in spots(&series.readings, year.number, wide, top) {
        whole[row][at] = ('●', year.tone());
    }
    let plot = Plot {
        line: out.len(),
        x: before,
        width: wide,
        under: under.into_iter().map(|row| Line(spans(row))).collect(),
        recorded: series.recorded.clone(),
        readings: series.readings.clone(),
        top,
        year: year.number,
        tone: year.tone(),
    };
    let now = series.wanted.last().and_then(|line| line.last());
    let now = now.map(|it| {
        (
            row_of(it.value, top),
            format!(" {}", shown(series, it.value)),
        )
    });
    for (y, row) in whole.into_iter().enumerate() {
        let number = match y {
            0 => shown(series, top),
            y if y == HEIGHT - 1 => shown(series, Decimal::ZERO),
            _ => String::new(),
        };
        let axis = if number.is_empty() { "│" } else { "┤" };
        let mut line = Line::of(right(&number, before - 1) + axis, Tone::Label);
        line.0.extend(spans(row));
        if let Some((_, text)) = now.as_ref().filter(|(row, _)| *row == y)
            && before + wide + width(text) <= cells
        {
            line = line.and(text, Tone::Strong);
        }
        out.push(line);
    }
    plot
}

impl Plot {
    /// The cells of its readings: row and column.
    pub fn spots(&self) -> Vec<(usize, usize)> {
        spots(&self.readings, self.year, self.width, self.top)
    }
}

/// A value on the axis: `10`, `100%`.
pub(super) fn shown(series: &Series, value: Decimal) -> String {
    if series.percent {
        return format!("{}%", value.rounded());
    }
    value.to_string()
}

/// What was wanted, what was expected, and today.
fn under(year: &Year, series: &Series, wide: usize) -> Cells {
    let top = series.highest();
    let mut cells = vec![vec![(' ', Tone::Plain); wide]; HEIGHT];
    let now = column(year.today, year.number, wide);
    if year.today.year() == year.number && now < wide {
        for row in &mut cells {
            row[now] = ('┊', Tone::Label);
        }
    }
    for (line, sign) in [(&series.wanted, '─'), (&series.expected, '∙')] {
        for (at, value) in line.iter().flat_map(|it| by_column(it, year.number, wide)) {
            cells[row_of(value, top)][at] = (sign, Tone::Dim);
        }
    }
    // What was wanted before stands on its line; what is wanted now behind it.
    let before = series
        .wanted
        .split_last()
        .map_or(&[][..], |(_, before)| before);
    for line in before {
        let [from, .., to] = line.as_slice() else {
            continue;
        };
        let text = shown(series, from.value);
        let (from, to) = [from, to]
            .map(|it| column(it.day, year.number, wide))
            .into();
        let row = &mut cells[row_of(line[0].value, top)];
        if from + width(&text) + 2 <= to {
            for (cell, c) in row.iter_mut().skip(from + 1).zip(text.chars()) {
                *cell = (c, Tone::Dim);
            }
        }
    }
    cells
}

/// The row of a value, from the top.
fn row_of(value: Decimal, top: Decimal) -> usize {
    let steps = u16::try_from(HEIGHT - 1).unwrap_or(1);
    let up = (usize::from(value.eighths_of(top, steps)) + 4) / 8;
    HEIGHT - 1 - up.min(HEIGHT - 1)
}

/// The row and the column of each reading.
fn spots(readings: &[Point], year: i32, wide: usize, top: Decimal) -> Vec<(usize, usize)> {
    let spot = |it: &Point| (row_of(it.value, top), column(it.day, year, wide));
    let spots = readings.iter().map(spot);
    spots.filter(|(_, column)| *column < wide).collect()
}

/// The columns a line goes through, each with its value at the end of it.
fn by_column(line: &[Point], year: i32, wide: usize) -> Vec<(usize, Decimal)> {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return Vec::new();
    };
    let days = first.day.iter_days().take_while(|day| *day <= last.day);
    let mut out: Vec<(usize, Decimal)> = Vec::new();
    for (at, day) in days.map(|day| (column(day, year, wide), day)) {
        let Some(value) = value_on(line, day).filter(|_| at < wide) else {
            continue;
        };
        match out.last_mut() {
            Some(last) if last.0 == at => last.1 = value,
            _ => out.push((at, value)),
        }
    }
    out
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
