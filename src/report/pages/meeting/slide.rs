//! An item of a meeting, to be read from the end of the table: few words, much air, and what was
//! said of it before.

use chrono::NaiveDate;

use super::state;
use crate::doc::Tone;
use crate::doc::para::{Para, known};
use crate::doc::text::spark;
use crate::plan::figures::{light, series};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Kpi, Light};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::words::Wide;
use crate::plan::{Action, LogEntry, Plan, words};
use crate::report::pages::kpi::{first_light, outlived, reasons};
use crate::report::pages::regie::regie_fields;

/// The page of an item of a meeting on `today`; `indicator` takes the value that is typed.
pub fn slide(plan: &Plan, item: Item<'_>, today: NaiveDate, indicator: usize) -> Vec<Para> {
    let mut out = match item {
        Item::Kpi(kpi, _) => kpi_slide(plan, kpi, today, indicator),
        Item::Action(action, _) => action_slide(plan, action, today),
        Item::Point(point) => point_slide(plan, point, today),
        _ => vec![Para::title(words::titled(plan, item.id()))],
    };
    if let Item::Kpi(..) | Item::Action(..) = item {
        out.push(Para::Gap);
        for point in plan.open_points_about(item.id()) {
            let (state, tone) = state(point, today);
            let due = point.due.filter(|due| *due >= today);
            let due = due.map_or_else(String::new, |due| format!(", voor {}", date::short(due)));
            let text = format!("{}: {}{due} ({}, {state})", point.who, point.what, point.id);
            out.push(Para::field("Actiepunt", text).toned(tone));
        }
        // Who leads, and no more: the whole statement is one key away outside the meeting.
        let regie = regie_fields(plan, item.id());
        out.extend(regie.into_iter().take(2));
    }
    out
}

/// What it is called, and its words, with air between them.
pub fn headed(title: impl Into<String>, text: &str) -> Vec<Para> {
    let text = Para::text(text).toned(Tone::Strong);
    vec![Para::title(title), Para::Gap, text, Para::Gap]
}

fn kpi_slide(plan: &Plan, kpi: &Kpi, today: NaiveDate, chosen: usize) -> Vec<Para> {
    let mut out = headed(&kpi.id, &kpi.text);
    for (i, indicator) in kpi.holding().enumerate() {
        if kpi.indicators.len() > 1 {
            let (mark, tone) = if i == chosen {
                ("▌", Tone::Strong)
            } else {
                (" ", Tone::Dim)
            };
            let text = format!("{} {}", indicator.id, indicator.label);
            out.push(Para::item(mark, text).toned(tone));
        }
        out.push(stand(plan, indicator, today));
    }
    out.push(Para::Gap);
    out.extend(lights(plan, kpi, today));
    out.extend(first_light(plan, kpi, today));
    out.push(Para::Gap);
    out.extend(last_time(&kpi.log, last_note(kpi), today));
    out
}

/// Where an indicator stands, what is wanted, and what is expected by today.
fn stand(plan: &Plan, indicator: &Indicator, today: NaiveDate) -> Para {
    let mut parts = vec![words::standing(indicator, Wide::Line)];
    let full = indicator.figure();
    let course = series::course(indicator, today, plan.year);
    parts.extend(course.map(|months| spark(&months, full, 12)));
    let expected = light::expected_words(indicator, today, plan.year);
    parts.extend(match (indicator.kind, indicator.target, expected) {
        (_, _, Some(it)) => Some(format!("verwacht nu {it}")),
        // It stands beside the reading.
        (Kind::Count, Some(_), None) => None,
        _ => Some(words::target(indicator)),
    });
    let latest = indicator.latest();
    parts.extend(latest.map(|latest| date::short(latest.date)));
    Para::field("STAND", parts.join("   ")).toned(Tone::Strong)
}

/// The light a person gave beside the one the figures propose, with its reasons.
fn lights(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Vec<Para> {
    let proposal = light::propose_kpi(plan, kpi, today);
    let Some(judged) = kpi.judgement() else {
        let text = match proposal {
            Light::None => words::light(proposal).to_string(),
            light => format!("{}   voorstel; nog geen oordeel", words::lamp(light)),
        };
        return vec![Para::field("LICHT", text).toned(Tone::of(proposal))];
    };
    let text = format!(
        "{}   voorstel: {}   ({}, {})",
        words::lamp(judged.light),
        words::light(proposal),
        judged.by,
        date::short(judged.date)
    );
    let light = Para::field("LICHT", text).toned(Tone::of(judged.light));
    let outlived = outlived(kpi).into_iter();
    let light = std::iter::once(light).chain(outlived);
    light.chain(reasons(judged)).collect()
}

/// What was noted with the newest reading.
fn last_note(kpi: &Kpi) -> Option<(NaiveDate, &str)> {
    let latest = kpi.holding().filter_map(Indicator::latest);
    latest
        .filter_map(|reading| Some((reading.date, reading.note.as_deref()?)))
        .max_by_key(|(date, _)| *date)
}

/// The last note and the last decision.
fn last_time(log: &[LogEntry], noted: Option<(NaiveDate, &str)>, today: NaiveDate) -> Vec<Para> {
    let in_log = log
        .iter()
        .rev()
        .find_map(|line| Some((line.date, line.note.as_deref()?)));
    let note = [in_log, noted].into_iter().flatten();
    let note = note.max_by_key(|(date, _)| *date);
    let decision = log
        .iter()
        .rev()
        .find_map(|line| Some((line.date, line.decision.as_deref()?)));
    let field = |label, (day, text): (NaiveDate, &str)| {
        Para::field(label, format!("“{text}” ({})", date::short(day)))
    };
    let note = note.map(|note| {
        let label = if note.0 == today {
            "Vandaag"
        } else {
            "Vorige keer"
        };
        field(label, note)
    });
    let decision = decision.map(|decision| field("Besluit", decision));
    note.into_iter().chain(decision).collect()
}

fn action_slide(plan: &Plan, action: &Action, today: NaiveDate) -> Vec<Para> {
    let (executors, named) = plan.executors(action);
    let standard = if named { "" } else { " (standaard)" };
    let executors = format!("{}{standard}", plan.party_names(executors));
    let mut out = headed(&action.id, &action.text);
    out.push(Para::field("STATUS", words::status(action.status)).toned(Tone::Strong));
    out.push(Para::field("Uitvoering", executors));
    if !action.with.is_empty() {
        out.push(Para::field("Met", plan.party_names(&action.with)));
    }
    out.push(Para::Gap);
    out.extend(last_time(&action.log, None, today));
    out
}

fn point_slide(plan: &Plan, point: &ActionPoint, today: NaiveDate) -> Vec<Para> {
    let (state, tone) = state(point, today);
    let mut out = headed(format!("Actiepunt {}", point.id), &point.what);
    out.push(Para::field("WIE", &point.who).toned(Tone::Strong));
    out.push(Para::field("STAND", state).toned(tone));
    out.extend(known("Voor", point.due.map(date::with_weekday)));
    let about = point.about.as_ref().map(|about| words::titled(plan, about));
    out.extend(known("Bij", about));
    let agreed = format!("{} ({})", date::dutch(point.date), point.by);
    out.push(Para::field("Afgesproken", agreed));
    out
}
