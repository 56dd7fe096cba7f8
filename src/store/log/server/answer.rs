//! The answer to a question, or why there is none.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio_postgres::Row;

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

impl From<Lapse> for Cause {
    fn from(lapse: Lapse) -> Self {
        match lapse {
            Lapse::Unanswered(why) | Lapse::Refused(why) => Self::Away(why),
            Lapse::Forbidden(why) => Self::ReadOnly(why),
        }
    }
}

/// An answer that is to come.
#[derive(Debug)]
pub struct Answer(Receiver<Result<Vec<Row>, Lapse>>);

impl Answer {
    /// The one that comes over this channel.
    pub const fn of(answered: Receiver<Result<Vec<Row>, Lapse>>) -> Self {
        Self(answered)
    }

    /// Waits for it until `until`.
    ///
    /// # Errors
    /// [`Lapse`].
    pub fn wait(self, until: Instant) -> Result<Vec<Row>, Lapse> {
        let left = until.saturating_duration_since(Instant::now());
        match self.0.recv_timeout(left) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(Lapse::Unanswered(format!(
                "de server antwoordt niet binnen {} seconden",
                PATIENCE.as_secs()
            ))),
            Err(RecvTimeoutError::Disconnected) => Err(Lapse::Unanswered(
                "de verbinding werd verbroken".to_string(),
            )),
        }
    }
}
