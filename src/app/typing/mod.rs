//! The modes that take text, and what becomes of it.

pub(crate) mod adjust;
pub(crate) mod choosing;
pub(crate) mod comparing;
mod drafts;
pub(crate) mod field;
pub mod filter;
pub mod form;
pub mod help;
pub mod lines;
pub(crate) mod record;
mod report;
pub mod search;
