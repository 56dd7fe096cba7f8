//! `regie` puts a municipality's yearly safety plan in the terminal.

pub mod app;
pub mod clock;
pub mod plan;
pub mod report;
pub mod store;
pub mod term;
pub mod ui;
