//! A line, laid out: pieces of words, each with its tone.

use super::Tone;
use super::text::{cut, width};

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

    /// Puts a piece behind a gap; to one of the same tone it is joined.
    pub(super) fn put(&mut self, text: &str, tone: Tone, gap: &str) {
        if let Some(last) = self.0.last_mut() {
            last.text.push_str(gap);
            if last.tone == tone {
                last.text.push_str(text);
                return;
            }
        }
        let text = text.to_string();
        self.0.push(Span { text, tone });
    }

    /// Without blanks at its end, and cut to `cells`.
    pub(super) fn fitted(mut self, cells: usize) -> Self {
        let blank = |line: &Self| {
            line.0.len() > 1 && line.0.last().is_some_and(|it| it.text.trim().is_empty())
        };
        while blank(&self) {
            self.0.pop();
        }
        let mut room = cells;
        self.0.retain_mut(|span| {
            span.text = cut(&span.text, room);
            room = room.saturating_sub(width(&span.text));
            !span.text.is_empty() || room > 0
        });
        if let Some(last) = self.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self
    }

    /// The words without their tones.
    pub fn words(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}
