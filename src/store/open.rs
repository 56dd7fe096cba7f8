//! The one way to a plan, wherever it is kept.

use std::path::Path;

use super::disk::generations::KEPT;
#[cfg(not(feature = "database"))]
use super::error::Cause;
use super::error::StoreError;
use super::file::Store;
use super::keeper::{Keeper, Terms};
use super::place;
#[cfg(not(feature = "database"))]
use super::place::Place;
use crate::plan::Plan;

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

#[cfg(feature = "database")]
fn on_database(address: &str, terms: Terms) -> Result<(Box<dyn Keeper>, Plan), StoreError> {
    let (database, plan) = super::log::open(address, terms)?;
    Ok((Box::new(database), plan))
}

#[cfg(not(feature = "database"))]
fn on_database(_: &str, _: Terms) -> Result<(Box<dyn Keeper>, Plan), StoreError> {
    let why = "deze regie is gebouwd zonder databases; noem een bestand, of vraag de beheerder om \
               een regie die ze kent";
    Err(Cause::Address(why.to_string()).at(&Place::unread()))
}
