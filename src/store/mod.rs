//! Where a plan is kept: the face that screen and command line see. A file keeps it, or a log of
//! edits on a database.

mod commit;
pub mod default_path;
mod disk;
mod error;
mod file;
mod keeper;
#[cfg(feature = "database")]
pub mod log;
#[cfg(feature = "database")]
pub mod moving;
mod open;
mod place;
#[cfg(feature = "database")]
mod tail;
mod text;

pub use crate::plan::edit::transaction::Author;
pub use disk::generations::KEPT;
pub(crate) use disk::hold::signals_end_it;
pub use error::{Cause, StoreError, reason};
pub use file::{BUILT_IN, Store, copied, write_new};
pub use keeper::{Among, Bell, Hindrance, Keeper, Queue, Read, Saved, Stuck, Terms, Way};
pub use open::{begin, every, findings, login, open, open_about, open_default, waiting};
pub use place::{Place, in_shell, is_address};
