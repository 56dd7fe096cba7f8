//! What alters the plan itself, with a reason; the others happen in the course of a year.

pub mod add;
pub mod drop;
pub mod merge;
pub mod moved;
pub mod set;
