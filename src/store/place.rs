//! Where a plan is kept.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::plan::clean;

/// Where a plan is kept; shown, it is harmless to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    File(PathBuf),
    /// On a database.
    Database {
        /// Its address, without what is secret: `postgres://host/database?plan=rijswijk-2026`.
        address: String,
        /// What the plan is called there.
        slug: String,
    },
}

/// Whether a text is meant as the address of a plan on a database, and not as a file's name.
pub fn is_address(text: &str) -> bool {
    ["postgres:", "postgresql:"]
        .iter()
        .any(|it| text.starts_with(it))
}

impl Place {
    /// Of an address that makes no sense: it may hold a password, so it is not shown.
    pub(super) fn unread() -> Self {
        Self::Database {
            address: "postgres:".to_string(),
            slug: String::new(),
        }
    }

    /// In this file.
    pub fn file(path: &Path) -> Self {
        Self::File(path.to_path_buf())
    }

    /// What it is known by, whichever way it is called: the file its links lead to.
    pub fn key(&self) -> PathBuf {
        match self {
            Self::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
            Self::Database { address, .. } => PathBuf::from(address),
        }
    }

    /// What new files beside it are named after: its name without the ending.
    pub fn stem(&self) -> String {
        match self {
            Self::File(path) => {
                let stem = path.file_stem().unwrap_or_default();
                stem.to_string_lossy().into_owned()
            }
            Self::Database { slug, .. } => slug.clone(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(&clean::one_line(&path.to_string_lossy())),
            Self::Database { address, .. } => f.write_str(&clean::one_line(address)),
        }
    }
}
