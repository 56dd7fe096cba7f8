//! A list to choose from, that narrows as one types. What is chosen is for whoever made it.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use crate::app::list::cursor::Cursor;
use crate::plan::clean::one_line;

/// A list to choose from.
#[derive(Debug)]
pub struct Picker<T> {
    /// What is asked.
    pub title: String,
    /// What is typed.
    pub input: Input,
    /// Everything one can choose.
    pub choices: Vec<Choice<T>>,
    /// The choices that fit what is typed, best first, as positions in `choices`.
    pub shown: Vec<usize>,
    /// The one that Enter takes.
    pub cursor: Cursor,
    /// Where a name is typed: how the first choice follows from it.
    naming: Option<Naming<T>>,
    /// What can be chosen of the words that are typed, where no choice has them.
    otherwise: Option<fn(&str) -> Choice<T>>,
    /// Whether the last choice was made so.
    made: bool,
}

/// How the first choice follows from the name that is typed.
#[derive(Debug)]
struct Naming<T> {
    choice: fn(&str) -> Choice<T>,
    /// The name where none is typed.
    proposed: String,
}

/// Something to choose.
#[derive(Debug)]
pub struct Choice<T> {
    /// What kind of thing it is, or its key.
    pub kind: String,
    /// Its words.
    pub label: String,
    /// What it stands for.
    pub pick: T,
}

impl<T> Choice<T> {
    /// Something of this kind, in these words, and what choosing it picks.
    pub fn new(kind: impl Into<String>, label: &str, pick: T) -> Self {
        Self {
            kind: kind.into(),
            label: one_line(label).into_owned(),
            pick,
        }
    }
}

impl<T> Picker<T> {
    /// Choices under a question.
    pub fn of(title: &str, choices: Vec<Choice<T>>) -> Self {
        let shown = (0..choices.len()).collect();
        Self {
            title: title.to_string(),
            input: Input::default(),
            choices,
            shown,
            cursor: Cursor::default(),
            naming: None,
            otherwise: None,
            made: false,
        }
    }

    /// The same list, with a choice made of the words that are typed where none has them.
    #[must_use]
    pub(crate) fn otherwise(self, choice: fn(&str) -> Choice<T>) -> Self {
        Self {
            otherwise: Some(choice),
            ..self
        }
    }

    /// The same list, its first choice made of the name that is typed.
    #[must_use]
    pub(crate) fn naming(self, choice: fn(&str) -> Choice<T>, proposed: String) -> Self {
        Self {
            naming: Some(Naming { choice, proposed }),
            ..self
        }
    }

    /// Orders the choices after what was typed.
    pub fn search(&mut self) {
        if std::mem::take(&mut self.made) {
            self.choices.pop();
        }
        let typed = self.input.value();
        self.cursor = Cursor::default();
        if let (Some(naming), Some(first)) = (&self.naming, self.choices.first_mut()) {
            let name = if typed.trim().is_empty() {
                &naming.proposed
            } else {
                typed
            };
            *first = (naming.choice)(name);
            self.shown = (0..self.choices.len()).collect();
            return;
        }
        if typed.trim().is_empty() {
            self.shown = (0..self.choices.len()).collect();
            return;
        }
        // The words as they stand come first; only where no text holds them, letters in order.
        for kind in [AtomKind::Substring, AtomKind::Fuzzy] {
            let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind);
            self.shown = self.best(&pattern, |choice| choice.label.clone());
            // What stands left of it is on the screen as well, and may be typed.
            let whole = self.best(&pattern, |it| format!("{} {}", it.kind, it.label));
            let more = whole.into_iter().filter(|i| !self.shown.contains(i));
            let more: Vec<usize> = more.collect();
            self.shown.extend(more);
            if !self.shown.is_empty() {
                return;
            }
        }
        if let Some(choice) = self.otherwise {
            self.choices.push(choice(self.input.value()));
            self.shown = vec![self.choices.len() - 1];
            self.made = true;
        }
    }

    /// The choices of which these words fit a pattern, best first.
    fn best(&self, pattern: &Pattern, words: impl Fn(&Choice<T>) -> String) -> Vec<usize> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = self
            .choices
            .iter()
            .enumerate()
            .filter_map(|(i, choice)| {
                let words = words(choice);
                let words = Utf32Str::new(&words, &mut buffer);
                pattern.score(words, &mut matcher).map(|score| (score, i))
            })
            .collect();
        scored.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
        scored.into_iter().map(|(_, i)| i).collect()
    }

    /// Goes so many choices down, of which so many are in sight.
    pub fn step(&mut self, by: isize, height: usize) {
        self.cursor.step(by, self.shown.len(), height);
    }

    /// What Enter takes.
    pub fn chosen(&self) -> Option<&Choice<T>> {
        self.shown
            .get(self.cursor.selected)
            .map(|i| &self.choices[*i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_and_kind_may_be_typed_and_the_label_comes_first() {
        let all = [
            ("bewaard", "te laat"),
            ("filter op", "status"),
            ("bewaar", "dit filter houden als…"),
            ("status", "open"),
            ("status", "gereed"),
        ];
        for (typed, shown) in [
            ("", vec![0, 1, 2, 3, 4]),
            ("bewaar", vec![0, 2]),
            ("status", vec![1, 3, 4]),
            ("status open", vec![3]),
            ("gereed", vec![4]),
            ("hdn", vec![2]),
            ("zzz", vec![]),
        ] {
            let choices = all.map(|(kind, label)| Choice::new(kind, label, ()));
            let mut picker = Picker::of("?", choices.into());
            picker.input = Input::new(typed.to_string());
            picker.search();
            assert_eq!(picker.shown, shown, "{typed}");
        }
    }
}
