//! What keeps a plan, whatever it keeps it in.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::disk::tables;
use super::error::{Cause, StoreError};
use super::place::Place;
use crate::plan::Plan;
use crate::plan::edit::history::Entry;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::{Author, Intent, Next};
use crate::plan::edit::{Edit, Refusal};

/// A save that was done.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The plan as it is kept now.
    pub plan: Plan,
    /// What came into its history.
    pub entries: Vec<Entry>,
    /// Whether it isn't there yet: it waits on this machine, and is in `plan` as if it were.
    pub waits: bool,
    /// Something to tell although it was saved ("misschien nog niet op schijf").
    pub warning: Option<String>,
    /// Something to tell although it was saved and lasts: the plan of before today wasn't kept.
    pub remark: Option<String>,
}

impl From<Next> for Saved {
    fn from(next: Next) -> Self {
        Self {
            plan: next.plan,
            entries: next.entries,
            waits: false,
            warning: None,
            remark: None,
        }
    }
}

/// What an opened plan may be used for.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// Of a plan in a file, as it was before each day's first edit, how many are kept.
    pub keeps: usize,
    /// No more than this role may do; none where nobody said so.
    pub role: Option<Role>,
    /// Whether it is only read.
    pub read_only: bool,
}

/// A plan that is only looked at.
#[derive(Debug)]
pub enum Read {
    /// All of it.
    Whole(Plan),
    /// As far as this program knows it, and why no further, in Dutch.
    Partly(Plan, String),
    /// It went elsewhere; where, in Dutch.
    Gone(String),
}

/// A plan among others.
#[derive(Debug)]
pub struct Among {
    /// What it is called there: a slug, or the name of a file.
    pub name: String,
    /// It, or why it can't be read.
    pub read: Result<Read, StoreError>,
}

/// What waits on this machine until it can be saved.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    /// How many saves, those that ask for a choice among them.
    pub waiting: usize,
    /// Those that somebody has to choose about.
    pub stuck: Vec<Stuck>,
}

/// A save that waits and can't be made as it is.
#[derive(Debug, Clone)]
pub struct Stuck {
    /// Its number, as long as this program runs.
    pub number: u64,
    /// What it would be.
    pub entries: Vec<Entry>,
    /// Why.
    pub why: Hindrance,
}

impl Stuck {
    /// Whether it can be made all the same, on the plan as it is: it met somebody else's.
    pub fn can_be_forced(&self, plan: &Plan) -> bool {
        let mut edits = self.entries.iter().map(|entry| &*entry.edit);
        matches!(self.why, Hindrance::Refused(Refusal::Conflict { .. }))
            && edits.any(|edit| edit.regardless(plan).is_some())
    }
}

/// Why a save that waits can't be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// The plan as it is now refuses it.
    Refused(Refusal),
    /// It was saved, and the server lost it.
    Lost,
}

/// What becomes of a save that was stuck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is tried once more.
    Anew,
    /// It is made, whoever changed the same.
    Regardless,
    /// It is not.
    Never,
}

/// Rung where there may be news.
pub type Bell = Box<dyn Fn() + Send + Sync>;

/// Keeps a plan. It may be slow, so the screen gives it a thread of its own.
pub trait Keeper: fmt::Debug + Send {
    /// Where.
    fn place(&self) -> &Place;

    /// What may be done: no more than reading, where [`Keeper::why_read_only`] says so.
    fn role(&self) -> Role;

    /// Why edits are refused, in Dutch; none where they aren't.
    fn why_read_only(&self) -> Option<&str>;

    /// Does what is wanted to the plan as it is kept now. None where there is nothing to take back
    /// or to do again.
    ///
    /// # Errors
    /// [`StoreError`]; the plan is then as it was.
    fn save(&mut self, wanted: &Intent, by: &Author) -> Result<Option<Saved>, StoreError>;

    /// What is saved next is meant for the plan as it is here: what waited may have another id by now, of which
    /// whoever says it heard nothing yet.
    fn meant_for(&mut self, _seen: &Plan) {}

    /// The plan, where it is another than last read or saved. Cheap enough to ask each second.
    ///
    /// # Errors
    /// As [`Keeper::reload`]; from then on the plan is news once it can be read, changed or not.
    fn news(&mut self) -> Result<Option<Plan>, StoreError>;

    /// How many saves that waited are kept by now, told as news. Asked again it has nothing to say.
    fn settled(&mut self) -> Option<usize> {
        None
    }

    /// Lets saves wait in this folder while there is no line to where the plan is kept; and goes on with
    /// what an earlier program of this user left there.
    ///
    /// # Errors
    /// [`StoreError`], where something was left there that can't be read.
    fn wait_in(&mut self, _folder: &Path, _user: &str) -> Result<(), StoreError> {
        Ok(())
    }

    /// What waits, where that is otherwise than it was when asked before.
    fn queue(&mut self) -> Option<Queue> {
        None
    }

    /// What becomes of saves that are stuck, by their numbers.
    ///
    /// # Errors
    /// [`StoreError`]; they are then as they were.
    fn settle(&mut self, _numbers: &[u64], _way: Way) -> Result<(), StoreError> {
        Ok(())
    }

    /// Something to tell of how the plan is kept, once: no save went wrong.
    fn remark(&mut self) -> Option<String> {
        None
    }

    /// Takes a bell to ring as soon as somebody else saved, where the keeper hears of that by
    /// itself.
    fn ring(&mut self, _bell: Bell) {}

    /// The plan as it is kept now.
    ///
    /// # Errors
    /// [`StoreError`], where it can't be read; the keeper then still compares with what it last
    /// read.
    fn reload(&mut self) -> Result<Plan, StoreError>;

    /// The whole document as last read or saved: what is left of it when the kept one has gone.
    ///
    /// # Errors
    /// [`StoreError`], where no document can be made of it.
    fn text(&self) -> Result<Cow<'_, str>, StoreError>;

    /// Writes bytes to a new file for the user, `NAME-2026-11-23-140211.ENDING`, and gives its
    /// path. Where it comes is not the user's to choose, so that nobody writes where a login
    /// would read it.
    ///
    /// # Errors
    /// [`StoreError`]; an existing file is never written over.
    fn write_beside(
        &self,
        name: &str,
        bytes: &[u8],
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, StoreError>;

    /// Writes bytes in the place of a file that may be there already: at every moment the old one
    /// or the new, whole. Never over the plan, or what is kept beside it.
    ///
    /// # Errors
    /// [`StoreError`]; the file is then as it was.
    fn write_over(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError>;

    /// Writes the plan of the year after, or of the years up to `until`, to a new file of this name
    /// beside it: a draft. The plan itself stays as it is.
    ///
    /// # Errors
    /// [`StoreError`]; an existing file is never written over, and no other place is written to.
    fn next_year(&self, name: &str, until: i32) -> Result<(PathBuf, Plan), StoreError>;

    /// The names of the files beside it that may be plans too, to compare with. No other place on
    /// the host is looked at: one may have been let in for this plan alone.
    fn others(&self) -> Vec<String> {
        Vec::new()
    }

    /// The plan of one of these names.
    ///
    /// # Errors
    /// [`StoreError`], where there is none of that name or it can't be read.
    fn other(&self, name: &str) -> Result<Plan, StoreError>;

    /// The one folder that figures may come from on screen, for who may record: beside the plan; of a
    /// plan on a database the user's own, where what is made of it comes too. As with
    /// [`Keeper::others`], no other place on the host is looked at.
    fn table_folder(&self) -> Option<PathBuf>;

    /// The names of the files with figures there (CSV, XLSX, ODS).
    fn tables(&self) -> Vec<String> {
        let folder = self.table_folder();
        folder.map_or_else(Vec::new, |folder| tables::names(&folder))
    }

    /// The path of one of these names.
    ///
    /// # Errors
    /// [`StoreError`], where there is none of that name.
    fn table(&self, name: &str) -> Result<PathBuf, StoreError> {
        let there = self.tables().iter().any(|it| it == name);
        match self.table_folder() {
            Some(folder) if there => Ok(folder.join(name)),
            _ => Err(Cause::NotFound.at(&Place::file(Path::new(name)))),
        }
    }

    /// Writes the plan as last read to a new file: the kept one has gone or is broken.
    ///
    /// # Errors
    /// As [`Keeper::write_beside`].
    fn rescue(&self, at: DateTime<FixedOffset>) -> Result<PathBuf, StoreError> {
        let name = format!("{}-gered.json", self.place().stem());
        self.write_beside(&name, self.text()?.as_bytes(), at)
    }

    /// Makes these edits, all or none.
    ///
    /// # Errors
    /// As [`Keeper::save`].
    fn commit(&mut self, edits: &[Edit], by: &Author) -> Result<Saved, StoreError> {
        let saved = self.save(&Intent::Edit(edits.to_vec()), by)?;
        saved.ok_or_else(|| Cause::NotFound.at(self.place()))
    }
}
