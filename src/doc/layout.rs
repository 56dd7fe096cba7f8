//! Paragraphs to lines of a width.

use std::borrow::Borrow;

use super::para::Para;
use super::text::{cut, left, width, wrap};
use super::year::Plot;
use super::{Line, Tone, year};
use crate::plan::clean::{one_line, visible};

/// The widest that running text is read with ease; a table may be wider.
pub const MEASURE: u16 = 90;
/// How wide the words before a value stand.
const LABEL: usize = 12;

/// A page laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The places where a screen may draw finer than letters can.
    pub plots: Vec<Plot>,
    /// Whether there is more of it than was laid out.
    pub goes_on: bool,
}

/// The paragraphs as lines of at most `cells`.
pub fn lines(paras: &[Para], cells: usize) -> Vec<Line> {
    lay_out(paras, cells).lines
}

/// The paragraphs as lines of at most `cells`, and where plots stand among them.
pub fn lay_out(paras: &[Para], cells: usize) -> Layout {
    lay_out_to(paras.iter(), cells, usize::MAX)
}

/// The same, no farther than takes so many lines.
pub fn lay_out_to<P: Borrow<Para>>(
    paras: impl Iterator<Item = P>,
    cells: usize,
    lines: usize,
) -> Layout {
    let mut page = Layout::default();
    for para in paras {
        if page.lines.len() >= lines {
            page.goes_on = true;
            return page;
        }
        lay(para.borrow(), cells.max(1), &mut page);
    }
    while page.lines.last().is_some_and(|line| line.0.is_empty()) {
        page.lines.pop();
    }
    page
}

fn lay(para: &Para, cells: usize, page: &mut Layout) {
    let out = &mut page.lines;
    let whole = cells;
    let cells = whole.min(usize::from(MEASURE));
    match para {
        Para::Title(text) => wrapped(text, Tone::Title, cells, out),
        Para::Heading(_, text) => {
            gap(out);
            wrapped(text, Tone::Heading, cells, out);
        }
        Para::Field(label, text, tone) => field(label, text, *tone, cells, out),
        Para::Text(text, tone) => wrapped(text, *tone, cells, out),
        Para::Item { mark, text, tone } => item(mark, text, *tone, cells, out),
        Para::Table(table) => table.lay(whole, out),
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

fn wrapped(text: &str, tone: Tone, cells: usize, out: &mut Vec<Line>) {
    let lines = wrap(&visible(text), cells);
    out.extend(lines.into_iter().map(|line| Line::of(line, tone)));
}

fn field(label: &str, text: &str, tone: Tone, cells: usize, out: &mut Vec<Line>) {
    let room = cells.saturating_sub(LABEL);
    if room < 12 {
        out.push(Line::of(cut(label, cells), Tone::Label));
        wrapped(text, tone, cells, out);
        return;
    }
    let label = left(label, LABEL);
    out.extend(beside(
        &label,
        Tone::Label,
        wrap(&visible(text), room),
        tone,
    ));
}

fn item(mark: &str, text: &str, tone: Tone, cells: usize, out: &mut Vec<Line>) {
    let mark = format!("{} ", one_line(mark));
    let room = cells.saturating_sub(width(&mark));
    if room < 8 {
        wrapped(text, tone, cells, out);
        return;
    }
    out.extend(beside(&mark, Tone::Dim, wrap(&visible(text), room), tone));
}

/// A hanging column: `first` before the first line, room as wide before the others.
pub fn beside(
    first: &str,
    its: Tone,
    lines: Vec<String>,
    tone: Tone,
) -> impl Iterator<Item = Line> {
    let under = " ".repeat(width(first));
    let before = std::iter::once(first.to_string()).chain(std::iter::repeat(under));
    let lines = before.zip(lines);
    let mut inside = Tone::Plain;
    lines.map(move |(before, line)| {
        let first = Line::of(before, its);
        if tone == Tone::Changed {
            return marked(first, &line, &mut inside);
        }
        first.and(line, tone)
    })
}

/// A line of a text with marks: what came is green, what went is red; a mark may go on in the next
/// line.
fn marked(mut line: Line, mut rest: &str, inside: &mut Tone) -> Line {
    const MARKS: [(&str, Tone, bool); 4] = [
        ("{+", Tone::Green, true),
        ("+}", Tone::Green, false),
        ("[-", Tone::Red, true),
        ("-]", Tone::Red, false),
    ];
    while !rest.is_empty() {
        let found = MARKS
            .iter()
            .filter_map(|mark| Some((rest.find(mark.0)?, mark)))
            .min_by_key(|(at, _)| *at);
        let Some((at, (sign, tone, opens))) = found else {
            return line.and(rest, *inside);
        };
        let (before, after) = rest.split_at(at + if *opens { 0 } else { sign.len() });
        if !before.is_empty() {
            line = line.and(before, *inside);
        }
        (*inside, rest) = if *opens {
            let (open, after) = after.split_at(sign.len());
            line = line.and(open, *tone);
            (*tone, after)
        } else {
            (Tone::Plain, after)
        };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::table::{Column, Table};

    fn shown(paras: &[Para], cells: usize) -> Vec<String> {
        lines(paras, cells).iter().map(Line::words).collect()
    }

    #[test]
    fn a_field_wraps_beside_its_label() {
        let paras = [Para::field("Partners", "Politie, OM, Team ITH")];
        assert_eq!(
            shown(&paras, 25),
            ["Partners    Politie, OM,", "            Team ITH"]
        );
        assert_eq!(shown(&paras, 12), ["Partners", "Politie, OM,", "Team ITH"]);
    }

    #[test]
    fn an_item_hangs_under_its_mark() {
        let item = Para::item("1.", "Vergroten bekendheid");
        assert_eq!(shown(&[item], 14), ["1. Vergroten", "   bekendheid"]);
    }

    #[test]
    fn no_farther_than_so_many_lines() {
        let paras = ["een twee", "drie", "vier"].map(Para::text);
        for (lines, laid, goes_on) in [(0, 0, true), (1, 2, true), (3, 3, true), (4, 4, false)] {
            let page = lay_out_to(paras.iter(), 4, lines);
            assert_eq!((page.lines.len(), page.goes_on), (laid, goes_on), "{lines}");
        }
    }

    #[test]
    fn numbers_stand_right_and_no_gap_ends_a_page() {
        let columns = [Column::CUT.headed("Functie"), Column::RIGHT.headed("fte")];
        let rows = [["WijkBOA", "4,00"], ["Totaal", "14,00"]];
        let table = Table::new(columns, rows.map(|row| row.map(String::from)));
        let got = shown(&[Para::Table(table), Para::Gap], 40);
        assert_eq!(got, ["Functie    fte", "WijkBOA   4,00", "Totaal   14,00"]);
    }

    #[test]
    fn a_picture_gives_way_to_words() {
        let columns = [Column::CUT, Column::SPARE.headed("jfmamj"), Column::RIGHT];
        let rows = [["Controles in het buitengebied", "------", "4"]];
        let table = Table::new(columns, rows.map(|row| row.map(String::from)));
        let all = [
            "                               jfmamj",
            "Controles in het buitengebied  ------  4",
        ];
        for (cells, lines) in [(40, &all[..]), (30, &["Controles in het buitengeb…  4"])] {
            assert_eq!(
                shown(&[Para::Table(table.clone())], cells),
                lines,
                "{cells}"
            );
        }
    }

    #[test]
    fn no_width_breaks_it() {
        let paras = [
            Para::title("Titel"),
            Para::field("Regie", "Team"),
            Para::item("a", "b c"),
            Para::Table(Table::new([Column::CUT.headed("x")], [])),
        ];
        for cells in 0..20 {
            assert!(!lines(&paras, cells).is_empty());
        }
    }
}
