//! A document made here, whatever it is written as: the same pieces as a DOCX, as Markdown, as text.

use std::fmt::Write as _;

use crate::word::{list, p, row, style, tbl, with_body};

/// A piece of a document.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// A heading and how deep it lies, from 1.
    Head(usize, String),
    Text(String),
    /// A bullet.
    Dot(String),
    /// An item with this number; of Word it is automatic.
    Number(u32, String),
    /// Cells of pieces.
    Table(Vec<Vec<Vec<Self>>>),
}

/// A whole document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paper {
    pub(crate) pieces: Vec<Piece>,
    /// Whether its text runs in two columns.
    pub(crate) columns: bool,
    /// Whether its lines are broken, as text.
    pub(crate) broken: bool,
}

/// A row of a table whose cells hold a text each.
pub(crate) fn cells(texts: &[&str]) -> Vec<Vec<Piece>> {
    let cell = |text: &&str| vec![Piece::Text((*text).to_string())];
    texts.iter().map(cell).collect()
}

impl Paper {
    pub(crate) fn head(&mut self, level: usize, text: impl Into<String>) {
        self.pieces.push(Piece::Head(level, text.into()));
    }

    pub(crate) fn text(&mut self, text: impl Into<String>) {
        self.pieces.push(Piece::Text(text.into()));
    }

    pub(crate) fn dot(&mut self, text: impl Into<String>) {
        self.pieces.push(Piece::Dot(text.into()));
    }

    pub(crate) fn number(&mut self, number: u32, text: impl Into<String>) {
        self.pieces.push(Piece::Number(number, text.into()));
    }

    pub(crate) fn table(&mut self, rows: Vec<Vec<Vec<Piece>>>) {
        self.pieces.push(Piece::Table(rows));
    }

    /// As Word would hold it.
    pub(crate) fn docx(&self) -> Vec<u8> {
        let mut lists = Lists::default();
        let mut body = lists.pieces(&self.pieces);
        if self.columns {
            body += r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/><w:cols w:num="2" w:space="708"/></w:sectPr>"#;
        }
        with_body(&body, &lists.made)
    }

    pub(crate) fn markdown(&self) -> Vec<u8> {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Head(level, text) => writeln!(out, "\n{} {text}\n", "#".repeat(*level)),
                Piece::Text(text) => writeln!(out, "\n{text}\n"),
                Piece::Dot(text) => writeln!(out, "- {text}"),
                Piece::Number(number, text) => writeln!(out, "{number}. {text}"),
                Piece::Table(rows) => {
                    let rows: Vec<String> = rows
                        .iter()
                        .map(|cells| {
                            let cells: Vec<String> = cells.iter().map(|it| in_bars(it)).collect();
                            format!("| {} |", cells.join(" | "))
                        })
                        .collect();
                    let bars = "|---".repeat(rows[0].matches('|').count() - 1) + "|";
                    let (heads, below) = rows.split_first().unwrap();
                    writeln!(out, "\n{heads}\n{bars}\n{}\n", below.join("\n"))
                }
            }
            .unwrap();
        }
        out.into_bytes()
    }

    /// As lines of text: each paragraph one, as a word processor saves it, or broken as a page has
    /// them; cells of one line parted by tabs.
    pub(crate) fn plain(&self) -> Vec<u8> {
        let wrapped = |text: &str| {
            if self.broken {
                wrapped(text)
            } else {
                text.to_string()
            }
        };
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Head(_, text) => write!(out, "\n{text}\n\n"),
                Piece::Text(text) => write!(out, "{}\n\n", wrapped(text)),
                Piece::Dot(text) => writeln!(out, "{}", wrapped(&format!("• {text}"))),
                Piece::Number(number, text) => {
                    writeln!(out, "{}", wrapped(&format!("{number}. {text}")))
                }
                Piece::Table(rows) => {
                    for cells in rows {
                        let all: Vec<String> = cells.iter().map(|it| lines(it)).collect();
                        let short = all.iter().all(|it| !it.contains('\n'));
                        let gap = if short { "\t" } else { "\n" };
                        writeln!(out, "{}", all.join(gap)).unwrap();
                    }
                    writeln!(out)
                }
            }
            .unwrap();
        }
        out.into_bytes()
    }

    /// Every sentence that stands in it.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut out = Vec::new();
        said(&self.pieces, &mut out);
        out
    }
}

fn said(pieces: &[Piece], out: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Head(..) => {}
            Piece::Text(text) | Piece::Dot(text) | Piece::Number(_, text) => {
                let sentences = text.split_inclusive(". ").map(|it| it.trim().to_string());
                out.extend(sentences.filter(|it| !it.is_empty()));
            }
            Piece::Table(rows) => rows.iter().flatten().for_each(|cell| said(cell, out)),
        }
    }
}

fn in_bars(cell: &[Piece]) -> String {
    lines(cell).replace('\n', "<br>")
}

fn lines(cell: &[Piece]) -> String {
    let all = cell.iter().map(|piece| match piece {
        Piece::Head(_, text) | Piece::Text(text) => text.clone(),
        Piece::Dot(text) => format!("• {text}"),
        Piece::Number(number, text) => format!("{number}. {text}"),
        Piece::Table(_) => String::new(),
    });
    all.collect::<Vec<_>>().join("\n")
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let full = length + word.chars().count() > 88;
        if length > 0 {
            out.push(if full { '\n' } else { ' ' });
            length = if full { 0 } else { length + 1 };
        }
        out.push_str(word);
        length += word.chars().count();
    }
    out
}

/// The lists of a DOCX that is made: one for each run of numbers.
#[derive(Default)]
struct Lists {
    made: String,
    last: usize,
    next: u32,
}

impl Lists {
    fn pieces(&mut self, pieces: &[Piece]) -> String {
        let mut out = String::new();
        for piece in pieces {
            out += &match piece {
                Piece::Head(level, text) => {
                    p(text, &style(["Titel", "KopA", "Kop2", "Kop3"][*level - 1]))
                }
                Piece::Text(text) => p(text, ""),
                Piece::Dot(text) => p(text, &list(2, 0)),
                Piece::Number(number, text) => {
                    if *number != self.next {
                        self.last += 1;
                        let id = self.last + 9;
                        write!(
                            self.made,
                            r#"<w:num w:numId="{id}"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride></w:num>"#
                        )
                        .unwrap();
                    }
                    self.next = number + 1;
                    p(text, &list(self.last + 9, 0))
                }
                Piece::Table(rows) => {
                    let rows: Vec<String> = rows
                        .iter()
                        .map(|cells| {
                            let cells: Vec<String> =
                                cells.iter().map(|it| self.pieces(it)).collect();
                            row(&cells)
                        })
                        .collect();
                    tbl(&rows.concat())
                }
            };
        }
        if out.is_empty() { p("", "") } else { out }
    }
}
