//! An append-only log of edits on PostgreSQL: a plan's beginning, and what was done since.

pub mod sql;
