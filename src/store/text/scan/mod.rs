//! What the JSON reader lets pass and a plan may not have: a key twice in one object, where the
//! last would silently win, and nesting without end; and on the way, whether any text may hold
//! something that must not reach a terminal. One pass; of text that is no JSON it ends as well, but
//! then says nothing.
//!
//! Eight bytes at a time: read one by one this pass cost as many instructions as the typed plan.

pub(crate) mod places;
pub(crate) mod skim;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::plan::clean;
use places::{Own, Places};

/// Nested deeper than this is no plan; other readers of JSON stop here too.
const DEEPEST: usize = 128;
/// Up to here comparing with every key before is faster than hashing.
const FEW: usize = 24;

/// Something found, at a byte of the text.
#[derive(Debug)]
pub(crate) struct Flaw {
    /// The byte.
    pub at: usize,
    /// What is wrong, in Dutch.
    pub sentence: String,
}

/// The object or array the scan is in.
#[derive(Debug, Default)]
struct Frame<'a> {
    /// Where its keys begin on the stack of all open keys.
    keys_from: usize,
    /// Its keys, once there are more than a [`FEW`].
    many: Option<HashSet<Cow<'a, str>>>,
}

/// A key, and its beginning as one number: keys that differ mostly differ there.
#[derive(Debug)]
struct Key<'a> {
    begins: u64,
    key: Cow<'a, str>,
}

/// What was seen on the way.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Whether any string may hold something to clean: it rather says yes.
    pub harm: bool,
    /// Where the plan's own keys and the items of its lists stand.
    pub places: Places,
}

/// Looks for keys that stand twice and for nesting too deep.
pub(crate) fn scan(text: &str) -> Result<Seen, Flaw> {
    scan_within(text, 0)
}

/// The same of a value that lies this deep in the text of a plan.
pub(crate) fn scan_within(text: &str, deep: usize) -> Result<Seen, Flaw> {
    scan_telling(text, deep, &mut |_| {})
}

/// The same, and tells of each item of the plan's lists as soon as it was met: the part it is the last item of.
pub(crate) fn scan_telling(
    text: &str,
    deep: usize,
    met: &mut dyn FnMut(&Own),
) -> Result<Seen, Flaw> {
    let bytes = text.as_bytes();
    let mut frames: Vec<Frame<'_>> = Vec::new();
    let mut keys: Vec<Key<'_>> = Vec::new();
    let mut seen = Seen::default();
    let mut at = 0;
    while let Some(next) = structure(bytes, at) {
        at = next + 1;
        match bytes.get(next) {
            Some(b'"') => {
                at = end_of_string(text, next, &mut seen.harm);
                // A string before a colon is a key.
                if let Some(colon) = colon_after(bytes, at) {
                    let key = decoded(text.get(next..at).unwrap_or_default(), next)?;
                    remember(key, next, frames.last_mut(), &mut keys)?;
                    if frames.len() == 1 {
                        seen.places.key(bytes, next..at, colon);
                    }
                } else if frames.len() == 1 {
                    seen.places.value_ends(at);
                } else {
                    // A text somewhere.
                }
            }
            Some(b'{' | b'[') => {
                if frames.is_empty() {
                    seen.places.root.start = next;
                } else if frames.len() == 2 {
                    seen.places.item_begins(next);
                } else {
                    // Something inside a part.
                }
                frames.push(Frame {
                    keys_from: keys.len(),
                    many: None,
                });
                if frames.len() + deep > DEEPEST {
                    return Err(too_deep(next));
                }
            }
            _ => {
                if let Some(frame) = frames.pop() {
                    keys.truncate(frame.keys_from);
                }
                match frames.len() {
                    0 => seen.places.root.end = at,
                    1 => seen.places.value_ends(at),
                    2 => {
                        seen.places.item_ends(at);
                        seen.places.own.last().into_iter().for_each(&mut *met);
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(seen)
}

fn too_deep(at: usize) -> Flaw {
    Flaw {
        at,
        sentence: format!("het bestand is te diep genest (meer dan {DEEPEST} lagen)"),
    }
}

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = ONES << 7;

/// Eight bytes of the text as one number, the first the lowest; none where fewer are left.
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let (word, _) = bytes.get(at..)?.split_first_chunk()?;
    Some(u64::from_le_bytes(*word))
}

/// The high bit of the first byte that is this one, and perhaps of later bytes.
const fn is(word: u64, byte: u8) -> u64 {
    let off = word ^ (ONES * byte as u64);
    off.wrapping_sub(ONES) & !off & HIGH
}

/// How many bytes stand before the first with its high bit set.
const fn before(marks: u64) -> usize {
    marks.trailing_zeros() as usize / 8
}

/// The first quote, bracket or brace from `at` on.
fn structure(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(word) = eight(bytes, at) {
        // `[` and `{`, `]` and `}` differ in one bit.
        let alike = word | (ONES * 0x20);
        let marks = is(word, b'"') | is(alike, b'{') | is(alike, b'}');
        if marks != 0 {
            return Some(at + before(marks));
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    let found = |byte: &u8| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']');
    rest.iter().position(found).map(|further| at + further)
}

/// The colon after what ended just before `at`, where that is a key.
fn colon_after(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let next = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
    (rest.get(next) == Some(&b':')).then_some(at + next)
}

/// The byte after the string that opens at `at`.
fn end_of_string(text: &str, at: usize, harm: &mut bool) -> usize {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    loop {
        while let Some(word) = eight(bytes, end) {
            // Beyond ASCII, and DEL, which one more makes so.
            let beyond = (word | word.wrapping_add(ONES)) & HIGH;
            let marks = is(word, b'"') | is(word, b'\\') | beyond;
            if marks != 0 {
                end += before(marks);
                break;
            }
            end += 8;
        }
        match bytes.get(end) {
            None => return bytes.len(),
            Some(b'"') => return end + 1,
            Some(b'\\') => {
                let escaped = bytes.get(end + 1);
                *harm |= matches!(escaped, Some(b'b' | b'f' | b'r' | b't' | b'u'));
                end += 2;
            }
            // The first bytes of everything `clean` looks at: C2 80, D8 9C, E1 A0, E2 80, EF BB, F3 A0.
            Some(0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3) => {
                let c = text.get(end..).and_then(|rest| rest.chars().next());
                *harm |= c.is_some_and(clean::is_unsafe);
                end += c.map_or(1, char::len_utf8);
            }
            Some(byte) => {
                *harm |= *byte < 0x20 || *byte == 0x7f;
                end += 1;
            }
        }
    }
}

/// A key without its quotes and escapes: `"a"` and `"\u0061"` are the same key.
fn decoded(quoted: &str, at: usize) -> Result<Cow<'_, str>, Flaw> {
    let plain = quoted
        .strip_prefix('"')
        .and_then(|key| key.strip_suffix('"'))
        .filter(|key| !key.as_bytes().contains(&b'\\'));
    match plain {
        Some(key) => Ok(Cow::Borrowed(key)),
        None => serde_json::from_str(quoted)
            .map(Cow::Owned)
            .map_err(|_lone_surrogate| Flaw {
                at,
                sentence: "deze naam bevat een onmogelijk teken (half surrogaat)".to_string(),
            }),
    }
}

impl<'a> Key<'a> {
    fn of(key: Cow<'a, str>) -> Self {
        let begins = eight(key.as_bytes(), 0).unwrap_or_else(|| {
            let bytes = key.bytes().rev();
            bytes.fold(key.len() as u64, |begins, byte| {
                begins << 8 | u64::from(byte)
            })
        });
        Self { begins, key }
    }

    fn is(&self, other: &Self) -> bool {
        self.begins == other.begins && self.key == other.key
    }
}

fn remember<'a>(
    key: Cow<'a, str>,
    at: usize,
    frame: Option<&mut Frame<'a>>,
    keys: &mut Vec<Key<'a>>,
) -> Result<(), Flaw> {
    let Some(frame) = frame else { return Ok(()) };
    let own = keys.get(frame.keys_from..).unwrap_or_default();
    let key = Key::of(key);
    let twice = if own.len() < FEW {
        own.iter().any(|it| it.is(&key))
    } else {
        let many = frame.many.get_or_insert_default();
        if many.is_empty() {
            many.extend(own.iter().map(|it| it.key.clone()));
        }
        !many.insert(key.key.clone())
    };
    if twice {
        let shown: String = key.key.chars().take(40).collect();
        return Err(Flaw {
            at,
            sentence: format!("“{shown}” staat twee keer in hetzelfde object"),
        });
    }
    // A large object keeps its keys in the set alone.
    if own.len() < FEW {
        keys.push(key);
    }
    Ok(())
}

/// Plans in every layout, to go through.
#[cfg(test)]
pub(crate) const TEXTS: [&str; 6] = [
    include_str!("../../../../tests/stores/valid/small.json"),
    include_str!("../../../../tests/stores/valid/one-line.json"),
    include_str!("../../../../tests/stores/valid/tabs.json"),
    include_str!("../../../../tests/stores/valid/crlf.json"),
    include_str!("../../../../tests/stores/valid/unknown-fields.json"),
    include_str!("../../../../data/uitvoeringsplan-2026.json"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_once_in_an_object() {
        for (json, at) in [
            (
                r#"{ "a": 1, "b": { "a": 2 }, "c": [{ "a": 1 }, { "a": 1 }] }"#,
                None,
            ),
            (r#"{ "a": 1, "a": 2 }"#, Some(10)),
            (r#"{ "a": 1, "\u0061": 2 }"#, Some(10)),
            (
                r#"{ "x": [ { "b": "\"", "c": "{[,", "b": 0 } ] }"#,
                Some(34),
            ),
            (r#"["a", "a", { "a": "a" }]"#, None),
            ("{ }", None),
        ] {
            assert_eq!(scan(json).err().map(|fault| fault.at), at, "{json}");
        }
    }

    #[test]
    fn large_objects_too() {
        let keys: Vec<String> = (0..1_000).map(|n| format!("\"k{n}\": {n}")).collect();
        let json = format!("{{{}, ", keys.join(", "));
        assert!(scan(&format!("{json}\"z\": 0}}")).is_ok());
        for twice in ["k0", "k23", "k24", "k999"] {
            assert!(scan(&format!("{json}\"{twice}\": 0}}")).is_err(), "{twice}");
        }
    }

    #[test]
    fn what_may_harm_is_seen() {
        for (json, harm) in [
            (r#"{ "naam": "café – ‘x’ €", "n": 1.50 }"#, false),
            (r#"["a\n \"b\" \\ c\/d", "12345678"]"#, false),
            (r#"["a\\u"]"#, false),
            (r#"["1234567\u001b"]"#, true),
            (r#"["een tab\t"]"#, true),
            ("[\"1234567\u{7f}\"]", true),
            ("[\"een tekst \u{9b}31m\"]", true),
            ("[\"een tekst \u{202e}\"]", true),
            ("{\"sleutel\u{200b}\": 1}", true),
        ] {
            assert_eq!(scan(json).ok().map(|it| it.harm), Some(harm), "{json}");
        }
    }

    #[test]
    fn it_ends_anywhere() {
        let json = r#"{ "een": ["twee", { "drie": "vier \" vijf" }], "zes": [[], {}] }"#;
        for shift in 0..9 {
            let shifted = format!("{}{json}", " ".repeat(shift));
            assert!(scan(&shifted).is_ok(), "{shift}");
            let twice = shifted.replace("zes", "een");
            assert_eq!(scan(&twice).unwrap_err().at, twice.rfind("\"een").unwrap());
        }
    }

    #[test]
    fn nesting_ends_somewhere() {
        for (depth, fine) in [(1, true), (128, true), (129, false), (100_000, false)] {
            let json = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(scan(&json).is_ok(), fine, "{depth}");
        }
    }
}
