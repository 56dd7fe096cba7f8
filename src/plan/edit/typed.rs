//! What a hand types as the value of an indicator, read into an edit.
//!
//! | indicator | typed | means |
//! | --- | --- | --- |
//! | count | `7` | the total is 7 |
//! | count | `+1`, `+` | one more than the latest total, whoever wrote that |
//! | coverage | `12/17`, `12 van 17` | 12 of 17 |
//! | coverage | `13` | 13 of as many as last time |
//! | milestone, state | `j`, `n` | reached or not, in order or not |

use crate::plan::edit::{CountEdit, ReadingEdit};
use chrono::{Datelike, NaiveDate};

use super::Edit;
use crate::plan::Plan;
use crate::plan::figures::doubt::{self, Figure};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Reading, Value};
use crate::plan::model::number::Decimal;

/// A value as typed and understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The value is this from now on; `of` for coverage.
    Is(Value, Option<Decimal>),
    /// So many more.
    More(Decimal),
}

/// Reads a typed value for `indicator`; see the table above.
///
/// # Errors
/// A Dutch sentence that says what this indicator takes.
pub fn parse(indicator: &Indicator, text: &str) -> Result<Typed, String> {
    let text = text.trim();
    match indicator.kind {
        Kind::Count => count(text),
        Kind::Coverage => coverage(indicator, text),
        Kind::Milestone => yes_or_no(text, "typ j voor gereed of n voor nog niet gereed"),
        Kind::Ongoing => yes_or_no(text, "typ j voor op orde of n voor niet op orde"),
    }
}

fn count(text: &str) -> Result<Typed, String> {
    if text.is_empty() {
        return Err("typ een aantal, of +1 om er een bij te tellen".to_string());
    }
    match text.strip_prefix('+').map(str::trim) {
        Some("") => more("1"),
        Some(add) => more(add),
        None => match Decimal::parse(text)? {
            value if value < Decimal::ZERO => Err("een aantal kan niet onder nul".to_string()),
            value => Ok(Typed::Is(Value::Number(value), None)),
        },
    }
}

/// So many more, or fewer; nothing is nothing to record.
///
/// # Errors
/// As [`parse`].
pub fn more(text: &str) -> Result<Typed, String> {
    match Decimal::parse(text)? {
        Decimal::ZERO => Err("0 erbij verandert niets".to_string()),
        add => Ok(Typed::More(add)),
    }
}

fn coverage(indicator: &Indicator, text: &str) -> Result<Typed, String> {
    if text.is_empty() {
        return Err("typ hoeveel van hoeveel, bijvoorbeeld 12/17".to_string());
    }
    let (x, y) = match text.split_once('/').or_else(|| text.split_once("van")) {
        Some((x, y)) => (Decimal::parse(x)?, Decimal::parse(y)?),
        None => match indicator.latest().and_then(|latest| latest.of) {
            Some(of) => (Decimal::parse(text)?, of),
            None => return Err(of_how_many(text)),
        },
    };
    if x < Decimal::ZERO || y <= Decimal::ZERO || x > y {
        return Err(format!("{x} van {y} kan niet"));
    }
    Ok(Typed::Is(Value::Number(x), Some(y)))
}

fn of_how_many(text: &str) -> String {
    let share = text.strip_suffix('%').map(str::trim_end);
    let share = share.map_or_else(String::new, |share| {
        format!("; weet u alleen het percentage, dan {share}/100")
    });
    format!("{text} van hoeveel? Typ beide, bijvoorbeeld 12/17{share}")
}

fn yes_or_no(text: &str, way_out: &str) -> Result<Typed, String> {
    match text.to_lowercase().as_str() {
        "j" | "ja" | "gereed" | "klaar" | "op orde" => Ok(Typed::Is(Value::Done(true), None)),
        "n" | "nee" | "niet" | "niet gereed" | "niet op orde" => {
            Ok(Typed::Is(Value::Done(false), None))
        }
        _ => Err(way_out.to_string()),
    }
}

impl Typed {
    /// What this comes to on `indicator` as it now is.
    pub fn total(self, indicator: &Indicator) -> (Value, Option<Decimal>) {
        let add = match self {
            Self::Is(value, of) => return (value, of),
            Self::More(add) => add,
        };
        let now = match indicator.latest().map(|latest| latest.value) {
            Some(Value::Number(now)) => now,
            _ => Decimal::ZERO,
        };
        (Value::Number(now.plus(add)), None)
    }

    /// What to ask before it is recorded on `indicator`, once; see [`doubt`](mod@doubt).
    pub fn doubt(
        self,
        plan: &Plan,
        indicator: &Indicator,
        day: NaiveDate,
        today: NaiveDate,
    ) -> Option<String> {
        let (value, of) = self.total(indicator);
        let figure = Figure {
            value,
            of,
            counted: matches!(self, Self::More(_)),
            day,
        };
        doubt::doubt(plan, indicator, figure, today)
    }

    /// The reading that says this already: of that day and by the same hand, the last one there.
    /// With a note there is something new.
    pub fn stood<'a>(
        self,
        indicator: &'a Indicator,
        (day, note, by): (NaiveDate, &str, &str),
    ) -> Option<&'a Reading> {
        let Self::Is(value, of) = self else {
            return None;
        };
        let mut of_day = indicator.readings.iter().rev().filter(|it| it.date == day);
        let last = of_day.next().filter(|_| note.trim().is_empty())?;
        (last.value == value && last.of == of && last.by == by).then_some(last)
    }

    /// The edit that records this value.
    pub fn into_edit(self, id: &str, date: NaiveDate, note: &str, by: &str) -> Edit {
        let note = Some(note.trim().to_string()).filter(|note| !note.is_empty());
        let (value, of) = match self {
            Self::Is(value, of) => (value, of),
            Self::More(add) => (Value::Number(add), None),
        };
        let reading = Reading {
            date,
            value,
            of,
            note,
            by: by.to_string(),
        };
        match self {
            Self::Is(..) => Edit::Reading(ReadingEdit {
                id: id.to_string(),
                from: None,
                to: Some(reading),
                counted: None,
                source: None,
            }),
            Self::More(add) => Edit::Count(CountEdit {
                id: id.to_string(),
                add,
                reading,
            }),
        }
    }
}

/// Checks the day of something that was said: not after today, and not before the plan's own years.
///
/// # Errors
/// A Dutch sentence.
pub fn check_date(plan: &Plan, day: NaiveDate, today: NaiveDate) -> Result<(), String> {
    let (shown, years) = (date::dutch(day), plan.years());
    if day > today {
        return Err(format!("{shown} ligt na vandaag"));
    }
    if day.year() < years.from {
        let years = years.shown();
        return Err(format!("{shown} ligt voor dit plan, dat van {years} is"));
    }
    Ok(())
}

/// The day of a meeting: one it is or was held on, as of anything that has been; or one to come, for
/// which it is planned.
///
/// # Errors
/// A Dutch sentence, where it is no day or lies before the plan.
pub fn meeting_day(plan: &Plan, typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let been = date::parse(typed, today, plan.year);
    // `+2w` and `wk 48` are only ever to come.
    let day =
        been.or_else(|wrong| date::parse_coming(typed, today, plan.year).map_err(|_other| wrong))?;
    check_date(plan, day.min(today), today).map(|()| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_was_is_or_comes() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../../tests/stores/valid/small.json")).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for (typed, day) in [
            ("", Some("2026-11-23")),
            ("g", Some("2026-11-22")),
            ("12-11", Some("2026-11-12")),
            ("10-12", Some("2026-12-10")),
            ("+2w", Some("2026-12-07")),
            ("14-1-2027", Some("2027-01-14")),
            ("12-11-2025", None),
            ("31-2", None),
            ("ooit", None),
        ] {
            let got = meeting_day(&plan, typed, today).ok();
            assert_eq!(got.map(|day| day.to_string()).as_deref(), day, "{typed}");
        }
    }

    fn indicator(kind: &str, readings: &str) -> Indicator {
        let json =
            format!(r#"{{"id": "X", "kind": "{kind}", "label": "x", "readings": [{readings}]}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn understood() {
        let number = |n| Value::Number(Decimal::whole(n));
        let boas = r#"{"date": "2026-01-01", "value": 3, "of": 17, "by": "A"}"#;
        for (kind, readings, typed, means) in [
            ("count", "", "7", Typed::Is(number(7), None)),
            ("count", "", "1.000", Typed::Is(number(1000), None)),
            (
                "count",
                "",
                "0,8",
                Typed::Is(Value::Number(Decimal::hundredths(80)), None),
            ),
            ("count", "", "+1", Typed::More(Decimal::whole(1))),
            ("count", "", "+", Typed::More(Decimal::whole(1))),
            ("count", "", "+ 3", Typed::More(Decimal::whole(3))),
            (
                "coverage",
                "",
                "12/17",
                Typed::Is(number(12), Some(Decimal::whole(17))),
            ),
            (
                "coverage",
                "",
                "12 van 17",
                Typed::Is(number(12), Some(Decimal::whole(17))),
            ),
            (
                "coverage",
                boas,
                "13",
                Typed::Is(number(13), Some(Decimal::whole(17))),
            ),
            ("milestone", "", "j", Typed::Is(Value::Done(true), None)),
            ("milestone", "", "Nee", Typed::Is(Value::Done(false), None)),
            ("ongoing", "", "ja", Typed::Is(Value::Done(true), None)),
        ] {
            assert_eq!(
                parse(&indicator(kind, readings), typed),
                Ok(means),
                "{kind} {typed}"
            );
        }
    }

    #[test]
    fn the_same_again_is_nothing_new() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let six = r#"{"date": "2026-11-22", "value": 6, "by": "B"}, {"date": "2026-11-23", "value": 6, "by": "A"}"#;
        for (typed, on, note, by, stood) in [
            ("6", "2026-11-23", " ", "A", true),
            ("7", "2026-11-23", "", "A", false),
            ("+1", "2026-11-23", "", "A", false),
            ("6", "2026-11-24", "", "A", false),
            ("6", "2026-11-22", "", "A", false),
            ("6", "2026-11-23", "nageteld", "A", false),
            ("6", "2026-11-23", "", "B", false),
        ] {
            let indicator = indicator("count", six);
            let got = parse(&indicator, typed).unwrap();
            let got = got.stood(&indicator, (day(on), note, by));
            assert_eq!(got.is_some(), stood, "{typed} {on} {note} {by}");
        }
    }

    #[test]
    fn refused_in_a_sentence() {
        for (kind, typed, words) in [
            ("count", "", "typ een aantal"),
            ("count", "veel", "geen getal"),
            ("count", "-1", "niet onder nul"),
            ("count", "+0", "0 erbij verandert niets"),
            ("count", "1.5", "bedoelt u 1,5?"),
            (
                "coverage",
                "12",
                "12 van hoeveel? Typ beide, bijvoorbeeld 12/17",
            ),
            (
                "coverage",
                "80%",
                "80% van hoeveel? Typ beide, bijvoorbeeld 12/17; weet u alleen het percentage, dan 80/100",
            ),
            ("coverage", "18/17", "kan niet"),
            ("coverage", "0/0", "kan niet"),
            ("milestone", "7", "typ j voor gereed"),
            ("ongoing", "", "op orde"),
        ] {
            let sentence = parse(&indicator(kind, ""), typed).unwrap_err();
            assert!(sentence.contains(words), "{kind} {typed}: {sentence}");
        }
    }
}
