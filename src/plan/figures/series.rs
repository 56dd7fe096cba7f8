//! The series of a year: what was recorded of an indicator, what was expected of it and what was
//! wanted, day by day. Every drawing of a year is made from it: the chart on a page and in a
//! report, the small one in a list, the sentence for who can't see either.
//!
//! | indicator | recorded | from, to |
//! | --- | --- | --- |
//! | a count | the total so far, which holds until the next | 0, the highest of all |
//! | a part of a whole | the percentage | 0, 100 |
//! | a milestone, a state | no line: days, and [periods](super::strip) | |
//!
//! What was wanted is that of the day: where a target or its day was moved, both lines begin anew
//! on the day it was.

use chrono::{Datelike, NaiveDate};

use super::light;
use crate::plan::Plan;
use crate::plan::model::kpi::{Cadence, Indicator, Kind, Reading};
use crate::plan::model::number::Decimal;

/// A point of a line: from this day on, a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// The value: a count, or a percentage.
    pub value: Decimal,
}

/// The lines of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What was wanted: a level line for each target that held, the last one last.
    pub wanted: Vec<Vec<Point>>,
    /// The corners of what was expected, a line for each target that held.
    pub expected: Vec<Vec<Point>>,
    /// The corners of what was recorded: a value holds until the next.
    pub recorded: Vec<Point>,
    /// The readings themselves, the last of each day.
    pub readings: Vec<Point>,
    /// Whether the values are percentages.
    pub percent: bool,
}

impl Series {
    /// The lines of an indicator as on `today`; none for what has no number, and as long as
    /// nothing was recorded.
    pub fn of(plan: &Plan, indicator: &Indicator, today: NaiveDate, year: i32) -> Option<Self> {
        if !matches!(indicator.kind, Kind::Count | Kind::Coverage) {
            return None;
        }
        let (first, end) = bounds(year)?;
        let today = today.clamp(first, end);
        let readings = readings(indicator, first, today);
        readings.first()?;
        let versions = plan.held_over(indicator);
        let pieces = |line: &dyn Fn(&Indicator) -> Option<Vec<Point>>| {
            let begins = |at: usize| versions.get(at).and_then(|(from, _)| *from);
            let all = versions
                .iter()
                .enumerate()
                .filter_map(|(at, (from, held))| {
                    let from = from.unwrap_or(first).clamp(first, end);
                    let to = begins(at + 1).unwrap_or(end).clamp(first, end);
                    let of_kind = from < to && held.kind == indicator.kind;
                    let line = of_kind.then(|| line(held)).flatten()?;
                    Some(clip(&line, from, to))
                });
            joined(all)
        };
        let level = |held: &Indicator| {
            let target = held.target?;
            let value = target.figure()?;
            Some(vec![Point { day: first, value }, Point { day: end, value }])
        };
        Some(Self {
            wanted: pieces(&level),
            expected: pieces(&|held| expected(held, year, first, end)),
            recorded: recorded(&readings, first, today),
            readings,
            percent: indicator.kind == Kind::Coverage,
        })
    }

    /// The highest value there is room for.
    pub fn highest(&self) -> Decimal {
        let lines = self.wanted.iter().chain(&self.expected).flatten();
        let values = lines.chain(&self.recorded).map(|point| point.value);
        let least = if self.percent {
            Decimal::whole(100)
        } else {
            Decimal::ZERO
        };
        values.fold(least, Ord::max)
    }
}

/// What was recorded at the end of each month, as on `today`: none before the first reading, and
/// for a month that has yet to begin.
pub fn months(indicator: &Indicator, today: NaiveDate, year: i32) -> Vec<Option<Decimal>> {
    let Some((first, end)) = bounds(year) else {
        return Vec::new();
    };
    let line = readings(indicator, first, today.clamp(first, end));
    let months = Cadence::Monthly.periods(year).into_iter();
    let months = months.map(|(begins, ends)| {
        let known = line.iter().rev().find(|point| point.day <= ends)?;
        (begins <= today).then_some(known.value)
    });
    months.collect()
}

/// The same, where there is a course to see: one value alone is none.
pub fn course(indicator: &Indicator, today: NaiveDate, year: i32) -> Option<Vec<Option<Decimal>>> {
    let numbers = indicator.readings.iter();
    let mut numbers = numbers.filter(|it| indicator.share(it).is_some());
    let first = numbers.next()?;
    let others = numbers.any(|it| it.date != first.date);
    others.then(|| months(indicator, today, year))
}

/// The first day of a year and of the next.
fn bounds(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    Some((first(year)?, first(year.checked_add(1)?)?))
}

/// The readings by date, those of the years before on the first day. Of a day only the last: what
/// came before it was corrected.
fn readings(indicator: &Indicator, first: NaiveDate, today: NaiveDate) -> Vec<Point> {
    let mut all: Vec<&Reading> = indicator.readings.iter().rev().collect();
    all.sort_by_key(|reading| reading.date);
    all.dedup_by_key(|reading| reading.date);
    let mut points: Vec<Point> = Vec::new();
    for reading in all {
        let Some(value) = indicator.share(reading) else {
            continue;
        };
        let day = reading.date.clamp(first, today);
        if points.last().is_some_and(|last| last.day == day) {
            points.pop();
        }
        points.push(Point { day, value });
    }
    points
}

/// The line through the readings up to `today`. Before the first nothing is known, which is not
/// the same as none.
fn recorded(readings: &[Point], first: NaiveDate, today: NaiveDate) -> Vec<Point> {
    let mut line = Vec::new();
    for reading in readings {
        climb(&mut line, reading.day, reading.value);
    }
    if let Some(last) = line.last().copied() {
        climb(&mut line, today.max(first), last.value);
    }
    line
}

/// The line lights are held against, with one target for the whole year.
fn expected(
    indicator: &Indicator,
    year: i32,
    first: NaiveDate,
    end: NaiveDate,
) -> Option<Vec<Point>> {
    let target = indicator.figure().filter(|it| *it > Decimal::ZERO)?;
    match indicator.cadence {
        Some(cadence) if !indicator.spans_years() && !indicator.is_capped_part() => {
            let begun = indicator.ceiling().is_some();
            Some(stepped(target, cadence, (first, end), begun))
        }
        _ => linear(indicator, year, first, end),
    }
}

/// One step up where a period has ended, or begins, as [`light::expected`] counts them.
fn stepped(
    target: Decimal,
    cadence: Cadence,
    (first, end): (NaiveDate, NaiveDate),
    begun: bool,
) -> Vec<Point> {
    let all = cadence.periods(first.year());
    let whole = i64::try_from(all.len()).unwrap_or(1);
    let mut line = vec![Point {
        day: first,
        value: Decimal::ZERO,
    }];
    for (counted, (starts, last)) in (1..).zip(all) {
        let next = last.succ_opt().unwrap_or(last).min(end);
        let from = if begun { starts } else { next };
        climb(&mut line, from, target.share(counted, whole));
    }
    if begun {
        line.push(Point {
            day: end,
            value: target,
        });
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

/// Goes on level to `day`, and there up or down to `value`.
fn climb(line: &mut Vec<Point>, day: NaiveDate, value: Decimal) {
    if let Some(last) = line.last().copied() {
        line.push(Point { day, ..last });
    }
    line.push(Point { day, value });
}

/// The stretch of a line between two days.
fn clip(line: &[Point], from: NaiveDate, to: NaiveDate) -> Vec<Point> {
    let begins = value_on(line, from).map(|value| Point { day: from, value });
    let inside = line.iter().filter(|it| from < it.day && it.day < to);
    // Where it goes up on the last day the stretch ends before that.
    let corner = line.iter().find(|it| it.day == to).map(|it| it.value);
    let ends = corner.or_else(|| value_on(line, to));
    let ends = ends.map(|value| Point { day: to, value });
    begins
        .into_iter()
        .chain(inside.copied())
        .chain(ends)
        .collect()
}

/// Lines one after another; those that go on as before are one.
fn joined(pieces: impl Iterator<Item = Vec<Point>>) -> Vec<Vec<Point>> {
    let mut out: Vec<Vec<Point>> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if last.last() == piece.first() => last.extend(piece.into_iter().skip(1)),
            _ => out.push(piece),
        }
    }
    out.retain(|piece| piece.len() > 1);
    out
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
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::plan::model::number::Decimal;

    fn day(text: &str) -> NaiveDate {
        crate::plan::model::date::parse(text, NaiveDate::MIN, 2026).unwrap()
    }

    /// A plan with one indicator, its readings written as `day value`.
    fn plan(rest: &str, readings: &[(&str, &str)]) -> Plan {
        let json = include_str!("../../../tests/stores/valid/small.json");
        let mut plan: Plan = serde_json::from_str(json).unwrap();
        let readings: Vec<String> = readings
            .iter()
            .map(|(date, value)| {
                let (value, of) = value.split_once('/').unwrap_or((value, "null"));
                format!(r#"{{"date": "{date}", "value": {value}, "of": {of}, "by": "A"}}"#)
            })
            .collect();
        let readings = readings.join(",");
        let json = format!(r#"{{"id": "1.K1.1", "label": "x", {rest}, "readings": [{readings}]}}"#);
        plan.chapters[0].kpis.truncate(1);
        plan.chapters[0].kpis[0].indicators = vec![serde_json::from_str(&json).unwrap()];
        plan
    }

    fn only(plan: &Plan) -> &Indicator {
        &plan.chapters[0].kpis[0].indicators[0]
    }

    fn series(plan: &Plan, today: &str) -> Option<Series> {
        Series::of(plan, only(plan), day(today), 2026)
    }

    /// The plan after a field of its indicator was changed on a day.
    fn changed(plan: Plan, on: &str, field: &str, to: &str) -> Plan {
        let set = format!(
            r#"{{"what": "set", "id": "1.K1.1", "field": "{field}", "from": {}, "to": {to},
                 "why": {{"reason": "x"}}}}"#,
            serde_json::to_value(only(&plan)).unwrap()[field]
        );
        let by = Author {
            name: "A".into(),
            at: format!("{on}T12:00:00+01:00").parse().unwrap(),
            meeting: None,
        };
        let wanted = Intent::Edit(vec![serde_json::from_str(&set).unwrap()]);
        let next = transaction(plan, &wanted, &by, Role::Administrator);
        next.unwrap().unwrap().plan
    }

    const MONTHLY: &str = r#""kind": "count", "target": {"min": 12}, "cadence": "monthly""#;
    const HALVES: &str = r#""kind": "count", "target": {"min": 2}, "cadence": "half-yearly""#;
    const COUNT: &str = r#""kind": "count", "target": {"min": 10}"#;
    const PART: &str = r#""kind": "coverage", "target": {"min": 100}"#;

    #[test]
    fn the_expected_line_is_the_one_lights_are_held_against() {
        let due =
            r#""kind": "count", "target": {"min": 10}, "start": "2026-03-01", "due": "2026-09-30""#;
        let most = r#""kind": "count", "target": {"max": 365}"#;
        let monthly_most = r#""kind": "count", "target": {"max": 12}, "cadence": "monthly""#;
        let part = r#""kind": "coverage", "target": {"max": 10}, "cadence": "monthly""#;
        for rest in [COUNT, MONTHLY, HALVES, due, PART, most, monthly_most, part] {
            let plan = plan(rest, &[("2026-01-05", "1/4")]);
            let line = series(&plan, "23-11-2026").unwrap();
            for days in 0..365 {
                let today = day("01-01-2026") + chrono::Days::new(days);
                let here = value_on(&line.expected[0], today).unwrap();
                let light = light::expected(only(&plan), today, 2026).unwrap();
                let apart = light.minus(here).max(here.minus(light));
                // A straight line counts today as passed: at most a day's share more.
                let most = only(&plan).figure().unwrap().share(1, 200);
                assert!(apart <= most, "{rest} {today}: {here} {light}");
            }
        }
    }

    #[test]
    fn a_moved_target_steps_on_the_day_it_was_moved() {
        let plan = plan(COUNT, &[("2026-02-01", "2")]);
        let plan = changed(plan, "2026-07-02", "target", r#"{"min": 20, "max": null}"#);
        let plan = changed(plan, "2026-10-01", "due", r#""2026-11-30""#);
        let plan = changed(plan, "2026-10-05", "label", r#""y""#);
        let line = series(&plan, "23-11-2026").unwrap();
        for (on, wanted, expected) in [
            ("01-01-2026", 10, 0),
            ("01-07-2026", 10, 5),
            ("02-07-2026", 20, 10),
            ("30-09-2026", 20, 15),
            // 273 of 334 days.
            ("01-10-2026", 20, 16),
            ("31-12-2026", 20, 20),
        ] {
            // Of two lines that meet on a day the later one holds.
            let at = |lines: &[Vec<Point>]| {
                let there = lines.iter().rev().find_map(|it| value_on(it, day(on)));
                there.unwrap().nearest()
            };
            assert_eq!(at(&line.wanted), Decimal::whole(wanted), "{on}");
            let apart = at(&line.expected).minus(Decimal::whole(expected));
            assert!(apart <= Decimal::whole(1), "{on}: {}", at(&line.expected));
        }
        // What moved nothing begins no line.
        assert_eq!((line.wanted.len(), line.expected.len()), (2, 3));
        assert_eq!(line.highest(), Decimal::whole(20));
        // And the light of a day is held against the same.
        let held = plan.held_on(only(&plan), day("01-07-2026"));
        assert_eq!(held.target.unwrap().min, Some(Decimal::whole(10)));
    }

    #[test]
    fn a_recorded_value_holds_until_the_next_and_up_to_today() {
        let readings = [
            ("2026-06-12", "6"),
            ("2026-03-01", "2"),
            ("2026-06-12", "5"),
        ];
        let line = series(&plan(COUNT, &readings), "23-11-2026").unwrap();
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
        assert_eq!(line.readings.len(), 2);
    }

    #[test]
    fn of_a_day_only_the_last_reading_is_drawn() {
        let readings = [
            ("2026-11-23", "7"),
            ("2026-03-01", "2"),
            ("2026-11-23", "19"),
            ("2026-11-23", "8"),
        ];
        let plan = plan(COUNT, &readings);
        let line = series(&plan, "23-11-2026").unwrap();
        let values: Vec<String> = line
            .readings
            .iter()
            .map(|it| it.value.to_string())
            .collect();
        assert_eq!(values, ["2", "8"]);
        assert_eq!(line.highest(), Decimal::whole(10));
    }

    #[test]
    fn what_has_a_number_has_lines_once_there_is_one() {
        let one = &[("2026-05-02", "1")][..];
        let part = &[("2026-05-02", "9/17")][..];
        for (rest, readings, lines) in [
            (COUNT, &[][..], None),
            (COUNT, one, Some((1, 1, "10"))),
            // Nothing to reach: what was recorded alone.
            (r#""kind": "count""#, one, Some((0, 0, "1"))),
            (
                r#""kind": "count", "target": {"max": 5}"#,
                one,
                Some((1, 1, "5")),
            ),
            (
                r#""kind": "count", "target": {"min": 0}"#,
                one,
                Some((1, 0, "1")),
            ),
            (PART, part, Some((1, 1, "100"))),
            (
                r#""kind": "coverage", "target": {"min": 80}"#,
                part,
                Some((1, 1, "100")),
            ),
            // So many, but of how many is not known.
            (PART, one, None),
            (
                r#""kind": "milestone", "due": "2026-12-31""#,
                &[("2026-05-02", "true")],
                None,
            ),
            (r#""kind": "ongoing""#, &[("2026-05-02", "true")], None),
        ] {
            let got = series(&plan(rest, readings), "23-11-2026");
            let got = got.map(|it| {
                let top = it.highest().to_string();
                (it.wanted.len(), it.expected.len(), top)
            });
            let lines = lines.map(|(wanted, expected, top)| (wanted, expected, top.to_string()));
            assert_eq!(got, lines, "{rest}");
        }
    }

    #[test]
    fn a_month_has_the_value_it_ended_with() {
        for (readings, today, shown) in [
            (&[][..], "23-11-2026", "- - - - - - - - - - - -"),
            (
                &[
                    ("2026-02-12", "2"),
                    ("2026-02-28", "3"),
                    ("2026-05-01", "4"),
                ],
                "15-07-2026",
                "- 3 3 3 4 4 4 - - - - -",
            ),
            (
                &[("2025-12-30", "1")],
                "31-01-2026",
                "1 - - - - - - - - - - -",
            ),
            (
                &[("2026-11-30", "7")],
                "05-01-2027",
                "- - - - - - - - - - 7 7",
            ),
            (
                &[("2026-02-12", "2")],
                "31-12-2025",
                "- - - - - - - - - - - -",
            ),
        ] {
            let plan = plan(COUNT, readings);
            let months = months(only(&plan), day(today), 2026).into_iter();
            let months = months.map(|it| it.map_or("-".to_string(), |it| it.to_string()));
            assert_eq!(months.collect::<Vec<_>>().join(" "), shown, "{readings:?}");
        }
    }
}
