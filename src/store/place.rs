//! Where a plan is kept.

use std::borrow::Cow;
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

/// A place as a shell takes it for one word: in quotes where there are signs in it that mean something
/// there, as a space does, or the `?` and `&` of an address.
pub fn in_shell(place: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=".contains(c);
    if !place.is_empty() && place.chars().all(is_plain) {
        place.into()
    } else {
        format!("'{}'", place.replace('\'', r"'\''")).into()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_word_in_a_shell() {
        for (place, word) in [
            (
                "/srv/plannen/rijswijk-2026.json",
                "/srv/plannen/rijswijk-2026.json",
            ),
            ("comité.json", "comité.json"),
            ("Mijn plannen/plan.json", "'Mijn plannen/plan.json'"),
            ("plan (2).json", "'plan (2).json'"),
            ("'s-Gravenhage.json", r"''\''s-Gravenhage.json'"),
            ("~plan.json", "'~plan.json'"),
            ("", "''"),
            (
                "postgres:///regie?host=/run&plan=a",
                "'postgres:///regie?host=/run&plan=a'",
            ),
        ] {
            assert_eq!(in_shell(place), word);
        }
    }
}
