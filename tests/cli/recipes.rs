//! The recipes of the documentation, as they stand there.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use crate::town::{Town, code, err, out};

const COMMANDS: &str = include_str!("../../docs/commands.md");

/// The recipe in a block of this language, among those of the recipes.
fn block(language: &str) -> &'static str {
    let recipes = COMMANDS.split("## Recipes").nth(1).unwrap();
    let block = recipes.split(&format!("```{language}\n")).nth(1).unwrap();
    block.split("```").next().unwrap()
}

/// Runs a recipe without a terminal, where `regie` is in the path and it is this day.
fn run(town: &Town, sh: &[&str], day: &str) -> std::process::Output {
    let regie = assert_cmd::cargo::cargo_bin!("regie");
    let wrapper = format!("#!/bin/sh\nexec '{}' --nu {day} \"$@\"\n", regie.display());
    town.put("regie", &wrapper);
    fs::set_permissions(town.path("regie"), fs::Permissions::from_mode(0o755)).unwrap();
    Command::new("sh")
        .args(sh)
        .env_clear()
        .env("HOME", town.dir.path())
        .env(
            "PATH",
            format!("{}:/usr/bin:/bin", town.dir.path().display()),
        )
        .env("LC_ALL", "C")
        .env("REGIE_PLAN", town.plan())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn a_mail_where_something_is_late_and_none_where_nothing_is() {
    let town = Town::new();
    let line = block("cron").lines().last().unwrap();
    let command = line.splitn(6, ' ').last().unwrap().trim();
    let late = run(&town, &["-c", command], "2026-11-23");
    let mail = out(&late);
    assert_eq!((code(&late), err(&late)), (0, String::new()));
    assert!(mail.is_ascii(), "{mail}");
    for part in ["regie: 9 punten over tijd", "  2.K1a  ", "10.2.a  open"] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    let early = run(&town, &["-c", command], "2026-01-01");
    assert_eq!((out(&early), err(&early)), (String::new(), String::new()));
}

#[test]
fn a_line_at_login_and_only_there() {
    let town = Town::new();
    let recipe = block("sh").replace("/srv/plan.json", &town.plan());
    let missing = block("sh").replace("/srv/plan.json", &town.path("weg.json"));
    for (recipe, option, day, lines) in [
        (&recipe, "-i", "2026-11-23", 1),
        (&recipe, "-i", "2026-01-01", 0),
        (&recipe, "-u", "2026-11-23", 0),
        (&missing, "-i", "2026-11-23", 0),
    ] {
        let said = out(&run(&town, &[option, "-c", recipe], day));
        assert_eq!(said.lines().count(), lines, "{option} {day}: {said}");
        assert!(lines == 0 || said.contains(" over tijd; "), "{said}");
    }
}

#[test]
fn a_status_line_holds_no_words_of_the_plan() {
    let town = Town::new();
    let line = block("tmux").lines().last().unwrap();
    let (_, command) = line.split_once("#(").unwrap();
    let (command, _) = command.rsplit_once(')').unwrap();
    let command = command.replace("/srv/plan.json", &town.plan());
    let said = out(&run(&town, &["-c", &command], "2026-11-23"));
    assert_eq!(said, "regie: 9 punten over tijd\n");
}
