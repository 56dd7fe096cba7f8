//! `regie rapport`: how the plan goes, in the format of another program.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, ArgMatches, Command};

use crate::cli::failure::{FAILED, Failure};
use crate::cli::items::kpi;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::{config, usage};
use crate::cli::{Outcome, output, text, waiting};
use crate::doc::text::{left, wrap};
use crate::plan::find::nearest::choice;
use crate::report::out::format::Format;
use crate::report::out::{self, FORMATS, csv};
use crate::report::sheet::Sheet;
use crate::report::style::Style;
use crate::report::subject::{Since, Subject, Wanted};

/// How wide the name of a format stands in the help.
const NAME: usize = 6;

const EXAMPLES: &str = "\
Zonder --formaat zegt het einde van BESTAND welk, en anders is het md.

Een rapport voor de raad heeft geen interne notities en geen namen van
medewerkers; voor het college zijn ze kort; het team heeft alles. Wat weggelaten
is staat aan het eind.

--sinds neemt een dag (met die dag zelf), of de revisie die op een eerder
rapport staat: dan staat er alleen in wat sindsdien veranderde, toen en nu naast
elkaar.

Voorbeelden:
  regie rapport > voortgang.md
  regie rapport --stijl raad --sinds 30-6 -o burap2.html
  regie rapport --hoofdstuk 3 -o ondermijning.md --overschrijf
  regie rapport -o burap.docx
  regie rapport -o stand.xlsx
  regie rapport --formaat csv --tabel standen > standen.csv
  regie rapport --formaat ics -o plan.ics";

pub fn command() -> Command {
    usage::command(
        "rapport",
        "Hoe het plan ervoor staat, als stuk of voor een ander programma",
        "regie rapport [--formaat F] [--stijl S] [--sinds DATUM|REVISIE]\n                       \
         [--hoofdstuk N] [--partij P] [--licht L] [--jaar JAAR]\n                       [-o BESTAND [--overschrijf]]",
        format!("{}\n{EXAMPLES}", formats()),
    )
    .args([
        usage::option("formaat", "F", "")
            .help(format!("Formaat: {}", choice(&FORMATS.each_ref().map(|it| it.name))))
            .value_parser(PossibleValuesParser::new(FORMATS.each_ref().map(|it| it.name)))
            .hide_possible_values(true),
        usage::option("stijl", "S", "Voor wie: raad, college of team (gewoon: team)")
            .value_parser(PossibleValuesParser::new(Style::ALL.map(Style::word)))
            .hide_possible_values(true),
        usage::option("sinds", "DATUM", "Wat veranderde sinds deze dag, of revisie")
            .allow_hyphen_values(true),
        usage::option("hoofdstuk", "N", "Alleen van dit hoofdstuk"),
        usage::option("partij", "P", "Alleen waar deze partij bij hoort"),
        kpi::light_option(),
        usage::option("tabel", "T", "Welke tabel van csv, zoals acties (gewoon: kpis)")
            .value_parser(PossibleValuesParser::new(Sheet::ALL.map(Sheet::word)))
            .hide_possible_values(true),
        usage::year(),
        output::option(),
        usage::option("overschrijf", "", "Ook over een bestand dat er al is")
            .action(ArgAction::SetTrue)
            .requires("uitvoer"),
    ])
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let path = output::file(options, matches)?;
    let format = format(options, matches, path.map(std::path::PathBuf::as_path))?;
    let (store, plan) = options.open(page)?;
    let house = config::load()?.house;
    let wanted = Wanted {
        year: Some(options.year(&plan, matches)?),
        style: Style::named(text(matches, "stijl")).unwrap_or_default(),
        filter: kpi::filter(&plan, matches, page)?,
        since: Since::parse(text(matches, "sinds"), &plan, options.clock.today())
            .map_err(Failure::usage)?,
        sheet: Sheet::named(text(matches, "tabel")).unwrap_or_default(),
        logo: crate::config::logo(&house).map_err(Failure::usage)?,
        house,
    };
    if let Some(why) = format.no_since.filter(|_| wanted.since.is_some()) {
        let sentence = format!("{why}; laat --sinds weg, of kies een ander formaat");
        return Err(Failure::usage(sentence));
    }
    if !text(matches, "tabel").is_empty() && *format != csv::FORMAT {
        let sentence = "--tabel hoort bij csv; laat --tabel weg, of geef --formaat csv";
        return Err(Failure::usage(sentence));
    }
    let subject = Subject::new(&plan, wanted, options.clock.now());
    let bytes = made(format, &subject).map_err(|why| Failure::new(FAILED, why))?;
    let over = matches.get_flag("overschrijf").then_some(&*store);
    output::deliver(options, path, over, bytes, page)
}

/// What each format is, in the help.
fn formats() -> String {
    let mut out = String::new();
    for it in &FORMATS {
        let about = format!("{} {}", it.word, it.purpose);
        let lines = wrap(&about, 80 - NAME);
        let names = std::iter::once(it.name).chain(std::iter::repeat(""));
        for (name, line) in names.zip(lines) {
            out = out + &left(name, NAME) + &line + "\n";
        }
    }
    out
}

/// Makes it. Who waits at a terminal is told how far that is, where it takes long.
fn made(format: &Format, subject: &Subject<'_>) -> Result<Vec<u8>, String> {
    let so_far = || {
        let (done, all) = subject.steps.so_far();
        format!("hoofdstuk {done} van {all}")
    };
    waiting::told(so_far, || (format.make)(subject))
}

/// The format that was asked for, by its name or by that of the file.
fn format(
    options: &Options,
    matches: &ArgMatches,
    path: Option<&Path>,
) -> Result<&'static Format, Failure> {
    let ending = path
        .and_then(Path::extension)
        .and_then(std::ffi::OsStr::to_str);
    let ending = ending.and_then(|it| out::named(&it.to_lowercase()));
    let format = out::named(text(matches, "formaat")).or(ending);
    // Without a format `--json` asks for this one; with -o it asks where that went.
    let json = || out::named("json").filter(|_| options.json && path.is_none());
    let format = format.or_else(json).unwrap_or(&FORMATS[0]);
    if path.is_some() {
        return Ok(format);
    }
    if format.binary && io::stdout().is_terminal() {
        let (word, name) = (format.word, format.name);
        return Err(Failure::usage(format!(
            "een {word} is niets voor een terminal; geef met -o een bestand, zoals -o rapport.{name}"
        )));
    }
    if options.json && format.name != "json" {
        let (word, name) = (format.word, format.name);
        return Err(Failure::usage(format!(
            "een {word} is geen JSON; laat --json of --formaat {name} weg, of geef met -o een bestand"
        )));
    }
    Ok(format)
}
