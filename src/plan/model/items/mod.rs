//! Items of any sort: what they have in common, finding one by its id, and changing it.

pub mod inside;
pub mod lookup;
pub mod parts;
pub mod paths;
pub mod places;
pub mod record;
pub mod sort;
pub mod step;
