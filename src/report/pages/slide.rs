//! An item of a meeting, to be read from the end of the table: few words, much air, and what was
//! said of it before.

use chrono::NaiveDate;

use super::meeting::state;
use super::regie::regie_fields;
use crate::doc::Tone;
use crate::doc::layout::Para;
use crate::plan::figures::light;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Kpi, Light};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::model::number::Decimal;
use crate::plan::{Action, LogEntry, Plan, words};

/// The page of an item of a meeting on `today`; `indicator` takes the value that is typed.
pub fn slide(plan: &Plan, item: Item<'_>, today: NaiveDate, indicator: usize) -> Vec<Para> {
    let mut out = match item {
        Item::Kpi(kpi, _) => kpi_slide(plan, kpi, today, indicator),
        Item::Action(action, _) => action_slide(plan, action, today),
        Item::Point(point) => point_slide(plan, point, today),
        _ => vec![Para::Title(words::titled(plan, item.id()))],
    };
    if let Item::Kpi(..) | Item::Action(..) = item {
        out.push(Para::Gap);
        for point in plan.open_points_about(item.id()) {
            let (state, role) = state(point, today);
            let due = point.due.filter(|due| *due >= today);
            let due = due.map_or_else(String::new, |due| format!(", voor {}", date::short(due)));
            let text = format!("{}: {}{due} ({}, {state})", point.who, point.what, point.id);
            out.push(Para::Field("Actiepunt", text, role));
        }
        // Who leads, and no more: the whole statement is one key away outside the meeting.
        let regie = regie_fields(plan, item.id());
        out.extend(regie.into_iter().take(2));
    }
    out
}

fn kpi_slide(plan: &Plan, kpi: &Kpi, today: NaiveDate, chosen: usize) -> Vec<Para> {
    let mut out = vec![
        Para::Title(kpi.id.clone()),
        Para::Gap,
        Para::Text(kpi.text.clone(), Tone::Strong),
        Para::Gap,
    ];
    let several = kpi.indicators.len() > 1;
    for (i, indicator) in kpi.indicators.iter().enumerate() {
        if several {
            let mark = if i == chosen { "▌" } else { " " };
            let role = if i == chosen { Tone::Strong } else { Tone::Dim };
            out.push(Para::Item {
                mark: mark.to_string(),
                text: format!("{} {}", indicator.id, indicator.label),
                role,
            });
        }
        out.extend(standing(plan, indicator, today));
    }
    out.push(Para::Gap);
    out.extend(lights(plan, kpi, today));
    out.push(Para::Gap);
    out.extend(last_time(&kpi.log, last_note(kpi), today));
    out
}

/// Where an indicator stands, what is wanted, and what is expected by today.
fn standing(plan: &Plan, indicator: &Indicator, today: NaiveDate) -> Vec<Para> {
    let now = indicator.latest();
    let now = now.map(|latest| words::reading(indicator, latest));
    let mut parts = vec![match (indicator.kind, indicator.target, now) {
        (Kind::Count, Some(_), now) => {
            let now = now.unwrap_or_else(|| "–".to_string());
            format!("{now} van {}", words::target(indicator))
        }
        (_, _, Some(now)) => now,
        (_, _, None) => "nog geen stand".to_string(),
    }];
    let values: Vec<Decimal> = by_date(indicator);
    if values.len() > 1 {
        parts.push(crate::doc::text::spark(
            &values,
            indicator.target.and_then(|it| it.min),
            12,
        ));
    }
    if let Some(expected) = light::expected(indicator, today, plan.year) {
        let percent = if indicator.kind == Kind::Coverage {
            "%"
        } else {
            ""
        };
        parts.push(format!("verwacht nu {}{percent}", expected.rounded()));
    } else if indicator.kind != Kind::Count || indicator.target.is_none() {
        parts.push(words::target(indicator));
    } else {
        // The target stands beside the reading.
    }
    if let Some(latest) = indicator.latest() {
        parts.push(date::short(latest.date));
    }
    vec![Para::Field("STAND", parts.join("   "), Tone::Strong)]
}

fn by_date(indicator: &Indicator) -> Vec<Decimal> {
    let mut readings: Vec<_> = indicator.readings.iter().collect();
    readings.sort_by_key(|reading| reading.date);
    readings
        .into_iter()
        .filter_map(|reading| indicator.share(reading))
        .collect()
}

/// The light a person gave beside the one the figures propose, with its reasons.
fn lights(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Vec<Para> {
    let proposal = light::propose_kpi(kpi, today, plan.year, plan.thresholds);
    let Some(judged) = kpi.judgement() else {
        let text = match proposal {
            Light::None => "geen gegevens".to_string(),
            light => format!("{}   voorstel; nog geen oordeel", lamp(light)),
        };
        return vec![Para::Field("LICHT", text, Tone::of(proposal))];
    };
    let text = format!(
        "{}   voorstel: {}   ({}, {})",
        lamp(judged.light),
        words::light(proposal),
        judged.by,
        date::short(judged.date)
    );
    let mut out = vec![Para::Field("LICHT", text, Tone::of(judged.light))];
    let reasons = [
        ("Toelichting", &judged.explanation),
        ("Bijsturing", &judged.measure),
    ];
    for (label, text) in reasons {
        let text = text.clone();
        out.extend(text.map(|text| Para::Field(label, text, Tone::Plain)));
    }
    out
}

/// `O ▲ oranje`: never colour alone.
fn lamp(light: Light) -> String {
    let (letter, shape) = (words::light_letter(light), words::light_shape(light));
    format!("{letter} {shape} {}", words::light(light))
}

/// What was noted with the newest reading.
fn last_note(kpi: &Kpi) -> Option<(NaiveDate, &str)> {
    let latest = kpi.indicators.iter().filter_map(Indicator::latest);
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
        Para::Field(
            label,
            format!("“{text}” ({})", date::short(day)),
            Tone::Plain,
        )
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
    let mut out = vec![
        Para::Title(action.id.clone()),
        Para::Gap,
        Para::Text(action.text.clone(), Tone::Strong),
        Para::Gap,
        Para::Field(
            "STATUS",
            words::status(action.status).to_string(),
            Tone::Strong,
        ),
        Para::Field(
            "Uitvoering",
            format!("{}{standard}", plan.party_names(executors)),
            Tone::Plain,
        ),
    ];
    if !action.with.is_empty() {
        let with = plan.party_names(&action.with);
        out.push(Para::Field("Met", with, Tone::Plain));
    }
    out.push(Para::Gap);
    out.extend(last_time(&action.log, None, today));
    out
}

fn point_slide(plan: &Plan, point: &ActionPoint, today: NaiveDate) -> Vec<Para> {
    let (state, role) = state(point, today);
    let mut out = vec![
        Para::Title(format!("Actiepunt {}", point.id)),
        Para::Gap,
        Para::Text(point.what.clone(), Tone::Strong),
        Para::Gap,
        Para::Field("WIE", point.who.clone(), Tone::Strong),
        Para::Field("STAND", state, role),
    ];
    let due = point.due.map(date::with_weekday);
    out.extend(due.map(|due| Para::Field("Voor", due, Tone::Plain)));
    let about = point.about.as_ref().map(|about| words::titled(plan, about));
    out.extend(about.map(|about| Para::Field("Bij", about, Tone::Plain)));
    out.push(Para::Field(
        "Afgesproken",
        format!("{} ({})", date::dutch(point.date), point.by),
        Tone::Plain,
    ));
    out
}
