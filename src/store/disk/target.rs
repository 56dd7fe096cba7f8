//! The file a path leads to, and the two files the store keeps beside it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::plan::clean;
use crate::store::error::{READING, StoreError};

/// A plan's file with its links resolved: a link stays a link, and the file it leads to is
/// replaced where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The path as it was given, for messages.
    pub shown: PathBuf,
    /// The directory the file is in.
    pub dir: PathBuf,
    name: OsString,
}

impl Target {
    /// The file that is there.
    pub fn existing(path: &Path) -> Result<Self, StoreError> {
        let real = fs::canonicalize(path).map_err(|why| StoreError::from_read(path, why))?;
        Self::of(path, real.parent(), real.file_name())
    }

    /// A file that isn't there yet.
    pub fn fresh(path: &Path) -> Result<Self, StoreError> {
        let dir = match path.parent() {
            Some(dir) if dir != Path::new("") => dir,
            _ => Path::new("."),
        };
        let dir = fs::canonicalize(dir).map_err(|why| match why.kind() {
            io::ErrorKind::NotFound => StoreError::Io {
                path: path.to_path_buf(),
                doing: crate::store::error::WRITING,
                source: io::Error::new(why.kind(), "de map bestaat niet; maak die eerst"),
            },
            _ => StoreError::io(path, crate::store::error::WRITING, why),
        })?;
        Self::of(path, Some(&dir), path.file_name())
    }

    fn of(path: &Path, dir: Option<&Path>, name: Option<&OsStr>) -> Result<Self, StoreError> {
        match (dir, name) {
            (Some(dir), Some(name)) => Ok(Self {
                shown: path.to_path_buf(),
                dir: dir.to_path_buf(),
                name: name.to_os_string(),
            }),
            _ => Err(StoreError::io(
                path,
                READING,
                io::Error::new(io::ErrorKind::InvalidInput, "dit is een map, geen bestand"),
            )),
        }
    }

    /// The file's own name.
    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// The file's own name, harmless to print.
    pub fn shown_name(&self) -> String {
        clean::one_line(&self.name.to_string_lossy()).into_owned()
    }

    /// The file itself.
    pub fn file(&self) -> PathBuf {
        self.dir.join(&self.name)
    }

    /// The side lock: there from the first edit on, and never removed. A lock on the file
    /// itself would be a lock on a file that the next save replaces.
    pub fn lock(&self) -> PathBuf {
        self.beside(".lock")
    }

    /// The new content, until it takes the file's place. One fixed name: whatever a kill leaves
    /// behind, the next save takes away.
    pub fn temporary(&self) -> PathBuf {
        self.beside(".tmp")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(ending);
        self.dir.join(name)
    }
}
