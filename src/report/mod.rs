//! What is said about the plan: pages about an item, and files other programs read.

pub mod out;
pub mod pages;
