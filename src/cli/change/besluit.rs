//! `regie besluit`: the decisions that changes of the plan stand under.

use clap::{ArgMatches, Command};

use super::{asked, fields, nieuw};
use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::doc::table::{Column, Table};
use crate::plan::model::date;
use crate::plan::model::sort::{Sort, WHOLE};

const EXAMPLES: &str = "\
Onder een besluit vallen de wijzigingen die met --besluit zijn id noemen.

Voorbeelden:
  regie besluit
  regie besluit nieuw orgaan=raad datum=30-06-2026 nummer=26.041";

const NEW_EXAMPLES: &str = "\
ORGAAN is raad, college of burgemeester. Het id dat het besluit krijgt staat in
de uitvoer.

Voorbeelden:
  regie besluit nieuw orgaan=raad datum=30-06-2026 nummer=26.041
  regie besluit nieuw orgaan=college datum=g titel='Bijstelling na het halfjaar'";

pub fn command() -> Command {
    let new = usage::command(
        "nieuw",
        "Leg een besluit vast",
        "regie besluit nieuw orgaan=ORGAAN datum=DATUM [nummer=N] [titel=T]",
        NEW_EXAMPLES,
    )
    .arg(fields::argument())
    .args(asked::options());
    usage::command(
        "besluit",
        "De besluiten waar wijzigingen van het plan onder vallen",
        "regie besluit\n         regie besluit nieuw orgaan=ORGAAN datum=DATUM …",
        EXAMPLES,
    )
    .subcommand(new)
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    if let Some(("nieuw", matches)) = matches.subcommand() {
        return asked::change(options, matches, page, |plan, _| {
            let typed = fields::typed(matches)?;
            let edit = nieuw::added(options, plan, (Sort::Decision, WHOLE, ""), &typed)?;
            Ok(vec![edit])
        });
    }
    let (_, plan) = options.open(page)?;
    if options.json {
        page.json(&plan.decisions)?;
        return Ok(0);
    }
    if plan.decisions.is_empty() {
        page.note("er is nog geen besluit vastgelegd");
    }
    let rows = plan.decisions.iter().map(|decision| {
        let words = [decision.number.clone(), decision.title.clone()];
        [
            decision.id.clone(),
            decision.body.clone(),
            date::dutch(decision.date),
            words.into_iter().flatten().collect::<Vec<_>>().join(" "),
        ]
    });
    let columns = [Column::LEFT, Column::LEFT, Column::LEFT, Column::WRAPPED];
    page.table("", Table::new(columns, rows));
    Ok(0)
}
