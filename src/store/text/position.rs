//! Where something stands in a file: the line and column a person finds it at in an editor.

/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// The starts of all lines, so that many positions are found in one pass.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Of a file's text; it need not be UTF-8.
    pub fn of(bytes: &'a [u8]) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0)
            .chain(ends.map(|(at, _)| at + 1))
            .collect();
        Self { bytes, starts }
    }

    /// Of a byte.
    pub fn at(&self, at: usize) -> Position {
        let at = at.min(self.bytes.len());
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0).min(at);
        let before = self.bytes.get(start..at).unwrap_or_default();
        Position {
            line,
            column: characters(before) + 1,
        }
    }

    /// Of what `serde_json` gives: a line and a number of bytes.
    pub fn in_bytes(&self, line: usize, bytes: usize) -> Position {
        let start = self.starts.get(line.saturating_sub(1)).copied();
        self.at(start.unwrap_or(0) + bytes.saturating_sub(1))
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_characters_count_from_one() {
        let text = "{\n  \"é\": x\r\n}\n";
        let lines = Lines::of(text.as_bytes());
        for (found, line, column) in [("{", 1, 1), ("\"", 2, 3), ("x", 2, 8), ("}", 3, 1)] {
            let at = text.find(found).unwrap();
            assert_eq!(lines.at(at), Position { line, column }, "{found}");
        }
        assert_eq!(lines.at(text.len()), Position { line: 4, column: 1 });
        assert_eq!(lines.at(9_999), Position { line: 4, column: 1 });
        assert_eq!(lines.in_bytes(2, 9), Position { line: 2, column: 8 });
        assert_eq!(lines.in_bytes(4, 0), Position { line: 4, column: 1 });
    }

    #[test]
    fn an_empty_file_has_a_first_line() {
        let first = Position { line: 1, column: 1 };
        assert_eq!(Lines::of(b"").at(0), first);
        assert_eq!(Lines::of(b"").in_bytes(1, 0), first);
    }
}
