//! Programs of others that a test wants.

use std::io::Write as _;
use std::path::PathBuf;

/// The first of these programs that is there; says which is missing, and that a test is skipped.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let files = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = files
        .into_iter()
        .find(|file| file.is_absolute() && file.is_file());
    if found.is_none() {
        skipped(&format!("no {} on this machine", names.join(" or ")));
    }
    found
}

/// Says that a test is skipped, straight to standard error: the test harness would keep a
/// `println!` to itself.
pub fn skipped(why: &str) {
    let _unheard = writeln!(std::io::stderr().lock(), "skipped: {why}");
}
