//! The words of the source, and where they differ from those on the page.

use crate::SOURCE;
use crate::print::{KPIS, Page};

/// Words the source breaks off at the end of a line, and what they are in full.
pub(crate) const JOINED: [(&str, &str, &str); 3] = [
    ("Mma-", "campagnes.", "Mma-campagnes."),
    ("VRIS-", "partners", "VRIS-partners"),
    ("informatie-", "verstrekking", "informatieverstrekking"),
];

/// A word of the source and the line it stands on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// The words of the source, with broken words joined and one apostrophe in the fixed lines.
pub(crate) fn source_words() -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut broken: Option<(&str, &str)> = None;
    for (line, on_it) in (1..).zip(SOURCE.lines()) {
        let on_it: Vec<&str> = on_it.split_whitespace().collect();
        for (place, text) in (1..).zip(&on_it) {
            if let Some((rest, whole)) = broken.take() {
                assert_eq!(*text, rest, "line {line}: the rest of a broken word");
                whole.clone_into(&mut words.last_mut().unwrap().text);
                continue;
            }
            if place == on_it.len() {
                let join = JOINED.iter().find(|join| join.0 == *text);
                broken = join.map(|(_, rest, whole)| (*rest, *whole));
            }
            let heading = on_it == ["KPI’s"];
            let text = if heading { KPIS } else { text }.to_owned();
            words.push(Word { text, line });
        }
    }
    words
}

/// Every difference between the source and the data: words of the source without a place, and
/// words of the data without a source.
pub(crate) fn differences(source: &[Word], page: &Page<'_>) -> Vec<String> {
    let printed = page.printed.iter();
    let data: Vec<(&str, &str)> = printed
        .flat_map(|it| it.words.iter().map(|word| (&**word, it.pointer.as_str())))
        .collect();
    let mut found = Vec::new();
    let (mut here, mut there) = (0, 0);
    loop {
        let both = source[here..].iter().zip(&data[there..]);
        let same = both
            .take_while(|(word, other)| word.text == other.0)
            .count();
        here += same;
        there += same;
        if here == source.len() && there == data.len() {
            return found;
        }
        let (missed, extra) = apart(&source[here..], &data[there..]);
        if missed > 0 {
            let words = &source[here..here + missed];
            let line = words[0].line;
            let words: Vec<_> = words.iter().map(|word| word.text.as_str()).collect();
            let words = words.join(" ");
            found.push(format!("source line {line}: not in the data: {words}"));
        }
        if extra > 0 {
            let words = &data[there..there + extra];
            let at = Some(words[0].1).filter(|at| !at.is_empty());
            let at = at.unwrap_or("a fixed line");
            let words: Vec<_> = words.iter().map(|word| word.0).collect();
            let words = words.join(" ");
            found.push(format!("data {at}: not in the source: {words}"));
        }
        here += missed;
        there += extra;
    }
}

/// How many words of each to leave out, up to the nearest place where both go on together.
fn apart(source: &[Word], data: &[(&str, &str)]) -> (usize, usize) {
    const AGREE: usize = 4;
    let same = |here: usize, there: usize| {
        let word = source.get(here).map(|word| word.text.as_str());
        word.is_some() && word == data.get(there).map(|word| word.0)
    };
    let together = |here: usize, there: usize| {
        let rest = (source.len() - here).max(data.len() - there);
        (0..AGREE.min(rest)).all(|step| same(here + step, there + step))
    };
    let rest = (source.len(), data.len());
    (1..=rest.0 + rest.1)
        .flat_map(|total| (0..=total).map(move |missed| (missed, total - missed)))
        .filter(|(missed, extra)| *missed <= rest.0 && *extra <= rest.1)
        .find(|(missed, extra)| together(*missed, *extra))
        .unwrap_or(rest)
}
