//! `regie bevestig`: what a new year took over holds as it stands, or as it is offered.

use clap::{ArgMatches, Command};

use super::vragen;
use crate::cli::Outcome;
use crate::cli::change::asked;
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::edit::Edit;
use crate::plan::turn::answers::{Answer, Hand};

const EXAMPLES: &str = "\
Beantwoordt open vragen (zie regie vragen) met: zo is het. Een actie gaat door,
een dag klopt, een tekst blijft. Met --neem geldt wat wordt aangeboden: de tekst
met het nieuwe jaar, de laatste stand als nulmeting, uitbreiding als bestaand.

Voorbeelden:
  regie bevestig 3B.1.a
  regie bevestig 3 --soort acties
  regie bevestig --soort dagen
  regie bevestig 4.K1 --soort teksten --neem";

pub fn command() -> Command {
    usage::command(
        "bevestig",
        "Bevestig wat een nieuw jaar overnam",
        "regie bevestig [ID…] [--soort SOORT] [--neem] [--proef]",
        EXAMPLES,
    )
    .args(vragen::about())
    .arg(usage::flag("neem", "Neem over wat wordt aangeboden"))
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    if !matches.contains_id("ID") && !matches.contains_id("soort") {
        let sentence = "wat is er nagekeken? Noem een ID, of een --soort; zie regie vragen";
        return Err(Failure::usage(sentence));
    }
    let hand = Hand {
        by: &options.author,
        today: options.clock.today(),
    };
    let takes = matches.get_flag("neem");
    let answer = if takes { Answer::Take } else { Answer::Keep };
    asked::change(options, matches, page, |plan, _| {
        let mut edits: Vec<Edit> = Vec::new();
        let mut open = vragen::wanted(plan, matches)?;
        open.retain(|question| !takes || question.can_be_taken(plan));
        for question in open {
            let own = question.answered(plan, answer, hand);
            edits.extend(own.map_err(Failure::usage)?);
        }
        Ok(edits)
    })
}
