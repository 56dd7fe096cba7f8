//! Commands about items of the plan.

pub(crate) mod actie;
pub(crate) mod indicatoren;
pub(crate) mod kpi;
mod order;
pub(crate) mod overleg;
pub(crate) mod resolve;
pub(crate) mod toon;
pub(crate) mod wie;
