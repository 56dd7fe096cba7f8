//! `regie meenemen` and `regie terugbrengen`: a plan on a database goes along where there is no line,
//! and what was done in it comes back.

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::options::{Chosen, Options};
use crate::cli::output;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::words::counted;
use crate::store::moving;
use crate::store::{in_shell, is_address};

const EXAMPLES: &str = "\
Het plan op de database gaat gewoon door. Wat u in het bestand vastlegt, komt
met regie terugbrengen bij wat anderen intussen deden.

Voorbeelden:
  regie meenemen -o laptop.json
  regie --plan laptop.json
  regie terugbrengen laptop.json";

pub fn command() -> Command {
    usage::command(
        "meenemen",
        "Neem een plan op een database mee in een bestand",
        "regie meenemen -o BESTAND",
        EXAMPLES,
    )
    .arg(output::option().required(true))
}

/// `--json`.
#[derive(Serialize)]
struct Taken<'a> {
    /// The file that was made.
    file: &'a str,
    /// How many edits are in its history.
    edits: usize,
    /// The last of them.
    revision: u64,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let Some(file) = output::file(options, matches)? else {
        return Ok(0);
    };
    let moved = moving::takes_along(on_database(options)?, file)?;
    let (title, there) = (&moved.plan.title, &moved.to);
    let edits = moved.plan.history.len();
    if options.json {
        page.json(&Taken {
            file: &there.to_string(),
            edits,
            revision: moved.plan.revision,
        })?;
        return Ok(0);
    }
    let edits = counted(edits, "wijziging", "wijzigingen");
    page.text(&format!(
        "{title} staat in {there}, met {edits}. Open het met: regie --plan {}",
        in_shell(&there.to_string())
    ));
    Ok(0)
}

/// The address that was chosen.
///
/// # Errors
/// A [`Failure`], where it is none.
pub fn on_database(options: &Options) -> Result<&PathBuf, Failure> {
    match &options.plan {
        Chosen::Named(named) if named.to_str().is_some_and(is_address) => Ok(named),
        _ => Err(Failure::usage(
            "noem het plan op de database met --plan of $REGIE_PLAN, zoals \
             'postgres:///regie?plan=rijswijk-2026'",
        )),
    }
}
