//! Finding: who leads, search, the words people use, filters, references.

pub mod concordance;
pub mod filter;
pub mod fold;
pub mod nearest;
pub mod order;
pub mod parties;
pub mod references;
pub mod regie;
pub mod search;
pub mod terms;
