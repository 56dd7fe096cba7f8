//! The document itself: its title page, its contents, its paragraphs.

use super::contents::{contents, mark};
use super::table::table;
use super::words::{paragraph, run, toned};
use super::xml::Xml;
use super::year::year;
use crate::doc::Tone;
use crate::doc::para::{BULLET, Para};

/// The names its elements have.
const NAMES: [(&str, &str); 5] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];

/// A4 with its margins, in twentieths of a point.
const PAPER: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1247\" \
    w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>";
/// How much of a page a heading may share with what stands before it, in lines.
const SHORT: usize = 12;

/// What is written of the document.
pub(super) struct Body {
    xml: Xml,
    headings: usize,
    /// How much stands under the last heading of the first depth, in lines; none before the first.
    filled: Option<usize>,
}

impl Body {
    /// The part of a document, with the drawing of a logo.
    pub(super) fn of(paras: &[Para], logo: Option<&str>) -> String {
        let first = paras.iter().position(|it| matches!(it, Para::Heading(..)));
        let (cover, rest) = paras.split_at(first.unwrap_or(paras.len()));
        let mut all = Xml::default();
        all.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        all.within("w:document", &NAMES, |xml| {
            xml.within("w:body", &[], |xml| {
                let mut body = Self {
                    xml: std::mem::take(xml),
                    headings: 0,
                    filled: None,
                };
                paragraph(
                    &mut body.xml,
                    "Omslag",
                    |_| {},
                    |xml| {
                        if let Some(logo) = logo {
                            xml.within("w:r", &[], |xml| xml.raw(logo));
                        }
                    },
                );
                body.paras(cover);
                body.ends(|xml| section(xml, false));
                contents(&mut body.xml, rest);
                body.ends(|xml| section(xml, true));
                body.paras(rest);
                *xml = body.xml;
                section(xml, true);
            });
        });
        all.done()
    }

    /// Ends a section: what follows stands on a new page.
    fn ends(&mut self, section: impl FnOnce(&mut Xml)) {
        paragraph(&mut self.xml, "NaTabel", section, |_| {});
    }

    fn paras(&mut self, paras: &[Para]) {
        for (at, para) in paras.iter().enumerate() {
            match para {
                Para::Heading(1, text) => self.chapter(text, &paras[at + 1..]),
                Para::Heading(depth, text) => {
                    self.heading(*depth, text, |_| {});
                }
                para => {
                    let stays = match paras.get(at + 1) {
                        Some(Para::Table(_) | Para::Year(_)) => true,
                        Some(Para::Field(..)) => matches!(para, Para::Field(..)),
                        _ => false,
                    };
                    self.para(para, stays);
                }
            }
        }
    }

    /// A paragraph; one that `stays` is on the page of what follows.
    fn para(&mut self, para: &Para, stays: bool) {
        let xml = &mut self.xml;
        let also = |xml: &mut Xml| {
            if stays {
                xml.tag("w:keepNext", &[]);
            }
        };
        match para {
            Para::Title(text) => paragraph(xml, "Title", also, |xml| run(xml, None, text)),
            Para::Field(label, text, tone) => paragraph(xml, "Veld", also, |xml| {
                run(xml, Some("Strong"), label);
                xml.within("w:r", &[], |xml| xml.tag("w:tab", &[]));
                toned(xml, text, *tone);
            }),
            Para::Text(text, Tone::Quote) => {
                paragraph(xml, "Quote", also, |xml| run(xml, None, text));
            }
            Para::Text(text, tone) => paragraph(xml, "Normal", also, |xml| toned(xml, text, *tone)),
            Para::Item { mark, text, tone } => paragraph(xml, "ListBullet", also, |xml| {
                if mark != BULLET {
                    run(xml, Some("Strong"), &format!("{} ", mark.trim()));
                }
                toned(xml, text, *tone);
            }),
            Para::Table(it) => table(xml, it),
            Para::Year(it) => year(xml, it),
            Para::Heading(..) | Para::Gap => {}
        }
    }

    /// A heading of the first depth begins a page, unless little stands under it and before it.
    fn chapter(&mut self, text: &str, rest: &[Para]) {
        let its = rest
            .iter()
            .take_while(|it| !matches!(it, Para::Heading(1, _)));
        let its = its.map(lines).sum();
        let before = self.filled.replace(its);
        let begins = before.is_some_and(|before| before > SHORT || its > SHORT);
        if before.is_some() && !begins {
            self.filled = before.map(|before| before + its);
        }
        self.heading(1, text, |xml| {
            if begins {
                xml.tag("w:pageBreakBefore", &[]);
            }
            if begins || before.is_none() {
                xml.tag("w:spacing", &[("w:before", "0")]);
            }
        });
    }

    fn heading(&mut self, depth: u8, text: &str, also: impl FnOnce(&mut Xml)) {
        self.headings += 1;
        let (number, name) = (self.headings.to_string(), mark(self.headings));
        let style = format!("Heading{}", depth.clamp(1, 5));
        paragraph(&mut self.xml, &style, also, |xml| {
            xml.tag("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
            run(xml, None, text);
            xml.tag("w:bookmarkEnd", &[("w:id", &number)]);
        });
    }
}

/// About how many lines a paragraph takes.
fn lines(para: &Para) -> usize {
    match para {
        Para::Table(table) => 2 * table.rows.len() + 1,
        Para::Year(_) => 6,
        Para::Text(text, _) | Para::Field(_, text, _) | Para::Item { text, .. } => {
            1 + text.len() / 100
        }
        Para::Title(_) | Para::Heading(..) => 2,
        Para::Gap => 0,
    }
}

/// The pages of a section, with a number where they have one.
fn section(xml: &mut Xml, numbered: bool) {
    xml.within("w:sectPr", &[], |xml| {
        if numbered {
            xml.tag(
                "w:footerReference",
                &[("w:type", "default"), ("r:id", "rId4")],
            );
        }
        xml.raw(PAPER);
    });
}
