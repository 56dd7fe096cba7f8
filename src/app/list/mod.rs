//! What a pane lists: rows of cells, the selected one, and what the screen knows of a pane.

pub mod cursor;
pub(crate) mod gone;
pub mod grid;
pub mod spec;
