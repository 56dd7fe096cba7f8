//! The year of an indicator as a drawing: what was expected, what was recorded, its periods, today.

use chrono::{Datelike, NaiveDate};

use super::escaped;
use crate::doc::year::{Year, sign};
use crate::plan::figures::trend::{Period, Point, Progress, State};
use crate::plan::model::date;
use crate::plan::model::number::Decimal;

/// The drawing's own measures, in points of the drawing.
const WIDE: f64 = 600.0;
const LEFT: f64 = 44.0;
const HIGH: f64 = 120.0;
const TOP: f64 = 12.0;
const MONTHS: [&str; 12] = [
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// The drawing, with what it shows in words.
pub(super) fn figure(year: &Year, number: usize) -> String {
    let mut out = String::new();
    let mut foot = TOP;
    if let Some(progress) = &year.progress {
        out += &lines(year, progress);
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
    let said = escaped(&words(year));
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

fn lines(year: &Year, progress: &Progress) -> String {
    let top = progress.highest();
    let down = |value: Decimal| TOP + HIGH - HIGH * f64::from(value.eighths_of(top, 1000)) / 8000.0;
    let path = |points: &[Point]| {
        let places = points
            .iter()
            .map(|it| format!("{:.1},{:.1}", across(it.day, year.number), down(it.value)));
        places.collect::<Vec<_>>().join(" ")
    };
    let (right, foot, target) = (LEFT + WIDE, TOP + HIGH, down(progress.target));
    let last = progress.recorded.last().map_or_else(String::new, |it| {
        let (x, y) = (across(it.day, year.number), down(it.value));
        format!("<circle class=\"stand\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>\n")
    });
    format!(
        "<line class=\"as\" x1=\"{LEFT}\" y1=\"{TOP}\" x2=\"{LEFT}\" y2=\"{foot}\"/>\n\
         <line class=\"as\" x1=\"{LEFT}\" y1=\"{foot}\" x2=\"{right}\" y2=\"{foot}\"/>\n\
         <line class=\"doel\" x1=\"{LEFT}\" y1=\"{target:.1}\" x2=\"{right}\" y2=\"{target:.1}\"/>\n\
         <text class=\"eind\" x=\"{:.1}\" y=\"{:.1}\">{top}</text>\n\
         <text class=\"eind\" x=\"{:.1}\" y=\"{foot}\">0</text>\n\
         <text x=\"{:.1}\" y=\"{:.1}\">{}</text>\n\
         <polyline class=\"verwacht\" points=\"{}\"/>\n<polyline class=\"stand\" points=\"{}\"/>\n{last}",
        LEFT - 6.0,
        TOP + 8.0,
        LEFT - 6.0,
        right + 6.0,
        target + 4.0,
        progress.target,
        path(&progress.expected),
        path(&progress.recorded),
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

/// What the drawing shows, in words.
fn words(year: &Year) -> String {
    let mut parts = Vec::new();
    if let Some(progress) = &year.progress {
        let mut corners: Vec<Point> = Vec::new();
        for point in &progress.recorded {
            if corners.last().is_none_or(|it| it.value != point.value) {
                corners.push(*point);
            }
        }
        let recorded = corners
            .iter()
            .map(|it| format!("{} op {}", it.value, date::short(it.day)));
        let recorded: Vec<String> = recorded.collect();
        let target = progress.target;
        parts.push(format!("Stand (dikke lijn): {}", recorded.join(", ")));
        parts.push(format!("gestreept: wat verwacht werd, tot {target}"));
    }
    if let Some(strip) = &year.strip {
        let count = |state| strip.iter().filter(|it| it.state == state).count();
        let [filled, missed] = [State::Filled, State::Missed].map(count);
        parts.push(if year.state {
            format!("per maand: {filled} keer op orde (■), {missed} keer niet (×)")
        } else {
            format!("per periode: {filled} binnen (■), {missed} gemist (×)")
        });
    }
    let mut text = parts.join("; ");
    text.push('.');
    text
}
