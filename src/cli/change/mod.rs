//! Commands that change the plan itself.

mod asked;
pub mod besluit;
pub mod bijstellingen;
mod fields;
pub mod herleeft;
mod list;
pub mod nieuw;
pub mod schema;
pub mod verplaats;
pub mod vervalt;
pub mod voegsamen;
pub mod wijzig;
