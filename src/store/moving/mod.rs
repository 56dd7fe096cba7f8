//! A plan moves: from a file to a database, and back.
//!
//! There and back without edits it is the same file, byte for byte. What is left behind says where
//! the plan went, and takes no edits any more, so that nobody goes on in the old one.

pub mod back;

use std::path::Path;

use crate::plan::Plan;
use crate::plan::edit::transaction::Author;
use crate::plan::edit::{Change, Refusal};
use crate::store::commit::why_moved;
use crate::store::disk::lock::Rights;
use crate::store::disk::piece::Piece;
use crate::store::disk::target::Target;
use crate::store::disk::{atomic, lock, open};
use crate::store::error::{Cause, SYNCING, StoreError, WRITING};
use crate::store::file;
use crate::store::keeper::{Keeper, Terms};
use crate::store::log::address::Address;
use crate::store::log::begin;
use crate::store::place::{Place, is_address};
use crate::store::text::format::Document;
use crate::store::text::{format, splice};

/// How a plan moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// What is left behind takes no edits any more.
    Whole,
    /// What is left behind goes on: this is a copy.
    Copy,
    /// Nothing is made; only whether it could be.
    Trial,
}

/// What came of it, or would.
#[derive(Debug)]
pub struct Moved {
    /// The plan.
    pub plan: Plan,
    /// Where it is now.
    pub to: Place,
    /// Whether it was there already, and only what is left behind was marked.
    pub was_there: bool,
}

/// Moves a plan from one place to another.
///
/// # Errors
/// [`StoreError`], where it can't be read, or there is a plan already.
pub fn moves(from: &Path, to: &Path, how: Move, by: &Author) -> Result<Moved, StoreError> {
    let is_on_database = |path: &Path| path.to_str().is_some_and(is_address);
    match (is_on_database(from), is_on_database(to)) {
        (false, true) => to_database(from, to, how, by),
        (true, false) => to_file(from, to, how, false),
        (false, false) => Err(
            unfit("van bestand naar bestand gaat een plan met kopiëren (cp)").at(&Place::file(to)),
        ),
        (true, true) => Err(unfit(
            "van database naar database gaat een plan in twee stappen: eerst naar een bestand",
        )
        .at(&Place::unread())),
    }
}

fn unfit(sentence: &str) -> Cause {
    Cause::Refused(Refusal::Unfit(sentence.to_string()))
}

fn address(named: &Path) -> Result<Address, StoreError> {
    let parsed = Address::parse(named.to_str().unwrap_or_default());
    parsed.map_err(|why| Cause::Address(why).at(&Place::unread()))
}

fn to_database(from: &Path, to: &Path, how: Move, by: &Author) -> Result<Moved, StoreError> {
    let address = address(to)?;
    let place = address.place();
    let own = Place::file(from);
    let here = |cause: Cause| cause.at(&own);
    let target = Target::existing(from).map_err(here)?;
    let seen = open::look(&target).map_err(here)?;
    // Nobody saves in the file meanwhile: an edit would be left behind.
    let held = match how {
        Move::Trial => None,
        Move::Whole | Move::Copy => {
            Some(lock::take(&target, &Rights::Of(&seen), &by.name, lock::WAIT).map_err(here)?)
        }
    };
    let mut old = open::read(&target.file()).map_err(here)?;
    let bytes = std::mem::take(&mut old.bytes);
    let Document { text, plan, .. } = format::read(bytes).map_err(|why| here(why.into()))?;
    if let Some(to) = &plan.moved_to {
        return Err(here(Cause::ReadOnly(why_moved(to))));
    }
    // Afterwards it would stand in both, and this one not marked.
    let barred = open::why_read_only(&target, &seen).filter(|_| how != Move::Copy);
    if let Some(why) = barred {
        return Err(here(Cause::ReadOnly(why)));
    }
    let there = match how {
        Move::Trial => begin::is_there(&address, &text),
        Move::Whole | Move::Copy => begin::begin(&address, &text, &plan),
    };
    let was_there = there.map_err(|cause| cause.at(&place))?;
    if how == Move::Whole {
        let marked = marked(&text, "moved_to", &place.to_string()).map_err(here)?;
        atomic::sweep(&target).map_err(here)?;
        let replaced =
            atomic::replace(&target, &old, &[Piece::Bytes(marked.as_bytes())]).map_err(here)?;
        if replaced.is_none() {
            let why = std::io::Error::other("een ander programma wijzigde het bestand intussen");
            return Err(here(Cause::io(WRITING, why)));
        }
        atomic::sync_directory(&target).map_err(|why| here(Cause::io(SYNCING, why)))?;
    }
    drop(held);
    Ok(Moved {
        plan,
        to: place,
        was_there,
    })
}

/// Takes a plan on a database along in a file, which says of which plan it is: what is done in it can be
/// brought back.
///
/// # Errors
/// As [`moves`].
pub fn takes_along(from: &Path, to: &Path) -> Result<Moved, StoreError> {
    to_file(from, to, Move::Copy, true)
}

/// A document with one of the fields of a plan set.
fn marked(text: &str, field: &'static str, value: &str) -> Result<String, Cause> {
    let marked = splice::splice(text, &[Change::set(&[], field, &value)]);
    marked.ok_or_else(|| unfit("het bestand is niet te merken"))
}

fn to_file(from: &Path, to: &Path, how: Move, comes_back: bool) -> Result<Moved, StoreError> {
    let there = Place::file(to);
    file::is_free(to).map_err(|cause| cause.at(&there))?;
    let named = from.to_str().unwrap_or_default();
    let (mut database, mut plan) = crate::store::log::open(named, Terms::READING)?;
    if how == Move::Whole {
        // First nobody saves there any more: an edit would be left behind.
        let shown = std::path::absolute(to).unwrap_or_else(|_| to.to_path_buf());
        plan = database.leave(Some(&shown.to_string_lossy()))?;
    }
    if how != Move::Trial {
        let mut written = || {
            let mut text = database.text()?.into_owned();
            if comes_back {
                let name = database.name()?;
                text = marked(&text, "taken_from", &name).map_err(|cause| cause.at(&there))?;
            }
            file::Store::begin_with(to, &text)
        };
        let made = written();
        if let Err(why) = made {
            if how == Move::Whole {
                // Where that fails as well, the same command says what stands in the way.
                let _is_here_again = database.leave(None);
            }
            return Err(why);
        }
    }
    Ok(Moved {
        plan,
        to: there,
        was_there: false,
    })
}
