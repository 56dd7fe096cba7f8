//! When the file has gone or is broken while the screen is open: the plan as last read goes to
//! a new file beside it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::error::StoreError;
use super::target::Target;
use super::{SHARED, atomic};

/// Writes `text` to `NAME-gered-2026-11-23-140211.json` beside `path`, never over a file, and
/// gives its path.
pub(super) fn rescue(
    path: &Path,
    text: &str,
    at: DateTime<FixedOffset>,
) -> Result<PathBuf, StoreError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{stem}-gered-{}.json", at.format("%Y-%m-%d-%H%M%S"));
    let rescued = path.with_file_name(name);
    let target = Target::fresh(&rescued)?;
    atomic::create(&target, SHARED, text.as_bytes())?;
    Ok(rescued)
}
