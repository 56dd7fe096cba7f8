//! What reads otherwise, and word by word what changed in it.

use super::said::{is_elsewhere, title};
use crate::doc::para::{Para, section};
use crate::plan::compare::{Change, Comparison, FieldChange};
use crate::report::pages::changed::reads_otherwise;

/// What reads otherwise: both texts, and word by word what changed.
pub(super) fn worded(comparison: &Comparison) -> Vec<Para> {
    let own = comparison.changes.iter().filter(|it| !is_elsewhere(it));
    let texts = own.flat_map(|change| {
        let texts = change.fields.iter().filter(|it| it.text);
        texts.flat_map(move |field| reworded(change, field))
    });
    section("Geherformuleerd", texts).collect()
}

fn reworded(change: &Change, field: &FieldChange) -> Vec<Para> {
    let head = Para::field("Wat", format!("{}, {}", title(change), field.label));
    let [was, is] = reads_otherwise(["Was", "Wordt"], &field.from, &field.to);
    vec![head, was, is, Para::Gap]
}
