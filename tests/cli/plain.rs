//! Without the screen: plain letters, a reader that stops early, and where the screen refuses.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::town::{Town, code, err, out};

/// Every command that lists something.
const LISTINGS: [&str; 9] = [
    "toon",
    "toon 3",
    "toon 8",
    "toon 9",
    "kpi",
    "actie",
    "wie politie --alles",
    "log",
    "controleer",
];

#[test]
fn the_locale_decides_on_the_letters() {
    let town = Town::new();
    let plan = town.plan();
    for (variables, ascii) in [
        // Not passed on by SSH: the terminal is likely a modern one.
        (&[][..], false),
        (&[("LANG", "nl_NL.UTF-8")], false),
        (&[("LANG", "C.utf8")], false),
        (&[("LANG", "C")], true),
        (&[("LANG", "nl_NL")], true),
        (&[("LC_ALL", "POSIX"), ("LANG", "nl_NL.UTF-8")], true),
        (&[("LC_CTYPE", "nl_NL.UTF-8"), ("LANG", "C")], false),
        (&[("LC_CTYPE", "C"), ("LC_ALL", "nl_NL.UTF-8")], false),
        (&[("LC_ALL", ""), ("LANG", "C")], true),
    ] {
        let mut command = town.command();
        command.envs(variables.iter().copied());
        command.args(["--plan", &plan, "toon", "8"]);
        let page = out(&command.output().unwrap());
        assert_eq!(page.is_ascii(), ascii, "{variables:?}");
        assert_eq!(page.contains("EUR 5.615.000"), ascii, "{variables:?}");
    }
}

#[test]
fn in_ascii_every_listing_says_the_same() {
    let town = Town::new();
    let lost = |page: &str| page.matches('?').count();
    for line in LISTINGS.into_iter().chain(["--help", "wie --help"]) {
        let (full, plain) = (town.out(line), town.out(&format!("{line} --ascii")));
        assert!(plain.is_ascii(), "{line}: {plain}");
        assert_eq!(lost(&plain), lost(&full), "{line}: {plain}");
        for text in plain.lines() {
            assert!(text.len() <= 80, "{line}: {text}");
        }
    }
    // What a script reads stays the same, letter by letter.
    for line in LISTINGS {
        let ascii = format!("{line} --json --ascii");
        assert!(town.out(&ascii).is_ascii(), "{line}");
        assert_eq!(town.json(&ascii), town.json(&format!("{line} --json")));
    }
    let said = town.refused("wie kerstmarkt --ascii", 3);
    assert_eq!(
        said,
        "regie: \"kerstmarkt\" staat niet in het plan. Acties die er wel in staan, voert standaard \
         Team OOV&B uit (hoofdstuk 1)\n"
    );
    let said = town.refused("--ascii wei", 2);
    assert!(
        said.starts_with("regie: \"wei\" is geen opdracht"),
        "{said}"
    );
}

#[test]
fn without_a_terminal_the_screen_names_the_plain_commands() {
    let town = Town::new();
    for (term, why) in [
        ("xterm", "het scherm heeft een terminal nodig"),
        (
            "dumb",
            "deze terminal (TERM=dumb) kan het scherm niet tonen",
        ),
    ] {
        let refused = town.command().env("TERM", term).output().unwrap();
        assert_eq!(code(&refused), 1, "{refused:?}");
        assert_eq!(out(&refused), "");
        let said = err(&refused);
        assert!(said.starts_with(&format!("regie: {why}; ")), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        // Each of the commands it names works here.
        let named: Vec<&str> = said.split("regie ").skip(1).collect();
        let named = named
            .iter()
            .map(|rest| rest.split([',', ' ', '\n', ';']).next());
        let named: Vec<&str> = named.flatten().filter(|word| *word != "--help").collect();
        assert_eq!(named, ["toon", "kpi", "actie", "wie", "status"], "{said}");
        for name in named {
            let help = town.out(&format!("{name} --help"));
            assert!(help.contains(&format!("Gebruik: regie {name}")), "{help}");
        }
    }
    let made = town.dir.path().join(".local");
    assert!(!made.exists(), "a refusal leaves nothing behind");
}

/// A listing and what reads its first line and no more.
fn first_line(mut command: Command) -> (String, i32, String) {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let ended = child.wait_with_output().unwrap();
    (line, code(&ended), err(&ended))
}

/// A plan in which every listing is longer than the 64 KiB that fit in a pipe, so that writing
/// has to fail.
fn long_plan(town: &Town) {
    let long = "lang ".repeat(100_000);
    for line in ["kpi tel 3.K1", "kpi oordeel 3.K1 groen"] {
        town.out(line);
    }
    let mut file = town.file();
    file["chapters"][2]["title"] = format!("Ondermijning {long}").into();
    file["chapters"][2]["themes"][1]["goals"][0]["actions"][0]["text"] = long.clone().into();
    file["chapters"][2]["regie"][0]["text"] = long.clone().into();
    file["history"][0]["to"]["note"] = long.into();
    file["meetings"] = serde_json::json!([{
        "id": "O1", "title": "Ondermijning", "date": "2026-11-23", "by": "A"
    }]);
    for entry in file["history"].as_array_mut().unwrap() {
        entry["meeting"] = "O1".into();
    }
    // An id nobody knows, over and over: controleer has something to say.
    let unknown: Vec<String> = (0..1500).map(|at| format!("niemand-{at}")).collect();
    file["chapters"][2]["partners"] = unknown.into();
    town.put("lek.json", &file.to_string());
    file["chapters"][2]["partners"] = serde_json::json!([]);
    town.put("plan.json", &file.to_string());
}

#[test]
fn a_long_list_through_head_ends_quietly() {
    let town = Town::new();
    long_plan(&town);
    let broken = format!("controleer {}", town.path("lek.json"));
    for line in [
        "kpi",
        "toon",
        "toon 3",
        "toon --json",
        "toon 3 --json",
        "actie",
        "actie --json",
        "wie bestuurlijke controles",
        "wie bestuurlijke controles --json",
        "log",
        "log --json",
        "verslag",
        "verslag --json",
        // Short, and read no further than its first line all the same.
        "status",
        "status --json",
        "verslag --lijst",
        "controleer",
    ] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("regie"));
        command.args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
        command.args(line.split(' '));
        let whole = town.run(line);
        let short = ["status", "verslag --lijst", "controleer"];
        let short = short.iter().any(|short| line.starts_with(short));
        assert!(short || out(&whole).len() > 100_000, "{line}");
        let (first, ended, said) = first_line(command);
        assert!(first.ends_with('\n'), "{line}: {first}");
        assert_eq!(ended, code(&whole), "{line}");
        assert_eq!(said, "", "{line}");
    }
    // What is wrong with a plan is told in any case, also to who reads one line of it.
    for line in [broken.clone(), format!("{broken} --json")] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("regie"));
        command.args(line.split(' '));
        assert!(out(&town.run(&line)).len() > 70_000, "{line}");
        let (first, code, said) = first_line(command);
        assert_eq!(code, 5, "{line}");
        assert!(first.ends_with('\n'), "{line}: {first}");
        assert!(said.contains("geen deugdelijk plan"), "{line}: {said}");
        assert_eq!(said.lines().count(), 1, "{line}: {said}");
    }
}
