//! Paragraphs to lines of a width.

use super::text::{cut, left, right, width, wrap};
use super::year;
use super::year::{Plot, Year};
use super::{Line, Span, Tone};
use crate::plan::clean::{one_line, visible};

/// One paragraph of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Para {
    /// What the page is about.
    Title(String),
    /// A heading, with an empty line before it.
    Heading(String),
    /// A word and its value, wrapped beside it.
    Field(&'static str, String, Tone),
    /// Running text.
    Text(String, Tone),
    /// A marked item: a bullet, a printed number, an id.
    Item {
        /// The mark before it.
        mark: String,
        /// Its words.
        text: String,
        /// What they are.
        role: Tone,
    },
    /// A table; the first column takes what the others leave.
    Table(Table),
    /// The year of an indicator: its line, its strip, where today is.
    Year(Box<Year>),
    /// An empty line.
    Gap,
}

/// A small table inside a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The heads of the columns; all but the first are aligned right, a last one that is
    /// `remark` left.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<(Vec<String>, Tone)>,
    /// Whether the last column is running text.
    pub remark: bool,
}

/// How wide the words before a value stand.
const LABEL: usize = 12;

/// A page laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The places where a screen may draw finer than letters can.
    pub plots: Vec<Plot>,
}

/// The paragraphs as lines of at most `cells`.
pub fn lines(paras: &[Para], cells: usize) -> Vec<Line> {
    lay_out(paras, cells).lines
}

/// The paragraphs as lines of at most `cells`, and where plots stand among them.
pub fn lay_out(paras: &[Para], cells: usize) -> Page {
    let mut page = Page::default();
    for para in paras {
        lay(para, cells.max(1), &mut page);
    }
    while page.lines.last().is_some_and(|line| line.0.is_empty()) {
        page.lines.pop();
    }
    page
}

fn lay(para: &Para, cells: usize, page: &mut Page) {
    let out = &mut page.lines;
    match para {
        Para::Title(text) => wrapped(text, Tone::Title, cells, out),
        Para::Heading(text) => {
            gap(out);
            wrapped(text, Tone::Heading, cells, out);
        }
        Para::Field(label, text, role) => field(label, text, *role, cells, out),
        Para::Text(text, role) => wrapped(text, *role, cells, out),
        Para::Item { mark, text, role } => hanging(mark, text, *role, cells, out),
        Para::Table(table) => lay_table(table, cells, out),
        Para::Year(year) => {
            gap(out);
            year::lay(year, cells, out, &mut page.plots);
        }
        Para::Gap => gap(out),
    }
}

/// An empty line, unless there is one or nothing stands before it.
fn gap(out: &mut Vec<Line>) {
    if out.last().is_some_and(|line| !line.0.is_empty()) {
        out.push(Line::default());
    }
}

fn wrapped(text: &str, role: Tone, cells: usize, out: &mut Vec<Line>) {
    out.extend(
        wrap(&visible(text), cells)
            .into_iter()
            .map(|line| Line::of(line, role)),
    );
}

fn field(label: &str, text: &str, role: Tone, cells: usize, out: &mut Vec<Line>) {
    let room = cells.saturating_sub(LABEL);
    if room < 12 {
        out.push(Line::of(cut(label, cells), Tone::Label));
        wrapped(text, role, cells, out);
        return;
    }
    for (i, line) in wrap(&visible(text), room).into_iter().enumerate() {
        let label = if i == 0 {
            left(label, LABEL)
        } else {
            " ".repeat(LABEL)
        };
        out.push(Line::of(label, Tone::Label).and(line, role));
    }
}

fn hanging(mark: &str, text: &str, role: Tone, cells: usize, out: &mut Vec<Line>) {
    let mark = one_line(mark);
    let indent = width(&mark) + 1;
    let room = cells.saturating_sub(indent);
    if room < 8 {
        wrapped(text, role, cells, out);
        return;
    }
    for (i, line) in wrap(&visible(text), room).into_iter().enumerate() {
        let before = if i == 0 {
            left(&mark, indent)
        } else {
            " ".repeat(indent)
        };
        out.push(Line::of(before, Tone::Dim).and(line, role));
    }
}

fn lay_table(table: &Table, cells: usize, out: &mut Vec<Line>) {
    let columns = table.head.len();
    if columns == 0 {
        return;
    }
    let rows = || table.rows.iter().map(|(row, _)| row).chain([&table.head]);
    let widest = |c: usize| rows().filter_map(|row| row.get(c)).map(|t| width(t)).max();
    let mut widths: Vec<usize> = (0..columns).map(|c| widest(c).unwrap_or(0)).collect();
    if table.remark {
        widths[columns - 1] = widths[columns - 1].min(cells / 3);
    }
    let others: usize = widths[1..].iter().map(|w| w + 2).sum();
    widths[0] = widths[0].min(cells.saturating_sub(others)).max(6);
    let mut row_line = |row: &[String], role: Tone| {
        let mut text = String::new();
        for (c, (cell, w)) in row.iter().zip(&widths).enumerate() {
            let remark = table.remark && c == columns - 1;
            if c > 0 {
                text.push_str("  ");
            }
            let cell = one_line(cell);
            text.push_str(&if c == 0 || remark {
                left(&cell, *w)
            } else {
                right(&cell, *w)
            });
        }
        out.push(Line(vec![Span {
            text: cut(text.trim_end(), cells),
            role,
        }]));
    };
    row_line(&table.head, Tone::Label);
    for (row, role) in &table.rows {
        row_line(row, *role);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(paras: &[Para], cells: usize) -> Vec<String> {
        lines(paras, cells).iter().map(Line::words).collect()
    }

    #[test]
    fn a_field_wraps_beside_its_label() {
        let paras = [Para::Field(
            "Partners",
            "Politie, OM, Team ITH".into(),
            Tone::Plain,
        )];
        assert_eq!(
            shown(&paras, 25),
            ["Partners    Politie, OM,", "            Team ITH"]
        );
        assert_eq!(shown(&paras, 12), ["Partners", "Politie, OM,", "Team ITH"]);
    }

    #[test]
    fn an_item_hangs_under_its_mark() {
        let item = Para::Item {
            mark: "1.".into(),
            text: "Vergroten bekendheid".into(),
            role: Tone::Plain,
        };
        assert_eq!(shown(&[item], 14), ["1. Vergroten", "   bekendheid"]);
    }

    #[test]
    fn numbers_stand_right_and_no_gap_ends_a_page() {
        let table = Table {
            head: ["Functie", "fte"].map(String::from).to_vec(),
            rows: vec![
                (["WijkBOA", "4,00"].map(String::from).to_vec(), Tone::Plain),
                (["Totaal", "14,00"].map(String::from).to_vec(), Tone::Strong),
            ],
            remark: false,
        };
        let got = shown(&[Para::Table(table), Para::Gap], 40);
        assert_eq!(got, ["Functie    fte", "WijkBOA   4,00", "Totaal   14,00"]);
    }

    #[test]
    fn no_width_breaks_it() {
        let paras = [
            Para::Title("Titel".into()),
            Para::Field("Regie", "Team".into(), Tone::Plain),
            Para::Item {
                mark: "a".into(),
                text: "b c".into(),
                role: Tone::Plain,
            },
            Para::Table(Table {
                head: vec!["x".into()],
                ..Table::default()
            }),
        ];
        for cells in 0..20 {
            assert!(!lines(&paras, cells).is_empty());
        }
    }
}
