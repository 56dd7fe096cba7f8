//! The parties of a document by those of a plan.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::plan::Plan;
use crate::plan::find::fold;

/// The keys whose lists are of parties.
const KEYS: [&str; 5] = ["executors", "with", "partners", "parties", "holders"];

/// Who of a document is who of a plan.
pub(super) struct Parties {
    /// By the id in the document: the one in the plan, or the name of who isn't there.
    known: BTreeMap<String, Result<String, String>>,
    used: BTreeSet<String>,
}

impl Parties {
    pub(super) fn of(plan: &Plan, draft: &Plan) -> Self {
        let mut spelled: BTreeMap<String, &str> = BTreeMap::new();
        for party in &plan.parties {
            for name in party.spellings() {
                spelled.entry(fold::letters(name)).or_insert(&party.id);
            }
        }
        let known = draft.parties.iter().map(|party| {
            let found = party
                .spellings()
                .find_map(|name| spelled.get(&fold::letters(name)));
            let found = found.map(|id| (*id).to_string());
            (party.id.clone(), found.ok_or_else(|| party.name.clone()))
        });
        Self {
            known: known.collect(),
            used: BTreeSet::new(),
        }
    }

    /// An item with the ids of the plan; who isn't there is left out, and remembered.
    pub(super) fn mapped(&mut self, mut item: Value) -> Value {
        match &mut item {
            Value::Object(members) => {
                for (key, value) in members.iter_mut() {
                    let list = value.as_array().filter(|_| KEYS.contains(&key.as_str()));
                    *value = match list {
                        Some(ids) => self.ids(ids),
                        None => self.mapped(value.take()),
                    };
                }
            }
            Value::Array(all) => {
                for value in all.iter_mut() {
                    *value = self.mapped(value.take());
                }
            }
            _ => {}
        }
        item
    }

    fn ids(&mut self, ids: &[Value]) -> Value {
        let mut out: Vec<Value> = Vec::new();
        for id in ids.iter().filter_map(Value::as_str) {
            match self.known.get(id) {
                Some(Ok(own)) if !out.iter().any(|it| it == own) => out.push(own.as_str().into()),
                Some(Err(name)) => {
                    self.used.insert(name.clone());
                }
                _ => {}
            }
        }
        out.into()
    }

    /// The names that were asked for and aren't in the plan.
    pub(super) fn unknown(&self) -> Vec<String> {
        self.used.iter().cloned().collect()
    }
}
