//! The server: where it is, how one gets in, and what it says when that fails.

pub mod address;
pub mod answer;
pub mod ears;
pub mod end;
pub mod fault;
pub mod heard;
pub mod param;
mod pass;
pub mod session;
pub mod tls;
pub mod wire;
