//! `regie plannen`: the plans on a database that this login may see.

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::{failed, ruling_plans};
use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::doc::table::{Column, Table};
use crate::plan::words::counted;
use crate::store::log::ruling::Known;

const EXAMPLES: &str = "\
Alleen de plannen waar u lid van bent. Onder --json van elk plan: plan,
municipality, year, revision en role (null: alleen eigenaar van de database).

Voorbeelden:
  regie plannen --plan 'postgres:///regie?host=/run/postgresql'
  regie plannen --json | jq -r '.[].plan'";

pub fn command() -> Command {
    usage::command(
        "plannen",
        "De plannen in een database waar u lid van bent",
        "regie plannen",
        EXAMPLES,
    )
}

/// Under `--json`, each.
#[derive(Serialize)]
struct Row<'a> {
    plan: &'a str,
    municipality: &'a str,
    year: i32,
    revision: i64,
    role: Option<&'a str>,
}

pub fn run(options: &Options, _: &ArgMatches, page: &mut Page) -> Outcome {
    let ruling = ruling_plans(options)?;
    let plans = ruling.plans().map_err(failed)?;
    if options.json {
        let rows = plans.iter().map(|it| Row {
            plan: &it.slug,
            municipality: &it.municipality,
            year: it.year,
            revision: it.revision,
            role: it.kind.as_deref(),
        });
        page.json(&rows.collect::<Vec<_>>())?;
        return Ok(0);
    }
    if plans.is_empty() {
        page.note("in deze database bent u van geen plan lid");
    }
    let row = |it: Known| {
        let role = it.kind.unwrap_or_else(|| "eigenaar".to_string());
        let changes = counted(
            usize::try_from(it.revision).unwrap_or_default(),
            "wijziging",
            "wijzigingen",
        );
        [it.slug, it.municipality, it.year.to_string(), changes, role]
    };
    let columns = [
        Column::LEFT,
        Column::LEFT,
        Column::RIGHT,
        Column::RIGHT,
        Column::LEFT,
    ];
    page.table("", Table::new(columns, plans.into_iter().map(row)));
    Ok(0)
}
