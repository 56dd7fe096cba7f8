//! What is said about an item, once.

pub mod changed;
pub mod compare;
pub mod item;
pub mod kpi;
pub mod meeting;
pub mod overview;
pub mod party;
pub mod progress;
pub mod ratio;
pub mod regie;
pub mod tables;
mod years;
