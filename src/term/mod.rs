//! The terminal's life, and the one loop: draw, wait for one message, let the app decide, do
//! what it asks, feed the outcome back.
//!
//! Keys are read in a thread of their own, signals in another, and the plan is saved in a third: a
//! dead terminal can't hold up a save or the exit, nor a save the keys. Nothing is drawn unless
//! something happened, and messages that wait together are handled together and drawn once.

mod ahead;
mod bytes;
pub mod clock;
mod errands;
mod figures;
mod frame;
mod input;
mod life;
mod shell;
mod world;

use std::io;
use std::iter;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::Terminal;
use ratatui::layout::{Position, Rect};

use super::ui;
use crate::app::update::update;
use crate::app::{App, Msg};
use crate::store::Keeper;
use crate::ui::theme::Theme;

use ahead::Ahead;
pub use frame::{Frames, Gathered};
use input::Heard;
use life::{Life, Straight};
pub use life::{is_there, size};
use shell::has_shell;
pub use world::Own;
use world::{Next, World};

/// How long a save may take when the line has gone; longer than it waits for a colleague's.
const PATIENCE: Duration = Duration::from_secs(6);

/// About so many bytes of what is typed are handled at once; what gives commands instead is
/// shortened from its beginning.
const TOGETHER: usize = 4096;

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
pub fn run(app: &mut App, keeper: Box<dyn Keeper>, own: Own, theme: Theme) -> io::Result<Ended> {
    let (sender, receiver) = mpsc::channel();
    // Signals are heard before the terminal changes, so that none finds it half-way.
    input::listen_to_signals(sender.clone())?;
    let errands = errands::keep(keeper, sender.clone(), own.clock)?;
    let console = own.console;
    let mut world = World::new(own, errands, Ahead::new(sender.clone()));
    let _life = Life::enter()?;
    life::listen_to_mouse(app.settings.mouse)?;
    input::listen_to_keys(sender, console);
    let gathered = Gathered::of_size(size);
    let Ok(terminal) = Terminal::new(gathered.clone());
    let frames = Frames::of(gathered, Straight);
    let mut screen = Screen {
        terminal,
        frames,
        theme,
    };
    screen.draw(app)?;
    world.ahead.read(app);
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        watch(app, &mut world, &mut screen, &receiver)
    }));
    match ended {
        Ok(ended) => {
            world.keep_draft(app);
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
    let mut undrawn = false;
    let mut stops = false;
    // For which signal it leaves, and when at the latest.
    let mut leaves = None;
    let leave = |signal| (signal, Instant::now() + PATIENCE);
    loop {
        match receiver.recv_timeout(world.patience(undrawn)) {
            Ok(first) => {
                for heard in together(iter::once(first).chain(receiver.try_iter())) {
                    undrawn = true;
                    match hear(app, world, heard) {
                        Next::Quit => return Ok(Ended::Quit),
                        Next::Signal(signal) => leaves = leaves.or_else(|| Some(leave(signal))),
                        // Asked now: a shell may put the program into its group after it started.
                        Next::Suspend => stops |= has_shell(),
                        Next::Stop => stops = true,
                        // A line that is cut sends this with its hang-up: there is no terminal
                        // to take any more, and a save under way is waited for all the same.
                        Next::Resume if life::take().is_err() => {
                            leaves = leaves.or_else(|| Some(leave(1)));
                        }
                        Next::Resume => screen.resume(app),
                        Next::Go => {}
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) if is_there() => undrawn |= world.time_passed(app),
            // A job that doesn't lead its session gets no signal when the line goes away, and the
            // thread of the keys would read its end for ever.
            Err(_) => leaves = leaves.or_else(|| Some(leave(1))),
        }
        if undrawn {
            world.keep_draft(app);
        }
        if let Some((signal, until)) = leaves {
            if !app.is_saving() || Instant::now() >= until {
                return Ok(Ended::Signal(signal));
            }
        } else if stops && !app.is_saving() {
            // Not before: a save that stands still would keep everybody else from saving.
            stops = false;
            life::suspend();
            screen.resume(app);
            world.time_passed(app);
            screen.draw(app)?;
        } else if undrawn && !world.waits_for_a_moment() {
            undrawn = false;
            world.shown();
            if screen.show(app, world.copied.take()).is_err() {
                // A terminal that can't be written to is gone.
                leaves = Some(leave(1));
            }
            world.ahead.read(app);
        } else {
            // Nothing to draw, or not yet.
        }
    }
}

/// Characters that came together are one message: a field takes them at once.
fn together(heard: impl Iterator<Item = Heard>) -> impl Iterator<Item = Heard> {
    let mut heard = heard.peekable();
    iter::from_fn(move || {
        let mut next = heard.next()?;
        if let Heard::Msg(Msg::Typed(text)) = &mut next {
            while text.len() < TOGETHER
                && let Some(Heard::Msg(Msg::Typed(more))) = heard.peek()
            {
                text.push_str(more);
                heard.next();
            }
        }
        Some(next)
    })
}

fn hear(app: &mut App, world: &mut World, heard: Heard) -> Next {
    match heard {
        Heard::Signal(signal) => Next::Signal(signal),
        Heard::Gone => Next::Signal(1),
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
        Heard::Fell(fall) => panic::resume_unwind(fall),
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
    terminal: Terminal<Gathered>,
    frames: Frames<Straight>,
    theme: Theme,
}

impl Screen {
    /// One frame, sent in one write inside one synchronized update.
    fn draw(&mut self, app: &mut App) -> io::Result<()> {
        let theme = self.theme;
        let mut cursor = (Position::ORIGIN, false);
        let Ok(mut completed) = self
            .terminal
            .draw(|frame| cursor = ui::draw(app, theme, frame));
        let size = (completed.area.width, completed.area.height);
        if app.screen != size {
            // The terminal was resized and its message is still on the way.
            update(app, Msg::Resize(size.0, size.1));
            let Ok(anew) = self
                .terminal
                .draw(|frame| cursor = ui::draw(app, theme, frame));
            completed = anew;
        }
        self.frames.end(completed.buffer, cursor)?;
        Ok(())
    }

    /// One frame, what was copied before it, and the mouse as wanted.
    fn show(&mut self, app: &mut App, copied: Option<String>) -> io::Result<()> {
        life::listen_to_mouse(app.settings.mouse)?;
        if let Some(text) = copied {
            self.copy(&text)?;
        }
        self.draw(app)
    }

    /// Offers a text for the clipboard (OSC 52). Nothing is asked back.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
        self.frames.send(&bytes)
    }

    /// The terminal was someone else's meanwhile: nothing on it is ours any more.
    fn resume(&mut self, app: &mut App) {
        let (width, height) = size();
        update(app, Msg::Resize(width, height));
        self.frames.forget();
        // `Terminal::clear` would ask the terminal where its cursor is, and wait for an answer
        // that the thread of the keys takes; a resize clears without asking.
        let Ok(()) = self.terminal.resize(Rect::new(0, 0, width, height));
    }
}
