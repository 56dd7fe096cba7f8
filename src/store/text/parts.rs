//! A save that reads back only the part it is in: a chapter, the entries that come into the
//! history, the revision. What was read before stands byte for byte as it stood then.
//!
//! It does what `next` does to the whole text, and nothing it isn't certain of: whatever doesn't
//! fit - another key of the plan, a part at another place, an id that comes or goes, a text that may
//! harm, something that would be read otherwise - is left to the whole.

use super::format::Document;
use super::locate::{Cut, Span};
use super::places::Own;
use super::{scan, splice};
use crate::plan::check;
use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::Next;
use crate::plan::{Chapter, Plan};

/// How deep a chapter and an entry lie in a plan.
const DEEP: usize = 2;

/// The document one save further, where the save is in parts that are read back here.
pub(super) fn document(old: &Document, next: &Next) -> Option<Document> {
    let mut tree = old.places.tree(&old.text);
    let cuts = splice::cuts(&mut tree, &next.all_changes())?;
    let text = splice::pasted(&old.text, &cuts)?;
    let mut places = old.places.after(&cuts);
    let own = |key| old.places.of(&old.text, key);
    let (chapters, history, revision) = (own("chapters")?, own("history")?, own("revision")?);
    let nth = old.places.own.iter().position(|it| it == history)?;
    let start = places.own.get(nth)?.value.start;
    let mut touched = Vec::new();
    let mut entries = None;
    let mut raised = false;
    for cut in &cuts {
        if let Some(place) = holds(&chapters.items, cut) {
            touched.push(place);
        } else if cut.span == revision.value {
            raised = true;
        } else if is_within(&history.value, cut) && entries.is_none() {
            entries = Some(added(history, start, cut)?);
        } else {
            return None;
        }
    }
    touched.dedup();
    let (entries, items) = entries.filter(|_| raised)?;
    stands(&old.text, &text, &cuts)?;
    let value = |key| {
        let own = places.of(&text, key)?;
        Some((text.get(own.value.clone())?, own))
    };
    let (written, _) = value("revision")?;
    let (_, moved) = value("chapters")?;
    for place in &touched {
        let json = text.get(moved.items.get(*place)?.clone())?;
        let chapter: Chapter = harmless(json)?;
        (chapter == **next.plan.chapters.get(*place)?).then_some(())?;
    }
    let before = old.plan.history.len();
    let sound = written.parse() == Ok(next.plan.revision)
        && next.plan.history.iter().skip(before).eq(&entries)
        && is_else_the_same(&old.plan, &next.plan, &touched)
        && check::is_sound_after(&old.plan, &next.plan, &touched);
    places.own.get_mut(nth)?.items.extend(items);
    sound.then(|| Document {
        text,
        plan: next.plan.clone(),
        places,
    })
}

/// The item a cut is inside of: not at its edge.
fn holds(items: &[Span], cut: &Cut) -> Option<usize> {
    let place = items.partition_point(|item| item.end <= cut.span.start);
    is_within(items.get(place)?, cut).then_some(place)
}

fn is_within(part: &Span, cut: &Cut) -> bool {
    part.start < cut.span.start && cut.span.end < part.end || part == &cut.span
}

/// What a cut adds to the history, and where that stands then: after the entries there are, in the
/// list that begins at `start`.
fn added(history: &Own, start: usize, cut: &Cut) -> Option<(Vec<Entry>, Vec<Span>)> {
    const HEAD: &str = "{\"new\":";
    let json = match history.items.last() {
        Some(last) if cut.span == (last.end..last.end) => {
            let new = cut.new.strip_prefix(',')?;
            // The bracket stands where the comma does.
            format!("{HEAD}[{new}]}}")
        }
        None if cut.span == history.value => format!("{HEAD}{}}}", cut.new),
        _ => return None,
    };
    let seen = scan::scan_within(&json, 0).ok().filter(|it| !it.harm)?;
    let own = seen.places.own.into_iter().next()?;
    let entries = serde_json::from_str(json.get(own.value)?).ok()?;
    let begins = start + (cut.span.start - history.value.start);
    let moved = |at: usize| Some(at.checked_sub(HEAD.len())? + begins);
    let items = own.items.into_iter();
    let items = items.map(|it| Some(moved(it.start)?..moved(it.end)?));
    Some((entries, items.collect::<Option<_>>()?))
}

/// A part, read as the whole would be; none where something in it has to be made harmless.
fn harmless(json: &str) -> Option<Chapter> {
    let seen = scan::scan_within(json, DEEP).ok()?;
    let chapter = serde_json::from_str(json).ok()?;
    (!seen.harm).then_some(chapter)
}

/// That around its cuts the new text is the old one, byte for byte.
fn stands(old: &str, new: &str, cuts: &[Cut]) -> Option<()> {
    let (mut from, mut at) = (0, 0);
    for cut in cuts {
        let kept = old.get(from..cut.span.start)?;
        let there = new.get(at..at + kept.len())?;
        at += kept.len() + cut.new.len();
        (kept == there && new.get(at - cut.new.len()..at)? == cut.new).then_some(())?;
        from = cut.span.end;
    }
    (old.get(from..)? == new.get(at..)?).then_some(())
}

/// That nothing is another but the revision, the end of the history and these chapters.
fn is_else_the_same(old: &Plan, new: &Plan, touched: &[usize]) -> bool {
    let pairs = old.chapters.iter().zip(&new.chapters).enumerate();
    let mut others = pairs.filter(|(place, _)| !touched.contains(place));
    let mut expected = Plan {
        revision: new.revision,
        history: new.history.clone(),
        ..old.clone()
    };
    expected.chapters.clone_from(&new.chapters);
    old.chapters.len() == new.chapters.len()
        && others.all(|(_, (old, new))| old == new)
        && new.history.starts_with(&old.history)
        && expected == *new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::edit::Edit;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::store::text::format;

    const LAYOUTS: [&str; 5] = [
        include_str!("../../../tests/stores/valid/small.json"),
        include_str!("../../../tests/stores/valid/one-line.json"),
        include_str!("../../../tests/stores/valid/tabs.json"),
        include_str!("../../../tests/stores/valid/crlf.json"),
        include_str!("../../../tests/stores/valid/expanded.json"),
    ];

    fn read(text: &str) -> Document {
        format::read_text(text.to_string()).unwrap()
    }

    fn next(old: &Document, edits: Vec<Edit>) -> Next {
        let author = Author {
            name: "A".to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        };
        let wanted = Intent::Edit(edits);
        let next = transaction(old.plan.clone(), &wanted, &author, Role::Administrator);
        next.unwrap().unwrap()
    }

    fn edit(json: &str) -> Edit {
        serde_json::from_str(json).unwrap()
    }

    fn count() -> Edit {
        edit(
            r#"{ "what": "count", "id": "1.K1.1", "add": 1, "reading":
                 { "date": "2026-06-12", "value": 0, "by": "A" } }"#,
        )
    }

    fn done() -> Edit {
        edit(r#"{ "what": "status", "id": "1A.1.a", "from": "open", "to": "done" }"#)
    }

    #[test]
    fn what_a_meeting_records_is_read_back_in_parts() {
        for text in LAYOUTS {
            let mut old = read(text);
            for edits in [vec![count()], vec![count(), done()], vec![count()]] {
                let new = document(&old, &next(&old, edits)).unwrap();
                assert_eq!(new, read(&new.text));
                old = new;
            }
        }
    }

    /// Each is left to the whole: nothing is written that isn't read back.
    #[test]
    fn what_is_not_as_it_should_be_is_left_to_the_whole() {
        type Spoilt = (&'static str, fn(&mut Next));
        let spoilt: [Spoilt; 6] = [
            ("another value", |next| {
                next.plan.chapters[0].kpis[0].indicators[0].readings.clear();
            }),
            ("another chapter", |next| {
                next.plan.chapters.last_mut().unwrap().title.push('x');
            }),
            ("another title", |next| next.plan.title.push('x')),
            ("an entry too many", |next| {
                let last = next.plan.history.last().cloned();
                next.plan.history.extend(last);
            }),
            ("no entry", |next| next.plan.history.clear()),
            ("a text that may harm", |next| {
                next.entries[0].by = "A\u{1b}[31m".to_string();
                let last = next.plan.history.len() - 1;
                next.plan.history.get_mut(last).unwrap().by = "A\u{1b}[31m".to_string();
            }),
        ];
        for (name, spoil) in spoilt {
            let old = read(LAYOUTS[0]);
            let mut next = next(&old, vec![count()]);
            assert!(document(&old, &next).is_some());
            spoil(&mut next);
            assert!(document(&old, &next).is_none(), "{name}");
        }
        // An id that comes.
        let old = read(LAYOUTS[0]);
        let add = edit(
            r#"{ "what": "add", "sort": "action", "into": "1A.1", "after": null,
                 "item": { "id": "1A.1.z", "text": "x" }, "why": { "reason": "x" } }"#,
        );
        assert!(document(&old, &next(&old, vec![add])).is_none());
        // A file that is not as it was read: its parts stand elsewhere.
        let mut moved = read(LAYOUTS[0]);
        let next = next(&moved, vec![count()]);
        moved.text.insert(0, ' ');
        assert!(document(&moved, &next).is_none());
    }
}
