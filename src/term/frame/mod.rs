//! A frame as one write: what changed is gathered, and leaves inside one synchronized update, so
//! that no terminal shows half of it.

mod cells;
mod look;
mod pen;
mod scroll;
mod shift;

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

pub use cells::Gathered;
use pen::Pen;
use scroll::Scroll;

/// Begin and end of a synchronized update (DEC private mode 2026).
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const SHOW: &[u8] = b"\x1b[?25h";
const HIDE: &[u8] = b"\x1b[?25l";

/// Sends what was gathered, frame by frame.
pub struct Frames<W> {
    gathered: Gathered,
    out: W,
    cursor: Option<(Position, bool)>,
    /// What was sent last.
    shown: Option<Buffer>,
}

impl<W: Write> Frames<W> {
    /// Frames of what is drawn to `gathered`.
    pub const fn of(gathered: Gathered, out: W) -> Self {
        Self {
            gathered,
            out,
            cursor: None,
            shown: None,
        }
    }

    /// The terminal was someone else's: what is on it, where its cursor is, and whether it is seen, isn't
    /// known.
    pub fn forget(&mut self) {
        (self.cursor, self.shown) = (None, None);
    }

    /// Sends bytes between two frames.
    ///
    /// # Errors
    /// What the terminal refused.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    /// Ends the frame that shows `screen` with the cursor in its place, and sends it. A frame in
    /// which nothing changed sends nothing. Gives how many cells changed.
    ///
    /// # Errors
    /// What the terminal refused.
    pub fn end(&mut self, screen: &Buffer, cursor: (Position, bool)) -> io::Result<usize> {
        let mut changed = self.gathered.take();
        let place = |at: &Position| (at.y, at.x);
        if !changed.cells.is_sorted_by_key(place) {
            changed.cells.sort_unstable_by_key(place);
            changed.cells.dedup();
        }
        let count = changed.cells.len();
        if changed.cleared {
            self.shown = None;
        }
        let mut pen = Pen::on(screen, self.shown.as_ref());
        if changed.cleared {
            pen.clear();
        }
        let scroll = self.shown.as_ref().filter(|_| count > scroll::LEAST);
        let scroll = scroll.and_then(|was| Some((was, Scroll::between(was, screen)?)));
        let before = |y| changed.cells.partition_point(|at| at.y < y);
        let moved = scroll.map(|(was, scroll)| {
            let (above, _) = changed.cells.split_at(before(scroll.top));
            let (_, below) = changed.cells.split_at(before(scroll.bottom + 1));
            let cells = [above, &scroll.changed(was, screen), below].concat();
            let mut pen = Pen::on(screen, Some(was));
            pen.scroll(scroll);
            pen.cells(&cells);
            pen
        });
        pen.cells(&changed.cells);
        if let Some(moved) = moved.filter(|it| it.is_shorter_than(&pen)) {
            pen = moved;
        }
        let (at, seen) = cursor;
        let idle = pen.is_idle();
        let mut written = pen.finish(at);
        self.show(screen, &changed.cells);
        if idle && self.cursor == Some(cursor) {
            return Ok(0);
        }
        let mut frame = BEGIN.to_vec();
        frame.append(&mut written);
        if self.cursor.is_none_or(|(_, was)| was != seen) {
            frame.extend_from_slice(if seen { SHOW } else { HIDE });
        }
        frame.extend_from_slice(END);
        self.cursor = Some(cursor);
        self.send(&frame)?;
        Ok(count)
    }

    /// From now on this is what was sent last, which differs in these rows from what was before.
    fn show(&mut self, screen: &Buffer, changed: &[Position]) {
        let Some(shown) = &mut self.shown else {
            self.shown = Some(screen.clone());
            return;
        };
        let width = usize::from(screen.area.width);
        // Whole rows: the second half of a wide character is not named.
        let mut rows: Vec<u16> = changed.iter().map(|at| at.y).collect();
        rows.dedup();
        for y in rows {
            let row = usize::from(y) * width..usize::from(y + 1) * width;
            let was = shown.content.get_mut(row.clone());
            if let (Some(was), Some(now)) = (was, screen.content.get(row)) {
                was.clone_from_slice(now);
            }
        }
    }

    /// What it sends to, with all that was sent.
    pub const fn sent(&self) -> &W {
        &self.out
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;

    use super::*;
    use crate::app::keys::key::Key;
    use crate::app::update::update;
    use crate::app::{App, Msg, Session};
    use crate::ui;
    use crate::ui::theme::Theme;

    #[test]
    fn a_key_that_moves_costs_little_more_than_a_byte_a_cell() {
        let session = Session::of_test();
        let plan = serde_json::from_str(crate::store::BUILT_IN).unwrap();
        let mut app = App::new(plan, session);
        let theme = Theme {
            colour: true,
            ..Theme::default()
        };
        let gathered = Gathered::of_size(|| (80, 24));
        let mut terminal = Terminal::new(gathered.clone()).unwrap();
        let mut frames = Frames::of(gathered, Vec::new());
        let mut press = |key: char| {
            update(&mut app, Msg::Key(Key::char(key)));
            let mut cursor = (Position::ORIGIN, false);
            let completed = terminal.draw(|frame| cursor = ui::draw(&app, theme, frame));
            let before = frames.sent().len();
            let changed = frames.end(completed.unwrap().buffer, cursor).unwrap();
            (frames.sent().len() - before, changed)
        };
        for (pane, most) in [('1', 1.3), ('2', 1.05), ('3', 0.95)] {
            press(pane);
            let moves: Vec<_> = (0..40).map(|_| press('j')).collect();
            let (bytes, cells) = moves
                .into_iter()
                .fold((0, 0), |(bytes, cells), it| (bytes + it.0, cells + it.1));
            #[expect(clippy::cast_precision_loss, reason = "a ratio")]
            let each = bytes as f64 / cells as f64;
            println!("pane {pane}: {bytes} bytes, {cells} cells, {each:.3}");
            assert!(each < most, "pane {pane}: {each:.2} bytes a cell");
            // Above the first row there is nothing to go to.
            press('g');
            assert_eq!(press('k').0, 0);
        }
    }
}
