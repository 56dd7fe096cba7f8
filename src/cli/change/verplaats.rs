//! `regie verplaats`: an item at another place; its id stays.

use clap::{ArgMatches, Command};

use super::{asked, fields, nieuw};
use crate::cli::failure::Failure;
use crate::cli::items::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::Plan;
use crate::plan::edit::{Edit, MoveEdit, Spot};

const EXAMPLES: &str = "\
Zonder --na komt het onderaan, met --na begin bovenaan. Zonder --onder blijft
het waar het staat en verandert alleen de volgorde. Het id blijft.

Voorbeelden:
  regie verplaats 3B.1.b --onder 3B.2 --reden 'hoort hierbij'
  regie verplaats 3B.1.b --onder 3B.1 --na begin --reden 'eerst dit'";

pub fn command() -> Command {
    usage::command(
        "verplaats",
        "Zet een onderdeel op een andere plaats in het plan",
        "regie verplaats ID [--onder ID] [--na ID] --reden TEKST …",
        EXAMPLES,
    )
    .arg(usage::positional("ID", "ID", "Het onderdeel, zoals 3B.1.b").required(true))
    .arg(usage::option("onder", "ID", "Waaronder, zoals 3B.2"))
    .arg(usage::option("na", "ID", "Waarna; “begin”: bovenaan"))
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    asked::change(options, matches, page, |plan, _| moved(matches, plan))
}

/// The move that was typed; none where it stands there already.
fn moved(matches: &ArgMatches, plan: &Plan) -> Result<Vec<Edit>, Failure> {
    let (id, sort) = fields::item(plan, text(matches, "ID"))?;
    let from = Spot::of(&mut plan.clone(), &id)
        .ok_or_else(|| Failure::usage(format!("{id} is niet te verplaatsen")))?;
    let into = match text(matches, "onder") {
        "" => from.into.clone(),
        typed => resolve::by_id(plan, typed)?.id().to_string(),
    };
    let after = nieuw::neighbour(plan, (sort, &into), text(matches, "na"))?;
    let after = match after.filter(|after| *after != id) {
        None if into == from.into && text(matches, "na").is_empty() => from.after.clone(),
        after => after,
    };
    let to = Spot { into, after };
    let moves = to != from;
    let edit = Edit::Move(MoveEdit {
        id,
        from,
        to,
        why: None,
    });
    Ok(moves.then_some(edit).into_iter().collect())
}
