//! A figure or a day of a document beside that of a plan: which of them holds, and what is said of it.

use serde_json::Value;

use super::Work;
use crate::plan::Plan;
use crate::plan::edit::history::in_force;
use crate::plan::edit::{Edit, Field};
use crate::plan::model::sort::Sort;

impl Work<'_> {
    /// A figure: only where nothing is doubted of it, and no hand gave it another than the document still
    /// has.
    pub(super) fn figure(&mut self, (sort, key): (Sort, &str), id: &str, of: &str, to: Value) {
        let Some(field) = Field::named(sort, key) else {
            return;
        };
        let to = field.filled(to);
        let now = field.in_plan(self.plan, id);
        let Some(now) = now.filter(|now| *now != to) else {
            return;
        };
        let (said, own) = (field.said(self.plan, &to), field.said(self.plan, &now));
        let label = field.label;
        let kpi = of.rsplit_once('.').map_or(of, |it| it.0);
        if self.doubted.contains(of) || self.doubted.contains(kpi) && sort != Sort::Action {
            self.found.held(of);
            self.say(format!("{id}, {label}: het document lijkt {said} te noemen, en in het plan staat {own}; dat is niet zeker, en er is niets gewijzigd"));
        } else if was_moved(self.plan, (field, id), &to) {
            self.say(format!("{id}, {label}: het document heeft nog {said}, van vóór een wijziging; in het plan blijft {own} staan"));
        } else {
            self.set((sort, key), id, to);
        }
    }
}

/// Whether somebody gave a field another value than this one.
fn was_moved(plan: &Plan, (field, id): (&Field, &str), from: &Value) -> bool {
    let mut edits = in_force(&plan.history).map(|entry| &*entry.edit);
    edits.any(|edit| match edit {
        Edit::Set(it) => it.id == id && it.field == field.key && it.from == *from,
        _ => false,
    })
}
