//! `regie begroting`: the money, and what each chapter has to keep its promises with.

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::overzicht::Lights;
use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::figures::money::{Means, Money, means};
use crate::plan::model::number::Decimal;
use crate::plan::model::tables::budget::{Amount, Budget};
use crate::plan::model::tables::capacity::Total;
use crate::report::pages::tables;

const EXAMPLES: &str = "\
Structureel en eenmalig staan apart. € --- is geen eigen budget en geen nul; het
plan zegt erbij hoe dat betaald wordt. Onderaan per hoofdstuk het geld naast de
formatie en de stoplichten: waar staat een belofte zonder beide?

Voorbeelden:
  regie begroting
  regie begroting --json | jq '.chapters[] | select(.bare) | .title'";

pub fn command() -> Command {
    usage::command(
        "begroting",
        "Het geld, en per hoofdstuk naast formatie en KPI's",
        "regie begroting [OPTIES]",
        EXAMPLES,
    )
}

/// Under `--json`.
#[derive(Serialize)]
struct Whole<'a> {
    tables: Vec<TableRow<'a>>,
    chapters: Vec<ChapterRow<'a>>,
}

/// A table.
#[derive(Serialize)]
struct TableRow<'a> {
    id: &'a str,
    title: &'a str,
    rows: Vec<AmountRow<'a>>,
    structural: i64,
    once: i64,
    sum: i64,
}

/// A row of a table.
#[derive(Serialize)]
struct AmountRow<'a> {
    id: &'a str,
    label: &'a str,
    /// Whole euros; null is no budget of its own.
    amount: Option<i64>,
    once: bool,
    /// The percent of the table's sum.
    share: Option<Decimal>,
    remark: Option<&'a str>,
    funding: Option<&'a str>,
    chapter: Option<&'a str>,
}

/// A chapter; the last is what is tied to none.
#[derive(Serialize)]
struct ChapterRow<'a> {
    id: Option<&'a str>,
    title: Option<&'a str>,
    structural: i64,
    once: i64,
    /// How many rows of the budget are its own and have no amount.
    without: usize,
    fte: Total,
    kpis: usize,
    lights: Lights,
    actions: usize,
    /// Whether it has KPIs, and neither money nor fte.
    bare: bool,
}

pub fn run(options: &Options, _: &ArgMatches, page: &mut Page) -> Outcome {
    let (_, plan) = options.open(page)?;
    let today = options.clock.today();
    if options.json {
        page.json(&Whole {
            tables: plan.budgets.iter().map(table).collect(),
            chapters: means(&plan, today).iter().map(chapter).collect(),
        })?;
        return Ok(0);
    }
    let tables = plan.budgets.iter().flat_map(tables::shares);
    page.document(tables.chain(tables::chapters(&plan, today)).collect());
    Ok(0)
}

fn table(table: &Budget) -> TableRow<'_> {
    let money = Money::of(&table.rows);
    TableRow {
        id: &table.id,
        title: &table.title,
        rows: table.holding().map(|row| amount(row, money)).collect(),
        structural: money.structural,
        once: money.once,
        sum: money.sum(),
    }
}

fn amount(row: &Amount, money: Money) -> AmountRow<'_> {
    AmountRow {
        id: &row.id,
        label: &row.label,
        amount: row.amount,
        once: row.once,
        share: row.amount.and_then(|amount| money.share(amount)),
        remark: row.remark.as_deref(),
        funding: row.funding.as_deref(),
        chapter: row.chapter.as_deref(),
    }
}

fn chapter<'a>(it: &Means<'a>) -> ChapterRow<'a> {
    ChapterRow {
        id: it.chapter.map(|chapter| chapter.id.as_str()),
        title: it.chapter.map(|chapter| chapter.title.as_str()),
        structural: it.money.structural,
        once: it.money.once,
        without: it.money.without,
        fte: it.fte,
        kpis: it.promises(),
        lights: it.lights.into(),
        actions: it.actions,
        bare: it.is_bare(),
    }
}
