//! Commands about the plan as a whole.

pub(crate) mod begin;
pub(crate) mod begroting;
pub(crate) mod bijstellingen;
pub(crate) mod capaciteit;
pub(crate) mod controleer;
pub(crate) mod herstel;
pub(crate) mod log;
pub(crate) mod overzicht;
pub(crate) mod rapport;
mod since;
pub(crate) mod status;
pub(crate) mod verslag;
