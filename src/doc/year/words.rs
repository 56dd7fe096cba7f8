//! What a drawing of a year shows, in a sentence.

use chrono::NaiveDate;

use super::Year;
use super::plot::shown;
use crate::plan::figures::light::expected_words;
use crate::plan::figures::series::{Point, Series};
use crate::plan::figures::strip::{Period, State};
use crate::plan::model::date;
use crate::plan::model::kpi::Indicator;
use crate::plan::words;

/// `Van 2 op 12-02 naar 7 op 10-10, in 4 standen; verwacht op 27-11: 7 à 8; streefwaarde 8 (10 tot
/// 02-07).`
pub(super) fn sentence(year: &Year, indicator: &Indicator) -> String {
    let mut parts = Vec::new();
    if let Some(series) = &year.series {
        parts.push(course(series));
        let last = NaiveDate::from_ymd_opt(year.number, 12, 31).unwrap_or(year.today);
        let on = year.today.min(last);
        let expected = expected_words(indicator, on, year.number);
        parts.extend(expected.map(|it| format!("verwacht op {}: {it}", date::short(on))));
        parts.extend(wanted(series, indicator));
    }
    parts.extend(
        year.strip
            .as_deref()
            .map(|strip| periods(strip, year.state)),
    );
    if let Some((day, met)) = year.met.last() {
        let word = if *met { "gereed" } else { "nog niet gereed" };
        parts.push(format!("{word} op {}", date::short(*day)));
    }
    if let Some((now, before)) = year.due.split_last() {
        let moved = before.last().map_or_else(String::new, |first| {
            format!(", was {}", date::short(*first))
        });
        parts.push(format!("uiterlijk {}{moved}", date::short(*now)));
    }
    let text = parts.join("; ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

/// From what to what.
fn course(series: &Series) -> String {
    let at = |it: &Point| format!("{} op {}", shown(series, it.value), date::short(it.day));
    match series.readings.as_slice() {
        [] => String::new(),
        [only] => format!("{}, de enige stand", at(only)),
        [first, .., last] => {
            let count = words::counted(series.readings.len(), "stand", "standen");
            format!("van {} naar {}, in {count}", at(first), at(last))
        }
    }
}

/// What is wanted, and what was before.
fn wanted(series: &Series, indicator: &Indicator) -> Option<String> {
    let (now, before) = series.wanted.split_last()?;
    let value = |line: &[Point]| line.last().map(|it| shown(series, it.value));
    let most = indicator.ceiling().map_or("", |_| "hoogstens ");
    let now = format!("{most}{}", value(now)?);
    let before = before.iter().filter_map(|line| {
        let until = line.last()?.day;
        Some(format!("{} tot {}", value(line)?, date::short(until)))
    });
    let before: Vec<String> = before.collect();
    Some(if before.is_empty() {
        format!("streefwaarde {now}")
    } else {
        format!("streefwaarde {now} ({})", before.join(", "))
    })
}

fn periods(strip: &[Period], state: bool) -> String {
    let count = |state| strip.iter().filter(|it| it.state == state).count();
    let [filled, missed] = [State::Filled, State::Missed].map(count);
    if state {
        return format!("per maand: {filled} keer op orde, {missed} keer niet");
    }
    format!("per periode: {filled} binnen, {missed} gemist")
}
