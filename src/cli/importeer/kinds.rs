//! The kinds of things `regie importeer` takes in, a row for each.

use clap::{ArgMatches, Command};

use super::{indicatoren, kaart, plan, standen};
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, Subcommand};

/// In the order of the help.
const KINDS: &[Subcommand] = &[
    Subcommand {
        name: "plan",
        command: plan::command,
        run: plan::run,
    },
    Subcommand {
        name: "standen",
        command: standen::command,
        run: standen::run,
    },
    Subcommand {
        name: "indicatoren",
        command: indicatoren::command,
        run: indicatoren::run,
    },
    Subcommand {
        name: "kaart",
        command: kaart::command,
        run: kaart::run,
    },
];

const EXAMPLES: &str = "\
Met --proef ziet u eerst wat er zou komen. Alles komt, of niets; regie herstel
neemt het in een keer terug.

Voorbeelden:
  regie importeer plan plan-2027.docx -o plan-2027.json
  regie importeer standen cijfers.xlsx --proef
  regie importeer standen cijfers.csv";

pub fn command() -> Command {
    usage::command(
        "importeer",
        "Neem een plan of cijfers over uit een bestand",
        "regie importeer SOORT BESTAND …",
        EXAMPLES,
    )
    .subcommands(KINDS.iter().map(|it| (it.command)()))
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let names = || {
        let names: Vec<&str> = KINDS.iter().map(|it| it.name).collect();
        names.join(", ")
    };
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage(format!(
            "wat komt er uit het bestand? Kies {}",
            names()
        )));
    };
    match KINDS.iter().find(|it| it.name == name) {
        Some(it) => (it.run)(options, matches, page),
        None => Err(Failure::usage(format!(
            "“{name}” is niet te importeren; kies {}",
            names()
        ))),
    }
}
