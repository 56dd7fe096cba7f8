//! What is in sight, what is selected, and how one gets elsewhere.

pub(crate) mod beside;
pub(crate) mod copy;
pub mod geometry;
pub(crate) mod here;
pub mod mouse;
pub(crate) mod navigate;
pub(crate) mod order;
pub(crate) mod places;
pub(crate) mod selection;
pub(crate) mod view;
pub(crate) mod years;
