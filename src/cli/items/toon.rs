//! `regie toon`: the outline of the plan, or one item in full.

use chrono::NaiveDate;
use clap::{ArgMatches, Command};
use serde::Serialize;

use super::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::doc::para::Para;
use crate::doc::table::{Column, Table};
use crate::plan::edit::adjusted;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::Regie;
use crate::plan::model::sort::Sort;
use crate::plan::words::counted;
use crate::plan::{Chapter, Plan, Theme, words};
use crate::report::pages::changed::printed;
use crate::report::pages::item::page as page_of;

const EXAMPLES: &str = "\
ID is een hoofdstuk (3), thema (3B), doel (3B.1), actie (3B.1.a), KPI (3.K1),
indicator (3.K6.2), onderwerp (7.6), uitspraak over regie (R5.2), partij (oovb),
overleg (O1), actiepunt (AP1). Een partij mag ook met haar naam.

Voorbeelden:
  regie toon
  regie toon 3
  regie toon 4.K2a
  regie toon politie
  regie toon 8                     met de begroting
  regie toon 3.K1 --json | jq .item.text";

pub fn command() -> Command {
    usage::command(
        "toon",
        "Toon het plan, of een onderdeel ervan",
        "regie toon [ID] [--jaar JAAR]",
        EXAMPLES,
    )
    .arg(usage::positional(
        "ID",
        "ID",
        "Het onderdeel; anders het hele plan in het kort",
    ))
    .arg(usage::year())
}

/// An item under `--json`.
#[derive(Serialize)]
struct Shown<'a> {
    /// What it is.
    kind: Sort,
    /// The ids from the chapter down to the item.
    path: Vec<&'a str>,
    /// The item as it stands in the store.
    item: Item<'a>,
}

/// The plan in outline under `--json`.
#[derive(Serialize)]
struct Outline<'a> {
    title: &'a str,
    municipality: &'a str,
    year: i32,
    revision: u64,
    chapters: Vec<ChapterOutline<'a>>,
}

#[derive(Serialize)]
struct ChapterOutline<'a> {
    id: &'a str,
    title: &'a str,
    themes: Vec<ThemeOutline<'a>>,
    /// How many of each.
    kpis: usize,
    topics: usize,
    /// Statements on regie, those of its themes too.
    regie: usize,
}

#[derive(Serialize)]
struct ThemeOutline<'a> {
    id: &'a str,
    title: Option<&'a str>,
    /// How many of each.
    goals: usize,
    actions: usize,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let (_, plan) = options.open(page)?;
    // For a script an item is as it stands in the file.
    let plan = if options.json {
        plan
    } else {
        options.seen(plan, matches)?
    };
    let typed = text(matches, "ID");
    if typed.is_empty() {
        let chapters = plan.chapters.iter().map(|it| chapter_outline(it)).collect();
        let outline = Outline {
            title: &plan.title,
            municipality: &plan.municipality,
            year: plan.year,
            revision: plan.revision,
            chapters,
        };
        if options.json {
            page.json(&outline)?;
        } else {
            outline_page(page, &plan, &outline);
        }
        return Ok(0);
    }
    let found = resolve::item(&plan, typed, page)?;
    if options.json {
        page.json(&shown(&plan, found))?;
    } else {
        show(page, &plan, found, options);
    }
    Ok(0)
}

/// The same page the screen shows; a chapter with its themes and KPIs behind it.
fn show(page: &mut Page, plan: &Plan, found: Item<'_>, options: &Options) {
    let today = options.clock.today();
    page.document(whole_page(plan, found, today));
    if let Item::Chapter(chapter) = found {
        let themes = chapter
            .themes
            .iter()
            .filter(|theme| theme.dropped.is_none())
            .map(|theme| Item::Theme(theme, chapter));
        let kpis = chapter.kpis.iter().filter(|kpi| kpi.dropped.is_none());
        let kpis = kpis.map(|kpi| Item::Kpi(kpi, chapter));
        for part in themes.chain(kpis) {
            page.blank();
            page.document(whole_page(plan, part, today));
        }
    }
}

fn shown<'a>(plan: &'a Plan, item: Item<'a>) -> Shown<'a> {
    Shown {
        kind: item.sort(),
        path: plan.path_to(item.id()),
        item,
    }
}

fn chapter_outline(chapter: &Chapter) -> ChapterOutline<'_> {
    let holding = || chapter.themes.iter().filter(|it| it.dropped.is_none());
    let goals = |theme: &'_ Theme| {
        let goals = theme.goals.iter().filter(|goal| goal.dropped.is_none());
        goals.map(|goal| goal.actions.len()).collect::<Vec<_>>()
    };
    let themes = holding().map(|theme| ThemeOutline {
        id: &theme.id,
        title: theme.title.as_deref(),
        goals: goals(theme).len(),
        actions: goals(theme).iter().sum(),
    });
    let led = |regie: &[Regie]| regie.iter().filter(|it| it.dropped.is_none()).count();
    let within = holding().map(|theme| led(&theme.regie));
    ChapterOutline {
        id: &chapter.id,
        title: &chapter.title,
        themes: themes.collect(),
        kpis: chapter
            .kpis
            .iter()
            .filter(|it| it.dropped.is_none())
            .count(),
        topics: chapter
            .topics
            .iter()
            .filter(|it| it.dropped.is_none())
            .count(),
        regie: led(&chapter.regie) + within.sum::<usize>(),
    }
}

/// The page of an item, and what was printed where that was other words.
fn whole_page(plan: &Plan, item: Item<'_>, today: NaiveDate) -> Vec<Para> {
    let mut paras = page_of(plan, item, today);
    paras.extend(printed(plan, item));
    paras
}

fn outline_page(page: &mut Page, plan: &Plan, outline: &Outline<'_>) {
    page.text(outline.title);
    let parts = [
        counted(plan.chapters.len(), "hoofdstuk", "hoofdstukken"),
        counted(plan.actions().count(), "actie", "acties"),
        counted(plan.kpis().count(), "KPI", "KPI's"),
        counted(
            plan.statements().count(),
            "uitspraak over regie",
            "uitspraken over regie",
        ),
        counted(plan.parties.len(), "partij", "partijen"),
    ];
    page.text(&parts.join(", "));
    if let Some(counts) = adjusted::kpis(plan) {
        page.text(&counts);
    }
    for (chapter, counts) in plan.chapters.iter().zip(&outline.chapters) {
        page.blank();
        page.text(&words::chapter_title(chapter));
        let holding = chapter.themes.iter().filter(|it| it.dropped.is_none());
        let themes = holding.zip(&counts.themes);
        let rows = themes.map(|(theme, counts)| {
            let title = theme.title.as_deref().unwrap_or("Doelen en acties");
            let goals = counted(counts.goals, "doel", "doelen");
            let actions = counted(counts.actions, "actie", "acties");
            [theme.id.clone(), title.to_string(), goals, actions]
        });
        let columns = [Column::LEFT, Column::WRAPPED, Column::RIGHT, Column::RIGHT];
        page.table("  ", Table::new(columns, rows));
        let also = [
            (counts.topics, "onderwerp", "onderwerpen"),
            (counts.kpis, "KPI", "KPI's"),
            (
                counts.regie,
                "uitspraak over regie",
                "uitspraken over regie",
            ),
        ];
        let also = also.into_iter().filter(|(count, ..)| *count > 0);
        let also: Vec<String> = also
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        if !also.is_empty() {
            page.marked("  ", &also.join(", "));
        }
    }
}
