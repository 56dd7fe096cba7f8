//! The minutes of a meeting: as Markdown to send round, and as a page for the screen and the
//! command line.

use super::meeting::one_point;
use crate::doc::Tone;
use crate::doc::layout::Para;
use crate::plan::minutes::{About, Counts, Fate, Minutes, Said, minutes};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Judgement, Light, Reading};
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::words::counted;
use crate::plan::{LogEntry, Plan, words};
use crate::report::out::markdown::{inline, table};

/// Over what was discussed, and that was all.
const NOTHING: &str = "Besproken, geen wijzigingen";

/// A label, its words, and how they look on a page.
type Row = (&'static str, String, Tone);

/// The minutes as Markdown.
pub fn minutes_markdown(plan: &Plan, meeting: &Meeting) -> String {
    let minutes = minutes(plan, meeting);
    let mut parts = vec![
        format!("# {}", inline(&title(meeting))),
        bullets(&head(&minutes)),
    ];
    for about in with_words(&minutes) {
        parts.push(format!("## {}", inline(&heading(about))));
        parts.push(bullets(&rows(&about.said)));
    }
    if !minutes.general.is_empty() {
        parts.push("## Algemeen".to_string());
        parts.push(bullets(&rows(&minutes.general)));
    }
    parts.push("## Besluitenlijst".to_string());
    let decisions = minutes.decisions();
    let decided = decisions.iter().enumerate().map(|(i, decided)| {
        let about = decided.about.unwrap_or("algemeen").to_string();
        [(i + 1).to_string(), decided.text.to_string(), about]
    });
    let decided: Vec<[String; 3]> = decided.collect();
    parts.push(or_none(table(["Nr.", "Besluit", "Bij"], &decided)));
    parts.push("## Actiepuntenlijst".to_string());
    let agreed: Vec<[String; 5]> = minutes.agreed().into_iter().map(point_row).collect();
    parts.push(or_none(table(
        ["Nr.", "Wie", "Wat", "Voor", "Bij"],
        &agreed,
    )));
    let silent: Vec<&str> = without_words(&minutes).collect();
    let open: Vec<&str> = minutes.open.iter().map(|id| id.as_str()).collect();
    for (head, ids) in [(NOTHING, silent), ("Niet besproken", open)] {
        if !ids.is_empty() {
            parts.push(format!("## {head}"));
            let items = ids.iter().map(|id| inline(&words::titled(plan, id)));
            let items: Vec<String> = items.map(|item| format!("- {item}\n")).collect();
            parts.push(items.concat());
        }
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    parts.join("\n\n") + "\n"
}

/// The minutes as a page.
pub fn minutes_page(plan: &Plan, meeting: &Meeting) -> Vec<Para> {
    let minutes = minutes(plan, meeting);
    let mut out = vec![Para::Title(title(meeting)), Para::Gap];
    out.extend(fields(head(&minutes)));
    for about in with_words(&minutes) {
        out.push(Para::Heading(heading(about)));
        out.extend(fields(rows(&about.said)));
    }
    if !minutes.general.is_empty() {
        out.push(Para::Heading("Algemeen".to_string()));
        out.extend(fields(rows(&minutes.general)));
    }
    let decisions = minutes.decisions();
    let decisions = decisions.iter().map(|decided| Para::Item {
        mark: decided.about.unwrap_or("algemeen").to_string(),
        text: decided.text.to_string(),
        role: Tone::Plain,
    });
    out.extend(under("Besluiten", decisions));
    out.extend(under(
        "Actiepunten",
        minutes.agreed().into_iter().map(one_point),
    ));
    let item = |id: &str| Para::Item {
        mark: "•".to_string(),
        text: words::titled(plan, id),
        role: Tone::Dim,
    };
    out.extend(under(NOTHING, without_words(&minutes).map(item)));
    out.extend(under(
        "Niet besproken",
        minutes.open.iter().map(|id| item(id)),
    ));
    out
}

/// The items something was said about.
fn with_words<'a>(minutes: &'a Minutes<'a>) -> impl Iterator<Item = &'a About<'a>> {
    minutes.items.iter().filter(|about| !about.said.is_empty())
}

/// The items that were discussed without a change.
fn without_words<'a>(minutes: &'a Minutes<'a>) -> impl Iterator<Item = &'a str> {
    let silent = minutes.items.iter().filter(|about| about.said.is_empty());
    silent.map(|about| about.id)
}

/// `Verslag overleg O1 · Ondermijning`.
fn title(meeting: &Meeting) -> String {
    format!("Verslag overleg {} · {}", meeting.id, meeting.title)
}

fn head(minutes: &Minutes<'_>) -> Vec<Row> {
    let meeting = minutes.meeting;
    let present = if meeting.present.is_empty() {
        "niet vastgelegd".to_string()
    } else {
        meeting.present.join(", ")
    };
    let state = match meeting.closed {
        Some(day) => format!("afgesloten op {}", date::dutch(day)),
        None => "nog niet afgesloten".to_string(),
    };
    [
        ("Datum", date::with_weekday(meeting.date)),
        ("Aanwezig", present),
        ("Verslag", meeting.by.clone()),
        ("Overleg", state),
        ("In het kort", summary(minutes.counts)),
    ]
    .map(|(label, text)| (label, text, Tone::Plain))
    .to_vec()
}

/// `3 van 8 besproken · 2 standen · 1 oordeel · 1 besluit · 2 actiepunten`.
pub fn summary(counts: Counts) -> String {
    [
        format!("{} van {} besproken", counts.discussed, counts.planned),
        counted(counts.readings, "stand", "standen"),
        counted(counts.judgements, "oordeel", "oordelen"),
        counted(counts.decisions, "besluit", "besluiten"),
        counted(counts.points, "actiepunt", "actiepunten"),
    ]
    .join(" · ")
}

/// `3.K3 Er zijn ten minste 4 controles …`.
fn heading(about: &About<'_>) -> String {
    let words = about.words.unwrap_or("staat niet meer in het plan");
    let outside = if about.planned {
        ""
    } else {
        " (buiten de lijst)"
    };
    format!("{} {words}{outside}", about.id)
}

fn rows(said: &[Said<'_>]) -> Vec<Row> {
    said.iter()
        .flat_map(|said| match said {
            Said::Reading {
                id,
                indicator,
                reading,
                was,
            } => vec![stand(id, *indicator, reading, *was)],
            Said::Judged { judgement, was } => judged(judgement, *was),
            Said::Status { from, to, notes } => {
                let (from, to) = (words::status(*from), words::status(*to));
                let text = if from == to {
                    format!("blijft {to}")
                } else {
                    format!("{to} (was {from})")
                };
                let parts = std::iter::once(text.as_str()).chain(notes.iter().copied());
                vec![(
                    "Status",
                    parts.collect::<Vec<_>>().join(" — "),
                    Tone::Strong,
                )]
            }
            Said::Field { field, from, to } => {
                let text = format!("{} (was {})", field.said(to), field.said(from));
                vec![(field.head, text, Tone::Strong)]
            }
            Said::Line { line } => lines(line),
            Said::Point { change, point } => vec![agreed(*change, point)],
        })
        .collect()
}

fn stand(id: &str, indicator: Option<&Indicator>, reading: &Reading, was: Option<&Reading>) -> Row {
    let label = indicator.map_or(id, |indicator| &indicator.label);
    let value = |reading: &Reading| {
        let value = indicator.map_or_else(
            || words::value(reading.value, reading.of),
            |indicator| words::reading(indicator, reading),
        );
        format!("{value} op {}", date::dutch(reading.date))
    };
    let was = was.map_or_else(|| "geen stand".to_string(), value);
    let note = reading.note.as_deref();
    let note = note.map_or_else(String::new, |note| format!(" — {note}"));
    let text = format!("{label}: {} (was {was}){note}", value(reading));
    ("Stand", text, Tone::Strong)
}

fn judged(judgement: &Judgement, was: Option<Light>) -> Vec<Row> {
    let was = was.map_or("geen oordeel", words::light);
    let light = format!("{} (was {was})", words::light(judgement.light));
    let mut rows = vec![("Stoplicht", light, Tone::of(judgement.light))];
    for (label, text) in [
        ("Toelichting", &judgement.explanation),
        ("Bijsturing", &judgement.measure),
    ] {
        rows.extend(text.clone().map(|text| (label, text, Tone::Plain)));
    }
    rows
}

fn lines(line: &LogEntry) -> Vec<Row> {
    let decision = line.decision.clone();
    let decision = decision.map(|text| ("Besluit", text, Tone::Strong));
    let note = line.note.clone();
    let note = note.map(|text| ("Notitie", text, Tone::Plain));
    decision.into_iter().chain(note).collect()
}

fn agreed(change: Fate, point: &ActionPoint) -> Row {
    let label = match change {
        Fate::Agreed => "Actiepunt",
        Fate::Ticked => "Afgevinkt",
        Fate::Changed => "Gewijzigd",
        Fate::Withdrawn => "Vervallen",
    };
    let due = point
        .due
        .filter(|_| matches!(change, Fate::Agreed | Fate::Changed))
        .map_or_else(String::new, |due| format!(", voor {}", date::dutch(due)));
    let done = if change == Fate::Agreed && !point.is_open() {
        " (meteen afgevinkt)"
    } else {
        ""
    };
    let text = format!("{} {}: {}{due}{done}", point.id, point.who, point.what);
    (label, text, Tone::Plain)
}

fn point_row(point: &ActionPoint) -> [String; 5] {
    [
        point.id.clone(),
        point.who.clone(),
        point.what.clone(),
        point.due.map(date::dutch).unwrap_or_default(),
        point
            .about
            .clone()
            .unwrap_or_else(|| "algemeen".to_string()),
    ]
}

/// Each row an item of a list, its label in bold.
fn bullets(rows: &[Row]) -> String {
    let rows = rows.iter().map(|(label, text, _)| {
        let text = inline(text);
        format!("- **{label}:** {text}\n")
    });
    rows.collect()
}

fn or_none(table: String) -> String {
    if table.is_empty() {
        "Geen.".to_string()
    } else {
        table
    }
}

fn fields(rows: Vec<Row>) -> impl Iterator<Item = Para> {
    rows.into_iter()
        .map(|(label, text, role)| Para::Field(label, text, role))
}

fn under(heading: &str, paras: impl Iterator<Item = Para>) -> Vec<Para> {
    let paras: Vec<Para> = paras.collect();
    if paras.is_empty() {
        return paras;
    }
    let mut out = vec![Para::Heading(heading.to_string())];
    out.extend(paras);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::layout::lines as laid_out;
    use crate::plan::Status;
    use crate::plan::clean::is_unsafe;
    use crate::plan::minutes::tests::{Room, point};

    /// Half a meeting, in which everything happens.
    fn held() -> Room {
        let mut room = Room::new();
        room.meeting = None;
        room.reports(4, "2026-10-01", None);
        room.meeting = Some("O1".into());
        room.ticks_off("AP1")
            .reports(6, "2026-11-23", None)
            .reports(1250, "2026-11-23", Some("Plaspoelpolder, met HEIT"))
            .judges(
                Light::Amber,
                "hondengeleider ziek",
                "extra controle in week 48",
            )
            .logs("1.K1", None, Some("controle gaat door"))
            .agrees(point("AP2", Some("1.K1"), "B. Smit", "plant een controle"))
            .sets(
                "1A.1.b",
                Status::Open,
                Status::Running,
                Some("brief ligt klaar"),
            )
            .logs("O1", Some("volgende keer in zaal 2"), None)
            .discusses(&["1.K1", "AP1"]);
        room
    }

    #[test]
    fn as_markdown() {
        let room = held();
        let text = minutes_markdown(&room.plan, &room.plan.meetings[0]);
        insta::assert_snapshot!("minutes_markdown", text);
    }

    #[test]
    fn as_a_page() {
        let room = held();
        let page = minutes_page(&room.plan, &room.plan.meetings[0]);
        let lines: Vec<String> = laid_out(&page, 72)
            .iter()
            .map(crate::doc::Line::words)
            .collect();
        insta::assert_snapshot!("minutes_page", lines.join("\n"));
    }

    #[test]
    fn a_meeting_in_which_nothing_happened() {
        let mut room = Room::new();
        room.discusses(&["1.K1"]);
        let text = minutes_markdown(&room.plan, &room.plan.meetings[0]);
        assert!(text.contains("## Besproken, geen wijzigingen\n\n- 1.K1 "));
        assert!(text.contains("## Besluitenlijst\n\nGeen.\n\n## Actiepuntenlijst\n\nGeen.\n"));
        assert!(text.contains("1 van 4 besproken · 0 standen"));
    }

    #[test]
    fn nothing_typed_changes_the_shape() {
        let bad = "x|y\n# kop\n| a | b |\r\n- **n** <b onclick=1> [l](u) `c` \u{1b}[31m\u{202e}";
        let mut room = Room::new();
        let meeting = &mut room.plan.meetings[0];
        meeting.title = bad.into();
        meeting.present = vec![bad.into()];
        meeting.by = bad.into();
        room.reports(1, "2026-11-23", Some(bad))
            .judges(Light::Red, bad, bad)
            .logs("1.K1", Some(bad), Some(bad))
            .agrees(point("AP2", Some("1.K1"), bad, bad));
        let text = minutes_markdown(&room.plan, &room.plan.meetings[0]);
        assert!(!text.chars().any(|c| c != '\n' && is_unsafe(c)), "{text}");
        assert_eq!(shape(&text, "# "), 1);
        assert_eq!(shape(&text, "## "), 4);
        assert_eq!(shape(&text, "| "), 6, "{text}");
        for line in text.lines().filter(|line| line.starts_with("| ")) {
            let bare = line.replace("\\\\", "").replace("\\|", "");
            let columns = bare.matches('|').count();
            assert!([4, 6].contains(&columns), "{line}");
        }
        assert!(!text.replace("\\<", "").contains('<'), "{text}");
    }

    /// How many lines begin like this.
    fn shape(text: &str, start: &str) -> usize {
        text.lines().filter(|line| line.starts_with(start)).count()
    }
}
