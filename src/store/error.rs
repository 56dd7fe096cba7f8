//! What can go wrong with the file, each as one Dutch sentence that names the file, and the
//! exit code it ends a command with.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::plan::edit::Refusal;

/// Why a plan can't be read or an edit can't be saved.
#[derive(Debug)]
pub enum StoreError {
    /// There is no such file.
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// There is one already.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The system refused, or the disk failed.
    Io {
        /// The file.
        path: PathBuf,
        /// What was being done, in Dutch: "lezen", "schrijven".
        doing: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// Not a sound plan.
    Unsound {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong, in Dutch.
        sentence: String,
    },
    /// Someone else is saving, for longer than the wait.
    Locked {
        /// The file.
        path: PathBuf,
        /// Who, where the lock file says so.
        holder: Option<String>,
    },
    /// Edits are refused.
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why, in Dutch.
        why: String,
    },
    /// The plan as it is now refuses the edit.
    Refused(Refusal),
}

impl StoreError {
    /// The exit code (design, section 6).
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotFound { .. } | Self::Exists { .. } | Self::Io { .. } => 1,
            Self::Unsound { .. } => 5,
            Self::Locked { .. } => 4,
            Self::ReadOnly { .. } => 6,
            Self::Refused(Refusal::NotFound(_)) => 3,
            Self::Refused(Refusal::Conflict { .. }) => 4,
            Self::Refused(Refusal::Unfit(_)) => 2,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for StoreError {}
