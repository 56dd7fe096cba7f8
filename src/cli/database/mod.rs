//! Commands about plans on a database.

pub mod meenemen;
pub mod plannen;
pub mod rule;
pub mod terugbrengen;
pub mod verhuis;

use crate::cli::failure::{self, Failure};
use crate::cli::options::{Chosen, Options};
use crate::store::log::address::Address;
use crate::store::log::ruling::{self, Ruling};
use crate::store::{Cause, Place, StoreError, is_address};

/// A line to the database that `--plan` or `$REGIE_PLAN` names, whatever it holds; that of a plan there
/// will do, and so will one without a plan.
///
/// # Errors
/// A [`Failure`], where it is no database or can't be reached.
fn ruling(options: &Options) -> Result<Ruling, Failure> {
    Ruling::connect(&address(options)?).map_err(failed)
}

/// The same, of one that this program works with.
///
/// # Errors
/// As [`ruling`], and where it holds no plans, or the login isn't let in.
fn ruling_plans(options: &Options) -> Result<Ruling, Failure> {
    Ruling::connect_to_read(&address(options)?).map_err(failed)
}

fn address(options: &Options) -> Result<Address, Failure> {
    let named = match &options.plan {
        Chosen::Named(named) => named.to_str().filter(|named| is_address(named)),
        Chosen::Default(_) | Chosen::Nowhere => None,
    };
    let Some(named) = named else {
        return Err(Failure::usage(
            "noem de database met --plan of $REGIE_PLAN, zoals \
             'postgres:///regie?host=/run/postgresql'",
        ));
    };
    Address::of_database(named).map_err(Failure::usage)
}

/// What the database refused.
fn failed(cause: Cause) -> Failure {
    let code = failure::of_cause(&cause);
    Failure::new(code, ruling::sentence(cause))
}

/// What it refused of a plan.
fn failed_with(place: &Place) -> impl Fn(Cause) -> Failure + '_ {
    |cause| match cause {
        Cause::NotFound => Failure::of(&StoreError {
            place: place.clone(),
            cause,
        }),
        cause => failed(cause),
    }
}
