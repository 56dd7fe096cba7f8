//! What is heard from outside: keys in one thread, signals in another.

use std::any::Any;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::app::Msg;
use crate::app::keys::key::{Code, Key};
use crate::app::message::Mouse;

/// Something heard.
pub enum Heard {
    /// A message for the app.
    Msg(Msg),
    /// A signal that ends the program.
    Signal(i32),
    /// Someone asks it to stop (SIGTSTP from outside; Ctrl-Z comes as a key).
    Stop,
    /// The terminal has another size. Heard as a signal too, since a paste that never ends keeps
    /// the thread of the keys busy.
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

/// Hears keys, pastes and resizes until the terminal is gone.
pub fn listen_to_keys(sender: Sender<Heard>) {
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => event,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => {
                    let _nobody_listens = sender.send(Heard::Gone);
                    return;
                }
            };
            for msg in translate(event) {
                if sender.send(Heard::Msg(msg)).is_err() {
                    return;
                }
            }
        }
    });
}

fn translate(event: Event) -> Vec<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            // Esc and the next key arriving together look like that key with Alt.
            let escape = key
                .modifiers
                .contains(KeyModifiers::ALT)
                .then(|| Key::plain(Code::Esc));
            escape
                .into_iter()
                .chain(translate_key(key))
                .map(Msg::Key)
                .collect()
        }
        Event::Mouse(event) => translate_mouse(event).into_iter().collect(),
        Event::Paste(text) => vec![Msg::Paste(text)],
        Event::Resize(columns, rows) => vec![Msg::Resize(columns, rows)],
        _ => Vec::new(),
    }
}

fn translate_mouse(event: MouseEvent) -> Option<Msg> {
    let mouse = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Click,
        MouseEventKind::ScrollUp => Mouse::WheelUp,
        MouseEventKind::ScrollDown => Mouse::WheelDown,
        _ => return None,
    };
    Some(Msg::Mouse(mouse, (event.column, event.row)))
}

fn translate_key(key: KeyEvent) -> Option<Key> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    // A character has Shift in it; a named key with Ctrl is not one of ours.
    let ctrl = ctrl && matches!(code, Code::Char(_));
    Some(Key { code, ctrl })
}
