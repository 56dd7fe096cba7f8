//! How a command answers: its page, a file, a question, a failure, someone who was first,
//! and how far long work is.

pub mod conflict;
pub mod failure;
pub mod output;
pub mod page;
pub mod question;
pub mod waiting;
