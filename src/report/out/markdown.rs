//! A document as Markdown, out of text of strangers: whatever was typed stays words. It can't
//! begin a list or a heading, break a table, be a link, a picture or HTML, or act on a terminal.

use crate::doc::para::{BULLET, Para};
use crate::doc::table::Table;
use crate::doc::{Line, Tone, layout};
use crate::plan::clean;
use crate::report::out::format::Format;
use crate::report::pages::progress;

/// A report in Markdown.
pub const FORMAT: Format = Format {
    name: "md",
    word: "tekst in Markdown",
    purpose: "om te lezen en verder te bewerken",
    binary: false,
    no_since: None,
    make: |subject| Ok(document(&progress::document(subject)).into_bytes()),
};

/// How wide the year of an indicator is drawn.
const YEAR: usize = 60;

/// A document. What follows each other as items, or as words with their values, is one list.
pub fn document(paras: &[Para]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut in_list = false;
    for para in paras {
        let block = block(para);
        let item = matches!(para, Para::Field(..) | Para::Item { .. });
        match blocks.last_mut() {
            Some(list) if item && in_list => {
                list.push('\n');
                list.push_str(&block);
            }
            _ => blocks.push(block),
        }
        in_list = item;
    }
    let blocks = blocks.iter().map(|block| block.trim_end());
    let blocks: Vec<&str> = blocks.filter(|block| !block.is_empty()).collect();
    blocks.join("\n\n") + "\n"
}

fn block(para: &Para) -> String {
    match para {
        Para::Title(text) => format!("# {}", inline(text)),
        Para::Heading(depth, text) => {
            format!("{} {}", "#".repeat(usize::from(depth + 1)), inline(text))
        }
        Para::Field("", text, _) => format!("- {}", begun(text)),
        Para::Field(label, text, _) => format!("- **{}:** {}", inline(label), inline(text)),
        Para::Text(text, tone) => {
            let before = if *tone == Tone::Quote { "> " } else { "" };
            let lines = text
                .split('\n')
                .map(|line| before.to_string() + &begun(line));
            lines.collect::<Vec<_>>().join("\n\n")
        }
        Para::Item { mark, text, .. } if mark == BULLET => format!("- {}", begun(text)),
        Para::Item { mark, text, .. } => format!("- {}", begun(&format!("{mark} {text}"))),
        Para::Table(table) => self::table(table),
        Para::Year(_) => {
            let lines = layout::lines(std::slice::from_ref(para), YEAR);
            let lines: Vec<String> = lines.iter().map(Line::words).collect();
            format!("```\n{}\n```", lines.join("\n"))
        }
        Para::Gap => String::new(),
    }
}

/// The characters that mean something inside a line of Markdown. A backslash before any of
/// them leaves the character itself.
const MEANT: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '$'];

/// The text as words on one line, to stand behind other words or in a cell: what means something
/// only at the start of a line (`-`, `1.`) is left as it is.
pub fn inline(text: &str) -> String {
    let text = clean::one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    let text = text.trim();
    for (at, c) in text.char_indices() {
        if MEANT.contains(&c) || begins_entity(text.split_at(at).1) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a text begins like `&lt;` or `&#60;`; a bare `&` means nothing.
fn begins_entity(text: &str) -> bool {
    let name = text.strip_prefix('&').unwrap_or_default();
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    rest.len() < name.len() && rest.starts_with(';')
}

/// The text as words at the start of a line.
fn begun(text: &str) -> String {
    let mut text = inline(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut rest = text.chars().skip(digits);
    let meant = match rest.next() {
        Some('-' | '+' | '=') => digits == 0,
        Some('.' | ')') => digits > 0 && rest.next().is_none_or(|c| c == ' '),
        _ => false,
    };
    if meant {
        text.insert(digits, '\\');
    }
    text
}

fn table(table: &Table) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let inline = |text: &String| inline(text);
    let columns = &table.columns;
    let heads: Vec<String> = columns.iter().map(|it| inline(&it.head)).collect();
    let sides = columns
        .iter()
        .map(|it| if it.right { "---:" } else { "---" });
    let sides: Vec<String> = sides.map(String::from).collect();
    let mut out = row(&heads) + &row(&sides);
    for (cells, _) in &table.rows {
        let cells: Vec<String> = cells.iter().map(|it| inline(&it.text)).collect();
        out.push_str(&row(&cells));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::table::Column;

    #[test]
    fn words_stay_words() {
        for (text, escaped) in [
            ("Team OOV&B, 24/7: “zorg”", "Team OOV&B, 24/7: “zorg”"),
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
            ("a &; b & c&d e;", "a &; b & c&d e;"),
            ("&#60;", "\\&\\#60;"),
            ("twee\n# regels", "twee \\# regels"),
            ("\r\n", "^M"),
            ("\u{1b}[31m\u{202e}", "^\\[\\[31m‹U+202E›"),
        ] {
            assert_eq!(inline(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn nothing_typed_begins_a_list() {
        for (text, escaped) in [
            ("- een", "\\- een"),
            ("+", "\\+"),
            ("1. een", "1\\. een"),
            ("12) een", "12\\) een"),
            ("3.K1 controles", "3.K1 controles"),
            ("2026", "2026"),
            ("=== x", "\\=== x"),
            ("# kop", "\\# kop"),
        ] {
            assert_eq!(begun(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn each_paragraph_in_its_own_marks() {
        let columns = [Column::CUT.headed("Wat"), Column::RIGHT.headed("fte")];
        let table = Table::new(columns, [["a|b\nc".to_string(), "1,00".to_string()]]);
        let made = document(&[
            Para::title("3 Ondermijning"),
            Para::Gap,
            Para::field("Regie", "Burgemeester"),
            Para::field("", "Politie"),
            Para::heading("Zin"),
            Para::text("De burgemeester\n- heeft de regie.").toned(Tone::Quote),
            Para::bullet("een"),
            Para::item("2.", "twee"),
            Para::Table(table),
        ]);
        let wanted = "# 3 Ondermijning\n\n- **Regie:** Burgemeester\n- Politie\n\n## Zin\n\n\
            > De burgemeester\n\n> \\- heeft de regie.\n\n- een\n- 2\\. twee\n\n\
            | Wat | fte |\n| --- | ---: |\n| a\\|b c | 1,00 |\n";
        assert_eq!(made, wanted);
    }
}
