//! The minutes of a meeting, written once: a page for the screen and the command line, and
//! Markdown to send round.

use super::one_point;
use crate::doc::Tone;
use crate::doc::para::{Para, known, section};
use crate::doc::table::{Column, Table};
use crate::plan::edit::remains;
use crate::plan::minutes::{About, Counts, Fate, Lights, Minutes, Said, light_on, minutes};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Judgement, Light, Reading};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::words::counted;
use crate::plan::{Plan, words};
use crate::report::out::markdown;
use crate::report::pages::kpi::{against_first, reasons};

/// Over what was discussed, and that was all.
const NOTHING: &str = "Besproken, geen wijzigingen";
/// What belongs to no item.
const GENERAL: &str = "algemeen";

/// What was decided and agreed, once more together: a list for the screen, where it is brief and
/// there only if there is something in it; tables for what is sent round.
type Lists = fn(&Plan, &Minutes<'_>) -> Vec<Para>;

/// The minutes as Markdown.
pub fn minutes_markdown(plan: &Plan, meeting: &Meeting) -> String {
    markdown::document(&written(plan, meeting, as_tables))
}

/// The minutes as a page.
pub fn minutes_page(plan: &Plan, meeting: &Meeting) -> Vec<Para> {
    written(plan, meeting, in_brief)
}

fn written(plan: &Plan, meeting: &Meeting, lists: Lists) -> Vec<Para> {
    let minutes = minutes(plan, meeting);
    let what = if minutes.is_blank() {
        "Overleg"
    } else {
        "Verslag overleg"
    };
    let title = format!("{what} {} · {}", meeting.id, meeting.title);
    let mut out = vec![Para::title(title), Para::Gap];
    out.extend(head(&minutes));
    let (silent, told): (Vec<&About<'_>>, Vec<&About<'_>>) = minutes
        .items
        .iter()
        .partition(|about| about.said.is_empty());
    for about in told {
        let said = about.said.iter().flat_map(said);
        let lights = both_lights(plan, about).into_iter();
        out.extend(section(heading(about), said.chain(lights)));
    }
    out.extend(section("Algemeen", minutes.general.iter().flat_map(said)));
    out.extend(lists(plan, &minutes));
    let item = |id: &str| Para::bullet(words::titled(plan, id)).toned(Tone::Dim);
    let silent = silent.into_iter().map(|about| item(about.id));
    out.extend(section(NOTHING, silent));
    let open = minutes.open.iter().map(|id| item(id));
    let heading = if minutes.is_blank() {
        "Te bespreken"
    } else {
        "Niet besproken"
    };
    out.extend(section(heading, open));
    out
}

fn in_brief(_: &Plan, minutes: &Minutes<'_>) -> Vec<Para> {
    let decisions = minutes.decisions().into_iter();
    let decisions = decisions.map(|it| Para::item(it.about.unwrap_or(GENERAL), it.text));
    let agreed = minutes.agreed().into_iter().map(one_point);
    let lists = section("Besluiten", decisions);
    lists.chain(section("Actiepunten", agreed)).collect()
}

fn as_tables(plan: &Plan, minutes: &Minutes<'_>) -> Vec<Para> {
    let decisions = minutes.decisions().into_iter().enumerate();
    let decisions = decisions.map(|(i, decided)| {
        let about = decided.about.unwrap_or(GENERAL);
        [
            (i + 1).to_string(),
            decided.text.to_string(),
            about.to_string(),
        ]
    });
    let agreed = minutes.agreed().into_iter().map(|point| {
        let due = point.due.map(date::dutch).unwrap_or_default();
        let about = point.about.as_deref().unwrap_or(GENERAL).to_string();
        [
            point.id.clone(),
            point.who.clone(),
            point.what.clone(),
            due,
            about,
        ]
    });
    let or_none = |table: Table| match table.rows.as_slice() {
        [] => Para::text("Geen."),
        _ => Para::Table(table),
    };
    let heads = ["Nr.", "Besluit", "Bij"].map(|it| Column::LEFT.headed(it));
    let decisions = or_none(Table::new(heads, decisions));
    let heads = ["Nr.", "Wie", "Wat", "Voor", "Bij"].map(|it| Column::LEFT.headed(it));
    let agreed = or_none(Table::new(heads, agreed));
    let day = minutes.meeting.closed.unwrap_or(minutes.meeting.date);
    let lights = minutes.items.iter().filter_map(|about| {
        let (light, judged) = light_on(plan, about.id, day)?;
        let by = if judged { "oordeel" } else { "cijfers" };
        let words = about.words.unwrap_or_default();
        Some([about.id, words, words::light(light), by].map(str::to_string))
    });
    let heads = ["KPI", "Wat", "Licht", "Volgens"].map(|it| Column::LEFT.headed(it));
    let lights = Table::new(heads, lights);
    let mut out = if lights.rows.is_empty() {
        Vec::new()
    } else {
        vec![Para::heading("Stoplichten"), Para::Table(lights)]
    };
    out.extend([
        Para::heading("Besluitenlijst"),
        decisions,
        Para::heading("Actiepuntenlijst"),
        agreed,
    ]);
    out
}

fn head(minutes: &Minutes<'_>) -> [Para; 5] {
    let meeting = minutes.meeting;
    let present = if meeting.present.is_empty() {
        "niet vastgelegd".to_string()
    } else {
        meeting.present.join(", ")
    };
    let state = match meeting.closed {
        Some(day) => format!("afgesloten op {}", date::dutch(day)),
        None if minutes.is_blank() => "nog niet begonnen".to_string(),
        None => "nog niet afgesloten".to_string(),
    };
    [
        Para::field("Datum", date::with_weekday(meeting.date)),
        Para::field("Aanwezig", present),
        Para::field("Verslag", &meeting.by),
        Para::field("Overleg", state),
        Para::field("In het kort", summary(minutes.counts)),
    ]
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

fn said(said: &Said<'_>) -> Vec<Para> {
    match said {
        Said::Reading {
            id,
            indicator,
            reading,
            was,
            later,
        } => vec![stand(id, *indicator, (reading, *was), *later)],
        Said::Judged { judgement, was } => judged(judgement, *was),
        Said::Status { from, to, notes } => {
            let (from, to) = (words::status(*from), words::status(*to));
            let text = if from == to {
                format!("blijft {to}")
            } else {
                format!("{to} (was {from})")
            };
            let parts = std::iter::once(text.as_str()).chain(notes.iter().copied());
            let parts: Vec<&str> = parts.collect();
            vec![Para::field("Status", parts.join(" — ")).toned(Tone::Strong)]
        }
        Said::Plan { sentence } => {
            vec![Para::field("Bijstelling", sentence).toned(Tone::Strong)]
        }
        Said::Field { field, words, .. } => {
            let text = format!("{} (was {})", words.1, words.0);
            vec![Para::field(field.head, text).toned(Tone::Strong)]
        }
        Said::Line { line } => {
            let decision = known("Besluit", line.decision.as_deref());
            let decision = decision.map(|it| it.toned(Tone::Strong));
            let note = known("Notitie", line.note.as_deref());
            decision.into_iter().chain(note).collect()
        }
        Said::Point { change, point } => vec![agreed(*change, point)],
    }
}

/// What the figures said, also against what was wanted first, where that was moved.
fn both_lights(plan: &Plan, about: &About<'_>) -> Option<Para> {
    let Lights { light, first_light } = about.lights?;
    let Some(Item::Kpi(kpi, _)) = plan.item(about.id) else {
        return None;
    };
    let first = against_first(plan, kpi, first_light);
    let text = format!("{}; {first}", words::light(light));
    Some(Para::field("Cijfers", text))
}

fn stand(
    id: &str,
    indicator: Option<&Indicator>,
    (now, was): (&Reading, Option<&Reading>),
    later: Option<&Reading>,
) -> Para {
    let label = indicator.map_or(id, |indicator| &indicator.label);
    let value = |reading: &Reading| words::reading_on(indicator, reading);
    let was = was.map_or_else(
        || "eerste stand".to_string(),
        |was| format!("was {}", value(was)),
    );
    let note = now.note.as_deref();
    let note = note.map_or_else(String::new, |note| format!(" — {note}"));
    let later = later.map_or_else(String::new, |later| format!("; {}", remains(later)));
    let wanted = indicator.filter(|it| it.target.is_some());
    let wanted = wanted.map_or_else(String::new, |it| {
        format!("streefwaarde {}; ", words::target(it))
    });
    let text = format!("{label}: {} ({wanted}{was}){later}{note}", value(now));
    Para::field("Stand", text).toned(Tone::Strong)
}

fn judged(judgement: &Judgement, was: Option<Light>) -> Vec<Para> {
    let was = was.map_or("geen oordeel", words::light);
    let light = format!("{} (was {was})", words::light(judgement.light));
    let light = Para::field("Stoplicht", light).toned(Tone::of(judgement.light));
    std::iter::once(light).chain(reasons(judgement)).collect()
}

fn agreed(change: Fate, point: &ActionPoint) -> Para {
    let label = match change {
        Fate::Agreed => "Actiepunt",
        Fate::Ticked => "Afgevinkt",
        Fate::Changed => "Gewijzigd",
        Fate::Reopened => "Heropend",
        Fate::Withdrawn => "Vervallen",
    };
    let due = point
        .due
        .filter(|_| !matches!(change, Fate::Ticked | Fate::Withdrawn))
        .map_or_else(String::new, |due| format!(", voor {}", date::dutch(due)));
    let done = if change == Fate::Agreed && !point.is_open() {
        " (meteen afgevinkt)"
    } else {
        ""
    };
    let text = format!("{} {}: {}{due}{done}", point.id, point.who, point.what);
    Para::field(label, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::layout::lines as laid_out;
    use crate::plan::Status;
    use crate::plan::clean::is_unsafe;
    use crate::plan::edit::{Edit, PointEdit};
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
    fn a_moved_target_gives_both_lights() {
        let mut room = Room::new();
        let set = r#"{ "what": "set", "id": "1.K1.1", "field": "target", "why": { "reason": "x" },
            "from": { "min": 10, "max": null }, "to": { "min": 6, "max": null } }"#;
        room.does(&serde_json::from_str(set).unwrap())
            .reports(6, "2026-11-20", None);
        let text = minutes_markdown(&room.plan, &room.plan.meetings[0]);
        let lights = "- **Cijfers:** rood; rood, tegen de eerste streefwaarde (10)";
        assert!(text.contains(lights), "{text}");
    }

    #[test]
    fn a_point_that_is_opened_again_is_called_that() {
        let mut room = Room::new();
        room.meeting = None;
        room.ticks_off("AP1");
        room.meeting = Some("O1".into());
        let done = room.plan.action_points[0].clone();
        room.does(&Edit::ActionPoint(PointEdit {
            id: done.id.clone(),
            from: Some(Box::new(done.clone())),
            to: Some(Box::new(ActionPoint { done: None, ..done })),
        }));
        let text = minutes_markdown(&room.plan, &room.plan.meetings[0]);
        assert!(text.contains("**Heropend:** AP1"), "{text}");
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
        assert_eq!(shape(&text, "## "), 5);
        assert_eq!(shape(&text, "| "), 9, "{text}");
        for line in text.lines().filter(|line| line.starts_with("| ")) {
            let bare = line.replace("\\\\", "").replace("\\|", "");
            let columns = bare.matches('|').count();
            assert!([4, 5, 6].contains(&columns), "{line}");
        }
        assert!(!text.replace("\\<", "").contains('<'), "{text}");
    }

    /// How many lines begin like this.
    fn shape(text: &str, start: &str) -> usize {
        text.lines().filter(|line| line.starts_with(start)).count()
    }
}
