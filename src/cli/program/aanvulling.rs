//! `regie aanvulling`: completion with Tab. What a shell gets is a function that asks the program
//! itself, so that definitions and plan are those of the moment.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};

use super::tab::{self, Fits};
use super::{offers, usage};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::{Outcome, text};

const EXAMPLES: &str = "\
De aanvulling komt op de standaarduitvoer. Zij vraagt bij elke Tab aan regie wat
er past: opdrachten en opties, en id's, partijen en namen uit het plan.

Voorbeelden:
  regie aanvulling bash > ~/.local/share/bash-completion/completions/regie
  regie aanvulling zsh > ~/.zfunc/_regie
  regie aanvulling fish > ~/.config/fish/completions/regie.fish";

/// Says that any file fits; no word of a plan is like that.
const FILE: &str = "/";

const BASH: &str = r#"_regie() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(command regie aanvulling bash -- "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null </dev/null)
    if [ "${COMPREPLY[0]-}" = / ]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
    fi
}
complete -F _regie regie
"#;

const ZSH: &str = r#"#compdef regie
_regie() {
    local line tab=$'\t'
    local -a found pairs
    found=("${(@f)$(command regie aanvulling zsh -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
    if [[ $found[1] == / ]]; then
        compset -P '--*='
        _files
        return
    fi
    for line in $found; do
        pairs+=("${${line%%$tab*}//:/\\:}:${line#*$tab}")
    done
    (( $#pairs )) && _describe -V regie pairs -U
}
if [[ $funcstack[1] == _regie ]]; then
    _regie "$@"
else
    compdef _regie regie
fi
"#;

const FISH: &str = r#"function __regie_aanvulling
    set -l word (commandline -ct)
    set -l found (command regie aanvulling fish -- (commandline -opc) "$word" 2>/dev/null </dev/null)
    if test "$found[1]" = /
        set -l before (string match -r -- '^--[^=]*=' "$word")
        for path in (__fish_complete_path (string replace -r -- '^--[^=]*=' '' "$word"))
            printf '%s\n' "$before$path"
        end
    else if test (count $found) -gt 0
        printf '%s\n' $found
    end
end
complete -k -c regie -f -a '(__regie_aanvulling)'
"#;

/// The shells, as typed.
const SHELLS: [(&str, &str); 3] = [("bash", BASH), ("zsh", ZSH), ("fish", FISH)];

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
    // The line as it stands up to the cursor: what the functions above ask.
    .arg(
        Arg::new("WOORD")
            .num_args(0..)
            .last(true)
            .value_parser(value_parser!(OsString))
            .hide(true),
    )
}

#[expect(clippy::unnecessary_wraps, reason = "every subcommand is run alike")]
pub fn run(_: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let shell = text(matches, "SHELL");
    let Some(words) = matches.get_many::<OsString>("WOORD") else {
        let script = SHELLS.iter().find(|(name, _)| *name == shell);
        page.data(script.map_or_else(Vec::new, |(_, script)| script.as_bytes().to_vec()));
        return Ok(0);
    };
    let words = words.map(|word| word.to_string_lossy().into_owned());
    page.out.push_str(&answer(shell, words.collect()));
    Ok(0)
}

/// What fits in place of the last word, a line each.
fn answer(shell: &str, words: Vec<String>) -> String {
    let typed = tab::typed(shell, words);
    let root = crate::cli::command();
    match tab::fits(&root, &typed.words, |wanted, word| {
        let plan = tab::plan(&typed.words);
        plan.map_or_else(Vec::new, |plan| offers::of(&plan, wanted, word))
    }) {
        Fits::File => format!("{FILE}\n"),
        Fits::Words(fitting) => {
            let lines = fitting.iter().filter_map(|offer| match shell {
                "bash" => typed.quoted(&offer.word),
                _ => Some(format!("{}\t{}", offer.word, offer.about)),
            });
            lines.map(|line| line + "\n").collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that fit, for a line typed up to its last word.
    fn fitting(line: &str) -> Vec<String> {
        let words = std::iter::once("regie").chain(line.split(' '));
        let answer = answer("fish", words.map(str::to_string).collect());
        let words = answer.lines().filter_map(|line| line.split('\t').next());
        words.map(str::to_string).collect()
    }

    #[test]
    fn every_command_and_option_in_sight_is_offered_in_its_place() {
        fn check(command: &Command, path: &str) {
            let (words, options) = (fitting(path), fitting(&format!("{path}-")));
            for inner in command.get_subcommands() {
                let name = inner.get_name();
                assert!(words.iter().any(|word| word == name), "{path}{name}");
                check(inner, &format!("{path}{name} "));
            }
            for arg in command.get_arguments() {
                let Some(long) = arg.get_long() else { continue };
                let offered = options.contains(&format!("--{long}"));
                assert_eq!(offered, !arg.is_hide_set(), "{path}--{long}");
            }
            assert!(options.contains(&"--plan".to_string()), "{path}");
        }
        check(&crate::cli::command(), "");
    }

    #[test]
    fn what_fits_where() {
        for (line, first) in [
            ("kpi oordeel 3.K1 ", "groen oranje rood grijs"),
            ("kpi oordeel 3.K1 o", "oranje"),
            ("actie zet 3B.1.a ", "open loopt gereed vervallen"),
            ("--kleur ", "auto altijd nooit"),
            ("kpi --licht=r", "--licht=rood"),
            ("kpi --json --licht ", "rood oranje groen grijs"),
            ("--rol b", "beheerder"),
            ("kp", "kpi"),
            ("--json kpi z", "zet"),
            ("--plan kpi kp", "kpi"),
            ("aanvulling f", "fish"),
            ("--plan ", FILE),
            ("kpi --plan=da", FILE),
            ("begin ", FILE),
            ("verslag -o ", FILE),
            ("status ", ""),
            ("kpi zet 3.K1 ", ""),
            ("fiets ", ""),
            ("-- --pl", ""),
        ] {
            assert_eq!(fitting(line).join(" "), first, "{line}");
        }
    }
}
