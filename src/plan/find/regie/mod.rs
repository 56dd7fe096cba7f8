//! "Wie heeft de regie op …?": any word of a subject, a holder or a text under it finds the
//! statement, the best match first.
//!
//! Each word of the question is held against each word of the plan, and counts for
//!
//! | the word | by itself | and in | on top |
//! | --- | --- | --- | --- |
//! | stands there | 100 | the name in full of a holder | 19 |
//! | stands there in another number (`scholen`) | 98 | the subject | 16 |
//! | begins a word (`fatb`) | 80 | the name in full of the one it is led with | 16 |
//! | is part of a word (`afval`) | 50 | the sentence, its condition, or a title | 12 |
//! | is there but for a typing error | 45 | another item the statement covers | 0 to 5 |
//! | begins a word but for a typing error | 28 | the name in full of one of several who take part | -1 |
//! | begins like a word (`fatbikeoverlast`), or is made of words | 10 | that of a partner of the chapter or theme | -8 |
//! | | | running text on the theme, or on the chapter | -25 |
//! | | | a part of a name (`bibob`) | -35 |
//!
//! so that exact beats prefix beats fuzzy. The last three ways of fitting are only tried for words
//! that are nowhere in the plan, and are told as the guesses they are ([`Note`]). What people call
//! otherwise than the plan (`terms`) is asked in the plan's words. Where some answers have every
//! word of the question, those that miss one are left out.
//!
//! Of what fits as well the most specific comes first: what is said of the goal, then of the theme,
//! then of something in it, then of the whole chapter (`cover::Reach`); and of what is as specific,
//! a statement of the block "Wie heeft de regie?" before one from elsewhere in the text.
//!
//! An item that no statement settles is an answer too: "geen regie vermeld". What is said of whole
//! chapters at once ("veelal"), or of the running text of a chapter only for a case ("in geval van
//! …"), settles nothing; it follows, as what it is.

mod cover;
mod index;
mod lexicon;
mod names;
mod notes;
mod record;
mod running;
mod score;

use std::ops::Range;

use super::fold;
use crate::plan::Plan;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::{Regie, Statement};

pub use index::Index;
pub use notes::{Note, not_in_plan};
pub use running::where_said;

/// One answer to "wie heeft de regie op …?".
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// The statement; none means the plan names no regie for [`Answer::via`]: "geen regie
    /// vermeld; uitvoering standaard door …".
    pub statement: Option<Statement<'a>>,
    /// The item whose words matched, where that isn't the statement itself: an action, a goal,
    /// a KPI or a topic the statement covers.
    pub via: Option<Item<'a>>,
}

/// The answers to a question of any words, best first. Empty where no word of the plan fits;
/// every statement where nothing is asked yet. To ask more than once, keep an [`Index`].
pub fn wie<'a>(plan: &'a Plan, question: &str) -> Vec<Answer<'a>> {
    Index::new(plan).ask(plan, question)
}

/// Words that say nothing about what is asked.
const STOP_WORDS: [&str; 113] = [
    "aan",
    "aanspreekpunt",
    "al",
    "allemaal",
    "als",
    "bel",
    "bellen",
    "ben",
    "bent",
    "bepaalt",
    "bij",
    "contactpersoon",
    "coordineert",
    "daar",
    "dan",
    "dat",
    "de",
    "deze",
    "die",
    "dit",
    "doen",
    "doet",
    "door",
    "een",
    "eigenlijk",
    "en",
    "er",
    "gaan",
    "gaat",
    "graag",
    "heb",
    "hebben",
    "heeft",
    "het",
    "hierbij",
    "hij",
    "hoe",
    "houdt",
    "iemand",
    "ik",
    "in",
    "is",
    "je",
    "jij",
    "kan",
    "kun",
    "kunnen",
    "leiding",
    "leidt",
    "ligt",
    "mag",
    "mensen",
    "met",
    "mij",
    "mijn",
    "moet",
    "moeten",
    "na",
    "naar",
    "naast",
    "neemt",
    "nog",
    "nu",
    "of",
    "om",
    "ons",
    "onze",
    "ook",
    "op",
    "over",
    "pakt",
    "regie",
    "rond",
    "staat",
    "t",
    "te",
    "team",
    "teams",
    "tegen",
    "ten",
    "ter",
    "toch",
    "tot",
    "trekt",
    "u",
    "uit",
    "van",
    "verantwoordelijk",
    "verantwoordelijke",
    "voor",
    "vraag",
    "waar",
    "waarom",
    "wanneer",
    "wat",
    "we",
    "weet",
    "welke",
    "werd",
    "weten",
    "wie",
    "wij",
    "wil",
    "word",
    "worden",
    "wordt",
    "ze",
    "zet",
    "zich",
    "zij",
    "zijn",
    "zit",
    "zou",
];

/// A longer question is a pasted text; what it is about stands at its beginning.
const MOST_WORDS: usize = 16;

/// The words of a text that say something. "om" doesn't, "OM" is the public prosecutor.
fn telling(text: &str) -> impl Iterator<Item = fold::Word> {
    fold::words(text).into_iter().filter(move |word| {
        !STOP_WORDS.contains(&word.folded.as_str()) || text.get(word.at.clone()) == Some("OM")
    })
}

/// What a title or a name of three words or more is called for short, with its small words and
/// without: `vpt` of "Veilige Publieke Taak", `pmg` and `pg` of "Preventie met Gezag".
fn initials(name: &str) -> Vec<String> {
    let words = fold::words(name);
    let first = |word: &fold::Word| word.folded.chars().next();
    let all: String = words.iter().filter_map(first).collect();
    let small = |word: &&fold::Word| STOP_WORDS.contains(&word.folded.as_str());
    let big: String = words
        .iter()
        .filter(|word| !small(word))
        .filter_map(first)
        .collect();
    let mut found = vec![all, big];
    found.retain(|short| short.chars().count() >= 3);
    found.dedup();
    found
}

/// The words of a question that count, folded, each once.
fn asked(question: &str) -> Vec<String> {
    // Who types only this can't mean the preposition.
    if question.trim().eq_ignore_ascii_case("om") {
        return vec!["om".to_string()];
    }
    let mut asked: Vec<String> = Vec::new();
    for word in telling(question) {
        if asked.len() == MOST_WORDS {
            break;
        }
        if !asked.contains(&word.folded) {
            asked.push(word.folded);
        }
    }
    asked
}

/// The words of `text` that a question is answered by, as byte ranges, to mark them.
pub fn marks(text: &str, question: &str) -> Vec<Range<usize>> {
    let asked: Vec<score::Asked> = asked(question)
        .iter()
        .map(|word| score::Asked::new(word))
        .collect();
    telling(text)
        .filter(|word| {
            let known = score::Known::new(&word.folded);
            asked.iter().any(|asked| asked.quality(&known) > 0)
        })
        .map(|word| word.at)
        .collect()
}

/// Who leads, in one line: `Team OOV&B, Team JOS, samen met Scholen`. Where the plan leaves it
/// to be agreed, that is what it says.
pub fn holders(plan: &Plan, regie: &Regie) -> String {
    let mut line = match (regie.holders.is_empty(), &regie.condition) {
        (false, _) => plan.party_names(&regie.holders),
        (true, Some(condition)) => format!("af te spreken, {condition}"),
        (true, None) => "af te spreken".to_string(),
    };
    if !regie.with.is_empty() {
        line.push_str(", samen met ");
        line.push_str(&plan.party_names(&regie.with));
    }
    line
}

/// What a statement holds for, in few words: `3B.1`, `hfst 3`, `5A 5C.5`, `hfst 2-6`.
pub fn scope(statement: &Statement<'_>) -> String {
    let scope = statement.scope();
    let numbers: Option<Vec<u32>> = scope.iter().map(|id| id.parse().ok()).collect();
    match numbers.as_deref() {
        Some([first, .., last]) => format!("hfst {first}-{last}"),
        Some([one]) => format!("hfst {one}"),
        _ => scope.join(" "),
    }
}

/// What to say of an item the plan names no regie for: who carries it out.
pub fn no_regie(plan: &Plan, item: &Item<'_>) -> String {
    let standard = (std::slice::from_ref(&plan.default_executor), false);
    let (executors, named) = match item {
        Item::Action(action, _) => plan.executors(action),
        _ => standard,
    };
    let who = plan.party_names(executors);
    if named {
        format!("geen regie vermeld; uitvoering door {who}")
    } else {
        let place = where_said(plan);
        format!("geen regie vermeld; uitvoering standaard door {who}{place}")
    }
}

#[cfg(test)]
mod tests;
