//! The forms that change the plan itself: they end with why.

pub(super) mod change;
pub(super) mod gone;
mod held;
pub(super) mod place;
pub(super) mod why;
