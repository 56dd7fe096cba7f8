//! A document of Word: its paragraphs with the numbers Word prints before them, its tables, what
//! was changed in it and what stands in boxes and notes.

mod numbering;
mod styles;

use std::collections::HashMap;

use super::packed::Packed;
use super::xml::{self, Child, Node};
use super::{About, Block, Cell, Document, Format, Place, Remark, Row, Shape, join, mark};
use numbering::{Counter, Numbered};
use styles::Styles;

/// Reads the parts of a document.
///
/// # Errors
/// A Dutch sentence.
pub(super) fn read(packed: &mut Packed<'_>) -> Result<Document, String> {
    let missing = || "het document is beschadigd: word/document.xml ontbreekt".to_string();
    let body = packed.part("word/document.xml")?.ok_or_else(missing)?;
    let body = xml::parse(&body)?;
    let part = |packed: &mut Packed<'_>, name: &str| -> Result<Option<Node>, String> {
        packed.part(name)?.map(|text| xml::parse(&text)).transpose()
    };
    let styles = part(packed, "word/styles.xml")?;
    let numbering = part(packed, "word/numbering.xml")?;
    let notes = part(packed, "word/footnotes.xml")?;
    let ends = part(packed, "word/endnotes.xml")?;
    let mut reader = Reader {
        styles: styles.as_ref().map(Styles::of).unwrap_or_default(),
        counter: numbering.as_ref().map(Counter::of).unwrap_or_default(),
        notes: notes.as_ref().map(notes_of).unwrap_or_default(),
        ends: ends.as_ref().map(notes_of).unwrap_or_default(),
        ..Reader::default()
    };
    let body = body.child("body").ok_or_else(missing)?;
    let blocks = reader.blocks(body);
    reader.edges(packed)?;
    Ok(Document {
        format: Format::Docx,
        blocks,
        remarks: reader.remarks,
    })
}

/// The words of the paragraphs in an element.
fn paragraphs(of: &Node) -> String {
    let parts = of.nodes().map(|node| {
        let mut said = Said::default();
        gather(node, false, &mut said);
        said.text
    });
    let parts: Vec<String> = parts.collect();
    join::squeezed(&parts.join(" "))
}

/// The words of the notes, by their numbers.
fn notes_of(notes: &Node) -> HashMap<String, String> {
    let kinds = notes
        .nodes()
        .filter(|it| it.name == "footnote" || it.name == "endnote");
    let all = kinds.filter_map(|note| {
        let text = join::squeezed(&note.text());
        Some((note.attribute("id")?.to_string(), text))
    });
    all.filter(|(_, text)| !text.is_empty()).collect()
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    counter: Counter,
    notes: HashMap<String, String>,
    /// Those at the end of the document.
    ends: HashMap<String, String>,
    remarks: Vec<Remark>,
    /// How many paragraphs went before.
    count: u32,
}

/// What stands in a paragraph.
#[derive(Default)]
struct Said<'n> {
    text: String,
    deleted: String,
    inserted: String,
    /// Numbers of notes, and whether they stand at the end.
    notes: Vec<(String, bool)>,
    boxes: Vec<&'n Node>,
}

impl Reader {
    /// The blocks in an element that holds paragraphs and tables.
    fn blocks(&mut self, of: &Node) -> Vec<Block> {
        let mut out = Vec::new();
        for node in of.nodes() {
            match node.name.as_str() {
                "p" => self.paragraph(node, &mut out),
                "tbl" => out.push(self.table(node)),
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => {
                    out.extend(self.blocks(node));
                }
                _ => {}
            }
        }
        out
    }

    fn paragraph(&mut self, node: &Node, out: &mut Vec<Block>) {
        self.count += 1;
        let place = Place {
            page: 0,
            line: self.count,
        };
        let mut said = Said::default();
        gather(node, false, &mut said);
        self.remarked(&said, place);
        let properties = node.child("pPr");
        let style = self.styles.of_paragraph(properties);
        let text: Vec<String> = said.text.split('\n').map(join::squeezed).collect();
        let text = text.join("\n").trim().to_string();
        // An empty paragraph in a list has no number.
        let numbered = if text.is_empty() {
            None
        } else {
            self.counter.next(style.numbering.as_ref())
        };
        if !text.is_empty() {
            out.push(block(place, text, style.level, numbered));
        }
        for inner in said.boxes {
            let boxed = self.blocks(inner);
            if let Some(first) = boxed.first() {
                self.remark(
                    first.place,
                    About::Said,
                    &first.text,
                    "tekst uit een tekstvak, hier ingevoegd",
                );
            }
            out.extend(boxed);
        }
    }

    /// The words at the head and foot of each page.
    fn edges(&mut self, packed: &mut Packed<'_>) -> Result<(), String> {
        let mut seen: Vec<String> = Vec::new();
        for name in packed.names() {
            let part = name.strip_prefix("word/").unwrap_or_default();
            let edge = part.starts_with("header") || part.starts_with("footer");
            let text = if edge && part.rsplit('.').next() == Some("xml") {
                packed.part(&name)?
            } else {
                None
            };
            let Some(text) = text else {
                continue;
            };
            let root = xml::parse(&text)?;
            let text = paragraphs(&root);
            if !text.is_empty() && !seen.contains(&text) {
                self.remark(Place::default(), About::Left, &text, super::EDGE);
                seen.push(text);
            }
        }
        Ok(())
    }

    fn remarked(&mut self, said: &Said<'_>, place: Place) {
        let deleted = join::squeezed(&said.deleted);
        if !deleted.is_empty() {
            let made = "niet overgenomen: in Word verwijderd met bijgehouden wijzigingen";
            self.remark(place, About::Left, &deleted, made);
        }
        let inserted = join::squeezed(&said.inserted);
        if !inserted.is_empty() {
            let made = "overgenomen: in Word ingevoegd met bijgehouden wijzigingen";
            self.remark(place, About::Said, &inserted, made);
        }
        for (note, end) in &said.notes {
            let notes = if *end { &self.ends } else { &self.notes };
            if let Some(text) = notes.get(note).cloned() {
                self.remark(place, About::Left, &text, "niet overgenomen: een voetnoot");
            }
        }
    }

    fn remark(&mut self, place: Place, about: About, source: &str, made: &str) {
        self.remarks.push(Remark {
            place,
            about,
            source: source.to_string(),
            made: made.to_string(),
        });
    }

    fn table(&mut self, node: &Node) -> Block {
        let place = Place {
            page: 0,
            line: self.count + 1,
        };
        let rows = node.all("tr").map(|row| {
            let before = row.child("trPr").and_then(|it| it.value("gridBefore"));
            let before = before.and_then(|it| it.parse().ok()).unwrap_or(0);
            let mut cells: Vec<Cell> = Vec::new();
            cells.resize_with(usize::min(before, 60), Cell::default);
            for cell in row.all("tc") {
                let properties = cell.child("tcPr");
                let merged = properties.and_then(|it| it.child("vMerge"));
                // Without a value it goes on with the cell above.
                let goes_on = merged.is_some_and(|it| it.attribute("val") != Some("restart"));
                let blocks = self.blocks(cell);
                let blocks = if goes_on {
                    Vec::new()
                } else {
                    super::flat(blocks)
                };
                cells.push(Cell { blocks });
                let span = properties.and_then(|it| it.value("gridSpan"));
                let span: usize = span.and_then(|it| it.parse().ok()).unwrap_or(1);
                let more = span.clamp(1, 60) - 1;
                cells.resize_with(cells.len() + more, Cell::default);
            }
            Row {
                cells,
                ..Row::default()
            }
        });
        Block {
            place,
            shape: Shape::Table(rows.collect()),
            ..Block::default()
        }
    }
}

fn block(place: Place, text: String, level: Option<u8>, numbered: Option<Numbered>) -> Block {
    let mut out = Block {
        place,
        text,
        ..Block::default()
    };
    match numbered {
        Some(Numbered::Bullet(level)) => (out.shape, out.level) = (Shape::Bullet, level),
        Some(Numbered::Mark(sign, level)) => {
            (out.shape, out.level, out.mark) = (Shape::Item, level, sign);
        }
        None => mark::apart(&mut out),
    }
    if let Some(level) = level {
        (out.shape, out.level) = (Shape::Heading, level);
    }
    out
}

/// The text in a paragraph, in its order, with what else is in it.
fn gather<'n>(node: &'n Node, new: bool, said: &mut Said<'n>) {
    for child in &node.children {
        let Child::Node(inner) = child else {
            continue;
        };
        match inner.name.as_str() {
            "t" => {
                let text = inner.text();
                if new {
                    said.inserted.push_str(&text);
                }
                said.text.push_str(&text);
            }
            "tab" | "ptab" => said.text.push(' '),
            "br" if inner.attribute("type").is_none() => said.text.push('\n'),
            "cr" => said.text.push('\n'),
            "noBreakHyphen" => said.text.push('-'),
            "del" | "moveFrom" => said.deleted.push_str(&inner.text()),
            "ins" => gather(inner, true, said),
            "footnoteReference" | "endnoteReference" => {
                let end = inner.name.starts_with("end");
                let id = inner.attribute("id");
                said.notes.extend(id.map(|id| (id.to_string(), end)));
            }
            "txbxContent" => said.boxes.push(inner),
            // The same drawn anew for older programs.
            "Fallback" | "instrText" | "delText" | "pPr" | "rPr" => {}
            _ => gather(inner, new, said),
        }
    }
}
