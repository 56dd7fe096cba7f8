//! A town with a plan of its own, to type commands in.

use std::fs;
use std::io::Write as _;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A plan of its own in a directory of its own, on Monday 23 November 2026.
pub struct Town {
    pub dir: TempDir,
}

impl Town {
    pub fn new() -> Self {
        let town = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        let begun = town.plain(&["begin", &town.plan()]);
        assert_eq!(code(&begun), 0, "{begun:?}");
        town
    }

    pub fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    pub fn plan(&self) -> String {
        self.path("plan.json")
    }

    pub fn text(&self) -> String {
        fs::read_to_string(self.plan()).unwrap()
    }

    pub fn file(&self) -> Value {
        serde_json::from_str(&self.text()).unwrap()
    }

    /// Puts another text in a file of the town.
    pub fn put(&self, name: &str, text: &str) {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        let mut file = options.open(self.path(name)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    pub fn command(&self) -> Command {
        let mut command = Command::cargo_bin("regie").unwrap();
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("USER", "a.jansen")
            .env("TZ", "Europe/Amsterdam");
        command
    }

    /// Without `--plan`.
    pub fn plain(&self, args: &[&str]) -> Output {
        self.command().args(args).output().unwrap()
    }

    /// Runs a command line, split at spaces.
    pub fn run(&self, line: &str) -> Output {
        self.run_on("2026-11-23", line)
    }

    /// Runs a command line on another day.
    pub fn run_on(&self, day: &str, line: &str) -> Output {
        let mut command = self.command();
        command.args(["--plan", &self.plan(), "--nu", day]);
        command.args(line.split(' ')).output().unwrap()
    }

    /// The output of a command that goes well.
    pub fn out(&self, line: &str) -> String {
        let output = self.run(line);
        assert_eq!(code(&output), 0, "{line}: {}", err(&output));
        out(&output)
    }

    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.out(line)).unwrap()
    }

    /// The sentence of a command that fails with this code, and writes nothing else.
    pub fn refused(&self, line: &str, expected: i32) -> String {
        let output = self.run(line);
        assert_eq!(code(&output), expected, "{line}: {}", err(&output));
        assert_eq!(out(&output), "", "{line}");
        err(&output)
    }
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
