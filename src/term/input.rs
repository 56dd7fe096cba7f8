//! What is heard from outside: keys in one thread, signals in another.

use std::any::Any;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read, retry_on_intr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::bytes::Bytes;
use crate::app::Msg;

/// Something heard.
pub enum Heard {
    /// A message for the app.
    Msg(Msg),
    /// A signal that ends the program.
    Signal(i32),
    /// Someone asks it to stop (SIGTSTP from outside; Ctrl-Z comes as a key).
    Stop,
    /// The terminal has another size.
    Resized,
    /// It was stopped and goes on.
    Continued,
    /// The terminal is gone.
    Gone,
    /// The keeper of the plan fell over.
    Fell(Box<dyn Any + Send>),
}

/// Hears the signals that end the program, or stop it.
pub fn listen_to_signals(sender: Sender<Heard>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                let heard = match signal {
                    SIGTSTP => Heard::Stop,
                    SIGCONT => Heard::Continued,
                    SIGWINCH => Heard::Resized,
                    signal => Heard::Signal(signal),
                };
                if sender.send(heard).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Hears keys, the mouse and pastes until the terminal is gone.
pub fn listen_to_keys(sender: Sender<Heard>, console: bool) {
    thread::spawn(move || {
        let terminal = io::stdin();
        let mut bytes = Bytes::of(console);
        while let Ok(heard) = hear(&terminal, &mut bytes) {
            for msg in heard {
                if sender.send(Heard::Msg(msg)).is_err() {
                    return;
                }
            }
        }
        let _nobody_listens = sender.send(Heard::Gone);
    });
}

/// What the terminal sends next, or what it sent once it has been silent long enough.
fn hear(terminal: &io::Stdin, bytes: &mut Bytes) -> io::Result<Vec<Msg>> {
    let patience = bytes.patience().map(|it| Timespec {
        tv_sec: it.as_secs().try_into().unwrap_or(1),
        tv_nsec: it.subsec_nanos().into(),
    });
    let mut sends = [PollFd::new(terminal, PollFlags::IN)];
    if retry_on_intr(|| poll(&mut sends, patience.as_ref()))? == 0 {
        return Ok(bytes.stood_still());
    }
    let mut more = [0; 4096];
    match retry_on_intr(|| read(terminal, &mut more)) {
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Ok(length) => Ok(bytes.read(more.get(..length).unwrap_or_default())),
        // Another program on the terminal took what was there.
        Err(Errno::AGAIN) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}
