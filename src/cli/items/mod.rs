//! Commands about items of the plan.

pub(crate) mod actie;
pub(crate) mod kpi;
pub(crate) mod resolve;
pub(crate) mod toon;
pub(crate) mod wie;
