//! Files that hold no table, known by what is in them or by what they are called: to say what was
//! given, and what is wanted.

use serde::de::IgnoredAny;

/// What figures come from.
pub(super) const WANTED: &str = "cijfers komen uit een tabel: CSV, XLSX of ODS";

/// What a text is that is no table.
pub(super) fn text(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head: String = text.chars().take(15).collect::<String>().to_lowercase();
    let is_json = || serde_json::from_str::<IgnoredAny>(text).is_ok();
    match head.chars().next()? {
        '{' if head.starts_with("{\\rtf") => Some("een RTF-document"),
        // A file that was cut off is JSON still.
        '{' if head
            .trim_start_matches('{')
            .trim_start()
            .starts_with(['"', '}']) =>
        {
            Some("JSON")
        }
        '[' if is_json() => Some("JSON"),
        '<' if ["<!doctype", "<html"].iter().any(|it| head.starts_with(it)) => {
            Some("een webpagina")
        }
        '<' if head.starts_with("<?xml") => Some("XML"),
        _ => None,
    }
}

/// What a file is called that holds no table.
pub(super) fn name(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_lowercase().as_str() {
        "doc" | "docx" | "docm" | "odt" | "rtf" | "pages" => Some("een document"),
        "pdf" => Some("een PDF"),
        "json" => Some("JSON"),
        "htm" | "html" => Some("een webpagina"),
        "ppt" | "pptx" | "odp" => Some("een presentatie"),
        "png" | "jpg" | "jpeg" | "gif" | "svg" => Some("een afbeelding"),
        _ => None,
    }
}

/// What a zip is by the names of what is in it and what it says of itself, where that is no workbook.
pub(super) fn packed(has: impl Fn(&str) -> bool, says: &str) -> Option<&'static str> {
    if has("word/document.xml") || says.ends_with("opendocument.text") {
        return Some("een document");
    }
    if has("ppt/presentation.xml") || says.ends_with("opendocument.presentation") {
        return Some("een presentatie");
    }
    None
}

/// The sentence.
pub(super) fn said(what: &str) -> String {
    let plan = if what == "een document" {
        "; een plan komt eruit met regie importeer plan"
    } else {
        ""
    };
    format!("dit is {what}, en {WANTED}{plan}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table() {
        for (given, what) in [
            ("{ \"schema\": 1 }", Some("JSON")),
            ("\u{feff}\n{\n  \"schema\": 1,", Some("JSON")),
            ("[[1, 2]]", Some("JSON")),
            ("{\\rtf1\\ansi", Some("een RTF-document")),
            ("<!DOCTYPE html><p>", Some("een webpagina")),
            ("<?xml version=\"1.0\"?>", Some("XML")),
            ("KPI;Datum;Waarde\n", None),
            ("[jan];feb\n", None),
            ("<18;18-65\n", None),
            ("{KPI};waarde\n", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(text(given), what, "{given}");
        }
        for (given, what) in [
            ("plan.DOCX", Some("een document")),
            ("p.json", Some("JSON")),
            ("cijfers.csv", None),
            ("cijfers.xls", None),
            ("cijfers", None),
        ] {
            assert_eq!(name(given), what, "{given}");
        }
    }
}
