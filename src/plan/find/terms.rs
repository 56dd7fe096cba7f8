//! What people call things, put in the plan's words before a question is asked or a search is
//! done: `zwerfvuil` is `zwerfafval`.

use std::collections::HashMap;

use super::fold;
use crate::plan::Plan;

/// The terms of a plan, made comparable.
#[derive(Debug, Default)]
pub struct Terms {
    /// Of two that begin alike the longest first.
    all: Vec<Said>,
    /// The places of those that begin with a word, by each of its forms.
    by_first: HashMap<String, Vec<usize>>,
}

/// One thing people say.
#[derive(Debug)]
struct Said {
    /// Its words, each in all its forms.
    words: Vec<Vec<String>>,
    /// What the plan calls it.
    word: String,
}

impl Terms {
    /// The terms of a plan.
    pub fn of(plan: &Plan) -> Self {
        let terms = plan.terms.iter();
        let mut all: Vec<Said> = terms
            .flat_map(|term| term.also.iter().map(|said| (said, &term.word)))
            .map(|(said, word)| Said {
                words: fold::words(said)
                    .iter()
                    .map(|word| fold::forms(&word.folded))
                    .collect(),
                word: word.clone(),
            })
            .filter(|said| !said.words.is_empty())
            .collect();
        all.sort_by_key(|said| std::cmp::Reverse(said.words.len()));
        let mut by_first: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, said) in all.iter().enumerate() {
            for form in said.words.first().into_iter().flatten() {
                by_first.entry(form.clone()).or_default().push(at);
            }
        }
        Self { all, by_first }
    }

    /// What was typed in the words of the plan; none where it has no other word for any of it.
    pub fn in_plan_words(&self, typed: &str) -> Option<String> {
        if self.all.is_empty() {
            return None;
        }
        let words = fold::words(typed);
        let forms: Vec<Vec<String>> = words.iter().map(|it| fold::forms(&it.folded)).collect();
        let (mut out, mut copied, mut at) = (String::new(), 0, 0);
        while let Some(rest) = forms.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(said) = self.said(rest) else {
                at += 1;
                continue;
            };
            let (first, last) = (words.get(at)?, words.get(at + said.words.len() - 1)?);
            out.push_str(typed.get(copied..first.at.start)?);
            out.push_str(&said.word);
            copied = last.at.end;
            at += said.words.len();
        }
        out.push_str(typed.get(copied..)?);
        (copied > 0).then_some(out)
    }

    /// What some words begin with, each in all its forms; of several the longest.
    fn said(&self, words: &[Vec<String>]) -> Option<&Said> {
        let forms = words.first()?.iter();
        let places = forms.filter_map(|form| self.by_first.get(form)).flatten();
        let begins = |at: &&usize| self.all.get(**at).is_some_and(|it| it.begins(words));
        self.all.get(*places.filter(begins).min()?)
    }
}

impl Said {
    /// Whether some words begin with it, in any number.
    fn begins(&self, words: &[Vec<String>]) -> bool {
        let alike = |(own, other): (&Vec<String>, &Vec<String>)| {
            own.iter().any(|form| other.contains(form))
        };
        words.len() >= self.words.len() && self.words.iter().zip(words).all(alike)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_say_is_put_in_the_words_of_the_plan() {
        let plan: Plan = serde_json::from_str(
            r#"{ "schema": 1, "revision": 0, "title": "x", "municipality": "x", "year": 2026,
            "default_executor": "x", "parties": [], "chapters": [], "terms": [
            { "word": "zwerfafval", "also": ["zwerfvuil"] },
            { "word": "onbegrepen gedrag", "also": ["verward", "verwarde personen"] },
            { "word": "Preventie met Gezag", "also": ["PMG"] }, { "word": "zonder" }] }"#,
        )
        .unwrap();
        let terms = Terms::of(&plan);
        for (typed, plain) in [
            ("zwerfvuil", Some("zwerfafval")),
            ("wie doet Zwerfvuil?", Some("wie doet zwerfafval?")),
            ("verwarde persoon", Some("onbegrepen gedrag")),
            (
                "verwarde personen, pmg",
                Some("onbegrepen gedrag, Preventie met Gezag"),
            ),
            ("zwerf", None),
            ("zwerfafval", None),
            ("", None),
        ] {
            assert_eq!(terms.in_plan_words(typed).as_deref(), plain, "{typed}");
        }
        assert_eq!(Terms::default().in_plan_words("zwerfvuil"), None);
    }
}
