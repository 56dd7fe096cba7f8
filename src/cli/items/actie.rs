//! `regie actie`: who carries out what, and how far it is.

use clap::{ArgMatches, Command};
use serde::Serialize;
use serde_json::Value;

use super::{order, resolve};
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, text};
use crate::doc::table::{Column, Table};
use crate::doc::text::cut;
use crate::plan::edit::{ACTION_DUE, Edit, SetEdit, StatusEdit};
use crate::plan::figures::doubt;
use crate::plan::find::filter::{Due, Filter, Over};
use crate::plan::find::order::By;
use crate::plan::model::date;
use crate::plan::{Action, Plan, Status, words};
use crate::report::records::{self, PlacedAction};

const EXAMPLES: &str = "\
Wie een actie uitvoert is “genoemd” in het plan, of is “standaard” het team van
hoofdstuk 1. Een partij mag met haar id, haar naam of haar afkorting.

Voorbeelden:
  regie actie
  regie actie --partij ITH --status open
  regie actie --hoofdstuk 4
  regie actie --volgorde termijn
  regie actie --te-laat --json | jq -r '.[].id'
  regie actie zet 3B.1.a loopt --notitie 'eerste surveillance gedaan'";

const SET_EXAMPLES: &str = "\
STATUS is open, loopt, gereed of vervallen; de eerste letter is genoeg.

Voorbeelden:
  regie actie zet 3B.1.a loopt
  regie actie zet 3B.1.a g --notitie 'afgerond met de Pandbrigade'
  regie actie zet 3B.1.a --uiterlijk 30-06-2026
  regie actie zet 3B.1.a --uiterlijk geen";

/// The statuses, each with the other words [`words::parse_status`] knows it by.
const STATUSES: [(&str, &[&str]); 4] = [
    ("open", &["o", "niet gestart"]),
    ("loopt", &["l", "lopend", "running"]),
    ("gereed", &["g", "klaar", "afgerond", "done"]),
    ("vervallen", &["v", "dropped"]),
];

pub fn command() -> Command {
    let set = usage::command(
        "zet",
        "Zet de status van een actie, of de dag waarop zij gedaan moet zijn",
        "regie actie zet ID STATUS [--notitie TEKST] [--uiterlijk DATUM]\n         regie actie zet ID --uiterlijk DATUM|geen",
        SET_EXAMPLES,
    )
    .arg(usage::positional("ID", "ID", "De actie, zoals 3B.1.a").required(true))
    .arg(
        usage::positional("STATUS", "STATUS", "open, loopt, gereed of vervallen")
            .required_unless_present("uiterlijk")
            .value_parser(usage::Offered(STATUSES.map(|(word, _)| word)))
            .hide_possible_values(true),
    )
    .arg(usage::option("notitie", "TEKST", "Wat erbij is gezegd").allow_hyphen_values(true))
    .arg(
        usage::option(
            "uiterlijk",
            "DATUM",
            "De dag waarop zij af moet zijn; “geen” haalt hem weg",
        )
        .allow_hyphen_values(true),
    );
    usage::command(
        "actie",
        "De acties; een status zetten",
        "regie actie [--partij P] [--status S] [--hoofdstuk N] [--te-laat]\n                     [--volgorde K [--omgekeerd]] [--jaar JAAR]\n         regie actie zet ID STATUS …",
        EXAMPLES,
    )
    .args([
        usage::option("partij", "P", "Alleen waar deze partij uitvoert of meedoet"),
        usage::choosing("status", "S", "Alleen met deze status", &STATUSES),
        usage::option("hoofdstuk", "N", "Alleen van dit hoofdstuk"),
        usage::flag("te-laat", "Alleen wat over tijd is"),
        usage::year(),
    ])
    .args(order::args(
        &[By::Status, By::Due, By::Priority],
        "In de volgorde van status, termijn of prioriteit",
    ))
    .subcommand(set)
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    order::only_for_the_listing(matches)?;
    if let Some(("zet", matches)) = matches.subcommand() {
        return set(options, matches, page);
    }
    let (_, plan) = options.open(page)?;
    let plan = options.seen(plan, matches)?;
    let kept = filter(&plan, matches, page)?.kept(&plan, Over::Actions, options.clock.today());
    let is_kept = |(action, ..): &PlacedAction<'_>| kept.contains(&action.id);
    let mut found: Vec<PlacedAction<'_>> = plan.actions().filter(is_kept).collect();
    if let Some(order) = order::typed(matches) {
        let today = options.clock.today();
        order.sort(&plan, today, &mut found, |(action, ..)| &action.id);
    }
    if options.json {
        let rows = found.iter().map(|placed| records::action(&plan, placed));
        page.json(&rows.collect::<Vec<_>>())?;
        return Ok(0);
    }
    let rows = found.iter().map(|(action, ..)| {
        let (_, named) = plan.executors(action);
        [
            action.id.clone(),
            words::status(action.status).to_string(),
            executors(&plan, action, named),
            action.text.lines().next().unwrap_or_default().to_string(),
        ]
    });
    let columns = [Column::LEFT, Column::LEFT, Column::LEFT, Column::WRAPPED];
    page.table("", Table::new(columns, rows));
    page.text(&words::counted(found.len(), "actie", "acties"));
    Ok(0)
}

/// `standaard`, or the names of those the plan names, cut for a column.
fn executors(plan: &Plan, action: &Action, named: bool) -> String {
    if named {
        cut(&plan.party_names(plan.executors(action).0), 22)
    } else {
        "standaard".to_string()
    }
}

fn filter(plan: &Plan, matches: &ArgMatches, page: &mut Page) -> Result<Filter, Failure> {
    let filter = resolve::filter(plan, matches, page)?;
    let status = match text(matches, "status") {
        "" => None,
        typed => Some(words::parse_status(typed).map_err(Failure::usage)?),
    };
    Ok(Filter {
        status,
        due: matches.get_flag("te-laat").then_some(Due::Late),
        ..filter
    })
}

/// A changed action under `--json`.
#[derive(Serialize)]
struct Changed<'a> {
    id: &'a str,
    was: Status,
    status: Status,
    /// The revision of the plan.
    revision: u64,
    /// The day it is due.
    due: Value,
}

fn set(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    let (mut store, plan) = options.open_about(page, text(matches, "ID"))?;
    let action = resolve::action(&plan, text(matches, "ID"))?;
    let id = action.id.as_str();
    let to = match matches.get_one::<String>("STATUS") {
        Some(status) => words::parse_status(status).map_err(Failure::usage)?,
        None => action.status,
    };
    let note = Some(text(matches, "notitie"));
    let status = StatusEdit::of(action, to, note, options.clock.today(), &options.author);
    let (was, due) = due(options, matches, &plan, id)?;
    if let Some(day) = due.as_str().and_then(date::of_iso).filter(|_| due != was)
        && let Some(odd) = doubt::of_due(&plan, day, options.clock.today())
    {
        page.note(format!("{id}: {} is {odd}", date::dutch(day)));
    }
    let asked = matches.contains_id("STATUS") || status.is_some();
    let set = plan
        .item(id)
        .and_then(|item| SetEdit::of(&ACTION_DUE, item, due.clone()));
    let says = [
        asked.then(|| {
            let (from, to) = (words::status(action.status), words::status(to));
            if from == to && status.is_some() {
                return format!("{id}: notitie bij {to} · opgeslagen");
            }
            said(id, "", from, to, status.is_some())
        }),
        matches.contains_id("uiterlijk").then(|| {
            let (from, to) = (ACTION_DUE.said(&plan, &was), ACTION_DUE.said(&plan, &due));
            said(id, "uiterlijk ", &from, &to, set.is_some())
        }),
    ];
    let edits = status
        .map(Edit::Status)
        .into_iter()
        .chain(set.map(Edit::Set));
    let edits: Vec<Edit> = edits.collect();
    let (mut code, mut revision) = (0, plan.revision);
    if !edits.is_empty() {
        let saved = conflict::commit(options, store.as_mut(), edits, page)?;
        code = page.warned(&saved);
        revision = saved.plan.revision;
    }
    if options.json {
        page.json(&Changed {
            id,
            was: action.status,
            status: to,
            revision,
            due,
        })?;
    } else {
        says.iter().flatten().for_each(|line| page.text(line));
    }
    Ok(code)
}

/// The day the action is due, and the one that was typed.
fn due(
    options: &Options,
    matches: &ArgMatches,
    plan: &Plan,
    id: &str,
) -> Result<(Value, Value), Failure> {
    let was = plan
        .item(id)
        .map(|item| ACTION_DUE.now(item))
        .unwrap_or_default();
    let due = match matches.get_one::<String>("uiterlijk") {
        Some(typed) => ACTION_DUE
            .parse(plan, typed, options.clock.today())
            .map_err(Failure::usage)?,
        None => was.clone(),
    };
    Ok((was, due))
}

fn said(id: &str, what: &str, from: &str, to: &str, changed: bool) -> String {
    if changed {
        format!("{id}: {what}{to} (was {from}) · opgeslagen")
    } else {
        format!("{id} stond al op {what}{to}")
    }
}
