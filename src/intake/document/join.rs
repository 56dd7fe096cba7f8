//! Lines put together to sentences: a word that was cut at the end of a line becomes one again,
//! nothing else changes.

use std::collections::HashSet;

use super::{About, Line, Remark};

/// From how many characters on lines are those of a page, and no longer of a narrow column.
const WIDE: usize = 70;

/// How much a line of a page may fall short for no reason.
const ROOM: usize = 8;

/// Knows the words of a document that no line cuts, to tell a cut word from one with a hyphen.
#[derive(Debug, Default)]
pub(super) struct Joiner {
    words: HashSet<String>,
    /// Whether its lines end in hyphens of words, and cut none.
    keeps: bool,
}

impl Joiner {
    /// Over all lines of a document.
    pub(super) fn over<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        let lines: Vec<&str> = lines.collect();
        for line in &lines {
            let cut = line.trim_end().ends_with(['-', '\u{ad}']);
            let mut all: Vec<&str> = line.split_whitespace().collect();
            if cut {
                all.pop();
            }
            words.extend(all.into_iter().map(bare).filter(|word| !word.is_empty()));
        }
        let mut joiner = Self {
            words,
            keeps: false,
        };
        let cuts = lines.iter().zip(lines.iter().skip(1));
        let cuts: Vec<(&str, &str)> = cuts.filter_map(|(one, other)| parted(one, other)).collect();
        let known = |with: &str| {
            let whole = cuts
                .iter()
                .map(|(head, tail)| format!("{head}{with}{tail}"));
            whole.filter(|it| joiner.words.contains(&bare(it))).count()
        };
        joiner.keeps = known("-") > known("");
        joiner
    }

    /// The lines as one text, and what was put together without certainty.
    pub(super) fn join(&self, lines: &[Line], remarks: &mut Vec<Remark>) -> String {
        let mut out = String::new();
        let width = lines.iter().map(|line| line.text.chars().count()).max();
        let width = width.unwrap_or_default();
        let mut room = 0;
        for line in lines {
            let text = squeezed(&line.text);
            let left = room;
            room = width.saturating_sub(text.chars().count());
            if out.is_empty() {
                out = text;
                continue;
            }
            let broken = std::mem::take(&mut out);
            let own = width >= WIDE && is_own_line(&broken, &text, left);
            out = self.joined((&broken, &text), own, line, remarks);
        }
        out
    }

    fn joined(
        &self,
        (before, after): (&str, &str),
        own: bool,
        line: &Line,
        remarks: &mut Vec<Remark>,
    ) -> String {
        if let Some(before) = before.strip_suffix('\u{ad}') {
            return format!("{before}{after}");
        }
        let Some(stem) = before.strip_suffix('-').filter(|stem| is_word_end(stem)) else {
            let gap = if own { '\n' } else { ' ' };
            return format!("{before}{gap}{after}");
        };
        let head = stem.split_whitespace().last().unwrap_or_default();
        let tail = after.split_whitespace().next().unwrap_or_default();
        if ["en", "of", "en/of", "of/en", "als", "tot"].contains(&tail) {
            return format!("{before} {after}");
        }
        let knows = |word: String| self.words.contains(&bare(&word));
        let one = knows(format!("{head}{tail}"));
        let hyphen = knows(format!("{head}-{tail}"));
        let capital = tail.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        // Where one hyphen is a word's own, another is as well.
        let compound = head.contains('-') || tail.contains('-');
        if !one
            && (hyphen
                || compound
                || self.keeps
                || capital
                || is_name(head)
                || self.is_short_name(head))
        {
            return format!("{before}{after}");
        }
        if !one {
            remarks.push(Remark {
                place: line.place,
                about: About::Cut,
                source: format!("{head}- / {tail}"),
                made: format!("{head}{tail}"),
            });
        }
        format!("{stem}{after}")
    }

    /// `Mma`: a short word with a capital that also stands alone.
    fn is_short_name(&self, head: &str) -> bool {
        let short = head.chars().count() <= 4 && head.starts_with(char::is_uppercase);
        short && self.words.contains(&bare(head))
    }
}

/// The two parts of a word at the end of a line with a hyphen and the begin of the next.
fn parted<'l>(line: &'l str, next: &'l str) -> Option<(&'l str, &'l str)> {
    let head = line
        .trim_end()
        .strip_suffix('-')?
        .split_whitespace()
        .last()?;
    Some((head, next.split_whitespace().next()?))
}

/// Whether something can be cut behind it.
fn is_word_end(stem: &str) -> bool {
    stem.ends_with(char::is_alphanumeric)
}

/// An abbreviation or a figure: `VRIS`, `7`.
fn is_name(head: &str) -> bool {
    let mut letters = head.chars().filter(|c| c.is_alphanumeric()).peekable();
    letters.peek().is_some() && letters.all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a line ends on purpose: a sentence ends there, and what follows begins another that had
/// room on it.
fn is_own_line(before: &str, after: &str, room: usize) -> bool {
    let next = after.split_whitespace().next().unwrap_or_default();
    let ends = before.ends_with(['.', '!', '?', ';']) && after.starts_with(char::is_uppercase);
    ends && next.chars().count() + ROOM < room
}

/// A text with single spaces, without what can't be seen.
pub(super) fn squeezed(text: &str) -> String {
    let ends_soft = text.trim_end().ends_with('\u{ad}');
    let seen: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}'))
        .collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    let mut out = words.join(" ");
    if ends_soft {
        out.push('\u{ad}');
    }
    out
}

fn bare(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(all: &[&str]) -> Vec<Line> {
        let line = |text: &&str| Line {
            text: (*text).to_string(),
            ..Line::default()
        };
        all.iter().map(line).collect()
    }

    #[test]
    fn a_cut_word_is_put_together_and_a_hyphen_stays_one() {
        let known = [
            "de informatieverstrekking is goed",
            "Mma is bekend",
            "een data-analyse van",
        ];
        for (cut, whole, doubts) in [
            (
                ["de informatie-", "verstrekking"],
                "de informatieverstrekking",
                0,
            ),
            (
                ["door VRIS-", "partners wordt"],
                "door VRIS-partners wordt",
                0,
            ),
            (["van Mma-", "campagnes."], "van Mma-campagnes.", 0),
            (["Zorg-", "en Veiligheid"], "Zorg- en Veiligheid", 0),
            (["een data-", "analyse"], "een data-analyse", 0),
            (["een time-", "out-plek"], "een time-out-plek", 0),
            (["de oud-", "Rijswijkse"], "de oud-Rijswijkse", 0),
            (["het over-", "leg"], "het overleg", 1),
            (["het over\u{ad}", "leg"], "het overleg", 0),
            (["zij-", "9"], "zij-9", 0),
            (["gewone", "regels"], "gewone regels", 0),
        ] {
            let joiner = Joiner::over(known.into_iter().chain(cut));
            let mut remarks = Vec::new();
            assert_eq!(joiner.join(&lines(&cut), &mut remarks), whole);
            assert_eq!(remarks.len(), doubts, "{whole}");
        }
    }
}
