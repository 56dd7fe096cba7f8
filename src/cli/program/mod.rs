//! The program itself: screen, settings, help.

pub(crate) mod aanvulling;
pub(crate) mod config;
pub(crate) mod forced;
pub(crate) mod handleiding;
pub(crate) mod offers;
pub(crate) mod schema;
pub(crate) mod screen;
pub(crate) mod tab;
pub(crate) mod usage;
pub(crate) mod version;
