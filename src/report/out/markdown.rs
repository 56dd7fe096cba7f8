//! Markdown out of text of strangers: whatever was typed stays words. It can't begin a list or a
//! heading, break a table, be a link, a picture or HTML, or act on a terminal.

use crate::plan::clean;

/// The characters that mean something inside a line of Markdown. A backslash before any of
/// them leaves the character itself.
const MEANT: &[char] = &[
    '\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '&', '$',
];

/// The text as words on one line, to stand behind other words or in a cell: what means something
/// only at the start of a line (`-`, `1.`) is left as it is.
pub fn inline(text: &str) -> String {
    let text = clean::one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.trim().chars() {
        if MEANT.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A table; the cells are escaped here. Nothing where there are no rows.
pub fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(N));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| inline(cell)).collect();
        out.push_str("| ");
        out.push_str(&cells.join(" | "));
        out.push_str(" |\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (text, escaped) in [
            ("Team OOV&B, 24/7: “zorg”", "Team OOV\\&B, 24/7: “zorg”"),
            ("a|b", "a\\|b"),
            ("a\\|b", "a\\\\\\|b"),
            ("# kop", "\\# kop"),
            (
                "*vet* _schuin_ ~~weg~~",
                "\\*vet\\* \\_schuin\\_ \\~\\~weg\\~\\~",
            ),
            ("`code`", "\\`code\\`"),
            ("<script>x</script>", "\\<script\\>x\\</script\\>"),
            ("[x](http://a)", "\\[x\\](http://a)"),
            ("![x]", "!\\[x\\]"),
            ("&lt;", "\\&lt;"),
            ("twee\n# regels", "twee \\# regels"),
            ("\r\n", "^M"),
            ("\u{1b}[31m\u{202e}", "^\\[\\[31m‹U+202E›"),
        ] {
            assert_eq!(inline(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn a_cell_stays_one_cell() {
        let made = table(["Nr", "Wat"], &[["1".into(), "a|b\nc".into()]]);
        assert_eq!(made, "| Nr | Wat |\n| --- | --- |\n| 1 | a\\|b c |\n");
        assert_eq!(table(["Nr"], &[]), "");
    }
}
