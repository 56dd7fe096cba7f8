//! Commands about plans on a database.

pub mod meenemen;
pub mod plannen;
pub mod rule;
pub mod terugbrengen;
pub mod verhuis;

use crate::cli::failure::{FAILED, Failure};
use crate::cli::options::{Chosen, Options};
use crate::store::is_address;
use crate::store::log::address::Address;
use crate::store::log::ruling::Ruling;

/// A line to the database that `--plan` or `$REGIE_PLAN` names; that of a plan there will do, and so
/// will one without a plan.
///
/// # Errors
/// A [`Failure`], where it is no database or can't be reached.
fn ruling(options: &Options) -> Result<Ruling, Failure> {
    let named = match &options.plan {
        Chosen::Named(named) => named.to_str().filter(|named| is_address(named)),
        Chosen::Default(_) | Chosen::Nowhere => None,
    };
    let Some(named) = named else {
        return Err(Failure::usage(
            "noem de database met --plan of $REGIE_PLAN, zoals postgres:///regie?host=/run/postgresql",
        ));
    };
    let address = Address::of_database(named).map_err(Failure::usage)?;
    Ruling::connect(&address).map_err(failed)
}

/// What the database refused.
fn failed(sentence: String) -> Failure {
    Failure::new(FAILED, sentence)
}
