//! Whether a text is JSON, and where the parts of the plan in it stand: everything that has to be known
//! of what is neither read nor changed. What its values are it doesn't ask.
//!
//! It takes a fifth of the instructions of a typed plan, and touches no memory but the text.

use super::places::Places;
use super::{DEEPEST, HIGH, ONES, before, eight};

/// What was skimmed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Skimmed {
    /// Where the plan's own keys and the items of its lists stand.
    pub places: Places,
    /// Where the strings begin that are the word that was looked for, in whatever case.
    pub met: Vec<usize>,
}

/// Goes through a text, and looks for a word (of ASCII, without what is escaped in JSON). None where the
/// text is no JSON, or nested too deep.
pub(crate) fn skim(text: &str, word: &str) -> Option<Skimmed> {
    let mut skim = Skim {
        bytes: text.as_bytes(),
        word: word.as_bytes(),
        objects: 0,
        depth: 0,
        seen: Skimmed::default(),
    };
    let end = skim.values()?;
    (space(skim.bytes, end) == skim.bytes.len()).then_some(skim.seen)
}

struct Skim<'a> {
    bytes: &'a [u8],
    word: &'a [u8],
    /// Which of the open lists and objects are objects, a bit each, the innermost lowest.
    objects: u128,
    depth: usize,
    seen: Skimmed,
}

impl Skim<'_> {
    /// The outermost value, with all in it; the byte after it.
    fn values(&mut self) -> Option<usize> {
        let bytes = self.bytes;
        let mut at = space(bytes, 0);
        loop {
            at = match *bytes.get(at)? {
                b'"' => self.text(at)?,
                begins @ (b'{' | b'[') => {
                    let inside = self.begins(begins == b'{', at)?;
                    match (*bytes.get(inside)?, begins) {
                        (b'}', b'{') | (b']', b'[') => self.ends(inside + 1),
                        (_, b'{') => {
                            at = self.key(inside)?;
                            continue;
                        }
                        _ => {
                            at = inside;
                            continue;
                        }
                    }
                }
                b't' => word(bytes, at, b"true")?,
                b'f' => word(bytes, at, b"false")?,
                b'n' => word(bytes, at, b"null")?,
                _ => number(bytes, at)?,
            };
            // What comes after a value: another one, once all that ends there has ended.
            at = loop {
                if self.depth == 0 {
                    return Some(at);
                }
                at = space(bytes, at);
                let in_object = self.objects & 1 == 1;
                match (*bytes.get(at)?, in_object) {
                    (b',', true) => break self.key(space(bytes, at + 1))?,
                    (b',', false) => break space(bytes, at + 1),
                    (b'}', true) | (b']', false) => at = self.ends(at + 1),
                    _ => return None,
                }
            };
        }
    }

    /// An object or a list begins; where its inside does.
    fn begins(&mut self, is_object: bool, at: usize) -> Option<usize> {
        match self.depth {
            0 => self.seen.places.root.start = at,
            2 => self.seen.places.item_begins(at),
            DEEPEST => return None,
            _ => {}
        }
        self.depth += 1;
        self.objects = self.objects << 1 | u128::from(is_object);
        Some(space(self.bytes, at + 1))
    }

    /// The innermost ends just before a byte.
    fn ends(&mut self, at: usize) -> usize {
        self.depth -= 1;
        self.objects >>= 1;
        match self.depth {
            0 => self.seen.places.root.end = at,
            1 => self.seen.places.value_ends(at),
            2 => self.seen.places.item_ends(at),
            _ => {}
        }
        at
    }

    /// A key; where its value begins.
    #[inline]
    fn key(&mut self, at: usize) -> Option<usize> {
        let end = match self.bytes.get(at)? {
            b'"' => self.string(at)?,
            _ => return None,
        };
        let colon = space(self.bytes, end);
        if *self.bytes.get(colon)? != b':' {
            return None;
        }
        if self.depth == 1 {
            self.seen.places.key(self.bytes, at..end, colon);
        }
        Some(space(self.bytes, colon + 1))
    }

    /// A text that is a value; the byte after it.
    #[inline]
    fn text(&mut self, at: usize) -> Option<usize> {
        let end = self.string(at)?;
        if self.depth == 1 {
            self.seen.places.value_ends(end);
        }
        Some(end)
    }

    /// The byte after the string that opens at a byte.
    #[inline]
    fn string(&mut self, at: usize) -> Option<usize> {
        let end = end_of_string(self.bytes, at)?;
        if end - at == self.word.len() + 2 {
            self.met(at, end);
        }
        Some(end)
    }

    fn met(&mut self, at: usize, end: usize) {
        let inside = self.bytes.get(at + 1..end - 1);
        if inside.is_some_and(|it| it.eq_ignore_ascii_case(self.word)) {
            self.seen.met.push(at);
        }
    }
}

/// The first byte from one on that is no white space. Mostly that is the byte itself, or the one after.
#[inline]
fn space(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([byte, ..]) if *byte > b' ' => at,
        Some([b' ', byte, ..]) if *byte > b' ' => at + 1,
        _ => long_space(bytes, at),
    }
}

fn long_space(bytes: &[u8], mut at: usize) -> usize {
    const SPACES: u64 = ONES * b' ' as u64;
    loop {
        match bytes.get(at) {
            Some(b' ') => {
                at += 1;
                while let Some(word) = eight(bytes, at) {
                    let other = word ^ SPACES;
                    if other != 0 {
                        at += other.trailing_zeros() as usize / 8;
                        break;
                    }
                    at += 8;
                }
            }
            Some(b'\n' | b'\t' | b'\r') => at += 1,
            _ => return at,
        }
    }
}

/// The byte after the string that opens at a byte.
#[inline]
fn end_of_string(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at + 1;
    loop {
        while let Some(word) = eight(bytes, end) {
            // With this bit turned, a quote is as low as a space and only controls are lower.
            let turned = word ^ (ONES * 2);
            let low = turned.wrapping_sub(ONES * 0x21) & !turned;
            // A backslash.
            let off = word ^ (ONES * 0x5c);
            let marks = (low | off.wrapping_sub(ONES) & !off) & HIGH;
            if marks != 0 {
                end += before(marks);
                break;
            }
            end += 8;
        }
        match bytes.get(end)? {
            b'"' => return Some(end + 1),
            b'\\' => end += escaped(bytes, end)?,
            0..0x20 => return None,
            _ => end += 1,
        }
    }
}

/// How long what a backslash begins is.
fn escaped(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => {
            let digits = bytes.get(at + 2..at + 6)?;
            digits.iter().all(u8::is_ascii_hexdigit).then_some(6)
        }
        _ => None,
    }
}

/// The byte after a word that stands there.
fn word(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    bytes
        .get(at..)?
        .starts_with(word)
        .then_some(at + word.len())
}

/// The byte after the number that begins at a byte.
fn number(bytes: &[u8], mut at: usize) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default().iter();
        let count = rest.take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(from + count)
    };
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at)? {
        b'0' => at + 1,
        _ => digits(at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = digits(at + 1 + usize::from(sign))?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::de::IgnoredAny;

    use super::*;
    use crate::store::text::scan::{TEXTS, scan};

    #[test]
    fn it_sees_what_the_scan_sees() {
        for text in TEXTS {
            let seen = skim(text, "").unwrap();
            assert_eq!(seen.places, scan(text).unwrap().places);
        }
    }

    #[test]
    fn a_word_is_met_wherever_it_is_a_whole_string() {
        let text =
            r#"{ "a": ["3.K1", "3.k1"], "3.K1": "3.K1.1", "b": "x 3.K1", "c": { "d": "3.K1" } }"#;
        let met = skim(text, "3.k1").unwrap().met;
        assert_eq!(met, [8, 16, 25, 70]);
    }

    #[test]
    fn it_is_as_strict_as_the_reader() {
        for (json, is) in [
            ("{}", true),
            (" [ ] ", true),
            ("\"x\"", true),
            ("-1.50e+3", true),
            ("[0, 10, -0.1, 1E5, true, false, null, {\"a\": {}}]", true),
            ("", false),
            ("{", false),
            ("[1,]", false),
            ("[1 2]", false),
            ("{\"a\" 1}", false),
            ("{\"a\": 1,}", false),
            ("{a: 1}", false),
            ("{\"a\": 1]", false),
            ("[01]", false),
            ("[1.]", false),
            ("[.5]", false),
            ("[1e]", false),
            ("[-]", false),
            ("[tru]", false),
            ("{} {}", false),
            ("[\"a\nb\"]", false),
            ("[\"12345678\u{1}\"]", false),
            ("[\"\\x\"]", false),
            ("[\"\\u12g4\"]", false),
            ("[\"\\u00e9\\\\\"]", true),
            ("[\"12345678", false),
        ] {
            assert_eq!(skim(json, "x").is_some(), is, "{json}");
            assert_eq!(
                serde_json::from_str::<IgnoredAny>(json).is_ok(),
                is,
                "{json}"
            );
        }
        for (depth, fine) in [(128, true), (129, false)] {
            let json = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(skim(&json, "x").is_some(), fine, "{depth}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        /// Whatever is broken in a text: both say the same of it.
        #[test]
        fn what_is_broken_is_seen(
            text in 0..5usize,
            at in any::<prop::sample::Index>(),
            less in 0..3usize,
            put in prop::sample::select(vec!["", "\"", ",", "}", "]", "{", "[", ":", "\\", "1", "é", "\n", "-", "."]),
        ) {
            let mut json = TEXTS[text].to_string();
            let places: Vec<usize> = json.char_indices().map(|(at, _)| at).collect();
            let nth = at.index(places.len());
            let from = places[nth];
            let to = places.get(nth + less).copied().unwrap_or(json.len());
            json.replace_range(from..to, put);
            let is = serde_json::from_str::<IgnoredAny>(&json).is_ok();
            prop_assert_eq!(skim(&json, "x").is_some(), is);
        }
    }
}
