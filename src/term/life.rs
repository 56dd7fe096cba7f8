//! Entering and leaving: every mode that is switched on is switched off again, on every way out.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};

/// The terminal as the screen needs it; dropped, it is as it was.
pub struct Life(());

impl Life {
    /// Takes the terminal: raw, the other screen, pastes marked, the cursor hidden. Nothing is
    /// asked of it. Some have no other screen, such as the Linux console: there what stands on
    /// it goes, before and after.
    pub fn enter() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                leave();
                before(info);
            }));
        });
        // We decide on NO_COLOR in the theme; crossterm would drop the reversed row with it.
        crossterm::style::force_color_output(true);
        let life = Self(());
        take()?;
        Ok(life)
    }
}

/// Takes the terminal.
pub fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    let mut out = io::stdout().lock();
    queue!(
        out,
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableBracketedPaste,
        cursor::Hide
    )?;
    if MOUSE.load(Ordering::SeqCst) {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

/// Has the terminal report the mouse, or no longer.
pub fn listen_to_mouse(wanted: bool) -> io::Result<()> {
    if MOUSE.swap(wanted, Ordering::SeqCst) == wanted {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(if wanted { MOUSE_ON } else { MOUSE_OFF })?;
    out.flush()
}

/// Buttons and wheel, as SGR. The library's own command asks for every movement too, which would
/// cross the line for nothing.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Whether the mouse is reported while the terminal is ours.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Gives the terminal to the shell and stops; comes back when the shell lets it go on.
pub fn suspend() {
    leave();
    let _stopped = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    let _taken = take();
}

/// How long the goodbye has to be read in.
const GOODBYE: Duration = Duration::from_millis(2);

/// Whether the terminal is ours, so that it is given back once.
static TAKEN: AtomicBool = AtomicBool::new(false);

impl Drop for Life {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back, step by step: one that fails doesn't keep the others from it.
fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    if MOUSE.load(Ordering::SeqCst) {
        let _gone = out.write_all(MOUSE_OFF);
    }
    let _gone = queue!(
        out,
        DisableBracketedPaste,
        cursor::Show,
        cursor::MoveTo(0, 0),
        Clear(ClearType::All),
        LeaveAlternateScreen
    );
    let _gone = out.flush();
    // A Ctrl-C that comes once the terminal is cooked has the kernel throw away what nobody has
    // read yet. For a moment it is still a key, which the thread of the keys takes.
    thread::sleep(GOODBYE);
    let _gone = disable_raw_mode();
}

/// The terminal itself: the buffer of standard output would send a frame in two, up to its last line
/// feed and what comes after.
pub struct Straight;

impl Write for Straight {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(io::stdout(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether there is a terminal to show a screen on.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Columns and rows of the terminal; 80 by 24 where it doesn't say.
pub fn size() -> (u16, u16) {
    crossterm::terminal::size()
        .ok()
        .filter(|(w, h)| *w > 0 && *h > 0)
        .unwrap_or((80, 24))
}
