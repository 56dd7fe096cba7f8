//! A text as lines, by page where it has form feeds; what stands at the head or foot of each page
//! is left out, and said.

use std::collections::HashMap;

use crate::intake::document::{About, Line, Place, Remark};

/// How many lines at the top and the bottom of a page may be a head or a foot.
const EDGE: usize = 3;

/// From how many pages on what comes back is a head or a foot.
const PAGES: usize = 3;

/// Its lines that hold something, and what was left out.
pub(super) fn lines(text: &str) -> (Vec<Line>, Vec<Remark>) {
    let has_feeds = text.contains('\u{c}');
    let mut pages: Vec<Vec<Line>> = Vec::new();
    let mut count = 0;
    for (page, on_it) in (1..).zip(text.split('\u{c}')) {
        let mut lines: Vec<Line> = Vec::new();
        let mut gap = false;
        for (nth, line) in (1..).zip(on_it.split('\n')) {
            count += 1;
            if line.trim().is_empty() {
                gap = true;
                continue;
            }
            let place = Place {
                page: if has_feeds { page } else { 0 },
                line: if has_feeds { nth } else { count },
            };
            let top = starts_page(line) || lines.is_empty() && page > 1;
            let line = line.replace(['\u{a0}', '\u{202f}'], " ");
            for (nth, part) in in_columns(&line).into_iter().enumerate() {
                lines.push(Line {
                    text: part.trim().to_string(),
                    place,
                    gap: std::mem::take(&mut gap),
                    top: top && nth == 0,
                    trail: part.chars().rev().take_while(|c| *c == ' ').count(),
                });
            }
        }
        // The form feed stands where the last line of a page ends.
        count -= 1;
        pages.push(lines);
    }
    let (pages, remarks) = without_edges(pages);
    (pages.into_iter().flatten().collect(), remarks)
}

/// A line of a table whose second cell begins with a bullet is two.
fn in_columns(line: &str) -> Vec<&str> {
    let found = line.find("  •").or_else(|| line.find("\t•"));
    let at = found.filter(|at| {
        let before = line.get(..*at).unwrap_or_default();
        !before.trim().is_empty()
    });
    match at.and_then(|at| line.split_at_checked(at)) {
        Some((before, after)) => vec![before, after],
        None => vec![line],
    }
}

/// Text copied from a viewer keeps a single space where a page began.
fn starts_page(line: &str) -> bool {
    line.starts_with(' ') && !line.starts_with("  ")
}

/// The pages without what comes back on most of them.
pub(in crate::intake::document) fn without_edges(
    mut pages: Vec<Vec<Line>>,
) -> (Vec<Vec<Line>>, Vec<Remark>) {
    let filled = pages.iter().filter(|page| !page.is_empty()).count();
    if filled < PAGES {
        return (pages, Vec::new());
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        let mut keys: Vec<String> = edge(page.len())
            .filter_map(|at| page.get(at).map(|line| key(&line.text)))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let back = |line: &Line| seen.get(&key(&line.text)).copied().unwrap_or_default();
    let mut remarks: Vec<Remark> = Vec::new();
    for page in &mut pages {
        let edges: Vec<usize> = edge(page.len()).collect();
        let mut at = 0;
        page.retain(|line| {
            let times = back(line);
            let goes = edges.contains(&at) && times >= PAGES && times * 2 > filled;
            at += 1;
            if goes {
                remarks.push(Remark {
                    place: line.place,
                    about: About::Repeated,
                    source: line.text.clone(),
                    made: String::new(),
                });
            }
            !goes
        });
    }
    (pages, remarks)
}

/// The places at the top and the bottom of a page of so many lines.
fn edge(count: usize) -> impl Iterator<Item = usize> {
    (0..count).filter(move |at| *at < EDGE || *at + EDGE >= count)
}

/// What is the same on each page: a line without its figures.
fn key(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('0') {
                    out.push('0');
                }
            }
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_back_on_each_page_is_left_out_and_said() {
        let page = |n: u32, text: &str| format!("Plan Delft\n\n{text}\n\nPagina {n} van 4");
        let pages: Vec<String> = ["een", "twee", "drie", "vier"]
            .iter()
            .zip(1..)
            .map(|(text, n)| page(n, text))
            .collect();
        let (lines, remarks) = lines(&pages.join("\u{c}"));
        let kept: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(kept, ["een", "twee", "drie", "vier"]);
        assert_eq!(remarks.len(), 8);
        assert_eq!(lines[1].place, Place { page: 2, line: 3 });
    }

    #[test]
    fn a_text_without_pages_keeps_every_line() {
        let (lines, remarks) = lines("een\n\n twee  \ndrie");
        assert!(remarks.is_empty());
        let told: Vec<(u32, bool, bool, usize)> = lines
            .iter()
            .map(|line| (line.place.line, line.gap, line.top, line.trail))
            .collect();
        assert_eq!(
            told,
            [
                (1, false, false, 0),
                (3, true, true, 2),
                (4, false, false, 0)
            ]
        );
    }
}
