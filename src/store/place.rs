//! Where a plan is kept.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::plan::clean;

/// Where a plan is kept; shown, it is harmless to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    File(PathBuf),
}

impl Place {
    /// In this file.
    pub fn file(path: &Path) -> Self {
        Self::File(path.to_path_buf())
    }

    /// What it is known by, whichever way it is called: the file its links lead to.
    pub fn key(&self) -> PathBuf {
        match self {
            Self::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
        }
    }

    /// What new files beside it are named after: its name without the ending.
    pub fn stem(&self) -> String {
        match self {
            Self::File(path) => {
                let stem = path.file_stem().unwrap_or_default();
                stem.to_string_lossy().into_owned()
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(&clean::one_line(&path.to_string_lossy())),
        }
    }
}
