//! What a format of a report is.

use std::fmt;

use crate::report::subject::Subject;

/// A format a report is given in. Its file says what it is; its place among the others is its row
/// in [`super::FORMATS`].
pub struct Format {
    /// Its name as it is typed, and the ending of its files.
    pub name: &'static str,
    /// What it is, in Dutch, behind `een`.
    pub word: &'static str,
    /// What that is for, in Dutch, behind `word`; what the help says.
    pub purpose: &'static str,
    /// Whether its files are no text, and nothing for a terminal.
    pub binary: bool,
    /// Why it can't tell what changed since a day, in Dutch; none where it can.
    pub no_since: Option<&'static str>,
    /// The bytes of a file; a Dutch sentence where the format has no room for it.
    pub make: fn(&Subject<'_>) -> Result<Vec<u8>, String>,
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
