//! The page of an action point, and what was noted, decided and agreed with a KPI or an action.

use chrono::NaiveDate;

use crate::doc::Tone;
use crate::doc::layout::Para;
use crate::plan::model::date;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::{LogEntry, Plan, words};

/// An action point: who does what, by when, and where it came from.
pub fn point_page(plan: &Plan, point: &ActionPoint, today: NaiveDate) -> Vec<Para> {
    let mut out = vec![
        Para::Title(format!("Actiepunt {}", point.id)),
        Para::Gap,
        Para::Text(point.what.clone(), Tone::Plain),
        Para::Gap,
        Para::Field("Wie", point.who.clone(), Tone::Strong),
    ];
    let (state, role) = state(point, today);
    out.push(Para::Field("Stand", state, role));
    out.extend(
        point
            .due
            .map(|due| Para::Field("Voor", date::with_weekday(due), Tone::Plain)),
    );
    out.extend(
        point
            .about
            .as_ref()
            .map(|about| Para::Field("Bij", words::titled(plan, about), Tone::Plain)),
    );
    let agreed = match point.meeting.as_deref().and_then(|id| plan.meeting(id)) {
        Some(meeting) => format!(
            "{} in overleg {} {}",
            date::dutch(point.date),
            meeting.id,
            meeting.title
        ),
        None => date::dutch(point.date),
    };
    out.push(Para::Field(
        "Afgesproken",
        format!("{agreed} ({})", point.by),
        Tone::Plain,
    ));
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
pub fn points_about(plan: &Plan, id: &str) -> Vec<Para> {
    under(
        "Actiepunten",
        plan.open_points_about(id).map(one_point).collect(),
    )
}

/// An action point as one item of a list.
pub fn one_point(point: &ActionPoint) -> Para {
    let due = point
        .due
        .map_or_else(String::new, |due| format!(", voor {}", date::dutch(due)));
    Para::Item {
        mark: point.id.clone(),
        text: format!("{}: {}{due}", point.who, point.what),
        role: if point.is_open() {
            Tone::Plain
        } else {
            Tone::Dim
        },
    }
}

/// What was noted and decided, the newest first, as a section of a page.
pub fn log(log: &[LogEntry]) -> Vec<Para> {
    let lines = log.iter().rev().map(|line| Para::Item {
        mark: date::dutch(line.date),
        text: format!("{} ({})", said(line), line.by),
        role: Tone::Plain,
    });
    under("Verloop", lines.collect())
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

fn under(heading: &str, paras: Vec<Para>) -> Vec<Para> {
    if paras.is_empty() {
        return paras;
    }
    let mut out = vec![Para::Heading(heading.to_string())];
    out.extend(paras);
    out
}
