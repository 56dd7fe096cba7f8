//! What may be a slip of the hand in a reading: it is taken, but asked once. Screen and command
//! line ask the same.
//!
//! | typed | asked, unless one said so |
//! | --- | --- |
//! | a number past twice the target, and past twice the last one | `50 bij een streefwaarde van 10` |
//! | a hundred times the last one | `600, en het was 6` |
//! | a count that falls | `4, en het was 6` |
//! | a part of what is counted in whole | `6,5 controles` |
//! | a day to come | `25-12-2026 ligt na vandaag` |
//! | a day of another year, which isn't today | `12-03-2025 valt buiten 2026` |
//! | a day of another year of the plan than the one in view | `12-03-2027 telt voor 2027` |
//!
//! What is counted on top of the last number, or taken off it, says by itself that it is meant: it
//! can only be too much.

use chrono::{Datelike, NaiveDate};

use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Reading, Value};
use crate::plan::model::number::Decimal;
use crate::plan::{Plan, words};

/// A figure as it would be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// What it comes to.
    pub value: Value,
    /// Coverage only: of how many.
    pub of: Option<Decimal>,
    /// Whether it was counted on from the last one.
    pub counted: bool,
    /// The day it holds.
    pub day: NaiveDate,
}

/// What to ask before a figure of `indicator` is recorded: `50 bij een streefwaarde van 10: klopt
/// dat?`; none where nothing is odd.
pub fn doubt(
    plan: &Plan,
    indicator: &Indicator,
    figure: Figure,
    today: NaiveDate,
) -> Option<String> {
    let odd = [of_value(indicator, figure), of_day(plan, figure.day, today)];
    let odd: Vec<String> = odd.into_iter().flatten().collect();
    (!odd.is_empty()).then(|| format!("{}: klopt dat?", odd.join("; ")))
}

/// What is odd about the day of a reading.
pub fn of_day(plan: &Plan, day: NaiveDate, today: NaiveDate) -> Option<String> {
    let (shown, years, year) = (date::dutch(day), plan.years(), day.year());
    if day > today {
        return Some(format!("{shown} ligt na vandaag"));
    }
    if years.has(year) {
        return (year != plan.year && !years.is_one()).then(|| format!("{shown} telt voor {year}"));
    }
    // After the year its last figures still come in, on the day of today.
    (day != today).then(|| format!("{shown} valt buiten {}", years.shown()))
}

/// What is odd about the day something has to be done by: that is told, and not asked.
pub fn of_due(plan: &Plan, day: NaiveDate, today: NaiveDate) -> Option<String> {
    if day < today {
        return Some("al voorbij".to_string());
    }
    let years = plan.years();
    let what = if years.is_one() {
        "het planjaar"
    } else {
        "de jaren"
    };
    (day.year() > years.to).then(|| format!("na {what} {}", years.shown()))
}

fn of_value(indicator: &Indicator, figure: Figure) -> Option<String> {
    let Value::Number(value) = figure.value else {
        return None;
    };
    // A count goes on from the last one, whatever its day.
    let before = |reading: &&Reading| figure.counted || reading.date <= figure.day;
    let before = indicator.readings.iter().filter(before);
    let was = before.max_by_key(|it| it.date).and_then(number);
    let shown = words::value(figure.value, figure.of);
    let target = indicator.target.and_then(|it| it.max.or(it.min));
    let target = target.filter(|_| indicator.kind == Kind::Count);
    let far = target.map(|it| it.max(was.unwrap_or_default()));
    if far.is_some_and(|far| value > far.plus(far)) {
        let target = words::target(indicator);
        return Some(format!("{shown} bij een streefwaarde van {target}"));
    }
    if !value.is_whole() && indicator.counts_in_whole() {
        let thing = indicator.unit.as_ref().unwrap_or(&indicator.label);
        return Some(format!("{shown} {thing}"));
    }
    let was = was?;
    let falls = value < was && indicator.kind == Kind::Count && !figure.counted;
    let leaps = was > Decimal::ZERO && value >= was.share(100, 1);
    (falls || leaps).then(|| format!("{shown}, en het was {was}"))
}

fn number(reading: &Reading) -> Option<Decimal> {
    match reading.value {
        Value::Number(number) => Some(number),
        Value::Done(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        date::parse(text, NaiveDate::MIN, 2026).unwrap()
    }

    /// A plan of these years, the first in view.
    fn plan(from: i32, to: i32) -> Plan {
        let json = include_str!("../../../tests/stores/valid/small.json");
        let mut plan: Plan = serde_json::from_str(json).unwrap();
        plan.year = from;
        plan.period = Some(crate::plan::model::life::Period { from, to });
        plan
    }

    /// `50`, `+1` on top of the last one, or `1/17`.
    fn figure(indicator: &Indicator, typed: &str, day: NaiveDate) -> Figure {
        let (typed, of) = typed.split_once('/').unwrap_or((typed, ""));
        let number = |text: &str| Decimal::parse(text).unwrap();
        let more = typed.strip_prefix('+').map(number);
        let was = indicator.latest().and_then(super::number);
        let value = more.map_or_else(|| number(typed), |more| was.unwrap_or_default().plus(more));
        Figure {
            value: Value::Number(value),
            of: Decimal::parse(of).ok(),
            counted: more.is_some(),
            day,
        }
    }

    #[test]
    fn odd_figures_are_asked_and_likely_ones_are_not() {
        let counted =
            |value: &str| format!(r#"{{"date": "2026-06-01", "value": {value}, "by": "A"}}"#);
        let of_17 = r#"{"date": "2026-06-01", "value": 2, "of": 17, "by": "A"}"#.to_string();
        let (ten, none) = (r#"{"min": 10}"#, "null");
        for (kind, target, was, typed, asked) in [
            (
                "count",
                ten,
                String::new(),
                "50",
                Some("50 bij een streefwaarde van 10"),
            ),
            ("count", ten, String::new(), "20", None),
            ("count", ten, counted("10"), "+1", None),
            ("count", ten, counted("25"), "+1", None),
            ("count", ten, counted("25"), "26", None),
            (
                "count",
                ten,
                counted("25"),
                "250",
                Some("250 bij een streefwaarde van 10"),
            ),
            (
                "count",
                ten,
                counted("6"),
                "+60",
                Some("66 bij een streefwaarde van 10"),
            ),
            ("count", r#"{"min": 1, "max": 2}"#, String::new(), "4", None),
            ("count", ten, counted("6"), "4", Some("4, en het was 6")),
            ("count", ten, counted("6"), "+-1", None),
            ("count", ten, counted("6"), "6", None),
            ("count", ten, counted("6"), "6,5", Some("6,5 x")),
            ("count", ten, counted("6"), "+0,5", Some("6,5 x")),
            ("count", ten, counted("5.5"), "6,5", None),
            ("count", r#"{"min": 2.5}"#, String::new(), "1,5", None),
            ("count", none, counted("6"), "599", None),
            (
                "count",
                none,
                counted("6"),
                "600",
                Some("600, en het was 6"),
            ),
            ("count", none, counted("0"), "600", None),
            ("count", none, String::new(), "600", None),
            ("coverage", ten, of_17.clone(), "1/17", None),
            (
                "coverage",
                ten,
                of_17,
                "200/1700",
                Some("200 van 1.700, en het was 2"),
            ),
        ] {
            let json = format!(
                r#"{{"id": "X", "kind": "{kind}", "label": "x", "target": {target}, "readings": [{was}]}}"#
            );
            let indicator: Indicator = serde_json::from_str(&json).unwrap();
            let today = day("23-11-2026");
            let figure = figure(&indicator, typed, today);
            let got = doubt(&plan(2026, 2026), &indicator, figure, today);
            let asked = asked.map(|odd| format!("{odd}: klopt dat?"));
            assert_eq!(got, asked, "{kind} {was} {typed}");
        }
    }

    /// A lower number of an earlier day is no fall.
    #[test]
    fn a_count_falls_from_what_it_was_on_that_day() {
        let json = r#"{"id": "X", "kind": "count", "label": "x", "readings": [
            {"date": "2026-03-01", "value": 2, "by": "A"},
            {"date": "2026-06-01", "value": 6, "by": "A"}]}"#;
        let indicator: Indicator = serde_json::from_str(json).unwrap();
        for (on, value, falls) in [
            ("01-04-2026", "4", false),
            ("01-04-2026", "1", true),
            ("01-02-2026", "1", false),
            ("01-07-2026", "4", true),
        ] {
            let figure = figure(&indicator, value, day(on));
            let got = doubt(&plan(2026, 2026), &indicator, figure, day("23-11-2026"));
            assert_eq!(got.is_some(), falls, "{value} on {on}");
        }
    }

    #[test]
    fn a_deadline_lies_ahead_and_in_the_plans_year() {
        for (due, told) in [
            ("22-11-2026", Some("al voorbij")),
            ("23-11-2026", None),
            ("31-12-2026", None),
            ("15-11-2027", Some("na het planjaar 2026")),
        ] {
            let got = of_due(&plan(2026, 2026), day(due), day("23-11-2026"));
            assert_eq!(got.as_deref(), told, "{due}");
        }
    }

    #[test]
    fn days_to_come_and_of_another_year_are_asked() {
        for (to, on, today, asked) in [
            (2026, "23-11-2026", "23-11-2026", None),
            (
                2026,
                "24-11-2026",
                "23-11-2026",
                Some("24-11-2026 ligt na vandaag"),
            ),
            (
                2026,
                "31-12-2025",
                "23-11-2026",
                Some("31-12-2025 valt buiten 2026"),
            ),
            (2026, "05-01-2027", "05-01-2027", None),
            (
                2026,
                "04-01-2027",
                "05-01-2027",
                Some("04-01-2027 valt buiten 2026"),
            ),
            // Of several years another than the one in view.
            (
                2029,
                "05-01-2027",
                "05-01-2027",
                Some("05-01-2027 telt voor 2027"),
            ),
            (
                2029,
                "31-12-2025",
                "05-01-2027",
                Some("31-12-2025 valt buiten 2026-2029"),
            ),
            (2029, "05-01-2030", "05-01-2030", None),
        ] {
            let got = of_day(&plan(2026, to), day(on), day(today));
            assert_eq!(got.as_deref(), asked, "{on} on {today} up to {to}");
        }
    }
}
