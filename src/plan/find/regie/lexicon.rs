//! The words of a plan, each with a number of its own, and what it is worth that one fits.

use std::collections::{HashMap, HashSet};

use super::score::Known;
use super::telling;

/// A word, as its place in the words of the index.
pub(crate) type WordId = usize;

/// Gives each word its number.
#[derive(Default)]
pub(crate) struct Words {
    ids: HashMap<String, WordId>,
    pub(crate) known: Vec<Known>,
    pub(crate) places: Vec<usize>,
    /// As the plan writes it; in small letters where it does anywhere.
    pub(crate) written: Vec<String>,
    /// Words several names end in, which tell none of them from the others: `Haaglanden`.
    pub(crate) endings: HashSet<String>,
}

impl Words {
    /// No words yet, and the endings of names.
    pub(crate) fn with_endings(endings: HashSet<String>) -> Self {
        Self {
            endings,
            ..Self::default()
        }
    }

    /// The numbers of the words of some texts, each once.
    pub(crate) fn of<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Vec<WordId> {
        let mut all = Vec::new();
        for text in texts {
            all.extend(self.seen(text));
        }
        all.sort_unstable();
        all.dedup();
        for id in &all {
            self.places[*id] += 1;
        }
        all
    }

    /// The numbers of the words of a text, without counting it as a place they stand in.
    pub(crate) fn seen(&mut self, text: &str) -> Vec<WordId> {
        telling(text)
            .map(|word| self.id(word.folded, text.get(word.at).unwrap_or_default()))
            .collect()
    }

    /// Whether two are one word, in whatever number.
    pub(crate) fn alike(&self, a: WordId, b: WordId) -> bool {
        a == b || self.known[a].alike(&self.known[b])
    }

    fn id(&mut self, word: String, written: &str) -> WordId {
        let next = self.known.len();
        let id = *self.ids.entry(word).or_insert_with_key(|word| {
            self.known.push(Known::new(word));
            self.places.push(0);
            self.written.push(written.to_string());
            next
        });
        let small = !written.chars().any(char::is_uppercase);
        if small && self.written[id] != written {
            self.written[id] = written.to_string();
        }
        id
    }
}

/// The best fit among `words`; none where none fits.
pub(crate) fn best(fit: &[u16], words: &[WordId]) -> Option<i16> {
    let qualities = words.iter().filter_map(|word| fit.get(*word).copied());
    qualities.max().filter(|quality| *quality > 0).map(signed)
}

/// A fit with what it is worth on top; nothing stays nothing.
pub(crate) fn worth(quality: i16, on_top: i16) -> i16 {
    if quality == 0 {
        0
    } else {
        (quality + on_top).max(1)
    }
}

/// Points are small; the sum of a question's words stays far below the type's end.
pub(crate) fn signed(points: u16) -> i16 {
    i16::try_from(points).unwrap_or(i16::MAX)
}
