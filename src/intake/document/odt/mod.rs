//! A document of `LibreOffice`: its paragraphs with the numbers of its lists, its tables, what was
//! changed in it and what stands in frames and notes.

mod lists;
mod styles;

use std::collections::HashMap;

use super::packed::Packed;
use super::xml::{self, Child, Node};
use super::{About, Block, Cell, Document, Format, Place, Remark, Row, Shape, join, mark};
use lists::{Count, Lists, Sign};
use styles::Styles;

/// More columns than any table of a document has.
const WIDEST: usize = 60;

/// Reads the parts of a document.
///
/// # Errors
/// A Dutch sentence.
pub(super) fn read(packed: &mut Packed<'_>) -> Result<Document, String> {
    let missing = || "het document is beschadigd: content.xml ontbreekt".to_string();
    let manifest = packed.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(super::packed::locked());
    }
    let content = packed.part("content.xml")?.ok_or_else(missing)?;
    let content = xml::parse(&content)?;
    let shared = packed.part("styles.xml")?;
    let shared = shared.map(|text| xml::parse(&text)).transpose()?;
    let mut reader = Reader::default();
    for root in shared.iter().chain([&content]) {
        reader.styles.learn(root);
        reader.lists.learn(root);
    }
    let body = content.child("body").and_then(|body| body.child("text"));
    let body = body.ok_or_else(|| {
        "dit is een blad of een presentatie, en geen tekst; sla de tekst op als ODT".to_string()
    })?;
    if let Some(changes) = body.child("tracked-changes") {
        reader.learn_changes(changes);
    }
    let blocks = reader.blocks(body);
    if let Some(shared) = &shared {
        reader.edges(shared);
    }
    Ok(Document {
        format: Format::Odt,
        blocks,
        remarks: reader.remarks,
    })
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    lists: Lists,
    /// How far the headings have come, where the document numbers them by itself.
    headings: Count,
    /// What was deleted, by the number of the change.
    deleted: HashMap<String, String>,
    inserted: Vec<String>,
    /// The insertion the text stands in.
    within: Option<String>,
    remarks: Vec<Remark>,
    /// How many paragraphs went before.
    count: u32,
}

/// Where a paragraph stands in a list.
struct Item<'s> {
    style: &'s str,
    level: usize,
    own: Option<u32>,
}

/// What stands in a paragraph.
#[derive(Default)]
struct Said<'n> {
    text: String,
    inserted: String,
    /// What was left out, and why.
    left: Vec<(String, &'static str)>,
    boxes: Vec<&'n Node>,
}

impl Reader {
    fn learn_changes(&mut self, changes: &Node) {
        for region in changes.all("changed-region") {
            let Some(id) = region.attribute("id") else {
                continue;
            };
            if let Some(deletion) = region.child("deletion") {
                let own = deletion.nodes().filter(|it| it.name != "change-info");
                let parts: Vec<String> = own.map(Node::text).collect();
                self.deleted.insert(id.to_string(), parts.join(" "));
            } else if region.child("insertion").is_some() {
                self.inserted.push(id.to_string());
            } else {
                // Only how it looks.
            }
        }
    }

    /// The blocks in an element that holds paragraphs, lists and tables.
    fn blocks(&mut self, of: &Node) -> Vec<Block> {
        let mut out = Vec::new();
        for node in of.nodes() {
            match node.name.as_str() {
                "p" | "h" => self.paragraph(node, None, &mut Count::default(), &mut out),
                "list" => self.list(node, &mut out),
                "table" => out.push(self.table(node)),
                "section" | "text-box" => out.extend(self.blocks(node)),
                "frame" => self.frame(node, &mut out),
                "table-of-content" | "alphabetical-index" | "illustration-index" => {
                    let place = self.here();
                    let body = node.child("index-body").map(Node::text).unwrap_or_default();
                    let made = "niet overgenomen: een inhoudsopgave of register";
                    self.remark(place, About::Left, &body, made);
                }
                "change" | "change-start" | "change-end" => {
                    let mut said = Said::default();
                    self.change(node, &mut said);
                    self.remarked(&said);
                }
                _ => {}
            }
        }
        out
    }

    const fn here(&self) -> Place {
        Place {
            page: 0,
            line: self.count,
        }
    }

    fn remark(&mut self, place: Place, about: About, source: &str, made: &str) {
        let source = join::squeezed(source);
        if !source.is_empty() {
            self.remarks.push(Remark {
                place,
                about,
                source,
                made: made.to_string(),
            });
        }
    }

    fn remarked(&mut self, said: &Said<'_>) {
        let place = self.here();
        for (text, made) in &said.left {
            self.remark(place, About::Left, text, made);
        }
        let made = "overgenomen: ingevoegd met bijgehouden wijzigingen";
        self.remark(place, About::Said, &said.inserted, made);
    }

    fn paragraph(
        &mut self,
        node: &Node,
        item: Option<&Item<'_>>,
        count: &mut Count,
        out: &mut Vec<Block>,
    ) {
        self.count += 1;
        let place = self.here();
        let mut said = Said::default();
        self.gather(node, &mut said);
        self.remarked(&said);
        let style = node.attribute("style-name").unwrap_or_default();
        let text: Vec<String> = said.text.split('\n').map(join::squeezed).collect();
        let text = text.join("\n").trim().to_string();
        if !text.is_empty() {
            let outline = node
                .attribute("outline-level")
                .and_then(|it| it.parse::<u8>().ok());
            let own = outline.and_then(|it| it.checked_sub(1));
            let level = own
                .filter(|_| node.name == "h")
                .or_else(|| self.styles.level(style));
            let header = node.attribute("is-list-header") == Some("true");
            let sign = match (item, level) {
                (Some(item), _) => {
                    let sign = self.lists.next(item.style, item.level, item.own, count);
                    sign.map(|sign| (sign, item.level))
                }
                (None, Some(level)) if node.name == "h" && !header => {
                    let own = usize::from(level);
                    let sign = self.lists.next("", own, None, &mut self.headings);
                    sign.map(|sign| (sign, own))
                }
                _ => None,
            };
            out.push(block(place, text, level, sign));
        }
        for inner in said.boxes {
            self.frame(inner, out);
        }
    }

    /// The text in a frame, where it is anchored.
    fn frame(&mut self, frame: &Node, out: &mut Vec<Block>) {
        let boxes: Vec<&Node> = frame.all("text-box").collect();
        for inner in boxes {
            let blocks = self.blocks(inner);
            if let Some(first) = blocks.first() {
                let made = "tekst uit een tekstvak, hier ingevoegd";
                let (place, text) = (first.place, first.text.clone());
                self.remark(place, About::Said, &text, made);
            }
            out.extend(blocks);
        }
    }

    fn list(&mut self, node: &Node, out: &mut Vec<Block>) {
        let own = node.attribute("style-name").map(str::to_string);
        let style = own.or_else(|| self.style_within(node)).unwrap_or_default();
        let mut count = self.lists.begin(node, &style);
        self.items(node, &style, 0, &mut count, out);
        self.lists.end(node, &style, count);
    }

    /// The list style of the first paragraph in a list.
    fn style_within(&self, list: &Node) -> Option<String> {
        let first = list.all("list-item").find_map(|item| item.child("p"))?;
        let style = self.styles.list(first.attribute("style-name")?)?;
        Some(style.to_string())
    }

    fn items(
        &mut self,
        list: &Node,
        style: &str,
        level: usize,
        count: &mut Count,
        out: &mut Vec<Block>,
    ) {
        for item in list.nodes() {
            let numbered = item.name == "list-item";
            let own = item.attribute("start-value").and_then(|it| it.parse().ok());
            let mut first = numbered;
            for node in item.nodes() {
                match node.name.as_str() {
                    "p" | "h" => {
                        let place = Item { style, level, own };
                        let before = out.len();
                        self.paragraph(node, first.then_some(&place), count, out);
                        // An empty paragraph has no number.
                        first &= out.len() == before;
                    }
                    "list" if level + 1 < lists::DEEPEST => {
                        let deeper = node.attribute("style-name").unwrap_or(style);
                        self.items(node, deeper, level + 1, count, out);
                    }
                    _ => {}
                }
            }
        }
    }

    fn table(&mut self, node: &Node) -> Block {
        let place = Place {
            page: 0,
            line: self.count + 1,
        };
        let mut rows = Vec::new();
        self.rows(node, &mut rows);
        Block {
            place,
            shape: Shape::Table(rows),
            ..Block::default()
        }
    }

    fn rows(&mut self, of: &Node, out: &mut Vec<Row>) {
        for node in of.nodes() {
            match node.name.as_str() {
                "table-row" => {
                    let row = self.row(node);
                    out.push(row);
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(node, out),
                _ => {}
            }
        }
    }

    fn row(&mut self, node: &Node) -> Row {
        let mut cells: Vec<Cell> = Vec::new();
        for cell in node.nodes() {
            // What a merged cell covers stands there, without words.
            let covered = cell.name == "covered-table-cell";
            if !covered && cell.name != "table-cell" {
                continue;
            }
            let blocks = super::flat(self.blocks(cell));
            cells.push(Cell { blocks });
            let again = cell.attribute("number-columns-repeated");
            let again: usize = again.and_then(|it| it.parse().ok()).unwrap_or(1);
            let more = again.clamp(1, WIDEST) - 1;
            cells.resize_with(cells.len() + more, Cell::default);
        }
        Row {
            cells,
            ..Row::default()
        }
    }

    /// The words at the head and foot of each page.
    fn edges(&mut self, styles: &Node) {
        let masters = styles.child("master-styles").into_iter();
        let pages = masters.flat_map(|it| it.all("master-page"));
        let mut seen: Vec<String> = Vec::new();
        for edge in pages.flat_map(Node::nodes) {
            if !edge.name.starts_with("header") && !edge.name.starts_with("footer") {
                continue;
            }
            let text = join::squeezed(&edge.text());
            if !text.is_empty() && !seen.contains(&text) {
                self.remark(Place::default(), About::Left, &text, super::EDGE);
                seen.push(text);
            }
        }
    }

    /// A place where something was changed.
    fn change(&mut self, node: &Node, said: &mut Said<'_>) {
        let Some(id) = node.attribute("change-id") else {
            return;
        };
        match node.name.as_str() {
            "change-start" if self.inserted.iter().any(|it| it == id) => {
                self.within = Some(id.to_string());
            }
            "change-end" if self.within.as_deref() == Some(id) => self.within = None,
            "change" => {
                if let Some(text) = self.deleted.remove(id) {
                    let made = "niet overgenomen: verwijderd met bijgehouden wijzigingen";
                    said.left.push((text, made));
                }
            }
            _ => {}
        }
    }

    /// The text in a paragraph, in its order, with what else is in it.
    fn gather<'n>(&mut self, node: &'n Node, said: &mut Said<'n>) {
        for child in &node.children {
            let inner = match child {
                Child::Text(text) => {
                    // A line of the file is no line of the document.
                    let text = text.replace(['\n', '\r'], " ");
                    if self.within.is_some() {
                        said.inserted.push_str(&text);
                    }
                    said.text.push_str(&text);
                    continue;
                }
                Child::Node(inner) => inner,
            };
            match inner.name.as_str() {
                "s" | "tab" => said.text.push(' '),
                "line-break" => said.text.push('\n'),
                "note" => {
                    let body = inner.child("note-body").map(Node::text).unwrap_or_default();
                    said.left.push((body, "niet overgenomen: een voetnoot"));
                }
                "annotation" => {
                    let own = inner
                        .nodes()
                        .filter(|it| it.name == "p" || it.name == "list");
                    let parts: Vec<String> = own.map(Node::text).collect();
                    said.left.push((
                        parts.join(" "),
                        "niet overgenomen: een opmerking in de kantlijn",
                    ));
                }
                "frame" => said.boxes.push(inner),
                "change" | "change-start" | "change-end" => self.change(inner, said),
                "title" | "desc" | "annotation-end" => {}
                _ => self.gather(inner, said),
            }
        }
    }
}

fn block(place: Place, text: String, level: Option<u8>, sign: Option<(Sign, usize)>) -> Block {
    let mut out = Block {
        place,
        text,
        ..Block::default()
    };
    match sign {
        Some((Sign::Bullet, level)) => {
            (out.shape, out.level) = (Shape::Bullet, u8::try_from(level).unwrap_or(9));
        }
        Some((Sign::Number(sign), level)) if !sign.is_empty() => {
            out.level = u8::try_from(level).unwrap_or(9);
            (out.shape, out.mark) = (Shape::Item, sign);
        }
        _ => mark::apart(&mut out),
    }
    if let Some(level) = level {
        (out.shape, out.level) = (Shape::Heading, level);
    }
    out
}
