//! `regie vergelijk`: two plans beside each other, or two revisions of one.

use std::path::Path;

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command, ValueHint};

use crate::cli::failure::{Failure, NOT_FOUND};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::telling::output;
use crate::cli::{Outcome, text};
use crate::plan::Plan;
use crate::plan::compare::{compare, revision};
use crate::plan::model::date;
use crate::report::pages::compare::compare_markdown;
use crate::store;
use crate::store::Terms;

const EXAMPLES: &str = "\
Een plan is een bestand, met @N erachter zoals het na wijziging N was, en met
@DATUM zoals het aan het eind van die dag was. Zonder bestand is het dat van
--plan, en zonder NIEUW zoals het nu is. KPI's staan naast elkaar naar hun
herkomst; een andere eenheid of soort is niet vergelijkbaar, en dan wordt er
geen verschil berekend.

Voorbeelden:
  regie vergelijk 2026.json 2027.json
  regie vergelijk 2026.json 2027.json -o vergelijking.md
  regie vergelijk @12              wat er sinds wijziging 12 anders is
  regie vergelijk @30-6-2026 @30-9-2026
  regie vergelijk 2026.json 2027.json --json | jq '.kpis[] | .fate'";

pub fn command() -> Command {
    usage::command(
        "vergelijk",
        "Twee plannen naast elkaar, of een plan en hoe het was",
        "regie vergelijk OUD [NIEUW] [-o BESTAND]",
        EXAMPLES,
    )
    .arg(file("OUD", "Het plan van eerder: BESTAND, BESTAND@N of @N").required(true))
    .arg(file("NIEUW", "Het andere; anders het plan van --plan"))
    .arg(output::option())
}

fn file(id: &'static str, help: &'static str) -> Arg {
    usage::positional(id, id, help).value_hint(ValueHint::AnyPath)
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let path = output::file(options, matches)?;
    let old = plan(options, page, text(matches, "OUD"))?;
    let new = plan(options, page, text(matches, "NIEUW"))?;
    let comparison = compare((&old.0, old.1), (&new.0, new.1));
    if options.json && path.is_none() {
        page.json(&comparison)?;
        return Ok(0);
    }
    let markdown = compare_markdown(&new.0, &comparison);
    output::deliver(options, path, None, markdown.into_bytes(), page)
}

/// The plan that is meant, and the day it is seen on: a file, and perhaps when.
fn plan(options: &Options, page: &mut Page, typed: &str) -> Result<(Plan, NaiveDate), Failure> {
    let (file, when) = match typed.rsplit_once('@') {
        // A file may have that in its name.
        Some((file, when)) if !Path::new(typed).exists() => (file, Some(when)),
        _ => (typed, None),
    };
    let (_, plan) = match file {
        "" => options.open(page)?,
        file => store::open(Path::new(file), Terms::READING)?,
    };
    let today = options.clock.today();
    let Some(when) = when else {
        return Ok((plan, today));
    };
    let not_found = |why| Failure::new(NOT_FOUND, why);
    if let Ok(number) = when.trim().parse() {
        let plan = revision::of(&plan, number).map_err(not_found)?;
        let day = plan.history.last().map(|entry| entry.at.date_naive());
        return Ok((plan, day.unwrap_or(today)));
    }
    let day = date::parse(when, today, plan.years().year_of(today)).map_err(|why| {
        Failure::usage(format!("achter @ hoort een wijziging of een datum: {why}"))
    })?;
    let plan = revision::before(&plan, |entry| entry.at.date_naive() > day);
    Ok((plan.map_err(not_found)?, day))
}
