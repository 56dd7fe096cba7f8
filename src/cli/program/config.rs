//! `regie config`: where the settings stand, and what they are.

use clap::{ArgMatches, Command};

use super::usage;
use crate::app::settings::Settings;
use crate::cli::Outcome;
use crate::cli::failure::{Failure, USAGE};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::config;

const EXAMPLES: &str = "\
De uitvoer is zelf een goed instellingenbestand, met uitleg bij elke regel.

Voorbeelden:
  regie config                     waar de instellingen staan, en welke het zijn
  regie config > eigen.toml        een begin voor een eigen bestand
  regie config --standaard         de instellingen zonder eigen bestand";

pub fn command() -> Command {
    usage::command(
        "config",
        "De instellingen: toetsen, kleuren, muis, en waar ze staan",
        "regie config [--standaard]",
        EXAMPLES,
    )
    .arg(usage::flag(
        "standaard",
        "Toon wat geldt zonder eigen bestand",
    ))
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    if options.json {
        return Err(Failure::usage("de instellingen zijn TOML; laat --json weg"));
    }
    let settings = if matches.get_flag("standaard") {
        Settings::default()
    } else {
        load()?
    };
    page.out
        .push_str(&config::write(&settings, config::path().as_deref()));
    Ok(0)
}

/// The user's settings.
///
/// # Errors
/// A [`Failure`] that says what is wrong with them.
pub fn load() -> Result<Settings, Failure> {
    config::load().map_err(|error| Failure::new(USAGE, error.to_string()))
}
