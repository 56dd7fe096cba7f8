//! Reading ahead: once a frame is shown, a thread reads the words of the plan in it, so that the
//! first letter of a search finds them read.

use std::sync::mpsc::Sender;

use super::errands::beside;
use super::input::Heard;
use crate::app::{App, Msg};
use crate::plan::find::concordance::Concordance;

/// Reads one plan at a time.
pub struct Ahead {
    heard: Sender<Heard>,
    reads: bool,
}

impl Ahead {
    /// That tells what it read as a message.
    pub const fn new(heard: Sender<Heard>) -> Self {
        let reads = false;
        Self { heard, reads }
    }

    /// Begins to read what nobody has read yet. Where no thread can be had, who searches waits.
    pub fn read(&mut self, app: &App) {
        let Some((of, plan)) = (!self.reads).then(|| app.unread()).flatten() else {
            return;
        };
        let heard = self.heard.clone();
        let read = move || {
            let words = Box::new(Concordance::of(&plan));
            let _left_meanwhile = heard.send(Heard::Msg(Msg::Words(of, words)));
        };
        self.reads = beside("reader", self.heard.clone(), read).is_ok();
    }

    /// It has told.
    pub const fn told(&mut self) {
        self.reads = false;
    }
}
