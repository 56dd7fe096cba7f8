//! The tables of euros and of fte.

pub mod budget;
pub mod capacity;
