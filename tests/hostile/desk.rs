//! A directory with a plan in it, and the program run on it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

pub const SMALL: &str = "tests/stores/valid/small.json";

/// Words of the parser and the system that would show that a sentence isn't ours.
const ENGLISH: &[&str] = &[
    "expected", "invalid", "missing", "unknown", "at line", "EOF", "No such", "os error", "error:",
];

pub struct Desk {
    dir: TempDir,
}

/// What a run left.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn plan(&self) -> PathBuf {
        self.path("plan.json")
    }

    /// Puts the plan there.
    pub fn put(&self, bytes: &[u8]) {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        let mut file = options.open(self.plan()).unwrap();
        file.write_all(bytes).unwrap();
    }

    /// Runs a command on the plan. Seconds are a lot; a panic is never fine.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_on(&self.plan(), args)
    }

    pub fn run_on(&self, plan: &Path, args: &[&str]) -> Ran {
        let output = Command::cargo_bin("regie")
            .unwrap()
            .env_clear()
            .env("HOME", self.dir.path())
            .env("USER", "a.jansen")
            .env("TZ", "Europe/Amsterdam")
            .timeout(Duration::from_secs(15))
            .args(["--nu", "2026-11-23", "--plan"])
            .arg(plan)
            .args(args)
            .output()
            .unwrap();
        let ran = Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
        assert!((0..=7).contains(&ran.code), "{args:?}: {}", ran.code);
        ran
    }
}

impl Ran {
    /// One sentence on standard error that names the file, in Dutch, and nothing else.
    pub fn is_one_sentence_about(&self, plan: &Path) {
        assert_eq!(self.out, "", "{}", self.err);
        is_dutch(&self.err);
        assert!(self.err.starts_with("regie: "), "{}", self.err);
        assert!(self.err.ends_with('\n'), "{}", self.err);
        assert_eq!(self.err.matches('\n').count(), 1, "{}", self.err);
        assert!(self.err.contains(plan.to_str().unwrap()), "{}", self.err);
    }

    /// As above, with the place in the file.
    pub fn is_unsound(&self, plan: &Path) {
        assert_eq!(self.code, 5, "{}", self.err);
        self.is_one_sentence_about(plan);
        assert!(self.err.contains(", regel "), "{}", self.err);
        assert!(self.err.contains(", kolom "), "{}", self.err);
    }
}

pub fn is_dutch(sentence: &str) {
    for word in ENGLISH {
        assert!(!sentence.contains(word), "“{word}” in: {sentence}");
    }
}
