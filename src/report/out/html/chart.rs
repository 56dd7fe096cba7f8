//! The year of an indicator as a drawing: what was expected, what was recorded, its periods, today.

use chrono::{Datelike, NaiveDate};

use crate::doc::year::{Year, sign};
use crate::plan::figures::series::{Point, Series};
use crate::plan::figures::strip::{Period, State};
use crate::plan::model::number::Decimal;
use crate::report::out::paper::{MONTHS, escaped};

/// The drawing's own measures, in points of the drawing.
const WIDE: f64 = 600.0;
const LEFT: f64 = 44.0;
const HIGH: f64 = 120.0;
const TOP: f64 = 12.0;

/// The drawing, with what it shows in words.
pub(super) fn figure(year: &Year, number: usize) -> String {
    let mut out = String::new();
    let mut foot = TOP;
    if let Some(series) = &year.series {
        out += &lines(year, series);
        foot += HIGH;
    }
    out += &months(foot);
    foot += 20.0;
    if let Some(strip) = &year.strip {
        out += &periods(year, strip, foot);
        foot += 26.0;
    }
    let now = (year.today.year() == year.number).then(|| {
        let (x, y) = (across(year.today, year.number), foot - 6.0);
        format!("<line class=\"nu\" x1=\"{x:.1}\" y1=\"{TOP}\" x2=\"{x:.1}\" y2=\"{y:.1}\"/>\n")
    });
    let now = now.unwrap_or_default();
    let (width, height) = (LEFT + WIDE + 40.0, foot + 4.0);
    let said = escaped(&caption(year));
    format!(
        "<figure>\n<svg role=\"img\" aria-labelledby=\"beeld{number}\" viewBox=\"0 0 {width} {height:.0}\">\n\
         <title id=\"beeld{number}\">{said}</title>\n{out}{now}</svg>\n<figcaption>{said}</figcaption>\n</figure>\n"
    )
}

/// How far into the drawing a day lies.
fn across(day: NaiveDate, year: i32) -> f64 {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(day);
    let days = i32::try_from((day - first).num_days().clamp(0, 365)).unwrap_or(0);
    LEFT + WIDE * f64::from(days) / 365.0
}

fn lines(year: &Year, series: &Series) -> String {
    let top = series.highest();
    let down = |value: Decimal| TOP + HIGH - HIGH * f64::from(value.eighths_of(top, 1000)) / 8000.0;
    let place = |it: &Point| (across(it.day, year.number), down(it.value));
    let path = |class: &str, points: &[Point]| {
        let places = points.iter().map(place);
        let places: Vec<String> = places.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        format!(
            "<polyline class=\"{class}\" points=\"{}\"/>\n",
            places.join(" ")
        )
    };
    let (right, foot) = (LEFT + WIDE, TOP + HIGH);
    let unit = if series.percent { "%" } else { "" };
    let mut out = format!(
        "<line class=\"as\" x1=\"{LEFT}\" y1=\"{TOP}\" x2=\"{LEFT}\" y2=\"{foot}\"/>\n\
         <line class=\"as\" x1=\"{LEFT}\" y1=\"{foot}\" x2=\"{right}\" y2=\"{foot}\"/>\n\
         <text class=\"eind\" x=\"{0:.1}\" y=\"{1:.1}\">{top}{unit}</text>\n\
         <text class=\"eind\" x=\"{0:.1}\" y=\"{foot}\">0{unit}</text>\n",
        LEFT - 6.0,
        TOP + 8.0,
    );
    for line in &series.wanted {
        out += &path("doel", line);
        out += &level(year, line, Some(line) == series.wanted.last(), down, unit);
    }
    for line in &series.expected {
        out += &path("verwacht", line);
    }
    out += &path("stand", &series.recorded);
    let spots = series.readings.iter().map(place);
    let spots = spots
        .map(|(x, y)| format!("<circle class=\"stand\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>\n"));
    out.extend(spots);
    out
}

/// The number of a level that was wanted: the last one behind its line, one before on it where
/// there is room.
fn level(
    year: &Year,
    line: &[Point],
    last: bool,
    down: impl Fn(Decimal) -> f64,
    unit: &str,
) -> String {
    let [from, .., to] = line else {
        return String::new();
    };
    let (begins, ends) = (across(from.day, year.number), across(to.day, year.number));
    let (x, y) = match (last, ends - begins > 24.0) {
        (true, _) => (LEFT + WIDE + 6.0, down(from.value) + 4.0),
        (false, true) => (begins + 4.0, down(from.value) - 3.0),
        (false, false) => return String::new(),
    };
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\">{}{unit}</text>\n",
        from.value
    )
}

fn months(foot: f64) -> String {
    let wide = WIDE / 12.0;
    let names = (0_u8..).zip(MONTHS).map(|(at, name)| {
        let x = LEFT + wide * (f64::from(at) + 0.5);
        format!(
            "<text class=\"maand\" x=\"{x:.1}\" y=\"{:.1}\">{name}</text>\n",
            foot + 13.0
        )
    });
    names.collect()
}

/// A box for each period, with the sign the screen has for how it stands.
fn periods(year: &Year, strip: &[Period], top: f64) -> String {
    let boxes = strip.iter().map(|period| {
        let from = across(period.first, year.number) + 1.5;
        let to = across(period.last, year.number);
        let (wide, middle) = (to - from, f64::midpoint(from, to));
        let class = match period.state {
            State::Filled => "binnen",
            State::Missed => "gemist",
            State::Open => "open",
            State::ToCome | State::Unknown => "komt",
        };
        format!(
            "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"16\"/>\
             <text class=\"{class}\" x=\"{middle:.1}\" y=\"{:.1}\">{}</text>\n",
            top + 12.0,
            sign(period.state)
        )
    });
    boxes.collect()
}

/// What the drawing shows, in words, and which line is which.
fn caption(year: &Year) -> String {
    let Some(series) = &year.series else {
        return year.words.clone();
    };
    let mut lines = vec!["dikke lijn: stand"];
    if !series.expected.is_empty() {
        lines.push("gestreept: verwacht");
    }
    if !series.wanted.is_empty() {
        lines.push("gestippeld: streefwaarde");
    }
    format!("{} ({})", year.words, lines.join("; "))
}
