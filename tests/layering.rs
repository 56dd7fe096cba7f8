//! Imports run one way, and each room keeps to what it may know.

#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the words its files may not contain outside comments and tests.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "src/plan",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "std::env",
            "Local::now",
            "Utc::now",
            "crate::store",
            "crate::report",
            "crate::app",
            "crate::ui",
            "crate::term",
            "crate::config",
            "crate::cli",
            "crate::clock",
        ],
    ),
    (
        "src/store",
        &[
            "ratatui",
            "crossterm",
            "crate::report",
            "crate::app",
            "crate::ui",
            "crate::term",
            "crate::config",
            "crate::cli",
            "crate::clock",
            "Local::now",
        ],
    ),
    (
        "src/doc",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::env",
            "crate::store",
            "crate::app",
            "crate::ui",
            "crate::term",
            "crate::config",
            "crate::cli",
            "crate::clock",
            "Local::now",
        ],
    ),
    (
        "src/app",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::env",
            "std::io",
            "crate::store",
            "crate::ui",
            "crate::term",
            "crate::config",
            "crate::cli",
            "crate::clock",
            "Local::now",
        ],
    ),
    (
        "src/ui",
        &[
            "crossterm",
            "std::fs",
            "std::env",
            "std::io",
            "crate::store",
            "crate::term",
            "crate::config",
            "crate::cli",
            "crate::clock",
            "Local::now",
        ],
    ),
    (
        "src/config",
        &[
            "ratatui",
            "crossterm",
            "crate::store",
            "crate::ui",
            "crate::term",
            "crate::cli",
            "crate::clock",
            "Local::now",
        ],
    ),
    ("src/cli", &["ratatui", "crossterm", "Local::now"]),
    ("src/term", &["crate::cli", "crate::config", "Local::now"]),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("the room is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        } else {
            // Not code.
        }
    }
    out
}

/// The lines of a file before its tests, comments left out.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("readable");
    text.lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn imports_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for (room, words) in FORBIDDEN {
        let files = files(&root.join(room));
        assert!(!files.is_empty(), "{room} has files");
        for path in files {
            let code = code(&path);
            for word in *words {
                if code.contains(word) {
                    faults.push(format!("{} knows of {word}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_file_tells_one_story() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in files(&root.join("src")) {
        let text = fs::read_to_string(&path).expect("readable");
        let lines = text
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]"))
            .count();
        assert!(
            lines <= 450,
            "{} has {lines} lines before its tests",
            path.display()
        );
    }
}
