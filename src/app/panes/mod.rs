//! The rows of each pane, made from the plan.

pub mod pane;
pub mod tree;

pub mod actions;
pub mod agenda;
pub mod budget;
pub mod capacity;
pub mod kpis;
pub mod log;
pub mod overview;
pub mod regie;
pub mod teams;

use crate::plan::clean::one_line;

/// A text on one line, safe to show.
fn line(text: &str) -> String {
    one_line(text).into_owned()
}
