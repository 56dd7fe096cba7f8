//! Every command as a list to choose from.

use super::command::Command;
use super::keymap::Context;
use super::user::Bound;
use crate::app::App;
use crate::app::typing::choosing::picker::{Choice, Picker};
use crate::app::typing::record::Pick;

impl App {
    /// Every command with its key; those that don't apply now stand last, to find their key.
    pub(crate) fn commands(&self) -> Picker<Pick> {
        let context = if self.in_meeting() {
            Context::Meeting
        } else if self.in_questions() {
            Context::Turn
        } else {
            Context::Browse
        };
        let keymap = &self.settings.keymap;
        let bound = keymap.iter().filter(|b| b.context == context);
        let (now, elsewhere): (Vec<_>, Vec<_>) = bound.partition(|b| (b.applies)(self));
        let choice = |bound: &Bound, note: &str, pick: fn(Command) -> Pick| {
            let key = bound.keys.first().map(|key| key.shown(self.ascii));
            let label = format!("{}{note}", bound.command.label());
            Choice::new(key.unwrap_or_default(), &label, pick(bound.command))
        };
        let now = now.iter().map(|b| choice(b, "", Pick::Command));
        let elsewhere = elsewhere
            .iter()
            .map(|b| choice(b, " (niet hier)", Pick::Elsewhere));
        Picker::of("Welke opdracht?", now.chain(elsewhere).collect())
    }
}
