//! The modes that take text, and what becomes of it.

pub(crate) mod adjust;
pub(crate) mod choices;
pub(crate) mod drafts;
pub(crate) mod field;
pub mod filter;
pub mod form;
pub mod help;
pub mod lines;
pub mod picker;
pub(crate) mod record;
pub mod search;
pub mod wish;
