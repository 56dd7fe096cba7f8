//! What words say: of figures and days, of names, of who leads.

pub mod bounds;
pub mod figures;
pub mod names;
pub mod parties;
pub mod regie;
mod teams;
pub mod when;
