//! What words say: of figures and days, of names, of who leads.

pub mod amount;
pub mod bounds;
pub mod figures;
pub mod names;
pub mod parties;
pub mod regie;
mod teams;
mod vague;
pub mod when;
