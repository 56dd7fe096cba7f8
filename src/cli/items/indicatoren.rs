//! `regie indicatoren`: the council indicators beside the plan, and where they stand.

use clap::{ArgAction, ArgMatches, Command};

use super::resolve;
use crate::cli::failure::{Failure, NOT_FOUND};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, text};
use crate::doc::table::{Column, Table};
use crate::plan::Plan;
use crate::plan::edit::{ContextEdit, Edit};
use crate::plan::model::context::Context;
use crate::report::pages::tables::context;

const EXAMPLES: &str = "\
Omgevingscijfers komen uit regie importeer indicatoren. Zij tellen voor geen
stoplicht. Met een ID ziet u alle perioden, naast Nederland en de groep; over
een andere eenheid heen is er geen verschil.

Voorbeelden:
  regie indicatoren
  regie indicatoren X1
  regie indicatoren X1 --hoofdstuk 5 --groep 'Haaglanden'
  regie indicatoren X1 --los 5
  regie indicatoren --json | jq '.[].values[] | select(.area == \"NL\")'";

pub fn command() -> Command {
    usage::command(
        "indicatoren",
        "Omgevingscijfers naast het plan, en bij welk hoofdstuk",
        "regie indicatoren [ID [--hoofdstuk N]… [--los N]… [--groep GEBIED]\n                   [--weg]]",
        EXAMPLES,
    )
    .arg(usage::positional("ID", "ID", "De indicator: X1"))
    .args([
        usage::option("hoofdstuk", "N", "Laat hem bij dit hoofdstuk zien")
            .action(ArgAction::Append)
            .requires("ID"),
        usage::option("los", "N", "Laat hem niet meer bij dit hoofdstuk zien")
            .action(ArgAction::Append)
            .requires("ID"),
        usage::option("groep", "GEBIED", "Waarmee u vergelijkt; - is geen").requires("ID"),
        usage::flag("weg", "Haal hem met zijn cijfers weg").requires("ID"),
    ])
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let typed = text(matches, "ID");
    let changes = ["hoofdstuk", "los", "groep"];
    let changes = matches.get_flag("weg") || changes.iter().any(|it| matches.contains_id(it));
    if changes {
        options.may_write()?;
    }
    let (mut store, plan) = options.open(page)?;
    if typed.is_empty() {
        return all(options, &plan, page);
    }
    let now = plan.context_of(typed).ok_or_else(|| {
        let sentence = format!("indicator “{typed}” staat niet naast het plan");
        Failure::new(NOT_FOUND, sentence)
    })?;
    if !changes {
        if options.json {
            page.json(&[now])?;
        } else {
            page.document(context::page(&plan, now));
        }
        return Ok(0);
    }
    let edit: Edit = edit(&plan, now, matches)?.into();
    let saved = conflict::commit(options, store.as_mut(), vec![edit.clone()], page)?;
    if options.json {
        page.json(&saved.plan.context_of(typed).as_slice())?;
    } else {
        page.text(&format!("{} · opgeslagen", edit.sentence(&plan)));
    }
    Ok(page.warned(&saved))
}

fn edit(plan: &Plan, now: &Context, matches: &ArgMatches) -> Result<ContextEdit, Failure> {
    if matches.get_flag("weg") {
        return Ok(ContextEdit::between(Some(now.clone()), None));
    }
    let many = |option| matches.get_many::<String>(option).unwrap_or_default();
    let mut chapters = now.chapters.clone();
    for typed in many("hoofdstuk") {
        let id = resolve::chapter(plan, typed)?.id.clone();
        if !chapters.contains(&id) {
            chapters.push(id);
        }
    }
    for typed in many("los") {
        let at = chapters.iter().position(|it| it == typed.trim());
        let at = at.ok_or_else(|| {
            let sentence = format!("{} staat niet bij hoofdstuk “{typed}”", now.id);
            Failure::new(NOT_FOUND, sentence)
        })?;
        chapters.remove(at);
    }
    let group = match text(matches, "groep").trim() {
        "" => now.group.clone(),
        "-" => None,
        group => Some(group.to_string()),
    };
    Ok(ContextEdit::altered(now, |it| {
        it.chapters = chapters;
        it.group = group;
    }))
}

fn all(options: &Options, plan: &Plan, page: &mut Page) -> Outcome {
    if options.json {
        page.json(&plan.context)?;
        return Ok(0);
    }
    if plan.context.is_empty() {
        page.note("er staan geen omgevingscijfers naast het plan; regie importeer indicatoren neemt ze over");
    }
    let rows = plan.context.iter().map(|it| {
        let newest = it.newest();
        let (own, country) = newest.map(|newest| it.beside(newest)).unwrap_or_default();
        [
            it.id.clone(),
            it.title.clone(),
            it.chapters.join(", "),
            newest.map_or_else(String::new, |newest| newest.period.shown()),
            context::shown(own),
            context::shown(country),
            newest.map_or_else(String::new, |newest| newest.unit.clone()),
            it.source.clone(),
        ]
    });
    let columns = [
        Column::LEFT,
        Column::THIRD.headed("indicator"),
        Column::LEFT.headed("hfst"),
        Column::LEFT.headed("periode"),
        Column::RIGHT.headed(plan.municipality.as_str()),
        Column::RIGHT.headed("Nederland"),
        Column::WRAPPED.headed("eenheid"),
        Column::LEFT.headed("bron"),
    ];
    page.table("", Table::new(columns, rows));
    Ok(0)
}
