//! Lists to choose from, and what can be chosen.

pub(crate) mod choices;
mod clash;
mod meta;
pub mod picker;
pub(in crate::app) mod reading;
mod tables;
mod walked;
pub mod wish;
