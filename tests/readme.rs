//! What the README says of keys and commands is what the program knows.

use std::fmt::Write as _;

use regie::face::{COMMANDS, Context, Group, command, shown};

const README: &str = include_str!("../README.md");

/// The README's table of keys, made from the one table of bindings.
fn key_table() -> String {
    let mut out = String::from("| key | what it does | when |\n| --- | --- | --- |\n");
    for group in Group::ALL {
        let bindings = COMMANDS
            .iter()
            .filter(|b| b.context.group_of(b.command) == group && b.context != Context::Help);
        for binding in bindings {
            let keys = shown(binding.keys, false);
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(
                out,
                "| {} | {} | {} |",
                keys.join(" "),
                binding.command.label(),
                group.label()
            );
        }
    }
    out
}

#[test]
fn the_table_of_keys_is_the_programs_own() {
    let table = key_table();
    assert!(
        README.contains(&table),
        "the README should hold:\n\n{table}"
    );
}

#[test]
fn every_command_is_named() {
    for command in command().get_subcommands() {
        let name = command.get_name();
        assert!(README.contains(&format!("regie {name}")), "{name}");
    }
}
