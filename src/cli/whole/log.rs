//! `regie log`: what was changed, by whom and when.

use clap::{ArgMatches, Command};

use crate::cli::failure::Failure;
use crate::cli::items::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::doc::table::{Column, Table};
use crate::plan::edit::history::Entry;
use crate::plan::model::date;

const EXAMPLES: &str = "\
De laatste wijziging staat bovenaan.

Voorbeelden:
  regie log
  regie log -n 5
  regie log --json | jq '.[0].by'";

pub fn command() -> Command {
    let number = usage::option("aantal", "N", "Hoogstens zoveel wijzigingen").short('n');
    usage::command(
        "log",
        "Wat er is veranderd, door wie en wanneer",
        "regie log [-n N]",
        EXAMPLES,
    )
    .arg(number.allow_hyphen_values(true))
}

/// Under `--json` the entries are as in the store's `history`, the newest first.
pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let most = match text(matches, "aantal") {
        "" => usize::MAX,
        typed => typed.trim().parse().map_err(|_no_number| {
            let typed = resolve::brief(typed);
            Failure::usage(format!("“{typed}” is geen aantal; typ bijvoorbeeld 5"))
        })?,
    };
    let (_, plan) = options.open(page)?;
    let entries: Vec<&Entry> = plan.history.iter().rev().take(most).collect();
    if options.json {
        page.json(&entries)?;
        return Ok(0);
    }
    if plan.history.is_empty() {
        page.note("er is nog niets veranderd");
    }
    let rows = entries.iter().map(|entry| {
        let undoes = entry.undoes.map_or_else(String::new, |revision| {
            format!(" (herstelt wijziging {revision})")
        });
        [
            entry.revision.to_string(),
            date::moment_dutch(entry.at),
            entry.by.clone(),
            entry.edit.sentence(&plan) + &undoes,
        ]
    });
    let columns = [Column::RIGHT, Column::LEFT, Column::LEFT, Column::WRAPPED];
    page.table("", Table::new(columns, rows));
    Ok(0)
}
