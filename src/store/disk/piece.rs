//! What a file is written of, where not all of the one before it was read.

use std::ops::Range;

/// A stretch of a file that was not read: bytes that stand between two of those that were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    /// How many bytes stand before it, in the file and in what was read of it.
    pub at: usize,
    /// How many bytes it is long.
    pub len: usize,
}

/// What stands in a new file, one piece behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// What stands there in the file it comes in the place of.
    Old(Range<u64>),
}

impl Gap {
    /// As a piece of the next file.
    pub const fn piece<'a>(self) -> Piece<'a> {
        Piece::Old(self.at as u64..(self.at + self.len) as u64)
    }
}

impl Piece<'_> {
    /// The bytes of the new file, where there are those of the old one.
    #[cfg(test)]
    pub fn together(pieces: &[Self], old: &[u8]) -> Vec<u8> {
        let bytes = pieces.iter().map(|piece| match piece {
            Self::Bytes(bytes) => (*bytes).to_vec(),
            Self::Old(range) => {
                let [start, end] = [range.start, range.end].map(|it| usize::try_from(it).unwrap());
                old[start..end].to_vec()
            }
        });
        bytes.collect::<Vec<_>>().concat()
    }

    /// How many bytes it is.
    pub const fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Old(range) => range.end - range.start,
        }
    }
}
