//! Text from a file is data of strangers: it may carry escape sequences, bidi overrides and
//! characters without width. Shown, each of them becomes something one can see.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The text with every character that could act on a terminal, or hide from a reader, replaced
/// by a visible token: `^[` for ESC, `‹U+202E›` for an override. Line breaks stay; tabs become
/// a space.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{0}'..='\u{1f}' => {
                out.push('^');
                out.push(char::from(b'@' + c as u8));
            }
            '\u{7f}' => out.push_str("^?"),
            c if is_unsafe(c) => {
                let _infallible = write!(out, "‹U+{:04X}›", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The text on one line: [`visible`], with line breaks as spaces.
pub fn one_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(text) if !text.contains('\n') => Cow::Borrowed(text),
        text => Cow::Owned(text.replace('\n', " ")),
    }
}

/// Whether a character is a control, a bidi control, or has no width of its own and could hide
/// something.
pub fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Whether nothing in JSON is to be replaced, as is nearly always so: what could act is written as an escape, or as it is.
fn is_harmless(json: &str) -> bool {
    let plain = |byte: &u8| (b' '..=b'~').contains(byte) && *byte != b'\\';
    json.as_bytes().iter().all(plain) || !json.contains('\\') && !json.chars().any(is_unsafe)
}

/// A value that was read as it is, with every string in it harmless to show.
pub fn kept<T: Serialize + DeserializeOwned + Clone>(value: &T) -> Option<T> {
    match serde_json::to_string(value) {
        Ok(text) if is_harmless(&text) => Some(value.clone()),
        _ => cleaned(value),
    }
}

/// A value with every string in it harmless to show, as it will be read.
pub fn cleaned<T: Serialize + DeserializeOwned>(value: &T) -> Option<T> {
    let text = serde_json::to_string(value).ok()?;
    if is_harmless(&text) {
        return serde_json::from_str(&text).ok();
    }
    let mut json = serde_json::to_value(value).ok()?;
    clean_strings(&mut json);
    serde_json::from_value(json).ok()
}

fn clean_strings(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(clean) = visible(text) {
                *text = clean;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(clean_strings),
        Value::Object(members) => members.values_mut().for_each(clean_strings),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// JSON with the characters that could act on a terminal written as escapes, and in ASCII every
/// other one. They can only stand inside strings, where an escape means the same.
pub fn inert_json(json: &str, ascii: bool) -> String {
    let mut out = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if c == '\n' || !(is_unsafe(c) || ascii && !c.is_ascii()) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            out.push_str("\\u");
            for shift in [12, 8, 4, 0] {
                let digit = u32::from(*unit >> shift & 0xf);
                out.extend(char::from_digit(digit, 16));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_becomes_visible() {
        for (text, shown) in [
            (
                "Coördinator OOV’s “x” € 1 à 2×",
                "Coördinator OOV’s “x” € 1 à 2×",
            ),
            ("\u{1b}[31mrood\u{7}", "^[[31mrood^G"),
            ("a\u{9b}b\u{7f}", "a‹U+009B›b^?"),
            ("\u{202e}tkerev", "‹U+202E›tkerev"),
            ("nul\u{200b}breed", "nul‹U+200B›breed"),
            ("twee\nregels\tnaast", "twee\nregels naast"),
        ] {
            assert_eq!(visible(text), shown);
            assert!(!visible(text).chars().any(|c| c != '\n' && is_unsafe(c)));
        }
        assert_eq!(one_line("twee\nregels"), "twee regels");
    }
}
