//! Where a key holds: in a pane, while text is typed, in the help, a meeting or a question.

use super::command::{Command, Group};

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// In a pane.
    Browse,
    /// While text is typed: every printable key is text.
    Text,
    /// In the help.
    Help,
    /// In a meeting.
    Meeting,
    /// At an open question of a new year.
    Turn,
}

impl Context {
    /// Under which head help lists a command with its key in this context: in a meeting all
    /// keys stand together.
    pub fn group_of(self, command: Command) -> Group {
        match self {
            Self::Meeting => Group::Meeting,
            Self::Turn => Group::Turn,
            Self::Text => Group::Typing,
            _ => command.group(),
        }
    }

    /// In the order the settings name them.
    pub const ALL: [Self; 5] = [
        Self::Browse,
        Self::Meeting,
        Self::Turn,
        Self::Text,
        Self::Help,
    ];

    /// Its table under `[toetsen]` in the settings; none for the panes, whose keys stand in
    /// `[toetsen]` itself.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Browse => None,
            Self::Text => Some("typen"),
            Self::Help => Some("in-hulp"),
            Self::Meeting => Some("in-overleg"),
            Self::Turn => Some("in-vragen"),
        }
    }
}
