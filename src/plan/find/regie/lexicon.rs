//! The words of a plan, each with a number of its own, and what it is worth that one fits.

use std::collections::HashMap;

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
}

impl Words {
    /// The numbers of the words of some texts, each once.
    pub(crate) fn of<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Vec<WordId> {
        let mut ids: Vec<WordId> = texts
            .into_iter()
            .flat_map(telling)
            .map(|word| self.id(word.folded))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        for id in &ids {
            self.places[*id] += 1;
        }
        ids
    }

    fn id(&mut self, word: String) -> WordId {
        let next = self.known.len();
        *self.ids.entry(word).or_insert_with_key(|word| {
            self.known.push(Known::new(word));
            self.places.push(0);
            next
        })
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
