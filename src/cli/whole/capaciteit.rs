//! `regie capaciteit`: the fte, and how much of it is at a desk and in the street.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::Plan;
use crate::plan::figures::ratio::{Ratio, Split, counted};
use crate::plan::model::number::Decimal;
use crate::plan::model::tables::capacity::{Capacity, Total, Workplace};
use crate::report::pages::{ratio, tables};

const EXAMPLES: &str = "\
Elke functie is op kantoor, op straat of onbekend, met de reden en waar het plan
die noemt; een ? erachter: te betwisten. Een beheerder beslist met regie wijzig.
Wat in een totaal zit telt één keer. Vermeldt het plan een ander totaal dan de
som, dan staan zij er allebei, en wordt er niets rechtgetrokken.

Voorbeelden:
  regie capaciteit
  regie capaciteit --json | jq '.all.existing'
  regie capaciteit --json | jq -r '.tables[].rows[] | select(.doubt) | .label'
  regie wijzig C15 plek=straat waarom='Loopt mee.' twijfel=geen --reden afspraak";

pub fn command() -> Command {
    usage::command(
        "capaciteit",
        "De formatie: hoeveel op kantoor, hoeveel op straat, en waarom",
        "regie capaciteit [OPTIES]",
        EXAMPLES,
    )
}

/// Under `--json`.
#[derive(Serialize)]
struct Whole<'a> {
    tables: Vec<TableRow<'a>>,
    /// All tables together.
    all: Together,
}

/// A table.
#[derive(Serialize)]
struct TableRow<'a> {
    id: &'a str,
    title: &'a str,
    rows: Vec<FteRow<'a>>,
    /// What the plan states.
    stated: Total,
    #[serde(flatten)]
    together: Together,
}

/// A row of a table.
#[derive(Serialize)]
struct FteRow<'a> {
    id: &'a str,
    label: &'a str,
    existing: Option<Decimal>,
    expansion: Option<Decimal>,
    /// What of it counts: nothing where its parts do.
    counts: Total,
    place: Option<Workplace>,
    reason: Option<&'a str>,
    doubt: Option<&'a str>,
    source: Option<&'a str>,
    chapter: Option<&'a str>,
    part_of: Option<&'a str>,
}

/// Rows added up.
#[derive(Serialize)]
struct Together {
    existing: SplitRow,
    expanded: SplitRow,
    /// How much more the plan states; null where nothing differs.
    difference: Total,
}

/// Fte by where the work is done.
#[derive(Serialize)]
struct SplitRow {
    office: Decimal,
    street: Decimal,
    unknown: Decimal,
    arguable: Decimal,
    sum: Decimal,
    /// The percent in the street, with all that is unknown at a desk; null without fte.
    street_least: Option<Decimal>,
    /// The same with all of it outside.
    street_most: Option<Decimal>,
}

pub fn run(options: &Options, _: &ArgMatches, page: &mut Page) -> Outcome {
    let (_, plan) = options.open(page)?;
    if options.json {
        page.json(&whole(&plan))?;
        return Ok(0);
    }
    let tables = plan.capacity.iter().flat_map(tables::placed);
    let all = tables
        .chain(ratio::ratio(&plan))
        .chain(ratio::places(&plan));
    page.document(all.collect());
    Ok(0)
}

fn whole(plan: &Plan) -> Whole<'_> {
    Whole {
        tables: plan.capacity.iter().map(table).collect(),
        all: together(&Ratio::of_all(plan)),
    }
}

fn table(table: &Capacity) -> TableRow<'_> {
    let rows = counted(table).into_iter().map(|(row, counts)| FteRow {
        id: &row.id,
        label: &row.label,
        existing: row.existing,
        expansion: row.expansion,
        counts,
        place: row.place,
        reason: row.place_reason.as_deref(),
        doubt: row.place_doubt.as_deref(),
        source: row.place_source.as_deref(),
        chapter: row.chapter.as_deref(),
        part_of: row.part_of.as_deref(),
    });
    let ratio = Ratio::of(table);
    TableRow {
        id: &table.id,
        title: &table.title,
        rows: rows.collect(),
        stated: ratio.stated,
        together: together(&ratio),
    }
}

fn together(ratio: &Ratio) -> Together {
    Together {
        existing: split(ratio.existing),
        expanded: split(ratio.expanded()),
        difference: ratio.difference,
    }
}

fn split(split: Split) -> SplitRow {
    let percent = split.street_percent();
    SplitRow {
        office: split.office,
        street: split.street,
        unknown: split.unknown,
        arguable: split.arguable,
        sum: split.sum(),
        street_least: percent.map(|(least, _)| least),
        street_most: percent.map(|(_, most)| most),
    }
}
