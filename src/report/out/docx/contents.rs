//! The table of contents: a field that Word works out, with what it will say already in it, so that
//! it isn't empty where nobody lets Word do that.

use super::words::{code, field, paragraph, run};
use super::xml::Xml;
use crate::doc::para::Para;

/// How deep it goes: the chapters and annexes, on one page. What stands under each of them is
/// called the same in every chapter.
const DEEP: u8 = 1;

/// The mark of a heading, by its number.
pub(super) fn mark(number: usize) -> String {
    format!("_Toc{number:06}")
}

/// The headings of a document, each leading there.
pub(super) fn contents(xml: &mut Xml, paras: &[Para]) {
    let headings = paras.iter().filter_map(|para| match para {
        Para::Heading(depth, text) => Some((*depth, text.as_str())),
        _ => None,
    });
    let listed = (1..).zip(headings).filter(|(_, (depth, _))| *depth <= DEEP);
    xml.within("w:sdt", &[], |xml| {
        xml.within("w:sdtPr", &[], |xml| {
            xml.within("w:docPartObj", &[], |xml| {
                xml.val("w:docPartGallery", "Table of Contents");
                xml.tag("w:docPartUnique", &[]);
            });
        });
        xml.within("w:sdtContent", &[], |xml| {
            paragraph(xml, "TOCHeading", |_| {}, |xml| run(xml, None, "Inhoud"));
            let mut first = true;
            for (number, (depth, text)) in listed {
                let begins = std::mem::take(&mut first);
                paragraph(
                    xml,
                    &format!("TOC{depth}"),
                    |_| {},
                    |xml| {
                        if begins {
                            field(xml, &[("w:fldCharType", "begin"), ("w:dirty", "true")]);
                            code(xml, &format!(" TOC \\o \"1-{DEEP}\" \\h \\z \\u "));
                        }
                        entry(xml, &mark(number), text);
                    },
                );
            }
            if !first {
                xml.within("w:p", &[], |xml| field(xml, &[("w:fldCharType", "end")]));
            }
        });
    });
}

/// A heading. Its page is for whoever lays the pages out: a number that isn't true is worse than none.
fn entry(xml: &mut Xml, mark: &str, text: &str) {
    let anchor = [("w:anchor", mark), ("w:history", "1")];
    xml.within("w:hyperlink", &anchor, |xml| run(xml, None, text));
}
