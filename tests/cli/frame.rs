//! What holds for every command: options, places, widths, standard output.

use std::fs;
use std::process::Stdio;

use crate::town::{Town, code, err, out};

#[test]
fn options_stand_before_and_after_the_command() {
    let town = Town::new();
    let plan = town.plan();
    let after = town.plain(&[
        "kpi", "zet", "3.K1", "6", "--plan", &plan, "--door", "B. Smit",
    ]);
    assert_eq!(code(&after), 0, "{}", err(&after));
    assert_eq!(town.json("--json log")[0]["by"], "B. Smit");
    let between = town.plain(&["kpi", "--plan", &plan, "tel", "3.K1"]);
    assert_eq!(code(&between), 0, "{}", err(&between));
    let mut environment = town.command();
    let environment = environment.env("REGIE_PLAN", &plan).arg("log").output();
    assert_eq!(out(&environment.unwrap()).lines().count(), 2);
}

#[test]
fn the_users_own_plan_is_made_the_first_time() {
    let town = Town::new();
    let first = town.plain(&["toon", "3.K1"]);
    assert_eq!(code(&first), 0);
    let made = "regie: het plan van 2026 is gemaakt in ";
    assert!(err(&first).starts_with(made), "{first:?}");
    let second = town.plain(&["toon", "3.K1"]);
    assert_eq!(err(&second), "");
    assert_eq!(out(&second), out(&first));
}

#[test]
fn a_plan_that_is_named_has_to_be_there() {
    let town = Town::new();
    for args in [
        &["--plan", "nergens.json", "kpi"][..],
        &["--alleen-lezen", "kpi"],
    ] {
        let missing = town.plain(args);
        assert_eq!(code(&missing), 3, "{args:?}");
        assert!(err(&missing).contains("regie begin"), "{missing:?}");
    }
}

#[test]
fn begin_never_overwrites() {
    let town = Town::new();
    let before = town.text();
    let again = town.plain(&["begin", &town.plan()]);
    assert_eq!(code(&again), 1);
    assert!(err(&again).contains("bestaat al"), "{again:?}");
    assert_eq!(town.text(), before);
}

#[test]
fn no_line_is_wider_than_the_window() {
    let town = Town::new();
    for columns in [40, 80, 120] {
        for line in [
            "toon",
            "toon 3",
            "toon 9",
            "toon politie",
            "kpi",
            "actie",
            "wie politie --alles",
            "status",
        ] {
            let mut command = town.command();
            command.env("COLUMNS", columns.to_string());
            command.args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
            let page = out(&command.args(line.split(' ')).output().unwrap());
            // A table needs a little more than a telephone has.
            let most = columns.max(80);
            for text in page.lines() {
                assert!(text.chars().count() <= most, "{line} in {columns}: {text}");
            }
        }
    }
}

#[test]
fn a_reader_that_stops_is_fine_and_a_full_disk_is_told() {
    let town = Town::new();
    let plan = town.plan();
    let command = || {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("regie"));
        command.args(["--plan", &plan, "toon", "3"]);
        command
    };
    let mut child = command()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!((code(&ended), err(&ended).as_str()), (0, ""));

    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let ended = command().stdout(full.unwrap()).output().unwrap();
    assert_eq!(code(&ended), 1);
    let told = "regie: de uitvoer kan niet worden geschreven: de schijf is vol; maak ruimte en \
                probeer het opnieuw (ENOSPC)\n";
    assert_eq!(err(&ended), told);
}

#[test]
fn nothing_in_the_file_acts_on_the_terminal() {
    let town = Town::new();
    let evil = "\"\\u001b[31mrood\\u202e\\u009b\"";
    town.put("plan.json", &town.text().replace("\"Ondermijning\"", evil));
    for line in [
        "toon",
        "toon 3",
        "kpi",
        "wie strafrecht",
        "toon 3 --json",
        "wie strafrecht --json",
    ] {
        let page = town.out(line);
        let acts = |c: char| c != '\n' && regie::plan::clean::is_unsafe(c);
        assert!(!page.chars().any(acts), "{line}");
    }
    let shown = "^[[31mrood‹U+202E›‹U+009B›";
    assert!(town.out("toon").contains(shown));
    let title = &town.json("toon 3 --json")["item"]["title"];
    assert_eq!(title, shown);
}
