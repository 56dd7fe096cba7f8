//! What the JSON reader lets pass and a plan may not have: a key twice in one object, where the
//! last would silently win, and nesting without end. One pass over text that is known to be JSON.

use std::borrow::Cow;
use std::collections::HashSet;

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
    is_object: bool,
    /// Where its keys begin on the stack of all open keys.
    keys_from: usize,
    /// Its keys, once there are more than a [`FEW`].
    many: HashSet<Cow<'a, str>>,
}

/// Looks for keys that stand twice and for nesting too deep.
pub(crate) fn scan(text: &str) -> Result<(), Flaw> {
    let bytes = text.as_bytes();
    let mut frames: Vec<Frame<'_>> = Vec::new();
    let mut keys: Vec<Cow<'_, str>> = Vec::new();
    let mut key_comes = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(bytes, at);
                if key_comes {
                    key_comes = false;
                    let key = decoded(text.get(at..end).unwrap_or_default(), at)?;
                    remember(key, at, frames.last_mut(), &mut keys)?;
                }
                at = end;
                continue;
            }
            b'{' | b'[' => {
                key_comes = *byte == b'{';
                frames.push(Frame {
                    is_object: key_comes,
                    keys_from: keys.len(),
                    ..Frame::default()
                });
                if frames.len() > DEEPEST {
                    return Err(too_deep(at));
                }
            }
            b'}' | b']' => {
                if let Some(frame) = frames.pop() {
                    keys.truncate(frame.keys_from);
                }
                key_comes = false;
            }
            b',' => key_comes = frames.last().is_some_and(|frame| frame.is_object),
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

fn too_deep(at: usize) -> Flaw {
    Flaw {
        at,
        sentence: format!("het bestand is te diep genest (meer dan {DEEPEST} lagen)"),
    }
}

/// The byte after the string that opens at `at`.
fn end_of_string(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'"' => return end + 1,
            b'\\' => end += 2,
            _ => end += 1,
        }
    }
    bytes.len()
}

/// A key without its quotes and escapes: `"a"` and `"\u0061"` are the same key.
fn decoded(quoted: &str, at: usize) -> Result<Cow<'_, str>, Flaw> {
    let plain = quoted
        .strip_prefix('"')
        .and_then(|key| key.strip_suffix('"'))
        .filter(|key| !key.contains('\\'));
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

fn remember<'a>(
    key: Cow<'a, str>,
    at: usize,
    frame: Option<&mut Frame<'a>>,
    keys: &mut Vec<Cow<'a, str>>,
) -> Result<(), Flaw> {
    let Some(frame) = frame else { return Ok(()) };
    let own = keys.get(frame.keys_from..).unwrap_or_default();
    let twice = if own.len() < FEW {
        own.contains(&key)
    } else {
        if frame.many.is_empty() {
            frame.many.extend(own.iter().cloned());
        }
        !frame.many.insert(key.clone())
    };
    if twice {
        let shown: String = key.chars().take(40).collect();
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
    fn nesting_ends_somewhere() {
        for (depth, fine) in [(1, true), (128, true), (129, false), (100_000, false)] {
            let json = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(scan(&json).is_ok(), fine, "{depth}");
        }
    }
}
