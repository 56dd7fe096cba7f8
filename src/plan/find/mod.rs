//! Finding: who leads, search, filters, references.

pub mod filter;
pub mod fold;
pub mod nearest;
pub mod parties;
pub mod references;
pub mod regie;
pub mod search;
