//! The line of years on the page of a KPI: how each ended, beside how this one stands.
//!
//! ```text
//! jaar            stand  streefwaarde    licht     verloop
//! 2024                7  8               G groen   ██████
//! 2025               11  10 (eerst 12)   G groen   ██████████
//! 2026 loopt nog      3  10              R rood    ███
//! ```

use chrono::{Datelike, NaiveDate};

use crate::doc::Tone;
use crate::doc::para::Para;
use crate::doc::table;
use crate::doc::table::{Column, Table};
use crate::doc::text::left;
use crate::plan::figures::ended::{compares, line};
use crate::plan::model::kpi::{Earlier, Indicator, Kind, Kpi, Light, Target, Value};
use crate::plan::model::number::Decimal;
use crate::plan::words::{light, light_letter};
use crate::plan::{Plan, words};

/// How long the longest bar is.
const BAR: u16 = 10;

/// The years of an indicator; nothing where there is only this one.
pub fn years(
    plan: &Plan,
    kpi: &Kpi,
    indicator: &Indicator,
    today: NaiveDate,
) -> impl Iterator<Item = Para> {
    let years = line(plan, kpi, indicator, today);
    let now = years.last().cloned();
    let most = years
        .iter()
        .filter_map(|it| figure(it, now.as_ref()?))
        .max();
    let heads = ["jaar", "stand", "streefwaarde", "licht", "verloop"];
    let [year, stand, wanted, light, course] = heads.map(|head| Column::LEFT.headed(head));
    let columns = [
        year,
        Column {
            right: true,
            ..stand
        },
        wanted,
        light,
        course,
    ];
    let mut table = Table::new(columns, []);
    table.rows = years
        .iter()
        .zip(now.iter().cycle())
        .map(|(it, now)| (table::row(row(it, now, (most, today))), Tone::of(it.light)))
        .collect();
    let several = table.rows.len() > 1;
    several
        .then_some([Para::Gap, Para::Table(table)])
        .into_iter()
        .flatten()
}

fn row(it: &Earlier, now: &Earlier, (most, today): (Option<Decimal>, NaiveDate)) -> [String; 5] {
    let stand = it
        .value
        .map_or_else(|| "–".to_string(), |value| said(it, value));
    let course = match figure(it, now).zip(most) {
        Some((value, most)) => bar(value, most),
        None if it.value.is_some() && !compares(it, now) => other(it),
        None => String::new(),
    };
    let wanted = wanted(it).unwrap_or_default();
    let year = match it.year {
        year if year == today.year() => format!("{year} loopt nog"),
        year => year.to_string(),
    };
    [year, stand, wanted, lamp(it.light), course]
}

/// `10 (eerst 12)`.
fn wanted(it: &Earlier) -> Option<String> {
    let first = first(it).map(|first| format!("(eerst {first})"));
    let parts = it.target.and_then(|target| least(it, target));
    let parts: Vec<String> = parts.into_iter().chain(first).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// What was wanted first, where that was something else.
pub(super) fn first(it: &Earlier) -> Option<String> {
    let first = it.first_target.filter(|first| Some(*first) != it.target);
    first.and_then(|first| least(it, first))
}

fn least(it: &Earlier, target: Target) -> Option<String> {
    words::wanted(it.kind.unwrap_or(Kind::Count), target)
}

/// How a year ended, against what was wanted: `9 / 10`.
pub(super) fn stood(it: &Earlier) -> String {
    let stand = it
        .value
        .map_or_else(|| "–".to_string(), |value| said(it, value));
    match it.target.and_then(|target| least(it, target)) {
        Some(wanted) => format!("{stand} / {wanted}"),
        None => stand,
    }
}

/// `G groen`.
fn lamp(it: Light) -> String {
    format!("{} {}", light_letter(it), light(it))
}

/// A value in the words of its kind.
fn said(it: &Earlier, value: Value) -> String {
    match (it.kind, value) {
        (Some(Kind::Ongoing), Value::Done(true)) => "op orde".to_string(),
        (Some(Kind::Ongoing), Value::Done(false)) => "niet op orde".to_string(),
        _ => words::value(value, it.of),
    }
}

/// The number a bar is drawn of: none for what counts something else than this year does.
fn figure(it: &Earlier, now: &Earlier) -> Option<Decimal> {
    match (it.value?, it.of) {
        _ if !compares(it, now) => None,
        (Value::Number(value), Some(of)) => value.percent_of(of),
        (Value::Number(value), None) => Some(value),
        (Value::Done(_), _) => None,
    }
}

fn bar(value: Decimal, most: Decimal) -> String {
    let eighths = usize::from(value.eighths_of(most, BAR));
    "█".repeat(eighths.div_ceil(8).max(usize::from(value > Decimal::ZERO)))
}

/// That it counted something else.
fn other(it: &Earlier) -> String {
    let unit = it.unit.as_deref().unwrap_or("iets anders");
    left(&format!("telde {unit}"), 24).trim_end().to_string()
}
