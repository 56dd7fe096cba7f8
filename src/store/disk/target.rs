//! The file a path leads to, and the two files the store keeps beside it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::plan::clean;
use crate::store::error::{Cause, MAKING, READING};

/// A plan's file with its links resolved: a link stays a link, and the file it leads to is
/// replaced where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The directory the file is in.
    pub dir: PathBuf,
    name: OsString,
}

impl Target {
    /// The file that is there.
    pub fn existing(path: &Path) -> Result<Self, Cause> {
        let real = fs::canonicalize(path).map_err(Cause::from_read)?;
        Self::of(real.parent(), real.file_name())
    }

    /// A file that isn't there yet.
    pub fn fresh(path: &Path) -> Result<Self, Cause> {
        let dir = match path.parent() {
            Some(dir) if dir != Path::new("") => dir,
            _ => Path::new("."),
        };
        let dir = fs::canonicalize(dir).map_err(|why| match why.kind() {
            io::ErrorKind::NotFound => {
                let source = io::Error::new(why.kind(), "de map bestaat niet; maak die eerst");
                Cause::io(MAKING, source)
            }
            _ => Cause::io(MAKING, why),
        })?;
        Self::of(Some(&dir), path.file_name())
    }

    fn of(dir: Option<&Path>, name: Option<&OsStr>) -> Result<Self, Cause> {
        match (dir, name) {
            (Some(dir), Some(name)) => Ok(Self {
                dir: dir.to_path_buf(),
                name: name.to_os_string(),
            }),
            _ => Err(Cause::io(
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

    /// Whether it is a plan's file, or one that is kept beside it.
    pub fn is_of(&self, plan: &Self) -> bool {
        let own = self.name.as_encoded_bytes();
        let own = own.strip_prefix(b".").unwrap_or(own);
        self.dir == plan.dir && own.starts_with(plan.name.as_encoded_bytes())
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
