//! A plan for another year, or for another municipality.

pub mod empty;

use super::find::fold;

/// The name of a plan among others: `rijswijk-2026`.
pub fn slug(municipality: &str, year: i32) -> String {
    let slug = fold::slug(municipality);
    let name = if slug.is_empty() { "plan" } else { &slug };
    format!("{name}-{year}")
}
