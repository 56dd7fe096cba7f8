//! The modes that take text, and what becomes of it.

pub(crate) mod drafts;
pub(crate) mod field;
pub mod filter;
pub mod form;
pub mod help;
pub mod picker;
pub(crate) mod record;
pub mod search;
pub mod wish;
