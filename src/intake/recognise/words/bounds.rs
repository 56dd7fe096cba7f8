//! Which side of a number is wanted: at least, at most, between; in a text and in a column of its own.

use super::when::bare;

/// What is wanted: at least, and at most.
pub type Bounds = (Option<i64>, Option<i64>);

/// A word of a text, bare, and as it stands.
pub struct Word<'a> {
    pub bare: String,
    pub raw: &'a str,
}

/// Which side of a number is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Least,
    Most,
    /// Less than it: `minder dan 30`.
    Below,
    /// More than it.
    Above,
}

/// Words that say a number is wanted at most; `ten hoogste` by its last.
pub const MOST: &[&str] = &[
    "maximaal",
    "maximum",
    "max",
    "hoogstens",
    "hoogste",
    "hooguit",
    "≤",
];

/// The numbers that are written as words.
pub const NUMBERS: [&str; 13] = [
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf",
];

/// What is wanted by a number and its side.
pub fn bounds(min: i64, max: Option<i64>, side: Side) -> Bounds {
    match side {
        Side::Least => (Some(min), max),
        Side::Most => (None, Some(max.unwrap_or(min))),
        Side::Below => (None, Some(min - 1)),
        Side::Above => (Some(min + 1), None),
    }
}

/// Bounds in words.
pub fn told(bounds: Bounds) -> String {
    match bounds {
        (Some(min), Some(max)) => format!("{min} tot {max}"),
        (Some(min), None) => format!("minimaal {min}"),
        (None, Some(max)) => format!("hoogstens {max}"),
        (None, None) => "niets".to_string(),
    }
}

/// Which side of the number at a word is wanted.
pub fn side(words: &[Word<'_>], at: usize) -> Side {
    let prior = before(words, at);
    let raw = words.get(at).map_or("", |word| word.raw);
    let sign = at
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .map_or("", |word| word.raw);
    if MOST.contains(&prior) || raw.starts_with('≤') || sign == "≤" {
        return Side::Most;
    }
    if raw.starts_with('<') || sign == "<" {
        return Side::Below;
    }
    if raw.starts_with('>') || sign == ">" {
        return Side::Above;
    }
    if prior != "dan" || at < 2 {
        return Side::Least;
    }
    let denied = at >= 3 && before(words, at - 2) == "niet";
    match (before(words, at - 1), denied) {
        ("minder" | "lager" | "kleiner", false) => Side::Below,
        ("meer" | "hoger" | "groter", true) => Side::Most,
        ("meer" | "hoger" | "groter", false) => Side::Above,
        _ => Side::Least,
    }
}

/// The word before one.
pub fn before<'w>(words: &'w [Word<'_>], at: usize) -> &'w str {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    before.map_or("", |word| word.bare.as_str())
}

/// The number a word is.
pub fn value(word: &str) -> Option<i64> {
    if word == "een" {
        return Some(1);
    }
    let spelled = NUMBERS.iter().position(|number| *number == word);
    spelled
        .and_then(|number| i64::try_from(number).ok())
        .or_else(|| {
            let dotted = word.split('.').skip(1).all(|part| part.len() == 3);
            let digits = word.chars().all(|c| c.is_ascii_digit() || c == '.');
            (digits && dotted && !word.is_empty() && word.len() < 10)
                .then(|| word.replace('.', "").parse().ok())?
        })
}

/// What a column of its own says is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub bounds: Bounds,
    pub percent: bool,
    /// Whether the words say something else than the number in them.
    pub worked_out: bool,
    /// Whether it is a number alone, that doesn't say on which side of it is well.
    pub alone: bool,
}

/// The target a column of its own says: `10`, `minimaal 4`, `80%`, `1 à 2`, `maximaal 110`.
pub fn wanted(text: &str) -> Option<Wanted> {
    let words: Vec<Word<'_>> = text
        .split_whitespace()
        .map(|raw| Word {
            bare: bare(raw),
            raw,
        })
        .collect();
    let percent = text.contains('%');
    let mut numbers = words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| Some((at, value(word.bare.trim_end_matches(['%', '×', 'x']))?)));
    let ((at, first), second, third) = (numbers.next()?, numbers.next(), numbers.next());
    let second = second.map(|it| it.1);
    let digits = words.iter().any(|word| {
        word.bare.chars().any(|c| c.is_ascii_digit()) || NUMBERS.contains(&word.bare.as_str())
    });
    let side = side(&words, at);
    let of_all = words.len() == 3 && before(&words, 2) == "van";
    if of_all && digits && second == Some(first) {
        return Some(Wanted {
            bounds: (Some(100), None),
            percent: true,
            worked_out: true,
            alone: false,
        });
    }
    if percent && side != Side::Least || of_all || !digits {
        return None;
    }
    let range = second.is_none_or(|second| second > first) && third.is_none();
    let max = match second {
        Some(_) if !range || text.contains("20") => return None,
        other => other,
    };
    Some(Wanted {
        bounds: bounds(first, max, side),
        percent,
        worked_out: matches!(side, Side::Below | Side::Above),
        alone: words.len() == 1 && side == Side::Least && max.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_what_is_wanted() {
        let all = |bounds, percent, worked_out| {
            Some(Wanted {
                bounds,
                percent,
                worked_out,
                alone: false,
            })
        };
        let alone = |number, percent| {
            Some(Wanted {
                bounds: (Some(number), None),
                percent,
                worked_out: false,
                alone: true,
            })
        };
        for (text, found) in [
            ("10", alone(10, false)),
            ("minimaal 4", all((Some(4), None), false, false)),
            ("80%", alone(80, true)),
            ("1 à 2", all((Some(1), Some(2)), false, false)),
            ("20", alone(20, false)),
            ("maximaal 110", all((None, Some(110)), false, false)),
            ("ten hoogste 350", all((None, Some(350)), false, false)),
            ("< 30", all((None, Some(29)), false, true)),
            ("minder dan 30", all((None, Some(29)), false, true)),
            ("22 van 22", all((Some(100), None), true, true)),
            ("20 van 22", None),
            ("hoogstens 10%", None),
            ("gereed", None),
            ("10 in 2026", None),
        ] {
            assert_eq!(wanted(text), found, "{text}");
        }
    }
}
