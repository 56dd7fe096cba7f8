//! `regie verhuis`: a plan goes from a file to a database, or back.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::edit::role::Role;
use crate::plan::words::counted;
use crate::store::in_shell;
use crate::store::moving::{self, Move};

const EXAMPLES: &str = "\
Wat achterblijft zegt waar het plan heen is en is dan alleen nog te lezen, zodat
niemand er verder in werkt. Met --kopie gaat het oude gewoon door: zo maakt u
elke nacht een bestand van een plan op een database, voor het archief.

Een plan dat er al is blijft zoals het is. Wie het verhuizen onderbreekt, geeft
dezelfde opdracht nog eens.

Voorbeelden:
  regie verhuis plan.json 'postgres:///regie?plan=rijswijk-2026' --proef
  regie verhuis plan.json 'postgres:///regie?plan=rijswijk-2026'
  regie verhuis 'postgres:///regie?plan=rijswijk-2026' archief.json --kopie";

pub fn command() -> Command {
    usage::command(
        "verhuis",
        "Breng een plan van een bestand naar een database, of terug",
        "regie verhuis VAN NAAR [--proef|--kopie]",
        EXAMPLES,
    )
    .arg(place("VAN", "Waar het plan nu is"))
    .arg(place("NAAR", "Waar het heen gaat"))
    .arg(usage::flag(
        "proef",
        "Toon wat er zou gebeuren, en doe niets",
    ))
    .arg(usage::flag("kopie", "Laat het oude plan doorgaan").conflicts_with("proef"))
}

fn place(id: &'static str, help: &'static str) -> clap::Arg {
    usage::positional(id, id, help)
        .required(true)
        .value_parser(value_parser!(PathBuf))
}

/// `--json`.
#[derive(Serialize)]
struct Moved<'a> {
    from: &'a str,
    to: &'a str,
    /// Whether it was done, and not only tried.
    done: bool,
    /// How many edits are in its history.
    edits: usize,
    /// The last of them.
    revision: u64,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    options.is_at_least(Role::Administrator)?;
    let named = |id: &str| matches.get_one::<PathBuf>(id);
    let (Some(from), Some(to)) = (named("VAN"), named("NAAR")) else {
        return Ok(0);
    };
    let how = match (matches.get_flag("proef"), matches.get_flag("kopie")) {
        (true, _) => Move::Trial,
        (_, true) => Move::Copy,
        _ => Move::Whole,
    };
    let moved = moving::moves(from, to, how, &options.author())?;
    let (edits, there) = (moved.plan.history.len(), moved.to.to_string());
    let from = from.to_string_lossy();
    if options.json {
        page.json(&Moved {
            from: &from,
            to: &there,
            done: how != Move::Trial,
            edits,
            revision: moved.plan.revision,
        })?;
        return Ok(0);
    }
    let edits = counted(edits, "wijziging", "wijzigingen");
    let title = &moved.plan.title;
    page.text(&match how {
        Move::Trial if moved.was_there => format!("{title} begon al zo op {there}"),
        Move::Trial => format!("{title} kan naar {there}, met {edits}; er is niets gedaan"),
        Move::Copy => format!("{title} is gekopieerd naar {there}, met {edits}"),
        Move::Whole => {
            let named = in_shell(&there);
            format!("{title} staat op {there}, met {edits}. Open het met: regie --plan {named}")
        }
    });
    if how == Move::Whole {
        page.note(format!(
            "{from} zegt waar het plan heen is, en is nu alleen te lezen"
        ));
    }
    Ok(0)
}
