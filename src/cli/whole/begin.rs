//! `regie begin`: the built-in plan in a new file.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::edit::role::Role;
use crate::store::Store;

const EXAMPLES: &str = "\
Een bestand dat er al is blijft zoals het is.

Voorbeelden:
  regie begin plan.json
  regie begin /srv/veiligheid/plan.json";

pub fn command() -> Command {
    usage::command(
        "begin",
        "Schrijf het plan van 2026 naar een nieuw bestand",
        "regie begin BESTAND",
        EXAMPLES,
    )
    .arg(
        usage::positional("BESTAND", "BESTAND", "Het nieuwe bestand")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    )
}

/// `--json`.
#[derive(Serialize)]
struct Begun<'a> {
    /// The file that was made.
    file: &'a str,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    options.is_at_least(Role::Administrator)?;
    let Some(path) = matches.get_one::<PathBuf>("BESTAND") else {
        return Ok(0);
    };
    Store::begin(path)?;
    if options.json {
        page.json(&Begun {
            file: &path.to_string_lossy(),
        })?;
    } else {
        let path = path.display();
        page.text(&format!(
            "Het plan van 2026 staat in {path}. Open het met: regie --plan {path}"
        ));
    }
    Ok(0)
}
