//! `regie begin`: the built-in plan in a new file or on a database, or an empty one.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::clean;
use crate::plan::edit::role::Role;
use crate::plan::turn::empty::empty;
use crate::store::{BUILT_IN, begin, in_shell};

const EXAMPLES: &str = "\
Een plan dat er al is blijft zoals het is. In plaats van een bestand kan het ook
op een database beginnen, die met regie database begin is klaargemaakt.

Met --leeg begint u een plan van een andere gemeente: alleen de hoofdstukken,
een concept. Vul het met regie nieuw en regie wijzig, of op het scherm; een
reden vraagt het pas als het is vastgesteld.

Voorbeelden:
  regie begin plan.json
  regie begin /srv/veiligheid/plan.json
  regie begin 'postgres:///regie?host=/run/postgresql&plan=rijswijk-2026'
  regie begin plan.json --leeg --gemeente Delft --jaar 2027";

pub fn command() -> Command {
    usage::command(
        "begin",
        "Begin met het plan van 2026, of een leeg, in een nieuw bestand",
        "regie begin BESTAND [--leeg --gemeente NAAM --jaar JAAR]",
        EXAMPLES,
    )
    .arg(
        usage::positional(
            "BESTAND",
            "BESTAND",
            "Het nieuwe bestand, of een adres op een database",
        )
        .required(true)
        .value_parser(value_parser!(PathBuf)),
    )
    .arg(
        usage::flag("leeg", "Alleen de hoofdstukken, om zelf te vullen")
            .requires_all(["gemeente", "jaar"]),
    )
    .arg(usage::option("gemeente", "NAAM", "Van welke gemeente").requires("leeg"))
    .arg(usage::option("jaar", "JAAR", "Voor welk jaar").requires("leeg"))
}

/// `--json`.
#[derive(Serialize)]
struct Begun<'a> {
    /// The file that was made, or the address.
    file: &'a str,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    options.is_at_least(Role::Administrator)?;
    let Some(path) = matches.get_one::<PathBuf>("BESTAND") else {
        return Ok(0);
    };
    let (place, what) = if matches.get_flag("leeg") {
        let (plan, what) = typed(matches)?;
        (begin(path, &plan)?, what)
    } else {
        (begin(path, BUILT_IN)?, "Het plan van 2026".to_string())
    };
    let place = place.to_string();
    if options.json {
        page.json(&Begun { file: &place })?;
    } else {
        let named = in_shell(&place);
        page.text(&format!(
            "{what} staat in {place}. Open het met: regie --plan {named}"
        ));
    }
    Ok(0)
}

/// The empty plan that was asked for, as text, and what it is.
fn typed(matches: &ArgMatches) -> Result<(String, String), Failure> {
    let municipality = clean::one_line(text(matches, "gemeente").trim()).into_owned();
    if municipality.is_empty() {
        return Err(Failure::usage("--gemeente vraagt een naam, en die is leeg"));
    }
    let year = year(text(matches, "jaar"))?;
    let plan = empty(&municipality, year).and_then(|plan| serde_json::to_string_pretty(&plan));
    let plan = plan.map_err(|why| Failure::usage(why.to_string()))?;
    let what = format!("Een leeg plan van {municipality} voor {year}");
    Ok((plan + "\n", what))
}

/// A year as typed.
pub fn year(typed: &str) -> Result<i32, Failure> {
    let year = typed.trim().parse().ok();
    year.filter(|year| (2000..2100).contains(year))
        .ok_or_else(|| {
            let typed = clean::one_line(typed);
            Failure::usage(format!("“{typed}” is geen jaar; typ bijvoorbeeld 2027"))
        })
}
