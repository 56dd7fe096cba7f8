//! What ratatui would send, taken before it is bytes: which cells differ from what is on the
//! terminal. [`super::Frames`] writes them, as it sees the whole screen and not only what changed.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// The cells to send, since the last frame that was sent.
#[derive(Debug, Default)]
pub struct Changed {
    /// Whether everything on the terminal goes first.
    pub cleared: bool,
    /// Where a cell is another than on the terminal; more than once where it was drawn twice.
    pub cells: Vec<Position>,
}

/// What ratatui draws to: cells wait here until the frame is complete. Cursor and flush are the
/// frame's own.
#[derive(Clone)]
pub struct Gathered {
    changed: Rc<RefCell<Changed>>,
    size: fn() -> (u16, u16),
}

impl Gathered {
    /// For a terminal that has this size whenever it is asked.
    pub fn of_size(size: fn() -> (u16, u16)) -> Self {
        Self {
            changed: Rc::default(),
            size,
        }
    }

    /// Everything since it was taken last.
    pub fn take(&self) -> Changed {
        self.changed.take()
    }
}

impl Backend for Gathered {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let places = content.map(|(x, y, _)| Position { x, y });
        self.changed.borrow_mut().cells.extend(places);
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.clear_region(ClearType::All)
    }

    /// The whole screen, as all of ours is: what was drawn before is gone with it.
    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.changed.replace(Changed {
            cleared: true,
            cells: Vec::new(),
        });
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok((self.size)().into())
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: (self.size)().into(),
            pixels: Size::ZERO,
        })
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> Result<(), Infallible> {
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
