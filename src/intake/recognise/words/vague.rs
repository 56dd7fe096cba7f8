//! What words promise without a number that is wanted: that something lasts, moves, or is done.

use super::when::bare;
use crate::plan::model::kpi::Kind;

/// That something moves.
const MOVES: &[&str] = &[
    "stijgt",
    "stijgen",
    "gestegen",
    "daalt",
    "dalen",
    "gedaald",
    "neemt toe",
    "neemt af",
    "toegenomen",
    "afgenomen",
    "verbetert",
];

/// That a share is held beside an earlier one.
const BESIDE: &[&str] = &[
    "ten opzichte van",
    "t.o.v.",
    "vergeleken met",
    "daling",
    "stijging",
    "afname",
    "toename",
    "verminder",
    "minder dan in",
    "meer dan in",
    "lager dan in",
    "hoger dan in",
];

/// That something goes on.
const LASTS: &[&str] = &[
    "up to date",
    "up-to-date",
    "periodiek",
    "structureel",
    "actief deel",
    "gemonitord",
    "vaste ",
    "leveren ",
    "levert ",
    "op de hoogte gehouden",
    "wordt toegepast",
    "doorlopend",
    "blijft ",
    "blijven ",
    "onderhoud",
];

/// A promise without a number.
#[derive(Debug, PartialEq, Eq)]
pub struct Promise {
    pub kind: Kind,
    pub unit: Option<String>,
    /// Whether something is to move, by nobody knows how much or when.
    pub moves: bool,
}

/// What the words of a KPI promise.
pub fn promise(text: &str) -> Promise {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is = |kind, unit, moves| Promise { kind, unit, moves };
    let several =
        has(&["meerdere ", "verschillende "]) && has(&["uitgevoerd", "georganiseerd", "gehouden"]);
    if several {
        return is(Kind::Count, Some(counted(&text)), false);
    }
    let lasts = has(LASTS);
    if has(MOVES) && !lasts {
        return is(Kind::Milestone, None, true);
    }
    let applied = text.contains("wordt ") && text.contains("toegepast");
    let kind = if lasts || applied {
        Kind::Ongoing
    } else {
        Kind::Milestone
    };
    is(kind, None, false)
}

/// What there are several of.
fn counted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words
        .iter()
        .position(|word| ["meerdere", "verschillende"].contains(word));
    let behind = at.and_then(|at| words.get(at + 1..)).unwrap_or_default();
    let mut nouns = behind.iter().take(3).map(|word| bare(word));
    let noun =
        nouns.find(|word| (word.ends_with("en") || word.ends_with('s')) && !word.ends_with("de"));
    noun.unwrap_or_else(|| "keer".to_string())
}

/// Whether a share is how much something moves, and not a share of all.
pub fn is_change(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = MOVES.iter().chain(BESIDE);
    words.any(|it| text.contains(it))
}
