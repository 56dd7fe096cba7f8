//! Which periods of a year have their value.
//!
//! | indicator | its strip |
//! | --- | --- |
//! | with a cadence | a period each: its value is in, missed, asked now, or to come |
//! | a state (`ongoing`) without one | a month each: in order, not, or not known yet |
//! | anything else | none |

use chrono::NaiveDate;

use super::agenda::covered;
use crate::plan::model::kpi::{Cadence, Indicator, Kind, Value};

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
                    indicator.readings = vec![serde_json::from_str(&reading).unwrap()].into();
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
}
