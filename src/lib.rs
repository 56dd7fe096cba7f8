//! `regie` puts a municipality's yearly safety plan in the terminal.

pub mod cli;
pub mod clock;
pub mod plan;
pub mod store;
