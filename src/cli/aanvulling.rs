//! `regie aanvulling`: completions for a shell, from the definitions of the command line itself.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};
use clap_complete::Shell;

use super::page::Page;
use super::{text, usage};

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
        page.out.push_str(&script(*shell));
    }
}

fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::command(), "regie", &mut script);
    // zsh shows this heading over the commands; clap writes it in English.
    String::from_utf8_lossy(&script).replace(" commands' commands", " opdrachten' commands")
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
            for long in command.get_arguments().filter_map(clap::Arg::get_long) {
                assert!(script.contains(long), "{long}");
            }
        }
        for (_, shell) in SHELLS {
            let script = script(shell);
            check(&crate::cli::command(), &script);
            for value in ["beheerder", "nooit", "oranje", "vervallen"] {
                assert!(script.contains(value), "{shell}: {value}");
            }
        }
    }
}
