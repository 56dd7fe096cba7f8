//! The parts of a packed document. What it says of its sizes isn't believed: unpacking stops where
//! it is too much.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// No part of a document is larger unpacked, and not all of them together.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A packed document.
pub(super) struct Packed<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How much may still be unpacked.
    left: u64,
}

impl<'b> Packed<'b> {
    /// Opens it; nothing is unpacked yet.
    ///
    /// # Errors
    /// A Dutch sentence.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_damaged| {
            "het document is beschadigd: het is niet uit te pakken".to_string()
        })?;
        if archive.len() > 20_000
            || archive
                .decompressed_size()
                .is_some_and(|it| it > 16 * u128::from(LARGEST))
        {
            return Err(too_large());
        }
        Ok(Self {
            archive,
            left: LARGEST,
        })
    }

    /// The names of its parts.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        let mut names: Vec<String> = names.map(Cow::into_owned).collect();
        names.sort();
        names
    }

    /// A part by its name, as text; none where it isn't there.
    ///
    /// # Errors
    /// A Dutch sentence, where it is too large, locked or damaged.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        if self.archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let part = self.archive.by_name(name).map_err(|why| match why {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => locked(),
            _ => damaged(name),
        })?;
        if part.encrypted() {
            return Err(locked());
        }
        if part.size() > self.left {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        read.map_err(|_why| damaged(name))?;
        let left = self.left.checked_sub(bytes.len() as u64);
        self.left = left.ok_or_else(too_large)?;
        let text = String::from_utf8(bytes);
        text.map(Some)
            .map_err(|_not_text| format!("het document is beschadigd: {name} is geen UTF-8"))
    }
}

fn damaged(name: &str) -> String {
    format!("het document is beschadigd: {name} is niet te lezen")
}

fn too_large() -> String {
    format!(
        "het document is uitgepakt groter dan {} MB; deel het op",
        LARGEST >> 20
    )
}

pub(super) fn locked() -> String {
    "het document is met een wachtwoord beveiligd; sla het op zonder".to_string()
}
