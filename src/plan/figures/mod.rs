//! What follows from the records: lights, progress, what is due.

pub mod agenda;
pub mod before;
pub mod doubt;
pub mod ended;
pub mod light;
pub mod money;
pub mod overview;
pub mod ratio;
pub mod series;
pub mod set;
pub mod strip;
mod year;
