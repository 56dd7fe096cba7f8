//! `regie volgend-jaar`: the plan of the year after, a draft in a new file.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::whole::begin;
use crate::cli::{Outcome, output, text};
use crate::plan::edit::role::Role;
use crate::plan::turn::over::{self, Over, Stays};
use crate::plan::turn::questions::{Question, Topic, questions};
use crate::plan::{Plan, words};
use crate::store::{self, Terms};

const EXAMPLES: &str = "\
Het oude bestand blijft zoals het is. Het nieuwe is een concept: wat doorgaat
staat erin, met dezelfde id's; standen, oordelen, overleggen, besluiten en wat
gereed of vervallen is blijft achter. Hoe het jaar eindigde staat per indicator
bij Eerder. Wat iemand moet nakijken zegt regie vragen.

Voorbeelden:
  regie volgend-jaar plan-2026.json -o plan-2027.json
  regie volgend-jaar plan-2026.json --proef
  regie volgend-jaar plan-2026.json -o plan-2027.json --tot 2030
  regie volgend-jaar 'postgres:///regie?plan=rijswijk-2026' \\
    -o 'postgres:///regie?plan=rijswijk-2027'";

pub fn command() -> Command {
    usage::command(
        "volgend-jaar",
        "Maak van een plan het concept voor het jaar erna",
        "regie volgend-jaar OUD -o NIEUW [--tot JAAR] [--proef]",
        EXAMPLES,
    )
    .arg(
        usage::positional("OUD", "OUD", "Het plan dat afloopt: bestand of adres")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    )
    .arg(output::option())
    .arg(usage::option(
        "tot",
        "JAAR",
        "Tot en met dit jaar, voor een meerjarig plan",
    ))
    .arg(usage::flag("proef", "Zeg wat er doorgaat, en maak niets"))
}

/// Under `--json`.
#[derive(Serialize)]
struct Turned<'a> {
    /// The file or the address of what was made; none where it was only tried.
    file: Option<&'a str>,
    /// The name of the new plan.
    slug: &'a str,
    /// Its first and last year.
    from: i32,
    to: i32,
    /// What stays behind.
    behind: Vec<Left<'a>>,
    /// What no longer refers to what stays behind.
    loose: Vec<Loose<'a>>,
    /// How many open questions it has.
    questions: usize,
}

#[derive(Serialize)]
struct Left<'a> {
    id: &'a str,
    why: &'static str,
}

#[derive(Serialize)]
struct Loose<'a> {
    id: &'a str,
    field: &'a str,
    gone: &'a str,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.is_at_least(Role::Administrator)?;
    let Some(old) = matches.get_one::<PathBuf>("OUD") else {
        return Ok(0);
    };
    let path = output::file(options, matches)?.filter(|_| !matches.get_flag("proef"));
    if path.is_none() && !matches.get_flag("proef") {
        let sentence = "noem het nieuwe bestand met -o NIEUW, of probeer het met --proef";
        return Err(Failure::usage(sentence));
    }
    let to = match text(matches, "tot") {
        "" => None,
        typed => Some(begin::year(typed)?),
    };
    let (keeper, plan) = store::open(old, Terms::READING)?;
    let over = over::over(&plan, to).map_err(Failure::usage)?;
    let (document, next) = store::copied(&*keeper, &over.changes)?;
    let made = path.map(|path| store::begin(path, &document)).transpose()?;
    let file = made.map(|place| place.to_string());
    let open = questions(&next);
    if options.json {
        page.json(&turned(&over, file.as_deref(), open.len()))?;
    } else {
        told(page, (&plan, &next), &over, file.as_deref());
        asked(page, &next, &open);
    }
    Ok(0)
}

fn turned<'a>(over: &'a Over, file: Option<&'a str>, questions: usize) -> Turned<'a> {
    let behind = over
        .behind
        .iter()
        .map(|(id, why)| Left { id, why: why.key() });
    let loose = over.loose.iter().map(|(id, field, gone)| Loose {
        id,
        field: field.key,
        gone,
    });
    Turned {
        file,
        slug: &over.slug,
        from: over.period.from,
        to: over.period.to,
        behind: behind.collect(),
        loose: loose.collect(),
        questions,
    }
}

/// What goes on and what stays behind.
fn told(page: &mut Page, (old, next): (&Plan, &Plan), over: &Over, file: Option<&str>) {
    let years = over.period.shown();
    page.text(&match file {
        Some(file) => format!("Het concept voor {years} staat in {file} ({})", over.slug),
        None => format!("Proef van het concept voor {years}; er is niets gemaakt"),
    });
    if !old.is_adopted() {
        page.note(format!("het plan van {} is zelf nog een concept", old.year));
    }
    page.text(&format!("Gaat door: {}", words::extent(next).join(", ")));
    let mut stays: Vec<Stays> = over.behind.iter().map(|(_, why)| *why).collect();
    stays.sort_unstable();
    stays.dedup();
    for why in stays {
        let ids = over.behind.iter().filter(|(_, other)| *other == why);
        let ids: Vec<&str> = ids.map(|(id, _)| id.as_str()).collect();
        page.text(&format!(
            "Blijft achter, {}: {}",
            why.word(),
            ids.join(", ")
        ));
    }
    for (id, field, gone) in &over.loose {
        let label = field.label;
        page.text(&format!("{id}: {label} noemt {gone} niet meer"));
    }
}

/// What a person has to look at, a line for each kind; every text that names the year is listed.
fn asked(page: &mut Page, next: &Plan, open: &[Question]) {
    if open.is_empty() {
        return;
    }
    page.text("");
    page.text(&format!(
        "{}; zie regie vragen:",
        words::counted(open.len(), "open vraag", "open vragen")
    ));
    for topic in Topic::ALL {
        let own: Vec<&Question> = open.iter().filter(|it| it.topic == topic).collect();
        if own.is_empty() {
            continue;
        }
        let (count, word, asks) = (own.len(), topic.word(), topic.asks());
        page.text(&format!("  {count} {word}: {asks}"));
        if topic == Topic::Words {
            let ids = own.iter().map(|it| {
                let label = it.field(next).map_or("tekst", |field| field.label);
                format!("{} ({label})", it.id)
            });
            page.text(&format!("  {}", ids.collect::<Vec<_>>().join(", ")));
        }
    }
}
