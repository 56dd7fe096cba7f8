//! Files for other programs.

pub mod csv;
pub mod docx;
pub mod format;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod paper;
pub mod xlsx;

use format::Format;

/// Every format, in the order they are offered; the first is the one nobody has to ask for.
pub static FORMATS: [Format; 7] = [
    markdown::FORMAT,
    html::FORMAT,
    docx::FORMAT,
    xlsx::FORMAT,
    csv::FORMAT,
    ics::FORMAT,
    json::FORMAT,
];

/// The format with this name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|it| it.name == name)
}
