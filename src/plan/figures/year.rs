//! A plan of several years as it is in one of them. That is a plan like any other, so that
//! nothing of what follows from it has to know of other years; a plan of one year is itself.
//!
//! | in a year | readings | wanted | expected |
//! | --- | --- | --- | --- |
//! | a count | of that year: it starts anew | the target of the year, else `target` | from 1 January; its days are the same each year |
//! | a cumulative count, a part of a whole | up to that year | the target of the year, else the next one set | from the target before to this one |
//! | a milestone, a state | up to that year | its day; in order | as ever |
//! | a light a person gave | of that year | | |

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::plan::Plan;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Seen, Target};
use crate::plan::model::life::Period;
use crate::plan::model::number::Decimal;

impl Plan {
    /// It as it is in one of its years.
    pub fn in_year(&self, year: i32) -> Cow<'_, Self> {
        let years = self.years();
        if years.is_one() {
            return Cow::Borrowed(self);
        }
        let mut seen = self.clone();
        seen.year = year;
        for kpi in seen.chapters.iter_mut().flat_map(|it| &mut it.kpis) {
            let all = std::mem::take(&mut kpi.judgements).into_iter();
            let all = all.filter(|it| years.year_of(it.date) <= year);
            (kpi.judgements, kpi.judged_before) =
                all.partition(|it| years.year_of(it.date) == year);
            for indicator in &mut kpi.indicators {
                *indicator = indicator.in_year(years, year).into_owned();
            }
        }
        Cow::Owned(seen)
    }

    /// The day something is recorded on in the year in view: today, and of a year that has been
    /// its last day.
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        match last_of(self.year) {
            Some(last) if !self.years().is_one() => today.min(last),
            _ => today,
        }
    }
}

impl Indicator {
    /// It as it is in one of the years of its plan.
    pub fn in_year(&self, years: Period, year: i32) -> Cow<'_, Self> {
        let (Some(first), Some(last)) = (first_of(year), last_of(year)) else {
            return Cow::Borrowed(self);
        };
        if years.is_one() {
            return Cow::Borrowed(self);
        }
        let whole = self.whole();
        let mut seen = whole.clone();
        seen.readings.retain(|it| {
            let of = years.year_of(it.date);
            of == year || (of < year && whole.goes_on())
        });
        let from = match whole.kind {
            Kind::Count | Kind::Coverage if whole.goes_on() => {
                let (from, stop) = whole.leg(years, first);
                seen.target = stop.map(|(_, target)| target);
                seen.due = stop.map(|(day, _)| day).or(whole.due);
                from
            }
            Kind::Count => {
                seen.target = whole.target_of(year);
                seen.due = Some(whole.due.map_or(last, |due| date::in_year(due, year)));
                let start = whole.start.map(|start| date::in_year(start, year));
                seen.start = start.filter(|start| Some(*start) < seen.due);
                Some((seen.start.unwrap_or(first), Decimal::ZERO))
            }
            Kind::Coverage | Kind::Milestone | Kind::Ongoing => None,
        };
        let from = from.unwrap_or((first, Decimal::ZERO));
        let whole = whole.clone();
        seen.seen = Some(Box::new(Seen { year, whole, from }));
        Cow::Owned(seen)
    }

    /// Of what goes on over the years the stretch a day lies in: where it begins, and where it
    /// goes.
    fn leg(&self, years: Period, day: NaiveDate) -> (Option<Point>, Option<(NaiveDate, Target)>) {
        let own = self
            .targets
            .iter()
            .filter_map(|it| Some((last_of(it.year)?, it.wanted())));
        let mut stops: Vec<(NaiveDate, Target)> = own.collect();
        stops.sort_by_key(|(day, _)| *day);
        // One figure for a part of a whole is the same each year: it has to be there in the first.
        let once = self.kind == Kind::Coverage && stops.is_empty();
        let end = self
            .due
            .or_else(|| last_of(if once { years.from } else { years.to }));
        let beyond = |end: &NaiveDate| stops.last().is_none_or(|(last, _)| last < end);
        if let (Some(end), Some(target)) = (end.filter(beyond), self.target) {
            stops.push((end, target));
        }
        let next = stops.iter().position(|(stop, _)| *stop >= day);
        let next = next.unwrap_or(stops.len().saturating_sub(1));
        let before = next.checked_sub(1).and_then(|at| stops.get(at));
        let before = before.and_then(|(day, target)| Some((day.succ_opt()?, target.figure()?)));
        let begin = self.start.or_else(|| first_of(years.from));
        let begin = begin.map(|day| (day, Decimal::ZERO));
        (before.or(begin), stops.get(next).copied())
    }
}

/// A day and a value.
type Point = (NaiveDate, Decimal);

fn first_of(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1)
}

fn last_of(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 12, 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::figures::series::{Point, Series, value_on};
    use crate::plan::figures::{agenda, light};
    use crate::plan::words;
    use crate::plan::words::Wide;

    /// The plan of these years with one indicator in it.
    fn plan(to: i32, rest: &str, readings: &[(&str, &str)]) -> Plan {
        let json = include_str!("../../../tests/stores/valid/small.json");
        let mut plan: Plan = serde_json::from_str(json).unwrap();
        plan.period = Some(Period { from: 2026, to });
        let reading = |(day, value): &(&str, &str)| {
            format!(r#"{{"date": "{day}", "value": {value}, "by": "A"}}"#)
        };
        let readings: Vec<String> = readings.iter().map(reading).collect();
        let readings = readings.join(",");
        let json = format!(r#"{{"id": "1.K1.1", "label": "x", {rest}, "readings": [{readings}]}}"#);
        plan.chapters[0].kpis.truncate(1);
        plan.chapters[0].kpis[0].indicators = vec![serde_json::from_str(&json).unwrap()];
        plan.chapters[0].kpis[0].judgements.clear();
        plan
    }

    fn only(plan: &Plan) -> &Indicator {
        &plan.chapters[0].kpis[0].indicators[0]
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const COUNT: &str = r#""kind": "count", "target": {"min": 10}"#;
    const BY_YEAR: &str = r#""kind": "count", "target": {"min": 10},
        "targets": [{"year": 2027, "min": 20}, {"year": 2028, "min": 40}]"#;
    const GROWING: &str = r#""kind": "count", "cumulative": true, "target": {"min": 40}"#;
    const STEPS: &str = r#""kind": "count", "cumulative": true, "target": {"min": 40},
        "targets": [{"year": 2026, "min": 4}, {"year": 2027, "min": 20}]"#;
    const PART: &str = r#""kind": "coverage", "target": {"min": 100}"#;
    const PARTS: &str = r#""kind": "coverage", "target": {"min": 100},
        "targets": [{"year": 2026, "min": 50}]"#;

    #[test]
    fn a_year_has_its_own_target_readings_and_expectation() {
        for (rest, year, today, stands, expected) in [
            (COUNT, 2026, "2026-12-31", "6 / 10", "10"),
            // Anew each January.
            (COUNT, 2027, "2027-01-01", "– / 10", "0"),
            (COUNT, 2027, "2027-07-02", "3 / 10", "5"),
            (COUNT, 2028, "2027-07-02", "– / 10", "0"),
            (BY_YEAR, 2026, "2026-12-31", "6 / 10", "10"),
            (BY_YEAR, 2027, "2027-07-02", "3 / 20", "10"),
            (BY_YEAR, 2028, "2028-12-31", "– / 40", "40"),
            (BY_YEAR, 2029, "2029-12-31", "– / 10", "10"),
            // On from one year to the next, with one figure for the end.
            (GROWING, 2026, "2026-12-31", "6 / 40", "10"),
            (GROWING, 2027, "2027-12-31", "3 / 40", "20"),
            (GROWING, 2029, "2029-12-31", "3 / 40", "40"),
            (STEPS, 2026, "2026-12-31", "6 / 4", "4"),
            (STEPS, 2027, "2027-01-01", "6 / 20", "4"),
            (STEPS, 2027, "2027-12-31", "3 / 20", "20"),
            (STEPS, 2028, "2028-12-31", "3 / 40", "30"),
            // A part of a whole stays what it is.
            (PART, 2026, "2026-12-31", "6", "100%"),
            (PART, 2028, "2028-01-01", "3", "100%"),
            (PARTS, 2026, "2026-12-31", "6", "50%"),
            (PARTS, 2027, "2027-01-01", "6", "50%"),
            (PARTS, 2029, "2029-12-31", "3", "100%"),
        ] {
            let readings = [("2026-05-01", "6"), ("2027-06-01", "3")];
            let plan = plan(2029, rest, &readings);
            let seen = plan.in_year(year);
            let indicator = only(&seen);
            let mut indicator = indicator.clone();
            let today = day(today);
            indicator.readings.retain(|it| it.date <= today);
            assert_eq!(
                words::standing(&indicator, Wide::Cells),
                stands,
                "{rest} in {year}"
            );
            let got = light::expected(&indicator, today, seen.year)
                .unwrap()
                .rounded();
            let got = if rest.contains("coverage") {
                format!("{got}%")
            } else {
                got.to_string()
            };
            assert_eq!(got, expected, "{rest} in {year} on {today}");
        }
    }

    #[test]
    fn a_plan_of_one_year_is_itself() {
        let plan = plan(2026, COUNT, &[("2025-12-30", "2"), ("2027-01-05", "9")]);
        let seen = plan.in_year(2026);
        assert!(matches!(seen, Cow::Borrowed(_)));
        assert_eq!(words::standing(only(&seen), Wide::Cells), "9 / 10");
        assert_eq!(seen.day(day("2027-01-05")), day("2027-01-05"));
    }

    #[test]
    fn what_was_made_from_a_plan_is_made_from_all_of_it_again() {
        let plan = plan(2029, BY_YEAR, &[("2026-05-01", "6")]);
        let seen = plan.in_year(2028);
        let again = only(&seen).in_year(plan.years(), 2026);
        assert_eq!(*again, *only(&plan.in_year(2026)));
        assert_eq!(only(&seen).whole(), only(&plan));
        assert_eq!(seen.day(day("2029-02-01")), day("2028-12-31"));
        assert_eq!(seen.day(day("2028-02-01")), day("2028-02-01"));
    }

    #[test]
    fn the_days_of_a_count_are_the_same_each_year() {
        let rest =
            r#""kind": "count", "target": {"min": 10}, "start": "2028-02-29", "due": "2028-09-30""#;
        let plan = plan(2029, rest, &[]);
        let days = |year| {
            let seen = plan.in_year(year);
            let indicator = only(&seen);
            (
                indicator.start.unwrap().to_string(),
                indicator.due.unwrap().to_string(),
            )
        };
        assert_eq!(days(2027), ("2027-02-28".into(), "2027-09-30".into()));
        assert_eq!(days(2028), ("2028-02-29".into(), "2028-09-30".into()));
    }

    #[test]
    fn the_agenda_is_of_the_year_in_view() {
        let milestone = r#""kind": "milestone", "due": "2027-06-30""#;
        let monthly = r#""kind": "count", "target": {"min": 12}, "cadence": "monthly""#;
        let duty = r#""kind": "ongoing", "cadence": "quarterly""#;
        for (rest, readings, year, today, due) in [
            (milestone, &[][..], 2026, "2026-11-23", ""),
            (milestone, &[], 2027, "2027-03-01", "2027-06-30"),
            (milestone, &[], 2028, "2028-03-01", "2027-06-30"),
            (milestone, &[("2027-06-01", "true")], 2028, "2028-03-01", ""),
            // What was missed in 2026 is of 2026.
            (
                monthly,
                &[("2026-12-01", "5")],
                2026,
                "2027-02-02",
                "2026-06-30",
            ),
            (
                monthly,
                &[("2026-12-01", "5")],
                2027,
                "2027-02-02",
                "2027-01-31",
            ),
            (
                duty,
                &[("2026-12-01", "true")],
                2027,
                "2027-02-02",
                "2027-03-31",
            ),
            (COUNT, &[("2026-12-01", "10")], 2026, "2027-02-02", ""),
            (
                COUNT,
                &[("2026-12-01", "10")],
                2027,
                "2027-02-02",
                "2027-12-31",
            ),
            (GROWING, &[("2026-12-01", "10")], 2027, "2027-02-02", ""),
            (
                GROWING,
                &[("2026-12-01", "10")],
                2029,
                "2029-02-02",
                "2029-12-31",
            ),
        ] {
            let plan = plan(2029, rest, readings);
            let seen = plan.in_year(year);
            let items = agenda::agenda(&seen, day(today)).into_iter();
            let mut items = items.filter(|it| it.id == "1.K1");
            let got = items
                .next()
                .map_or_else(String::new, |it| it.due.to_string());
            assert_eq!(got, due, "{rest} in {year}");
        }
    }

    #[test]
    fn the_line_of_what_goes_on_begins_where_the_year_before_ended() {
        let plan = plan(2029, STEPS, &[("2026-12-01", "5"), ("2027-03-01", "9")]);
        let seen = plan.in_year(2027);
        let line = Series::of(&seen, only(&seen), day("2027-06-01"), 2027).unwrap();
        let at = |line: &[Point], on: &str| value_on(line, day(on)).unwrap();
        assert_eq!(at(&line.expected[0], "2027-01-01"), Decimal::whole(4));
        assert_eq!(at(&line.expected[0], "2028-01-01"), Decimal::whole(20));
        assert_eq!(at(&line.recorded, "2027-01-01"), Decimal::whole(5));
        assert_eq!(at(&line.recorded, "2027-05-01"), Decimal::whole(9));
    }
}
