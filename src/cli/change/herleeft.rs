//! `regie herleeft`: what was dropped holds again.

use clap::{ArgMatches, Command};

use super::{asked, vervalt};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};

const EXAMPLES: &str = "\
Een actie die was vervallen wordt weer open.

Voorbeelden:
  regie herleeft 5.K3a --reden 'toch geld gevonden'";

pub fn command() -> Command {
    usage::command(
        "herleeft",
        "Wat was vervallen geldt weer",
        "regie herleeft ID --reden TEKST [--besluit ID] [--proef]",
        EXAMPLES,
    )
    .arg(usage::positional("ID", "ID", "Het onderdeel, zoals 5.K3a").required(true))
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    asked::change(options, matches, page, |plan, _| {
        vervalt::turned(options, plan, text(matches, "ID"), None)
    })
}
