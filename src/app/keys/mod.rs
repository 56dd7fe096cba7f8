//! What a key does.

pub(crate) mod applies;
pub mod command;
pub mod context;
pub mod hints;
pub mod key;
pub mod keymap;
pub(crate) mod palette;
pub mod user;
