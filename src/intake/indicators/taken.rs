//! What takes the figures of a table in, once it is known with which chapters they come to stand: that
//! touches no figure.

use super::Proposal;
use crate::plan::Id;
use crate::plan::edit::{ContextEdit, Edit};
use crate::plan::model::context::Context;

/// An indicator that the table has figures of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Taken {
    /// As it stands in the plan, with the figures that become others; none of a new one.
    pub(super) before: Option<Context>,
    /// With the figures that come.
    pub(super) after: Context,
}

impl Taken {
    /// Whether it changes, where it comes to stand with these chapters as well.
    fn changes(&self, chapters: &[Id]) -> bool {
        let stands = |id: &Id| self.after.chapters.contains(id);
        self.before.as_ref().is_none_or(|before| {
            before.group != self.after.group
                || !self.after.values.is_empty()
                || !chapters.iter().all(stands)
        })
    }

    fn edit(self, chapters: &[Id]) -> Edit {
        let Self { before, mut after } = self;
        for chapter in chapters {
            if !after.chapters.contains(chapter) {
                after.chapters.push(chapter.clone());
            }
        }
        ContextEdit::between(before, Some(after)).into()
    }
}

impl Proposal {
    /// Whether there is nothing to record, where they come to stand with these chapters.
    pub fn is_empty(&self, chapters: &[Id]) -> bool {
        !self.taken.iter().any(|it| it.changes(chapters))
    }

    /// Takes out what records it.
    pub fn take_edits(&mut self, chapters: &[Id]) -> Vec<Edit> {
        let taken = std::mem::take(&mut self.taken).into_iter();
        let changed = taken.filter(|it| it.changes(chapters));
        changed.map(|it| it.edit(chapters)).collect()
    }
}
