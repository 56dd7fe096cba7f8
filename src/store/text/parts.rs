//! A save that reads back only the parts it is in: a chapter, a list of the plan's own such as its
//! meetings, the entries that come into the history, the revision. What was read before stands byte
//! for byte as it stood then.
//!
//! It does what `next` does to the whole text, and nothing it isn't certain of: whatever doesn't
//! fit - a key that comes, a chapter that comes or goes, a text that may harm, something that would
//! be read otherwise - is left to the whole.

use serde::de::DeserializeOwned;

use super::format::Document;
use super::locate::{Cut, Span};
use super::scan::places::{Own, Places};
use super::{scan, splice};
use crate::plan::check;
use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::Next;
use crate::plan::{Chapter, Plan};
use crate::store::disk::piece::Piece;

/// How deep a chapter and an entry lie in a plan.
const DEEP: usize = 2;
/// What stands before a part that is read on its own, as deep as it lies in the plan.
const HEAD: &str = "{\"new\":";

/// What a save makes of a document: new text in some places, and the plan and its parts as they are
/// then.
#[derive(Debug)]
pub(crate) struct Step {
    cuts: Vec<Cut>,
    plan: Plan,
    places: Places,
}

impl Step {
    /// The new file, in the pieces it is made of; around its cuts it is the old one itself.
    pub fn pieces<'a>(&'a self, old: &'a Document) -> Option<Vec<Piece<'a>>> {
        let mut pieces = Vec::with_capacity(2 * self.cuts.len() + 3);
        let mut from = 0;
        for cut in &self.cuts {
            stays(&mut pieces, old, from..cut.span.start)?;
            pieces.push(Piece::Bytes(cut.new.as_bytes()));
            from = cut.span.end;
        }
        stays(&mut pieces, old, from..old.text.len())?;
        let gaps = pieces.iter().filter(|it| matches!(it, Piece::Old(_)));
        (gaps.count() == usize::from(old.gap.is_some())).then_some(pieces)
    }

    /// The document, once that is kept.
    pub fn take_to(self, document: &mut Document) {
        let Self {
            mut cuts,
            plan,
            places,
        } = self;
        if let Some(gap) = &mut document.gap {
            let before = cuts.iter().filter(|cut| cut.span.end < gap.at);
            let (came, went) = before.fold((0, 0), |(came, went), cut| {
                (came + cut.new.len(), went + cut.span.len())
            });
            gap.at = gap.at + came - went;
        }
        let long = cuts.iter().enumerate().max_by_key(|(_, it)| it.new.len());
        let long = long.filter(|(_, it)| it.new.len() > document.text.len());
        let long = long.map(|(at, _)| at);
        if let Some(text) = long.and_then(|at| around(&mut cuts, at, &document.text)) {
            document.text = text;
        } else {
            while let Some(cut) = cuts.pop() {
                document.text.replace_range(cut.span, &cut.new);
            }
        }
        document.plan = plan;
        document.places = places;
    }
}

/// The text with its cuts made. The new text of the one at this place is longer than all there was, which
/// is put around it: nothing is in memory twice.
fn around(cuts: &mut [Cut], at: usize, text: &str) -> Option<String> {
    let (before, rest) = cuts.split_at_mut(at);
    let (long, after) = rest.split_first_mut()?;
    let head = splice::pasted(text.get(..long.span.start)?, before)?;
    let mut tail = text.get(long.span.end..)?.to_string();
    for cut in after.iter().rev() {
        let from = cut.span.start - long.span.end;
        tail.replace_range(from..from + cut.span.len(), &cut.new);
    }
    let mut new = std::mem::take(&mut long.new);
    new.reserve_exact(head.len() + tail.len());
    new.insert_str(0, &head);
    new.push_str(&tail);
    Some(new)
}

/// A stretch of the text that stays as it is, and the gap that is inside it.
fn stays<'a>(pieces: &mut Vec<Piece<'a>>, old: &'a Document, span: Span) -> Option<()> {
    let bytes = |span: Span| Some(Piece::Bytes(old.text.get(span)?.as_bytes()));
    match old
        .gap
        .filter(|gap| span.start < gap.at && gap.at < span.end)
    {
        Some(gap) => {
            pieces.push(bytes(span.start..gap.at)?);
            pieces.push(gap.piece());
            pieces.push(bytes(gap.at..span.end)?);
        }
        None => pieces.push(bytes(span)?),
    }
    Some(())
}

/// The save, where it is in parts that are read back here.
pub(super) fn step(old: &Document, next: &Next) -> Option<Step> {
    let mut tree = old.places.tree(&old.text);
    let cuts = {
        let recorded = next.recorded();
        let changes = next.changes.iter().flatten().chain(&recorded);
        splice::cuts(&mut tree, changes)?
    };
    let touched = Touched::by(&cuts, old)?;
    let mut places = old.places.after(&cuts);
    touched.history((old, next), &mut places)?;
    let renewed = |part: &Span| renewed(&old.text, part, &cuts);
    for key in &touched.keys {
        let json = renewed(&old.places.own.get(*key)?.value)?;
        reread(
            places.own.get_mut(*key)?,
            old.places.own.get(*key)?.name(&old.text)?,
            &json,
            &next.plan,
        )?;
    }
    let revision = renewed(&old.places.of(&old.text, "revision")?.value)?;
    let chapters = &old.places.of(&old.text, "chapters")?.items;
    for place in &touched.chapters {
        let chapter: Chapter = harmless(&renewed(chapters.get(*place)?)?)?;
        (chapter == **next.plan.chapters.get(*place)?).then_some(())?;
    }
    let sound = revision.parse() == Ok(next.plan.revision)
        && touched.is_all(old, next)
        && is_sound(old, next, &touched);
    sound.then(|| Step {
        cuts,
        plan: next.plan.clone(),
        places,
    })
}

fn is_sound(old: &Document, next: &Next, touched: &Touched<'_>) -> bool {
    if old.about.is_some() {
        return check::errors_in_part(&next.plan).is_empty();
    }
    check::is_sound_with(&next.plan, next.changes.iter().flatten())
        || touched.keys.is_empty()
            && check::is_sound_after(&old.plan, &next.plan, &touched.chapters)
        || check::errors(&next.plan).is_empty()
}

/// A part of the text as it will be read.
fn renewed(text: &str, part: &Span, cuts: &[Cut]) -> Option<String> {
    let own = cuts.iter().filter(|cut| is_within(part, cut));
    let mut out = String::with_capacity(part.len() + 64);
    let mut from = part.start;
    for cut in own {
        out.push_str(text.get(from..cut.span.start)?);
        out.push_str(&cut.new);
        from = cut.span.end;
    }
    out.push_str(text.get(from..part.end)?);
    Some(out)
}

/// The parts a save is in.
struct Touched<'a> {
    /// Chapters, by their place among them.
    chapters: Vec<usize>,
    /// What is added to the history.
    history: &'a Cut,
    /// Other keys of the plan, by their place among those.
    keys: Vec<usize>,
}

impl<'a> Touched<'a> {
    /// Those of these cuts; none where one of them is in no part, or takes a part away.
    fn by(cuts: &'a [Cut], old: &Document) -> Option<Self> {
        let (mut chapters, mut keys) = (Vec::new(), Vec::new());
        let (mut history, mut raised) = (None, false);
        for cut in cuts {
            let mut own = old.places.own.iter();
            let nth = own.position(|own| is_within(&own.value, cut))?;
            let own = old.places.own.get(nth)?;
            match own.name(&old.text)? {
                "chapters" => chapters.push(holds(&own.items, cut)?),
                "revision" => raised = true,
                "history" if history.is_none() => history = Some(cut),
                "history" => return None,
                _ => keys.push(nth),
            }
        }
        chapters.dedup();
        keys.dedup();
        let history = history.filter(|_| raised)?;
        Some(Self {
            chapters,
            history,
            keys,
        })
    }

    /// Tells the places of the entries that are added, where those are the ones of the plan.
    fn history(&self, (old, next): (&Document, &Next), places: &mut Places) -> Option<()> {
        let own = old.places.of(&old.text, "history")?;
        let nth = old.places.own.iter().position(|it| it == own)?;
        let now = places.own.get_mut(nth)?;
        let new = next.plan.history.iter().skip(old.plan.history.len());
        let items = added((own, new), now.value.start, self.history)?;
        now.items.extend(items);
        Some(())
    }

    /// That nothing is another but the revision, the end of the history and these parts.
    fn is_all(&self, old: &Document, next: &Next) -> bool {
        let (before, new) = (&old.plan, &next.plan);
        let pairs = before.chapters.iter().zip(&new.chapters).enumerate();
        let mut others = pairs.filter(|(place, _)| !self.chapters.contains(place));
        let mut expected = Plan {
            revision: new.revision,
            history: new.history.clone(),
            chapters: new.chapters.clone(),
            ..before.clone()
        };
        for own in self.keys.iter().filter_map(|it| old.places.own.get(*it)) {
            takes(own.name(&old.text).unwrap_or_default(), new, &mut expected);
        }
        before.chapters.len() == new.chapters.len()
            && others.all(|(_, (old, new))| old == new)
            && new.history.starts_with(&before.history)
            && new.history.len() == before.history.len() + next.entries.len()
            && expected == *new
    }
}

/// The keys of a plan that are read on their own: that one reads as in a plan, and takes its value
/// over from one to the other.
macro_rules! keys {
    ($($key:ident)+) => {
        fn reads(key: &str, json: &str, plan: &Plan) -> bool {
            match key {
                $(stringify!($key) => is(json, &plan.$key),)+
                _ => false,
            }
        }

        fn takes(key: &str, from: &Plan, to: &mut Plan) {
            match key {
                $(stringify!($key) => to.$key.clone_from(&from.$key),)+
                _ => {}
            }
        }
    };
}

keys![
    schema title municipality year slug adopted period decisions origin to_confirm default_executor
    thresholds parties terms context budgets capacity meetings action_points doubts
];

fn is<T: DeserializeOwned + PartialEq>(json: &str, value: &T) -> bool {
    serde_json::from_str::<T>(json).is_ok_and(|read| read == *value)
}

/// Reads the new value of a key, and where its items are.
fn reread(own: &mut Own, name: &str, json: &str, plan: &Plan) -> Option<()> {
    reads(name, json, plan).then_some(())?;
    own.items = items(json, own.value.start)?;
    Some(())
}

/// Where the items of a value stand that begins at `start`; none where something in it has to be made
/// harmless, or isn't as it should be.
fn items(json: &str, start: usize) -> Option<Vec<Span>> {
    let whole = format!("{HEAD}{json}}}");
    let seen = scan::scan_within(&whole, 0).ok().filter(|it| !it.harm)?;
    let own = seen.places.own.into_iter().next()?;
    let moved = |at: usize| Some(at.checked_sub(HEAD.len())? + start);
    let items = own.items.into_iter();
    items
        .map(|it| Some(moved(it.start)?..moved(it.end)?))
        .collect()
}

/// The item a cut is inside of: not at its edge.
fn holds(items: &[Span], cut: &Cut) -> Option<usize> {
    let place = items.partition_point(|item| item.end <= cut.span.start);
    is_within(items.get(place)?, cut).then_some(place)
}

fn is_within(part: &Span, cut: &Cut) -> bool {
    part.start < cut.span.start && cut.span.end < part.end || part == &cut.span
}

/// Where what a cut adds to the history stands then, where that is these entries: after those there
/// are, in the list that begins at `start`.
fn added<'a>(
    (history, new): (&Own, impl Iterator<Item = &'a Entry>),
    start: usize,
    cut: &Cut,
) -> Option<Vec<Span>> {
    let (mut left, mut is_first) = match history.items.last() {
        Some(last) if cut.span == (last.end..last.end) => (&*cut.new, false),
        None if cut.span == history.value => (cut.new.strip_prefix('[')?.strip_suffix(']')?, true),
        _ => return None,
    };
    let end = cut.new.len() - usize::from(is_first);
    let begins = start + (cut.span.start - history.value.start);
    let mut items = Vec::new();
    // One after another: a sheet of figures adds a hundred thousand of them.
    for entry in new {
        let mut json = left.trim_ascii_start();
        if !std::mem::take(&mut is_first) {
            json = json.strip_prefix(',')?.trim_ascii_start();
        }
        let mut reader = serde_json::Deserializer::from_str(json).into_iter::<Entry>();
        (reader.next()?.ok()? == *entry).then_some(())?;
        let (json, rest) = json.split_at_checked(reader.byte_offset())?;
        let seen = scan::scan_within(json, DEEP).ok()?;
        (!seen.harm).then_some(())?;
        let until = begins + (end - rest.len());
        items.push(until - json.len()..until);
        left = rest;
    }
    left.trim_ascii().is_empty().then_some(items)
}

/// A part, read as the whole would be; none where something in it has to be made harmless.
fn harmless(json: &str) -> Option<Chapter> {
    let seen = scan::scan_within(json, DEEP).ok()?;
    let chapter = serde_json::from_str(json).ok()?;
    (!seen.harm).then_some(chapter)
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

    fn document(old: &Document, next: &Next) -> Option<Document> {
        let step = step(old, next)?;
        let written = Piece::together(&step.pieces(old)?, b"");
        let mut new = old.clone();
        step.take_to(&mut new);
        assert_eq!(new.text.as_bytes(), written);
        Some(new)
    }

    fn author() -> Author {
        Author {
            name: "A".to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        }
    }

    fn next(old: &Document, edits: Vec<Edit>) -> Next {
        let wanted = Intent::Edit(edits);
        let next = transaction(old.plan.clone(), &wanted, &author(), Role::Administrator);
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

    /// An action that comes, whose id the plan didn't have.
    fn add() -> Edit {
        edit(
            r#"{ "what": "add", "sort": "action", "into": "1A.1", "after": null,
                 "item": { "id": "1A.1.z", "text": "x" }, "why": { "reason": "x" } }"#,
        )
    }

    /// A sheet of figures is longer than all there was, which stands around it then.
    #[test]
    fn a_save_longer_than_the_document_is_read_back_in_parts() {
        for text in LAYOUTS {
            let mut old = read(text);
            for edits in [vec![done()], vec![count(); 900], vec![count(); 4_000]] {
                let all = edits.len();
                let new = document(&old, &next(&old, edits)).unwrap();
                assert!(all == 1 || new.text.len() > 2 * old.text.len());
                assert_eq!(new, read(&new.text));
                old = new;
            }
        }
    }

    #[test]
    fn what_a_meeting_records_is_read_back_in_parts() {
        for text in LAYOUTS {
            let mut old = read(text);
            for edits in [
                vec![count()],
                vec![count(), done()],
                vec![count()],
                vec![add()],
                vec![count()],
            ] {
                let new = document(&old, &next(&old, edits)).unwrap();
                assert_eq!(new, read(&new.text));
                old = new;
            }
        }
    }

    /// Every kind of edit that touches no list of chapters and needs no new key, and then its undo.
    #[test]
    fn other_lists_and_what_is_taken_back_are_read_back_in_parts_too() {
        let mut in_parts = 0;
        for text in LAYOUTS {
            for sample in Edit::SAMPLES {
                // Once to have the keys it needs, once to be looked at.
                let mut old = read(text);
                for number in [1, 2] {
                    let edit = sample(&old.plan, number, "x");
                    let Some(new) = once_more(&old, &Intent::Edit(vec![edit])) else {
                        continue;
                    };
                    let turned = once_more(&new, &Intent::Undo);
                    for new in std::iter::once(&new).chain(&turned) {
                        assert_eq!(*new, read(&new.text));
                    }
                    in_parts += usize::from(turned.is_some());
                    old = new;
                }
            }
        }
        assert!(
            in_parts > 2 * LAYOUTS.len() * Edit::SAMPLES.len() / 3,
            "{in_parts}"
        );
    }

    /// In parts, or else as a whole, to go on with; none where nothing is taken back on its own.
    fn once_more(old: &Document, wanted: &Intent) -> Option<Document> {
        let next = transaction(old.plan.clone(), wanted, &author(), Role::Administrator);
        document(old, &next.ok()??)
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
        // A key that comes, which no part of the text had.
        let old = read(LAYOUTS[0]);
        let slug = edit(
            r#"{ "what": "set", "id": "plan", "field": "slug", "from": null, "to": "x-2026",
                 "why": { "reason": "x" } }"#,
        );
        assert!(document(&old, &next(&old, vec![slug])).is_none());
        // A file that is not as it was read: its parts stand elsewhere.
        let mut moved = read(LAYOUTS[0]);
        let next = next(&moved, vec![count()]);
        moved.text.insert(0, ' ');
        assert!(document(&moved, &next).is_none());
    }
}
