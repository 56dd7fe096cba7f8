//! JSON as text: read, locate, splice, style.

pub(crate) mod copied;
pub(crate) mod dutch;
pub(crate) mod format;
pub(crate) mod kept;
pub(crate) mod locate;
pub(crate) mod narrow;
pub(crate) mod next;
pub(crate) mod parts;
pub(crate) mod position;
pub(crate) mod scan;
pub(crate) mod splice;
pub(crate) mod style;
