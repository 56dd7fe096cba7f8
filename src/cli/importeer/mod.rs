//! `regie importeer`: what comes from elsewhere. A file for each kind of thing that comes, and its row
//! in `kinds`.

mod indicatoren;
mod kaart;
pub mod kinds;
mod plan;
mod standen;
