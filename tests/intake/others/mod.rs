//! Three plans that aren't Rijswijk's, of municipalities that don't exist: other orders, other heads,
//! other tables. What is recognised of each is printed, and held to.

mod made;
mod meerwoude;
mod oosterkade;
mod zandhoven;

use crate::drafted;
use crate::paper::Paper;
use crate::score::{Score, lost_and_made, plain, words_of, wrong_in_silence};
use regie::plan::Plan;

/// A document and the plan a person would make of it.
pub(crate) struct Other {
    pub(crate) name: &'static str,
    pub(crate) paper: Paper,
    pub(crate) wanted: Plan,
}

pub(crate) fn all() -> Vec<Other> {
    vec![meerwoude::made(), oosterkade::made(), zandhoven::made()]
}

/// What is read from bytes of it, with the line that says so: nothing wrong or lost in silence.
pub(crate) fn scored(other: &Other, bytes: &[u8], name: &str) -> (Score, String) {
    let (document, draft) = drafted(bytes, name);
    let score = Score::of(&draft.plan, &other.wanted);
    let words = words_of(&draft).join(" ");
    let words = plain(&words);
    let sentences = other.paper.sentences();
    let lost: Vec<&String> = sentences
        .iter()
        .filter(|it| !is_in(&words, &plain(it)))
        .collect();
    let (kept, all) = (sentences.len() - lost.len(), sentences.len());
    let doubts = draft.plan.doubts.len();
    let line = format!(
        "{}, {name}:{score} zinnen {kept}/{all}; {doubts} twijfels",
        other.name
    );
    let silent = wrong_in_silence(&draft.plan, &other.wanted);
    assert_eq!(silent, [""; 0], "{line}");
    assert_eq!(lost_and_made(&document, &draft), (vec![], vec![]), "{line}");
    assert_eq!(lost, [""; 0], "{line}");
    let own = (&draft.plan.municipality, draft.plan.year);
    assert_eq!(
        own,
        (&other.wanted.municipality, other.wanted.year),
        "{line}"
    );
    (score, line)
}

/// Whether a sentence stands there, perhaps without the word that announces it.
fn is_in(words: &str, sentence: &str) -> bool {
    let behind = sentence.split_once(": ").map(|it| it.1);
    words.contains(sentence) || behind.is_some_and(|rest| words.contains(rest))
}

#[test]
fn other_plans_come_from_word() {
    for other in all() {
        let (score, line) = scored(&other, &other.paper.docx(), "plan.docx");
        eprintln!("{line}");
        score.is_placed();
    }
}

#[test]
fn other_plans_come_from_markdown() {
    for other in all() {
        let (score, line) = scored(&other, &other.paper.markdown(), "plan.md");
        eprintln!("{line}");
        score.is_placed();
    }
}

#[test]
fn other_plans_come_from_text() {
    for other in all() {
        let (score, line) = scored(&other, &other.paper.plain(), "plan.txt");
        eprintln!("{line}");
        score.is_placed();
    }
}
