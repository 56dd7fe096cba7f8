//! A meeting: the walk through its items.

use super::App;
use crate::plan::Id;

/// Where a meeting is.
#[derive(Debug)]
pub struct Walk {
    /// The meeting.
    pub id: Id,
    /// The place of the item in sight.
    pub at: usize,
}

impl App {
    /// The meeting that is being held.
    pub fn meeting_id(&self) -> Option<Id> {
        self.walk.as_ref().map(|walk| walk.id.clone())
    }
}
