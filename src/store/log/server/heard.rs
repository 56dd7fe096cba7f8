//! What a server says by itself, and what is known of the connection.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio_postgres::{AsyncMessage, Statement};

use crate::store::keeper::Bell;

/// What the server says by itself.
#[derive(Default)]
pub struct Heard {
    /// Of which plan it announces saves; none is 0.
    pub plan: AtomicI32,
    /// The revision of that it announced last.
    pub revision: AtomicU64,
    /// Whether it announced something else of the plan: that it went elsewhere, or is here again.
    pub moves: AtomicBool,
    /// Whether it warned since a question was asked.
    pub warned: AtomicBool,
    /// Whether the line is down.
    pub down: AtomicBool,
    /// Whether this connection goes before others.
    pub turn: AtomicBool,
    /// Whether the connection is lent by a pooler.
    pub lent: AtomicBool,
    /// Whether the server knows that it is to be announced to.
    pub attends: AtomicBool,
    /// A save as the server has it planned, where the connection is one's own.
    put: Mutex<Option<Statement>>,
    bell: Mutex<Option<Arc<Bell>>>,
}

impl Heard {
    /// Rings the bell, where somebody gave one.
    pub fn ring(&self) {
        let bell = self.bell.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bell) = bell.as_ref() {
            bell();
        }
    }

    /// Takes the bell to ring from now on.
    pub fn take_bell(&self, bell: Arc<Bell>) {
        let mut held = self.bell.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(bell);
    }

    /// A save as the server has it planned.
    pub fn planned(&self) -> Option<Statement> {
        let put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        put.clone()
    }

    /// Keeps how the server has it planned, or that it has not.
    pub fn plan_put(&self, planned: Option<Statement>) {
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        *put = planned;
    }

    /// Takes in what it said.
    pub fn hear(&self, message: &AsyncMessage) {
        match message {
            AsyncMessage::Notice(notice) if notice.code().code().starts_with("01") => {
                self.warned.store(true, Ordering::Release);
            }
            // A pooler may pass on what was meant for who had the connection before.
            AsyncMessage::Notification(said)
                if said.channel() == channel(self.plan.load(Ordering::Acquire)) =>
            {
                match said.payload().parse() {
                    Ok(revision) => drop(self.revision.fetch_max(revision, Ordering::AcqRel)),
                    Err(_no_revision) => self.moves.store(true, Ordering::Release),
                }
                self.ring();
            }
            _ => {}
        }
    }

    /// The line is down, and who listens is told.
    pub fn goes_down(&self) {
        if !self.down.swap(true, Ordering::AcqRel) {
            self.ring();
        }
    }
}

/// Under what name the server announces the saves in a plan.
pub fn channel(plan: i32) -> String {
    format!("plan_{plan}")
}
