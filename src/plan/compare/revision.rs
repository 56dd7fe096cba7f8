//! A plan as it was: its history taken back, one entry after another.

use crate::plan::Plan;
use crate::plan::edit::history::{self, Entry};
use crate::plan::model::CHANGING;

/// The plan before the entries that don't belong to it yet.
///
/// # Errors
/// A Dutch sentence, where an entry can't be taken back or nothing is known of that time.
pub fn before(plan: &Plan, is_later: impl Fn(&Entry) -> bool) -> Result<Plan, String> {
    let mut plan = plan.clone();
    while let Some(entry) = plan.history.last().filter(|entry| is_later(entry)).cloned() {
        let revision = entry.revision;
        entry
            .edit
            .inverse()
            .apply(&mut plan)
            .map_err(|why| format!("wijziging {revision} is niet terug te draaien: {why}"))?;
        plan.history.pop();
        if let Some(schema) = entry.raised {
            plan.schema = schema;
        }
        plan.revision = revision.saturating_sub(1);
    }
    // What was taken back since had lowered it.
    if history::in_force(&plan.history).any(|entry| entry.edit.alters(&plan).is_some()) {
        plan.schema = plan.schema.max(CHANGING);
    }
    Ok(plan)
}

/// The plan of a revision.
///
/// # Errors
/// As [`before`]; and where there is no such revision.
pub fn of(plan: &Plan, revision: u64) -> Result<Plan, String> {
    let oldest = plan
        .history
        .first()
        .map_or(plan.revision, |first| first.revision.saturating_sub(1));
    if !(oldest..=plan.revision).contains(&revision) {
        let newest = plan.revision;
        return Err(format!(
            "er is geen revisie {revision}; kies {oldest} tot en met {newest}"
        ));
    }
    before(plan, |entry| entry.revision > revision)
}
