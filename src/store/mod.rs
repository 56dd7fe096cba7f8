//! Where a plan is kept: the face that screen and command line see. A file is the only keeper.

mod commit;
pub mod default_path;
mod disk;
mod error;
mod file;
mod keeper;
#[cfg(feature = "database")]
pub mod log;
mod place;
mod text;

pub use crate::plan::edit::transaction::Author;
pub use disk::generations::KEPT;
pub use error::{Cause, StoreError, reason};
pub use file::{BUILT_IN, Store, findings, write_new};
pub use keeper::{Keeper, Saved};
pub use place::Place;
