//! Lists to choose from, and what can be chosen.

pub(crate) mod choices;
pub mod picker;
mod tables;
pub mod wish;
