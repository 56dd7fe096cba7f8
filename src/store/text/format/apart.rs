//! A large plan, typed on several cores: one goes through the text and meets the chapters and the entries of
//! the history, the others type them from there on, and in the end all do. Whatever doesn't fit is left to
//! whoever reads the text in one piece, who says what is wrong and where.

use std::hint;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use serde::de::DeserializeOwned;

use crate::plan::edit::history::Entry;
use crate::plan::many;
use crate::plan::model::shared::Shared;
use crate::plan::{Chapter, Plan};
use crate::store::text::locate::Span;
use crate::store::text::scan::places::{Own, Places};
use crate::store::text::scan::{Seen, scan_telling};

/// How much text is handed out at a time.
const STRETCH: usize = 64 * 1024;
/// How much memory a thread takes for that: left alone it asks the system for every page of it.
const ROOM: usize = 96 * 1024;
/// How much deeper an item lies in a plan than by itself: the reader counts from where it begins.
const DEEPER: usize = 2;

/// The typed plan, and what the scan saw. None where it has to be read in one piece.
pub(super) fn read(text: &str) -> Option<(Plan, Seen)> {
    read_on(many::cores(), STRETCH, text)
}

/// The same on so many cores, with stretches of this length.
fn read_on(cores: usize, stretch: usize, text: &str) -> Option<(Plan, Seen)> {
    let (sender, receiver) = mpsc::channel();
    let stretches = Mutex::new(receiver);
    thread::scope(|scope| {
        let others: Vec<_> = (1..cores)
            .map_while(|_| {
                let typing = || typed(text, &stretches);
                thread::Builder::new().spawn_scoped(scope, typing).ok()
            })
            .collect();
        let mut handing = Handing {
            text,
            sender,
            stretch,
            open: Stretch::default(),
            fits: true,
        };
        let seen = scan_telling(text, DEEPER, &mut |own| handing.met(own));
        let fits = handing.ends();
        let seen = seen.ok().filter(|_| fits)?;
        let plan = serde_json::from_str(&rest(text, &seen.places)?).ok()?;
        let mut all = typed(text, &stretches)?;
        for other in others {
            all.extend(many::joined(other)?);
        }
        Some((whole(plan, all), seen))
    })
}

/// A list of the plan of which the items are typed by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Chapters,
    History,
}

impl List {
    fn of(own: &Own, text: &str) -> Option<Self> {
        match own.name(text)? {
            "chapters" => Some(Self::Chapters),
            "history" => Some(Self::History),
            _ => None,
        }
    }
}

/// Items that follow each other in a list.
#[derive(Debug, Default)]
struct Stretch {
    /// Of which.
    list: Option<List>,
    /// How many stretches come before it.
    nth: usize,
    items: Vec<Span>,
}

/// What is in one.
enum Items {
    Chapters(Vec<Shared<Chapter>>),
    Entries(Vec<Entry>),
}

impl Stretch {
    fn typed(&self, text: &str) -> Option<Items> {
        match self.list? {
            List::Chapters => self.each(text).map(Items::Chapters),
            List::History => self.each(text).map(Items::Entries),
        }
    }

    fn each<T: DeserializeOwned>(&self, text: &str) -> Option<Vec<T>> {
        let mut all = Vec::with_capacity(self.items.len());
        for item in &self.items {
            all.push(serde_json::from_str(text.get(item.clone())?).ok()?);
        }
        Some(all)
    }
}

/// Types stretches until there are no more. None where one of them can't be.
fn typed(text: &str, stretches: &Mutex<Receiver<Stretch>>) -> Option<Vec<(usize, Items)>> {
    let mut all = Vec::new();
    loop {
        let next = stretches.lock().ok()?.recv();
        let Ok(stretch) = next else { return Some(all) };
        // Given back at once it stays with the thread.
        drop(hint::black_box(Vec::<u8>::with_capacity(ROOM)));
        all.push((stretch.nth, stretch.typed(text)?));
    }
}

/// Hands out what was met.
struct Handing<'a> {
    text: &'a str,
    sender: Sender<Stretch>,
    /// From which length on a stretch is handed out.
    stretch: usize,
    open: Stretch,
    /// Whether nothing stands in a list but its items.
    fits: bool,
}

impl Handing<'_> {
    /// An item of a list was met, the last so far.
    fn met(&mut self, own: &Own) {
        let Some(list) = List::of(own, self.text) else {
            return;
        };
        let Some((item, before)) = own.items.split_last() else {
            return;
        };
        let gap = match before.last() {
            Some(before) => self.text.get(before.end..item.start),
            None => self.text.get(own.value.start..item.start),
        };
        let comma = if before.is_empty() { '[' } else { ',' };
        self.fits &= gap.is_some_and(|gap| is_only(gap, comma));
        if self.open.list != Some(list) {
            self.hand_out();
            self.open.list = Some(list);
        }
        self.open.items.push(item.clone());
        let begins = self.open.items.first().map_or(0, |it| it.start);
        if item.end - begins >= self.stretch {
            self.hand_out();
        }
    }

    fn hand_out(&mut self) {
        let next = Stretch {
            list: self.open.list,
            nth: self.open.nth + 1,
            items: Vec::new(),
        };
        let full = std::mem::replace(&mut self.open, next);
        // Whoever types is there for as long as this is.
        self.fits &= full.items.is_empty() || self.sender.send(full).is_ok();
    }

    /// Nothing is met any more; whether it all fitted.
    fn ends(mut self) -> bool {
        self.hand_out();
        self.fits
    }
}

/// Whether a text is this character with nothing but white space around it.
fn is_only(text: &str, character: char) -> bool {
    let space = [' ', '\n', '\t', '\r'];
    text.trim_matches(space).strip_prefix(character) == Some("")
}

/// The text without what is typed by itself: those lists are empty. None where one of them doesn't end behind
/// its last item.
fn rest(text: &str, places: &Places) -> Option<String> {
    let lists = places
        .own
        .iter()
        .filter(|own| List::of(own, text).is_some());
    let mut rest = String::new();
    let mut from = 0;
    for own in lists {
        let Some(last) = own.items.last() else {
            continue;
        };
        is_only(text.get(last.end..own.value.end)?, ']').then_some(())?;
        rest.push_str(text.get(from..=own.value.start)?);
        from = own.value.end - 1;
    }
    rest.push_str(text.get(from..)?);
    Some(rest)
}

/// The plan with all that was typed by itself.
fn whole(mut plan: Plan, mut all: Vec<(usize, Items)>) -> Plan {
    all.sort_unstable_by_key(|(nth, _)| *nth);
    let mut entries = Vec::new();
    for (_, items) in all {
        match items {
            Items::Chapters(chapters) => plan.chapters.extend(chapters),
            Items::Entries(some) => entries.push(some),
        }
    }
    if !entries.is_empty() {
        plan.history = entries.into_iter().flatten().collect();
    }
    plan
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::text::scan::{TEXTS, scan};

    /// What comes of a text in one piece.
    fn in_one(text: &str) -> Option<(Plan, Seen)> {
        Some((serde_json::from_str(text).ok()?, scan(text).ok()?))
    }

    /// A text with edits in its history, one a line.
    fn lived(text: &str, edits: usize) -> String {
        let entry = |revision: usize| {
            format!(
                "{{ \"revision\": {revision}, \"at\": \"2026-03-01T10:00:00+01:00\", \"by\": \"B\", \
                 \"what\": \"log\", \"id\": \"3.K1\", \"from\": null, \"to\": {{ \"date\": \
                 \"2026-03-01\", \"by\": \"B\", \"note\": \"besproken\" }} }}"
            )
        };
        let entries: Vec<String> = (1..=edits).map(entry).collect();
        let entries = entries.join(",\n");
        text.replacen("\"history\": []", &format!("\"history\": [{entries}]"), 1)
    }

    #[test]
    fn it_is_the_same_as_in_one_piece() {
        let lived = [1, 40].map(|edits| lived(TEXTS[5], edits));
        let texts = TEXTS.into_iter().chain(lived.iter().map(String::as_str));
        for (nth, text) in texts.enumerate() {
            let one = in_one(text);
            assert!(one.is_some());
            for (cores, stretch) in [(1, 1), (2, 1), (2, 5_000), (4, 20_000), (3, STRETCH)] {
                assert_eq!(
                    read_on(cores, stretch, text),
                    one,
                    "{nth} {cores} {stretch}"
                );
            }
        }
        assert_eq!(in_one(&lived[1]).unwrap().0.history.len(), 40);
    }

    #[test]
    fn what_stands_between_the_items_counts() {
        let text = lived(TEXTS[0], 3);
        let (first, second) = ("\"history\": [", "},\n{ \"revision\": 2");
        assert!(text.contains(first) && text.contains(second));
        for (from, to) in [
            (first, "\"history\": [,"),
            (first, "\"history\": [1,"),
            (first, "\"history\": [null,"),
            (first, "\"history\": [\u{c}"),
            (first, "\"history\": [[],"),
            (first, "\"history\": {"),
            (first, "\"history\": [], \"history\": ["),
            (first, "\"history\": [], \"hist\\u006fry\": ["),
            (second, "}\n{ \"revision\": 2"),
            (second, "},\n,{ \"revision\": 2"),
            (second, "},\n\"x\",{ \"revision\": 2"),
            (second, "},\n{ \"revision\": -2"),
            (second, "],\n{ \"revision\": 2"),
            ("\"chapters\": [", "\"chapters\": [{},"),
            ("\"chapters\": [", "\"chapters\": {"),
        ] {
            let broken = text.replacen(from, to, 1);
            assert_eq!(in_one(&broken), None, "{to}");
            assert_eq!(read_on(2, 1, &broken), None, "{to}");
        }
        let end = text.trim_end();
        let last = end.rfind(']').unwrap();
        for to in [",]", "1]", "}", "]]", "] ,"] {
            let mut broken = end.to_string();
            broken.replace_range(last..=last, to);
            assert_eq!(read_on(2, 1, &broken), None, "{to}");
        }
        for broken in [format!("{end} {{}}"), format!("x{end}"), format!("[{end}]")] {
            assert_eq!(read_on(2, 1, &broken), None);
        }
        // By another spelling of its name a list is read with the rest.
        let escaped = text.replacen("\"history\"", "\"hist\\u006fry\"", 1);
        assert_eq!(read_on(2, 1, &escaped), in_one(&escaped));
        assert_eq!(in_one(&escaped).unwrap().0.history.len(), 3);
    }

    #[test]
    fn what_is_nested_too_deep_for_the_whole_is_not_read_by_itself() {
        for (deep, is_read) in [(100, true), (122, true), (123, false), (124, false)] {
            let note = format!("\"x\": {}{}, \"note\"", "[".repeat(deep), "]".repeat(deep));
            let text = lived(TEXTS[0], 1).replacen("\"note\"", &note, 1);
            let read = read_on(2, 1, &text);
            assert_eq!(read.is_some(), is_read, "{deep}");
            assert!(read.is_none() || read == in_one(&text), "{deep}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        /// Whatever is broken in a text: it is read where it is in one piece, and says the same.
        #[test]
        fn what_is_broken_is_left_to_whoever_reads_it_in_one(
            text in 0..5usize,
            at in any::<prop::sample::Index>(),
            less in 0..3usize,
            put in prop::sample::select(vec!["", "\"", ",", "}", "]", "{", "[", ":", "\\", "1", "é", "\n", "-", "."]),
        ) {
            let mut json = lived(TEXTS[text], 3);
            let places: Vec<usize> = json.char_indices().map(|(at, _)| at).collect();
            let nth = at.index(places.len());
            let from = places[nth];
            let to = places.get(nth + less).copied().unwrap_or(json.len());
            json.replace_range(from..to, put);
            prop_assert_eq!(read_on(2, 500, &json), in_one(&json));
        }
    }
}
