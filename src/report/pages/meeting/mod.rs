//! The page of an action point, and what was noted, decided and agreed with a KPI or an action;
//! the item a meeting is at, the question a new year asks, and the minutes.

pub mod minutes;
pub mod question;
pub mod slide;

use chrono::NaiveDate;

use crate::doc::Tone;
use crate::doc::para::{Para, known, section};
use crate::plan::model::date;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::{LogEntry, Plan, words};

/// An action point: who does what, by when, and where it came from.
pub fn point_page(plan: &Plan, point: &ActionPoint, today: NaiveDate) -> Vec<Para> {
    let (state, tone) = state(point, today);
    let mut out = vec![
        Para::title(format!("Actiepunt {}", point.id)),
        Para::Gap,
        Para::text(&point.what),
        Para::Gap,
        Para::field("Wie", &point.who).toned(Tone::Strong),
        Para::field("Stand", state).toned(tone),
    ];
    out.extend(known("Voor", point.due.map(date::with_weekday)));
    let about = point.about.as_ref().map(|about| words::titled(plan, about));
    out.extend(known("Bij", about));
    let meeting = point.meeting.as_deref().and_then(|id| plan.meeting(id));
    let meeting = meeting.map_or_else(String::new, |meeting| {
        format!(" in overleg {} {}", meeting.id, meeting.title)
    });
    let agreed = format!("{}{meeting} ({})", date::dutch(point.date), point.by);
    out.push(Para::field("Afgesproken", agreed));
    out
}

/// Whether an action point is open, late or done, in Dutch.
pub fn state(point: &ActionPoint, today: NaiveDate) -> (String, Tone) {
    match (point.done, point.due) {
        (Some(day), _) => (format!("afgevinkt op {}", date::dutch(day)), Tone::Dim),
        (None, Some(due)) if due < today => (
            format!("open, te laat sinds {}", date::dutch(due)),
            Tone::Red,
        ),
        (None, _) => ("open".to_string(), Tone::Plain),
    }
}

/// The open action points of an item, as a section of its page.
pub fn points_about(plan: &Plan, id: &str) -> impl Iterator<Item = Para> {
    section("Actiepunten", plan.open_points_about(id).map(one_point))
}

/// An action point as one item of a list.
pub fn one_point(point: &ActionPoint) -> Para {
    let due = point.due.map(|due| format!(", voor {}", date::dutch(due)));
    let due = due.unwrap_or_default();
    let text = format!("{}: {}{due}", point.who, point.what);
    let tone = if point.is_open() {
        Tone::Plain
    } else {
        Tone::Dim
    };
    Para::item(&point.id, text).toned(tone)
}

/// What was noted and decided, the newest first, as a section of a page.
pub fn log(log: &[LogEntry]) -> impl Iterator<Item = Para> {
    let lines = log.iter().rev().map(|line| {
        let text = format!("{} ({})", said(line), line.by);
        Para::item(date::dutch(line.date), text)
    });
    section("Verloop", lines)
}

/// A line of a log in words: `loopt — sloop in week 48`, `besluit: …`.
fn said(line: &LogEntry) -> String {
    let status = line.status.map(|status| words::status(status).to_string());
    let decision = line.decision.as_ref().map(|it| format!("besluit: {it}"));
    let parts: Vec<String> = [status, decision, line.note.clone()]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" — ")
}
