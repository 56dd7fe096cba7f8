//! A document is paragraphs, in the order they are read. It is written once, and laid out to a
//! width or rendered to a format.

use super::Tone;
use super::table::Table;
use super::year::Year;

/// One paragraph of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Para {
    /// What the document is about.
    Title(String),
    /// A heading, with an empty line before it; its depth below the title, from 1.
    Heading(u8, String),
    /// A word and its value, wrapped beside it; without a word it is one more value of the last.
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
        tone: Tone,
    },
    /// A table.
    Table(Table),
    /// The year of an indicator: its line, its strip, where today is.
    Year(Box<Year>),
    /// An empty line.
    Gap,
}

/// Paragraphs that are made as far as somebody reads on.
pub type Paras<'a> = Box<dyn Iterator<Item = Para> + 'a>;

/// The mark of an item that has none of its own.
pub const BULLET: &str = "•";

impl Para {
    /// What the document is about.
    pub fn title(text: impl Into<String>) -> Self {
        Self::Title(text.into())
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading(1, text.into())
    }

    /// A heading inside what stands under a heading.
    pub fn subheading(depth: u8, text: impl Into<String>) -> Self {
        Self::Heading(depth, text.into())
    }

    /// A word and its value.
    pub fn field(label: &'static str, text: impl Into<String>) -> Self {
        Self::Field(label, text.into(), Tone::Plain)
    }

    /// Running text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Tone::Plain)
    }

    /// An item behind its mark.
    pub fn item(mark: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Item {
            mark: mark.into(),
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    /// An item of a list without marks of its own.
    pub fn bullet(text: impl Into<String>) -> Self {
        Self::item(BULLET, text)
    }

    /// The same paragraph in another tone, where it has one to choose.
    #[must_use]
    pub fn toned(mut self, other: Tone) -> Self {
        if let Self::Field(_, _, tone) | Self::Text(_, tone) | Self::Item { tone, .. } = &mut self {
            *tone = other;
        }
        self
    }

    /// The same paragraph in the words `says` makes of its words.
    #[must_use]
    pub fn said(mut self, says: impl Fn(&str) -> String) -> Self {
        let again = |text: &mut String| *text = says(text);
        match &mut self {
            Self::Title(text)
            | Self::Heading(_, text)
            | Self::Field(_, text, _)
            | Self::Text(text, _) => again(text),
            Self::Item { mark, text, .. } => [mark, text].into_iter().for_each(again),
            Self::Table(table) => table.texts().for_each(again),
            // Its signs mean themselves.
            Self::Year(_) | Self::Gap => {}
        }
        self
    }
}

/// A field where its value is known, and nothing where it isn't.
pub fn known(label: &'static str, text: Option<impl Into<String>>) -> Option<Para> {
    text.map(|text| Para::field(label, text))
}

/// Values under one word, which stands before the first.
pub fn fields(
    label: &'static str,
    texts: impl IntoIterator<Item = String>,
) -> impl Iterator<Item = Para> {
    let labels = std::iter::once(label).chain(std::iter::repeat(""));
    labels
        .zip(texts)
        .map(|(label, text)| Para::field(label, text))
}

/// Paragraphs that are not thought of before those in front of them were read.
pub fn later<'a, T>(paras: impl FnOnce() -> T + 'a) -> impl Iterator<Item = Para> + 'a
where
    T: IntoIterator<Item = Para> + 'a,
{
    std::iter::once_with(paras).flatten()
}

/// Paragraphs under a heading; nothing where there are none.
pub fn section(
    heading: impl Into<String>,
    paras: impl IntoIterator<Item = Para>,
) -> impl Iterator<Item = Para> {
    let mut paras = paras.into_iter().peekable();
    let heading = paras.peek().map(|_| Para::heading(heading));
    heading.into_iter().chain(paras)
}
