//! The terminal's life, and the one loop: draw, wait for one message, let the app decide, do
//! what it asks, feed the outcome back.
//!
//! Keys are read in a thread of their own, signals in another: a dead terminal or an unfinished
//! paste can't hold up a save or the exit. Nothing is drawn unless something happened, and
//! messages that wait together are handled together and drawn once.

mod frame;
mod input;
mod life;
mod shell;
mod world;

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};

use super::ui;
use crate::app::update::update;
use crate::app::{App, Msg};
use crate::ui::theme::Theme;

use frame::{Frames, Gathered};
use input::Heard;
use life::Life;
pub use life::{is_there, size};
use shell::has_shell;
use world::Next;
pub use world::World;

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

/// Runs the screen until the user leaves or a signal comes. The terminal is whole afterwards,
/// and what was being typed is kept as a draft.
///
/// # Errors
/// What the terminal refused.
pub fn run(app: &mut App, mut world: World, theme: Theme) -> io::Result<Ended> {
    let (sender, receiver) = mpsc::channel();
    // Signals are heard before the terminal changes, so that none finds it half-way.
    input::listen_to_signals(sender.clone())?;
    let _life = Life::enter()?;
    life::listen_to_mouse(app.settings.mouse)?;
    input::listen_to_keys(sender);
    let gathered = Gathered::default();
    let terminal = Terminal::new(CrosstermBackend::new(gathered.clone()))?;
    let frames = Frames::of(gathered);
    let mut screen = Screen {
        terminal,
        frames,
        theme,
    };
    screen.draw(app)?;
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        watch(app, &mut world, &mut screen, &receiver)
    }));
    match ended {
        Ok(ended) => {
            if matches!(ended, Ok(Ended::Quit)) {
                world.keep_draft(app);
            }
            world.keep_view(app);
            ended
        }
        // The draft was kept at the last key; the hook has given the terminal back.
        Err(panic) => panic::resume_unwind(panic),
    }
}

fn watch(
    app: &mut App,
    world: &mut World,
    screen: &mut Screen,
    receiver: &Receiver<Heard>,
) -> io::Result<Ended> {
    loop {
        let mut heard = match receiver.recv_timeout(LOOK) {
            Ok(heard) => Some(heard),
            // A job that doesn't lead its session gets no signal when the line goes away, and the
            // thread of the keys would read its end for ever.
            Err(RecvTimeoutError::Timeout) if !is_there() => return Ok(Ended::Signal(1)),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Signal(1)),
        };
        let mut changed = heard.is_none() && world.look(app);
        while let Some(one) = heard {
            let next = match one {
                Heard::Signal(signal) => return Ok(Ended::Signal(signal)),
                Heard::Gone => return Ok(Ended::Signal(1)),
                // Who sends the signal means it; only the key asks for a shell.
                Heard::Stop => Next::Stop,
                Heard::Continued => Next::Resume,
                Heard::Resized => {
                    let (width, height) = size();
                    world.handle(app, Msg::Resize(width, height))
                }
                Heard::Msg(msg) => {
                    rehearse(&msg);
                    world.handle(app, msg)
                }
            };
            changed = true;
            match next {
                Next::Go => {}
                // Asked now: a shell may put the program into its group after it started.
                Next::Suspend if !has_shell() => {}
                Next::Quit => return Ok(Ended::Quit),
                Next::Suspend | Next::Stop => {
                    life::suspend();
                    screen.resume(app)?;
                    world.look(app);
                }
                Next::Resume => {
                    life::take()?;
                    screen.resume(app)?;
                }
            }
            heard = receiver.try_recv().ok();
        }
        if changed {
            world.keep_draft(app);
            if life::listen_to_mouse(app.settings.mouse).is_err() {
                return Ok(Ended::Signal(1));
            }
            if let Some(text) = world.copied.take() {
                screen.copy(&text)?;
            }
            if screen.draw(app).is_err() {
                // A terminal that can't be written to is gone.
                return Ok(Ended::Signal(1));
            }
        }
    }
}

/// Falls over on F12 where a rehearsal asks for it, to see that the terminal and the draft
/// survive. Not in a release.
#[cfg(debug_assertions)]
fn rehearse(msg: &Msg) {
    use crate::app::keys::key::{Code, Key};
    let asked = matches!(
        msg,
        Msg::Key(Key {
            code: Code::F(12),
            ..
        })
    );
    assert!(
        !asked || std::env::var_os("REGIE_PANIC").is_none(),
        "a rehearsed fall"
    );
}

#[cfg(not(debug_assertions))]
const fn rehearse(_: &Msg) {}

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

    /// Offers a text for the clipboard (OSC 52). Nothing is asked back.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
        self.frames.send(&bytes)
    }

    /// The terminal was someone else's meanwhile: nothing on it is ours any more.
    fn resume(&mut self, app: &mut App) -> io::Result<()> {
        let (width, height) = size();
        update(app, Msg::Resize(width, height));
        self.frames.forget();
        // `Terminal::clear` would ask the terminal where its cursor is, and wait for an answer
        // that the thread of the keys takes; a resize clears without asking.
        self.terminal.resize(Rect::new(0, 0, width, height))
    }
}
