//! Files for other programs.

pub mod csv;
pub mod html;
pub mod ics;
pub mod markdown;
pub mod xlsx;

use crate::report::pages::progress;
use crate::report::sheets;
use crate::report::subject::Subject;

/// A format a report is given in: a row here, and a file beside this one that makes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Markdown: text to read and to work on.
    #[default]
    Md,
    /// One page of HTML, to read and to print.
    Html,
    /// A workbook for Excel.
    Xlsx,
    /// One table, for a spreadsheet or a script.
    Csv,
    /// A calendar (RFC 5545).
    Ics,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Md, Self::Html, Self::Xlsx, Self::Csv, Self::Ics];

    /// Its name as it is typed, and the ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Ics => "ics",
        }
    }

    /// What it is, in Dutch: `een agenda`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Md => "tekst in Markdown",
            Self::Html => "bladzijde in HTML",
            Self::Xlsx => "werkmap voor Excel",
            Self::Csv => "tabel in CSV",
            Self::Ics => "agenda",
        }
    }

    /// The format with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.extension() == name)
    }

    /// Whether its files are no text, and nothing for a terminal.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx)
    }

    /// The report in this format: the bytes of a file.
    ///
    /// # Errors
    /// A Dutch sentence, where the format has no room for it.
    pub fn render(self, subject: &Subject<'_>) -> Result<Vec<u8>, String> {
        Ok(match self {
            Self::Md => markdown::document(&progress::document(subject)).into_bytes(),
            Self::Html => {
                let paras = progress::document(subject);
                html::document(&paras, &subject.house, subject.logo.as_ref()).into_bytes()
            }
            Self::Xlsx => xlsx::workbook(subject)?,
            Self::Csv => csv::table(&sheets::rows(subject.sheet, subject))?,
            Self::Ics => {
                ics::calendar(&subject.plan, subject.at, &|id| subject.has(id)).into_bytes()
            }
        })
    }
}
