//! What each kind of edit knows of itself.

use super::change::Change;
use super::role::Role;
use super::said::{Said, Told};
use super::why::Alters;
use super::{Edit, Refusal};
use crate::plan::Plan;
use crate::plan::model::meeting::Meeting;

/// A kind of edit. Its file holds all there is to know of it; a new one is a file, and a line
/// in the table of kinds.
pub trait Kind {
    /// The item it changes.
    fn id(&self) -> Option<&str>;

    /// How it changes the plan itself; none for what happens in the course of a year.
    fn alters(&self, _: &Plan) -> Option<Alters<'_>> {
        None
    }

    /// The least role that may make it.
    fn role(&self, plan: &Plan) -> Role {
        match self.alters(plan) {
            Some(_) => Role::Administrator,
            None => Role::Recorder,
        }
    }

    /// The key of its item that it says something of.
    fn settles(&self) -> Option<&str> {
        None
    }

    /// Whether a person would want it back on its own.
    fn is_undoable(&self) -> bool {
        true
    }

    /// Changes the plan, and says what that does to its document. Nothing is changed where it
    /// is refused.
    ///
    /// # Errors
    /// [`Refusal`], where the item isn't there, the value doesn't fit it, or it changed since.
    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal>;

    /// The edit that takes it back, once it was applied.
    fn inverse(&self) -> Edit;

    /// The same edit from what stands in the plan now, where someone else changed it since.
    fn regardless(&self, _: &Plan) -> Option<Edit> {
        None
    }

    /// It in one Dutch line, for the Logboek: `3.K1.1 integrale controles: 6 op 12-06-2026`.
    fn sentence(&self, plan: &Plan) -> String;

    /// What to say once it is saved, on the plan as it was before.
    fn announcement(&self, before: &Plan) -> String {
        self.sentence(before)
    }

    /// Where the minutes tell it, among all edits of the meeting; none where it tells nothing
    /// by itself.
    fn told<'a>(&'a self, plan: &'a Plan, _: &Meeting, _: &[&'a Edit]) -> Option<Told<'a>> {
        self.alters(plan)?;
        Some(Told::change(plan, self.id()?))
    }

    /// What the edits of this kind on one item come to: only what stood when the meeting ended.
    fn said<'a>(plan: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>>
    where
        Self: Sized,
    {
        let changes = edits.iter().filter(|edit| edit.alters(plan).is_some());
        let sentences = changes.map(|edit| edit.sentence(plan));
        sentences.map(|sentence| Said::Plan { sentence }).collect()
    }

    /// One that the plan of `tests/stores/valid/small.json` takes as it then is, by a number and a
    /// text: the properties of edits are tried on these.
    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit
    where
        Self: Sized;
}

/// An edit that was applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// As it was done: a count is the reading it became, something new has the id it got.
    pub edit: Edit,
    /// What it does to the document, in this order.
    pub changes: Vec<Change>,
}

impl Done {
    /// An edit with what it does to the document.
    pub fn new(edit: impl Into<Edit>, changes: impl IntoIterator<Item = Change>) -> Self {
        Self {
            edit: edit.into(),
            changes: changes.into_iter().collect(),
        }
    }
}
