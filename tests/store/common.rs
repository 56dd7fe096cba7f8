//! A plan in a directory of its own, and the edits the tests make.

use std::fs;
use std::path::{Path, PathBuf};

use regie::plan::Plan;
use regie::plan::edit::Edit;
use regie::store::{Keeper, Store};
use tempfile::TempDir;

pub use crate::suite::{author, count, day, exit, reading, record, status};

/// A copy of a stored plan, to edit.
pub struct Desk {
    pub dir: TempDir,
    pub path: PathBuf,
    pub before: Vec<u8>,
}

impl Desk {
    /// With a copy of `tests/stores/valid/NAME.json`.
    pub fn with(name: &str) -> Self {
        let before = fs::read(valid(name)).unwrap();
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("plan.json");
        put(&path, &before);
        Self { dir, path, before }
    }

    pub fn open(&self) -> (Store, Plan) {
        Store::open(&self.path).unwrap()
    }

    pub fn commit(&self, edits: &[Edit]) -> Plan {
        let saved = self.open().0.commit(edits, &author("A. Jansen")).unwrap();
        assert_eq!(saved.warning, None);
        saved.plan
    }

    pub fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }

    /// The names of everything beside the plan, but for its generations.
    pub fn beside(&self) -> Vec<String> {
        let mut names = self.names();
        names.retain(|name| name != "plan.json" && !name.starts_with("plan.json.20"));
        names
    }

    /// The names of the plan's generations.
    pub fn generations(&self) -> Vec<String> {
        let mut names = self.names();
        names.retain(|name| name.starts_with("plan.json.20"));
        names
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub fn valid(name: &str) -> PathBuf {
    Path::new("tests/stores/valid").join(format!("{name}.json"))
}

#[expect(clippy::disallowed_methods, reason = "a test puts a whole file down")]
pub fn put(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

/// The lines that are in one text and not at the same place in the other, as a diff shows them:
/// common lines at the start and at the end are left out.
pub fn changed_lines<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut old, mut new): (Vec<&str>, Vec<&str>) =
        (before.split('\n').collect(), after.split('\n').collect());
    while !old.is_empty() && old.first() == new.first() {
        old.remove(0);
        new.remove(0);
    }
    while !old.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    (old, new)
}
