//! Says in the program which commit it was made from, for `regie --version` and the report of a
//! panic.
//!
//! In a checkout `git` tells, with `+` where files differ from the commit; in the archive of a
//! release Cargo's own note of it does. A debug build doesn't say: it would be built anew after
//! each commit.

use std::env;
use std::fs;
use std::process::Command;

/// So many digits tell one commit from any other.
const DIGITS: usize = 12;

fn main() {
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = is_release.then(commit).flatten().unwrap_or_default();
    println!("cargo::rustc-env=REGIE_COMMIT={commit}");
    println!("cargo::rerun-if-changed=packaging/build.rs");
    if is_release {
        for path in [
            ".git/HEAD",
            ".git/logs/HEAD",
            "Cargo.toml",
            "Cargo.lock",
            "src",
            "data",
        ] {
            println!("cargo::rerun-if-changed={path}");
        }
    }
}

/// The first digits of the commit; none outside a checkout and an archive.
fn commit() -> Option<String> {
    if let Ok(note) = fs::read_to_string(".cargo_vcs_info.json") {
        let (_, rest) = note.split_once("\"sha1\": \"")?;
        return rest.get(..DIGITS).map(str::to_string);
    }
    let digits = git(&["rev-parse", &format!("--short={DIGITS}"), "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(if changed.is_empty() {
        digits
    } else {
        digits + "+"
    })
}

/// What `git` answers about this directory.
fn git(args: &[&str]) -> Option<String> {
    let answer = Command::new("git").args(args).output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    answer.status.success().then(|| text.trim().to_string())
}
