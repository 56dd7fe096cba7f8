//! `regie voegsamen`: two parties are one.

use clap::{ArgMatches, Command};

use super::asked;
use crate::cli::items::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::edit::{Edit, MergeEdit};

const EXAMPLES: &str = "\
De eerste gaat op in de tweede: elke verwijzing wordt er een naar de tweede, die
ook haar namen krijgt. De eerste blijft als vervallen in het plan staan. Met
regie herstel gaan zij weer uit elkaar.

Voorbeelden:
  regie voegsamen tit team-tit --reden 'een team, twee namen' --proef";

pub fn command() -> Command {
    usage::command(
        "voegsamen",
        "Maak van twee partijen één",
        "regie voegsamen PARTIJ PARTIJ --reden TEKST [--besluit ID] [--proef]",
        EXAMPLES,
    )
    .arg(usage::positional("PARTIJ", "PARTIJ", "De partij die opgaat").required(true))
    .arg(usage::positional("IN", "PARTIJ", "De partij waarin").required(true))
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    asked::change(options, matches, page, |plan, page| {
        let mut party = |typed| resolve::party(plan, text(matches, typed), page);
        let (id, into) = (party("PARTIJ")?.id.clone(), party("IN")?.id.clone());
        Ok(vec![Edit::Merge(MergeEdit {
            id,
            into,
            date: options.clock.today(),
            refs: Vec::new(),
            aliases: Vec::new(),
            back: false,
            why: None,
        })])
    })
}
