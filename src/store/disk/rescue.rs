//! New files beside the plan's: the minutes of a meeting, and the plan as last read when its own
//! file has gone or is broken while the screen is open.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::atomic;
use super::target::Target;
use crate::store::SHARED;
use crate::store::error::StoreError;

/// Writes `text` to `NAME-gered-2026-11-23-140211.json` beside `path`, never over a file, and
/// gives its path.
pub(crate) fn rescue(
    path: &Path,
    text: &str,
    at: DateTime<FixedOffset>,
) -> Result<PathBuf, StoreError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    write_beside(path, &format!("{stem}-gered"), "json", text, at)
}

/// Writes `text` to `NAME-2026-11-23-140211.ENDING` beside `path`, never over a file, and gives
/// its path.
pub(crate) fn write_beside(
    path: &Path,
    name: &str,
    ending: &str,
    text: &str,
    at: DateTime<FixedOffset>,
) -> Result<PathBuf, StoreError> {
    let name = format!("{name}-{}.{ending}", at.format("%Y-%m-%d-%H%M%S"));
    let written = path.with_file_name(name);
    let target = Target::fresh(&written)?;
    atomic::create(&target, SHARED, text.as_bytes())?;
    Ok(written)
}
