//! The terminal's life, and the one loop: draw, wait for one message, let the app decide, do
//! what it asks, feed the outcome back.
//!
//! Keys are read in a thread of their own, signals in another: a dead terminal or an unfinished
//! paste can't hold up a save or the exit. Nothing is drawn unless something happened, and
//! messages that wait together are handled together and drawn once.

mod frame;
mod input;
mod life;

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Position;

use crate::app::update::update;
use crate::app::{App, Effect, Msg};
use crate::clock::Clock;
use crate::store::{Author, Store};
use crate::ui;
use crate::ui::theme::Theme;

use frame::{Frames, Gathered};
use input::Heard;
use life::Life;
pub use life::{is_there, size};

/// How often the file is looked at for a colleague's save: one `stat`, no drawing.
const LOOK: Duration = Duration::from_secs(1);

/// How the screen ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    Quit,
    /// A signal with this number, or the terminal going away (as SIGHUP does).
    Signal(i32),
}

/// Runs the screen until the user leaves or a signal comes. The terminal is whole afterwards.
///
/// # Errors
/// What the terminal refused.
pub fn run(app: &mut App, store: &mut Store, theme: Theme, clock: Clock) -> io::Result<Ended> {
    let (sender, receiver) = mpsc::channel();
    // Signals are heard before the terminal changes, so that none finds it half-way.
    input::listen_to_signals(sender.clone())?;
    let _life = Life::enter()?;
    input::listen_to_keys(sender);
    let gathered = Gathered::default();
    let terminal = Terminal::new(CrosstermBackend::new(gathered.clone()))?;
    let mut screen = Screen {
        terminal,
        frames: Frames::of(gathered),
        theme,
    };
    screen.draw(app)?;
    watch(app, store, &mut screen, &receiver, clock)
}

fn watch(
    app: &mut App,
    store: &mut Store,
    screen: &mut Screen,
    receiver: &Receiver<Heard>,
    clock: Clock,
) -> io::Result<Ended> {
    loop {
        let mut heard = match receiver.recv_timeout(LOOK) {
            Ok(heard) => Some(heard),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Signal(1)),
        };
        let mut changed = false;
        let idle = heard.is_none();
        while let Some(one) = heard {
            match one {
                Heard::Signal(signal) => return Ok(Ended::Signal(signal)),
                Heard::Gone => return Ok(Ended::Signal(1)),
                Heard::Msg(msg) => {
                    changed = true;
                    if handle(app, store, msg, clock) == Some(Ended::Quit) {
                        return Ok(Ended::Quit);
                    }
                }
            }
            heard = receiver.try_recv().ok();
        }
        if idle {
            changed = look(app, store, clock);
        }
        if changed && screen.draw(app).is_err() {
            // A terminal that can't be written to is gone.
            return Ok(Ended::Signal(1));
        }
    }
}

/// One message, the effects it asks for, and the messages those lead to.
fn handle(app: &mut App, store: &mut Store, msg: Msg, clock: Clock) -> Option<Ended> {
    for effect in update(app, msg) {
        let author = Author {
            name: app.user.clone(),
            at: clock.now(),
        };
        let outcome = match effect {
            Effect::Quit => return Some(Ended::Quit),
            Effect::Commit(edits) => match store.commit(&edits, &author, None) {
                Ok(saved) => Msg::Saved {
                    plan: Box::new(saved.plan),
                    warning: saved.warning,
                },
                Err(error) => Msg::NotSaved(error.to_string()),
            },
            Effect::Undo => match store.undo(&author) {
                Ok(undone) => Msg::Undone(undone.map(|(saved, _)| Box::new(saved.plan))),
                Err(error) => Msg::NotSaved(error.to_string()),
            },
        };
        let ended = handle(app, store, outcome, clock);
        if ended.is_some() {
            return ended;
        }
    }
    None
}

/// Looks whether a colleague saved, or a new day began. Whether there is something to draw.
fn look(app: &mut App, store: &mut Store, clock: Clock) -> bool {
    let mut changed = false;
    if store.has_changed() {
        let msg = match store.reload() {
            Ok(plan) => Msg::Reloaded(Box::new(plan)),
            Err(error) => Msg::Lost(error.to_string()),
        };
        let before = app.notice.clone();
        update(app, msg);
        changed = app.notice != before;
    }
    let today = clock.now().date_naive();
    if today != app.today {
        update(app, Msg::Day(today));
        changed = true;
    }
    changed
}

/// The terminal and how things look on it.
struct Screen {
    terminal: Terminal<CrosstermBackend<Gathered>>,
    frames: Frames,
    theme: Theme,
}

impl Screen {
    /// One frame, sent in one write inside one synchronized update.
    fn draw(&mut self, app: &mut App) -> io::Result<()> {
        let theme = self.theme;
        let mut cursor = (Position::ORIGIN, false);
        let completed = self
            .terminal
            .draw(|frame| cursor = ui::draw(app, theme, frame))?;
        let size = (completed.area.width, completed.area.height);
        if app.screen != size {
            // The terminal was resized and its message is still on the way.
            update(app, Msg::Resize(size.0, size.1));
            self.terminal
                .draw(|frame| cursor = ui::draw(app, theme, frame))?;
        }
        self.frames.end(cursor)
    }
}
