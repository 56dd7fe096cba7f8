//! `regie handleiding`: the man page, from the definitions of the command line itself. Only what
//! `--help` has no room for is written here. The headings of `clap_mangen` are English, so that
//! the sections are put together here, in the roff it writes with.

use clap::{Arg, ArgMatches, Command};
use roff::{Inline, Roff, bold, italic, roman};

use super::usage;
use crate::cli::Outcome;
use crate::cli::failure::CODES;
use crate::cli::json::{Key, LISTINGS, SHAPES};
use crate::cli::options::Options;
use crate::cli::page::Page;

const EXAMPLES: &str = "\
Voorbeelden:
  regie handleiding > ~/.local/share/man/man1/regie.1
  regie handleiding | man -l -";

const ABOUT: [&str; 3] = [
    "regie toont het uitvoeringsplan veiligheid van een gemeente: wie de regie heeft, hoe de \
     KPI's staan, wat over tijd is en wie wat heeft veranderd. Zonder opdracht opent het scherm; \
     de opdrachten doen hetzelfde zonder scherm, voor een pijp, een script of een schermlezer.",
    "Gegevens komen op de standaarduitvoer, zinnen over wat er misging op de \
     standaardfoutuitvoer. Wie met head alleen de eerste regels leest, krijgt daar geen \
     melding van; de uitkomst is dan als anders.",
    "De uitvoer van een opdracht heeft nooit kleur. Het scherm heeft kleur met --kleur altijd, \
     geen kleur met --kleur nooit, en anders kleur tenzij NO_COLOR een waarde heeft.",
];

const JSON: [&str; 3] = [
    "Op deze sleutels kan een script rekenen: hun naam, hun betekenis en hun volgorde blijven. Er \
     kunnen er wel bij komen. Een sleutel staat er zoals jq hem neemt; [] is elke plaats van een \
     lijst. Wat geen waarde heeft is null, en een sleutel ontbreekt alleen waar dat erbij staat.",
    "Datums zijn jjjj-mm-dd, getallen hebben een punt. Wat met id wordt aangeduid is met regie \
     toon op te vragen.",
    "Een weigering is een zin op de standaardfoutuitvoer, ook met --json; de uitkomst zegt welke. \
     Alleen controleer schrijft ook dan zijn JSON, en bij uitkomst 4 staat er wie wat intussen \
     veranderde.",
];

const ENVIRONMENT: [(&str, &str); 7] = [
    (
        "REGIE_PLAN",
        "Het bestand met het plan, waar --plan er geen noemt.",
    ),
    (
        "REGIE_BEWAREN",
        "Hoeveel keer het plan van vóór een dag met wijzigingen bewaard blijft; anders 14, en 0 \
         voor geen.",
    ),
    (
        "NO_COLOR",
        "Met een waarde: geen kleur op het scherm, tenzij --kleur altijd dat vraagt.",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "De eerste met een waarde zegt welke letters er zijn. Is dat geen UTF-8, dan blijven \
         scherm en uitvoer bij ASCII, als met --ascii. Heeft geen van drie een waarde, dan geldt \
         UTF-8.",
    ),
    (
        "TERM",
        "Met dumb weigert het scherm, en noemt het de opdrachten zonder scherm. Met linux (de \
         console van Linux zelf) is wat op de terminal komt ASCII, als met --ascii; een rapport of \
         ander bestand blijft zoals het is.",
    ),
    (
        "COLUMNS",
        "Hoe breed de uitvoer is; anders de breedte van de terminal, of 80.",
    ),
    (
        "SSH_ORIGINAL_COMMAND",
        "Met een waarde wordt er niets gedaan: regie staat dan als vaste opdracht bij een \
         SSH-sleutel.",
    ),
];

const FILES: [(&str, &str); 4] = [
    (
        "~/.local/share/regie/plan.json",
        "Het plan van deze gebruiker; het wordt de eerste keer gemaakt.",
    ),
    (
        "plan.json.JJJJ-MM-DD",
        "Het plan van vóór de eerste wijziging van die dag, naast het plan.",
    ),
    (
        ".plan.json.lock",
        "Het slot bij het opslaan, naast het plan; het blijft staan.",
    ),
    (
        "~/.local/state/regie/",
        "Wat half getypt was toen het programma ophield.",
    ),
];

pub fn command() -> Command {
    usage::command(
        "handleiding",
        "De handleiding, als pagina voor man",
        "regie handleiding",
        EXAMPLES,
    )
}

#[expect(clippy::unnecessary_wraps, reason = "every subcommand is run alike")]
pub fn run(_: &Options, _: &ArgMatches, page: &mut Page) -> Outcome {
    page.data(manual().into_bytes());
    Ok(0)
}

fn manual() -> String {
    let mut root = crate::cli::command();
    root.build();
    let mut roff = Roff::new();
    let version = concat!("regie ", env!("CARGO_PKG_VERSION"));
    // The third is the date, of which there is none; the crate leaves an empty one out.
    roff.control("TH", ["REGIE", "1", " ", version, "Opdrachten"]);
    roff.control("SH", ["NAAM"]);
    let about = root
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    roff.text([roman(format!("regie - {about}"))]);
    roff.control("SH", ["OVERZICHT"]);
    usage_of(&mut roff, &root);
    roff.control("SH", ["BESCHRIJVING"]);
    for text in ABOUT {
        roff.control("PP", []);
        roff.text([roman(text)]);
    }
    roff.control("SH", ["OPDRACHTEN"]);
    for inner in root.get_subcommands() {
        command_section(&mut roff, inner, "regie");
    }
    roff.control("SH", ["OPTIES"]);
    roff.text([roman("Deze horen bij elke opdracht en bij het scherm.")]);
    arguments(&mut roff, root.get_arguments());
    json_section(&mut roff);
    roff.control("SH", ["UITKOMST"]);
    for (code, meaning) in CODES {
        item(&mut roff, [bold(code.to_string())], meaning);
    }
    item(&mut roff, [bold("128+n")], "beëindigd door signaal n");
    roff.control("SH", ["OMGEVING"]);
    for (name, meaning) in ENVIRONMENT {
        item(&mut roff, [bold(name)], meaning);
    }
    roff.control("SH", ["BESTANDEN"]);
    for (name, meaning) in FILES {
        item(&mut roff, [italic(name)], meaning);
    }
    roff.control("SH", ["VOORBEELDEN"]);
    after(&mut roff, &root);
    in_ascii(&roff.to_roff())
}

/// A command, and the commands inside it.
fn command_section(roff: &mut Roff, command: &Command, path: &str) {
    let path = format!("{path} {}", command.get_name());
    roff.control("SS", [path.as_str()]);
    let about = command.get_about().map(ToString::to_string);
    roff.text([roman(about.unwrap_or_default())]);
    roff.control("PP", []);
    usage_of(roff, command);
    arguments(
        roff,
        command.get_arguments().filter(|arg| !arg.is_global_set()),
    );
    roff.control("PP", []);
    after(roff, command);
    for inner in command.get_subcommands() {
        command_section(roff, inner, &path);
    }
}

/// What `--json` gives.
fn json_section(roff: &mut Roff) {
    roff.control("SH", ["UITVOER MET --json"]);
    for text in JSON {
        roff.control("PP", []);
        roff.text([roman(text)]);
    }
    for listing in LISTINGS.iter() {
        let paths = listing.name.split(", ");
        let paths: Vec<String> = paths.map(|path| format!("regie {path} --json")).collect();
        roff.control("SS", [paths.join(", ").as_str()]);
        roff.text([roman(listing.about)]);
        keys(roff, &listing.keys);
    }
    for shape in SHAPES.iter() {
        roff.control("SS", [format!("Een {}", shape.name).as_str()]);
        roff.text([roman(shape.about)]);
        keys(roff, &shape.keys);
    }
}

fn keys(roff: &mut Roff, keys: &[Key]) {
    // Without a blank line between them.
    roff.control("PD", ["0"]);
    for key in keys {
        let meaning = format!("{} ({})", key.meaning, key.word());
        item(roff, [bold(format!(".{}", key.path))], &meaning);
    }
    roff.control("PD", []);
}

/// How it is typed: the lines of its usage.
fn usage_of(roff: &mut Roff, command: &Command) {
    let usage = command.get_overridden_usage().map(ToString::to_string);
    let usage = usage.unwrap_or_default();
    let lines: Vec<&str> = usage.lines().map(str::trim).collect();
    verbatim(roff, &lines);
}

/// What stands under its help: paragraphs, and what is indented there line by line.
fn after(roff: &mut Roff, command: &Command) {
    let text = command.get_after_help().map(ToString::to_string);
    let text = text.unwrap_or_default();
    for block in text.split("\n\n") {
        roff.control("PP", []);
        let lines: Vec<&str> = block.lines().collect();
        for lines in lines.chunk_by(|one, next| one.starts_with(' ') == next.starts_with(' ')) {
            if lines.iter().any(|line| line.starts_with(' ')) {
                verbatim(roff, lines);
            } else {
                roff.text([roman(lines.join(" "))]);
            }
        }
    }
}

/// Lines as they are, from the edge on: a help fills its eighty columns, and a manual is set in.
fn verbatim(roff: &mut Roff, lines: &[&str]) {
    roff.control("nf", []);
    roff.control("in", ["2"]);
    for line in lines {
        roff.text([roman(line.trim_start())]);
    }
    roff.control("in", []);
    roff.control("fi", []);
}

fn arguments<'a>(roff: &mut Roff, args: impl Iterator<Item = &'a Arg>) {
    for arg in args.filter(|arg| !arg.is_hide_set()) {
        let names = [
            arg.get_short().map(|short| format!("-{short}")),
            arg.get_long().map(|long| format!("--{long}")),
        ];
        let names: Vec<String> = names.into_iter().flatten().collect();
        let mut head = vec![bold(names.join(", "))];
        let takes = arg.get_action().takes_values();
        if let Some(values) = arg.get_value_names().filter(|_| takes) {
            let values: Vec<&str> = values.iter().map(clap::builder::Str::as_str).collect();
            head.push(roman(if names.is_empty() { "" } else { " " }));
            head.push(italic(values.join(" ")));
        }
        let help = arg.get_help().map(ToString::to_string);
        item(roff, head, &help.unwrap_or_default());
    }
}

/// A word and what it means.
fn item(roff: &mut Roff, head: impl Into<Vec<Inline>>, meaning: &str) {
    roff.control("TP", []);
    roff.text(head);
    roff.text([roman(meaning)]);
}

/// Every letter beyond ASCII by its number, which roff reads in any locale.
fn in_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.extend(["\\[u", &format!("{:04X}", u32::from(c)), "]"]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_option_and_exit_code_is_in_the_manual() {
        fn check(command: &Command, path: &str, manual: &str) {
            for inner in command.get_subcommands() {
                let path = format!("{path} {}", inner.get_name());
                let heading = format!(".SS \"{path}\"\n");
                assert!(manual.contains(&heading), "{heading}");
                check(inner, &path, manual);
            }
            let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
            for long in shown.filter_map(Arg::get_long) {
                let written = format!("\\-\\-{}", long.replace('-', "\\-"));
                assert!(manual.contains(&written), "{written}");
            }
        }
        let manual = manual();
        assert!(manual.is_ascii());
        let head = concat!(
            ".TH REGIE 1 \" \" \"regie ",
            env!("CARGO_PKG_VERSION"),
            "\" Opdrachten\n"
        );
        assert!(manual.contains(head), "{manual}");
        check(&crate::cli::command(), "regie", &manual);
        for (code, meaning) in CODES {
            let written = format!(".TP\n\\fB{code}\\fR\n{}\n", in_ascii(meaning));
            assert!(manual.contains(&written), "{written}");
        }
        for listing in LISTINGS.iter() {
            for key in &listing.keys {
                let path = key.path.replace('-', "\\-");
                assert!(manual.contains(&format!("\\fB.{path}\\fR")), "{path}");
            }
        }
        for heading in ["NAAM", "OVERZICHT", "OMGEVING", "BESTANDEN", "VOORBEELDEN"] {
            assert!(manual.contains(&format!(".SH {heading}\n")), "{heading}");
        }
    }
}
