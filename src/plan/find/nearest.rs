//! What someone may have meant who typed an id or a name that isn't there.

use std::cmp::Reverse;

use strsim::osa_distance;

/// More would be a list to read, not a hint.
const MOST: usize = 3;

/// The known words nearest to what was typed, upper and lower case alike: those with the fewest
/// slips, at most three, and none that has more slips than a third of its letters. Dots and
/// spaces left out are no slip.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.trim().to_lowercase();
    let letters = typed.chars().count();
    if letters == 0 || letters > 64 {
        return Vec::new();
    }
    let allowed = (letters / 3).clamp(1, 3);
    let mut all: Vec<(Closeness, &str)> = known
        .into_iter()
        .map(|word| (Closeness::of(&typed, &word.to_lowercase()), word))
        .collect();
    all.sort_by_key(|(close, _)| *close);
    let near: Vec<_> = all
        .iter()
        .filter(|(close, _)| close.slips <= allowed)
        .collect();
    let fewest = near.first().map_or(0, |(close, _)| close.slips);
    let mut words: Vec<&str> = near
        .into_iter()
        .filter(|(close, _)| close.slips == fewest)
        .map(|(_, word)| *word)
        .collect();
    if words.is_empty() {
        // "3.K99": the chapter and the kind are right, so the first of them are a start.
        let longest = all
            .iter()
            .map(|(close, _)| close.differs_from.0)
            .max()
            .unwrap_or(0);
        if longest >= 3 {
            let alike = all
                .iter()
                .filter(|(close, _)| close.differs_from.0 == longest);
            words = alike.map(|(_, word)| *word).collect();
        }
    }
    words.dedup();
    words.truncate(MOST);
    words
}

/// How near a word is, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Closeness {
    slips: usize,
    /// Who types an id seldom slips at its beginning: the chapter is right.
    differs_from: Reverse<usize>,
    longer_or_shorter: usize,
}

impl Closeness {
    fn of(typed: &str, word: &str) -> Self {
        let same = typed.chars().zip(word.chars()).take_while(|(a, b)| a == b);
        let lengths = typed.chars().count().abs_diff(word.chars().count());
        let slips = match lengths {
            _ if bare(typed).eq(bare(word)) => 0,
            // The difference in length alone is too much to look further.
            4.. => lengths,
            _ => osa_distance(typed, word),
        };
        Self {
            slips,
            differs_from: Reverse(same.count()),
            longer_or_shorter: lengths,
        }
    }
}

/// The letters and digits of a word.
fn bare(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| c.is_alphanumeric())
}

/// `3.K1`, `3.K1 of 3.K2`, `3.K1, 3.K2 of 3.K3`.
pub fn choice(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_string(),
        [most @ .., last] => format!("{} of {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_ids() {
        let known = ["3.K1", "3.K2", "3.K10", "3B", "3B.1", "3B.1.a", "politie"];
        for (typed, near) in [
            ("3.K11", "3.K10 of 3.K1"),
            ("3.k10", "3.K10"),
            ("3K1", "3.K1"),
            ("3b1a", "3B.1.a"),
            ("polite", "politie"),
            ("fiets", ""),
            ("", ""),
        ] {
            assert_eq!(choice(&nearest(typed, known)), near, "{typed}");
        }
    }

    #[test]
    fn a_choice_in_words() {
        assert_eq!(choice(&["a", "b", "c"]), "a, b of c");
    }
}
