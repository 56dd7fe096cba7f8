//! `--sinds`: what came after a revision, or on a day and after it.

use chrono::NaiveDate;
use clap::{Arg, ArgMatches};

use crate::cli::failure::Failure;
use crate::cli::program::usage;
use crate::cli::text;
use crate::plan::Plan;
use crate::plan::model::date;

/// From where on things are new.
#[derive(Debug, Clone, Copy)]
pub struct Since {
    /// The last revision that isn't.
    pub revision: u64,
    /// The day it was typed as, or that of this revision.
    pub on: Option<NaiveDate>,
}

/// `--sinds DATUM|REVISIE`.
pub fn option(help: &'static str) -> Arg {
    usage::option("sinds", "DATUM|REVISIE", help).allow_hyphen_values(true)
}

/// What was typed, if anything was.
pub fn typed(
    matches: &ArgMatches,
    plan: &Plan,
    today: NaiveDate,
) -> Result<Option<Since>, Failure> {
    let typed = text(matches, "sinds").trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if let Ok(revision) = typed.parse() {
        if revision > plan.revision {
            let last = plan.revision;
            let sentence = format!("wijziging {revision} is er nog niet; de laatste is {last}");
            return Err(Failure::usage(sentence));
        }
        let entry = plan.history.iter().find(|entry| entry.revision == revision);
        let on = entry.map(|entry| entry.at.date_naive());
        return Ok(Some(Since { revision, on }));
    }
    let day = date::parse(typed, today, plan.year).map_err(Failure::usage)?;
    let before = plan.history.iter().rev();
    let before = before.into_iter().find(|entry| entry.at.date_naive() < day);
    let revision = before.map_or(0, |entry| entry.revision);
    Ok(Some(Since {
        revision,
        on: Some(day),
    }))
}
