//! A user's own small files: drafts, filters, the view of the last session.

pub mod draft;
pub mod drafts;
pub mod filters;
mod small_file;
pub mod view;
pub mod views;
