//! The JSON reader's English messages in Dutch. One table; a message that isn't in it is one of
//! our own, and Dutch already.

use crate::plan::clean;

/// The sentence for what the JSON reader says, without its "at line 3 column 7".
pub(crate) fn sentence(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(place.as_str()).unwrap_or(&message);
    brief(&clean::one_line(&translated(message)))
}

/// At most so many characters; a message may repeat what stands in the file.
fn brief(text: &str) -> String {
    const MOST: usize = 300;
    if text.chars().count() <= MOST {
        return text.to_string();
    }
    text.chars().take(MOST).chain(['…']).collect()
}

/// Messages that are always the same.
fn fixed(message: &str) -> Option<&'static str> {
    Some(match message {
        "EOF while parsing a list" => "het bestand houdt op midden in een lijst; het is afgekapt",
        "EOF while parsing an object" => {
            "het bestand houdt op midden in een object; het is afgekapt"
        }
        "EOF while parsing a string" => "het bestand houdt op midden in een tekst; het is afgekapt",
        "EOF while parsing a value" => "het bestand houdt op waar een waarde moet staan",
        "expected `:`" => "hier moet een dubbelepunt staan",
        "expected `,` or `]`" => "hier moet een komma of een ] staan",
        "expected `,` or `}`" => "hier moet een komma of een } staan",
        "expected ident" => "dit is geen true, false of null",
        "expected value" => "hier staat geen geldige waarde",
        "expected `\"`" => "hier moet een aanhalingsteken staan",
        "invalid escape" => "na \\ staat een teken dat daar niet kan",
        "invalid number" => "dit is geen getal zoals JSON het schrijft",
        "number out of range" => "dit getal is te groot",
        "invalid unicode code point" => "dit is geen bestaand teken",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "in een tekst staat een besturingsteken; ook een regeleinde of tab moet als \\n of \\t geschreven zijn"
        }
        "key must be a string" => "hier moet een naam tussen aanhalingstekens staan",
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "dit is maar een half teken (half surrogaat)"
        }
        "trailing comma" => "na de laatste waarde staat een komma te veel",
        "trailing characters" => "na het einde van het plan staat nog iets",
        "recursion limit exceeded" => "het bestand is te diep genest (meer dan 128 lagen)",
        _ => return None,
    })
}

/// Messages that begin alike and end in a name.
fn translated(message: &str) -> String {
    if let Some(dutch) = fixed(message) {
        return dutch.to_string();
    }
    named(message, "missing field ")
        .map(|field| format!("in het object dat hier eindigt ontbreekt {field}"))
        .or_else(|| named(message, "duplicate field ").map(|f| format!("{f} staat er twee keer")))
        .or_else(|| unknown_variant(message))
        .or_else(|| invalid(message, "invalid type: ", "hier staat"))
        .or_else(|| invalid(message, "invalid value: ", "hier kan niet staan"))
        .or_else(|| invalid_length(message))
        .unwrap_or_else(|| message.to_string())
}

/// The name in a message of which only the name differs, in Dutch quotes.
fn named(message: &str, begin: &str) -> Option<String> {
    let name = message.strip_prefix(begin)?.strip_prefix('`')?;
    Some(format!("“{}”", name.strip_suffix('`')?))
}

/// A word that isn't one of the fixed ones.
fn unknown_variant(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown variant `")?;
    let (found, known) = rest.rsplit_once("`, expected ")?;
    let known = known.strip_prefix("one of ").unwrap_or(known);
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let found: String = found.chars().take(40).collect();
    Some(format!(
        "“{found}” kan hier niet; wel: {}",
        known.join(", ")
    ))
}

/// `invalid type: string "x", expected u32`.
fn invalid(message: &str, begin: &str, dutch: &str) -> Option<String> {
    let (found, expected) = message.strip_prefix(begin)?.rsplit_once(", expected ")?;
    Some(format!(
        "{dutch} {}, verwacht: {}",
        value(found),
        kind(expected)
    ))
}

fn invalid_length(message: &str) -> Option<String> {
    let rest = message.strip_prefix("invalid length ")?;
    let (length, expected) = rest.split_once(", expected ")?;
    Some(format!(
        "hier staan {length} waarden, verwacht: {}",
        kind(expected)
    ))
}

/// What was found: a string, a number, a map.
fn value(found: &str) -> String {
    for (english, dutch) in [
        ("string ", "de tekst "),
        ("integer ", "het getal "),
        ("floating point ", "het getal "),
        ("boolean ", ""),
        ("character ", "het teken "),
    ] {
        if let Some(rest) = found.strip_prefix(english) {
            let rest = rest.trim_matches(['`', '"']);
            let shown: String = rest.chars().take(40).collect();
            return format!("{dutch}“{shown}”");
        }
    }
    match found {
        "null" | "unit value" | "Option value" => "null",
        "sequence" => "een lijst",
        "map" => "een object",
        "enum" | "unit variant" | "newtype variant" | "tuple variant" | "struct variant" => {
            "een woord"
        }
        other => other,
    }
    .to_string()
}

/// What was expected, by the name Rust has for it.
fn kind(expected: &str) -> String {
    match expected {
        "a string" | "a borrowed string" | "str" | "string" => "een tekst",
        "a boolean" => "true of false",
        "a sequence" => "een lijst",
        "a map" | "map with a single key" => "een object",
        "u8" | "u16" | "u32" | "u64" | "usize" => "een geheel getal van nul of meer",
        "i8" | "i16" | "i32" | "i64" => "een geheel getal",
        "f64" => "een getal",
        "variant identifier" | "field identifier" | "string or map" => "een van de vaste woorden",
        "option" | "unit" => "een waarde of null",
        other if other.starts_with("enum ") => "een van de vaste woorden",
        other
            if ["struct ", "internally tagged ", "adjacently tagged "]
                .iter()
                .any(|w| other.starts_with(w)) =>
        {
            "een object"
        }
        other => other,
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::plan::model::kpi::{Indicator, Reading};
    use crate::plan::{Chapter, Plan};

    fn said<T: serde::de::DeserializeOwned>(json: &str) -> String {
        serde_json::from_str::<T>(json)
            .err()
            .map(|why| sentence(&why))
            .unwrap_or_default()
    }

    #[test]
    fn every_message_is_dutch() {
        for (json, dutch) in [
            ("", "het bestand houdt op waar een waarde moet staan"),
            (
                "{",
                "het bestand houdt op midden in een object; het is afgekapt",
            ),
            (
                r#"{ "title": "x"#,
                "het bestand houdt op midden in een tekst; het is afgekapt",
            ),
            (
                r#"{ "x": [1"#,
                "het bestand houdt op midden in een lijst; het is afgekapt",
            ),
            (r#"{ "schema" 1 }"#, "hier moet een dubbelepunt staan"),
            (r#"{ "x": [1 2] }"#, "hier moet een komma of een ] staan"),
            (
                r#"{ "schema": 1 "x" }"#,
                "hier moet een komma of een } staan",
            ),
            (r#"{ "x": nul }"#, "dit is geen true, false of null"),
            (r#"{ "x": ' }"#, "hier staat geen geldige waarde"),
            (
                r"{ x: 1 }",
                "hier moet een naam tussen aanhalingstekens staan",
            ),
            (
                r#"{ "title": "\q" }"#,
                "na \\ staat een teken dat daar niet kan",
            ),
            (
                r#"{ "schema": 01 }"#,
                "dit is geen getal zoals JSON het schrijft",
            ),
            (r#"{ "year": 1e999 }"#, "dit getal is te groot"),
            (
                r#"{ "title": "\ud800" }"#,
                "dit is maar een half teken (half surrogaat)",
            ),
            (
                r#"{ "title": "\ud800\n" }"#,
                "dit is maar een half teken (half surrogaat)",
            ),
            (
                r#"{ "schema": 1, }"#,
                "na de laatste waarde staat een komma te veel",
            ),
            (
                r#"{ "schema": 1 }"#,
                "in het object dat hier eindigt ontbreekt “revision”",
            ),
            (
                r#"{ "schema": 1, "schema": 1 }"#,
                "“schema” staat er twee keer",
            ),
            (
                r#"{ "schema": "1" }"#,
                "hier staat de tekst “1”, verwacht: een geheel getal van nul of meer",
            ),
            (
                r#"{ "schema": 1.5 }"#,
                "hier staat het getal “1.5”, verwacht: een geheel getal van nul of meer",
            ),
            (
                r#"{ "schema": -1 }"#,
                "hier kan niet staan het getal “-1”, verwacht: een geheel getal van nul of meer",
            ),
            (
                r#"{ "title": null }"#,
                "hier staat null, verwacht: een tekst",
            ),
            (
                r#"{ "title": true }"#,
                "hier staat “true”, verwacht: een tekst",
            ),
            (
                r#"{ "title": [] }"#,
                "hier staat een lijst, verwacht: een tekst",
            ),
            (
                r#"{ "parties": {} }"#,
                "hier staat een object, verwacht: een lijst",
            ),
            (
                r#"{ "parties": [3] }"#,
                "hier staat het getal “3”, verwacht: een object",
            ),
            ("[]", "hier staan 0 waarden, verwacht: een object"),
            ("7", "hier staat het getal “7”, verwacht: een object"),
        ] {
            assert_eq!(said::<Plan>(json), dutch, "{json}");
        }
        assert!(
            said::<Plan>("{ \"title\": \"a\nb\" }")
                .starts_with("in een tekst staat een besturingsteken")
        );
        assert_eq!(
            said::<Plan>(&"[".repeat(10)),
            "hier staat een lijst, verwacht: een geheel getal van nul of meer"
        );
    }

    #[test]
    fn kinds_dates_and_values_are_named() {
        for (json, dutch) in [
            (
                r#"{ "kind": "som" }"#,
                "“som” kan hier niet; wel: count, milestone, coverage, ongoing",
            ),
            (
                r#"{ "kind": "a`, expected b" }"#,
                "“a`, expected b” kan hier niet; wel: count, milestone, coverage, ongoing",
            ),
            (r#"{ "kind": 1 }"#, "hier staat geen geldige waarde"),
            (
                r#"{ "due": "2026-02-30" }"#,
                "“2026-02-30” is geen bestaande datum; een datum staat er als \"2026-12-31\"",
            ),
            (
                r#"{ "baseline": "6" }"#,
                "hier staat de tekst “6”, verwacht: een getal",
            ),
            (
                r#"{ "baseline": 1e30 }"#,
                "dit getal is te groot om waar te zijn",
            ),
        ] {
            assert_eq!(said::<Indicator>(json), dutch, "{json}");
        }
        assert_eq!(
            said::<Reading>(r#"{ "value": "6" }"#),
            "hier staat de tekst “6”, verwacht: een getal of true/false"
        );
        assert!(
            said::<Chapter>(r#"{ "body": [{ "tabel": "x" }] }"#).contains("een blok heeft één van")
        );
    }

    #[test]
    fn nothing_of_the_file_reaches_the_terminal_raw() {
        let said = said::<Indicator>("{ \"kind\": \"\\u001b]52;c;aGk=\\u0007\" }");
        assert!(said.contains("^[]52"), "{said}");
        assert!(!said.chars().any(clean::is_unsafe));
    }
}
