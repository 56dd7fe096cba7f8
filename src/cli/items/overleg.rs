//! `regie overleg`: plans a meeting, puts it on another day or calls it off, or says that one was
//! held.

use chrono::NaiveDate;
use clap::{ArgAction, ArgMatches, Command};
use serde::Serialize;

use super::resolve::{self, brief};
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, text};
use crate::plan::edit::{Edit, MeetingEdit, typed};
use crate::plan::figures::set::Set;
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::{Meeting, free_id};
use crate::plan::{Plan, clean};

const EXAMPLES: &str = "\
ONDERWERP is een hoofdstuk (3), een partij, of een gepland overleg (O5). Een dag
die nog komt plant het overleg, en het begint op het scherm met o; een dag die
was legt vast dat het is gehouden. Welke er zijn: regie verslag --lijst.

Voorbeelden:
  regie overleg 3 --datum 10-12
  regie overleg 'Team ITH' --datum +2w --aanwezig 'A. Jansen, B. Smit'
  regie overleg O5 --datum 17-12
  regie overleg O5 --datum geen";

pub fn command() -> Command {
    let value = |id: &'static str, name, help| usage::option(id, name, help);
    usage::command(
        "overleg",
        "Plan een overleg, of zet het op een andere dag",
        "regie overleg ONDERWERP --datum DATUM|geen [OPTIES]",
        EXAMPLES,
    )
    .arg(usage::positional("ONDERWERP", "ONDERWERP", "Waarover").required(true))
    .args([
        value("datum", "DATUM", "De dag; “geen”: het gaat niet door")
            .required(true)
            .allow_hyphen_values(true),
        value("acties", "", "Ook de acties van het hoofdstuk").action(ArgAction::SetTrue),
        value(
            "aanwezig",
            "NAMEN",
            "Wie erbij zijn, met een komma ertussen",
        ),
    ])
}

/// Under `--json`.
#[derive(Serialize)]
struct Kept<'a> {
    /// The meeting; null where it was called off.
    meeting: Option<&'a Meeting>,
    revision: u64,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    let (mut store, plan) = options.open(page)?;
    let edit = edit(options, matches, &plan, page)?;
    let saved = conflict::commit(options, store.as_mut(), vec![Edit::Meeting(edit)], page)?;
    let code = page.warned(&saved);
    let made = saved.plan.history.last().map(|entry| &*entry.edit);
    if options.json {
        let id = made.and_then(Edit::id).unwrap_or_default();
        page.json(&Kept {
            meeting: saved.plan.meeting(id),
            revision: saved.plan.revision,
        })?;
        return Ok(code);
    }
    let said = made.map_or_else(String::new, |made| made.sentence(&saved.plan));
    page.text(&format!("{said} · opgeslagen"));
    Ok(code)
}

fn edit(
    options: &Options,
    matches: &ArgMatches,
    plan: &Plan,
    page: &mut Page,
) -> Result<MeetingEdit, Failure> {
    let (subject, day) = (text(matches, "ONDERWERP"), text(matches, "datum"));
    let today = options.clock.today();
    let from = match plan.item(subject.trim()) {
        Some(Item::Meeting(meeting)) => Some(meeting),
        _ => None,
    };
    if let Some(begun) = from.filter(|it| it.closed.is_some() || it.has_begun()) {
        let sentence = format!("overleg {} is al begonnen; het verslag blijft", begun.id);
        return Err(Failure::usage(sentence));
    }
    if let Some(planned) = from.filter(|_| day.trim().eq_ignore_ascii_case("geen")) {
        return Ok(MeetingEdit {
            id: planned.id.clone(),
            from: Some(Box::new(planned.clone())),
            to: None,
        });
    }
    if from.is_none() && day.trim().eq_ignore_ascii_case("geen") {
        return Err(none_to_call_off(plan, subject, today));
    }
    let mut to = match from {
        Some(planned) => planned.clone(),
        None => new(options, matches, plan, page)?,
    };
    to.date = typed::meeting_day(plan, day, today).map_err(Failure::usage)?;
    // On a day that was it was held, and nothing of it is recorded any more.
    to.closed = Some(to.date).filter(|date| *date < today);
    if matches.contains_id("aanwezig") {
        let names = text(matches, "aanwezig").split([',', ';']).map(str::trim);
        let names = names.filter(|name| !name.is_empty());
        to.present = names.map(str::to_string).collect();
    }
    if from == Some(&to) {
        let sentence = format!("overleg {} stond daar al op", to.id);
        return Err(Failure::usage(sentence));
    }
    Ok(MeetingEdit {
        id: to.id.clone(),
        from: from.map(|it| Box::new(it.clone())),
        to: Some(Box::new(to)),
    })
}

/// What was named is no meeting: which there are to call off.
fn none_to_call_off(plan: &Plan, subject: &str, today: NaiveDate) -> Failure {
    let planned = plan.meetings.iter().filter(|it| it.is_planned(today));
    let planned: Vec<String> = planned
        .map(|it| {
            format!(
                "{} ({}, {})",
                it.id,
                clean::one_line(&it.title),
                date::dutch(it.date)
            )
        })
        .collect();
    let planned = match planned.as_slice() {
        [] => "er is er geen gepland".to_string(),
        some => format!("gepland: {}", some.join(", ")),
    };
    let subject = brief(subject);
    Failure::usage(format!(
        "“geen” zegt een gepland overleg af, en “{subject}” is er geen; typ het nummer ervan; {planned}"
    ))
}

/// A meeting about a chapter or a party.
fn new(
    options: &Options,
    matches: &ArgMatches,
    plan: &Plan,
    page: &mut Page,
) -> Result<Meeting, Failure> {
    let subject = text(matches, "ONDERWERP");
    let set = match resolve::item(plan, subject, page)? {
        Item::Chapter(chapter) => Set::of_chapter(plan, chapter, matches.get_flag("acties")),
        Item::Party(party) => Set::of_party(plan, party),
        other => {
            let sentence = format!(
                "{} is geen hoofdstuk, partij of gepland overleg",
                other.id()
            );
            return Err(Failure::usage(sentence));
        }
    };
    if set.items.len() == set.points {
        let sentence = format!("{}: daar is niets te bespreken", set.title);
        return Err(Failure::usage(sentence));
    }
    Ok(Meeting {
        id: free_id("O", plan),
        title: set.title,
        date: options.clock.today(),
        present: Vec::new(),
        by: options.author.clone(),
        items: set.items,
        discussed: Vec::new(),
        log: Vec::new(),
        closed: None,
    })
}
