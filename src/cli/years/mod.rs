//! From one year to the next: the turn, and two years beside each other.

pub mod bevestig;
pub mod stelvast;
pub mod vergelijk;
pub mod volgend_jaar;
pub mod vragen;
