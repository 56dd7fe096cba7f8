//! The file: reading, checking, the side lock, the atomic commit.
//!
//! The store never rewrites the plan. An edit is applied to the plan as read under the lock and
//! then spliced into the text of the file, so that what the program doesn't know, and every
//! number nobody touched, stays byte for byte as it stands.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::plan::Plan;
use crate::plan::edit::Edit;

pub mod error;

pub use error::StoreError;

/// The plan compiled into the program.
pub const BUILT_IN: &str = include_str!("../../data/uitvoeringsplan-2026.json");

/// A plan's file, and what it looked like when it was last read or written.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    read_only: bool,
}

/// Who edits, and when.
#[derive(Debug, Clone)]
pub struct Author {
    /// The name that stands in the history (`--door`).
    pub name: String,
    /// The moment of the edit.
    pub at: DateTime<FixedOffset>,
}

/// A committed edit.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The plan as it now stands in the file.
    pub plan: Plan,
    /// The edit that takes it back.
    pub inverse: Vec<Edit>,
    /// Something to tell although it was saved ("misschien nog niet op schijf").
    pub warning: Option<String>,
}

impl Store {
    /// Opens the plan at `path`.
    ///
    /// # Errors
    /// [`StoreError`], where it can't be read or isn't a sound plan.
    pub fn open(path: &Path) -> Result<(Self, Plan), StoreError> {
        let _ = path;
        Err(StoreError::NotFound {
            path: path.to_path_buf(),
        })
    }

    /// Opens the plan of the user: `path` as it stands in the data directory. Where there is
    /// none, the built-in plan is written there first; the flag says so.
    ///
    /// # Errors
    /// As [`Store::open`], and where the first file can't be written.
    pub fn open_default(path: &Path) -> Result<(Self, Plan, bool), StoreError> {
        Self::open(path).map(|(store, plan)| (store, plan, false))
    }

    /// Writes the built-in plan to a new file. Never overwrites.
    ///
    /// # Errors
    /// [`StoreError::Exists`], or why it couldn't be written.
    pub fn begin(path: &Path) -> Result<(), StoreError> {
        Err(StoreError::Exists {
            path: path.to_path_buf(),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether edits are refused: `--alleen-lezen`, or a file of a newer schema.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// From now on refuses edits.
    pub fn set_read_only(&mut self) {
        self.read_only = true;
    }

    /// Applies `edits` to the plan as it stands in the file now, all or none, and replaces the
    /// file. `undoes` is the revision an undo takes back.
    ///
    /// # Errors
    /// [`StoreError`]; the file is then as it was.
    pub fn commit(
        &mut self,
        edits: &[Edit],
        author: &Author,
        undoes: Option<u64>,
    ) -> Result<Saved, StoreError> {
        let _ = (edits, author, undoes);
        Err(StoreError::ReadOnly {
            path: self.path.clone(),
            why: String::new(),
        })
    }

    /// Takes back the last edit of `author` that still stands. None where there is none.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub fn undo(&mut self, author: &Author) -> Result<Option<(Saved, u64)>, StoreError> {
        let _ = author;
        Ok(None)
    }

    /// Whether the file is another one, or has other content, than last read or written. One
    /// `stat`; cheap enough to ask each second.
    pub fn has_changed(&self) -> bool {
        false
    }

    /// Reads the file again.
    ///
    /// # Errors
    /// As [`Store::open`]; the store then still compares with what it last read.
    pub fn reload(&mut self) -> Result<Plan, StoreError> {
        Self::open(&self.path).map(|(_, plan)| plan)
    }
}
