//! Reading ahead: once a frame is shown, a thread reads where everything in its plan stands, and its
//! words, so that a key finds what is selected and the first letter of a search what it begins.

use std::sync::mpsc::Sender;

use super::errands::beside;
use super::input::Heard;
use crate::app::message::Read;
use crate::app::{App, Msg};
use crate::plan::find::concordance::Concordance;
use crate::plan::model::places::Places;

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
    pub fn read(&mut self, app: &mut App) {
        let Some((of, plan)) = (!self.reads).then(|| app.unread()).flatten() else {
            return;
        };
        let heard = self.heard.clone();
        let read = move || {
            let tell = |read| heard.send(Heard::Msg(Msg::Read(of, read))).is_ok();
            // What is selected is looked up at every key, words only when somebody asks.
            let _left_meanwhile = tell(Read::Places(Box::new(Places::of(&plan))));
            let _left_meanwhile = tell(Read::Words(Box::new(Concordance::of(&plan))));
        };
        self.reads = beside("reader", self.heard.clone(), read).is_ok();
        app.reads_ahead = self.reads;
    }

    /// It has told.
    pub const fn told(&mut self) {
        self.reads = false;
    }
}
