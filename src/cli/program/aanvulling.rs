//! `regie aanvulling`: completions for a shell, from the definitions of the command line itself.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

use super::usage;
use crate::cli::page::Page;
use crate::cli::text;

const EXAMPLES: &str = "\
De aanvulling komt op de standaarduitvoer. Haal haar bij een nieuwe uitgave van
regie opnieuw op.

Voorbeelden:
  regie aanvulling bash > ~/.local/share/bash-completion/completions/regie
  regie aanvulling zsh > ~/.zfunc/_regie
  regie aanvulling fish > ~/.config/fish/completions/regie.fish";

/// The shells, as typed.
const SHELLS: [(&str, Shell); 3] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
];

pub fn command() -> Command {
    usage::command(
        "aanvulling",
        "Aanvulling met Tab voor een shell",
        "regie aanvulling bash|zsh|fish",
        EXAMPLES,
    )
    .arg(
        usage::positional("SHELL", "SHELL", "Welke: bash, zsh of fish")
            .required(true)
            .value_parser(PossibleValuesParser::new(SHELLS.map(|(name, _)| name)))
            .hide_possible_values(true),
    )
}

pub fn run(matches: &ArgMatches, page: &mut Page) {
    let typed = text(matches, "SHELL");
    if let Some((_, shell)) = SHELLS.iter().find(|(name, _)| *name == typed) {
        page.data(script(*shell).into_bytes());
    }
}

fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut crate::cli::in_sight(), "regie", &mut script);
    if shell == Shell::Fish {
        script.extend(fish_positionals().into_bytes());
    }
    // zsh shows this heading over the commands; clap writes it in English.
    String::from_utf8_lossy(&script).replace(" commands' commands", " opdrachten' commands")
}

/// The words of what is typed without a name, which clap leaves out for fish.
fn fish_positionals() -> String {
    let root = crate::cli::in_sight();
    let mut lines = String::new();
    for command in root.get_subcommands() {
        let under = format!("__fish_regie_using_subcommand {}", command.get_name());
        lines.push_str(&offered(command, &under));
        for inner in command.get_subcommands() {
            let name = inner.get_name();
            let under = format!("{under}; and __fish_seen_subcommand_from {name}");
            lines.push_str(&offered(inner, &under));
        }
    }
    lines
}

fn offered(command: &Command, under: &str) -> String {
    let words = command.get_positionals().flat_map(Arg::get_possible_values);
    let words: Vec<String> = words.map(|word| word.get_name().to_string()).collect();
    if words.is_empty() {
        return String::new();
    }
    format!(
        "complete -c regie -n \"{under}\" -f -a \"{}\"\n",
        words.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_is_in_every_script() {
        fn check(command: &Command, script: &str) {
            for inner in command.get_subcommands() {
                assert!(script.contains(inner.get_name()), "{}", inner.get_name());
                check(inner, script);
            }
            let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
            for long in shown.filter_map(Arg::get_long) {
                assert!(script.contains(long), "{long}");
            }
        }
        for (_, shell) in SHELLS {
            let script = script(shell);
            check(&crate::cli::command(), &script);
            for value in ["beheerder", "nooit", "oranje", "vervallen"] {
                assert!(script.contains(value), "{shell}: {value}");
            }
            for hidden in ["--nu", "-l nu", "Doe alsof"] {
                assert!(!script.contains(hidden), "{shell}: {hidden}");
            }
        }
    }

    #[test]
    fn the_words_of_a_status_and_a_light_are_offered_where_they_are_typed() {
        let (status, light) = ("open loopt gereed vervallen", "groen oranje rood grijs");
        for (shell, before, after) in [
            (Shell::Bash, " --help ", "\""),
            (Shell::Zsh, ":(", ")'"),
            (Shell::Fish, "-f -a \"", "\"\n"),
        ] {
            let script = script(shell);
            for words in [status, light] {
                let offered = format!("{before}{words}{after}");
                assert!(script.contains(&offered), "{shell}: {words}");
            }
        }
        let fish = fish_positionals();
        let path = "using_subcommand actie; and __fish_seen_subcommand_from zet\"";
        assert!(fish.contains(path), "{fish}");
    }
}
