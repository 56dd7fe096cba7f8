//! One file for each kind of edit; and the kind a newer program wrote, of which nothing is known.

pub mod altering;
pub mod confirm;
pub mod context;
pub mod count;
pub mod discussed;
pub mod doubt;
pub mod judgement;
pub mod log;
pub mod meeting;
pub mod point;
pub mod reading;
pub mod status;

use crate::plan::Plan;
use crate::plan::edit::role::Role;
use crate::plan::edit::{Done, Edit, Kind, Refusal};

/// Nothing is known of it.
pub struct UnknownEdit;

impl Kind for UnknownEdit {
    fn id(&self) -> Option<&str> {
        None
    }

    /// Nobody knows what it changes.
    fn role(&self, _: &Plan) -> Role {
        Role::Administrator
    }

    fn is_undoable(&self) -> bool {
        false
    }

    fn apply(&self, _: &mut Plan) -> Result<Done, Refusal> {
        Err(Refusal::Unfit(
            "deze wijziging is met een nieuwere versie van regie gemaakt".to_string(),
        ))
    }

    fn inverse(&self) -> Edit {
        Edit::Unknown
    }

    fn sentence(&self, _: &Plan) -> String {
        "een wijziging van een nieuwere versie van regie".to_string()
    }

    #[cfg(test)]
    fn sample(_: &Plan, _: u32, _: &str) -> Edit {
        Edit::Unknown
    }
}
