//! The way down to a value in the plan's document.

/// A step down in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into an object.
    Key(&'static str),
    /// Into an array.
    Index(usize),
}

/// The steps through lists: the key of each, and the place in it.
pub fn through(lists: &[(&'static str, usize)]) -> Vec<Step> {
    lists
        .iter()
        .flat_map(|(key, index)| [Step::Key(key), Step::Index(*index)])
        .collect()
}
