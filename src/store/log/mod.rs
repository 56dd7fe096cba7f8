//! An append-only log of edits on PostgreSQL: a plan's beginning, and what was done since.

pub(super) mod begin;
mod database;
pub mod items;
mod keeper;
pub mod line;
mod put;
mod replay;
pub mod ruling;
mod saving;
pub mod server;
pub mod sql;
mod waiting;

pub use database::{Database, open};
pub use replay::document;
pub use server::address;
