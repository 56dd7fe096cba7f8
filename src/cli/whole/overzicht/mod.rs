//! `regie overzicht`: how the plan stands, at a glance; or with `--alle` every plan there is.

mod alle;

use chrono::NaiveDate;
use clap::{ArgMatches, Command};
use serde::Serialize;

use super::since::{self, Since};
use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::own::views::Views;
use crate::plan::edit::history::{Entry, changed};
use crate::plan::figures::agenda::agenda;
use crate::plan::figures::light::{self, Tally};
use crate::plan::figures::overview::Overview;
use crate::plan::model::context::{Context, Figure, Finality, Stretch};
use crate::plan::model::date;
use crate::plan::model::kpi::Light;
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::model::number::Decimal;
use crate::plan::{Id, Plan};
use crate::report::pages::overview::{self, Changed};
use crate::report::records::{self, DeadlineRecord};

const EXAMPLES: &str = "\
Per hoofdstuk de stoplichten (R rood, O oranje, G groen, - geen gegevens) en het
slechtste, hoeveel KPI's nog geen stand hebben, hoe ver de acties zijn en wat te
laat is; dan wat er speelt, het dringendste eerst. Zonder --sinds is veranderd
wat er veranderde sinds u het scherm verliet.

Met --alle staan de plannen naast elkaar die u mag lezen in een database, of die
in een map: een regel per plan, en alle samen. Het zijn die van dit jaar, of van
--jaar. Wat niet te lezen is telt niet mee en wordt genoemd, met uitkomst 1.

Voorbeelden:
  regie overzicht
  regie overzicht --sinds 1-11
  regie overzicht --json | jq '.late[].id'
  regie overzicht --alle --plan 'postgres:///regie?host=/run/postgresql'
  regie overzicht --alle --plan /srv/plannen --sinds 1-11";

/// How much of each part a listing shows; `--json` gives all.
const MOST: usize = 10;

pub fn command() -> Command {
    usage::command(
        "overzicht",
        "Hoe het plan ervoor staat: stoplichten, te laat, veranderd",
        "regie overzicht [--sinds DATUM|REVISIE] [--jaar JAAR]\n         regie overzicht --alle [--sinds DATUM] [--jaar JAAR]",
        EXAMPLES,
    )
    .arg(since::option("Wat sindsdien veranderde"))
    .arg(usage::year())
    .arg(usage::flag("alle", "Elk plan van de database of de map van --plan"))
}

/// Under `--json`.
#[derive(Serialize)]
struct Whole<'a> {
    chapters: Vec<ChapterRow<'a>>,
    all: Counts,
    late: Vec<DeadlineRecord<'a>>,
    soon: Vec<DeadlineRecord<'a>>,
    /// From where on `changed` is; null where one was never here.
    since: Option<SinceRow>,
    changed: &'a [&'a Entry],
    points: &'a [&'a ActionPoint],
    next: Option<&'a Meeting>,
    last: Option<&'a Meeting>,
    context: Vec<Around<'a>>,
}

/// A council indicator: the municipality's newest figure, and the country's beside it.
#[derive(Serialize)]
struct Around<'a> {
    id: &'a str,
    title: &'a str,
    source: &'a str,
    chapters: &'a [Id],
    period: Stretch,
    /// None where only the country has a figure.
    value: Option<Decimal>,
    unit: &'a str,
    status: Option<Finality>,
    #[serde(serialize_with = "date::iso::serialize")]
    taken: NaiveDate,
    /// Of the same period, in the same unit.
    country: Option<Decimal>,
}

/// A chapter.
#[derive(Serialize)]
struct ChapterRow<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(flatten)]
    counts: Counts,
}

/// What is counted.
#[derive(Serialize)]
struct Counts {
    lights: Lights,
    /// The worst light; null where all are without data.
    worst: Option<Light>,
    /// KPIs without a figure.
    without: usize,
    actions: Actions,
    late: usize,
}

/// How many KPIs have each light.
#[derive(Serialize)]
pub(super) struct Lights {
    red: usize,
    amber: usize,
    green: usize,
    none: usize,
}

impl From<Tally> for Lights {
    fn from(counts: Tally) -> Self {
        let count = |light: Light| {
            let mut counts = counts.iter();
            counts
                .find(|(of, _)| *of == light)
                .map_or(0, |(_, count)| *count)
        };
        Self {
            red: count(Light::Red),
            amber: count(Light::Amber),
            green: count(Light::Green),
            none: count(Light::None),
        }
    }
}

/// How many actions have each status.
#[derive(Serialize)]
struct Actions {
    open: usize,
    running: usize,
    done: usize,
    dropped: usize,
}

/// From where on things are new.
#[derive(Serialize)]
struct SinceRow {
    revision: u64,
    #[serde(serialize_with = "date::iso_option::serialize")]
    on: Option<NaiveDate>,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    if matches.get_flag("alle") {
        return alle::run(options, matches, page);
    }
    let (store, plan) = options.open(page)?;
    let plan = options.seen(plan, matches)?;
    let today = options.clock.today();
    let left = || {
        let view = Views::of(store.place(), &options.author)?.read()?;
        let seen = view.seen?;
        Some(Since {
            revision: seen.revision,
            on: Some(seen.on),
        })
    };
    let since = since::typed(matches, &plan, today)?.or_else(left);
    let due = agenda(&plan, today);
    let seen = since.map_or(0, |since| since.revision);
    let overview = Overview::of(&plan, &due, today);
    let changed = changed(&plan.history, seen);
    if options.json {
        page.json(&whole(&plan, &overview, &changed, since))?;
    } else {
        let changed: Changed<'_> = (&changed, since.and_then(|since| since.on));
        page.document(overview::overview(&plan, &overview, today, changed, MOST));
    }
    Ok(0)
}

fn whole<'a>(
    plan: &'a Plan,
    overview: &'a Overview<'a>,
    changed: &'a [&'a Entry],
    since: Option<Since>,
) -> Whole<'a> {
    let chapters = overview.chapters.iter().map(|it| ChapterRow {
        id: &it.chapter.id,
        title: &it.chapter.title,
        counts: counts(it.lights, it.without, it.actions, it.late),
    });
    Whole {
        chapters: chapters.collect(),
        all: counts(
            overview.lights(),
            overview.without(),
            overview.actions(),
            overview.late.len(),
        ),
        late: overview
            .late
            .iter()
            .map(|it| records::deadline(it))
            .collect(),
        soon: overview
            .soon
            .iter()
            .map(|it| records::deadline(it))
            .collect(),
        since: since.map(|Since { revision, on }| SinceRow { revision, on }),
        changed,
        points: &overview.points,
        next: overview.next,
        last: overview.last,
        context: overview::newest(plan).into_iter().map(around).collect(),
    }
}

fn around<'a>((context, newest): (&'a Context, &'a Figure)) -> Around<'a> {
    let (own, country) = context.beside(newest);
    Around {
        id: &context.id,
        title: &context.title,
        source: &context.source,
        chapters: &context.chapters,
        period: newest.period,
        value: own.map(|it| it.value),
        unit: &newest.unit,
        status: newest.status,
        taken: newest.taken,
        country: country.map(|it| it.value),
    }
}

fn counts(lights: Tally, without: usize, actions: [usize; 4], late: usize) -> Counts {
    let [open, running, done, dropped] = actions;
    Counts {
        lights: lights.into(),
        worst: light::worst(lights),
        without,
        actions: Actions {
            open,
            running,
            done,
            dropped,
        },
        late,
    }
}
