//! What someone may have meant who typed an id or a name that isn't there.

use super::fold::distance;

/// More would be a list to read, not a hint.
const MOST: usize = 3;

/// The known words nearest to what was typed, upper and lower case alike: those with the fewest
/// slips, at most three, and none that has more slips than a third of its letters.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.trim().to_lowercase();
    let letters = typed.chars().count();
    if letters > 64 {
        return Vec::new();
    }
    let allowed = (letters / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|word| word.chars().count().abs_diff(letters) <= allowed)
        .map(|word| (distance(&typed, &word.to_lowercase()), word))
        .filter(|(slips, _)| *slips <= allowed)
        .collect();
    // Who types an id seldom slips at its beginning: the chapter is right.
    near.sort_by_key(|(slips, word)| (*slips, std::cmp::Reverse(shared(&typed, word))));
    let fewest = near.first().map_or(0, |(slips, _)| *slips);
    near.retain(|(slips, _)| *slips == fewest);
    near.dedup();
    near.into_iter().map(|(_, word)| word).take(MOST).collect()
}

fn shared(a: &str, b: &str) -> usize {
    let pairs = a.chars().zip(b.to_lowercase().chars().collect::<Vec<_>>());
    pairs.take_while(|(a, b)| a == b).count()
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
            ("3.K11", "3.K1 of 3.K10"),
            ("3.k10", "3.K10"),
            ("3K1", "3.K1"),
            ("3b1a", "3B.1 of 3B.1.a"),
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
