//! The doubts of a document that are of what it changes in a plan: they stay in the plan, to be walked
//! along as those of a fresh draft are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::plan::edit::history::in_force;
use crate::plan::edit::{DoubtEdit, Edit};
use crate::plan::model::doubt::Doubt;
use crate::plan::{Id, Plan};

/// The item of a doubt about the whole plan.
const WHOLE: &str = "plan";

/// Where the items of a document are in a plan.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By the id in the document.
    ids: BTreeMap<Id, Id>,
    /// Those of the document of which a figure wasn't taken over, since it is doubted.
    held: BTreeSet<Id>,
}

impl Found {
    /// An item of the document is this one of the plan.
    pub fn is(&mut self, new: &str, old: &str) {
        self.ids.insert(new.to_string(), old.to_string());
    }

    /// A figure of an item of the document is left as it is in the plan.
    pub fn held(&mut self, new: &str) {
        self.held.insert(new.to_string());
        // What is doubted of a KPI holds for its figures.
        if let Some((kpi, _)) = new.rsplit_once('.') {
            self.held.insert(kpi.to_string());
        }
    }

    /// The doubts that come into the plan behind these edits: of what they change or add, of figures
    /// that were held back, and of words that found no place. One that is open, or was answered, is
    /// not asked again.
    pub fn doubts(mut self, plan: &Plan, draft: &Plan, edits: &[Edit]) -> Vec<Edit> {
        let touched = self.follow(plan, edits);
        let mut number = last_number(plan);
        let mut place = plan.doubts.len();
        let mut kept = Vec::new();
        for doubt in &draft.doubts {
            let item = match self.ids.get(&doubt.item) {
                Some(id) => id.as_str(),
                None if doubt.left_out || doubt.item == WHOLE => WHOLE,
                None => continue,
            };
            let held = self.held.contains(&doubt.item);
            if !(doubt.left_out || held || touched.contains(item)) {
                continue;
            }
            let mut doubt = Doubt {
                item: item.to_string(),
                ..doubt.clone()
            };
            if held {
                doubt.made_of_it += "; in het plan staat iets anders, en dat is gebleven";
            }
            if is_known(plan, &doubt) {
                continue;
            }
            number += 1;
            doubt.id = format!("TW{number}");
            kept.push(Edit::Doubt(DoubtEdit::asking(&doubt, place)));
            place += 1;
        }
        kept
    }

    /// Which items of the plan the edits change or add; what is new gets its id as it comes in.
    fn follow(&mut self, plan: &Plan, edits: &[Edit]) -> BTreeSet<Id> {
        let (mut plan, mut touched) = (plan.clone(), BTreeSet::new());
        for edit in edits {
            let Ok(done) = edit.apply(&mut plan) else {
                continue;
            };
            match (edit, &done.edit) {
                (Edit::Add(wanted), Edit::Add(made)) => {
                    self.added(&wanted.item, &made.item, &mut touched);
                }
                _ => touched.extend(edit.id().map(str::to_string)),
            }
        }
        touched
    }

    /// The ids of something new and of all in it: as the document had them, and as they became.
    fn added(&mut self, wanted: &Value, made: &Value, touched: &mut BTreeSet<Id>) {
        match (wanted, made) {
            (Value::Object(wanted), Value::Object(made)) => {
                let id = |of: &serde_json::Map<String, Value>| {
                    of.get("id")?.as_str().map(str::to_string)
                };
                if let (Some(new), Some(id)) = (id(wanted), id(made)) {
                    self.is(&new, &id);
                    touched.insert(id);
                }
                for (key, value) in wanted {
                    if let Some(made) = made.get(key) {
                        self.added(value, made, touched);
                    }
                }
            }
            (Value::Array(wanted), Value::Array(made)) => {
                for (wanted, made) in wanted.iter().zip(made) {
                    self.added(wanted, made, touched);
                }
            }
            _ => {}
        }
    }
}

/// Whether it is open, or somebody answered it.
fn is_known(plan: &Plan, doubt: &Doubt) -> bool {
    let same = |it: &Doubt| {
        let of = |it: &Doubt| (it.item.clone(), it.field.clone(), it.source.clone());
        of(it) == of(doubt)
    };
    let mut answered = in_force(&plan.history).filter_map(|entry| match &*entry.edit {
        Edit::Doubt(it) if !it.back => it.was.as_deref(),
        _ => None,
    });
    plan.doubts.iter().any(same) || answered.any(same)
}

/// The highest number a doubt ever had: ids are never used twice.
fn last_number(plan: &Plan) -> u32 {
    let open = plan.doubts.iter().map(|it| it.id.as_str());
    let once = plan.history.iter().filter_map(|entry| match &*entry.edit {
        Edit::Doubt(it) => Some(it.id.as_str()),
        _ => None,
    });
    let numbers = open
        .chain(once)
        .filter_map(|id| id.strip_prefix("TW")?.parse().ok());
    numbers.max().unwrap_or(0)
}
