//! A selected row in a list that may be longer than its window.

/// The selected row, and the first row in sight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected row, from 0.
    pub selected: usize,
    /// The first row in sight, from 0.
    pub top: usize,
}

/// Rows kept in sight above and below the selected one.
const MARGIN: usize = 2;

impl Cursor {
    /// Moves by `rows`, in a list of `len` of which `height` are in sight.
    pub fn step(&mut self, rows: isize, len: usize, height: usize) {
        self.go(self.selected.saturating_add_signed(rows), len, height);
    }

    /// Selects `row`, or the last one there is.
    pub fn go(&mut self, row: usize, len: usize, height: usize) {
        self.selected = row.min(len.saturating_sub(1));
        self.settle(len, height);
    }

    /// Moves what is in sight by `rows`; the selected row stays, as long as it is in sight.
    pub fn scroll(&mut self, rows: isize, len: usize, height: usize) {
        let height = height.max(1);
        let lowest = len.saturating_sub(height);
        self.top = self.top.saturating_add_signed(rows).min(lowest);
        let margin = MARGIN.min((height - 1) / 2);
        let above = if self.top == 0 { 0 } else { margin };
        let below = if self.top == lowest { 0 } else { margin };
        let first = self.top + above;
        let last = (self.top + height - 1 - below).max(first);
        self.selected = self.selected.clamp(first, last);
        self.settle(len, height);
    }

    /// Brings the selected row into sight.
    pub fn settle(&mut self, len: usize, height: usize) {
        let height = height.max(1);
        self.selected = self.selected.min(len.saturating_sub(1));
        let margin = MARGIN.min((height - 1) / 2);
        let highest = self.selected.saturating_sub(margin);
        let lowest = (self.selected + margin + 1).saturating_sub(height);
        self.top = self
            .top
            .clamp(lowest.min(highest), highest)
            .min(len.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn walk(len: usize, height: usize, steps: &[(isize, usize, usize)]) {
        let mut cursor = Cursor::default();
        for (i, (rows, selected, top)) in steps.iter().enumerate() {
            cursor.step(*rows, len, height);
            assert_eq!(
                (cursor.selected, cursor.top),
                (*selected, *top),
                "step {i}: {rows}"
            );
        }
    }

    #[test]
    fn the_margin_scrolls_before_the_edge() {
        walk(
            20,
            8,
            &[
                (1, 1, 0),
                (4, 5, 0),
                (1, 6, 1),
                (-1, 5, 1),
                (-3, 2, 0),
                (99, 19, 12),
                (-99, 0, 0),
            ],
        );
    }

    #[test]
    fn the_wheel_takes_the_selected_row_along_at_the_edges() {
        let mut cursor = Cursor::default();
        for (rows, selected, top) in [
            (3, 5, 3),
            (1, 6, 4),
            (-1, 6, 3),
            (99, 14, 12),
            (-3, 14, 9),
            (-99, 5, 0),
        ] {
            cursor.scroll(rows, 20, 8);
            assert_eq!((cursor.selected, cursor.top), (selected, top), "{rows}");
        }
        for (len, height) in [(0, 8), (3, 8), (5, 1), (5, 0)] {
            let mut cursor = Cursor::default();
            cursor.scroll(1, len, height);
            assert!(cursor.selected < len.max(1), "{len} {height}");
        }
    }

    #[test]
    fn short_lists_and_tiny_windows() {
        walk(3, 8, &[(1, 1, 0), (9, 2, 0)]);
        walk(5, 1, &[(1, 1, 1), (1, 2, 2), (-2, 0, 0)]);
        walk(5, 0, &[(4, 4, 4)]);
        walk(0, 8, &[(1, 0, 0), (-1, 0, 0)]);
    }
}
