//! Which text of a document is which of a plan: the same, or the one with most of its words.

use std::collections::HashMap;

use crate::plan::find::fold;

/// How much of two texts has to be the same, in a hundred, for one to be the other reworded.
const ALIKE: usize = 60;

/// For each new text the place of the old one it is; each old one is only one.
pub(super) fn pairs(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = vec![None; new.len()];
    let mut free: Vec<bool> = vec![true; old.len()];
    let (before, after): (Vec<_>, Vec<_>) = (
        old.iter().map(|it| words(it)).collect(),
        new.iter().map(|it| words(it)).collect(),
    );
    let mut shares: Vec<(usize, usize, usize)> = Vec::new();
    for (n, now) in after.iter().enumerate() {
        for (o, then) in before.iter().enumerate() {
            let share = share(then, now);
            if share >= ALIKE {
                shares.push((share, n, o));
            }
        }
    }
    // The most alike first; of equals the ones that stand alike far down.
    shares.sort_by_key(|(share, n, o)| (std::cmp::Reverse(*share), n.abs_diff(*o), *n));
    for (_, n, o) in shares {
        let (Some(place), Some(is_free)) = (out.get_mut(n), free.get_mut(o)) else {
            continue;
        };
        if place.is_none() && *is_free {
            (*place, *is_free) = (Some(o), false);
        }
    }
    out
}

fn words(text: &str) -> Vec<String> {
    let all = fold::words(text).into_iter();
    all.map(|word| word.folded).collect()
}

/// How many words two texts share, of all they have.
fn share(one: &[String], other: &[String]) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *left.entry(word).or_default() += 1;
    }
    let mut shared = 0_usize;
    for word in other {
        if let Some(times) = left.get_mut(word.as_str()).filter(|it| **it > 0) {
            *times -= 1;
            shared += 1;
        }
    }
    (200 * shared)
        .checked_div(one.len() + other.len())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_ones_they_are_most_like() {
        let texts = |all: &[&str]| all.iter().map(|it| (*it).to_string()).collect::<Vec<_>>();
        let old = texts(&["De politie houdt controles.", "Er komt een folder.", "Oud."]);
        let new = texts(&[
            "Er komt een nieuwe folder.",
            "Iets heel anders dus.",
            "De politie houdt controles.",
        ]);
        assert_eq!(pairs(&old, &new), [Some(1), None, Some(0)]);
        assert_eq!(pairs(&[], &new), [None, None, None]);
    }
}
