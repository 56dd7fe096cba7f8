//! A plan for another year, or for another municipality.
//!
//! *Copy, never move*: the plan of the next year is the document of the old one with changes made
//! to it ([`over`]), so that what the program doesn't know goes on with it, and the same plan gives
//! the same bytes. What goes on is a draft; what a person has to look at stands in it as
//! `to_confirm`, and is asked one by one ([`questions`]).

pub mod answers;
pub mod empty;
pub mod over;
pub mod questions;
mod stays;
pub mod years;

use super::find::fold;

/// The name of a plan among others: `rijswijk-2026`.
pub fn slug(municipality: &str, year: i32) -> String {
    let slug = fold::slug(municipality);
    let name = if slug.is_empty() { "plan" } else { &slug };
    format!("{name}-{year}")
}
