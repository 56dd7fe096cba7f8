//! The turn of the year.

pub mod bevestig;
pub mod stelvast;
pub mod volgend_jaar;
pub mod vragen;
