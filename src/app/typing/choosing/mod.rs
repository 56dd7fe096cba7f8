//! Lists to choose from, and what can be chosen.

pub(crate) mod choices;
pub mod picker;
pub mod wish;
