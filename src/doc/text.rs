//! Text by the cell: cut, filled and wrapped to a width, counted as a terminal counts.

use crate::plan::model::number::Decimal;
use textwrap::WordSplitter;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many cells a text takes.
pub fn width(text: &str) -> usize {
    // As most do; nothing is measured as often.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.width()
}

/// The text cut to `cells`, with `…` where something was left out.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_string();
    }
    if cells == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w > cells - 1 {
            break;
        }
        used += w;
        out.push(c);
    }
    // What was cut before has one already.
    out.truncate(out.trim_end_matches([' ', '…']).len());
    out.push('…');
    out
}

/// The text cut or filled with spaces on the right to exactly `cells`.
pub fn left(text: &str, cells: usize) -> String {
    let mut out = cut(text, cells);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&out))));
    out
}

/// The text cut or filled with spaces on the left to exactly `cells`.
pub fn right(text: &str, cells: usize) -> String {
    let cut = cut(text, cells);
    let mut out = " ".repeat(cells.saturating_sub(width(&cut)));
    out.push_str(&cut);
    out
}

/// The text in lines of at most `cells`, broken between words; `\n` breaks a line.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    broken(text, cells, WordSplitter::Custom(after_hyphens))
}

/// [`wrap`], but no word is broken that fits: what may be copied, a path or an id, stays whole.
pub fn wrap_words(text: &str, cells: usize) -> Vec<String> {
    broken(text, cells, WordSplitter::NoHyphenation)
}

fn broken(text: &str, cells: usize, splitter: WordSplitter) -> Vec<String> {
    let options = textwrap::Options::new(cells.max(1))
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(splitter)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    text.split('\n')
        .flat_map(|line| textwrap::wrap(line, &options))
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// Values over time, a cell each, up to the newest where not all fit: `·▁▂▃▅▆··`, with a dot where
/// there is none. Where there is a target a whole cell is that target, so that the last one says
/// how far it is. Where only ASCII is safe each is spelled as its height in eighths.
pub fn spark(values: &[Option<Decimal>], full: Option<Decimal>, cells: usize) -> String {
    let newest = values.iter().rposition(Option::is_some);
    let skip = newest.map_or(0, |at| (at + 1).saturating_sub(cells));
    let most = values.iter().flatten().copied().chain(full).max();
    let most = most.unwrap_or(Decimal::ZERO);
    let heights = ['▁', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let cell = |value: &Option<Decimal>| {
        value.map_or('·', |it| {
            heights[usize::from(it.eighths_of(most, 1)).min(8)]
        })
    };
    values.iter().skip(skip).take(cells).map(cell).collect()
}

/// How much of how much, in words that any alphabet has: `■■■·······`.
pub fn bar(value: Decimal, full: Decimal, cells: u16) -> String {
    let filled = usize::from((value.eighths_of(full, cells) + 4) / 8);
    format!(
        "{}{}",
        "■".repeat(filled),
        "·".repeat(usize::from(cells) - filled)
    )
}

/// Where a word may be broken: after a hyphen, but not inside a date.
fn after_hyphens(word: &str) -> Vec<usize> {
    let bytes = word.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut points = WordSplitter::HyphenSplitter.split_points(word);
    points.retain(|at| !(digit(at.saturating_sub(2)) && digit(*at)));
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_and_filled_by_the_cell() {
        for (text, cells, cut_to, left_to, right_to) in [
            ("Politie", 9, "Politie", "Politie  ", "  Politie"),
            ("Politie", 7, "Politie", "Politie", "Politie"),
            ("Politie", 5, "Poli…", "Poli…", "Poli…"),
            (
                "Coördinator OOV",
                12,
                "Coördinator…",
                "Coördinator…",
                "Coördinator…",
            ),
            ("op 2027… meer", 9, "op 2027…", "op 2027… ", " op 2027…"),
            ("漢字", 3, "漢…", "漢…", "漢…"),
            ("x", 0, "", "", ""),
        ] {
            assert_eq!(cut(text, cells), cut_to);
            assert_eq!(left(text, cells), left_to);
            assert_eq!(right(text, cells), right_to);
        }
    }

    #[test]
    fn a_bar_is_as_full_as_it_says() {
        let n = Decimal::whole;
        for (value, full, cells, drawn) in [
            (7, 100, 10, "■·········"),
            (4, 100, 10, "··········"),
            (67, 100, 10, "■■■■■■■···"),
            (120, 100, 4, "■■■■"),
            (1, 0, 2, "··"),
            (1, 1, 0, ""),
        ] {
            assert_eq!(bar(n(value), n(full), cells), drawn, "{value} of {full}");
        }
    }

    #[test]
    fn wrapped_between_words() {
        assert_eq!(
            wrap("de regie op de aanpak", 10),
            ["de regie", "op de", "aanpak"]
        );
        assert_eq!(wrap("een\ntwee", 10), ["een", "twee"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(
            wrap("onderwijs- en veiligheid", 11),
            ["onderwijs-", "en", "veiligheid"]
        );
        assert_eq!(
            wrap("voor 12-11-2026, PGA-Jeugd", 10),
            ["voor", "12-11-2026", ", PGA-", "Jeugd"]
        );
        assert_eq!(wrap("abc", 0).concat(), "abc");
    }
}
