//! The light the figures propose: the reading against the progress expected by today.
//!
//! | kind | expected by today |
//! | --- | --- |
//! | count, coverage | a linear share of the target, from the start of the year to the due date |
//! | count with a cadence | one step for each period that has ended |
//! | a count with only a ceiling | how much may be there: that share, of a cadence the periods that have begun, rounded up |
//! | a part of a whole with only a ceiling | the ceiling, on any day: a part doesn't add up over a year |
//! | what goes on over the years of a plan | from the target before to the present one |
//! | milestone | reached by its due date; amber in the last month before it |
//! | state | in order |
//!
//! Early is green. Below a ceiling green is what may be there by today, amber is more, red is over
//! the ceiling itself, whenever. No reading is grey, never green; so is a KPI of which one indicator is
//! without data. The thresholds stand in the plan's own file.

use chrono::{Days, NaiveDate};

use crate::plan::model::kpi::{Cadence, Indicator, Kind, Kpi, Light, Target, Thresholds, Value};
use crate::plan::model::number::Decimal;
use crate::plan::{Plan, words};

/// How far an indicator should be on `today`, in its own unit (percent for coverage), or at most
/// may be, with a ceiling; none where there is no target number.
pub fn expected(indicator: &Indicator, today: NaiveDate, year: i32) -> Option<Decimal> {
    let share = expected_share(indicator, today, year)?;
    let Some(most) = indicator.ceiling() else {
        return Some(share);
    };
    if indicator.is_capped_part() {
        return Some(most);
    }
    let up = if indicator.counts_in_whole() {
        share.ceil()
    } else {
        share.share(10, 1).ceil().share(1, 10)
    };
    Some(up.min(most))
}

fn expected_share(indicator: &Indicator, today: NaiveDate, year: i32) -> Option<Decimal> {
    let goal = indicator.figure()?;
    if !matches!(indicator.kind, Kind::Count | Kind::Coverage) {
        return None;
    }
    if let Some(cadence) = indicator.cadence.filter(|_| !indicator.spans_years()) {
        let begun = indicator.ceiling().is_some();
        return Some(stepped(goal, cadence, (today, year), begun));
    }
    let first = || NaiveDate::from_ymd_opt(year, 1, 1);
    let begins = || Some((indicator.start.or_else(first)?, Decimal::ZERO));
    let seen = indicator.seen.as_ref().map(|seen| seen.from);
    let (start, had) = seen.or_else(begins)?;
    let due = indicator
        .due
        .or_else(|| NaiveDate::from_ymd_opt(year, 12, 31))?;
    let whole = (due - start).num_days() + 1;
    let passed = ((today - start).num_days() + 1).clamp(0, whole.max(0));
    Some(had.plus(goal.minus(had).share(passed, whole)))
}

/// How far an indicator should be on `today`, in words: `9`, `75%`; between two whole numbers of a
/// thing that is counted in whole, `3 à 4`; with a ceiling `hoogstens 45`.
pub fn expected_words(indicator: &Indicator, today: NaiveDate, year: i32) -> Option<String> {
    let expected = expected(indicator, today, year)?;
    if indicator.ceiling().is_some() {
        // As it is held against: rounded it might say less than is green.
        let target = Target {
            min: None,
            max: Some(expected),
        };
        return words::wanted(indicator.kind, target);
    }
    let expected = expected.rounded();
    if indicator.kind == Kind::Coverage {
        return Some(format!("{expected}%"));
    }
    if expected.is_whole() || !indicator.counts_in_whole() {
        return Some(expected.to_string());
    }
    let below = expected.floor();
    Some(format!("{below} à {}", below.plus(Decimal::whole(1))))
}

/// A share for each period that has ended, or has begun.
fn stepped(
    goal: Decimal,
    cadence: Cadence,
    (today, year): (NaiveDate, i32),
    begun: bool,
) -> Decimal {
    let all = cadence.periods(year);
    let counts = |(first, last): &&(NaiveDate, NaiveDate)| {
        if begun {
            *first <= today
        } else {
            *last < today
        }
    };
    let counted = all.iter().filter(counts).count();
    let (counted, all) = (
        i64::try_from(counted).unwrap_or(0),
        i64::try_from(all.len()).unwrap_or(1),
    );
    goal.share(counted, all)
}

/// The light the figures of one indicator propose on `today`, held against what was wanted on
/// that day.
pub fn propose(plan: &Plan, indicator: &Indicator, today: NaiveDate) -> Light {
    let held = plan.held_on(indicator, today);
    propose_as_is(&held, today, year_of(plan, indicator), plan.thresholds)
}

/// The year an indicator is seen in.
fn year_of(plan: &Plan, indicator: &Indicator) -> i32 {
    indicator.seen.as_ref().map_or(plan.year, |seen| seen.year)
}

/// The same, held against what the indicator itself wants.
fn propose_as_is(indicator: &Indicator, today: NaiveDate, year: i32, at: Thresholds) -> Light {
    let Some(latest) = indicator.latest() else {
        return Light::None;
    };
    match (indicator.kind, latest.value) {
        (Kind::Ongoing, Value::Done(done)) => {
            if done {
                Light::Green
            } else {
                Light::Red
            }
        }
        (Kind::Milestone, Value::Done(true)) => Light::Green,
        (Kind::Milestone, Value::Done(false)) => pending(indicator.due, today),
        _ => against_expected(indicator, today, year, at).unwrap_or(Light::None),
    }
}

/// The same, held against what was wanted first; none where that was never moved.
pub fn propose_first(plan: &Plan, indicator: &Indicator, today: NaiveDate) -> Option<Light> {
    let first = plan.first_wanted(indicator)?;
    let year = year_of(plan, indicator);
    Some(propose_as_is(&first, today, year, plan.thresholds))
}

/// The light of a year that is over, of an indicator with the figures it ended with.
pub fn at_end(indicator: &Indicator, year: i32, at: Thresholds) -> Light {
    let whole = Indicator {
        start: None,
        due: NaiveDate::from_ymd_opt(year, 12, 30),
        cadence: None,
        ..indicator.clone()
    };
    let end = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
    propose_as_is(&whole, end, year, at)
}

/// A milestone that is not there yet.
fn pending(due: Option<NaiveDate>, today: NaiveDate) -> Light {
    match due {
        None => Light::None,
        Some(due) if today > due => Light::Red,
        Some(due) if today + Days::new(31) > due => Light::Amber,
        Some(_) => Light::Green,
    }
}

fn against_expected(
    indicator: &Indicator,
    today: NaiveDate,
    year: i32,
    at: Thresholds,
) -> Option<Light> {
    let value = indicator.share(indicator.latest()?)?;
    let expected = expected(indicator, today, year)?;
    if let Some(most) = indicator.ceiling() {
        return Some(if value > most {
            Light::Red
        } else if value > expected {
            Light::Amber
        } else {
            Light::Green
        });
    }
    let Some(percent) = value.percent_of(expected) else {
        return Some(Light::Green);
    };
    Some(if percent >= at.green || indicator.is_met() {
        Light::Green
    } else if percent >= at.amber {
        Light::Amber
    } else {
        Light::Red
    })
}

/// The light the figures of a KPI propose: the worst of its indicators. Green only if every
/// indicator is; one without data makes it grey unless another is worse than green.
pub fn propose_kpi(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Light {
    together(kpi, |indicator| propose(plan, indicator, today))
}

/// The same, held against what was wanted first; none where that was never moved.
pub fn propose_kpi_first(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Option<Light> {
    let first = |indicator: &Indicator| propose_first(plan, indicator, today);
    let moved = kpi.holding().any(|it| first(it).is_some());
    moved.then(|| {
        together(kpi, |it| {
            first(it).unwrap_or_else(|| propose(plan, it, today))
        })
    })
}

fn together(kpi: &Kpi, light: impl Fn(&Indicator) -> Light) -> Light {
    let lights: Vec<Light> = kpi.holding().map(light).collect();
    [Light::Red, Light::Amber, Light::None]
        .into_iter()
        .find(|light| lights.contains(light))
        .unwrap_or(if lights.is_empty() {
            Light::None
        } else {
            Light::Green
        })
}

/// The light to show for a KPI: the one a person set last, else the proposal.
pub fn shown(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Light {
    kpi.judgement().map_or_else(
        || propose_kpi(plan, kpi, today),
        |judgement| judgement.light,
    )
}

/// The day of a judgement and that of the newest figures, where the figures are younger: does it
/// still hold?
pub fn outlived(kpi: &Kpi) -> Option<(NaiveDate, NaiveDate)> {
    let (judged, figures) = (kpi.judgement()?.date, kpi.last_date()?);
    (judged < figures).then_some((judged, figures))
}

/// The light of an indicator's row: as the KPI was judged, else what the indicator's figures propose.
pub fn of_row(plan: &Plan, kpi: &Kpi, indicator: &Indicator, today: NaiveDate) -> Light {
    kpi.judgement()
        .map_or_else(|| propose(plan, indicator, today), |judged| judged.light)
}

/// How many have each light, in the order of [`Light::ALL`]: from worst to best, grey last.
pub type Tally = [(Light, usize); 4];

/// How many KPIs have each light. Never a lone average.
pub fn tally(lights: impl IntoIterator<Item = Light>) -> Tally {
    let mut counts = Light::ALL.map(|light| (light, 0));
    for light in lights {
        for (kind, count) in &mut counts {
            *count += usize::from(*kind == light);
        }
    }
    counts
}

/// Counts together.
pub fn summed(counts: impl IntoIterator<Item = Tally>) -> Tally {
    let mut sum = tally([]);
    for (light, count) in counts.into_iter().flatten() {
        for (of, all) in &mut sum {
            *all += if *of == light { count } else { 0 };
        }
    }
    sum
}

/// The lights of those of these KPIs that hold together: what a person judged before what the figures propose.
pub fn roll_up<'a>(plan: &Plan, kpis: impl Iterator<Item = &'a Kpi>, today: NaiveDate) -> Tally {
    let holding = kpis.filter(|kpi| kpi.dropped.is_none());
    tally(holding.map(|kpi| shown(plan, kpi, today)))
}

/// The worst light there is; none where all are without data.
pub fn worst(counts: Tally) -> Option<Light> {
    let data = |(light, count): &(Light, usize)| *light != Light::None && *count > 0;
    counts.into_iter().find(data).map(|(light, _)| light)
}

/// Lights together in a few cells, the worst first: `R1 O2 G3 -4`.
pub fn letters(counts: Tally) -> String {
    let there = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = there
        .map(|(light, count)| format!("{}{count}", words::light_letter(*light)))
        .collect();
    parts.join(" ")
}

/// Lights together, as `8 KPI's: 1 oranje · 2 groen · 5 geen gegevens; slechtste: oranje`; never
/// an average.
pub fn summary(counts: Tally) -> String {
    let all = counts.iter().map(|(_, count)| count).sum();
    let parts: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(light, count)| format!("{count} {}", words::light(*light)))
        .collect();
    let all = words::counted(all, "KPI", "KPI's");
    let text = format!("{all}: {}", parts.join(" · "));
    match worst(counts) {
        Some(worst) if parts.len() > 1 => format!("{text}; slechtste: {}", words::light(worst)),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::plan::model::date::parse(text, NaiveDate::MIN, 2026).unwrap()
    }

    fn indicator(rest: &str) -> Indicator {
        let json = format!(r#"{{"id": "X", "label": "x", "due": "2026-12-31", {rest}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    fn reading(value: &str) -> String {
        format!(r#"[{{"date": "2026-01-01", "value": {value}, "by": "A"}}]"#)
    }

    #[test]
    fn a_count_is_held_against_a_linear_share() {
        for (today, value, light) in [
            ("02-07-2026", "5", Light::Green),
            ("02-07-2026", "4", Light::Red),
            ("31-12-2026", "9", Light::Amber),
            ("31-12-2026", "10", Light::Green),
            ("01-02-2026", "10", Light::Green),
            ("31-01-2027", "8", Light::Red),
        ] {
            let count = indicator(&format!(
                r#""kind": "count", "target": {{"min": 10}}, "readings": {}"#,
                reading(value)
            ));
            let got = propose_as_is(&count, day(today), 2026, Thresholds::default());
            assert_eq!(got, light, "{value} on {today}");
        }
    }

    /// Over it is red, whenever; up to what may be there by today is green.
    #[test]
    fn a_ceiling_is_held_against_from_above() {
        const FIVE: &str = r#""kind": "count", "target": {"max": 5}"#;
        const MANY: &str = r#""kind": "count", "target": {"max": 180}"#;
        const MONTHLY: &str = r#""kind": "count", "target": {"max": 12}, "cadence": "monthly""#;
        const BOTH: &str = r#""kind": "count", "target": {"min": 1, "max": 2}"#;
        for (rest, today, value, of, may, light) in [
            (FIVE, "02-01-2026", "0", "", "hoogstens 1", Light::Green),
            (FIVE, "02-01-2026", "1", "", "hoogstens 1", Light::Green),
            (FIVE, "02-01-2026", "2", "", "hoogstens 1", Light::Amber),
            (FIVE, "02-01-2026", "6", "", "hoogstens 1", Light::Red),
            (FIVE, "28-11-2026", "5", "", "hoogstens 5", Light::Green),
            (FIVE, "28-11-2026", "9", "", "hoogstens 5", Light::Red),
            (FIVE, "31-01-2027", "5", "", "hoogstens 5", Light::Green),
            (FIVE, "31-01-2027", "6", "", "hoogstens 5", Light::Red),
            (MANY, "01-04-2026", "45", "", "hoogstens 45", Light::Green),
            (MANY, "01-04-2026", "46", "", "hoogstens 45", Light::Amber),
            (MANY, "01-04-2026", "180", "", "hoogstens 45", Light::Amber),
            (
                MANY,
                "01-04-2026",
                "180.5",
                "",
                "hoogstens 44,9",
                Light::Red,
            ),
            (MANY, "31-12-2025", "0", "", "hoogstens 0", Light::Green),
            // A month that began may have its share.
            (MONTHLY, "01-01-2026", "1", "", "hoogstens 1", Light::Green),
            (MONTHLY, "15-03-2026", "4", "", "hoogstens 3", Light::Amber),
            // With a least the least counts, as ever.
            (BOTH, "31-12-2026", "3", "", "1", Light::Green),
            (BOTH, "31-12-2026", "0", "", "1", Light::Red),
        ] {
            against_ceiling(rest, (value, of), today, (may, light));
        }
    }

    /// A part of a whole doesn't add up over a year.
    #[test]
    fn a_ceiling_on_a_part_holds_on_any_day() {
        const PART: &str = r#""kind": "coverage", "target": {"max": 10}"#;
        const MONTHLY: &str = r#""kind": "coverage", "target": {"max": 10}, "cadence": "monthly""#;
        const PERCENT: &str = r#""kind": "count", "unit": "%", "target": {"max": 10}"#;
        const NONE: &str = r#""kind": "coverage", "target": {"max": 0}"#;
        for (rest, today, value, of, light) in [
            (PART, "31-12-2025", "10", "100", Light::Green),
            (PART, "02-01-2026", "10", "100", Light::Green),
            (PART, "02-07-2026", "10", "100", Light::Green),
            (PART, "02-07-2026", "101", "1000", Light::Red),
            (PART, "31-01-2027", "10", "100", Light::Green),
            (MONTHLY, "15-02-2026", "10", "100", Light::Green),
            (PERCENT, "02-01-2026", "9.5", "", Light::Green),
            (PERCENT, "02-01-2026", "10.1", "", Light::Red),
            (NONE, "02-07-2026", "0", "100", Light::Green),
            (NONE, "02-07-2026", "1", "100", Light::Red),
        ] {
            let may = match rest {
                NONE => "hoogstens 0%",
                PERCENT => "hoogstens 10",
                _ => "hoogstens 10%",
            };
            against_ceiling(rest, (value, of), today, (may, light));
        }
    }

    fn against_ceiling(
        rest: &str,
        (value, of): (&str, &str),
        today: &str,
        (may, light): (&str, Light),
    ) {
        let reading = match of {
            "" => reading(value),
            of => reading(&format!(r#"{value}, "of": {of}"#)),
        };
        let it = indicator(&format!(r#"{rest}, "readings": {reading}"#));
        let today = day(today);
        let got = propose_as_is(&it, today, 2026, Thresholds::default());
        assert_eq!(got, light, "{rest} {value} on {today}");
        let words = expected_words(&it, today, 2026);
        assert_eq!(words.as_deref(), Some(may), "{rest} on {today}");
        let ended = match light {
            Light::Amber => Light::Green,
            light => light,
        };
        assert_eq!(at_end(&it, 2026, Thresholds::default()), ended, "{rest}");
    }

    #[test]
    fn a_monthly_count_expects_a_step_for_each_month_that_ended() {
        let factsheets =
            indicator(r#""kind": "count", "target": {"min": 12}, "cadence": "monthly""#);
        for (today, steps) in [
            ("15-01-2026", 0),
            ("31-01-2026", 0),
            ("01-02-2026", 1),
            ("23-11-2026", 10),
            ("01-01-2027", 12),
        ] {
            let got = expected(&factsheets, day(today), 2026);
            assert_eq!(got, Some(Decimal::whole(steps)), "{today}");
        }
    }

    #[test]
    fn what_is_counted_in_whole_is_expected_in_whole() {
        const FOUR: &str = r#""kind": "count", "target": {"min": 4}"#;
        for (rest, today, words) in [
            (FOUR, "23-11-2026", "3 à 4"),
            (FOUR, "31-12-2026", "4"),
            (FOUR, "02-01-2026", "0"),
            (
                r#""kind": "count", "target": {"min": 10}"#,
                "23-11-2026",
                "9",
            ),
            (
                r#""kind": "count", "target": {"min": 0.8}"#,
                "23-11-2026",
                "0,7",
            ),
            (
                r#""kind": "coverage", "target": {"min": 100}"#,
                "23-11-2026",
                "90%",
            ),
        ] {
            let said = expected_words(&indicator(rest), day(today), 2026);
            assert_eq!(said.as_deref(), Some(words), "{rest} on {today}");
        }
        let with_half = format!(r#"{FOUR}, "readings": {}"#, reading("1.5"));
        let said = expected_words(&indicator(&with_half), day("23-11-2026"), 2026);
        assert_eq!(said.as_deref(), Some("3,6"));
    }

    #[test]
    fn milestones_states_and_the_vague() {
        for (rest, value, today, light) in [
            (r#""kind": "milestone""#, "true", "23-11-2026", Light::Green),
            (
                r#""kind": "milestone""#,
                "false",
                "23-10-2026",
                Light::Green,
            ),
            (
                r#""kind": "milestone""#,
                "false",
                "10-12-2026",
                Light::Amber,
            ),
            (r#""kind": "milestone""#, "false", "01-01-2027", Light::Red),
            (r#""kind": "ongoing""#, "true", "23-11-2026", Light::Green),
            (r#""kind": "ongoing""#, "false", "23-11-2026", Light::Red),
            (r#""kind": "count""#, "4", "23-11-2026", Light::None),
        ] {
            let indicator = indicator(&format!(r#"{rest}, "readings": {}"#, reading(value)));
            let got = propose_as_is(&indicator, day(today), 2026, Thresholds::default());
            assert_eq!(got, light, "{rest} {value} on {today}");
        }
    }

    /// What can't be measured is green where a person says so, and counts as that.
    #[test]
    fn a_judgement_counts_where_nothing_is_measured_and_is_outlived_by_new_figures() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../../tests/stores/valid/small.json")).unwrap();
        let june = |day: u32| NaiveDate::from_ymd_opt(2026, 6, day);
        for (judged, read, outlives) in [
            ("2026-06-12", "2026-06-11", false),
            ("2026-06-12", "2026-06-12", false),
            ("2026-06-12", "2026-06-13", true),
        ] {
            let json = format!(
                r#"{{ "id": "X", "group": 1, "text": "x",
                "indicators": [{{ "id": "X.1", "kind": "count", "label": "x",
                    "readings": [{{ "date": "{read}", "value": 4, "by": "A" }}] }}],
                "judgements": [{{ "date": "{judged}", "light": "green", "by": "A" }}] }}"#
            );
            let kpi: Kpi = serde_json::from_str(&json).unwrap();
            let today = day("23-11-2026");
            assert_eq!(shown(&plan, &kpi, today), Light::Green);
            let both = june(12).zip(june(13)).filter(|_| outlives);
            assert_eq!(outlived(&kpi), both, "{judged} {read}");
        }
    }

    #[test]
    fn a_roll_up_counts_each_light_and_names_the_worst() {
        use Light::{Amber, Green, None as Grey, Red};
        for (lights, counts, worst_of) in [
            (&[][..], [0, 0, 0, 0], None),
            (&[Grey, Grey], [0, 0, 0, 2], None),
            (&[Green, Grey, Green], [0, 0, 2, 1], Some(Green)),
            (&[Green, Amber, Grey], [0, 1, 1, 1], Some(Amber)),
            (&[Green, Amber, Red, Green], [1, 1, 2, 0], Some(Red)),
        ] {
            let tally = tally(lights.iter().copied());
            assert_eq!(tally.map(|(_, count)| count), counts, "{lights:?}");
            assert_eq!(worst(tally), worst_of, "{lights:?}");
        }
    }

    #[test]
    fn no_reading_is_grey_however_early_in_the_year() {
        let count = indicator(r#""kind": "count", "target": {"min": 10}"#);
        assert_eq!(
            propose_as_is(&count, day("01-01-2026"), 2026, Thresholds::default()),
            Light::None
        );
    }
}
