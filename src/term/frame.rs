//! A frame as one write: what ratatui sends is gathered, and leaves inside one synchronized
//! update, so that no terminal shows half of it.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::layout::Position;

/// Begin and end of a synchronized update (DEC private mode 2026).
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const SHOW: &[u8] = b"\x1b[?25h";
const HIDE: &[u8] = b"\x1b[?25l";

/// What ratatui writes to: bytes wait here until the frame is complete.
#[derive(Clone, Default)]
pub struct Gathered(Rc<RefCell<Vec<u8>>>);

/// Sends what was gathered, frame by frame.
pub struct Frames {
    gathered: Gathered,
    out: io::Stdout,
    cursor: Option<(Position, bool)>,
}

impl Frames {
    /// Frames of what is written to `gathered`, for standard output.
    pub fn of(gathered: Gathered) -> Self {
        Self {
            gathered,
            out: io::stdout(),
            cursor: None,
        }
    }

    /// The terminal was someone else's: where its cursor is, and whether it is seen, isn't known.
    pub fn forget(&mut self) {
        self.cursor = None;
    }

    /// Sends bytes between two frames.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = self.out.lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Ends the frame with the cursor in its place, and sends it. A frame in which nothing
    /// changed sends nothing.
    pub fn end(&mut self, cursor: (Position, bool)) -> io::Result<()> {
        // ratatui hides the cursor at every frame; the terminal has it hidden already.
        let body = strip(&self.gathered.0.take(), HIDE);
        if draws_nothing(&body) && self.cursor == Some(cursor) {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(body.len() + 48);
        frame.extend_from_slice(BEGIN);
        frame.extend_from_slice(&body);
        let (at, seen) = cursor;
        write!(frame, "\x1b[{};{}H", at.y + 1, at.x + 1)?;
        if self.cursor.is_none_or(|(_, was)| was != seen) {
            frame.extend_from_slice(if seen { SHOW } else { HIDE });
        }
        frame.extend_from_slice(END);
        self.cursor = Some(cursor);
        let mut out = self.out.lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

/// Whether these bytes leave every cell as it is: there are none, or only attributes are set. Each
/// frame ends with them set back, and ratatui sends that of a frame without cells as well.
fn draws_nothing(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(tail) = rest.strip_prefix(b"\x1b[") {
        let numbers = tail
            .iter()
            .take_while(|it| matches!(it, b'0'..=b'9' | b';'));
        match tail.split_at(numbers.count()) {
            (_, [b'm', tail @ ..]) => rest = tail,
            _ => return false,
        }
    }
    rest.is_empty()
}

fn strip(bytes: &[u8], what: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, tail)) = rest.split_first() {
        if let Some(tail) = rest.strip_prefix(what) {
            rest = tail;
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    out
}

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Nothing leaves before [`Frames::end`].
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::draws_nothing;

    #[test]
    fn a_frame_of_attributes_alone_is_none() {
        for (bytes, nothing) in [
            ("", true),
            ("\x1b[0m", true),
            ("\x1b[39m\x1b[49m\x1b[59m\x1b[0m", true),
            ("\x1b[38;5;1m", true),
            ("\x1b[31mx\x1b[0m", false),
            ("x", false),
            ("\x1b[2;3H", false),
            ("\x1b[2J", false),
            ("\x1b[", false),
        ] {
            assert_eq!(draws_nothing(bytes.as_bytes()), nothing, "{bytes:?}");
        }
    }
}
