//! `regie bijstellingen`: how the plan itself changed, with the reasons.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::doc::table::{Column, Table};
use crate::plan::edit::history::{Entry, adopted};
use crate::plan::model::date;

const EXAMPLES: &str = "\
Wat is teruggenomen staat er niet bij; regie log toont alles. De laatste
bijstelling staat bovenaan.

Voorbeelden:
  regie bijstellingen
  regie bijstellingen --sinds 1-7
  regie bijstellingen --json | jq '.[].reason'";

pub fn command() -> Command {
    usage::command(
        "bijstellingen",
        "Hoe het plan zelf is gewijzigd, en waarom",
        "regie bijstellingen [--sinds DATUM]",
        EXAMPLES,
    )
    .arg(usage::option("sinds", "DATUM", "Vanaf deze dag").allow_hyphen_values(true))
}

/// Under `--json`.
#[derive(Serialize)]
struct Adjustment<'a> {
    /// In Dutch.
    sentence: String,
    /// Why.
    reason: Option<&'a str>,
    /// The id of the decision.
    decision: Option<&'a str>,
    /// As in the store's `history`.
    change: &'a Entry,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let (_, plan) = options.open(page)?;
    let since = match text(matches, "sinds") {
        "" => None,
        typed => {
            let today = options.clock.today();
            let day = date::parse(typed, today, plan.years().year_of(today));
            Some(day.map_err(Failure::usage)?)
        }
    };
    let mut entries: Vec<&Entry> = adopted::adjusting(&plan)
        .filter(|entry| entry.edit.alters(&plan).is_some())
        .filter(|entry| since.is_none_or(|since| entry.at.date_naive() >= since))
        .collect();
    entries.reverse();
    if options.json {
        let rows: Vec<Adjustment<'_>> = entries
            .iter()
            .map(|entry| {
                let why = entry.edit.alters(&plan).and_then(|it| it.why);
                let reason = why.map(|why| why.reason.as_str());
                Adjustment {
                    sentence: entry.edit.sentence(&plan),
                    reason: reason.filter(|it| !it.is_empty()),
                    decision: why.and_then(|why| why.decision.as_deref()),
                    change: entry,
                }
            })
            .collect();
        page.json(&rows)?;
        return Ok(0);
    }
    if entries.is_empty() {
        page.note(if plan.is_adopted() {
            "het plan is niet bijgesteld"
        } else {
            "het plan is nog een concept: wat eraan wijzigt is geen bijstelling"
        });
    }
    let rows = entries.iter().map(|entry| {
        [
            date::dutch(entry.at.date_naive()),
            entry.by.clone(),
            entry.edit.sentence(&plan),
        ]
    });
    let columns = [Column::LEFT, Column::LEFT, Column::WRAPPED];
    page.table("", Table::new(columns, rows));
    Ok(0)
}
