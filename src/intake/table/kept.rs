//! A file with a table, read once for as long as someone walks its figures.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Sheet, read};
use crate::intake::given::Given;

/// A file, and what was read of it so far.
#[derive(Debug)]
pub struct Kept {
    given: Given,
    /// By the sheet that was wanted.
    sheets: BTreeMap<Option<String>, Vec<Sheet>>,
}

impl Kept {
    /// Reads a file; its sheets are read once they are wanted.
    ///
    /// # Errors
    /// As [`Given::read`].
    pub fn read(path: &Path) -> Result<Self, String> {
        let (given, sheets) = (Given::read(path)?, BTreeMap::new());
        Ok(Self { given, sheets })
    }

    /// The file.
    pub const fn given(&self) -> &Given {
        &self.given
    }

    /// The file and its sheets, or the one that is wanted.
    ///
    /// # Errors
    /// As [`read`](super::read()).
    pub fn sheets(&mut self, wanted: Option<&str>) -> Result<(&Given, &[Sheet]), String> {
        let key = wanted.map(str::to_string);
        if !self.sheets.contains_key(&key) {
            let sheets = read(&self.given, wanted)?;
            self.sheets.insert(key.clone(), sheets);
        }
        let sheets = self.sheets.get(&key).map_or(&[][..], Vec::as_slice);
        Ok((&self.given, sheets))
    }
}
