//! A chapter of the report, in the plan's own order and words: what it is after, its themes with
//! their goals and actions, who is needed, who leads, its KPIs.

use std::collections::{HashMap, HashSet};

use super::{heads, lamp};
use crate::doc::Tone;
use crate::doc::para::{Para, section};
use crate::doc::table::{Cell, Table};
use crate::doc::text::spark;
use crate::plan::figures::light::{expected_words, of_row, roll_up, shown, summary};
use crate::plan::figures::series;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::meeting::ActionPoint;
use crate::plan::model::regie::Statement;
use crate::plan::words::Wide;
use crate::plan::{Action, Plan, Status, Theme, words};
use crate::report::pages::item::{own_sentences, statuses};
use crate::report::pages::kpi;
use crate::report::pages::meeting::{log, one_point};
use crate::report::pages::regie::led;
use crate::report::pages::tables::context;
use crate::report::subject::{Chosen, Part, Subject};

/// How wide a course in a table is: a month a cell.
const COURSE: usize = 12;

type Led<'a> = HashMap<&'a str, Vec<Statement<'a>>>;

/// Every chapter.
pub(super) fn paras(subject: &Subject<'_>, parts: &[Part<'_>]) -> Vec<Para> {
    let led = subject.led();
    let mut points: HashMap<&str, Vec<&ActionPoint>> = HashMap::new();
    for point in subject.points().filter(|it| it.is_open()) {
        let about = point.about.as_deref().unwrap_or_default();
        points.entry(about).or_default().push(point);
    }
    let mut out = Vec::new();
    for part in parts {
        out.extend(one(subject, part, &led));
        out.extend(kpis(subject, part, &points));
        let context = context::of_chapter(&subject.plan, &part.chapter.id);
        out.extend(context.into_iter().map(deeper));
        subject.steps.step();
    }
    out
}

fn one(subject: &Subject<'_>, part: &Part<'_>, led: &Led<'_>) -> Vec<Para> {
    let (plan, chapter) = (&*subject.plan, part.chapter);
    let mut out = vec![Para::heading(words::chapter_title(chapter))];
    let aim = chapter
        .aim
        .iter()
        .map(|aim| Para::text(aim).toned(Tone::Quote));
    out.extend(section("Doel", aim).map(deeper));
    if !part.kpis.is_empty() {
        let counts = roll_up(plan, part.kpis.iter().copied(), subject.today);
        out.push(Para::field("KPI's", summary(counts)));
    }
    if part.actions().next().is_some() {
        out.push(Para::field("Acties", statuses(part.actions())));
    }
    let topics = chapter.topics.iter().filter(|it| it.dropped.is_none());
    let topics = topics.map(|topic| Para::bullet(format!("{}: {}", topic.title, topic.text)));
    out.extend(section("Onderwerpen", topics).map(deeper));
    for (theme, goals) in &part.themes {
        out.extend(self::theme(plan, theme, goals, led));
    }
    let needed =
        (!chapter.partners.is_empty()).then(|| Para::text(plan.party_names(&chapter.partners)));
    out.extend(section("Wie hebben we daarvoor nodig?", needed).map(deeper));
    out.extend(regie(plan, part, led));
    out
}

/// One level down.
fn deeper(para: Para) -> Para {
    match para {
        Para::Heading(depth, text) => Para::Heading(depth + 1, text),
        para => para,
    }
}

/// Who leads: the plan's own sentences, and what it says of it elsewhere.
fn regie(plan: &Plan, part: &Part<'_>, led: &Led<'_>) -> Vec<Para> {
    let chapter = part.chapter;
    let mut out: Vec<Para> = own_sentences(&chapter.regie).map(deeper).collect();
    let own: HashSet<&str> = chapter.regie.iter().map(|it| &*it.id).collect();
    let all = led.get(&*chapter.id).into_iter().flatten();
    let elsewhere = all.filter(|it| !own.contains(&*it.regie.id));
    let elsewhere: Vec<Para> = elsewhere
        .map(|it| Para::bullet(self::led(plan, *it)))
        .collect();
    if out.is_empty() && !elsewhere.is_empty() {
        out.push(Para::subheading(2, "Wie heeft de regie?"));
    }
    out.extend(elsewhere);
    let nobody = out.is_empty() && !part.kpis.is_empty();
    if nobody
        && part
            .themes
            .iter()
            .all(|(theme, _)| !led.contains_key(&*theme.id))
    {
        out.push(Para::subheading(2, "Wie heeft de regie?"));
        out.push(Para::text("Het plan noemt hier geen regie.").toned(Tone::Dim));
    }
    out
}

/// A theme: who leads it, and its goals and actions in one table.
fn theme(plan: &Plan, theme: &Theme, goals: &[Chosen<'_>], led: &Led<'_>) -> Vec<Para> {
    let mut out = vec![Para::subheading(2, words::theme_title(theme))];
    // What holds for the whole chapter stands with the chapter.
    let all = led.get(&*theme.id).into_iter().flatten();
    let own = all.filter(|it| !it.is_on_whole_chapter());
    out.extend(own.map(|it| Para::field("Regie", self::led(plan, *it))));
    let mut table = Table::new(
        heads(
            [
                "Nr.",
                "Wat willen we bereiken, en wat doen we daarvoor?",
                "Uitvoering",
                "Status",
            ],
            &[1, 2],
        ),
        [],
    );
    for Chosen { goal, actions } in goals {
        let head = [
            goal.number.to_string(),
            goal.text.clone(),
            String::new(),
            String::new(),
        ];
        table.rows.push((head.map(Cell::from).into(), Tone::Strong));
        let rows = actions
            .iter()
            .map(|action| (self::action(plan, action).into(), Tone::Plain));
        table.rows.extend(rows);
    }
    out.push(Para::Table(table));
    out
}

fn action(plan: &Plan, action: &Action) -> [Cell; 4] {
    let letter = action.id.rsplit('.').next().unwrap_or_default();
    let note = action
        .log
        .iter()
        .rev()
        .find_map(|it| Some((it.date, it.note.as_ref()?)));
    let note = note.map_or_else(String::new, |(day, note)| {
        format!(" — {note} ({})", date::dutch(day))
    });
    let (executors, _) = plan.executors(action);
    let due = action.due.filter(|_| action.status != Status::Done);
    let due = due.map_or_else(String::new, |due| {
        format!(", uiterlijk {}", date::dutch(due))
    });
    let tone = match action.status {
        Status::Open => Tone::Plain,
        Status::Running | Status::Done => Tone::Strong,
        Status::Dropped => Tone::Dim,
    };
    [
        letter.into(),
        format!("{}{note}", action.text).into(),
        plan.party_names(executors).into(),
        Cell::toned(format!("{}{due}", words::status(action.status)), tone),
    ]
}

/// The KPIs: a row each, and then of each that has something to tell what that is.
fn kpis(
    subject: &Subject<'_>,
    part: &Part<'_>,
    points: &HashMap<&str, Vec<&ActionPoint>>,
) -> Vec<Para> {
    if part.kpis.is_empty() {
        return Vec::new();
    }
    let (plan, today) = (&*subject.plan, subject.today);
    let columns = heads(
        [
            "Licht",
            "KPI",
            "Stand",
            "Streefwaarde",
            "Verwacht nu",
            "Verloop",
        ],
        &[1, 2, 3],
    );
    let rows = part.kpis.iter().flat_map(|kpi| rows(subject, kpi));
    let mut out = vec![
        Para::subheading(2, "KPI's"),
        Para::Table(Table::of(columns, rows)),
    ];
    let told = |kpi: &&&Kpi| {
        let indicators = kpi.holding();
        kpi.judgement().is_some()
            || !kpi.log.is_empty()
            || indicators.into_iter().any(|it| !it.readings.is_empty())
    };
    for kpi in part.kpis.iter().filter(told) {
        out.push(Para::subheading(3, format!("{} {}", kpi.id, kpi.text)));
        let standing = kpi::standing(plan, kpi, today);
        let drawn = |para: &Para| !matches!(para, Para::Year(year) if !year.has_lines());
        out.extend(standing.filter(drawn).map(under_kpi));
        let points = points.get(&*kpi.id).into_iter().flatten();
        out.extend(points.map(|point| one_point(point)));
        out.extend(kpi::notes(kpi));
        out.extend(log(&kpi.log).filter(|it| !matches!(it, Para::Heading(..))));
    }
    out
}

/// Under a heading of a KPI the heading of an indicator.
fn under_kpi(para: Para) -> Para {
    match para {
        Para::Heading(_, text) => Para::Heading(4, text),
        para => para,
    }
}

/// A KPI's row; a row for each indicator below it where there are several.
fn rows(subject: &Subject<'_>, kpi: &Kpi) -> Vec<[Cell; 6]> {
    let (plan, today) = (&*subject.plan, subject.today);
    let light = shown(plan, kpi, today);
    let head = format!("{} {}", kpi.id, kpi.text);
    if let [only] = kpi.indicators.as_slice() {
        return vec![row(subject, only, lamp(light), head)];
    }
    let empty = || Cell::from("");
    let first = [lamp(light), head.into(), empty(), empty(), empty(), empty()];
    let inside = kpi.holding().map(|indicator| {
        let light = of_row(plan, kpi, indicator, today);
        row(
            subject,
            indicator,
            lamp(light),
            format!("– {}", indicator.label),
        )
    });
    std::iter::once(first).chain(inside).collect()
}

fn row(subject: &Subject<'_>, indicator: &Indicator, light: Cell, head: String) -> [Cell; 6] {
    let course = series::course(indicator, subject.today, subject.plan.year);
    let full = indicator.figure();
    let expected = expected_words(indicator, subject.today, subject.plan.year);
    [
        light,
        head.into(),
        words::standing(indicator, Wide::Page).into(),
        kpi::wanted(&subject.plan, indicator).into(),
        expected.unwrap_or_default().into(),
        spark(&course.unwrap_or_default(), full, COURSE).into(),
    ]
}
