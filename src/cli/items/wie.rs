//! `regie wie`: who holds the regie.

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::resolve;
use crate::cli::Outcome;
use crate::cli::failure::{Failure, NOT_FOUND};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::find::regie::{Answer, Index, Note, holders, no_regie, not_in_plan};
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::{Found, Statement};
use crate::plan::{Id, Plan, words};

const EXAMPLES: &str = "\
Elk woord van een onderwerp, een partij of een tekst van het plan mag, ook het
begin ervan, het meervoud, of met een tikfout. Het meest gerichte antwoord staat
bovenaan, met de zin van het plan waar het op rust, en waar het voor geldt.

Voorbeelden:
  regie wie fatbikes
  regie wie cameratoezicht bedrijventerreinen
  regie wie OOV&B --alles
  regie wie schoolveiligheid --json | jq '.[0].holders'";

/// Answers shown without `--alles`: as many as fit a window.
const SHOWN: usize = 4;

pub fn command() -> Command {
    usage::command(
        "wie",
        "Wie heeft de regie?",
        "regie wie ZOEKTERM… [OPTIES]",
        EXAMPLES,
    )
    .arg(
        usage::positional("ZOEKTERM", "ZOEKTERM", "Waar het over gaat")
            .required(true)
            .num_args(1..),
    )
    .arg(usage::flag("alles", "Alle antwoorden, ook de verre"))
}

/// One answer under `--json`. The array holds them all, the best first.
#[derive(Serialize)]
struct AnswerRow<'a> {
    /// The statement's id; null where the plan names no regie.
    id: Option<&'a str>,
    /// On what.
    subject: String,
    /// Who leads; empty where it is agreed per case, or where there is none.
    holders: Vec<Named<'a>>,
    /// Together with whom.
    with: Vec<Named<'a>>,
    /// Only in this case.
    condition: Option<&'a str>,
    /// The plan's own sentence; where there is none, who carries it out.
    text: String,
    /// The id of the chapter.
    chapter: Option<&'a str>,
    /// The id of the theme, where the statement stands with one.
    theme: Option<&'a str>,
    /// What the statement holds for: ids of chapters, themes, goals and topics.
    scope: Vec<&'a str>,
    /// `"regie"`, `"text"`, or `"none"`: the plan names no regie for this.
    found: &'static str,
    /// The item whose words matched, where that isn't the statement itself.
    via: Option<Via<'a>>,
    /// The word of the plan that was taken for one it doesn't have.
    meant: Option<&'a str>,
}

/// A party.
#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

/// An item a statement covers.
#[derive(Serialize)]
struct Via<'a> {
    id: &'a str,
    text: String,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let (_, plan) = options.open(page)?;
    let words: Vec<&str> = matches
        .get_many::<String>("ZOEKTERM")
        .map(|words| words.map(String::as_str).collect())
        .unwrap_or_default();
    let question = words.join(" ");
    if !question.chars().any(char::is_alphanumeric) {
        return Err(Failure::usage("noem een woord waar het over gaat"));
    }
    let index = Index::new(&plan);
    let answers = index.ask(&plan, &question);
    if answers.is_empty() {
        let sentence = not_in_plan(&plan, &resolve::brief(&question));
        return Err(Failure::new(NOT_FOUND, sentence));
    }
    // An answer to a part of the question isn't an answer to the whole of it.
    let notes = index.notes(&plan, &question);
    let (guesses, absent): (Vec<&Note>, Vec<&Note>) =
        notes.iter().partition(|note| note.instead().is_some());
    for note in absent {
        page.note(note.sentence());
    }
    if options.json {
        let meant = guesses.first().and_then(|note| note.instead());
        let rows = answers.iter().map(|answer| row(&plan, answer, meant));
        page.json(&rows.collect::<Vec<_>>())?;
        return Ok(0);
    }
    for guess in &guesses {
        page.text(&guess.sentence());
    }
    if !guesses.is_empty() {
        page.blank();
    }
    let shown = if matches.get_flag("alles") {
        answers.len()
    } else {
        SHOWN
    };
    for (at, answer) in answers.iter().take(shown).enumerate() {
        if at > 0 {
            page.blank();
        }
        show(page, &plan, answer);
    }
    if let Some(more @ 1..) = answers.len().checked_sub(shown) {
        let more = words::counted(more, "antwoord", "antwoorden");
        page.blank();
        page.text(&format!("Nog {more}: regie wie {question} --alles"));
    }
    Ok(0)
}

fn show(page: &mut Page, plan: &Plan, answer: &Answer<'_>) {
    match (&answer.statement, &answer.via) {
        (Some(statement), via) => {
            let regie = statement.regie;
            page.text(&holders(plan, regie));
            page.marked("  ", &format!("op: {}", regie.subject));
            if let Some(condition) = regie
                .condition
                .as_deref()
                .filter(|_| !regie.holders.is_empty())
            {
                page.marked("  ", &format!("voorwaarde: {condition}"));
            }
            page.marked("  ", &format!("“{}”", regie.text));
            page.marked("  ", &words::found_in_full(statement));
            page.one_line(&format!("  geldt voor: {}", holds_for(plan, statement)));
            if let Some(via) = via {
                page.one_line(&format!("  gevonden in {}", resolve::with_kind(via)));
            }
        }
        (None, Some(item)) => {
            page.text(&no_regie(plan, item));
            page.one_line(&format!("  gevonden in {}", resolve::with_kind(item)));
        }
        (None, None) => {}
    }
}

/// What a statement holds for, by name: `3B.1 Intensiveren …`, `hoofdstuk 3 Ondermijning`.
fn holds_for(plan: &Plan, statement: &Statement<'_>) -> String {
    let named = |id: &&str| match plan.item(id) {
        Some(Item::Chapter(_)) => words::described(plan, id),
        _ => words::titled(plan, id),
    };
    let scope = statement.scope();
    let named: Vec<String> = scope.iter().map(named).collect();
    named.join(", ")
}

fn row<'a>(plan: &'a Plan, answer: &Answer<'a>, meant: Option<&'a str>) -> AnswerRow<'a> {
    let via = answer.via.map(|item| (plan.path_to(item.id()), item));
    let shown = via.as_ref().map(|(path, item)| Via {
        id: path.last().copied().unwrap_or_default(),
        text: words::name(item),
    });
    if let Some(statement) = answer.statement {
        let regie = statement.regie;
        return AnswerRow {
            id: Some(&regie.id),
            subject: regie.subject.clone(),
            holders: parties(plan, &regie.holders),
            with: parties(plan, &regie.with),
            condition: regie.condition.as_deref(),
            text: regie.text.clone(),
            chapter: Some(&statement.chapter.id),
            theme: statement.theme.map(|theme| theme.id.as_str()),
            scope: statement.scope(),
            found: match regie.found {
                Found::Regie => "regie",
                Found::Text => "text",
            },
            via: shown,
            meant,
        };
    }
    let (path, item) = via.unzip();
    let path = path.unwrap_or_default();
    let below_theme =
        |item: &Item<'_>| matches!(item, Item::Theme(..) | Item::Goal(..) | Item::Action(..));
    AnswerRow {
        id: None,
        subject: item.as_ref().map(words::name).unwrap_or_default(),
        holders: Vec::new(),
        with: Vec::new(),
        condition: None,
        text: item
            .as_ref()
            .map(|item| no_regie(plan, item))
            .unwrap_or_default(),
        chapter: path.first().copied(),
        theme: path
            .get(1)
            .copied()
            .filter(|_| item.as_ref().is_some_and(below_theme)),
        scope: Vec::new(),
        found: "none",
        via: shown,
        meant,
    }
}

fn parties<'a>(plan: &'a Plan, ids: &'a [Id]) -> Vec<Named<'a>> {
    let named = ids.iter().map(|id| Named {
        id,
        name: plan.party_name(id),
    });
    named.collect()
}
