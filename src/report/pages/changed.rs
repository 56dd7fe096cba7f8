//! What of an item is no longer as it was printed: other words, or that it no longer holds.

use similar::{ChangeTag, TextDiff};

use crate::doc::Tone;
use crate::doc::para::{Para, section};
use crate::plan::Plan;
use crate::plan::edit::Field;
use crate::plan::model::date;
use crate::plan::model::life::Dropped;
use crate::plan::model::lookup::Item;

/// That something no longer holds, since when and why.
pub fn gone(plan: &Plan, dropped: &Dropped) -> Para {
    Para::field("Vervallen", said(plan, dropped)).toned(Tone::Amber)
}

/// `per 01-07-2026: reden (raad 26.041)`.
fn said(plan: &Plan, dropped: &Dropped) -> String {
    let reason = dropped.reason.as_ref();
    let reason = reason.map_or_else(String::new, |it| format!(": {it}"));
    let decision = dropped.decision.as_ref().and_then(|id| plan.decision(id));
    let decision = decision.map_or_else(String::new, |it| format!(" ({})", it.shown()));
    format!("per {}{reason}{decision}", date::dutch(dropped.date))
}

/// Whether words of an item became others than were printed.
pub fn is_reworded(item: Item<'_>) -> bool {
    reworded(item).next().is_some()
}

/// The fields of an item whose words became others.
fn reworded(item: Item<'_>) -> impl Iterator<Item = (&'static Field, &serde_json::Value)> {
    Field::of(item.sort()).filter_map(move |field| Some((field, field.kept(item)?)))
}

/// What was printed, and word by word what became of it.
pub fn printed(plan: &Plan, item: Item<'_>) -> impl Iterator<Item = Para> {
    let paras = reworded(item).flat_map(move |(field, kept)| {
        let (before, now) = (field.said(plan, kept), field.said(plan, &field.now(item)));
        let changes = Para::field("Nu", marked(&before, &now)).toned(Tone::Changed);
        [Para::field(field.head, before).toned(Tone::Quote), changes]
    });
    section("Zoals het gedrukt is", paras)
}

/// The words as they are now, those that came between `{+ +}` and those that went between
/// `[- -]`.
fn marked(before: &str, now: &str) -> String {
    let diff = TextDiff::from_words(before, now);
    let mut parts: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match parts.last_mut() {
            Some((tag, words)) if *tag == change.tag() => words.push_str(change.value()),
            _ => parts.push((change.tag(), change.value().to_string())),
        }
    }
    let mark = |(tag, words): (ChangeTag, String)| {
        let space = if words.ends_with(' ') { " " } else { "" };
        let bare = words.trim_end_matches(' ');
        match tag {
            ChangeTag::Equal => words,
            _ if bare.is_empty() => words,
            ChangeTag::Delete => format!("[-{bare}-]{space}"),
            ChangeTag::Insert => format!("{{+{bare}+}}{space}"),
        }
    };
    parts.into_iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_went_is_marked_word_by_word() {
        for (before, now, shown) in [
            ("Rust", "Rust", "Rust"),
            (
                "Rust op straat",
                "Rust en orde op straat",
                "Rust {+en orde+} op straat",
            ),
            (
                "Rust op de straat",
                "Rust op straat",
                "Rust op [-de-] straat",
            ),
            (
                "Tien controles",
                "Zes controles",
                "[-Tien-]{+Zes+} controles",
            ),
            ("Rust.", "Rust, overal.", "[-Rust.-]{+Rust, overal.+}"),
        ] {
            assert_eq!(marked(before, now), shown, "{before} {now}");
        }
    }
}
