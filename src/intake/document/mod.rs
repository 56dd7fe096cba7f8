//! A document as the recogniser reads it, whatever it was: headings, paragraphs, list items and
//! tables, each with its place in the source.

mod docx;
mod join;
mod mark;
mod numeral;
mod odt;
mod packed;
mod pdf;
mod text;
mod xml;

use std::fmt;

pub use mark::{Mark, split as split_mark};

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What it was.
    pub format: Format,
    /// What stands in it, in its own order.
    pub blocks: Vec<Block>,
    /// What the reader left out, took together or has to say.
    pub remarks: Vec<Remark>,
}

/// The formats a plan is read from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines of text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// A document of Word.
    Docx,
    /// A document of `LibreOffice`.
    Odt,
    /// A PDF: letters at places, of which everything else is a guess.
    Pdf,
}

/// A place in the source, as a person would look it up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The page, from 1; 0 where a format has none.
    pub page: u32,
    /// The line on that page, or of the whole; of a word processor the paragraph. 0: unknown.
    pub line: u32,
}

/// A piece of a document.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub shape: Shape,
    /// How deep it lies, from 0: of a heading, of an item in a list.
    pub level: u8,
    /// Its printed number or letter (`3.`, `A.`, `2.1`), typed or automatic; empty for none.
    pub mark: String,
    /// Its words without that, lines joined; `\n` where the document breaks a line.
    pub text: String,
    /// Its lines as they stand, where a format has lines; a table of text is read from these.
    pub lines: Vec<Line>,
}

/// What a piece is.
#[derive(Debug, Clone, Default)]
pub enum Shape {
    /// A heading by its style; of plain text none is known to be one.
    Heading,
    /// Running text.
    #[default]
    Paragraph,
    /// An item with a bullet.
    Bullet,
    /// An item with a number or a letter.
    Item,
    /// A table.
    Table(Vec<Row>),
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its cells, one for each column: what is merged stands in the first of them.
    pub cells: Vec<Cell>,
    /// Whether which words are a cell was worked out from where they stand, and might be otherwise.
    pub guessed: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A line as it stands.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its words, and the spaces between them.
    pub text: String,
    /// Where.
    pub place: Place,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// Whether it begins a page.
    pub top: bool,
    /// How many spaces stand behind it.
    pub trail: usize,
}

/// What a reader has to say of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub place: Place,
    /// What kind of thing.
    pub about: About,
    /// The words it is about, as they stand.
    pub source: String,
    /// What was made of them.
    pub made: String,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Words that come back on each page, and were left out.
    Repeated,
    /// A word that was cut, put together.
    Cut,
    /// Something else that was left out.
    Left,
    /// Something that was taken in, and should be known.
    Said,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.page, self.line) {
            (0, line) => write!(f, "regel {line}"),
            (page, 0) => write!(f, "bladzijde {page}"),
            (page, line) => write!(f, "bladzijde {page}, regel {line}"),
        }
    }
}

impl Block {
    /// Whether it is an item of a list.
    pub const fn is_item(&self) -> bool {
        matches!(self.shape, Shape::Bullet | Shape::Item)
    }

    /// Whether it is running text.
    pub const fn is_paragraph(&self) -> bool {
        matches!(self.shape, Shape::Paragraph)
    }

    /// Its rows, where it is a table.
    pub fn rows(&self) -> Option<&[Row]> {
        match &self.shape {
            Shape::Table(rows) => Some(rows),
            _ => None,
        }
    }

    /// What it says with its mark before it.
    pub fn whole(&self) -> String {
        if self.mark.is_empty() {
            return self.text.clone();
        }
        format!("{} {}", self.mark, self.text)
    }
}

impl Cell {
    /// All its words, a line for each piece.
    pub fn text(&self) -> String {
        let parts: Vec<String> = self.blocks.iter().map(Block::whole).collect();
        parts.join("\n")
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.blocks
            .iter()
            .all(|block| block.whole().trim().is_empty())
    }
}

impl Document {
    /// Every word in it, marks of numbered things too, in its order; what the reader left out not.
    pub fn words(&self) -> Vec<&str> {
        let mut out = Vec::new();
        self.blocks.iter().for_each(|block| block.collect(&mut out));
        out
    }
}

impl Block {
    fn collect<'a>(&'a self, out: &mut Vec<&'a str>) {
        out.extend(self.mark.split_whitespace());
        out.extend(self.text.split_whitespace());
        for row in self.rows().unwrap_or_default() {
            let blocks = row.cells.iter().flat_map(|cell| &cell.blocks);
            blocks.for_each(|block| block.collect(out));
        }
    }
}

/// Reads bytes by what they are; `name` tells Markdown from text.
///
/// # Errors
/// A Dutch sentence that says why they can't be read and what to do.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(
            "dit is een document van een oude Word (DOC), of een met een wachtwoord; open het in Word of \
             LibreOffice en sla het op als DOCX zonder wachtwoord"
                .to_string(),
        );
    }
    if bytes.starts_with(b"%PDF") {
        return filled(pdf::read(bytes)?);
    }
    if bytes.is_empty() {
        return Err("het bestand is leeg".to_string());
    }
    let lower = name.to_lowercase();
    let ends = |all: &[&str]| all.iter().any(|end| lower.ends_with(end));
    if ends(&[".docx", ".docm", ".doc", ".odt", ".pdf", ".rtf"]) || bytes.starts_with(b"{\\rtf") {
        return Err(unlike(&lower));
    }
    let markdown = ends(&[".md", ".markdown"]);
    let text = text::decoded(bytes)?;
    filled(if markdown {
        text::markdown(&text)
    } else {
        text::plain(&text)
    })
}

/// What is said of a file whose name promises what its bytes aren't.
fn unlike(name: &str) -> String {
    let kind = name.rsplit('.').next().unwrap_or_default().to_uppercase();
    match kind.as_str() {
        "PDF" => "dit is geen PDF, al heet het zo; neem het document waar zij van is gemaakt (DOCX), of maak de PDF opnieuw".to_string(),
        "DOCX" | "ODT" => format!("dit is geen {kind}, al heet het zo; open het in Word of LibreOffice en sla het op als {kind}"),
        _ => "dit soort document leest regie niet; open het in Word of LibreOffice en sla het op als DOCX".to_string(),
    }
}

/// A document with words in it.
fn filled(document: Document) -> Result<Document, String> {
    if document.words().is_empty() {
        return Err("er staat geen tekst in het document".to_string());
    }
    Ok(document)
}

/// A document that is a zip: by what is in it, whatever its name.
fn packed(bytes: &[u8]) -> Result<Document, String> {
    let mut packed = packed::Packed::open(bytes)?;
    if packed.part("[Content_Types].xml")?.is_some() {
        return filled(docx::read(&mut packed)?);
    }
    let kind = packed.part("mimetype")?;
    if kind.is_some_and(|kind| kind.contains("opendocument")) {
        return filled(odt::read(&mut packed)?);
    }
    Err("dit is geen document dat regie leest; sla het op als DOCX of ODT".to_string())
}

/// A table in a cell as what stands in it.
fn flat(blocks: Vec<Block>) -> Vec<Block> {
    let each = blocks.into_iter().flat_map(|block| match block.shape {
        Shape::Table(rows) => {
            let cells = rows.into_iter().flat_map(|row| row.cells);
            flat(cells.flat_map(|cell| cell.blocks).collect())
        }
        _ => vec![block],
    });
    each.collect()
}

/// What is said of the words at the head and foot of each page of a word processor.
const EDGE: &str = "niet overgenomen: een kop- of voettekst";
