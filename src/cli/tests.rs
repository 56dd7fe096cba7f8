//! The frame of the command line: Dutch throughout, and every example works.

use super::*;

/// Words of clap that would be English on a Dutch screen.
const ENGLISH: [&str; 14] = [
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "error",
    "tip:",
    "required",
    "For more information",
    "possible values",
    "default",
    "OPTIONS",
    "COMMAND",
    "Print",
    "try",
];

fn answer(typed: &str) -> Answer {
    let args = typed.split_whitespace().map(OsString::from);
    run(std::iter::once(OsString::from("regie")).chain(args))
}

/// What a command prints.
fn printed(typed: &str) -> String {
    String::from_utf8(answer(typed).out.bytes().to_vec()).unwrap()
}

#[test]
fn a_subcommand_is_known_by_its_own_name() {
    for it in SUBCOMMANDS {
        assert_eq!((it.command)().get_name(), it.name);
    }
}

/// What was typed, but for what could have been.
fn meant(matches: &ArgMatches) -> String {
    let all = format!("{matches:?}");
    all.split_once("args: FlatMap").unwrap().1.to_string()
}

/// However little of the command line was made for it.
#[test]
fn what_is_typed_means_what_the_whole_command_line_makes_of_it() {
    for typed in [
        "",
        "--json",
        "-V",
        "-h",
        "kpi",
        "kpi -h",
        "kpi zet 3.K1 6 --datum g",
        "kpi zet 3.K1",
        "kpi zte 3.K1 6",
        "kip",
        "wie log",
        "wie",
        "--door kpi wie fatbikes --json",
        "--plan kpi",
        "--door",
        "log --door wie",
        "-- kpi",
        "kpi -- zet",
        "toon kpi status",
        "--onbekend kpi",
        "3.K1",
    ] {
        let args = ["regie"].into_iter().chain(typed.split_whitespace());
        let args: Vec<OsString> = args.map(OsString::from).collect();
        let whole = command().try_get_matches_from(&args);
        match (parsed(&args), whole) {
            (Ok(few), Ok(whole)) => assert_eq!(meant(&few), meant(&whole), "{typed}"),
            (Err(few), Err(whole)) => {
                assert_eq!(few.0.render().to_string(), whole.render().to_string());
            }
            (few, _) => panic!("{typed}: {}", few.is_ok()),
        }
    }
}

/// Every command with the ones inside it, as typed.
fn commands() -> Vec<String> {
    fn inside(command: &Command, path: &str, found: &mut Vec<String>) {
        found.push(path.to_string());
        for inner in command.get_subcommands() {
            inside(inner, &format!("{path} {}", inner.get_name()), found);
        }
    }
    let mut found = Vec::new();
    inside(&command(), "", &mut found);
    found
}

#[test]
fn the_definitions_hold_together() {
    command().debug_assert();
    // With the inner ones more than the table has rows.
    assert!(commands().len() > SUBCOMMANDS.len());
}

#[test]
fn help_is_dutch_has_examples_and_fits_the_window() {
    for typed in commands() {
        let Answer { out, notes, code } = answer(&format!("{typed} --help"));
        assert_eq!((code, notes.len()), (0, 0), "{typed}");
        let Out::Text(out) = out else {
            panic!("help is text")
        };
        assert!(out.contains("Gebruik: regie"), "{typed}: {out}");
        assert!(out.contains("Voorbeelden:\n  regie"), "{typed}: {out}");
        for word in ENGLISH {
            assert!(!out.contains(word), "{typed}: “{word}” in {out}");
        }
        for line in out.lines() {
            assert!(line.chars().count() <= 80, "{typed}: {line}");
        }
    }
}

#[test]
fn every_command_and_option_is_in_the_help_of_its_command() {
    fn check(command: &Command, path: &str) {
        let help = printed(&format!("{path} --help"));
        for inner in command.get_subcommands() {
            assert!(
                help.contains(inner.get_name()),
                "{path}: {}",
                inner.get_name()
            );
            check(inner, &format!("{path} {}", inner.get_name()));
        }
        let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
        for long in shown.filter_map(Arg::get_long) {
            assert!(help.contains(&format!("--{long}")), "{path}: {long}");
        }
    }
    check(&command(), "");
}

#[test]
fn wrong_usage_is_a_dutch_sentence() {
    for (typed, said) in [
        ("fiets", "“fiets” is geen opdracht; zie regie --help"),
        (
            "wei fatbike",
            "“wei” is geen opdracht; bedoelt u wie? Zie regie --help",
        ),
        (
            "--pln x",
            "de optie “--pln” is er niet; bedoelt u --plan? Zie regie --help",
        ),
        ("kpi -x", "de optie “-x” is er niet; zie regie kpi --help"),
        (
            "--plan",
            "bij --plan <BESTAND> hoort een waarde; zie regie --help",
        ),
        (
            "--kleur rood",
            "“rood” past niet bij --kleur <WIJZE>; kies auto, altijd of nooit; zie regie --help",
        ),
        (
            "kpi zet 3.K1",
            "er ontbreekt iets: <WAARDE>; zie regie kpi zet --help",
        ),
        (
            "kpi zet 3.K1 6 7",
            "“7” is hier te veel; zie regie kpi zet --help",
        ),
        (
            "wie",
            "er ontbreekt iets: <ZOEKTERM>...; zie regie wie --help",
        ),
        (
            "begin",
            "er ontbreekt iets: <BESTAND>; zie regie begin --help",
        ),
        (
            "wie x --alleen-lezen=ja",
            "“ja” is te veel bij --alleen-lezen; zie regie wie --help",
        ),
        ("--json", "--json hoort bij een opdracht; zie regie --help"),
        (
            "--door",
            "bij --door <NAAM> hoort een waarde; zie regie --help",
        ),
        (
            "status --nu morgen",
            "“morgen” is geen moment; typ bijvoorbeeld 2026-11-23, jaar-maand-dag",
        ),
    ] {
        let Answer { out, notes, code } = answer(typed);
        assert_eq!((code, out), (2, Out::default()), "{typed}");
        assert_eq!(notes, [said], "{typed}");
        for word in ENGLISH {
            assert!(!notes[0].contains(word), "{typed}: “{word}” in {notes:?}");
        }
    }
}

#[test]
fn the_version() {
    let version = concat!("regie ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(printed("-V"), version);
    for typed in ["--version", "--versie"] {
        let whole = printed(typed);
        assert!(whole.starts_with(version), "{whole}");
        assert!(whole.contains("schema 1 tot en met 2"), "{whole}");
        let engine = whole.contains("op PostgreSQL (schema ");
        assert_eq!(engine, cfg!(feature = "database"), "{whole}");
    }
}
