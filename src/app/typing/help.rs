//! The help, or another page that has the whole screen: which lines are in sight, and which words
//! they have to hold.

use tui_input::Input;

use crate::app::keys::command::Command;
use crate::app::{App, Effect, Mode};
use crate::doc::para::Para;
use crate::plan::find::search::Query;

/// What is shown on the whole screen: the keys, or a page.
#[derive(Debug, Default)]
pub struct Help {
    /// The page with its head; none for the keys.
    pub page: Option<(String, Vec<Para>)>,
    /// The first line in sight.
    pub top: usize,
    /// Words the lines have to hold.
    pub words: Input,
    /// Whether the words are being typed.
    pub typing: bool,
}

impl Help {
    /// A page under a head.
    pub fn of_page(head: String, page: Vec<Para>) -> Self {
        Self {
            page: Some((head, page)),
            ..Self::default()
        }
    }

    /// All of it again, from the first line on.
    #[must_use]
    pub fn whole(self) -> Self {
        Self {
            page: self.page,
            ..Self::default()
        }
    }

    /// The words the lines have to hold, comparable.
    pub fn query(&self) -> Query {
        Query::new(self.words.value())
    }

    /// Whether the line with the words is shown.
    pub fn has_input_line(&self) -> bool {
        self.typing || !self.words.value().is_empty()
    }
}

impl App {
    /// Moves the help, searches it, or leaves it.
    pub(crate) fn run_help(&mut self, command: Command) -> Vec<Effect> {
        let page = usize::from(self.screen.1.saturating_sub(4)).max(1);
        let Mode::Help(help) = &mut self.mode else {
            return Vec::new();
        };
        match command {
            Command::Up => help.top = help.top.saturating_sub(1),
            Command::Down => help.top += 1,
            Command::PageUp => help.top = help.top.saturating_sub(page),
            Command::PageDown => help.top += page,
            Command::Find => help.typing = true,
            Command::Quit => return vec![Effect::Quit],
            // The first step out is back to all lines.
            _ if help.has_input_line() => *help = std::mem::take(help).whole(),
            _ => self.mode = Mode::Browse,
        }
        Vec::new()
    }
}
