//! What is wrong in a `config.toml`, and walking through its tables.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::plan::clean::one_line;
use crate::plan::find::nearest::{choice, nearest};

/// What is wrong, and the byte it begins at.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: usize,
    pub what: String,
}

impl Fault {
    pub fn new(at: usize, what: impl Into<String>) -> Self {
        Self {
            at,
            what: what.into(),
        }
    }
}

/// A name, a value, and where each stands.
type Pair<'t> = (&'t str, usize, &'t Spanned<DeValue<'t>>);

/// The pairs of a table, in the order of the file.
pub(super) fn pairs<'t>(table: &'t DeTable<'t>) -> Vec<Pair<'t>> {
    let mut pairs: Vec<Pair<'t>> = table
        .iter()
        .map(|(name, value)| (name.get_ref().as_ref(), name.span().start, value))
        .collect();
    pairs.sort_by_key(|(_, at, _)| *at);
    pairs
}

/// The table of a value.
pub(super) fn table<'t>(
    name: &str,
    value: &'t Spanned<DeValue<'t>>,
) -> Result<&'t DeTable<'t>, Fault> {
    value.get_ref().as_table().ok_or_else(|| {
        let what =
            format!("“{name}” is een kop: zet [{name}] op een regel, met de waarden eronder");
        Fault::new(value.span().start, what)
    })
}

/// The sentence for a name that isn't known.
pub(super) fn unknown(kind: &str, name: &str, known: &[&str]) -> String {
    let name: String = one_line(name).chars().take(40).collect();
    let near = nearest(&name, known.iter().copied());
    let way_out = if near.is_empty() {
        "`regie config` toont ze alle".to_string()
    } else {
        format!("bedoelt u {}?", choice(&near))
    };
    format!("{kind} “{name}” is er niet; {way_out}")
}
