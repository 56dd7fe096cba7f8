//! One file for each kind of edit.

pub mod count;
pub mod discussed;
pub mod judgement;
pub mod log;
pub mod meeting;
pub mod point;
pub mod reading;
pub mod set;
pub mod status;
pub mod unknown;
