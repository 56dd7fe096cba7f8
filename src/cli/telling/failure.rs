//! Why a command failed: a Dutch sentence and the exit code (design, section 6).

use crate::plan::edit::Refusal;
use crate::store::{Cause, Place, StoreError, in_shell};

/// Something failed that isn't anyone's fault here.
pub const FAILED: u8 = 1;
/// The command was typed wrongly.
pub const USAGE: u8 = 2;
/// There is no such thing in the plan.
pub const NOT_FOUND: u8 = 3;
/// Someone else changed the same, or is saving.
pub const CONFLICT: u8 = 4;
/// Not a sound plan.
pub const UNSOUND: u8 = 5;
/// Edits are refused.
pub const READ_ONLY: u8 = 6;
/// Nothing failed: something in the plan is overdue (`regie status`).
pub const OVERDUE: u8 = 7;

/// Every exit code with what it means, for the manual.
pub const CODES: [(u8, &str); 8] = [
    (0, "goed"),
    (FAILED, "mislukt"),
    (USAGE, "verkeerd getypt"),
    (NOT_FOUND, "niet gevonden"),
    (CONFLICT, "botst met een ander, of bezet"),
    (UNSOUND, "geen deugdelijk plan"),
    (READ_ONLY, "alleen lezen"),
    (OVERDUE, "over tijd (alleen regie status)"),
];

/// Why a command failed.
#[derive(Debug)]
pub struct Failure {
    /// A Dutch sentence.
    pub sentence: String,
    /// The exit code.
    pub code: u8,
}

impl Failure {
    /// A failure with its exit code.
    pub fn new(code: u8, sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code,
        }
    }

    /// The command was typed wrongly.
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::new(USAGE, sentence)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::of(&error)
    }
}

impl Failure {
    /// What a refusal of the store is to a command: its exit code, and what to type instead.
    pub fn of(error: &StoreError) -> Self {
        let place = &error.place;
        let sentence = match (&error.cause, place) {
            (Cause::NotFound, Place::File(_)) => {
                let named = in_shell(&place.to_string()).into_owned();
                format!("{error}; maak een plan met: regie begin {named}")
            }
            (Cause::NotFound, Place::Database { .. }) => format!(
                "{place} is niet gevonden; breng er een plan naartoe met: regie verhuis BESTAND \
                 {}, of laat een beheerder u toelaten",
                in_shell(&place.to_string())
            ),
            _ => error.to_string(),
        };
        Self::new(of_cause(&error.cause), sentence)
    }
}

/// The exit code.
pub const fn of_cause(cause: &Cause) -> u8 {
    match cause {
        Cause::NotFound => NOT_FOUND,
        Cause::Exists | Cause::Io { .. } | Cause::Away(_) | Cause::Unsure(_) => FAILED,
        Cause::Address(_) => USAGE,
        Cause::Locked(_) | Cause::OtherHistory { .. } => CONFLICT,
        Cause::Unsound { .. } | Cause::Broken(_) => UNSOUND,
        Cause::ReadOnly(_) => READ_ONLY,
        Cause::Refused(refusal) => code(refusal),
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(code(&refusal), refusal.to_string())
    }
}

const fn code(refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::Unfit(_) => USAGE,
        Refusal::NotFound(_) => NOT_FOUND,
        Refusal::Conflict { .. } => CONFLICT,
        Refusal::Forbidden { .. } => READ_ONLY,
    }
}
