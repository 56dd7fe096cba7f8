//! `regie rapport`: the plan in the format of another program.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, output, text};
use crate::report::out::ics;

const EXAMPLES: &str = "\
ics is een agenda met elke uiterste dag van het plan: mijlpalen, streefwaarden,
acties en actiepunten, en per ritme een reeks. Elke dag houdt een eigen kenmerk,
zodat een agenda hem bij een nieuwer bestand kan bijwerken. Een bestand dat er
al is blijft zoals het is.

Voorbeelden:
  regie rapport --formaat ics -o plan.ics
  regie rapport --formaat ics > plan.ics";

/// The formats there are.
const FORMATS: [&str; 1] = ["ics"];

pub fn command() -> Command {
    usage::command(
        "rapport",
        "Het plan als agenda voor een ander programma",
        "regie rapport --formaat ics [-o BESTAND]",
        EXAMPLES,
    )
    .arg(
        usage::option("formaat", "FORMAAT", "In welk formaat: ics (agenda)")
            .value_parser(PossibleValuesParser::new(FORMATS))
            .hide_possible_values(true),
    )
    .arg(output::option())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    if text(matches, "formaat").is_empty() {
        return Err(Failure::usage(
            "noem een formaat: --formaat ics (een agenda); zie regie rapport --help",
        ));
    }
    let path = output::file(options, matches)?;
    if options.json && path.is_none() {
        return Err(Failure::usage(
            "een agenda is geen JSON; laat --json weg, of geef met -o een bestand",
        ));
    }
    let (_, plan) = options.open(page)?;
    let calendar = ics::calendar(&plan, options.clock.now());
    output::deliver(options, path, &calendar, page)
}
