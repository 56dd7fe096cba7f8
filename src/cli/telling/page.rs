//! What a command prints: text wrapped to the width of the terminal, tables, or JSON. Nothing
//! reaches a terminal from here that could act on it.

use std::borrow::Cow;

use serde::Serialize;

use super::failure::Failure;
use crate::doc::para::Para;
use crate::doc::table::Table;
use crate::doc::text::{cut, width, wrap_words};
use crate::doc::{Tone, layout};
use crate::plan::clean;
use crate::store::Saved;
use crate::ui::theme::Theme;

/// What leaves the program on standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Out {
    /// Text for a person: spelled in ASCII where that is asked for.
    Text(String),
    /// The bytes of a file, as another program reads them.
    Data(Vec<u8>),
}

impl Default for Out {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Out {
    /// What is written.
    pub const fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Data(bytes) => bytes.as_slice(),
        }
    }
}

/// The output of a command, and what it has to tell beside it.
#[derive(Debug)]
pub struct Page {
    width: usize,
    ascii: bool,
    /// For standard output, as far as it is text.
    pub out: String,
    /// The bytes of a file, where that is what was asked for.
    data: Option<Vec<u8>>,
    /// For standard error, one sentence each.
    pub notes: Vec<String>,
}

impl Page {
    /// An empty page of so many columns, in ASCII alone or in any letters.
    pub const fn new(width: usize, ascii: bool) -> Self {
        Self {
            width,
            ascii,
            out: String::new(),
            data: None,
            notes: Vec::new(),
        }
    }

    /// Gives the bytes of a file in place of text.
    pub fn data(&mut self, bytes: Vec<u8>) {
        self.data = Some(bytes);
    }

    /// What was printed, and what is to be told beside it.
    pub fn done(self) -> (Out, Vec<String>) {
        let out = match self.data {
            Some(bytes) => Out::Data(bytes),
            None => Out::Text(spelled(&self.out, self.ascii).into_owned()),
        };
        (out, self.notes)
    }

    /// A sentence for standard error.
    pub fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    /// Tells what there is to tell of an edit that was saved, and gives the exit code: 1 where
    /// it may not last, since a script that sees 0 would count on it.
    pub fn warned(&mut self, saved: &Saved) -> u8 {
        self.notes.extend(saved.remark.clone());
        self.notes.extend(saved.warning.clone());
        u8::from(saved.warning.is_some())
    }

    fn spelled(&self, text: &str) -> String {
        spelled(text, self.ascii).into_owned()
    }

    /// A line that is laid out already; what marks a cut in it stays one column wide.
    fn line(&mut self, line: &str) {
        let theme = Theme {
            ascii: self.ascii,
            colour: false,
            light: false,
        };
        self.out.push_str(theme.spelled(line).trim_end());
        self.blank();
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A text from the left edge; what stands in from it goes on there.
    pub fn text(&mut self, text: &str) {
        for line in text.lines() {
            let words = line.trim_start_matches(' ');
            match line.strip_suffix(words) {
                Some(indent) if !words.is_empty() => self.marked(indent, words),
                _ => self.blank(),
            }
        }
    }

    /// A text with a mark before its first line, and the rest under its first word.
    pub fn marked(&mut self, mark: &str, text: &str) {
        let text = self.spelled(&clean::visible(text));
        let lines = wrap_words(&text, self.width.saturating_sub(width(mark)));
        for line in layout::beside(mark, Tone::Plain, lines, Tone::Plain) {
            self.line(&line.words());
        }
    }

    /// One line, cut off at the width.
    pub fn one_line(&mut self, text: &str) {
        let text = self.spelled(&clean::one_line(text));
        self.line(&cut(&text, self.width));
    }

    /// A document.
    pub fn document(&mut self, paras: Vec<Para>) {
        self.laid_out("", paras);
    }

    /// A table with room before it.
    pub fn table(&mut self, indent: &str, table: Table) {
        self.laid_out(indent, vec![Para::Table(table)]);
    }

    /// Paragraphs in the letters of the page, which they have before they are laid out.
    fn laid_out(&mut self, indent: &str, paras: Vec<Para>) {
        let paras = paras.into_iter();
        let paras: Vec<Para> = paras.map(|it| it.said(|text| self.spelled(text))).collect();
        for line in layout::lines(&paras, self.width.saturating_sub(indent.len())) {
            self.line(&format!("{indent}{}", line.words()));
        }
    }

    /// A value as JSON.
    ///
    /// # Errors
    /// A [`Failure`], where it can't be put into JSON; no value of a plan is like that.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(value)
            .map_err(|why| Failure::new(1, format!("dit kan niet als JSON: {why}")))?;
        self.out.push_str(&clean::inert_json(&json, self.ascii));
        self.blank();
        Ok(())
    }
}

/// A sentence as standard error has it: on one line where a program reads that, between words on a
/// terminal of so many columns.
pub fn told(sentence: &str, columns: Option<usize>) -> String {
    let line = format!("regie: {}", clean::one_line(sentence));
    match columns {
        Some(columns) => wrap_words(&line, columns).join("\n"),
        None => line,
    }
}

/// A text in ASCII where that is asked for, with room for what takes more than one sign there.
pub fn spelled(text: &str, ascii: bool) -> Cow<'_, str> {
    if !ascii || text.is_ascii() {
        return text.into();
    }
    let theme = Theme {
        ascii,
        colour: false,
        light: false,
    };
    let text = text.replace('…', "...");
    let lines: Vec<_> = text.split('\n').map(|line| theme.spelled(line)).collect();
    lines.join("\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::table::Column;

    #[test]
    fn wrapped_with_a_hanging_indent() {
        let mut page = Page::new(20, false);
        page.marked("- ", "een twee drie vier vijf\nzes 31-12-2026");
        assert_eq!(page.out, "- een twee drie vier\n  vijf\n  zes 31-12-2026\n");
    }

    #[test]
    fn a_sentence_is_broken_between_words_on_a_terminal_alone() {
        for (columns, lines) in [
            (None, "regie: twee wijzigingen wachten nog"),
            (Some(20), "regie: twee\nwijzigingen wachten\nnog"),
            (Some(80), "regie: twee wijzigingen wachten nog"),
        ] {
            let said = told("twee wijzigingen wachten\nnog", columns);
            assert_eq!(said, lines, "{columns:?}");
        }
    }

    #[test]
    fn a_table_wraps_one_column() {
        let mut page = Page::new(32, false);
        let rows = [
            ["1", "integrale controles in de wijk", "6"],
            ["10", "x", "1.000"],
        ];
        let rows = rows.map(|row| row.map(String::from));
        let columns = [Column::LEFT, Column::WRAPPED, Column::RIGHT];
        page.table("", Table::new(columns, rows));
        assert_eq!(
            page.out,
            "1   integrale controles        6\n    in de wijk\n10  x                      1.000\n"
        );
    }

    #[test]
    fn nothing_acts_on_the_terminal() {
        let mut page = Page::new(40, false);
        page.text("\u{1b}[31mrood\u{202e}");
        page.one_line("\u{9b}x\ny");
        page.json(&"\u{9b}\u{202e}\u{e0041}é").unwrap();
        assert!(!page.out.chars().any(|c| c != '\n' && clean::is_unsafe(c)));
        assert!(page.out.ends_with("\"\\u009b\\u202e\\udb40\\udc41é\"\n"));
    }

    #[test]
    fn a_line_is_cut_at_the_width() {
        let mut page = Page::new(8, false);
        page.one_line("een twee drie");
        assert_eq!(page.out, "een twe…\n");
    }

    #[test]
    fn ascii_is_spelled_before_it_is_laid_out() {
        let mut page = Page::new(14, true);
        page.text("“één” € 5 van… de wijk\nà");
        page.one_line("één twee drie vier");
        let rows = [["€ 5", "x"], ["1", "…"]].map(|row| row.map(String::from));
        page.table("", Table::new([Column::RIGHT, Column::WRAPPED], rows));
        page.json(&"één 🙂").unwrap();
        assert_eq!(
            page.out,
            "\"een\" EUR 5\nvan... de wijk\na\neen twee drie~\nEUR 5  x\n    1  ...\n\
             \"\\u00e9\\u00e9n \\ud83d\\ude42\"\n"
        );
    }
}
