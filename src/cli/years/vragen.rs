//! `regie vragen`: what a new year took over and nobody confirmed yet.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::items::resolve::{self, brief};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::doc::table::{Column, Table};
use crate::plan::Plan;
use crate::plan::model::sort::WHOLE;
use crate::plan::turn::questions::{Question, Topic, questions};
use crate::plan::words;

const EXAMPLES: &str = "\
Een vraag die is beantwoord staat er niet meer. Antwoorden kan op het scherm
(: vragen), of met regie bevestig, regie wijzig, regie vervalt en regie actie
zet: wat gezet is, is nagekeken. SOORT is acties, actiepunten, gehaald, teksten,
streefwaarden, eindstanden, nulmetingen, dagen, uitbreiding of overig.

Voorbeelden:
  regie vragen
  regie vragen 3 --soort teksten
  regie vragen --json | jq -r '.[] | .id + \" \" + .question'";

pub fn command() -> Command {
    usage::command(
        "vragen",
        "Wat er van een nieuw jaar nog na te kijken is",
        "regie vragen [ID…] [--soort SOORT]",
        EXAMPLES,
    )
    .args(about())
}

/// `ID…` and `--soort`.
pub fn about() -> [Arg; 2] {
    [
        usage::positional("ID", "ID", "Van dit onderdeel, zoals 3 of 3.K1").num_args(0..),
        usage::option("soort", "SOORT", "Van deze soort, zoals dagen")
            .value_parser(PossibleValuesParser::new(Topic::ALL.map(Topic::word)))
            .ignore_case(true)
            .hide_possible_values(true),
    ]
}

/// Under `--json`.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    field: &'a str,
    topic: &'static str,
    question: String,
    now: Option<String>,
    offer: Option<String>,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let (_, plan) = options.open(page)?;
    let open = wanted(&plan, matches)?;
    if options.json {
        let rows: Vec<Row<'_>> = open
            .iter()
            .map(|it| Row {
                id: &it.id,
                field: &it.key,
                topic: it.topic.word(),
                question: it.asks(&plan),
                now: it.now(&plan),
                offer: it.offer(&plan).filter(|_| it.can_be_taken(&plan)),
            })
            .collect();
        page.json(&rows)?;
        return Ok(0);
    }
    if open.is_empty() {
        page.note(if plan.is_adopted() {
            "er zijn geen open vragen"
        } else {
            "er zijn geen open vragen; het concept kan worden vastgesteld met regie stelvast"
        });
    }
    for topic in Topic::ALL {
        let own = open.iter().filter(|it| it.topic == topic);
        let rows: Vec<[String; 2]> = own
            .map(|it| {
                [
                    it.id.clone(),
                    format!("{} {}", about_what(&plan, it), it.asks(&plan)),
                ]
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        let (count, word, asks) = (rows.len(), topic.word(), topic.asks());
        page.text(&format!("{count} {word}: {asks}"));
        page.table("  ", Table::new([Column::LEFT, Column::WRAPPED], rows));
        page.text("");
    }
    Ok(0)
}

/// The first words of what a question is about.
fn about_what(plan: &Plan, question: &Question) -> String {
    let name = plan.item(&question.id).map(|item| words::name(&item));
    let name = name.unwrap_or_else(|| plan.title.clone());
    let cut: String = name.chars().take(60).collect();
    let more = if cut.len() < name.len() { "…" } else { "" };
    format!("“{cut}{more}”")
}

/// The open questions that were asked for: of items and what lies in them, and of a kind.
pub fn wanted(plan: &Plan, matches: &ArgMatches) -> Result<Vec<Question>, Failure> {
    let typed = matches.get_many::<String>("ID").unwrap_or_default();
    let ids: Vec<String> = typed
        .map(|typed| match typed.trim() {
            WHOLE => Ok(WHOLE.to_string()),
            typed => resolve::by_id(plan, typed).map(|item| item.id().to_string()),
        })
        .collect::<Result<_, _>>()?;
    let soort = text(matches, "soort").to_lowercase();
    let mut open = questions(plan);
    open.retain(|it| soort.is_empty() || it.topic.word() == soort);
    open.retain(|it| {
        let path = plan.path_to(&it.id);
        ids.is_empty()
            || ids
                .iter()
                .any(|id| *id == it.id || path.contains(&id.as_str()))
    });
    match ids.as_slice() {
        [id] if open.is_empty() && soort.is_empty() => Err(Failure::usage(format!(
            "{} heeft geen open vraag",
            brief(id)
        ))),
        _ => Ok(open),
    }
}
