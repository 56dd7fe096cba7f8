//! A line, laid out: pieces of words, each with its tone.

use super::Tone;

/// A piece of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its words, safe to show.
    pub text: String,
    /// What they are.
    pub tone: Tone,
}

/// One line, laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line of one piece.
    pub fn of(text: impl Into<String>, tone: Tone) -> Self {
        Self::default().and(text, tone)
    }

    /// The line with another piece behind it.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, tone: Tone) -> Self {
        let text = text.into();
        self.0.push(Span { text, tone });
        self
    }

    /// The words without their tones.
    pub fn words(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}
