//! A user's own small files: drafts, filters, maps of sheets, the view of the last session, what is
//! left of a fault.

pub mod draft;
pub mod drafts;
pub mod filters;
pub mod maps;
pub mod mishap;
mod small_file;
pub mod view;
pub mod views;

pub use small_file::state_dir;
