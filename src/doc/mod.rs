//! Pages about the plan, as paragraphs with roles, laid out to a width. The screen colours the
//! roles; the command line prints the words.

pub mod layout;
pub mod text;
pub mod year;

use crate::plan::model::kpi::Light;

/// What a piece of text is; a theme decides how that looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tone {
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

impl Tone {
    /// What a light's words have.
    pub const fn of(light: Light) -> Self {
        match light {
            Light::Green => Self::Green,
            Light::Amber => Self::Amber,
            Light::Red => Self::Red,
            Light::None => Self::Grey,
        }
    }
}

/// A piece of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its words, safe to show.
    pub text: String,
    /// What they are.
    pub role: Tone,
}

/// One line, laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line of one piece.
    pub fn of(text: impl Into<String>, role: Tone) -> Self {
        Self(vec![Span {
            text: text.into(),
            role,
        }])
    }

    /// The line with another piece behind it.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, role: Tone) -> Self {
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
