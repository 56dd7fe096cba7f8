//! Typing in a line of text: keys and pastes, for every mode that takes text.

use tui_input::{Input, InputRequest};

use crate::app::keys::key::{Code, Key};
use crate::plan::clean::is_unsafe;

/// The most characters a field takes; a paste of a megabyte stops there.
pub const MOST: usize = 500;

/// A key as an edit of a text field, if it is one.
fn edit_request(key: Key) -> Option<InputRequest> {
    let request = match (key.code, key.ctrl) {
        (Code::Char('a'), true) | (Code::Home, _) => InputRequest::GoToStart,
        (Code::Char('e'), true) | (Code::End, _) => InputRequest::GoToEnd,
        (Code::Char('w'), true) => InputRequest::DeletePrevWord,
        (Code::Char('k'), true) => InputRequest::DeleteTillEnd,
        (Code::Backspace, _) => InputRequest::DeletePrevChar,
        (Code::Delete, _) => InputRequest::DeleteNextChar,
        (Code::Left, _) => InputRequest::GoToPrevChar,
        (Code::Right, _) => InputRequest::GoToNextChar,
        _ => return None,
    };
    Some(request)
}

/// Types `text` into an input: one line, controls left out. Whether it takes all of it.
pub fn paste(input: &mut Input, text: &str) -> bool {
    let room = MOST.saturating_sub(input.value().chars().count());
    // Terminals paste the end of a line as a carriage return.
    let text = text.replace("\r\n", "\n");
    let line = text.chars().map(|c| {
        if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        }
    });
    let mut line = line.filter(|c| !is_unsafe(*c));
    for c in line.by_ref().take(room) {
        input.handle(InputRequest::InsertChar(c));
    }
    line.next().is_none()
}

/// Handles a key that is no character in an input; whether it was one for it.
pub fn type_key(input: &mut Input, key: Key) -> bool {
    edit_request(key).is_some_and(|request| {
        input.handle(request);
        true
    })
}
