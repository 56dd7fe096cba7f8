//! Ids: every one is met here, once, before any reference is looked up.

use std::collections::hash_map::Entry as Slot;
use std::hash::{Hash, Hasher};

use super::Check;
use crate::plan::model::lookup::alike;
use crate::plan::model::record::Record;
use crate::plan::model::sort::Sort;
use crate::plan::{Chapter, Plan, clean};

/// The longest id; a hand has to type it.
const LONGEST_ID: usize = 64;

/// An id as it is found: however it is typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a>(pub &'a str);

impl PartialEq for Typed<'_> {
    fn eq(&self, other: &Self) -> bool {
        alike(self.0, other.0)
    }
}

impl Eq for Typed<'_> {}

impl Hash for Typed<'_> {
    /// By its letters in lower case; of ASCII, as nearly every id is, without a copy on the heap.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut room = [0; LONGEST_ID];
        match room.get_mut(..self.0.len()) {
            Some(lower) if self.0.is_ascii() => {
                lower.copy_from_slice(self.0.as_bytes());
                lower.make_ascii_lowercase();
                state.write(lower);
            }
            _ => state.write(self.0.to_lowercase().as_bytes()),
        }
    }
}

impl<'a> Check<'a> {
    pub(super) fn collect(&mut self, plan: &'a Plan) {
        self.collect_people(plan);
        self.each("chapters", &plan.chapters, |check, it| {
            check.collect_chapter(it);
        });
        self.collect_tables(plan);
    }

    /// What has an id and lies in no chapter.
    pub(super) fn collect_but_chapters(&mut self, plan: &'a Plan) {
        self.collect_people(plan);
        self.collect_tables(plan);
    }

    fn collect_people(&mut self, plan: &'a Plan) {
        self.ids("meetings", &plan.meetings);
        self.ids("action_points", &plan.action_points);
        self.ids("parties", &plan.parties);
    }

    fn collect_tables(&mut self, plan: &'a Plan) {
        self.ids("decisions", &plan.decisions);
        self.each("budgets", &plan.budgets, |check, budget| {
            check.id(&budget.id, Sort::Table);
            check.ids("rows", &budget.rows);
        });
        self.each("capacity", &plan.capacity, |check, capacity| {
            check.id(&capacity.id, Sort::Table);
            check.ids("rows", &capacity.rows);
        });
    }

    pub(super) fn collect_chapter(&mut self, chapter: &'a Chapter) {
        self.id(&chapter.id, Sort::Chapter);
        self.each("themes", &chapter.themes, |check, theme| {
            check.id(&theme.id, Sort::Theme);
            check.each("goals", &theme.goals, |check, goal| {
                check.id(&goal.id, Sort::Goal);
                check.ids("actions", &goal.actions);
            });
            check.ids("regie", &theme.regie);
        });
        self.ids("regie", &chapter.regie);
        self.each("kpis", &chapter.kpis, |check, kpi| {
            check.id(&kpi.id, Sort::Kpi);
            check.ids("indicators", &kpi.indicators);
        });
        self.ids("topics", &chapter.topics);
    }

    fn ids<T: Record>(&mut self, key: &'static str, list: &'a [T]) {
        self.each(key, list, |check, it| check.id(it.id(), it.sort()));
    }

    fn id(&mut self, id: &'a str, sort: Sort) {
        if let Some(sentence) = odd_id(id) {
            self.error("id", id, sentence);
        }
        match self.ids.entry(Typed(id)) {
            Slot::Vacant(slot) => {
                slot.insert(sort);
            }
            Slot::Occupied(slot) if !id.is_empty() => {
                let other = slot.key().0;
                let sentence = if other == id {
                    format!("het id “{id}” komt al eerder in het plan voor")
                } else {
                    format!("het id “{id}” verschilt alleen in hoofdletters van “{other}”")
                };
                self.error("id", id, sentence);
            }
            Slot::Occupied(_) => {}
        }
    }
}

fn odd_id(id: &str) -> Option<String> {
    if id.is_empty() {
        return Some("het id is leeg".to_string());
    }
    if id.chars().count() > LONGEST_ID {
        let shown: String = id.chars().take(20).collect();
        return Some(format!(
            "het id “{shown}…” is langer dan {LONGEST_ID} tekens"
        ));
    }
    // It is typed on a command line, and may become part of a file's name.
    let typable = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let begins_well = id.chars().next().is_some_and(char::is_alphanumeric);
    if begins_well && id.chars().all(typable) {
        return None;
    }
    let shown = clean::one_line(id);
    Some(format!(
        "het id “{shown}” mag alleen letters, cijfers, punt, - en _ bevatten en begint met een letter of cijfer"
    ))
}
