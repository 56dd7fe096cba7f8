//! `regie herstel`: the last edit of this user is taken back.

use clap::Command;
use serde::Serialize;

use super::failure::{Failure, NOT_FOUND};
use super::options::Options;
use super::page::Page;
use super::{Outcome, usage};
use crate::plan::history::{Entry, sentence};

const EXAMPLES: &str = "\
Wat iemand anders deed blijft staan. Nog eens herstellen neemt de wijziging
daarvoor terug. Is er niets te herstellen, dan is de uitkomst 3.

Voorbeelden:
  regie herstel
  regie herstel --door 'A. Jansen'";

pub fn command() -> Command {
    usage::command(
        "herstel",
        "Neem uw laatste wijziging terug",
        "regie herstel [OPTIES]",
        EXAMPLES,
    )
}

/// An undone edit under `--json`.
#[derive(Serialize)]
struct Report<'a> {
    /// The revision that was taken back.
    undone: u64,
    /// Its entry in the store's `history`.
    entry: Option<&'a Entry>,
    /// The revision of the plan.
    revision: u64,
}

pub fn run(options: &Options, page: &mut Page) -> Outcome {
    options.may_write()?;
    let (mut store, _) = options.open(page)?;
    let Some((saved, undone)) = store.undo(&options.author())? else {
        let sentence = format!("er is niets van {} om te herstellen", options.author);
        return Err(Failure::new(NOT_FOUND, sentence));
    };
    let code = page.warned(&saved);
    let plan = &saved.plan;
    let entry = plan.history.iter().find(|entry| entry.revision == undone);
    if options.json {
        page.json(&Report {
            undone,
            entry,
            revision: plan.revision,
        })?;
        return Ok(code);
    }
    let what = entry.map_or_else(
        || format!("wijziging {undone}"),
        |entry| sentence(plan, &entry.edit),
    );
    page.text(&format!("Teruggenomen: {what} · opgeslagen"));
    Ok(code)
}
