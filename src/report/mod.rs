//! What is said about the plan: pages about an item, and files other programs read.

pub mod asked;
pub mod house;
pub mod out;
pub mod pages;
pub mod records;
pub mod sheet;
pub mod sheets;
pub mod since;
pub mod style;
pub mod subject;
