//! An append-only log of edits on PostgreSQL: a plan's beginning, and what was done since.

pub mod address;
pub mod end;
pub mod fault;
mod pass;
pub mod sql;
pub mod tls;
