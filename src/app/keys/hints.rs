//! The hints in the footer: the keys that apply now.

use super::command::Command;
use super::key;
use super::keymap::context;
use crate::app::App;

/// A hint in the footer: the key and a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as shown.
    pub key: String,
    /// What it does, in a word.
    pub word: &'static str,
    /// How long it stays when the screen is narrow.
    pub weight: u8,
}

/// The hints that apply now, in the order of the table; of two with one word the first.
pub fn hints(app: &App) -> Vec<Hint> {
    let context = context(app);
    let mut hints: Vec<Hint> = Vec::new();
    for binding in &app.settings.keymap {
        let (word, weight) = match binding.command {
            // In a draft that is what one does.
            Command::Add if !app.plan.is_adopted() => ("nieuw", 82),
            _ => binding.hint,
        };
        if binding.context != context || weight == 0 || !(binding.applies)(app) {
            continue;
        }
        let keys = key::shown(&binding.keys, app.ascii);
        let key = app.value_key(binding.command);
        let Some(key) = key.or_else(|| keys.into_iter().next()) else {
            continue;
        };
        let word = app.word_for(binding.command).unwrap_or(word);
        if hints.iter().all(|hint| hint.word != word) {
            hints.push(Hint { key, word, weight });
        }
    }
    hints
}
