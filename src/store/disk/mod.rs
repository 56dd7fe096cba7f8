//! Bytes on a disk: lock, atomic replacement, rights, generations.

pub(crate) mod atomic;
pub(crate) mod generations;
pub(crate) mod hold;
pub(crate) mod lock;
pub(crate) mod open;
pub(crate) mod piece;
pub(crate) mod rights;
pub(crate) mod steps;
pub(crate) mod tables;
pub(crate) mod target;
