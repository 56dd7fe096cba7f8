//! Taking back gives the same bytes. An entry of the history keeps how a value was written where
//! writing it anew would give other bytes: `1.00` for 1, a list over several lines, a key that
//! was left out. Taking the entry back puts exactly that there again.
//!
//! Only from the schema on in which the plan itself can change: an older file is written as ever.

mod versions;

use std::collections::BTreeMap;

use super::format::Document;
use super::locate::Tree;
use super::style::Style;
use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::Next;
use crate::plan::edit::{Change, What};
use versions::{Version, Versions};

/// What stood there, by id and key; none where the key was left out.
type Kept = BTreeMap<String, Option<String>>;

/// The same save, which takes back to the byte and can be taken back to the byte. None where that
/// asks nothing.
pub(super) fn exactly(old: &Document, next: &Next) -> Option<Next> {
    let mut undone = next.entries.iter().filter_map(|entry| entry.undoes);
    let is_kept = |revision| of(next, revision).is_some_and(|entry| !entry.kept.is_empty());
    if !next.plan.is_changing() && !undone.any(is_kept) {
        return None;
    }
    let mut next = next.clone();
    let first = next.plan.history.len() - next.entries.len();
    let mut turned = false;
    let mut versions = Versions::of(old);
    for place in 0..next.changes.len() {
        let undoes = next.entries.get(place)?.undoes;
        let kept = undoes.and_then(|revision| of(&next, revision));
        let kept = kept.map(|entry| &entry.kept).filter(|it| !it.is_empty());
        if let Some(kept) = kept {
            let restored = restored(versions.last()?, next.changes.get(place)?, kept);
            *next.changes.get_mut(place)? = restored;
            turned = true;
        }
        let raised = next.entries.get(place)?.raised.is_some();
        versions.next(next.changes.get(place)?, raised)?;
    }
    if next.plan.is_changing() {
        let mut plan = next.plan.clone();
        for (place, entry) in next.entries.iter_mut().enumerate().rev() {
            // Those before it are taken back from a plan without it.
            let back = entry.edit.inverse().apply(&mut plan);
            entry.kept = match (versions.around(place), back) {
                (Some(around), Ok(back)) => {
                    stood(around, next.changes.get(place)?, entry, back.changes)
                }
                _ => Kept::new(),
            };
            turned |= !entry.kept.is_empty();
        }
        for (place, entry) in next.entries.iter().enumerate() {
            next.plan.history.get_mut(first + place)?.kept = entry.kept.clone();
        }
    }
    turned.then_some(next)
}

/// The entry of a revision.
fn of(next: &Next, revision: u64) -> Option<&Entry> {
    let history = &next.plan.history;
    history.get(history.place_of(&revision, |entry| entry.revision)?)
}

/// What stood where an entry changed something, where taking it back would not give these bytes.
fn stood(
    (before, after): (&Version<'_>, &Version<'_>),
    changes: &[Change],
    entry: &Entry,
    mut turned: Vec<Change>,
) -> Kept {
    if entry.raised.is_some() {
        turned.extend(changes.iter().filter(|it| it.key == "schema").cloned());
    }
    let anew = after.after(&turned);
    if anew.as_ref().and_then(Version::but_schema) == before.but_schema() {
        return Kept::new();
    }
    let mut tree = before.tree();
    changes
        .iter()
        .filter(|change| change.key != "schema")
        .filter_map(|change| kept_of(&mut tree, change, &turned))
        .collect()
}

/// How the value of a changed key is written, where that isn't as it would be.
fn kept_of(
    tree: &mut Tree<'_>,
    change: &Change,
    back: &[Change],
) -> Option<(String, Option<String>)> {
    let name = name(tree, change)?;
    let object = tree.find(&change.object)?;
    let Some(value) = tree.member(&object, change.key) else {
        return Some((name, None));
    };
    if !matches!(change.what, What::Set(_) | What::Text(_)) {
        return None;
    }
    let text = tree.text().get(value)?;
    let style = Style::of_object(tree, &object);
    let anew = back.iter().find_map(|it| match &it.what {
        What::Set(json) if it.key == change.key => style.written(json),
        _ => None,
    });
    (anew.as_deref() != Some(text)).then(|| (name, Some(to_keep(text))))
}

/// The changes that take an entry back, with what stood there.
fn restored(before: &Version<'_>, changes: &[Change], kept: &Kept) -> Vec<Change> {
    let mut tree = before.tree();
    let mut out: Vec<Change> = Vec::new();
    for change in changes {
        let name = name(&mut tree, change);
        match (name.and_then(|name| kept.get(&name)), &change.what) {
            (Some(Some(text)), What::Set(_)) => {
                out.push(Change::new(
                    &change.object,
                    change.key,
                    What::Text(as_stood(text)),
                ));
            }
            (Some(None), _) => {
                out.push(change.clone());
                out.push(Change::new(&change.object, change.key, What::Leave));
            }
            _ => out.push(change.clone()),
        }
        if let What::Take { object, key, .. } = &change.what {
            let from = Change::new(object, key, What::Leave);
            let name = self::name(&mut tree, &from);
            if name.is_some_and(|name| kept.get(&name) == Some(&None)) {
                out.push(from);
            }
        }
    }
    out
}

/// Text for the history, where a tab would be read as a space: what is white space between values
/// is written with a backslash, of which there is none there otherwise.
fn to_keep(text: &str) -> String {
    text.replace('\t', "\\t").replace('\r', "\\r")
}

/// The text again.
fn as_stood(kept: &str) -> String {
    let mut out = String::with_capacity(kept.len());
    let (mut in_string, mut chars) = (false, kept.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => {
                out.push(c);
                out.extend(chars.next());
            }
            '\\' => out.push(if chars.next() == Some('t') {
                '\t'
            } else {
                '\r'
            }),
            c => out.push(c),
        }
    }
    out
}

/// A key with the id of its object: `3.K1.1.target`.
fn name(tree: &mut Tree<'_>, change: &Change) -> Option<String> {
    let object = tree.find(&change.object)?;
    let id = tree.member(&object, "id");
    let id = id.and_then(|span| serde_json::from_str::<String>(tree.text().get(span)?).ok());
    Some(match id {
        Some(id) => format!("{id}.{}", change.key),
        None => change.key.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_comes_through_the_history() {
        for text in [
            "1.00",
            "{\r\n\t\t\"min\": 10,\n \t\"max\": null }",
            r#"["a\t\"b", "\\", "c\r"]"#,
        ] {
            let kept = to_keep(text);
            assert!(!kept.contains(['\t', '\r']), "{kept}");
            assert_eq!(as_stood(&kept), text);
        }
    }
}
