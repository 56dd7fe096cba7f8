//! A meeting that someone else closes while one is in it: that is said, and adding is asked once.

use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::keys::key::{Code, Key};
use crate::app::keys::keymap;
use crate::plan::edit::{Edit, history};

impl App {
    /// Whether the meeting that is held is still open.
    pub(in crate::app) fn holds_open(&self) -> bool {
        self.walk()
            .is_some_and(|(_, meeting)| meeting.closed.is_none())
    }

    /// After another plan came: whether someone else closed the meeting, that was `open`.
    pub(in crate::app) fn mind_closing(&mut self, open: bool) {
        let Some((_, meeting)) = self.walk() else {
            return;
        };
        let closed = meeting.closed.is_some();
        let is_meeting = |edit: &Edit| matches!(edit, Edit::Meeting(_));
        let last = history::last_on(&self.plan.history, &meeting.id, is_meeting);
        let by = last.filter(|entry| entry.by != self.user);
        let by = by.map(|entry| entry.by.clone());
        if let Some(walk) = &mut self.walk {
            match (open, closed) {
                (true, true) => walk.closed_by = by,
                (_, false) => walk.closed_by = None,
                (false, true) => {}
            }
        }
    }

    /// That someone else closed the meeting.
    pub(in crate::app) fn closing(&self) -> Option<String> {
        let by = self.walk.as_ref()?.closed_by.as_ref()?;
        Some(format!("{by} heeft dit overleg afgesloten"))
    }

    /// What to ask before the first thing that is added all the same.
    pub(in crate::app) fn asks_to_add(&mut self) -> Option<String> {
        let closing = self.closing()?;
        self.walk.as_mut()?.closed_by = None;
        Some(format!("{closing}; toch toevoegen? Enter"))
    }

    /// The key to press: none where it would add something and that is asked first, the one that
    /// was asked for where the answer is Enter.
    pub(in crate::app) fn asked_first(&mut self, key: Key) -> Option<Key> {
        if keymap::context(self) != keymap::Context::Meeting {
            return Some(key);
        }
        let asked = self.walk.as_mut().and_then(|walk| walk.asked.take());
        if key.code == Code::Enter && asked.is_some() {
            let _asked_once = self.asks_to_add();
            return asked;
        }
        let adds = keymap::lookup(self, key).is_some_and(adds);
        let Some(closing) = self.closing().filter(|_| adds) else {
            return Some(key);
        };
        if let Some(walk) = &mut self.walk {
            walk.asked = Some(key);
        }
        self.tell(format!("{closing}; toch toevoegen? Enter"), true);
        None
    }
}

const fn adds(command: Command) -> bool {
    matches!(
        command,
        Command::Value
            | Command::CountUp
            | Command::Edit
            | Command::Judge
            | Command::TickOff
            | Command::Note
            | Command::Decide
            | Command::Agree
    )
}
