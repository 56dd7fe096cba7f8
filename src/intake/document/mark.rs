//! The number, letter or bullet a line begins with.

use super::{Block, Shape};

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// `•`, `-`.
    Bullet,
    /// `3.`, `3)`.
    Number(u32),
    /// `3.2`, `3.2.`.
    Decimal(Vec<u32>),
    /// `A.`.
    Upper(char),
    /// `a.`, `a)`.
    Lower(char),
}

/// The signs that are a bullet wherever they begin a line; the last is that of Word's Symbol.
const BULLETS: &[char] = &[
    '•', '·', '▪', '◦', '‣', '●', '○', '■', '□', '➢', '✓', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}',
];

/// The signs that are one before a space.
const DASHES: &[char] = &['-', '–', '—', '*', '+'];

/// The mark at the start of a text as it stands there, what it is, and the text behind it. None
/// where nothing stands behind.
pub fn split(text: &str) -> Option<(Mark, &str, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let (sign, rest) = text.split_at_checked(first.len_utf8())?;
    let spaced = rest.starts_with(char::is_whitespace);
    if BULLETS.contains(&first) || DASHES.contains(&first) && spaced {
        let rest = rest.trim_start();
        return (!rest.is_empty()).then_some((Mark::Bullet, sign, rest));
    }
    let end = text.find(char::is_whitespace)?;
    let (sign, rest) = text.split_at_checked(end)?;
    let rest = rest.trim_start();
    let mark = of_sign(sign)?;
    (!rest.is_empty()).then_some((mark, sign, rest))
}

/// What a word is as a mark: `3.` and `3)` are, `3` is none.
pub fn of_sign(sign: &str) -> Option<Mark> {
    let bare = sign.strip_prefix('(').unwrap_or(sign);
    let inner = bare.strip_suffix(['.', ')', ':']);
    let parts: Option<Vec<u32>> = inner
        .unwrap_or(bare)
        .split('.')
        .map(|part| (part.len() <= 2).then(|| part.parse().ok())?)
        .collect();
    match (parts.as_deref(), inner) {
        (Some([number]), Some(_)) => return Some(Mark::Number(*number)),
        (Some([_, _, ..]), _) => return parts.map(Mark::Decimal),
        _ => {}
    }
    let mut letters = inner?.chars();
    match (letters.next()?, letters.next()) {
        (letter, None) if letter.is_ascii_uppercase() => Some(Mark::Upper(letter)),
        (letter, None) if letter.is_ascii_lowercase() => Some(Mark::Lower(letter)),
        _ => None,
    }
}

/// Takes the mark a paragraph was typed with from its text.
pub(super) fn apart(block: &mut Block) {
    let Some((mark, sign, rest)) = split(&block.text) else {
        return;
    };
    let (sign, rest) = (sign.to_string(), rest.to_string());
    block.text = rest;
    if mark.is_bullet() {
        block.shape = Shape::Bullet;
    } else {
        (block.shape, block.mark) = (Shape::Item, sign);
    }
}

impl Mark {
    /// Whether it is a bullet.
    pub const fn is_bullet(&self) -> bool {
        matches!(self, Self::Bullet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_mark_or_with_words() {
        let lower = |c| Some(Mark::Lower(c));
        for (line, mark, rest) in [
            ("• De bekendheid", Some(Mark::Bullet), "De bekendheid"),
            (
                " •  Voortgezet onderwijs",
                Some(Mark::Bullet),
                "Voortgezet onderwijs",
            ),
            ("- een", Some(Mark::Bullet), "een"),
            ("-in combinatie", None, ""),
            ("3. Ondermijning", Some(Mark::Number(3)), "Ondermijning"),
            ("12) Twaalf", Some(Mark::Number(12)), "Twaalf"),
            ("10 workshops", None, ""),
            ("2026. Daarna", None, ""),
            ("3.2 Drugs", Some(Mark::Decimal(vec![3, 2])), "Drugs"),
            ("A. Drugshandel", Some(Mark::Upper('A')), "Drugshandel"),
            ("b) wijken", lower('b'), "wijken"),
            ("o.a. de politie", None, ""),
            ("De politie", None, ""),
            ("3.", None, ""),
            ("", None, ""),
        ] {
            let found = split(line);
            assert_eq!(found.as_ref().map(|it| it.0.clone()), mark, "{line}");
            assert_eq!(found.map_or("", |it| it.2), rest, "{line}");
        }
    }
}
