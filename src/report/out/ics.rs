//! The deadlines of the plan as a calendar (RFC 5545), for Outlook and the like. Each is a whole
//! day that keeps its id from one report to the next, so that a calendar can replace what an
//! earlier file put there. What recurs is a series within a year of the plan.

use chrono::{DateTime, FixedOffset, NaiveDate};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::doc::text::cut;
use crate::plan::clean::{one_line, visible};
use crate::plan::find::fold;
use crate::plan::model::date;
use crate::plan::model::kpi::{Cadence, Indicator, Kind, Kpi};
use crate::plan::model::meeting::ActionPoint;
use crate::plan::words::Wide;
use crate::plan::{Action, Chapter, Plan, Status, words};
use crate::report::out::format::Format;

/// A report as a calendar.
pub const FORMAT: Format = Format {
    name: "ics",
    word: "agenda",
    purpose: "met elke uiterste dag: mijlpalen, streefwaarden, acties en actiepunten, en per ritme een reeks",
    binary: false,
    no_since: Some("een agenda toont wat komt, en niet wat veranderde"),
    make: |subject| Ok(calendar(&subject.plan, subject.at, &|id| subject.has(id)).into_bytes()),
};

/// How long a summary may be; calendars show it in a narrow box.
const SUMMARY: usize = 100;
/// How many octets a line may have.
const LINE: usize = 75;

/// One whole day, or a series of them.
struct Day {
    /// What it is about, and which of its days: `3.K1.1`, `3.K1.1-ritme`.
    id: String,
    on: NaiveDate,
    series: Option<Cadence>,
    /// Whether each year of the plan has its own.
    yearly: bool,
    summary: String,
    description: String,
    category: String,
    status: EventStatus,
}

/// The calendar of a plan, made at `at`: of the KPIs and actions that `has` keeps.
fn calendar(plan: &Plan, at: DateTime<FixedOffset>, has: &dyn Fn(&str) -> bool) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property((
            "PRODID",
            concat!("-//regie//regie ", env!("CARGO_PKG_VERSION"), "//NL"),
        ))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(Property::new("X-WR-CALNAME", one_line(&plan.title)));
    // What recurs each year is of that year; a day that stands in the plan once is of the whole.
    let years = plan.years();
    let whole = domain(plan);
    for year in years.from..=years.to {
        let seen = plan.in_year(year);
        let own = domain(&seen);
        let mut days = days(&seen, has);
        days.retain(|day| years.year_of(day.on) == year);
        for day in days {
            let place = if day.yearly { &own } else { &whole };
            calendar.push(event(&seen, &day, place, at));
        }
    }
    refolded(&calendar.to_string())
}

/// The same lines, none longer than 75 octets: the crate counts the last part of a folded line
/// without the space before it, and makes it 76.
fn refolded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(c);
            octets += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// `2026@rijswijk.regie`: what an id stands before, to be like no other in anyone's calendar.
fn domain(plan: &Plan) -> String {
    let name: String = fold::words(&plan.municipality)
        .into_iter()
        .flat_map(|word| word.folded.chars().collect::<Vec<_>>())
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let name = if name.is_empty() { "plan" } else { &name };
    format!("{}@{name}.regie", plan.year)
}

fn days(plan: &Plan, has: &dyn Fn(&str) -> bool) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for (kpi, chapter) in plan.kpis().filter(|(kpi, _)| has(&kpi.id)) {
        for indicator in kpi.holding() {
            days.extend(rhythm(plan, kpi, indicator, chapter));
            days.extend(promise(kpi, indicator, chapter, plan.year));
        }
    }
    for (action, _, _, chapter) in plan.actions().filter(|(it, ..)| has(&it.id)) {
        days.extend(action_days(plan, action, chapter));
    }
    let points = plan.action_points.iter().filter(|it| has(&it.id));
    days.extend(points.filter_map(|it| agreed(plan, it)));
    days
}

/// The values a cadence asks for.
fn rhythm(plan: &Plan, kpi: &Kpi, indicator: &Indicator, chapter: &Chapter) -> Option<Day> {
    let cadence = indicator.cadence?;
    let often = words::cadence(cadence);
    Some(Day {
        id: format!("{}-ritme", indicator.id),
        on: first_end(cadence, plan.year)?,
        series: Some(cadence),
        yearly: true,
        summary: format!("{} {}: {often} een stand", kpi.id, indicator.label),
        description: about_kpi(kpi, indicator),
        category: words::chapter_title(chapter),
        status: EventStatus::Confirmed,
    })
}

/// The day a promise has to be met, unless its rhythm ends on that very day.
fn promise(kpi: &Kpi, indicator: &Indicator, chapter: &Chapter, year: i32) -> Option<Day> {
    let due = indicator.due?;
    let promised = indicator.target.is_some() || indicator.kind == Kind::Milestone;
    let in_rhythm = indicator
        .cadence
        .and_then(|cadence| Some(cadence.periods(year).last()?.1))
        == Some(due);
    let wanted = match indicator.kind {
        Kind::Milestone => String::new(),
        _ => format!(": {}", words::target(indicator)),
    };
    let met = if indicator.is_met() { "gehaald: " } else { "" };
    (promised && !in_rhythm).then(|| Day {
        id: indicator.id.clone(),
        on: due,
        series: None,
        yearly: indicator.seen.is_some() && indicator.target.is_some(),
        summary: format!("{met}{} {}{wanted}", kpi.id, indicator.label),
        description: about_kpi(kpi, indicator),
        category: words::chapter_title(chapter),
        status: EventStatus::Confirmed,
    })
}

fn about_kpi(kpi: &Kpi, indicator: &Indicator) -> String {
    format!(
        "{}\nStand: {}\nStreefwaarde: {}",
        kpi.text,
        words::standing(indicator, Wide::Page),
        words::target(indicator)
    )
}

/// The day an action is due, and its rhythm.
fn action_days(plan: &Plan, action: &Action, chapter: &Chapter) -> Vec<Day> {
    let (executors, _) = plan.executors(action);
    let status = words::status(action.status);
    let day = |id: String, on, series, summary| Day {
        id,
        on,
        series,
        yearly: series.is_some(),
        summary,
        description: format!(
            "{}\nUitvoering: {}\nStatus: {status}",
            action.text,
            plan.party_names(executors)
        ),
        category: words::chapter_title(chapter),
        status: if action.status == Status::Dropped {
            EventStatus::Cancelled
        } else {
            EventStatus::Confirmed
        },
    };
    let done = match action.status {
        Status::Done | Status::Dropped => format!("{status}: "),
        Status::Open | Status::Running => String::new(),
    };
    let due = action.due.map(|due| {
        let summary = format!("{done}{} {}", action.id, action.text);
        day(action.id.clone(), due, None, summary)
    });
    let recurring = action.cadence.and_then(|cadence| {
        let often = words::cadence(cadence);
        let summary = format!("{done}{} {often}: {}", action.id, action.text);
        let id = format!("{}-ritme", action.id);
        Some(day(
            id,
            first_end(cadence, plan.year)?,
            Some(cadence),
            summary,
        ))
    });
    due.into_iter().chain(recurring).collect()
}

/// An action point with a day.
fn agreed(plan: &Plan, point: &ActionPoint) -> Option<Day> {
    let about = point.about.as_deref();
    let path = about.map(|about| plan.path_to(about)).unwrap_or_default();
    let chapter = path.first().and_then(|top| {
        let found = plan.chapters.iter().find(|chapter| chapter.id == *top);
        found.map(|chapter| words::chapter_title(chapter))
    });
    let done = if point.is_open() { "" } else { "afgevinkt: " };
    let about = about.and_then(|id| Some((id, plan.words_of(id)?)));
    let about = about.map_or_else(String::new, |(id, words)| format!("\nBij: {id} {words}"));
    Some(Day {
        id: point.id.clone(),
        on: point.due?,
        series: None,
        yearly: false,
        summary: format!("{done}{} {}: {}", point.id, point.who, point.what),
        description: format!(
            "{}: {}\nAfgesproken op {}{about}",
            point.who,
            point.what,
            date::dutch(point.date)
        ),
        category: chapter.unwrap_or_else(|| "Actiepunten".to_string()),
        status: EventStatus::Confirmed,
    })
}

/// The end of the first period of a cadence.
fn first_end(cadence: Cadence, year: i32) -> Option<NaiveDate> {
    let (_, end) = cadence.periods(year).into_iter().next()?;
    Some(end)
}

/// Every month, or so many months, on its last day, to the end of the year; once a year is no
/// series within it.
fn rule(cadence: Cadence, year: i32) -> Option<String> {
    let every = match cadence {
        Cadence::Monthly => 1,
        Cadence::Quarterly => 3,
        Cadence::HalfYearly => 6,
        Cadence::Yearly => return None,
    };
    Some(format!(
        "FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY=-1;UNTIL={year}1231"
    ))
}

fn event(plan: &Plan, day: &Day, place: &str, at: DateTime<FixedOffset>) -> Event {
    let mut event = Event::with_uid(&format!("{}-{place}", one_line(&day.id)));
    event
        .timestamp(at.to_utc())
        // A date without an end lasts that day.
        .starts(day.on)
        .summary(&cut(&one_line(&day.summary), SUMMARY))
        .description(&visible(&day.description))
        .categories([one_line(&day.category)])
        .status(day.status)
        // A deadline makes nobody busy.
        .append_property(("TRANSP", "TRANSPARENT"));
    if let Some(rule) = day.series.and_then(|cadence| rule(cadence, plan.year)) {
        event.append_property(("RRULE", rule.as_str()));
    }
    event
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::plan::clean::is_unsafe;
    use crate::plan::minutes::tests::{Room, point};

    fn at() -> DateTime<FixedOffset> {
        "2026-11-23T14:02:11+01:00".parse().unwrap()
    }

    fn built_in() -> Plan {
        let text = include_str!("../../../data/uitvoeringsplan-2026.json");
        serde_json::from_str(text).unwrap()
    }

    /// The events as the crate's own reader finds them.
    fn events(text: &str) -> Vec<Event> {
        let calendar: Calendar = text.parse().unwrap();
        let events = calendar.iter().filter_map(|part| part.as_event().cloned());
        events.collect()
    }

    /// What a line has to be, whatever is in it.
    fn is_sound(text: &str) {
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.chars().any(is_unsafe), "{line}");
        }
    }

    #[test]
    fn the_plan_of_2026_is_a_calendar() {
        let plan = built_in();
        let text = calendar(&plan, at(), &|_| true);
        is_sound(&text);
        let events = events(&text);
        assert_eq!(events.len(), text.matches("BEGIN:VEVENT").count());
        assert!(events.len() > 30, "{}", events.len());
        let uids: HashSet<&str> = events.iter().filter_map(|event| event.get_uid()).collect();
        assert_eq!(uids.len(), events.len());
        for (kpi, chapter) in plan.kpis() {
            for it in kpi
                .indicators
                .iter()
                .filter(|it| it.kind == Kind::Milestone)
            {
                let Some(due) = it.due else { continue };
                let uid = format!("{}-2026@rijswijk.regie", it.id);
                let event = events
                    .iter()
                    .find(|event| event.get_uid() == Some(&uid))
                    .unwrap();
                assert_eq!(event.get_start(), Some(due.into()), "{uid}");
                let category = words::chapter_title(chapter);
                assert_eq!(event.get_categories(), Some(vec![category]));
            }
        }
        assert_eq!(calendar(&plan, at(), &|_| true), text);
    }

    #[test]
    fn of_several_years_each_has_its_own_and_what_comes_once_comes_once() {
        let mut plan = built_in();
        plan.period = Some(crate::plan::model::life::Period {
            from: 2026,
            to: 2028,
        });
        let text = calendar(&plan, at(), &|_| true);
        is_sound(&text);
        let events = events(&text);
        let uids: HashSet<&str> = events.iter().filter_map(|event| event.get_uid()).collect();
        assert_eq!(uids.len(), events.len());
        for (id, years) in [("3.K1.1", 3), ("2.K1b.1-ritme", 3), ("3.K8.1", 1)] {
            let own = (2026..=2028).filter(|year| {
                let uid = format!("{id}-{year}@rijswijk.regie");
                uids.contains(uid.as_str())
            });
            assert_eq!(own.count(), years, "{id}");
        }
    }

    #[test]
    fn a_deadline_keeps_its_id_whatever_is_recorded() {
        let uids = |room: &Room| -> Vec<String> {
            let events = events(&calendar(&room.plan, at(), &|_| true));
            let uids = events.iter().filter_map(|event| event.get_uid());
            uids.map(ToString::to_string).collect()
        };
        let mut room = Room::new();
        let before = uids(&room);
        assert_eq!(
            before,
            ["1.K1.3-2026@voorbeeld.regie", "AP1-2026@voorbeeld.regie"]
        );
        room.reports(6, "2026-11-23", None).ticks_off("AP1");
        assert_eq!(uids(&room), before);
    }

    #[test]
    fn as_written() {
        let mut room = Room::new();
        let bad = "a,b;c\\d\r\nBEGIN:VALARM \u{1b}[31m\u{202e} één héél lang verhaal over de één of de ander";
        room.agrees(point("AP2", Some("1.K1"), "B. Smit", bad));
        let indicators = &mut room.plan.chapters[0].kpis[0].indicators;
        indicators[0].cadence = Some(Cadence::Quarterly);
        indicators[0].due = "2026-12-31".parse().ok();
        let text = calendar(&room.plan, at(), &|_| true);
        is_sound(&text);
        assert!(!text.contains("\r\nBEGIN:VALARM"));
        let events = events(&text);
        let event = events
            .iter()
            .find(|it| it.get_uid().unwrap().starts_with("AP2"));
        let description = event.unwrap().get_description().unwrap();
        assert!(
            description.contains("a,b;c\\d^M\nBEGIN:VALARM ^[[31m‹U+202E› één"),
            "{description}"
        );
        insta::assert_snapshot!("ics", text.replace("\r\n", "\n"));
    }

    #[test]
    fn what_recurs_begins_at_the_end_of_its_first_period() {
        for (cadence, first, written) in [
            (Cadence::Monthly, "2026-01-31", Some("INTERVAL=1")),
            (Cadence::Quarterly, "2026-03-31", Some("INTERVAL=3")),
            (Cadence::HalfYearly, "2026-06-30", Some("INTERVAL=6")),
            (Cadence::Yearly, "2026-12-31", None),
        ] {
            assert_eq!(first_end(cadence, 2026), first.parse().ok());
            let rule = rule(cadence, 2026);
            assert_eq!(rule.is_some(), written.is_some());
            if let (Some(rule), Some(written)) = (rule, written) {
                assert!(
                    rule.contains(written) && rule.ends_with("UNTIL=20261231"),
                    "{rule}"
                );
            }
        }
    }

    #[test]
    fn lines_are_folded_to_75_octets_and_read_back_whole() {
        for (line, lengths) in [
            ("x".repeat(75), vec![75]),
            ("x".repeat(76), vec![75, 2]),
            ("x".repeat(149), vec![75, 75]),
            ("x".repeat(150), vec![75, 75, 2]),
            ("é".repeat(38), vec![74, 3]),
        ] {
            let folded = refolded(&format!("{line}\r\n"));
            let got: Vec<usize> = folded.split_terminator("\r\n").map(str::len).collect();
            assert_eq!(got, lengths, "{line}");
            assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
        }
    }
}
