//! How well a word of a question fits a word of the plan.

use crate::plan::fold::{distance, stems};

/// The word itself stands there.
pub(super) const EXACT: u16 = 100;
/// It stands there in another number.
pub(super) const STEM: u16 = 95;
/// A word begins with it.
pub(super) const PREFIX: u16 = 80;
/// A word has it inside.
pub(super) const PART: u16 = 50;
/// A word begins the same way.
pub(super) const KIN: u16 = 30;
/// One typing error away.
pub(super) const SLIP: u16 = 20;

/// Shorter words are found in too many others.
const SHORTEST_PART: usize = 3;
/// Shorter stems begin too many words.
const SHORTEST_STEM: usize = 4;
/// A typing error in a shorter word makes another word.
const SHORTEST_SLIP: usize = 5;
/// Letters two compounds have to begin with in common, to be about the same thing.
const SHORTEST_KIN: usize = 6;

/// A word of the plan, with its stems.
#[derive(Debug, Clone)]
pub(super) struct Known {
    word: String,
    stems: Vec<String>,
}

impl Known {
    /// Prepares a folded word.
    pub(super) fn new(word: &str) -> Self {
        Self {
            word: word.to_string(),
            stems: stems(word),
        }
    }
}

/// A word of a question, with its stems.
#[derive(Debug)]
pub(super) struct Asked {
    word: String,
    letters: usize,
    stems: Vec<String>,
}

impl Asked {
    /// Prepares a folded word.
    pub(super) fn new(word: &str) -> Self {
        Self {
            word: word.to_string(),
            letters: word.chars().count(),
            stems: stems(word),
        }
    }

    /// How well `known` fits as it is written; 0 is not at all.
    pub(super) fn quality(&self, known: &Known) -> u16 {
        if self.word == known.word {
            return EXACT;
        }
        let same_stem = self.stems.contains(&known.word)
            || known.stems.contains(&self.word)
            || self.stems.iter().any(|stem| known.stems.contains(stem));
        if same_stem {
            return STEM;
        }
        let long = self.stems.iter().filter(|stem| stem.len() >= SHORTEST_STEM);
        let forms = || std::iter::once(&self.word).chain(long.clone());
        if forms().any(|form| known.word.starts_with(form.as_str())) {
            return PREFIX;
        }
        let inside = |form: &String| form.len() >= SHORTEST_PART && known.word.contains(&**form);
        if forms().any(inside) { PART } else { 0 }
    }

    /// How well `known` fits a word that is nowhere in the plan; 0 is not at all. A `general`
    /// word has no kin.
    pub(super) fn likeness(&self, known: &Known, general: bool) -> u16 {
        if !general && self.is_kin_of(known) {
            return KIN;
        }
        let slip = self.letters >= SHORTEST_SLIP && self.is_slip_of(&known.word);
        if slip { SLIP } else { 0 }
    }

    /// Whether both begin the same way, as compounds on one thing do.
    pub(super) fn is_kin_of(&self, known: &Known) -> bool {
        let pairs = self.word.chars().zip(known.word.chars());
        pairs.take_while(|(a, b)| a == b).count() >= SHORTEST_KIN
    }

    /// Whether the word is one typing error away from `word` or from its beginning.
    fn is_slip_of(&self, word: &str) -> bool {
        let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        ends.skip(self.letters - 1)
            .take(3)
            .filter_map(|end| word.get(..end))
            .any(|beginning| distance(&self.word, beginning) <= 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_best_to_worst() {
        for (asked, known, quality, likeness) in [
            ("fatbike", "fatbike", EXACT, KIN),
            ("fatbike", "fatbikes", STEM, KIN),
            ("scholen", "school", STEM, 0),
            ("fatb", "fatbikeproblematiek", PREFIX, 0),
            ("fietsen", "fietsstraten", PREFIX, 0),
            ("cameras", "cameratoezicht", PREFIX, KIN),
            ("afval", "zwerfafval", PART, 0),
            ("fatbikeoverlast", "fatbikeproblematiek", 0, KIN),
            ("fatbkie", "fatbikeproblematiek", 0, SLIP),
            ("politei", "politie", 0, SLIP),
            ("syber", "cybercrime", 0, SLIP),
            ("dijk", "wijk", 0, 0),
            ("op", "oplegger", PREFIX, 0),
            ("pl", "oplegger", 0, 0),
        ] {
            let (known, asked) = (Known::new(known), Asked::new(asked));
            let got = (asked.quality(&known), asked.likeness(&known, false));
            assert_eq!(got, (quality, likeness), "{asked:?} {known:?}");
        }
    }
}
