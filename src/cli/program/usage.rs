//! Dutch for what clap says in English. clap has no translations, so that every word of it has
//! to be replaced: the frame of the help, and one sentence per kind of error.

use std::ffi::{OsStr, OsString};

use clap::builder::{
    PossibleValue, PossibleValuesParser, StringValueParser, StyledStr, TypedValueParser,
};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::cli::failure::Failure;
use crate::plan::clean;
use crate::plan::find::nearest::{choice, nearest};

const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";
/// Over the options that belong to one command.
pub const OWN: &str = "Opties";
/// Over what is typed without a name.
const POSITIONAL: &str = "Argumenten";
/// Over the options every command takes.
pub const COMMON: &str = "Bij elke opdracht";

/// A command with a Dutch frame. `usage` and `examples` are written by hand.
pub fn command(
    name: &'static str,
    about: &'static str,
    usage: &'static str,
    examples: impl Into<StyledStr>,
) -> Command {
    Command::new(name)
        .about(about)
        .override_usage(usage)
        .after_help(examples.into())
        .help_template(TEMPLATE)
        .subcommand_help_heading("Opdrachten")
        .next_help_heading(OWN)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args_override_self(true)
}

/// With what is typed without a name in the order it is typed; by itself it stands by the alphabet.
pub fn in_order(command: Command) -> Command {
    let mut place = 0;
    let command = command.mut_args(|arg| {
        if !arg.is_positional() {
            return arg;
        }
        place += 1;
        arg.display_order(place)
    });
    command.mut_subcommands(in_order)
}

/// An argument without a name.
pub fn positional(id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id)
        .value_name(value)
        .help(help)
        .help_heading(POSITIONAL)
}

/// An option with a value.
pub fn option(id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).value_name(value).help(help)
}

/// An option that is there or not.
pub fn flag(id: &'static str, help: &'static str) -> Arg {
    let flag = Arg::new(id).long(id).help(help);
    flag.action(ArgAction::SetTrue)
}

/// `--jaar`: the year in view, of a plan of several.
pub fn year() -> Arg {
    option("jaar", "JAAR", "Van een plan voor meer jaren: dit jaar")
}

/// An option every command takes, before and after its name.
pub fn common(id: &'static str, help: &'static str) -> Arg {
    Arg::new(id)
        .long(id)
        .help(help)
        .help_heading(COMMON)
        .global(true)
}

/// `--help`, in Dutch.
pub fn help() -> Arg {
    common("help", "Toon deze hulp")
        .short('h')
        .alias("hulp")
        .action(ArgAction::Help)
}

/// An option with one of some words as its value, each with other spellings of it.
pub fn choosing(
    id: &'static str,
    value: &'static str,
    help: &'static str,
    words: &[(&'static str, &'static [&'static str])],
) -> Arg {
    let words = words
        .iter()
        .map(|(word, others)| PossibleValue::new(*word).aliases(others.iter().copied()));
    option(id, value, help)
        .value_parser(PossibleValuesParser::new(words))
        .ignore_case(true)
        .hide_possible_values(true)
}

/// Words a shell offers for an argument. Others are let through: the command knows more of
/// them, and has a sentence of its own for what it doesn't know.
#[derive(Debug, Clone)]
pub struct Offered(pub [&'static str; 4]);

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(PossibleValue::new)))
    }
}

/// What clap refused, as a Dutch sentence.
pub fn failure(error: &clap::Error, root: &Command, args: &[OsString]) -> Failure {
    let command = command_of(root, args);
    let names: Vec<&str> = command.iter().map(|command| command.get_name()).collect();
    let sentence = sentence(error, command.last().copied().unwrap_or(root));
    let see = if sentence.ends_with('?') {
        " Zie"
    } else {
        "; zie"
    };
    Failure::usage(format!("{sentence}{see} {} --help", names.join(" ")))
}

fn sentence(error: &clap::Error, command: &Command) -> String {
    let arg = || shown(error, ContextKind::InvalidArg);
    let value = || shown(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => unknown(error, &arg()),
        ErrorKind::InvalidSubcommand => {
            let typed = shown(error, ContextKind::InvalidSubcommand);
            let known = command.get_subcommands().map(Command::get_name);
            format!(
                "“{typed}” is geen opdracht{}",
                hint(&nearest(&typed, known))
            )
        }
        ErrorKind::InvalidValue if value().is_empty() => format!("bij {} hoort een waarde", arg()),
        ErrorKind::InvalidValue => {
            let known = list(error.get(ContextKind::ValidValue));
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let near = hint(&nearest(&value(), known.iter().copied()));
            let near = near.replace('?', "? Kies");
            let known = choice(&known);
            let choose = if near.is_empty() { "; kies" } else { &near };
            format!("“{}” past niet bij {}{choose} {known}", value(), arg())
        }
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt iets: {}", arg()),
        ErrorKind::MissingSubcommand => "er ontbreekt een opdracht".to_string(),
        ErrorKind::TooManyValues => format!("“{}” is te veel bij {}", value(), arg()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("bij {} hoort een waarde", arg())
        }
        ErrorKind::ArgumentConflict => format!("{} kan hier niet bij", arg()),
        ErrorKind::InvalidUtf8 => "er staat een teken in dat geen UTF-8 is".to_string(),
        _ => "deze opdracht is niet te begrijpen".to_string(),
    }
}

fn unknown(error: &clap::Error, typed: &str) -> String {
    if typed.starts_with('-') {
        let known = list(error.get(ContextKind::SuggestedArg));
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        format!("de optie “{typed}” is er niet{}", hint(&known))
    } else {
        format!("“{typed}” is hier te veel")
    }
}

fn hint(near: &[&str]) -> String {
    match near {
        [] => String::new(),
        near => format!("; bedoelt u {}?", choice(near)),
    }
}

fn shown(error: &clap::Error, kind: ContextKind) -> String {
    list(error.get(kind)).join(" ")
}

/// The words of a context; what was typed is shortened, and can't act on the terminal.
fn list(value: Option<&ContextValue>) -> Vec<String> {
    let brief = |text: &String| -> String {
        let text = clean::one_line(text);
        let mut brief: String = text.chars().take(60).collect();
        if brief.len() < text.len() {
            brief.push('…');
        }
        brief
    };
    match value {
        Some(ContextValue::String(one)) => vec![brief(one)],
        Some(ContextValue::Strings(more)) => more.iter().map(brief).collect(),
        _ => Vec::new(),
    }
}

/// The command that was being typed, from the root down: `regie kpi zet`.
fn command_of<'c>(root: &'c Command, args: &[OsString]) -> Vec<&'c Command> {
    let mut path = vec![root];
    let mut command = root;
    for arg in args.iter().skip(1) {
        if let Some(inner) = command.find_subcommand(arg) {
            command = inner;
            path.push(inner);
        }
    }
    path
}
