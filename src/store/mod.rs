//! The file: reading, checking, the side lock, the atomic commit.
//!
//! The store never rewrites the plan. An edit is applied to the plan as read under the lock and
//! then spliced into the text of the file, so that what the program doesn't know, and every
//! number nobody touched, stays byte for byte as it stands.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::plan::check::Finding;
use crate::plan::edit::Edit;
use crate::plan::edit::history::Entry;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::Intent;
use crate::plan::{Plan, SCHEMA};
use commit::Rules;
use disk::lock::Rights;
use disk::open::Stamp;
use disk::target::Target;

mod commit;
pub mod default_path;
mod disk;
pub mod error;
mod text;

pub use crate::plan::edit::transaction::Author;
pub use disk::generations::KEPT;
pub use error::{StoreError, reason};

/// The plan compiled into the program.
pub const BUILT_IN: &str = include_str!("../../data/uitvoeringsplan-2026.json");

/// A plan's file, and what it looked like when it was last read or written.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    stamp: Stamp,
    /// The file's text as last read or written: what is left of it when the file has gone.
    text: String,
    /// Why edits are refused, whatever the file's rights.
    refuses: Option<String>,
    /// Why the file can't be replaced, as far as one can tell without trying.
    barred: Option<String>,
    rules: Rules,
}

/// A committed edit.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The plan as it now stands in the file.
    pub plan: Plan,
    /// What came into its history.
    pub entries: Vec<Entry>,
    /// The edits that take it back, last one first.
    pub inverse: Vec<Edit>,
    /// Something to tell although it was saved ("misschien nog niet op schijf").
    pub warning: Option<String>,
    /// Something to tell although it was saved and lasts: the plan of before today wasn't kept.
    pub remark: Option<String>,
    /// The text of the file.
    text: String,
}

impl Store {
    /// Opens the plan at `path`.
    ///
    /// # Errors
    /// [`StoreError`], where it can't be read or isn't a sound plan.
    pub fn open(path: &Path) -> Result<(Self, Plan), StoreError> {
        let opened = disk::open::read(path)?;
        let stamp = Stamp::of(&opened.metadata);
        let barred = disk::open::why_read_only(&Target::existing(path)?, &opened.metadata);
        let document = text::format::read(opened.bytes).map_err(|fault| fault.into_error(path))?;
        let schema = document.plan.schema;
        let store = Self {
            path: path.to_path_buf(),
            stamp,
            text: document.text,
            refuses: (schema > SCHEMA).then(|| commit::newer(schema)),
            barred,
            rules: Rules {
                keeps: KEPT,
                role: Role::Administrator,
            },
        };
        Ok((store, document.plan))
    }

    /// Opens the plan of the user: `path` as it stands in the data directory. Where there is
    /// none, the built-in plan is written there first; the flag says so.
    ///
    /// # Errors
    /// As [`Store::open`], and where the first file can't be written.
    pub fn open_default(path: &Path) -> Result<(Self, Plan, bool), StoreError> {
        match Self::open(path) {
            Err(StoreError::NotFound { .. }) => {}
            opened => return opened.map(|(store, plan)| (store, plan, false)),
        }
        if let Some(dir) = path.parent() {
            let made = disk::atomic::make_directories(dir);
            made.map_err(|why| StoreError::from_write(path, error::WRITING, why))?;
        }
        let made = match create(path, OWN) {
            // Another of the user's own sessions was first.
            Err(StoreError::Exists { .. }) => false,
            made => made.map(|()| true)?,
        };
        Self::open(path).map(|(store, plan)| (store, plan, made))
    }

    /// Writes the built-in plan to a new file. Never overwrites.
    ///
    /// # Errors
    /// [`StoreError::Exists`], or why it couldn't be written.
    pub fn begin(path: &Path) -> Result<(), StoreError> {
        create(path, SHARED)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether edits are refused: `--alleen-lezen`, a file of a newer schema, or no right to
    /// replace the file.
    pub fn is_read_only(&self) -> bool {
        self.why_read_only().is_some()
    }

    /// Why edits are refused, in Dutch; none where they aren't.
    pub fn why_read_only(&self) -> Option<&str> {
        self.refuses.as_deref().or(self.barred.as_deref())
    }

    /// From now on refuses edits.
    pub fn set_read_only(&mut self) {
        let why = "het plan is geopend met --alleen-lezen";
        self.refuses.get_or_insert_with(|| why.to_string());
        self.rules.role = Role::Reader;
    }

    /// Of the plan as it was before each day's first edit, keeps the last `most`, else [`KEPT`].
    pub fn set_keeps(&mut self, most: usize) {
        self.rules.keeps = most;
    }

    /// From now on allows only what this role may do; a reader nothing at all.
    pub fn set_role(&mut self, role: Role) {
        self.rules.role = role;
        if role == Role::Reader {
            let why = "u bent hier lezer; een invoerder of beheerder kan dit vastleggen";
            self.refuses.get_or_insert_with(|| why.to_string());
        }
    }

    /// What may be done: a reader's role, where the file can't be replaced.
    pub fn role(&self) -> Role {
        if self.is_read_only() {
            Role::Reader
        } else {
            self.rules.role
        }
    }

    /// Applies `edits` to the plan as it stands in the file now, all or none, and replaces the
    /// file.
    ///
    /// # Errors
    /// [`StoreError`]; the file is then as it was.
    pub fn commit(&mut self, edits: &[Edit], author: &Author) -> Result<Saved, StoreError> {
        let saved = self.save(&Intent::Edit(edits.to_vec()), author)?;
        saved.ok_or_else(|| StoreError::NotFound {
            path: self.path.clone(),
        })
    }

    /// Does what is wanted to the plan as it stands in the file now, and replaces the file. None
    /// where there is nothing to take back or to do again.
    ///
    /// # Errors
    /// [`StoreError`]; the file is then as it was.
    pub fn save(&mut self, wanted: &Intent, author: &Author) -> Result<Option<Saved>, StoreError> {
        if let Some(why) = &self.refuses {
            return Err(self.read_only(why.clone()));
        }
        let saved = commit::commit(&self.path, author, self.rules, wanted)?;
        Ok(saved.map(|(mut saved, stamp)| {
            self.stamp = stamp;
            self.text = std::mem::take(&mut saved.text);
            saved
        }))
    }

    /// Takes back the last save of `author` that still stands. None where there is none.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn undo(&mut self, author: &Author) -> Result<Option<Saved>, StoreError> {
        self.save(&Intent::Undo, author)
    }

    /// Does again what `author` took back last. None where there is nothing, or something else
    /// was done since.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn redo(&mut self, author: &Author) -> Result<Option<Saved>, StoreError> {
        self.save(&Intent::Redo, author)
    }

    fn read_only(&self, why: String) -> StoreError {
        StoreError::ReadOnly {
            path: self.path.clone(),
            why,
        }
    }

    /// Whether the file is another one, or has other content, than last read or written. One
    /// `stat`; cheap enough to ask each second.
    pub fn has_changed(&self) -> bool {
        Stamp::at(&self.path) != Some(self.stamp)
    }

    /// Writes the plan as last read to a new file beside the old one, which has gone or is
    /// broken. Gives its path.
    ///
    /// # Errors
    /// [`StoreError`]; an existing file is never written over.
    pub fn rescue(&self, at: DateTime<FixedOffset>) -> Result<PathBuf, StoreError> {
        if self.rules.role == Role::Reader {
            return Err(self.read_only(self.refuses.clone().unwrap_or_default()));
        }
        disk::rescue::rescue(&self.path, &self.text, at)
    }

    /// Writes a text to a new file beside the plan's: `NAME-2026-11-23-140211.ENDING`. Its name is
    /// not the user's to choose, so that nobody writes where a login would read it.
    ///
    /// # Errors
    /// [`StoreError`]; an existing file is never written over.
    pub fn write_beside(
        &self,
        name: &str,
        text: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, StoreError> {
        if self.rules.role == Role::Reader {
            return Err(self.read_only(self.refuses.clone().unwrap_or_default()));
        }
        disk::rescue::write_beside(&self.path, name, "md", text, at)
    }

    /// Reads the file again.
    ///
    /// # Errors
    /// As [`Store::open`]; the store then still compares with what it last read.
    pub fn reload(&mut self) -> Result<Plan, StoreError> {
        let (read, plan) = Self::open(&self.path)?;
        self.stamp = read.stamp;
        self.text = read.text;
        self.barred = read.barred;
        self.refuses = self.refuses.take().or(read.refuses);
        Ok(plan)
    }
}

/// Writes bytes, such as minutes, to a new file. Never overwrites.
///
/// # Errors
/// [`StoreError::Exists`], or why it couldn't be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = Target::fresh(path)?;
    if target.file().symlink_metadata().is_ok() {
        return Err(StoreError::Exists {
            path: path.to_path_buf(),
        });
    }
    disk::atomic::create(&target, SHARED, bytes)
}

/// Everything found in the file at `path`, errors first, each with its line and column (from 1).
/// What the reader itself refuses is one finding.
///
/// # Errors
/// [`StoreError`], where the file can't be read at all.
pub fn findings(path: &Path) -> Result<Vec<(Finding, usize, usize)>, StoreError> {
    Ok(text::format::findings(disk::open::read(path)?.bytes))
}

/// The mode of a plan in the user's own data directory.
const OWN: u32 = 0o600;
/// The mode of a plan made on request, less what the umask takes.
const SHARED: u32 = 0o666;

/// Writes the built-in plan to a file that isn't there yet.
fn create(path: &Path, mode: u32) -> Result<(), StoreError> {
    let target = Target::fresh(path)?;
    if target.file().symlink_metadata().is_ok() {
        return Err(StoreError::Exists {
            path: path.to_path_buf(),
        });
    }
    let _held = disk::lock::take(
        &target,
        &Rights::Mode(mode),
        "regie begin",
        disk::lock::WAIT,
    )?;
    disk::atomic::create(&target, mode, BUILT_IN.as_bytes())
}
