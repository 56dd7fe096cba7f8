//! What reads otherwise, and word by word what changed in it.

use similar::{ChangeTag, TextDiff};

use super::said::{is_elsewhere, title};
use crate::doc::para::{Para, known, section};
use crate::plan::compare::{Change, Comparison, FieldChange};

/// What reads otherwise: both texts, and word by word what changed.
pub(super) fn worded(comparison: &Comparison) -> Vec<Para> {
    let own = comparison.changes.iter().filter(|it| !is_elsewhere(it));
    let texts = own.flat_map(|change| {
        let texts = change.fields.iter().filter(|it| it.text);
        texts.flat_map(move |field| reworded(change, field))
    });
    section("Geherformuleerd", texts).collect()
}

fn reworded(change: &Change, field: &FieldChange) -> Vec<Para> {
    let head = Para::field("Wat", format!("{}, {}", title(change), field.label));
    let was = Para::field("Was", &field.from);
    let is = Para::field("Wordt", &field.to);
    let (gone, new) = differing(&field.from, &field.to);
    let mut out = vec![head, was, is];
    out.extend(known("Weg", (!gone.is_empty()).then(|| gone.join(" · "))));
    out.extend(known("Erbij", (!new.is_empty()).then(|| new.join(" · "))));
    out.push(Para::Gap);
    out
}

/// The words that went and those that came, what stands together together.
fn differing(from: &str, to: &str) -> (Vec<String>, Vec<String>) {
    let (old, new) = (pieces(from), pieces(to));
    let diff = TextDiff::from_slices(&old, &new);
    let mut runs: [Vec<String>; 2] = Default::default();
    let mut goes_on = [false; 2];
    for change in diff.iter_all_changes() {
        let (into, word) = match change.tag() {
            ChangeTag::Equal if change.value().trim().is_empty() => {
                runs.iter_mut()
                    .filter_map(|it| it.last_mut())
                    .for_each(|run| run.push(' '));
                continue;
            }
            ChangeTag::Equal => {
                goes_on = [false; 2];
                continue;
            }
            ChangeTag::Delete => (0, change.value()),
            ChangeTag::Insert => (1, change.value()),
        };
        match runs[into].last_mut().filter(|_| goes_on[into]) {
            Some(run) => run.push_str(word),
            None => runs[into].push(word.to_string()),
        }
        goes_on[into] = true;
    }
    let [gone, came] = runs.map(|runs| {
        let tidy = |run: &String| {
            let words: Vec<&str> = run.split_whitespace().collect();
            let words = words.join(" ");
            words
                .trim_matches(|c: char| c.is_ascii_punctuation() || c == ' ')
                .to_string()
        };
        let words = runs.iter().map(tidy);
        words.filter(|run| !run.is_empty()).collect()
    });
    (gone, came)
}

/// A text in words, and what stands between them: a space, a comma.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'' | '&');
    let mut before = None;
    for (at, c) in text.char_indices() {
        let goes_on = is_word(c) && before.is_some_and(is_word);
        if !goes_on && at > begin {
            pieces.extend(text.get(begin..at));
            begin = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(begin..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_went_and_those_that_came() {
        for (from, to, gone, came) in [
            ("a b c", "a b c", "", ""),
            (
                "Ten minste 10 controles.",
                "Ten minste 12 controles.",
                "10",
                "12",
            ),
            (
                "10 bestuurlijke, integrale controles zijn gedaan.",
                "12 bestuurlijke controles zijn gedaan, met HEIT.",
                "10 · integrale",
                "12 · met HEIT",
            ),
            ("Rust in de wijk", "Rust en orde in de wijk", "", "en orde"),
            ("zó: één", "", "zó: één", ""),
            ("(a) [b]", "(a) [c]", "b", "c"),
        ] {
            let (left, right) = differing(from, to);
            assert_eq!(
                (left.join(" · "), right.join(" · ")),
                (gone.into(), came.into()),
                "{from}"
            );
            assert_eq!(pieces(from).concat(), from);
        }
    }
}
