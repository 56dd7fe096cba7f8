//! Commands that change the plan itself.

pub mod asked;
pub mod besluit;
mod fields;
pub mod herleeft;
mod list;
pub mod nieuw;
pub mod verplaats;
pub mod vervalt;
pub mod voegsamen;
pub mod wijzig;
