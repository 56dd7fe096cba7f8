//! How a command answers: its page, a file, a question, a failure, someone who was first.

pub mod conflict;
pub mod failure;
pub mod output;
pub mod page;
pub mod question;
