//! The file a figure came from.

use serde::{Deserialize, Serialize};

use crate::plan::clean;

/// Which cell of which file; the digits say which content the file had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's own name.
    pub file: String,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row, from 1.
    pub row: u32,
    /// SHA-256 of the whole file, in 64 digits.
    pub sha256: String,
}

impl Source {
    /// `cijfers.xlsx, blad Maand, rij 12`.
    pub fn shown(&self) -> String {
        let sheet = self.sheet.as_ref();
        let sheet = sheet.map_or_else(String::new, |it| format!(", blad {it}"));
        let shown = format!("{}{sheet}, rij {}", self.file, self.row);
        clean::one_line(&shown).into_owned()
    }
}
