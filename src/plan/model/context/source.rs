//! The file a figure came from.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::plan::clean;
use crate::plan::model::shared::Shared;

/// Which cell of which file; the digits say which content the file had. What the figures of one file
/// have in common is kept once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Source {
    /// The file's own name.
    pub file: Shared<String>,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Shared<String>>,
    /// The row, from 1.
    pub row: u32,
    /// SHA-256 of the whole file, in 64 digits.
    pub sha256: Shared<String>,
}

/// As it stands in a plan.
#[derive(Deserialize)]
struct Written {
    file: String,
    #[serde(default)]
    sheet: Option<String>,
    row: u32,
    sha256: String,
}

thread_local! {
    /// The one that was read last: the figures of a file stand behind each other.
    static LAST: RefCell<Option<Source>> = const { RefCell::new(None) };
}

impl From<Written> for Source {
    fn from(it: Written) -> Self {
        LAST.with_borrow_mut(|last| {
            let same = last.take().filter(|last| {
                *last.file == it.file
                    && last.sheet.as_deref() == it.sheet.as_ref()
                    && *last.sha256 == it.sha256
            });
            let own = match same {
                Some(last) => Self {
                    row: it.row,
                    ..last
                },
                None => Self {
                    file: it.file.into(),
                    sheet: it.sheet.map(Shared::from),
                    row: it.row,
                    sha256: it.sha256.into(),
                },
            };
            last.insert(own).clone()
        })
    }
}

impl Source {
    /// `cijfers.xlsx, blad Maand, rij 12`.
    pub fn shown(&self) -> String {
        let sheet = self.sheet.as_deref();
        let sheet = sheet.map_or_else(String::new, |it| format!(", blad {it}"));
        let shown = format!("{}{sheet}, rij {}", *self.file, self.row);
        clean::one_line(&shown).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_one_file_have_it_in_common() {
        let json = r#"[
            { "file": "a.xlsx", "sheet": "Maand", "row": 2, "sha256": "0a" },
            { "file": "a.xlsx", "sheet": "Maand", "row": 3, "sha256": "0a" },
            { "file": "a.xlsx", "row": 3, "sha256": "0a" }
        ]"#;
        let all: Vec<Source> = serde_json::from_str(json).unwrap();
        assert!(all[0].file.is_same(&all[1].file) && all[0].sha256.is_same(&all[1].sha256));
        let shown: Vec<String> = all.iter().map(Source::shown).collect();
        assert_eq!(
            shown,
            [
                "a.xlsx, blad Maand, rij 2",
                "a.xlsx, blad Maand, rij 3",
                "a.xlsx, rij 3"
            ]
        );
        let written = serde_json::to_value(&all).unwrap();
        assert_eq!(
            written,
            serde_json::from_str::<serde_json::Value>(json).unwrap()
        );
    }
}
