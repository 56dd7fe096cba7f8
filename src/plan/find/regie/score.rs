//! How well a word of a question fits a word of the plan.

use crate::plan::find::fold::{one_slip, stems};

/// The word itself stands there.
pub(crate) const EXACT: u16 = 100;
/// It stands there in another number.
pub(crate) const STEM: u16 = 98;
/// A word begins with it.
pub(crate) const PREFIX: u16 = 80;
/// A word has it inside.
pub(crate) const PART: u16 = 50;
/// The word with one typing error.
pub(crate) const SLIP: u16 = 45;
/// A word that begins with it, with one typing error.
pub(crate) const SLIP_OF_PREFIX: u16 = 28;
/// A word begins the same way, or is a part of it.
pub(crate) const KIN: u16 = 10;

/// Shorter words are found in too many others.
const SHORTEST_PART: usize = 4;
/// Shorter stems begin too many words.
const SHORTEST_STEM: usize = 4;
/// A typing error in a shorter word makes another word.
const SHORTEST_SLIP: usize = 4;
/// In a shorter word the first letter has to be right, and all of the word has to be there.
const LONG_SLIP: usize = 5;
/// In a shorter word another letter makes another word: "wapen" isn't "waren" with an error.
const SHORTEST_CHANGE: usize = 7;
/// Letters that sound alike, by which a short word is misspelled: `syber`, `riek`.
const ALIKE: [&str; 5] = ["cksz", "fv", "dt", "ijy", "gh"];
/// Shorter words begin too many compounds, or end too many.
const SHORTEST_FIRST: usize = 5;
const SHORTEST_LAST: usize = 6;
/// Letters two compounds have to begin with in common, to be about the same thing.
const SHORTEST_KIN: usize = 6;

/// A word of the plan, with its stems.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    word: String,
    stems: Vec<String>,
}

impl Known {
    /// Prepares a folded word.
    pub(crate) fn new(word: &str) -> Self {
        Self {
            word: word.to_string(),
            stems: stems(word),
        }
    }

    /// Whether the other is the same word, in whatever number.
    pub(crate) fn alike(&self, other: &Self) -> bool {
        self.word == other.word
            || self.stems.contains(&other.word)
            || other.stems.contains(&self.word)
            || self.stems.iter().any(|stem| other.stems.contains(stem))
    }
}

/// A word of a question.
#[derive(Debug)]
pub(crate) struct Asked {
    own: Known,
    letters: usize,
}

impl Asked {
    /// Prepares a folded word.
    pub(crate) fn new(word: &str) -> Self {
        Self {
            own: Known::new(word),
            letters: word.chars().count(),
        }
    }

    /// How well `known` fits as it is written; 0 is not at all.
    pub(crate) fn quality(&self, known: &Known) -> u16 {
        let Known { word, stems } = &self.own;
        if *word == known.word {
            return EXACT;
        }
        if self.own.alike(known) {
            return STEM;
        }
        let long = stems.iter().filter(|stem| stem.len() >= SHORTEST_STEM);
        let forms = || std::iter::once(word).chain(long.clone());
        if forms().any(|form| known.word.starts_with(form.as_str())) {
            return PREFIX;
        }
        let inside = |form: &String| form.len() >= SHORTEST_PART && known.word.contains(&**form);
        if forms().any(inside) { PART } else { 0 }
    }

    /// Whether the word, which is nowhere in the plan, is `known` with a typing error.
    pub(crate) fn slip(&self, known: &Known) -> u16 {
        let whole = self.letters >= LONG_SLIP && self.is_slip(&known.word);
        if whole {
            SLIP
        } else if self.is_slip_of(&known.word) {
            SLIP_OF_PREFIX
        } else {
            0
        }
    }

    /// How well `known` fits a word that is nowhere in the plan, not even with a typing error:
    /// both are compounds on the same thing.
    pub(crate) fn kinship(&self, known: &Known) -> u16 {
        if self.begins_like(known) { KIN } else { 0 }
    }

    /// How well `known` fits a word that nothing else is like: as a part of it.
    pub(crate) fn membership(&self, known: &Known) -> u16 {
        if self.is_made_of(known) { KIN } else { 0 }
    }

    /// Whether both begin the same way, as compounds on one thing do.
    pub(crate) fn begins_like(&self, known: &Known) -> bool {
        let pairs = self.own.word.chars().zip(known.word.chars());
        pairs.take_while(|(a, b)| a == b).count() >= SHORTEST_KIN
    }

    /// Whether this is a compound that begins or ends with `known`.
    fn is_made_of(&self, known: &Known) -> bool {
        let part = known.word.as_str();
        let letters = part.chars().count();
        letters >= SHORTEST_FIRST && self.own.word.starts_with(part)
            || letters >= SHORTEST_LAST && self.own.word.ends_with(part)
    }

    /// Whether it is `word` with at most one typing error, and such a one as makes no other word.
    fn is_slip(&self, word: &str) -> bool {
        if !one_slip(&self.own.word, word) {
            return false;
        }
        let pairs = self.own.word.chars().zip(word.chars());
        let mut changed = pairs.filter(|(a, b)| a != b);
        let (first, second) = (changed.next(), changed.next());
        let same_length = word.chars().count() == self.letters;
        match (first, second) {
            (Some((a, b)), None) if same_length && self.letters < SHORTEST_CHANGE => {
                sound_alike(a, b)
            }
            _ => true,
        }
    }

    /// Whether the word is one typing error away from `word` or from its beginning.
    fn is_slip_of(&self, word: &str) -> bool {
        if self.letters < SHORTEST_SLIP {
            return false;
        }
        if self.letters < LONG_SLIP {
            let first = self.own.word.chars().next() == word.chars().next();
            return first && word.len() <= LONG_SLIP && self.is_slip(word);
        }
        let first = self.own.word.chars().zip(word.chars()).next();
        if !first.is_some_and(|(a, b)| a == b || sound_alike(a, b)) {
            return false;
        }
        let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        ends.skip(self.letters - 1)
            .take(3)
            .filter_map(|end| word.get(..end))
            .any(|beginning| self.is_slip(beginning))
    }
}

fn sound_alike(a: char, b: char) -> bool {
    let mut groups = ALIKE.iter();
    groups.any(|letters| letters.contains(a) && letters.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_best_to_worst() {
        for (asked, known, quality, slip, kinship) in [
            ("fatbike", "fatbike", EXACT, SLIP, KIN),
            ("fatbike", "fatbikes", STEM, SLIP, KIN),
            ("scholen", "school", STEM, 0, 0),
            ("fatb", "fatbikeproblematiek", PREFIX, 0, 0),
            ("fietsen", "fietsstraten", PREFIX, 0, 0),
            ("cameras", "cameratoezicht", PREFIX, SLIP_OF_PREFIX, KIN),
            ("afval", "zwerfafval", PART, 0, 0),
            ("fatbkie", "fatbikeproblematiek", 0, SLIP_OF_PREFIX, 0),
            ("politei", "politie", 0, SLIP, 0),
            ("syber", "cybercrime", 0, SLIP_OF_PREFIX, 0),
            ("riek", "riec", 0, SLIP_OF_PREFIX, 0),
            ("jegd", "jeugd", 0, SLIP_OF_PREFIX, 0),
            ("dijk", "wijk", 0, 0, 0),
            ("fatbikeoverlast", "fatbikeproblematiek", 0, 0, KIN),
            ("stankoverlast", "overlast", 0, 0, KIN),
            ("jeugdoverlast", "jeugd", 0, 0, KIN),
            ("zwembaden", "baden", 0, 0, 0),
            ("wapen", "waren", 0, 0, 0),
            ("messen", "mensenhandel", 0, 0, 0),
            ("messen", "essentieel", 0, 0, 0),
            ("mensehandel", "mensenhandel", 0, SLIP, 0),
            ("vuurwerk", "werk", 0, 0, 0),
            ("op", "oplegger", PREFIX, 0, 0),
            ("pl", "oplegger", 0, 0, 0),
        ] {
            let (known, asked) = (Known::new(known), Asked::new(asked));
            let got = (
                asked.quality(&known),
                asked.slip(&known),
                asked.kinship(&known).max(asked.membership(&known)),
            );
            assert_eq!(got, (quality, slip, kinship), "{asked:?} {known:?}");
        }
    }
}
