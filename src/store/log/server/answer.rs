//! Why there is no answer to a question.

use std::time::Duration;

use crate::store::error::Cause;

/// How long an answer may take.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Why there is no answer.
#[derive(Debug)]
pub enum Lapse {
    /// It didn't come in time, or the line broke meanwhile: it may have been done all the same.
    Unanswered(String),
    /// The server refused, or the line was down already: nothing was done.
    Refused(String),
    /// The login has no right to it: nothing was done.
    Forbidden(String),
}

impl Lapse {
    /// It didn't come in time.
    pub fn late() -> Self {
        Self::Unanswered(format!(
            "de server antwoordt niet binnen {} seconden",
            PATIENCE.as_secs()
        ))
    }

    /// The line broke meanwhile.
    pub fn broken() -> Self {
        Self::Unanswered("de verbinding werd verbroken".to_string())
    }

    /// The line was down already.
    pub fn down() -> Self {
        Self::Refused("de verbinding is verbroken".to_string())
    }
}

impl From<Lapse> for Cause {
    fn from(lapse: Lapse) -> Self {
        match lapse {
            Lapse::Unanswered(why) | Lapse::Refused(why) => Self::Away(why),
            Lapse::Forbidden(why) => Self::ReadOnly(why),
        }
    }
}
