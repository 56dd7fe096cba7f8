//! `regie vervalt`: an item no longer holds; it stays, with its reason.

use clap::{ArgMatches, Command};

use super::{asked, fields};
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::edit::{DropEdit, Edit, StatusEdit};
use crate::plan::model::life::Dropped;
use crate::plan::model::lookup::Item;
use crate::plan::{Plan, Status};

const EXAMPLES: &str = "\
Een doel, thema, KPI, uitspraak over regie, onderwerp, partij of rij die vervalt
blijft met haar reden in het plan staan, en telt niet meer mee voor stoplichten,
agenda en overleg. Een actie vervalt met haar status. Wat ernaar verwijst wordt
genoemd; --proef doet dat zonder op te slaan.

Voorbeelden:
  regie vervalt 5.K3a --reden 'project gestopt' --besluit BS1
  regie vervalt 3B.1 --reden 'opgegaan in 3B.2' --proef";

pub fn command() -> Command {
    usage::command(
        "vervalt",
        "Iets geldt niet meer; het blijft staan, met de reden",
        "regie vervalt ID --reden TEKST [--besluit ID] [--proef]",
        EXAMPLES,
    )
    .arg(usage::positional("ID", "ID", "Het onderdeel, zoals 5.K3a").required(true))
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    asked::change(options, matches, page, |plan, _| {
        let why = asked::why(matches, plan)?.unwrap_or_default();
        let to = Dropped {
            date: options.clock.today(),
            reason: Some(why.reason).filter(|it| !it.is_empty()),
            decision: why.decision,
        };
        turned(options, plan, text(matches, "ID"), Some(to))
    })
}

/// An item is dropped, or holds again; nothing where it is so already.
pub fn turned(
    options: &Options,
    plan: &Plan,
    typed: &str,
    to: Option<Dropped>,
) -> Result<Vec<Edit>, Failure> {
    let (id, _) = fields::item(plan, typed)?;
    let Some(item) = plan.item(&id) else {
        return Err(Failure::usage("het plan zelf kan niet vervallen"));
    };
    if let Item::Action(action, _) = item {
        let status = match (&to, action.status) {
            (Some(_), _) => Status::Dropped,
            (None, Status::Dropped) => Status::Open,
            (None, _) => return Ok(Vec::new()),
        };
        let note = to.as_ref().and_then(|to| to.reason.as_deref());
        if status == Status::Dropped && note.is_none() && plan.is_adopted() {
            return Err(Failure::usage(
                "het plan is vastgesteld: zeg met --reden waarom de actie vervalt",
            ));
        }
        let (today, by) = (options.clock.today(), &options.author);
        let edit = (action.status != status)
            .then(|| StatusEdit::of(action, status, note, today, by))
            .flatten();
        return Ok(edit.map(Edit::Status).into_iter().collect());
    }
    let from = item.dropped().cloned();
    if from.is_some() == to.is_some() {
        return Ok(Vec::new());
    }
    Ok(vec![Edit::Drop(DropEdit {
        id,
        from,
        to,
        why: None,
    })])
}
