//! The command line: arguments in, an [`Answer`] out. Nothing is printed here.
//!
//! Data is for standard output, sentences are for standard error. The exit codes are 0 fine,
//! 1 failed, 2 wrong usage, 3 not found, 4 conflict or locked, 5 not a sound plan, 6 read-only,
//! 7 something is overdue.

mod change;
#[cfg(feature = "database")]
mod database;
mod importeer;
mod items;
pub mod json;
pub mod options;
mod program;
mod telling;
mod whole;
mod years;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

pub use telling::failure;
use telling::{conflict, output, page, question, waiting};

use failure::Failure;
use options::Options;
use page::{Out, Page};

use crate::own::mishap;
use crate::plan::edit::role::Role;
use crate::term::clock::Clock;

/// What a command leaves: its output, sentences, and an exit code.
#[derive(Debug, Default)]
pub struct Answer {
    /// For standard output.
    pub out: Out,
    /// For standard error, one line each.
    pub notes: Vec<String>,
    /// The exit code.
    pub code: u8,
}

/// The exit code of a command, or why it failed.
type Outcome = Result<u8, Failure>;

/// What can stand after `regie`.
struct Subcommand {
    /// Its name, by which it is known without the definition.
    name: &'static str,
    /// Its definition, which is also its help.
    command: fn() -> Command,
    /// What carries it out.
    run: fn(&Options, &ArgMatches, &mut Page) -> Outcome,
}

/// The name, and the `command` and `run` of one file each, in the order of the help.
macro_rules! subcommands {
    ($($(#[$when:meta])? $name:literal $room:ident::$file:ident,)*) => {
        &[$($(#[$when])? Subcommand {
            name: $name,
            command: $room::$file::command,
            run: $room::$file::run,
        }),*]
    };
}

const SUBCOMMANDS: &[Subcommand] = subcommands![
    "begin" whole::begin,
    "overzicht" whole::overzicht,
    "wie" items::wie,
    "toon" items::toon,
    "kpi" items::kpi,
    "actie" items::actie,
    "indicatoren" items::indicatoren,
    "capaciteit" whole::capaciteit,
    "begroting" whole::begroting,
    "wijzig" change::wijzig,
    "nieuw" change::nieuw,
    "vervalt" change::vervalt,
    "herleeft" change::herleeft,
    "verplaats" change::verplaats,
    "voegsamen" change::voegsamen,
    "besluit" change::besluit,
    "bijstellingen" whole::bijstellingen,
    "volgend-jaar" years::volgend_jaar,
    "vragen" years::vragen,
    "bevestig" years::bevestig,
    "stelvast" years::stelvast,
    "importeer" importeer::kinds,
    "controleer" whole::controleer,
    "vergelijk" years::vergelijk,
    "overleg" items::overleg,
    "verslag" whole::verslag,
    "rapport" whole::rapport,
    "log" whole::log,
    "herstel" whole::herstel,
    "status" whole::status,
    #[cfg(feature = "database")]
    "verhuis" database::verhuis,
    #[cfg(feature = "database")]
    "meenemen" database::meenemen,
    #[cfg(feature = "database")]
    "terugbrengen" database::terugbrengen,
    #[cfg(feature = "database")]
    "plannen" database::plannen,
    #[cfg(feature = "database")]
    "database" database::rule,
    "schema" program::schema,
    "config" program::config,
    "aanvulling" program::aanvulling,
    "handleiding" program::handleiding,
];

const USAGE: &str = "regie [OPTIES]\n         regie [OPTIES] OPDRACHT …";

const EXAMPLES: &str = "\
Zonder opdracht opent het scherm.

Voorbeelden:
  regie                            het scherm
  regie wie fatbikes               wie heeft de regie op fatbikes?
  regie toon 3                     hoofdstuk 3
  regie kpi zet 3.K1 6             de stand van KPI 3.K1 is 6
  regie kpi tel 3.K1               een erbij
  regie actie zet 3B.1.a loopt     actie 3B.1.a loopt
  regie OPDRACHT --help            meer over een opdracht

Een lezer verandert niets, een invoerder legt standen en statussen vast, een
beheerder mag alles. Zonder --rol beslissen de rechten van het bestand.

Het plan staat in het bestand van --plan, anders in dat van $REGIE_PLAN, anders
in plan.json in de gegevensmap van de gebruiker. Ernaast staat het plan van vóór
elke dag met wijzigingen, de laatste 14 (of $REGIE_BEWAREN) keer.

Uitkomst: 0 goed, 1 mislukt, 2 verkeerd getypt, 3 niet gevonden, 4 botst met een
ander of bezet, 5 geen deugdelijk plan, 6 alleen lezen, 7 iets over tijd.";

/// The whole command line.
pub fn command() -> Command {
    command_of(|_| true)
}

/// The same with these subcommands only: each takes its time to make.
fn command_of(wanted: impl Fn(&Subcommand) -> bool) -> Command {
    let root = program::usage::command(
        "regie",
        "Het uitvoeringsplan veiligheid: wie heeft de regie, hoe staan de KPI's",
        USAGE,
        EXAMPLES,
    );
    root.version(program::version::LINE.as_str())
        .long_version(program::version::WHOLE.as_str())
        .args(common())
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .alias("versie")
                .help("Toon de versie")
                .help_heading(program::usage::COMMON)
                .action(ArgAction::Version),
        )
        .subcommands(
            SUBCOMMANDS
                .iter()
                .filter(|it| wanted(it))
                .map(|it| program::usage::in_order((it.command)())),
        )
}

fn common() -> [Arg; 9] {
    let flag = |id, help| program::usage::common(id, help).action(ArgAction::SetTrue);
    [
        program::usage::common("plan", "Het bestand met het plan")
            .value_name("BESTAND")
            .value_parser(value_parser!(PathBuf)),
        flag("alleen-lezen", "Verander niets"),
        program::usage::common("door", "Wie dit doet; anders de naam van de gebruiker")
            .value_name("NAAM")
            .allow_hyphen_values(true),
        program::usage::common("rol", "Wat mag: lezer, invoerder of beheerder")
            .value_name("ROL")
            .value_parser(PossibleValuesParser::new(Role::ALL.map(Role::word)))
            .hide_possible_values(true),
        flag("json", "Uitvoer als JSON, voor een script"),
        flag("ascii", "Niets dan ASCII, op het scherm en in de uitvoer"),
        program::usage::common("kleur", "Kleur op het scherm: auto, altijd of nooit")
            .value_name("WIJZE")
            .value_parser(PossibleValuesParser::new(["auto", "altijd", "nooit"]))
            .hide_possible_values(true),
        // Makes examples and tests the same on every day.
        program::usage::common("nu", "Doe alsof het dan is")
            .value_name("JJJJ-MM-DD")
            .hide(true),
        program::usage::help(),
    ]
}

/// Carries out what was typed; `args` begins with the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Answer {
    let args: Vec<OsString> = args.into_iter().collect();
    let ascii = options::wants_ascii(&args, &io::stdout());
    let Answer { out, notes, code } = answer(&args, ascii);
    // They go to standard error.
    let ascii = options::wants_ascii(&args, &io::stderr());
    Answer {
        out,
        notes: notes
            .iter()
            .map(|note| page::spelled(note, ascii).into_owned())
            .collect(),
        code,
    }
}

/// A sentence as it is written to standard error.
pub fn told(sentence: &str) -> String {
    page::told(sentence, options::columns(&io::stderr()))
}

/// From here on a fault of the program itself leaves a report; for the program alone, since it holds
/// for the whole process.
pub fn watch() {
    mishap::watch(&program::version::LINE, || Clock::Real.now());
}

fn answer(args: &[OsString], ascii: bool) -> Answer {
    if let Some(Failure { sentence, code }) = program::forced::other_command() {
        return Answer {
            notes: vec![sentence],
            code,
            ..Answer::default()
        };
    }
    let matches = match parsed(args) {
        Ok(matches) => matches,
        Err(whole) => return refused(&whole.0, &whole.1, args, ascii),
    };
    let mut page = Page::new(options::width(), ascii);
    let done = Options::new(&matches).and_then(|options| dispatch(&options, &matches, &mut page));
    let (out, mut notes) = page.done();
    match done {
        Ok(code) => Answer { out, notes, code },
        Err(Failure { sentence, code }) => {
            notes.push(sentence);
            Answer { out, notes, code }
        }
    }
}

/// What was typed, by the command line with no more subcommands than are named in it. Whatever that
/// makes nothing of, such as a question for help, is the whole command line's to answer.
fn parsed(args: &[OsString]) -> Result<ArgMatches, Box<(clap::Error, Command)>> {
    let is_typed = |it: &Subcommand| args.iter().any(|arg| arg == it.name);
    command_of(is_typed)
        .try_get_matches_from(args)
        .or_else(|_| {
            let mut root = command();
            root.try_get_matches_from_mut(args)
                .map_err(|error| Box::new((error, root)))
        })
}

fn refused(error: &clap::Error, root: &Command, args: &[OsString], ascii: bool) -> Answer {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return Answer {
            out: Out::Text(page::spelled(&error.render().to_string(), ascii).into_owned()),
            ..Answer::default()
        };
    }
    let Failure { sentence, code } = program::usage::failure(error, root, args);
    Answer {
        notes: vec![sentence],
        code,
        ..Answer::default()
    }
}

fn dispatch(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else {
        if options.json {
            let sentence = "--json hoort bij een opdracht; zie regie --help";
            return Err(Failure::usage(sentence));
        }
        return program::screen::run(options, page);
    };
    let mut all = SUBCOMMANDS.iter();
    match all.find(|it| it.name == name) {
        Some(it) => (it.run)(options, matches, page),
        None => Err(Failure::usage(format!("{name} is geen opdracht"))),
    }
}

/// The text of an argument; empty where it wasn't given.
fn text<'m>(matches: &'m ArgMatches, id: &str) -> &'m str {
    matches.get_one::<String>(id).map_or("", String::as_str)
}

#[cfg(test)]
mod tests;
