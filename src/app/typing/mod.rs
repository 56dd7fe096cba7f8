//! The modes that take text, and what becomes of it.

pub(crate) mod drafts;
pub mod filter;
pub mod form;
pub mod help;
pub mod picker;
pub(crate) mod record;
pub mod search;
