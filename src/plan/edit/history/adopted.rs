//! Since when a plan holds: what was changed in it from then on.

use super::{Entry, in_force};
use crate::plan::Plan;
use crate::plan::edit::Edit;
use crate::plan::model::life::Adoption;
use crate::plan::model::sort::WHOLE;

/// The entries that stand, once the plan was adopted: what a draft undergoes is no adjustment.
pub fn adjusting(plan: &Plan) -> impl Iterator<Item = &Entry> {
    let adopted = |entry: &&Entry| match &*entry.edit {
        Edit::Set(set) => set.id == WHOLE && set.field == "adopted" && set.from.is_null(),
        _ => false,
    };
    let since = in_force(&plan.history).filter(adopted).last();
    let since = since.map_or(0, |entry| entry.revision);
    let draft = plan.adopted == Adoption::Draft;
    in_force(&plan.history).filter(move |entry| !draft && entry.revision > since)
}
