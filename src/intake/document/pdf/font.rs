//! A font: which letters its codes are, and how wide.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

/// No map of a font is longer, unpacked.
const LONGEST: usize = 4 << 20;

/// No font names more letters than this.
const MOST: usize = 70_000;

/// A font of a document.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Whether a code is two bytes.
    wide: bool,
    letters: HashMap<u32, String>,
    /// In thousandths of the size of the font.
    widths: HashMap<u32, f32>,
    other: f32,
}

/// A letter, as a string shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letter<'f> {
    /// What it is; empty where the font doesn't say.
    pub(super) text: &'f str,
    /// In sizes of the font.
    pub(super) width: f32,
    /// Whether it is the code of a space, to which word spacing is added.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn of(font: &Dictionary, document: &Document) -> Self {
        let wide = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|it| it == b"Type0");
        let stream = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream);
        let mapped = stream.and_then(|it| it.decompressed_content_with_limit(LONGEST));
        let mut letters = mapped.map(|text| to_unicode(&text)).unwrap_or_default();
        if !wide {
            encoded(font, document, &mut letters);
        }
        let (widths, other) = if wide {
            wide_widths(font, document)
        } else {
            widths(font, document)
        };
        Self {
            wide,
            letters,
            widths,
            other,
        }
    }

    /// The letters of a string.
    pub(super) fn letters<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Letter<'f>> {
        let length = if self.wide { 2 } else { 1 };
        bytes.chunks(length).map(move |code| {
            let number = code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
            Letter {
                text: self.letters.get(&number).map_or("", String::as_str),
                width: self.widths.get(&number).copied().unwrap_or(self.other) / 1000.0,
                is_space: !self.wide && number == 32,
            }
        })
    }
}

/// What the encoding of a font says of the codes its map doesn't.
fn encoded(font: &Dictionary, document: &Document, letters: &mut HashMap<u32, String>) {
    let Ok(encoding) = font.get_font_encoding_with_limit(document, LONGEST) else {
        return;
    };
    for code in 0..=u8::MAX {
        let known = letters.contains_key(&u32::from(code));
        let text = encoding.bytes_to_string(&[code]).unwrap_or_default();
        let text: String = text.chars().flat_map(apart).collect();
        if !known && !text.is_empty() && text != "\u{fffd}" {
            letters.insert(u32::from(code), text);
        }
    }
}

fn widths(font: &Dictionary, document: &Document) -> (HashMap<u32, f32>, f32) {
    let first = font
        .get_deref(b"FirstChar", document)
        .and_then(Object::as_i64);
    let first = first
        .ok()
        .and_then(|it| u32::try_from(it).ok())
        .unwrap_or(0);
    let listed = font
        .get_deref(b"Widths", document)
        .and_then(Object::as_array);
    let numbers = listed.map(Vec::as_slice).unwrap_or_default().iter();
    let numbers = numbers.filter_map(|it| document.dereference(it).ok()?.1.as_float().ok());
    let own: HashMap<u32, f32> = (first..).zip(numbers).collect();
    let missing = font
        .get_deref(b"FontDescriptor", document)
        .and_then(Object::as_dict)
        .and_then(|it| it.get_deref(b"MissingWidth", document))
        .and_then(Object::as_float);
    // Without widths it is one of those every reader has: a letter is about half as wide as high.
    let other = if own.is_empty() { 500.0 } else { 0.0 };
    (own, missing.unwrap_or(other))
}

/// Of a font with codes of two bytes: `[code [width …] from to width …]`.
fn wide_widths(font: &Dictionary, document: &Document) -> (HashMap<u32, f32>, f32) {
    let below = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array);
    let first = below
        .ok()
        .and_then(|all| document.dereference(all.first()?).ok());
    let Some(own) = first.and_then(|(_, it)| it.as_dict().ok()) else {
        return (HashMap::new(), 1000.0);
    };
    let other = own.get_deref(b"DW", document).and_then(Object::as_float);
    let mut widths = HashMap::new();
    let listed = own.get_deref(b"W", document).and_then(Object::as_array);
    let mut all = listed.map(Vec::as_slice).unwrap_or_default().iter();
    let number = |it: &Object| it.as_float().ok();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a code has two bytes, and a float that is none becomes 0"
    )]
    let code = |it: &Object| number(it).map(|it| it.clamp(0.0, 65_535.0) as u32);
    while let Some(from) = all.next().and_then(code) {
        let Some(next) = all.next().and_then(|it| document.dereference(it).ok()) else {
            break;
        };
        if let Ok(list) = next.1.as_array() {
            widths.extend((from..).zip(list.iter().filter_map(number)));
        } else if let (Some(to), Some(width)) = (code(next.1), all.next().and_then(number)) {
            widths.extend((from..=to).map(|code| (code, width)));
        } else {
            break;
        }
        if widths.len() > MOST {
            break;
        }
    }
    (widths, other.unwrap_or(1000.0))
}

/// The map from codes to letters that a font brings: its `bfchar` and `bfrange`.
fn to_unicode(text: &[u8]) -> HashMap<u32, String> {
    let text = String::from_utf8_lossy(text);
    let spaced = text.replace('<', " <").replace('>', "> ");
    let spaced = spaced.replace('[', " [ ").replace(']', " ] ");
    let mut tokens = spaced.split_whitespace();
    let mut out = HashMap::new();
    while let Some(token) = tokens.next() {
        match token {
            "beginbfchar" => {
                while let Some(code) = tokens.next().and_then(hex) {
                    if let Some(letters) = tokens.next().and_then(utf16) {
                        out.insert(code, letters);
                    }
                }
            }
            "beginbfrange" => ranges(&mut tokens, &mut out),
            _ => {}
        }
        if out.len() > MOST {
            break;
        }
    }
    out
}

fn ranges<'t>(tokens: &mut impl Iterator<Item = &'t str>, out: &mut HashMap<u32, String>) {
    while let Some(from) = tokens.next().and_then(hex) {
        let to = tokens.next().and_then(hex).unwrap_or(from);
        let to = to.min(from.saturating_add(0xffff));
        let Some(first) = tokens.next() else {
            return;
        };
        if first == "[" {
            let listed = tokens.by_ref().take_while(|token| *token != "]");
            let letters: Vec<String> = listed.filter_map(utf16).collect();
            out.extend((from..=to).zip(letters));
            continue;
        }
        let Some(letters) = utf16(first) else {
            continue;
        };
        let mut start = letters;
        let Some(last) = start.pop() else {
            continue;
        };
        for (code, nth) in (from..=to).zip(0..) {
            if let Some(letter) = char::from_u32(u32::from(last) + nth) {
                out.insert(code, format!("{start}{letter}"));
            }
        }
        if out.len() > MOST {
            return;
        }
    }
}

fn hex(token: &str) -> Option<u32> {
    let digits = token.strip_prefix('<')?.strip_suffix('>')?;
    u32::from_str_radix(digits, 16).ok()
}

fn utf16(token: &str) -> Option<String> {
    let digits = token.strip_prefix('<')?.strip_suffix('>')?;
    let units: Option<Vec<u16>> = digits
        .as_bytes()
        .chunks(4)
        .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok())
        .collect();
    let letters = char::decode_utf16(units?).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(letters.filter(|it| *it != '\0').flat_map(apart).collect())
}

/// The letters that are printed as one sign: nobody types `ﬂ`.
fn apart(letter: char) -> impl Iterator<Item = char> {
    let letters = match letter {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => "",
    };
    let own = Some(letter).filter(|_| letters.is_empty());
    letters.chars().chain(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_letters_as_the_map_says() {
        let map = to_unicode(
            b"1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <01> <0055>\n<24><006600660069>\n<25> <FB02>\nendbfchar \
              2 beginbfrange <0003><0005><0041> <06> <07> [<20AC> <D83DDE00>] endbfrange",
        );
        let mut told: Vec<(u32, &str)> =
            map.iter().map(|(code, it)| (*code, it.as_str())).collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                (1, "U"),
                (3, "A"),
                (4, "B"),
                (5, "C"),
                (6, "€"),
                (7, "😀"),
                (0x24, "ffi"),
                (0x25, "fl")
            ]
        );
    }
}
