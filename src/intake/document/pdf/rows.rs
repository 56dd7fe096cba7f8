//! Pieces side by side as lines of text, from the top of a page to its bottom.

use super::ink::Piece;
use crate::intake::document::mark::{Mark, split};

/// From where to where a column runs.
pub(super) type Span = (f32, f32);

/// Pieces on one line, from the left.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Its words that stand as near to each other as those of a sentence, together.
    pub(super) pieces: Vec<Piece>,
    /// Each word by itself.
    pub(super) words: Vec<Piece>,
}

impl Row {
    /// The parts of it left and right of a place.
    pub(super) fn parted(self, at: f32) -> [Self; 2] {
        let left = |it: &Piece| it.end <= at;
        let (before, behind) = self.pieces.into_iter().partition(left);
        let (own, rest) = self.words.into_iter().partition(left);
        [(before, own), (behind, rest)].map(|(pieces, words)| Self { pieces, words })
    }

    pub(super) fn y(&self) -> f32 {
        self.pieces.first().map_or(0.0, |it| it.y)
    }

    pub(super) fn x(&self) -> f32 {
        self.pieces.first().map_or(0.0, |it| it.x)
    }

    pub(super) fn end(&self) -> f32 {
        self.pieces.iter().map(|it| it.end).fold(0.0, f32::max)
    }

    /// How large its letters are: those of its longest piece.
    pub(super) fn size(&self) -> f32 {
        let longest = self.pieces.iter().max_by_key(|it| it.text.len());
        longest.map_or(1.0, |it| it.size.max(1.0))
    }
}

/// The lines that pieces make.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.x.total_cmp(&other.x)));
    let mut out: Vec<Row> = Vec::new();
    for piece in pieces {
        let open = out.last_mut().filter(|row| {
            let size = row.size().max(piece.size);
            // A raised or lowered letter still stands on the line.
            (row.y() - piece.y).abs() < 0.35 * size
        });
        match open {
            Some(row) => row.pieces.push(piece),
            None => out.push(Row {
                pieces: vec![piece],
                words: Vec::new(),
            }),
        }
    }
    for row in &mut out {
        row.pieces.sort_by(|one, other| one.x.total_cmp(&other.x));
        row.words = std::mem::take(&mut row.pieces);
        row.pieces = joined(row.words.clone());
    }
    out
}

/// Pieces that touch are one, and so are a mark and what it stands before.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        let open = out.last_mut().filter(|open| {
            let gap = piece.x - open.end;
            gap < piece.size || gap < 6.0 * piece.size && is_mark(&open.text)
        });
        let Some(open) = open else {
            out.push(piece);
            continue;
        };
        let apart = piece.x - open.end > 0.18 * piece.size;
        let spaced = open.text.ends_with(char::is_whitespace);
        if apart && !spaced && !piece.text.starts_with(char::is_whitespace) {
            open.text.push(' ');
        }
        open.text.push_str(&piece.text);
        open.end = open.end.max(piece.end);
    }
    out
}

/// Whether a piece is the number, letter or bullet of what follows it.
fn is_mark(text: &str) -> bool {
    let text = text.trim();
    split(&format!("{text} x")).is_some_and(|(mark, _, rest)| {
        let bare_number = matches!(mark, Mark::Decimal(_)) && !text.contains('.');
        rest == "x" && !bare_number
    })
}
