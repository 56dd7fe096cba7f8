//! `regie herstel`: the last edit of this user is taken back.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::failure::{Failure, NOT_FOUND};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, waiting};
use crate::plan::Plan;
use crate::plan::edit::blocked::blocked;
use crate::plan::edit::history;
use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::Intent;
use crate::plan::model::number::thousands;

const EXAMPLES: &str = "\
Wat iemand anders deed blijft staan. Nog eens herstellen neemt de wijziging
daarvoor terug. Wijzigde een ander hetzelfde intussen, dan kiest u: --toch zet
terug wat ervoor stond, --overslaan neemt terug wat u daarvoor deed. Stond er
voor u niets, zoals bij een eerste stand, dan is er met --toch niets terug te
zetten: wat de ander vastlegde blijft dan. Is er niets te herstellen, dan is de
uitkomst 3.

Voorbeelden:
  regie herstel
  regie herstel --opnieuw
  regie herstel --door 'A. Jansen'";

pub fn command() -> Command {
    usage::command(
        "herstel",
        "Neem uw laatste wijziging terug",
        "regie herstel [--opnieuw | --toch | --overslaan] [OPTIES]",
        EXAMPLES,
    )
    .args([
        usage::flag("opnieuw", "Doe wat u het laatst heeft teruggenomen opnieuw"),
        usage::flag("toch", "Ook als een ander het intussen wijzigde").conflicts_with("opnieuw"),
        usage::flag("overslaan", "Sla over wat een ander intussen wijzigde")
            .conflicts_with_all(["opnieuw", "toch"]),
    ])
}

/// So many are told of what was saved together; a sheet of figures may be far more.
const TOLD: usize = 1_000;

/// An undone edit under `--json`.
#[derive(Serialize)]
struct Report<'a> {
    /// The revision that was taken back; of several the last.
    undone: u64,
    /// The entries in the store's `history`, last first: what was saved together goes together.
    entries: &'a [&'a Entry],
    /// The revision of the plan.
    revision: u64,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    let (mut store, plan) = options.open(page)?;
    let again = matches.get_flag("opnieuw");
    let (wanted, what) = if again {
        (Intent::Redo, "opnieuw te doen")
    } else if matches.get_flag("toch") {
        (Intent::UndoRegardless, "te herstellen")
    } else {
        (Intent::Undo, "te herstellen")
    };
    let wanted = if matches.get_flag("overslaan") {
        past(&plan, wanted, &options.author)
    } else {
        Some(wanted)
    };
    let Some(wanted) = wanted else {
        let sentence = format!("er is daarvoor niets van {} te herstellen", options.author);
        return Err(Failure::new(NOT_FOUND, sentence));
    };
    let turns = || format!("bezig {what}");
    let saved = waiting::told(turns, || {
        conflict::turn(options, store.as_mut(), &wanted, page)
    })?;
    let Some(saved) = saved else {
        let sentence = format!("er is niets van {} om {what}", options.author);
        return Err(Failure::new(NOT_FOUND, sentence));
    };
    let code = page.warned(&saved);
    let plan = &saved.plan;
    let turned = saved.entries.iter().rev();
    let undone: Vec<&Entry> = turned
        .filter_map(|entry| {
            let undone = entry.undoes?;
            let history = &plan.history;
            history.get(history.place_of(&undone, |entry| entry.revision)?)
        })
        .collect();
    if options.json {
        page.json(&Report {
            undone: undone.first().map_or(0, |entry| entry.revision),
            entries: &undone,
            revision: plan.revision,
        })?;
        return Ok(code);
    }
    for entry in saved.entries.iter().rev().take(TOLD) {
        let what = history::first_of(&plan.history, entry).edit.sentence(plan);
        page.text(&match wanted {
            Intent::UndoRegardless => format!("{what} · opgeslagen"),
            Intent::Redo => format!("Opnieuw gedaan: {what} · opgeslagen"),
            _ => format!("Teruggenomen: {what} · opgeslagen"),
        });
    }
    let more = saved.entries.len().saturating_sub(TOLD);
    if more > 0 {
        let more = thousands(more as u64);
        page.text(&format!("en nog {more} · opgeslagen; --json geeft ze alle"));
    }
    Ok(code)
}

/// The last that can be taken back, over all that others changed since; none where there is none.
fn past(plan: &Plan, mut wanted: Intent, by: &str) -> Option<Intent> {
    while let Some(blocked) = blocked(plan, &wanted, by) {
        wanted = blocked.past?.0;
    }
    Some(wanted)
}
