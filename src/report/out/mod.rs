//! Files for other programs.

pub mod html;
pub mod ics;
pub mod markdown;

use crate::report::pages::progress;
use crate::report::subject::Subject;

/// A format a report is given in: a row here, and a file beside this one that makes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Markdown: text to read and to work on.
    #[default]
    Md,
    /// One page of HTML, to read and to print.
    Html,
    /// A calendar (RFC 5545).
    Ics,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Md, Self::Html, Self::Ics];

    /// Its name as it is typed, and the ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Ics => "ics",
        }
    }

    /// What it is, in Dutch: `een agenda`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Md => "tekst in Markdown",
            Self::Html => "bladzijde in HTML",
            Self::Ics => "agenda",
        }
    }

    /// The format with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.extension() == name)
    }

    /// The report in this format: the bytes of a file.
    pub fn render(self, subject: &Subject<'_>) -> Vec<u8> {
        match self {
            Self::Md => markdown::document(&progress::document(subject)).into_bytes(),
            Self::Html => {
                let paras = progress::document(subject);
                html::document(&paras, &subject.house, subject.logo.as_ref()).into_bytes()
            }
            Self::Ics => {
                ics::calendar(&subject.plan, subject.at, &|id| subject.has(id)).into_bytes()
            }
        }
    }
}
