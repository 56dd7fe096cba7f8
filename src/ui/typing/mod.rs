//! What takes text: the form, the picker, the search, the help.

pub mod form;
pub mod help;
pub mod picker;
pub mod search;
