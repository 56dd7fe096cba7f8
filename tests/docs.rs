//! What the documentation says of keys and commands is what the program knows, and its links lead
//! somewhere.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regie::face::{COMMANDS, Context, Group, command, shown};

const SCREEN: &str = include_str!("../docs/screen.md");
const COMMAND_LINE: &str = include_str!("../docs/commands.md");

/// The table of keys, made from the one table of bindings.
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
        SCREEN.contains(&table),
        "docs/screen.md should hold:\n\n{table}"
    );
}

#[test]
fn every_command_is_named() {
    for command in command().get_subcommands() {
        let name = command.get_name();
        assert!(COMMAND_LINE.contains(&format!("regie {name}")), "{name}");
    }
}

/// The files a page of Markdown refers to, as written, without their anchors.
fn links(page: &str) -> Vec<&str> {
    let targets = page
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let files = targets.map(|target| target.split('#').next().unwrap_or_default());
    files
        .filter(|file| !file.is_empty() && !file.contains("://"))
        .collect()
}

#[test]
fn every_link_leads_to_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("CONTRIBUTING.md")];
    pages.extend(
        fs::read_dir(root.join("docs"))
            .unwrap()
            .map(|entry| entry.unwrap().path()),
    );
    pages.retain(|page| page.extension().is_some_and(|ext| ext == "md"));
    let mut followed = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        for file in links(&text) {
            let target = page.parent().unwrap().join(file);
            assert!(target.exists(), "{}: {file}", page.display());
            followed.push(target.canonicalize().unwrap());
        }
    }
    for page in fs::read_dir(root.join("docs")).unwrap() {
        let page = page.unwrap().path().canonicalize().unwrap();
        assert!(
            followed.contains(&page),
            "no page leads to {}",
            page.display()
        );
    }
}
