//! `regie rapport`: the plan in the format of another program.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, output, text};
use crate::report::out::Format;

const EXAMPLES: &str = "\
ics is een agenda met elke uiterste dag van het plan: mijlpalen, streefwaarden,
acties en actiepunten, en per ritme een reeks. Elke dag houdt een eigen kenmerk,
zodat een agenda hem bij een nieuwer bestand kan bijwerken. Een bestand dat er
al is blijft zoals het is.

Voorbeelden:
  regie rapport --formaat ics -o plan.ics
  regie rapport --formaat ics > plan.ics";

pub fn command() -> Command {
    usage::command(
        "rapport",
        "Het plan als agenda voor een ander programma",
        "regie rapport --formaat ics [-o BESTAND]",
        EXAMPLES,
    )
    .arg(
        usage::option("formaat", "FORMAAT", "In welk formaat: ics (agenda)")
            .value_parser(PossibleValuesParser::new(
                Format::ALL.map(Format::extension),
            ))
            .hide_possible_values(true),
    )
    .arg(output::option())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let format = Format::named(text(matches, "formaat")).ok_or_else(|| {
        Failure::usage("noem een formaat: --formaat ics (een agenda); zie regie rapport --help")
    })?;
    let path = output::file(options, matches)?;
    if options.json && path.is_none() {
        return Err(Failure::usage(format!(
            "een {} is geen JSON; laat --json weg, of geef met -o een bestand",
            format.word()
        )));
    }
    let (_, plan) = options.open(page)?;
    let bytes = format.render(&plan, options.clock.now());
    output::deliver(options, path, bytes, page)
}
