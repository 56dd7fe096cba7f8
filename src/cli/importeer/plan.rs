//! `regie importeer plan`: a draft plan out of a document.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{ArgMatches, Command, value_parser};
use serde::Serialize;

use crate::cli::change::asked;
use crate::cli::failure::{FAILED, Failure};
use crate::cli::options::{Chosen, Options};
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::whole::begin;
use crate::cli::{Outcome, output, text, waiting};
use crate::intake::document;
use crate::intake::given::Given;
use crate::intake::recognise::{Draft, Hints, draft};
use crate::intake::revised;
use crate::plan::clean;
use crate::plan::edit::Edit;
use crate::plan::edit::role::Role;
use crate::plan::model::doubt::Doubt;
use crate::plan::{Plan, words};
use crate::store::{Store, in_shell};

const EXAMPLES: &str = "\
Leest DOCX, ODT, PDF, Markdown en platte tekst. Herkend wordt wat plannen van
deze soort gemeen hebben: genummerde hoofdstukken, thema's met een letter, DOEL,
“Wat willen we bereiken?” met acties, “Wie hebben we daarvoor nodig?”, “Wie
heeft de regie?”, KPI's, en tabellen met euro's en fte. Een getal komt alleen
uit de woorden zelf.

Het resultaat is een concept, met een lijst van twijfels: wat niet zeker is, en
wat geen plaats vond. Open het en loop ze langs met O. Het document blijft zoals
het is. Een PDF heeft geen alinea's en tabellen: wat daar uit komt is een
vermoeden.

Met --in komt het in een plan dat er al is: andere teksten, nieuwe doelen,
acties en KPI's, als één opslag en één herstel. Er verdwijnt niets: wat het
document niet heeft blijft staan, en wordt genoemd, net als elk getal dat niet
zeker is. Twijfels over wat verandert komen mee in het plan.

Voorbeelden:
  regie importeer plan plan-2027.docx -o plan-2027.json
  regie importeer plan plan.txt --gemeente Delft --jaar 2027 --proef
  regie importeer plan plan-2027.docx --in plan.json --proef
  regie importeer plan plan.docx --proef --json | jq '.doubts[].source'";

pub fn command() -> Command {
    usage::command(
        "plan",
        "Maak van een document het concept van een plan",
        "regie importeer plan BESTAND -o NIEUW [--gemeente NAAM] [--jaar JAAR]\n                   [--proef]\n         regie importeer plan BESTAND --in PLAN [--reden TEKST] [--proef]",
        EXAMPLES,
    )
    .arg(
        usage::positional(
            "BESTAND",
            "BESTAND",
            "Het document: DOCX, ODT, PDF, Markdown of tekst",
        )
        .required(true)
        .value_parser(value_parser!(PathBuf)),
    )
    .arg(output::option())
    .args([
        usage::option(
            "gemeente",
            "NAAM",
            "Van welke gemeente, waar het document dat niet zegt",
        ),
        usage::option(
            "jaar",
            "JAAR",
            "Voor welk jaar, waar het document dat niet zegt",
        ),
        usage::option(
            "in",
            "PLAN",
            "Het plan waar het in komt, in plaats van een nieuw",
        )
        .value_parser(value_parser!(PathBuf))
        .conflicts_with("uitvoer"),
    ])
    .args(asked::options())
}

/// Under `--json`.
#[derive(Serialize)]
struct Recognised<'a> {
    /// The document.
    file: &'a str,
    /// The file that was made; none where it was only tried.
    made: Option<&'a str>,
    municipality: &'a str,
    year: i32,
    doubts: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    item: &'a str,
    field: Option<&'a str>,
    page: Option<u32>,
    line: u32,
    source: &'a str,
    made_of_it: &'a str,
    choices: &'a [String],
    left_out: bool,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.is_at_least(Role::Administrator)?;
    let Some(path) = matches.get_one::<PathBuf>("BESTAND") else {
        return Ok(0);
    };
    let given = || Given::read(path).map_err(|sentence| Failure::new(FAILED, sentence));
    if let Some(into) = matches.get_one::<PathBuf>("in") {
        return put_in(options, matches, page, (&given()?, into));
    }
    let tried = matches.get_flag("proef");
    let made = output::file(options, matches)?.filter(|_| !tried);
    if made.is_none() && !tried {
        let sentence = "noem het nieuwe bestand met -o NIEUW, of probeer het met --proef";
        return Err(Failure::usage(sentence));
    }
    let hints = hints(matches)?;
    let given = given()?;
    let draft = recognise(&given, &hints)?;
    if let Some(made) = made {
        let text = serde_json::to_string_pretty(&draft.plan);
        let text = text.map_err(|why| named(&given, why.to_string()))?;
        Store::begin_with(made, &(text + "\n"))?;
    }
    let made = made.map(|path| path.to_string_lossy());
    if options.json {
        page.json(&recognised(&given.name, made.as_deref(), &draft))?;
    } else {
        told(page, made.as_deref(), &draft);
    }
    Ok(0)
}

fn named(given: &Given, sentence: impl std::fmt::Display) -> Failure {
    Failure::new(FAILED, format!("{}: {sentence}", given.name))
}

/// Reads a document and makes a draft of it, and tells who waits how far that is.
fn recognise(given: &Given, hints: &Hints) -> Result<Draft, Failure> {
    let is_read = AtomicBool::new(false);
    let so_far = || {
        let step = if is_read.load(Ordering::Relaxed) {
            "herkend"
        } else {
            "gelezen"
        };
        format!("het document wordt {step}")
    };
    waiting::told(so_far, || {
        let document = document::read(&given.bytes, &given.name);
        let document = document.map_err(|why| named(given, why))?;
        is_read.store(true, Ordering::Relaxed);
        draft(&document, hints).map_err(|why| named(given, why))
    })
}

/// The document as changes of a plan that is there.
fn put_in(
    options: &Options,
    matches: &ArgMatches,
    page: &mut Page,
    (given, into): (&Given, &PathBuf),
) -> Outcome {
    let hints = hints(matches)?;
    let draft = recognise(given, &hints)?;
    let own = Options {
        plan: Chosen::Named(into.clone()),
        ..options.clone()
    };
    asked::change(&own, matches, page, |plan, page| {
        let revision = revised::against(plan, &draft);
        let asked = revision.doubts.iter().filter_map(|edit| match edit {
            Edit::Doubt(it) => it.was.as_deref(),
            _ => None,
        });
        for doubt in asked {
            page.note(format!("twijfel, {}", doubted(doubt)));
        }
        for sentence in revision.left {
            page.note(sentence);
        }
        if !revision.doubts.is_empty() {
            let count = revision.doubts.len();
            let count = words::counted(count, "twijfel komt", "twijfels komen");
            let into = into.to_string_lossy();
            let into = in_shell(&into);
            page.note(format!(
                "{count} mee in het plan; loop ze langs met O in: regie --plan {into}"
            ));
        }
        let mut edits = revision.edits;
        edits.extend(revision.doubts);
        Ok(edits)
    })
}

/// Where a doubt is about, its words, and what was made of them.
fn doubted(doubt: &Doubt) -> String {
    let (place, made) = (doubt.place(), clean::one_line(&doubt.made_of_it));
    match cut(&doubt.source) {
        source if source.is_empty() => format!("{place}: {made}"),
        source => format!("{place}: “{source}” · {made}"),
    }
}

/// The first words of a text, on one line.
fn cut(text: &str) -> String {
    let line = clean::one_line(text);
    let cut: String = line.chars().take(70).collect();
    let more = if cut.len() < line.len() { "…" } else { "" };
    format!("{cut}{more}")
}

fn hints(matches: &ArgMatches) -> Result<Hints, Failure> {
    let municipality = clean::one_line(text(matches, "gemeente").trim()).into_owned();
    let year = match text(matches, "jaar") {
        "" => None,
        typed => Some(begin::year(typed)?),
    };
    Ok(Hints {
        municipality: Some(municipality).filter(|name| !name.is_empty()),
        year,
    })
}

fn recognised<'a>(file: &'a str, made: Option<&'a str>, draft: &'a Draft) -> Recognised<'a> {
    let row = |doubt: &'a Doubt| Row {
        id: &doubt.id,
        item: &doubt.item,
        field: doubt.field.as_deref(),
        page: doubt.page,
        line: doubt.line,
        source: &doubt.source,
        made_of_it: &doubt.made_of_it,
        choices: &doubt.choices,
        left_out: doubt.left_out,
    };
    Recognised {
        file,
        made,
        municipality: &draft.plan.municipality,
        year: draft.plan.year,
        doubts: draft.doubts().iter().map(row).collect(),
    }
}

/// What was recognised, and what is to be looked at.
fn told(page: &mut Page, made: Option<&str>, draft: &Draft) {
    let plan = &draft.plan;
    let whose = format!("{} ({}, {})", plan.title, plan.municipality, plan.year);
    page.text(&match made {
        Some(made) => format!("Het concept staat in {made}: {whose}"),
        None => format!("Proef; er is niets gemaakt. {whose}"),
    });
    page.text(&format!("Herkend: {}", counted(plan)));
    let doubts = draft.doubts();
    if doubts.is_empty() {
        page.text("Er zijn geen twijfels");
        return;
    }
    let count = words::counted(doubts.len(), "twijfel", "twijfels");
    let open = made.map_or_else(
        || "--json geeft de hele lijst".to_string(),
        |made| format!("loop ze langs met O in: regie --plan {}", in_shell(made)),
    );
    page.text(&format!("{count}; {open}"));
    for doubt in doubts {
        page.text(&format!("  {} {}", doubt.id, doubted(doubt)));
    }
}

/// `11 hoofdstukken, 39 doelen, …`.
fn counted(plan: &Plan) -> String {
    let themes = plan.chapters.iter().flat_map(|it| &it.themes);
    let goals = themes.map(|it| it.goals.len()).sum();
    let mut all = words::extent(plan);
    all.insert(1, words::counted(goals, "doel", "doelen"));
    all.join(", ")
}
