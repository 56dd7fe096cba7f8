//! The page beside the list, and what is drawn over its letters.

pub mod detail;
mod plot;
