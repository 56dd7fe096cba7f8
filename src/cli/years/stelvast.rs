//! `regie stelvast`: a draft is adopted.

use clap::{ArgMatches, Command};

use crate::cli::change::asked;
use crate::cli::failure::{FAILED, Failure};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::edit::{ADOPTED, Edit, SetEdit};
use crate::plan::model::life::Adoption;
use crate::plan::model::sort::WHOLE;
use crate::plan::turn::questions::questions;
use crate::plan::{Plan, words};

const EXAMPLES: &str = "\
Vanaf dan vraagt elke wijziging van het plan een reden, en blijven de eerste
woorden en streefwaarden zichtbaar. Zolang er open vragen zijn wordt een concept
niet vastgesteld, tenzij met --toch.

Voorbeelden:
  regie besluit nieuw orgaan=raad datum=15-12-2026 nummer=26.100
  regie stelvast 15-12-2026 --besluit BS1
  regie stelvast v";

pub fn command() -> Command {
    usage::command(
        "stelvast",
        "Stel een concept vast: vanaf dan geldt het",
        "regie stelvast DATUM [--besluit ID] [--toch] [--proef]",
        EXAMPLES,
    )
    .arg(usage::positional("DATUM", "DATUM", "De dag waarop het is vastgesteld").required(true))
    .arg(usage::flag("toch", "Ook met open vragen"))
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    asked::change(options, matches, page, |plan, _| {
        let edit = adopted(options, matches, plan)?;
        Ok(edit.map(Edit::Set).into_iter().collect())
    })
}

/// That the plan is adopted, as it was typed.
fn adopted(
    options: &Options,
    matches: &ArgMatches,
    plan: &Plan,
) -> Result<Option<SetEdit>, Failure> {
    let from = ADOPTED.in_plan(plan, WHOLE).unwrap_or_default();
    if plan.adopted != Adoption::Draft {
        let said = ADOPTED.said(plan, &from);
        let sentence = format!("het plan is geen concept (vastgesteld: {said}); het geldt al");
        return Err(Failure::new(FAILED, sentence));
    }
    let open = questions(plan).len();
    if open > 0 && !matches.get_flag("toch") {
        let verb = if open == 1 { "is" } else { "zijn" };
        let open = words::counted(open, "open vraag", "open vragen");
        let sentence = format!("er {verb} nog {open}; zie regie vragen, of zeg --toch");
        return Err(Failure::new(FAILED, sentence));
    }
    let decision = asked::why(matches, plan)?.and_then(|why| why.decision);
    let typed = format!(
        "{} {}",
        text(matches, "DATUM"),
        decision.unwrap_or_default()
    );
    let to = ADOPTED.parse(plan, &typed, options.clock.today());
    Ok(SetEdit::between(
        &ADOPTED,
        WHOLE,
        from,
        to.map_err(Failure::usage)?,
    ))
}
