//! What of an item is no longer as it was printed: other words, or that it no longer holds.

use similar::{Algorithm, ChangeTag, TextDiff};

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
        reads_otherwise([field.head, "Nu"], &before, &now)
    });
    section("Zoals het gedrukt is", paras)
}

/// A text as it was, and as it is with what came and went marked in it, word by word.
pub(super) fn reads_otherwise([was, is]: [&'static str; 2], before: &str, now: &str) -> [Para; 2] {
    [
        Para::field(was, before).toned(Tone::Quote),
        Para::field(is, marked(before, now)).toned(Tone::Changed),
    ]
}

/// The words as they are now, those that came between `{+ +}` and those that went between
/// `[- -]`. What changed with only a space between it is one change.
fn marked(before: &str, now: &str) -> String {
    let (old, new) = (pieces(before), pieces(now));
    let mut diff = TextDiff::configure();
    let diff = diff.algorithm(Algorithm::Patience).diff_slices(&old, &new);
    let mut marked = Marked::default();
    for change in diff.iter_all_changes() {
        let piece = change.value();
        match change.tag() {
            ChangeTag::Equal if piece == " " && marked.is_open() => marked.space.push(' '),
            ChangeTag::Equal => {
                marked.close();
                marked.text.push_str(piece);
            }
            ChangeTag::Delete => marked.take(piece, ""),
            ChangeTag::Insert => marked.take("", piece),
        }
    }
    if marked.text.is_empty() && !now.is_empty() {
        // Nothing of it stayed: the old text stands above it.
        marked.gone.clear();
    }
    marked.close();
    marked.text
}

/// A text in which changes are marked, and the change it ends with.
#[derive(Default)]
struct Marked {
    text: String,
    gone: String,
    new: String,
    /// A space both texts have, that may turn out to stand inside the change.
    space: String,
}

impl Marked {
    const fn is_open(&self) -> bool {
        !(self.gone.is_empty() && self.new.is_empty())
    }

    fn take(&mut self, gone: &str, new: &str) {
        let space = std::mem::take(&mut self.space);
        self.gone += &space;
        self.new += &space;
        self.gone += gone;
        self.new += new;
    }

    /// Spaces that came or went around words stand outside the marks.
    fn close(&mut self) {
        let (gone, new) = (self.gone.trim(), self.new.trim());
        let said = match (gone.is_empty(), new.is_empty()) {
            (true, true) => self.new.clone(),
            (false, true) => around(&self.gone, &format!("[-{gone}-]")),
            (true, false) => around(&self.new, &format!("{{+{new}+}}")),
            (false, false) => around(&self.new, &format!("[-{gone}-]{{+{new}+}}")),
        };
        self.text.push_str(&said);
        self.text.push_str(&self.space);
        (self.gone, self.new, self.space) = Default::default();
    }
}

/// A mark between the spaces its text begins and ends with.
fn around(text: &str, mark: &str) -> String {
    let (head, rest) = text.split_at(text.len() - text.trim_start().len());
    let tail = rest.split_at(rest.trim_end().len()).1;
    format!("{head}{mark}{tail}")
}

/// A text in words, and what stands between them: a space, a comma.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'' | '&');
    let mut before = None;
    for (at, c) in text.char_indices() {
        let goes_on = is_word(c) && before.is_some_and(is_word);
        if !goes_on && at > begin {
            pieces.extend(text.get(begin..at));
            begin = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(begin..).filter(|rest| !rest.is_empty()));
    pieces
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
            ("Rust.", "Rust, overal.", "Rust{+, overal+}."),
            ("a b c d", "x c d", "[-a b-]{+x+} c d"),
            (
                "10 bestuurlijke, integrale controles.",
                "12 bestuurlijke controles, met HEIT.",
                "[-10-]{+12+} bestuurlijke[-, integrale-] controles{+, met HEIT+}.",
            ),
            (
                "de oude wijk",
                "een nieuwe wijk",
                "[-de oude-]{+een nieuwe+} wijk",
            ),
            ("zó: één", "", "[-zó: één-]"),
            ("", "zó: één", "{+zó: één+}"),
            ("(a) [b]", "(a) [c]", "(a) [[-b-]{+c+}]"),
            ("één  twee", "één twee", "één twee"),
            (
                "Rust\n\nen orde",
                "Rust\n\nof orde",
                "Rust\n\n[-en-]{+of+} orde",
            ),
        ] {
            assert_eq!(marked(before, now), shown, "{before} {now}");
            assert_eq!(pieces(before).concat(), before);
        }
    }
}
