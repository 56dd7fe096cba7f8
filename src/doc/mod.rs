//! What is said about the plan, as paragraphs with tones: laid out to a width here, rendered to a
//! format in `report::out`. The screen colours the tones; the command line prints the words.

pub mod layout;
pub mod para;
mod span;
pub mod table;
pub mod text;
pub mod year;

pub use span::{Line, Span};

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
    /// A text in which `{+ +}` marks what came, and `[- -]` what went.
    Changed,
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
