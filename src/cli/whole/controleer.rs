//! `regie controleer`: is this a sound plan?

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::failure::{Failure, UNSOUND};
use crate::cli::options;
use crate::cli::options::{Chosen, Options};
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::check::{Finding, Severity};
use crate::plan::model::step::Step;
use crate::plan::words;
use crate::store;

const EXAMPLES: &str = "\
Een fout is iets waar het programma niet mee kan werken. Een opmerking is iets
wat in het plan zelf vreemd is; dat wordt gemeld en niet verbeterd.

Uitkomst: 0 bij een deugdelijk plan, 5 als er een fout in staat.

Voorbeelden:
  regie controleer
  regie controleer plan.json
  regie controleer plan.json --json | jq '.findings[].sentence'";

pub fn command() -> Command {
    usage::command(
        "controleer",
        "Is dit een deugdelijk plan?",
        "regie controleer [BESTAND]",
        EXAMPLES,
    )
    .arg(
        usage::positional("BESTAND", "BESTAND", "Het plan; anders dat van --plan")
            .value_parser(value_parser!(PathBuf)),
    )
}

/// Under `--json`.
#[derive(Serialize)]
struct Report<'a> {
    /// The file.
    file: &'a str,
    /// Whether the program can work with it.
    sound: bool,
    /// Everything found, errors first.
    findings: Vec<FindingRow<'a>>,
}

/// A finding.
#[derive(Serialize)]
struct FindingRow<'a> {
    /// `"error"` or `"remark"`.
    severity: &'static str,
    /// The line of the file, from 1.
    line: usize,
    /// The column, from 1.
    column: usize,
    /// Keys and indices from the root: `chapters/2/kpis/0/id`.
    place: String,
    /// The item it is about.
    id: Option<&'a str>,
    /// What is wrong, in Dutch.
    sentence: &'a str,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let path = match (matches.get_one::<PathBuf>("BESTAND"), &options.plan) {
        (Some(path), _) | (None, Chosen::Named(path) | Chosen::Default(path)) => path,
        (None, Chosen::Nowhere) => return Err(options::nowhere()),
    };
    let findings = store::findings(path)?;
    let errors = findings
        .iter()
        .filter(|(finding, ..)| is_error(finding))
        .count();
    if options.json {
        page.json(&Report {
            file: &path.to_string_lossy(),
            sound: errors == 0,
            findings: findings.iter().map(row).collect(),
        })?;
    } else {
        for (finding, line, column) in &findings {
            let word = if is_error(finding) {
                "fout"
            } else {
                "opmerking"
            };
            let id = finding.id.as_deref().unwrap_or_default();
            let said = finding.sentence.starts_with(id);
            let id = if said {
                String::new()
            } else {
                format!("{id}: ")
            };
            let sentence = &finding.sentence;
            page.marked(
                "",
                &format!("regel {line}, kolom {column}, {word}: {id}{sentence}"),
            );
        }
    }
    let remarks = findings.len() - errors;
    if errors > 0 {
        let errors = words::counted(errors, "fout", "fouten");
        let sentence = format!("{}: geen deugdelijk plan, met {errors}", path.display());
        return Err(Failure::new(UNSOUND, sentence));
    }
    if !options.json {
        page.text(&match remarks {
            0 => "deugdelijk plan".to_string(),
            more => format!(
                "deugdelijk plan, met {}",
                words::counted(more, "opmerking", "opmerkingen")
            ),
        });
    }
    Ok(0)
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn row((finding, line, column): &(Finding, usize, usize)) -> FindingRow<'_> {
    let steps = finding.place.iter().map(|step| match step {
        Step::Key(key) => (*key).to_string(),
        Step::Index(at) => at.to_string(),
    });
    FindingRow {
        severity: if is_error(finding) { "error" } else { "remark" },
        line: *line,
        column: *column,
        place: steps.collect::<Vec<_>>().join("/"),
        id: finding.id.as_deref(),
        sentence: &finding.sentence,
    }
}
