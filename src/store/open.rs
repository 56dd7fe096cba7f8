//! The one way to a plan, wherever it is kept.

use std::path::Path;

use super::commit;
use super::disk::generations::KEPT;
use super::error::{Cause, StoreError};
use super::file::{self, Store, plans_in};
use super::keeper::{Among, Keeper, Terms};
#[cfg(feature = "database")]
use super::log;
#[cfg(feature = "database")]
use super::log::address::Address;
use super::place::{self, Place};
#[cfg(feature = "database")]
use super::tail;
use super::text::format;
use crate::plan::Plan;
use crate::plan::check::Finding;

impl Terms {
    /// To read.
    pub const READING: Self = Self {
        keeps: KEPT,
        role: None,
        read_only: true,
    };

    fn hold_for(self, mut store: Store) -> Box<dyn Keeper> {
        store.set_keeps(self.keeps);
        if self.read_only {
            store.set_read_only();
        }
        if let Some(role) = self.role {
            store.set_role(role);
        }
        Box::new(store)
    }
}

/// Who logs in where the plan of this name is: what is done on a database is signed with that name, unless
/// it let the login sign with another. None of a file.
pub fn login(named: &Path) -> Option<String> {
    let address = named.to_str().filter(|name| place::is_address(name))?;
    login_at(address)
}

#[cfg(feature = "database")]
fn login_at(address: &str) -> Option<String> {
    Address::parse(address).ok()?.user()
}

#[cfg(not(feature = "database"))]
fn login_at(_: &str) -> Option<String> {
    None
}

/// Everything found in the plan of this name, errors first, each with its line and column (from 1): of a
/// plan on a database, in the document it comes to. What the reader itself refuses is one finding.
///
/// # Errors
/// [`StoreError`], where it can't be read at all.
pub fn findings(named: &Path) -> Result<Vec<(Finding, usize, usize)>, StoreError> {
    if named.to_str().is_some_and(place::is_address) {
        let (keeper, _plan) = open(named, Terms::READING)?;
        return Ok(format::findings(keeper.text()?.into_owned().into_bytes()));
    }
    file::findings(named)
}

/// Opens the plan of this name: a file, or an address on a database.
///
/// # Errors
/// [`StoreError`], where it can't be read or isn't a sound plan.
pub fn open(named: &Path, terms: Terms) -> Result<(Box<dyn Keeper>, Plan), StoreError> {
    if let Some(address) = named.to_str().filter(|name| place::is_address(name)) {
        return on_database(address, terms);
    }
    let (store, plan) = Store::open(named)?;
    Ok((terms.hold_for(store), plan))
}

/// Opens the plan of this name for edits of one item alone, by its id: of a file quickly, however much
/// else is in it, and then no more is known of that than that it is JSON.
///
/// # Errors
/// As [`open`].
pub fn open_about(
    named: &Path,
    terms: Terms,
    id: &str,
) -> Result<(Box<dyn Keeper>, Plan), StoreError> {
    if named.to_str().is_some_and(place::is_address) {
        return open(named, terms);
    }
    let (store, plan) = Store::open_about(named, id)?;
    Ok((terms.hold_for(store), plan))
}

/// Opens the user's own plan; where there is none, the built-in plan is written there first, and
/// the flag says so.
///
/// # Errors
/// As [`open`], and where the first file can't be written.
pub fn open_default(
    path: &Path,
    terms: Terms,
) -> Result<(Box<dyn Keeper>, Plan, bool), StoreError> {
    let (store, plan, made) = Store::open_default(path)?;
    Ok((terms.hold_for(store), plan, made))
}

/// How many saves of a user wait in a folder until there is a line to the plan of this name. It is not
/// asked; for a file nothing waits.
#[cfg(feature = "database")]
pub fn waiting(named: &Path, folder: &Path, user: &str) -> usize {
    let address = named.to_str().filter(|name| place::is_address(name));
    let address = address.and_then(|it| Address::parse(it).ok());
    address.map_or(0, |it| tail::count(folder, &it.place().to_string(), user))
}

/// Without databases nothing waits.
#[cfg(not(feature = "database"))]
pub fn waiting(_: &Path, _: &Path, _: &str) -> usize {
    0
}

/// Plans, each read when it is asked for.
pub type Plans = Box<dyn Iterator<Item = Among>>;

/// Every plan one may read at a place: on a database, or in the files of a folder.
///
/// # Errors
/// [`StoreError`], where it can't be said which there are; one of them that can't be read is among
/// them with its own.
pub fn every(named: &Path) -> Result<Plans, StoreError> {
    if let Some(address) = named.to_str().filter(|name| place::is_address(name)) {
        return all_on_database(address);
    }
    let folder = named.to_path_buf();
    let found = plans_in(&folder).map_err(|why| Cause::from_read(why).at(&Place::file(&folder)))?;
    let plans = found.into_iter().map(move |name| {
        let read = Store::open(&folder.join(&name)).map(|(_, plan)| commit::seen(plan));
        Among { name, read }
    });
    Ok(Box::new(plans))
}

#[cfg(feature = "database")]
fn all_on_database(address: &str) -> Result<Plans, StoreError> {
    use super::log::ruling::Ruling;
    let address =
        Address::of_database(address).map_err(|why| Cause::Address(why).at(&Place::unread()))?;
    let whole = |cause: Cause| cause.at(&address.place());
    let ruling = Ruling::connect_to_read(&address).map_err(whole)?;
    let mut known = ruling.plans().map_err(whole)?;
    // Its owner is no member of each, and only members read.
    known.retain(|plan| plan.kind.is_some());
    let plans = ruling.read_each(known).map(move |(plan, read)| {
        let place = address.with_slug(&plan.slug);
        let place = place.map_or_else(|_| Place::unread(), |it| it.place());
        Among {
            name: plan.slug,
            read: read.map_err(|cause| cause.at(&place)),
        }
    });
    Ok(Box::new(plans))
}

#[cfg(not(feature = "database"))]
fn all_on_database(_: &str) -> Result<Plans, StoreError> {
    Err(without_databases())
}

/// Begins a plan of this name with a document: a new file, or a new plan on a database. Gives where
/// it is.
///
/// # Errors
/// [`StoreError`], where there is one already, it can't be made there, or the text is no sound plan.
pub fn begin(named: &Path, text: &str) -> Result<Place, StoreError> {
    if let Some(address) = named.to_str().filter(|name| place::is_address(name)) {
        return begin_on_database(address, text);
    }
    Store::begin_with(named, text)?;
    Ok(Place::file(named))
}

#[cfg(feature = "database")]
fn begin_on_database(address: &str, text: &str) -> Result<Place, StoreError> {
    let parsed = Address::parse(address);
    let address = parsed.map_err(|why| Cause::Address(why).at(&Place::unread()))?;
    let place = address.place();
    let sound = format::read_text(text.to_string()).map_err(Cause::from);
    let begun = sound.and_then(|sound| log::begin::begin(&address, &sound.text, &sound.plan));
    match begun {
        Ok(false) => Ok(place),
        Ok(true) => Err(Cause::Exists.at(&place)),
        Err(cause) => Err(cause.at(&place)),
    }
}

#[cfg(not(feature = "database"))]
fn begin_on_database(_: &str, _: &str) -> Result<Place, StoreError> {
    Err(without_databases())
}

#[cfg(feature = "database")]
fn on_database(address: &str, terms: Terms) -> Result<(Box<dyn Keeper>, Plan), StoreError> {
    let (database, plan) = log::open(address, terms)?;
    Ok((Box::new(database), plan))
}

#[cfg(not(feature = "database"))]
fn on_database(_: &str, _: Terms) -> Result<(Box<dyn Keeper>, Plan), StoreError> {
    Err(without_databases())
}

#[cfg(not(feature = "database"))]
fn without_databases() -> StoreError {
    let why = "deze regie is gebouwd zonder databases; noem een bestand, of gebruik een regie die ze kent: \
               die van het pakket, of gebouwd met --features database";
    Cause::Address(why.to_string()).at(&Place::unread())
}
