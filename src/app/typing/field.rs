//! Typing in a line of text: keys and pastes, for every mode that takes text.

use tui_input::{Input, InputRequest};

use crate::app::keys::key::{Code, Key};
use crate::plan::clean::is_unsafe;

/// The most characters a field takes; a paste of a megabyte stops there.
const MOST: usize = 500;
/// The same of one with several lines: a chapter's text has 5,000.
const MOST_LINES: usize = 40_000;

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

/// Types `text` into an input: one line, controls left out. How many characters it takes at most,
/// where that isn't all of it.
pub fn paste(input: &mut Input, text: &str) -> Option<usize> {
    insert(input, &unbroken(text).replace('\n', " "), MOST)
}

/// The same with its line breaks.
pub fn paste_lines(input: &mut Input, text: &str) -> Option<usize> {
    insert(input, &unbroken(text), MOST_LINES)
}

/// Terminals paste the end of a line as a carriage return.
fn unbroken(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace('\t', " ")
}

/// Puts a text in where the cursor is, controls left out, as far as there is room for it.
fn insert(input: &mut Input, text: &str, most: usize) -> Option<usize> {
    let (value, at) = (input.value(), input.cursor());
    let room = most.saturating_sub(value.chars().count());
    let mut safe = text.chars().filter(|c| *c == '\n' || !is_unsafe(*c));
    let before = value.chars().take(at).chain(safe.by_ref().take(room));
    let before: String = before.collect();
    let after: String = value.chars().skip(at).collect();
    let cursor = before.chars().count();
    *input = Input::new(before + &after).with_cursor(cursor);
    safe.next().map(|_| most)
}

/// Handles a key that is no character in an input; whether it was one for it.
pub fn type_key(input: &mut Input, key: Key) -> bool {
    edit_request(key).is_some_and(|request| {
        input.handle(request);
        true
    })
}
