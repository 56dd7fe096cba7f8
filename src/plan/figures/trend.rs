//! How a year goes: which periods of a cadence have their value, and the progress that was
//! expected beside the one that was recorded.
//!
//! | indicator | its strip |
//! | --- | --- |
//! | with a cadence | a period each: its value is in, missed, asked now, or to come |
//! | a state (`ongoing`) without one | a month each: in order, not, or not known yet |
//! | anything else | none |

use chrono::{Datelike, NaiveDate};

use super::agenda::covered;
use super::light;
use crate::plan::model::kpi::{Cadence, Indicator, Kind, Reading, Value};
use crate::plan::model::number::Decimal;

/// How a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Its value is in; a state was in order.
    Filled,
    /// It ended without its value; a state was not in order.
    Missed,
    /// It goes on, and its value isn't in yet.
    Open,
    /// It has yet to begin.
    ToCome,
    /// Nothing was said of it.
    Unknown,
}

/// A period of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last.
    pub last: NaiveDate,
    /// How it stands.
    pub state: State,
}

/// The periods of an indicator and how each stands on `today`; none where it has none. What is
/// covered here is covered for the agenda.
pub fn strip(indicator: &Indicator, today: NaiveDate, year: i32) -> Option<Vec<Period>> {
    if let Some(cadence) = indicator.cadence {
        let covered = covered(cadence, indicator, year);
        let all = cadence.periods(year).into_iter().enumerate();
        let strip = all.map(|(i, (first, last))| Period {
            first,
            last,
            state: if i < covered {
                State::Filled
            } else if last < today {
                State::Missed
            } else if first <= today {
                State::Open
            } else {
                State::ToCome
            },
        });
        return Some(strip.collect());
    }
    if indicator.kind != Kind::Ongoing || indicator.readings.is_empty() {
        return None;
    }
    let months = Cadence::Monthly.periods(year).into_iter();
    let strip = months.map(|(first, last)| Period {
        first,
        last,
        state: if first > today {
            State::ToCome
        } else {
            state_on(indicator, last.min(today))
        },
    });
    Some(strip.collect())
}

/// A state holds until another is recorded.
fn state_on(indicator: &Indicator, day: NaiveDate) -> State {
    let so_far = indicator.readings.iter().filter(|r| r.date <= day);
    match so_far.max_by_key(|r| r.date).map(|r| r.value) {
        Some(Value::Done(true)) => State::Filled,
        Some(Value::Done(false)) => State::Missed,
        _ => State::Unknown,
    }
}

/// The readings by date. Of a day only the last: what came before it was corrected.
fn last_of_each_day(indicator: &Indicator) -> Vec<&Reading> {
    let mut readings: Vec<&Reading> = indicator.readings.iter().rev().collect();
    readings.sort_by_key(|reading| reading.date);
    readings.dedup_by_key(|reading| reading.date);
    readings
}

/// The values of an indicator by date, the last of each day.
pub fn values(indicator: &Indicator) -> Vec<Decimal> {
    let readings = last_of_each_day(indicator).into_iter();
    readings
        .filter_map(|reading| indicator.share(reading))
        .collect()
}

/// A point of a line: from this day on, a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// The value.
    pub value: Decimal,
}

/// The line of a count: what was expected, and what was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The corners of the expected line, from the first day of the year to the first of the next.
    pub expected: Vec<Point>,
    /// The corners of the recorded one: a value holds until the next.
    pub recorded: Vec<Point>,
    /// What is wanted.
    pub target: Decimal,
}

impl Progress {
    /// The line of an indicator as on `today`; none for anything but a count with a target and
    /// a reading.
    pub fn of(indicator: &Indicator, today: NaiveDate, year: i32) -> Option<Self> {
        let target = indicator.target?.min.filter(|min| *min > Decimal::ZERO)?;
        if indicator.kind != Kind::Count || indicator.readings.is_empty() {
            return None;
        }
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let end = NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?;
        let expected = match indicator.cadence {
            Some(cadence) if !indicator.spans_years() => stepped(target, cadence, first, end),
            _ => linear(indicator, year, first, end)?,
        };
        Some(Self {
            expected,
            recorded: recorded(indicator, today.clamp(first, end), first),
            target,
        })
    }

    /// The highest value either line or the target has.
    pub fn highest(&self) -> Decimal {
        let values = self.recorded.iter().chain(&self.expected);
        values.map(|point| point.value).fold(self.target, Ord::max)
    }
}

/// One step up where a period has ended, as [`super::light::expected`] counts them.
fn stepped(target: Decimal, cadence: Cadence, first: NaiveDate, end: NaiveDate) -> Vec<Point> {
    let all = cadence.periods(first.year());
    let whole = i64::try_from(all.len()).unwrap_or(1);
    let mut line = vec![Point {
        day: first,
        value: Decimal::ZERO,
    }];
    for (ended, (_, last)) in (1..).zip(all) {
        let next = last.succ_opt().unwrap_or(last).min(end);
        climb(&mut line, next, target.share(ended, whole));
    }
    line
}

/// A straight line between the first and the last day it can be reached, as
/// [`light::expected`] has it on the days before its corners.
fn linear(
    indicator: &Indicator,
    year: i32,
    first: NaiveDate,
    end: NaiveDate,
) -> Option<Vec<Point>> {
    let start = indicator.start.unwrap_or(first).clamp(first, end);
    let due = indicator.due.and_then(|due| due.succ_opt());
    let due = due.unwrap_or(end).clamp(start, end);
    let point = |day: NaiveDate| {
        let value = light::expected(indicator, day.pred_opt()?, year)?;
        Some(Point { day, value })
    };
    [first, start, due, end].into_iter().map(point).collect()
}

/// The readings up to `today`. Before the first nothing is known, which is not the same as none.
fn recorded(indicator: &Indicator, today: NaiveDate, first: NaiveDate) -> Vec<Point> {
    let mut line = Vec::new();
    for reading in last_of_each_day(indicator) {
        if let Some(value) = indicator.share(reading) {
            climb(&mut line, reading.date.clamp(first, today), value);
        }
    }
    if let Some(last) = line.last().copied() {
        climb(&mut line, today, last.value);
    }
    line
}

/// Goes on level to `day`, and there up or down to `value`.
fn climb(line: &mut Vec<Point>, day: NaiveDate, value: Decimal) {
    if let Some(last) = line.last().copied() {
        line.push(Point { day, ..last });
    }
    line.push(Point { day, value });
}

/// The value of a line on a day; none beyond its ends. On a corner it is the later value.
pub fn value_on(line: &[Point], day: NaiveDate) -> Option<Decimal> {
    let from = line.iter().rposition(|point| point.day <= day)?;
    let (a, b) = (line[from], line.get(from + 1));
    let Some(b) = b else {
        return (a.day == day).then_some(a.value);
    };
    let (passed, whole) = ((day - a.day).num_days(), (b.day - a.day).num_days());
    Some(a.value.plus(b.value.minus(a.value).share(passed, whole)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::figures::agenda::agenda;

    fn day(text: &str) -> NaiveDate {
        crate::plan::model::date::parse(text, NaiveDate::MIN, 2026).unwrap()
    }

    /// An indicator with readings written as `day value`.
    fn indicator(rest: &str, readings: &[(&str, &str)]) -> Indicator {
        let readings: Vec<String> = readings
            .iter()
            .map(|(date, value)| format!(r#"{{"date": "{date}", "value": {value}, "by": "A"}}"#))
            .collect();
        let readings = readings.join(",");
        let json = format!(r#"{{"id": "X", "label": "x", {rest}, "readings": [{readings}]}}"#);
        serde_json::from_str(&json).unwrap()
    }

    fn signs(strip: Option<Vec<Period>>) -> String {
        let sign = |period: &Period| match period.state {
            State::Filled => '#',
            State::Missed => 'x',
            State::Open => 'o',
            State::ToCome => '.',
            State::Unknown => '?',
        };
        strip.map_or("none".into(), |strip| strip.iter().map(sign).collect())
    }

    const MONTHLY: &str = r#""kind": "count", "target": {"min": 12}, "cadence": "monthly""#;
    const HALVES: &str = r#""kind": "count", "target": {"min": 2}, "cadence": "half-yearly""#;
    const DUTY: &str = r#""kind": "ongoing", "cadence": "quarterly""#;
    const STATE: &str = r#""kind": "ongoing""#;
    const COUNT: &str = r#""kind": "count", "target": {"min": 10}"#;

    #[test]
    fn a_strip_says_of_every_period_how_it_stands() {
        for (rest, readings, today, strip_of) in [
            (MONTHLY, &[][..], "23-11-2026", "xxxxxxxxxxo."),
            (
                MONTHLY,
                &[("2026-03-02", "3")],
                "23-11-2026",
                "###xxxxxxxo.",
            ),
            (
                MONTHLY,
                &[("2026-11-02", "11")],
                "23-11-2026",
                "###########.",
            ),
            (
                MONTHLY,
                &[("2026-11-02", "12")],
                "23-11-2026",
                "############",
            ),
            (MONTHLY, &[], "01-01-2026", "o..........."),
            (MONTHLY, &[], "31-12-2025", "............"),
            (MONTHLY, &[], "01-01-2027", "xxxxxxxxxxxx"),
            (HALVES, &[("2026-05-02", "1")], "30-06-2026", "#."),
            (HALVES, &[("2026-05-02", "0")], "30-06-2026", "o."),
            (HALVES, &[("2026-05-02", "0")], "01-07-2026", "xo"),
            (DUTY, &[("2026-05-02", "true")], "23-11-2026", "##xo"),
            (STATE, &[], "23-11-2026", "none"),
            (
                STATE,
                &[
                    ("2026-03-10", "true"),
                    ("2026-06-01", "false"),
                    ("2026-09-30", "true"),
                ],
                "23-11-2026",
                "??###xxx###.",
            ),
            (COUNT, &[("2026-05-02", "1")], "23-11-2026", "none"),
        ] {
            let got = signs(strip(&indicator(rest, readings), day(today), 2026));
            assert_eq!(got, strip_of, "{rest} {readings:?} on {today}");
        }
    }

    #[test]
    fn what_the_strip_calls_missed_the_agenda_does_too() {
        let mut plan: crate::plan::Plan =
            serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
        let today = day("23-11-2026");
        for value in ["0", "1", "3", "11", "12"] {
            for chapter in &mut plan.chapters {
                for indicator in chapter.kpis.iter_mut().flat_map(|kpi| &mut kpi.indicators) {
                    let reading =
                        format!(r#"{{"date": "2026-10-01", "value": {value}, "by": "A"}}"#);
                    indicator.readings = vec![serde_json::from_str(&reading).unwrap()];
                }
            }
            let items = agenda(&plan, today);
            let with_cadence = plan.kpis().flat_map(|(kpi, _)| &kpi.indicators);
            for indicator in with_cadence.filter(|i| i.cadence.is_some()) {
                let strip = strip(indicator, today, 2026).unwrap();
                let missed = strip.iter().filter(|p| p.state == State::Missed).count();
                let item = items
                    .iter()
                    .find(|i| i.indicator.as_ref() == Some(&indicator.id));
                assert_eq!(
                    missed,
                    item.map_or(0, |item| item.missed),
                    "{}",
                    indicator.id
                );
            }
        }
    }

    #[test]
    fn the_expected_line_is_the_one_lights_are_held_against() {
        let due =
            r#""kind": "count", "target": {"min": 10}, "start": "2026-03-01", "due": "2026-09-30""#;
        for rest in [COUNT, MONTHLY, HALVES, due] {
            let indicator = indicator(rest, &[("2026-01-05", "1")]);
            let line = Progress::of(&indicator, day("23-11-2026"), 2026).unwrap();
            for days in 0..365 {
                let today = day("01-01-2026") + chrono::Days::new(days);
                let here = value_on(&line.expected, today).unwrap();
                let light = light::expected(&indicator, today, 2026).unwrap();
                let apart = light.minus(here).max(here.minus(light));
                // A straight line counts today as passed: at most a day's share more.
                assert!(
                    apart <= Decimal::hundredths(5),
                    "{rest} {today}: {here} {light}"
                );
            }
        }
    }

    #[test]
    fn a_recorded_value_holds_until_the_next_and_up_to_today() {
        let readings = [
            ("2026-06-12", "6"),
            ("2026-03-01", "2"),
            ("2026-06-12", "5"),
        ];
        let line = Progress::of(&indicator(COUNT, &readings), day("23-11-2026"), 2026).unwrap();
        for (on, value) in [
            ("28-02-2026", None),
            ("01-03-2026", Some(2)),
            ("11-06-2026", Some(2)),
            ("12-06-2026", Some(5)),
            ("23-11-2026", Some(5)),
            ("24-11-2026", None),
        ] {
            let got = value_on(&line.recorded, day(on));
            assert_eq!(got, value.map(Decimal::whole), "{on}");
        }
        assert_eq!(line.highest(), Decimal::whole(10));
    }

    #[test]
    fn of_a_day_only_the_last_reading_is_drawn() {
        let readings = [
            ("2026-11-23", "7"),
            ("2026-03-01", "2"),
            ("2026-11-23", "19"),
            ("2026-11-23", "8"),
        ];
        let indicator = indicator(COUNT, &readings);
        assert_eq!(values(&indicator), [2, 8].map(Decimal::whole));
        let line = Progress::of(&indicator, day("23-11-2026"), 2026).unwrap();
        assert_eq!(line.highest(), Decimal::whole(10));
        assert!(
            line.recorded
                .iter()
                .all(|point| point.value <= Decimal::whole(8))
        );
    }

    #[test]
    fn only_a_count_with_a_target_and_a_reading_has_a_line() {
        let one = &[("2026-05-02", "1")][..];
        for (rest, readings) in [
            (COUNT, &[][..]),
            (r#""kind": "count""#, one),
            (r#""kind": "count", "target": {"min": 0}"#, one),
            (r#""kind": "coverage", "target": {"min": 100}"#, one),
            (
                r#""kind": "milestone", "due": "2026-12-31""#,
                &[("2026-05-02", "true")],
            ),
        ] {
            let got = Progress::of(&indicator(rest, readings), day("23-11-2026"), 2026);
            assert_eq!(got, None, "{rest}");
        }
    }
}
