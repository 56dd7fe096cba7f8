//! How the plan stands at a glance, in lines: what the first pane shows and `regie overzicht`
//! prints; and how the plans of a region stand together.

pub mod region;

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::doc::para::{Para, section};
use crate::doc::table::{self, Column, Table};
use crate::doc::{Line, Tone};
use crate::plan::clean::one_line;
use crate::plan::edit::history::Entry;
use crate::plan::figures::agenda::Deadline;
use crate::plan::figures::light;
use crate::plan::figures::overview::{Overview, Standing};
use crate::plan::model::context::{Context, Figure};
use crate::plan::model::date;
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::{Id, Plan, words};
use crate::report::pages::tables::context;

/// A part of the overview, below its chapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is late.
    Late,
    /// What is due within four weeks.
    Soon,
    /// What changed.
    Changed,
    /// Open action points.
    Points,
    /// The meeting to come, and the last.
    Meetings,
    /// Council indicators, which stand beside the plan and press nobody.
    Context,
}

/// What stands in a part.
#[derive(Debug)]
pub struct Section {
    /// Which it is.
    pub part: Part,
    /// Its name.
    pub label: String,
    /// How much there is.
    pub count: usize,
    /// The first of it.
    pub said: Vec<Said>,
}

/// A line that leads somewhere.
#[derive(Debug)]
pub struct Said {
    /// The item it is about.
    pub item: Id,
    /// What of it is recorded on, where that is a part: the indicator of a KPI.
    pub row: Id,
    /// Its words.
    pub line: Line,
}

/// What changed, and since which day that is told.
pub type Changed<'a> = (&'a [&'a Entry], Option<NaiveDate>);

/// The parts there is something in, at most so many lines of each.
pub fn sections(
    plan: &Plan,
    overview: &Overview<'_>,
    today: NaiveDate,
    (edits, since): Changed<'_>,
    most: usize,
) -> Vec<Section> {
    let news = since.map_or_else(
        || "Gewijzigd".to_string(),
        |day| format!("Sinds {}", date::short(day)),
    );
    // Where one was here before, it is also said that nothing changed.
    let nothing = since.filter(|_| edits.is_empty()).map(|_| Said {
        item: Id::new(),
        row: Id::new(),
        line: Line::of("niets gewijzigd", Tone::Dim),
    });
    let mut changes = Section::of(Part::Changed, &news, edits, most, |it| change(plan, it));
    changes.said.extend(nothing);
    let next = overview.next.map(|it| meeting(it, when(it, today)));
    let last = overview.last.map(|it| meeting(it, "laatst"));
    let met: Vec<Said> = next.into_iter().chain(last).collect();
    let mut all = vec![
        Section::of(Part::Late, "Te laat", &overview.late, most, |it| {
            deadline(it, Tone::Red)
        }),
        Section::of(Part::Soon, "In vier weken", &overview.soon, most, |it| {
            deadline(it, Tone::Strong)
        }),
        changes,
        Section::of(Part::Points, "Actiepunten", &overview.points, most, |it| {
            point(it, today)
        }),
        Section {
            part: Part::Meetings,
            label: "Overleg".to_string(),
            count: met.len(),
            said: met,
        },
        Section::of(Part::Context, "Omgeving", &newest(plan), most, |it| {
            around(it)
        }),
    ];
    all.retain(|section| !section.said.is_empty());
    all
}

impl Section {
    fn of<T>(part: Part, label: &str, items: &[T], most: usize, said: impl Fn(&T) -> Said) -> Self {
        Self {
            part,
            label: label.to_string(),
            count: items.len(),
            said: items.iter().take(most).map(said).collect(),
        }
    }
}

/// `31-01 4.K2a.1 10 gemist · factsheets gedeeld`.
fn deadline(item: &Deadline, tone: Tone) -> Said {
    let row = item.indicator.as_ref().unwrap_or(&item.id);
    let missed = match item.missed {
        0 | 1 => String::new(),
        missed => format!("{missed} gemist · "),
    };
    let line = Line::of(date::short(item.due), tone)
        .and(format!(" {row} "), Tone::Plain)
        .and(missed, Tone::Dim)
        .and(one_line(&item.text), Tone::Plain);
    Said {
        item: item.id.clone(),
        row: row.clone(),
        line,
    }
}

/// `26-11 3.K1.1: 6 → 7 (B. de Vries)`.
fn change(plan: &Plan, entry: &Entry) -> Said {
    let id = entry.edit.id().unwrap_or_default();
    let sentence = entry.edit.sentence(plan);
    let line = Line::of(date::short(entry.at.date_naive()), Tone::Dim)
        .and(format!(" {}", one_line(&sentence)), Tone::Plain)
        .and(format!(" ({})", one_line(&entry.by)), Tone::Dim);
    Said {
        item: id.to_string(),
        row: entry.revision.to_string(),
        line,
    }
}

/// `20-11 A. Jansen: HEIT bellen (3.K1)`.
fn point(point: &ActionPoint, today: NaiveDate) -> Said {
    let late = point.due.is_some_and(|due| due < today);
    let day = point.due.map_or_else(|| "  –  ".to_string(), date::short);
    let about = point
        .about
        .as_ref()
        .map_or_else(String::new, |id| format!(" ({id})"));
    let line = Line::of(day, if late { Tone::Red } else { Tone::Plain })
        .and(format!(" {}", one_line(&point.who)), Tone::Strong)
        .and(format!(": {}", one_line(&point.what)), Tone::Plain)
        .and(about, Tone::Dim);
    Said {
        item: point.id.clone(),
        row: point.id.clone(),
        line,
    }
}

/// What a meeting that wasn't closed is on a day.
fn when(meeting: &Meeting, today: NaiveDate) -> &'static str {
    match meeting.date.cmp(&today) {
        Ordering::Greater => "volgende",
        Ordering::Equal if !meeting.has_begun() => "vandaag",
        _ => "loopt nog",
    }
}

/// `volgende O5 Ondermijning, do 10-12-2026`.
fn meeting(meeting: &Meeting, when: &str) -> Said {
    let (id, title) = (&meeting.id, one_line(&meeting.title));
    let day = date::with_weekday(meeting.date);
    let line = Line::of(when, Tone::Dim).and(format!(" {id} {title}, {day}"), Tone::Plain);
    Said {
        item: id.clone(),
        row: id.clone(),
        line,
    }
}

/// The council indicators that have a figure to show, with the newest of it.
pub fn newest(plan: &Plan) -> Vec<(&Context, &Figure)> {
    let all = plan.context.iter();
    all.filter_map(|it| Some((it, it.newest()?))).collect()
}

/// `X1 Winkeldiefstal 1,9* per 1.000 inwoners, 2024 · Nederland 2,1`; of the country alone
/// `X1 Winkeldiefstal Nederland 2,1 per 1.000 inwoners, 2024`.
fn around((context, newest): &(&Context, &Figure)) -> Said {
    let of_country = |it: Option<&Figure>| format!("Nederland {}", context::shown(it));
    let (first, after) = match context.beside(newest) {
        (None, country) => (of_country(country), String::new()),
        (own, None) => (context::shown(own), String::new()),
        (own, country) => (context::shown(own), format!(" · {}", of_country(country))),
    };
    let (id, title, unit) = (
        &context.id,
        one_line(&context.title),
        one_line(&newest.unit),
    );
    let rest = format!(" {unit}, {}{after}", newest.period.shown());
    let line = Line::of(format!("{id} "), Tone::Dim)
        .and(format!("{title} {first}"), Tone::Plain)
        .and(rest, Tone::Dim);
    Said {
        item: id.clone(),
        row: id.clone(),
        line,
    }
}

/// The overview as paragraphs: a row for each chapter, and what else there is, at most so many lines
/// of each part.
pub fn overview(
    plan: &Plan,
    overview: &Overview<'_>,
    today: NaiveDate,
    changed: Changed<'_>,
    most: usize,
) -> Vec<Para> {
    let mut out = vec![Para::Table(chapters(overview))];
    for part in sections(plan, overview, today, changed, most) {
        // A line each: the whole of it stands in the plan.
        let rows = part.said.iter().map(|said| [said.line.words()]);
        let lines = Table::new([Column::CUT], rows);
        out.extend(listed(&part.label, part.count, lines));
    }
    out
}

/// The first of a part under its name, and how many there are more.
fn listed(label: &str, count: usize, lines: Table) -> impl Iterator<Item = Para> {
    let more = count.saturating_sub(lines.rows.len());
    let more = (more > 0).then(|| Para::text(format!("en nog {more}")).toned(Tone::Dim));
    let heading = match count {
        0 => label.to_string(),
        count => format!("{label} ({count})"),
    };
    section(heading, [Para::Table(lines)].into_iter().chain(more))
}

/// The heads above a chapter's counts.
pub const HEADS: [&str; 9] = [
    "hoofdstuk",
    "licht",
    "KPI's",
    "zonder",
    "open",
    "loopt",
    "gereed",
    "vervallen",
    "te laat",
];

/// The place of what was given up among the counts.
const GIVEN_UP: usize = 4;

fn chapters(overview: &Overview<'_>) -> Table {
    let [title, light, kpis, rest @ ..] = HEADS;
    let mut columns = vec![
        Column::CUT.headed(title),
        Column::LEFT.headed(light),
        Column::LEFT.headed(kpis),
    ];
    let all = all_counts(overview);
    // Where nothing was given up the titles have the room of its column.
    let shows = |nth: usize| nth != GIVEN_UP || all[GIVEN_UP] > 0;
    let heads = (0..).zip(rest).filter(|(nth, _)| shows(*nth));
    columns.extend(heads.map(|(_, head)| Column::RIGHT.headed(head)));
    let row = |title: String, lights, counts: [usize; 6]| {
        let worst = light::worst(lights).map_or("-", words::light_letter);
        let mut cells = vec![title, worst.to_string(), light::letters(lights)];
        let counts = (0..).zip(counts).filter(|(nth, _)| shows(*nth));
        cells.extend(counts.map(|(_, count)| count.to_string()));
        table::row(cells)
    };
    let rows = overview.chapters.iter().map(|it| {
        (
            row(words::chapter_title(it.chapter), it.lights, counts(it)),
            Tone::Plain,
        )
    });
    let mut rows: Vec<_> = rows.collect();
    let together = row("Alles samen".to_string(), overview.lights(), all);
    rows.push((together, Tone::Strong));
    Table { columns, rows }
}

/// What is counted of a chapter: KPIs without a figure, actions that are open, run, are done and
/// were given up, and what is late.
pub const fn counts(it: &Standing<'_>) -> [usize; 6] {
    let [open, running, done, dropped] = it.actions;
    [it.without, open, running, done, dropped, it.late]
}

/// The same of all chapters together.
pub fn all_counts(overview: &Overview<'_>) -> [usize; 6] {
    let [open, running, done, dropped] = overview.actions();
    let (without, late) = (overview.without(), overview.late.len());
    [without, open, running, done, dropped, late]
}
