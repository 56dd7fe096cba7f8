//! `regie verslag`: the minutes of a meeting, as Markdown.

use chrono::NaiveDate;
use clap::{ArgAction, ArgMatches, Command};
use serde::Serialize;

use crate::cli::failure::{Failure, NOT_FOUND};
use crate::cli::items::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, output, text};
use crate::doc::table::{Column, Table};
use crate::plan::Plan;
use crate::plan::minutes::{Counts, minutes};
use crate::plan::model::date;
use crate::plan::model::meeting::Meeting;
use crate::report::pages::meeting::minutes::{minutes_markdown, summary};

const EXAMPLES: &str = "\
Het verslag is Markdown: leesbaar zoals het is, en om te zetten in een opgemaakt
stuk. Een bestand dat er al is blijft zoals het is.

Voorbeelden:
  regie verslag                    van het nieuwste overleg
  regie verslag 3                  van overleg O3
  regie verslag O3 -o verslag.md
  regie verslag --lijst
  regie verslag O3 --json | jq .counts";

pub fn command() -> Command {
    usage::command(
        "verslag",
        "Het verslag van een overleg",
        "regie verslag [N] [-o BESTAND]\n         regie verslag --lijst",
        EXAMPLES,
    )
    .arg(usage::positional(
        "N",
        "N",
        "Het overleg (O3, of 3); anders het nieuwste",
    ))
    .arg(output::option())
    .arg(
        usage::option("lijst", "", "Welke overleggen er zijn")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["N", "uitvoer"]),
    )
}

/// A meeting under `--lijst --json`.
#[derive(Serialize)]
struct MeetingRow<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(serialize_with = "date::iso::serialize")]
    date: NaiveDate,
    #[serde(serialize_with = "date::iso_option::serialize")]
    closed: Option<NaiveDate>,
    counts: Counts,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let path = output::file(options, matches)?;
    let (_, plan) = options.open(page)?;
    if matches.get_flag("lijst") {
        return list(options, &plan, page);
    }
    let today = options.clock.today();
    let meeting = which(&plan, text(matches, "N"), today)?;
    if options.json && path.is_none() {
        page.json(&minutes(&plan, meeting))?;
        return Ok(0);
    }
    let markdown = minutes_markdown(&plan, meeting);
    output::deliver(options, path, None, markdown.into_bytes(), page)
}

/// The meeting that is meant: the newest that began, where nothing was typed.
fn which<'a>(plan: &'a Plan, typed: &str, today: NaiveDate) -> Result<&'a Meeting, Failure> {
    let held = plan.meetings.iter().filter(|it| !it.is_planned(today));
    if typed.trim().is_empty() || plan.meetings.is_empty() {
        let newest = held.max_by_key(|meeting| meeting.date);
        let none = "er is nog geen overleg gehouden; een overleg begint op het scherm met o";
        return newest.ok_or_else(|| Failure::new(NOT_FOUND, none));
    }
    plan.meeting(typed.trim()).ok_or_else(|| {
        let typed = resolve::brief(typed);
        let sentence =
            format!("overleg “{typed}” is er niet; regie verslag --lijst toont welke wel");
        Failure::new(NOT_FOUND, sentence)
    })
}

/// The meetings, the newest first.
fn list(options: &Options, plan: &Plan, page: &mut Page) -> Outcome {
    let mut meetings: Vec<&Meeting> = plan.meetings.iter().rev().collect();
    meetings.sort_by_key(|meeting| std::cmp::Reverse(meeting.date));
    let counts = |meeting| minutes(plan, meeting).counts;
    let today = options.clock.today();
    if options.json {
        let rows = meetings.iter().map(|meeting| MeetingRow {
            id: &meeting.id,
            title: &meeting.title,
            date: meeting.date,
            closed: meeting.closed,
            counts: counts(meeting),
        });
        page.json(&rows.collect::<Vec<_>>())?;
        return Ok(0);
    }
    if meetings.is_empty() {
        page.note("er is nog geen overleg gehouden");
    }
    let rows = meetings.iter().map(|meeting| {
        let state = if meeting.closed.is_some() {
            ""
        } else if meeting.is_planned(today) {
            "gepland; "
        } else {
            "loopt nog; "
        };
        [
            meeting.id.clone(),
            date::dutch(meeting.date),
            meeting.title.clone(),
            format!("{state}{}", summary(counts(meeting))),
        ]
    });
    let columns = [Column::LEFT, Column::LEFT, Column::LEFT, Column::WRAPPED];
    page.table("", Table::new(columns, rows));
    Ok(0)
}
