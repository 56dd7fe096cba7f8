//! Pages about the plan, as paragraphs with roles, laid out to a width. The screen colours the
//! roles; the command line prints the words.

pub mod ics;
pub mod kpi_page;
pub mod layout;
pub mod markdown;
pub mod meeting_page;
pub mod minutes;
pub mod page;
pub mod party_page;
pub mod regie_page;
pub mod slide;
pub mod tables;
pub mod text;
pub mod year;

/// What a piece of text is; a theme decides how that looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Plain,
    /// The name of the thing a page is about.
    Title,
    /// A heading inside a page.
    Heading,
    /// The word before a value.
    Label,
    /// What should stand out from plain text.
    Strong,
    /// What matters less than plain text.
    Dim,
    /// The plan's own sentence.
    Quote,
    /// A green light.
    Green,
    /// An amber light.
    Amber,
    /// A red light, or something that is overdue.
    Red,
    /// A light without data.
    Grey,
    /// A sentence about something that went wrong.
    Error,
    /// A key one can press.
    Key,
}

/// A piece of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its words, safe to show.
    pub text: String,
    /// What they are.
    pub role: Role,
}

/// One line, laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line of one piece.
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self(vec![Span {
            text: text.into(),
            role,
        }])
    }

    /// The line with another piece behind it.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, role: Role) -> Self {
        self.0.push(Span {
            text: text.into(),
            role,
        });
        self
    }

    /// The words without their roles.
    pub fn words(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}
