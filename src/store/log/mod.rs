//! An append-only log of edits on PostgreSQL: a plan's beginning, and what was done since.

pub mod address;
pub(super) mod begin;
mod database;
pub mod end;
pub mod fault;
mod keeper;
pub mod line;
mod pass;
mod put;
mod replay;
mod saving;
pub mod sql;
pub mod tls;

pub use database::{Database, open};
pub use replay::document;
