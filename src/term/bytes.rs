//! What a terminal sends, byte by byte: keys, the mouse and pastes.
//!
//! It is read here, and not by the library that draws, because a paste whose end was lost has to
//! end all the same. Of a key only that counts which the program knows: Alt with a key is Esc and
//! that key, as two keys that came together are; a named key is itself whatever is held with it, but
//! for Ctrl with Home and End.

use std::mem;
use std::str;
use std::time::Duration;

use crate::app::Msg;
use crate::app::keys::key::{Code, Key};
use crate::app::message::Mouse;

/// How long the rest of a sequence may take; then Esc was a key.
const SEQUENCE: Duration = Duration::from_millis(50);
/// How long a paste may stand still; then it has ended.
const PASTE: Duration = Duration::from_secs(1);
/// As many bytes are kept of a paste: far more than a field takes.
const MOST: usize = 64 * 1024;
/// No sequence a terminal sends is longer.
const LONGEST: usize = 64;

const ESC: u8 = 0x1b;
const BEGIN: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";

/// Reads what a terminal sends. What isn't whole waits for the rest of it.
#[derive(Debug, Default)]
pub struct Bytes {
    rest: Vec<u8>,
    state: State,
    /// Whether a paste stood still before its end came.
    cut: bool,
    /// Whether the Linux console sends it.
    console: bool,
}

/// What the bytes are.
#[derive(Debug, Default)]
enum State {
    #[default]
    Keys,
    /// Of a paste, with what there is of it.
    Paste(Vec<u8>),
    /// Of a paste that is too long: they are nothing.
    Surplus,
}

/// What stands in the bytes.
#[derive(Debug)]
enum Seen {
    Key(Key),
    Mouse(Mouse, (u16, u16)),
    /// A paste begins.
    Paste,
    /// Nothing of ours.
    Nothing,
}

impl Bytes {
    /// Of a terminal that is the Linux console itself, or another.
    pub fn of(console: bool) -> Self {
        Self {
            console,
            ..Self::default()
        }
    }

    /// How long to wait for more; none where nothing is half.
    pub const fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Keys if self.rest.is_empty() => None,
            State::Keys => Some(SEQUENCE),
            State::Paste(_) | State::Surplus => Some(PASTE),
        }
    }

    /// More came.
    pub fn read(&mut self, more: &[u8]) -> Vec<Msg> {
        let mut heard = Vec::new();
        self.rest.extend_from_slice(more);
        if self.cut {
            heard.extend(self.rest_of_paste());
        }
        loop {
            if !matches!(self.state, State::Keys) {
                if let Some(text) = self.pasted() {
                    heard.push(Msg::Paste(text));
                }
                if !matches!(self.state, State::Keys) {
                    return heard;
                }
            }
            let Some((length, seen)) = first(&self.rest, self.console) else {
                return heard;
            };
            self.rest.drain(..length);
            match seen {
                Seen::Key(key) => hear_key(&mut heard, key),
                Seen::Mouse(mouse, at) => heard.push(Msg::Mouse(mouse, at)),
                Seen::Paste => self.state = State::Paste(Vec::new()),
                Seen::Nothing => {}
            }
        }
    }

    /// Nothing came for as long as there was patience: what is half is what it is.
    pub fn stood_still(&mut self) -> Vec<Msg> {
        let rest = mem::take(&mut self.rest);
        let state = mem::take(&mut self.state);
        self.cut |= !matches!(state, State::Keys);
        let mut heard = Vec::new();
        match (state, rest.as_slice()) {
            (State::Paste(text), rest) => heard.push(Msg::Paste(lossy(&[&text, rest].concat()))),
            // Esc, and perhaps a bracket or an O after it.
            (State::Keys, [ESC, more @ ..]) if more.len() < 2 => {
                heard.push(Msg::Key(Key::plain(Code::Esc)));
                for byte in more {
                    hear_key(&mut heard, key_of(char::from(*byte)));
                }
            }
            _ => {}
        }
        heard
    }

    /// A paste that stood still goes on where its end came after all: it never gives a command.
    fn rest_of_paste(&mut self) -> Option<Msg> {
        let begin = find(&self.rest, BEGIN);
        let end = find(&self.rest, END);
        self.cut = begin.is_none() && end.is_none();
        let end = end.filter(|end| begin.is_none_or(|begin| *end < begin))?;
        let text: Vec<u8> = self.rest.drain(..end + END.len()).collect();
        Some(Msg::Paste(lossy(text.get(..end)?)))
    }

    /// The paste under way, once its end is there or it is too long.
    fn pasted(&mut self) -> Option<String> {
        let end = find(&self.rest, END);
        // The last bytes may be the first of its end.
        let whole = end.unwrap_or_else(|| self.rest.len().saturating_sub(END.len() - 1));
        let more: Vec<u8> = self.rest.drain(..whole).collect();
        if end.is_some() {
            self.rest.drain(..END.len());
        }
        let mut text = match mem::take(&mut self.state) {
            State::Paste(text) => text,
            surplus => {
                self.state = if end.is_some() { State::Keys } else { surplus };
                return None;
            }
        };
        text.extend(more);
        if end.is_none() && text.len() <= MOST {
            self.state = State::Paste(text);
            return None;
        }
        if end.is_none() {
            self.state = State::Surplus;
        }
        text.truncate(MOST);
        Some(lossy(&text))
    }
}

/// Characters in a row are one message.
fn hear_key(heard: &mut Vec<Msg>, key: Key) {
    match (key, heard.last_mut()) {
        (
            Key {
                code: Code::Char(c),
                ctrl: false,
            },
            last,
        ) => match last {
            Some(Msg::Typed(text)) => text.push(c),
            _ => heard.push(Msg::Typed(c.to_string())),
        },
        _ => heard.push(Msg::Key(key)),
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

/// What stands first in the bytes, and how many they are; none while it isn't whole.
fn first(bytes: &[u8], console: bool) -> Option<(usize, Seen)> {
    let key = |length, code| Some((length, Seen::Key(Key::plain(code))));
    match bytes {
        [] | [ESC] | [ESC, b'[' | b'O'] | [ESC, b'[', b'['] => None,
        [ESC, b'[', b'M', more @ ..] if more.len() < 3 => None,
        // The function keys of the Linux console.
        [ESC, b'[', b'[', last @ b'A'..=b'E', ..] => key(4, Code::F(last - b'A' + 1)),
        // The mouse of a terminal that doesn't know SGR.
        [ESC, b'[', b'M', button, x, y, ..] => {
            let [button, x, y] = [button, x, y].map(|byte| u16::from(byte.saturating_sub(32)));
            Some((6, mouse(button, (x, y), button & 3 != 3)))
        }
        [ESC, b'[', rest @ ..] => {
            let (length, seen) = sequence(rest)?;
            Some((2 + length, seen))
        }
        [ESC, b'O', last @ b'@'..=b'~', ..] => {
            let seen = named(*last).map_or(Seen::Nothing, |code| Seen::Key(Key::plain(code)));
            Some((3, seen))
        }
        // Its Shift-Tab. Elsewhere they are Esc and Tab, which a slow line brings together.
        [ESC, b'\t', ..] if console => key(2, Code::BackTab),
        [ESC, ..] => key(1, Code::Esc),
        _ => character(bytes),
    }
}

/// The first character, and how many bytes it takes. What is no UTF-8 is nothing.
fn character(bytes: &[u8]) -> Option<(usize, Seen)> {
    let head = bytes.get(..4).unwrap_or(bytes);
    if let Err(error) = str::from_utf8(head)
        && error.valid_up_to() == 0
    {
        return Some((error.error_len()?, Seen::Nothing));
    }
    let c = head.utf8_chunks().next()?.valid().chars().next()?;
    Some((c.len_utf8(), Seen::Key(key_of(c))))
}

fn key_of(c: char) -> Key {
    let after = |first: char, by: u8| Key::ctrl(char::from(first as u8 + by));
    match c {
        '\r' => Key::plain(Code::Enter),
        '\t' => Key::plain(Code::Tab),
        '\x7f' => Key::plain(Code::Backspace),
        '\0' => Key::ctrl(' '),
        '\x01'..='\x1a' => after('a', c as u8 - 1),
        '\x1c'..='\x1f' => after('4', c as u8 - 0x1c),
        c => Key::char(c),
    }
}

/// The sequence after `ESC [`: numbers, and a byte that says what they are.
fn sequence(bytes: &[u8]) -> Option<(usize, Seen)> {
    let numbers = bytes.iter().take(LONGEST);
    let length = numbers.take_while(|byte| matches!(byte, b' '..=b'?'));
    let (numbers, rest) = bytes.split_at(length.count());
    let last = match rest.first() {
        None if numbers.len() < LONGEST => return None,
        Some(last @ b'@'..=b'~') => *last,
        // Broken off: what stands here begins anew.
        _ => return Some((numbers.len(), Seen::Nothing)),
    };
    let text = str::from_utf8(numbers).unwrap_or_default();
    let sgr = text.strip_prefix('<');
    let numbers = sgr.unwrap_or(text).split(';');
    let mut numbers = numbers.map(|number| number.split(':').next()?.parse::<u16>().ok());
    let [a, b, c] = [(); 3].map(|()| numbers.next().flatten().unwrap_or(0));
    // Ctrl, where it says something.
    let key = |code| {
        let ctrl = matches!(code, Code::Home | Code::End) && b.saturating_sub(1) & 4 != 0;
        Seen::Key(Key { code, ctrl })
    };
    let seen = match (last, a) {
        (b'M' | b'm', button) if sgr.is_some() => mouse(button, (b, c), last == b'M'),
        (b'~', 200) => Seen::Paste,
        (b'~', number) => numbered(number).map_or(Seen::Nothing, key),
        (b'u', code) => encoded(code, b),
        _ => named(last).map_or(Seen::Nothing, key),
    };
    Some((text.len() + 1, seen))
}

const fn named(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        b'Z' => Code::BackTab,
        _ => return None,
    })
}

fn numbered(number: u16) -> Option<Code> {
    // The function keys have a gap after each five.
    let f = |gap: u16| u8::try_from(number - gap).ok().map(Code::F);
    match number {
        1 | 7 => Some(Code::Home),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => f(10),
        17..=21 => f(11),
        23..=24 => f(12),
        _ => None,
    }
}

/// A key as its character's number, as some terminals are set to send.
fn encoded(code: u16, held: u16) -> Seen {
    let held = held.saturating_sub(1);
    let c = char::from_u32(u32::from(code)).unwrap_or_default();
    Seen::Key(match c {
        '\0' => return Seen::Nothing,
        '\x1b' => Key::plain(Code::Esc),
        '\t' if held & 1 != 0 => Key::plain(Code::BackTab),
        c if held & 4 != 0 && !c.is_control() => Key::ctrl(c),
        c => key_of(c),
    })
}

/// A left click or a turn of the wheel, at columns and rows from 1; keys held don't matter.
fn mouse(button: u16, at: (u16, u16), pressed: bool) -> Seen {
    let mouse = match button & !0b1_1100 {
        0 if pressed => Mouse::Click,
        64 => Mouse::WheelUp,
        65 => Mouse::WheelDown,
        _ => return Seen::Nothing,
    };
    Seen::Mouse(mouse, (at.0.saturating_sub(1), at.1.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is heard, in short: typed characters as they are, keys as `‹Esc›`, pastes as `«text»`.
    fn told(heard: Vec<Msg>) -> String {
        let told = heard.into_iter().map(|msg| match msg {
            Msg::Typed(text) => text,
            Msg::Key(key) => format!("‹{}›", key.name()),
            Msg::Paste(text) => format!("«{text}»"),
            Msg::Mouse(mouse, (x, y)) => format!("‹{mouse:?} {x},{y}›"),
            other => format!("{other:?}"),
        });
        told.collect()
    }

    /// All at once, and byte by byte: it is the same.
    fn heard(bytes: &[u8]) -> String {
        heard_of(false, bytes)
    }

    fn heard_of(console: bool, bytes: &[u8]) -> String {
        let at_once = {
            let mut reader = Bytes::of(console);
            told(reader.read(bytes)) + &told(reader.stood_still())
        };
        let mut reader = Bytes::of(console);
        let mut split = String::new();
        for byte in bytes {
            split += &told(reader.read(&[*byte]));
        }
        split += &told(reader.stood_still());
        assert_eq!(split, at_once, "{}", bytes.escape_ascii());
        at_once
    }

    #[test]
    fn every_key_a_terminal_sends() {
        for (bytes, keys) in [
            ("j7é€😀", "j7é€😀"),
            (
                "\r\t\x7f \x03\x1a\x00\x1c",
                "‹enter›‹tab›‹backspace› ‹ctrl-c›‹ctrl-z›‹ctrl- ›‹ctrl-4›",
            ),
            ("\x1b", "‹esc›"),
            ("\x1b\x1b", "‹esc›‹esc›"),
            ("\x1bq\x1b\r", "‹esc›q‹esc›‹enter›"),
            ("\x1b[A\x1b[B\x1b[C\x1b[D", "‹op›‹neer›‹rechts›‹links›"),
            ("\x1bOA\x1bOH\x1bOF", "‹op›‹home›‹end›"),
            ("\x1b[1;5C\x1b[1;3D\x1b[1;2:1A", "‹rechts›‹links›‹op›"),
            (
                "\x1b[Z\x1b\t\x1b[H\x1b[F",
                "‹shift-tab›‹esc›‹tab›‹home›‹end›",
            ),
            (
                "\x1b[1;5H\x1b[1;5F\x1b[1;2H\x1b[1;6F\x1b[7;5~",
                "‹ctrl-home›‹ctrl-end›‹home›‹ctrl-end›‹ctrl-home›",
            ),
            ("\x1b[1~\x1b[7~\x1b[4~\x1b[8~", "‹home›‹home›‹end›‹end›"),
            ("\x1b[3~\x1b[5~\x1b[6~\x1b[6;5~", "‹del›‹pgup›‹pgdn›‹pgdn›"),
            (
                "\x1bOP\x1bOS\x1b[[A\x1b[[E\x1b[1;2P",
                "‹f1›‹f4›‹f1›‹f5›‹f1›",
            ),
            (
                "\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[24~",
                "‹f1›‹f5›‹f6›‹f10›‹f12›",
            ),
            (
                "\x1b[13u\x1b[9;2u\x1b[27u\x1b[99;5u\x1b[233u",
                "‹enter›‹shift-tab›‹esc›‹ctrl-c›é",
            ),
            (
                "\x1b[<0;10;6M\x1b[<0;10;6m\x1b[<64;1;1M\x1b[<65;2;3M\x1b[<32;2;3M",
                "‹Click 9,5›‹WheelUp 0,0›‹WheelDown 1,2›",
            ),
            ("\x1b[M *&\x1b[M#*&\x1b[M`*&", "‹Click 9,5›‹WheelUp 9,5›"),
            // Focus, Insert, an answer nobody asked for, the end of a paste there was not.
            ("\x1b[I\x1b[O\x1b[2~\x1b[?62;4c\x1b[201~\x1bOM", ""),
            // Brackets after Esc are only a sequence where something follows.
            ("\x1b[", "‹esc›["),
            ("\x1bO", "‹esc›O"),
            ("a\x1b[1;", "a"),
            // What breaks a sequence off is itself.
            ("\x1b[1;\x1b[Aé\x1bO\rx", "‹op›é‹esc›O‹enter›x"),
        ] {
            assert_eq!(heard(bytes.as_bytes()), keys, "{}", bytes.escape_debug());
        }
        assert_eq!(
            heard_of(true, b"\x1b\t\x1b[Z\t"),
            "‹shift-tab›‹shift-tab›‹tab›"
        );
        assert_eq!(heard(b"a\xff\xc3(\xe2\x82x\xf0"), "a(x", "what is no UTF-8");
        assert_eq!(
            heard(&[b"\x1b[".as_slice(), &[b'1'; 90], b"Ax"].concat()).len(),
            28
        );
    }

    #[test]
    fn a_paste_is_text_and_ends() {
        for (bytes, keys) in [
            ("a\x1b[200~q\r\x1b[Aé\x1b[201~j", "a«q\r\x1b[Aé»j"),
            ("\x1b[200~\x1b[201~", "«»"),
            ("\x1b[200~one\x1b[20", "«one\x1b[20»"),
            ("\x1b[200~a\x1b[200~b\x1b[201~", "«a\x1b[200~b»"),
        ] {
            assert_eq!(heard(bytes.as_bytes()), keys, "{}", bytes.escape_debug());
        }
        let mut reader = Bytes::default();
        assert_eq!(reader.patience(), None);
        assert_eq!(told(reader.read(b"\x1b")), "");
        assert_eq!(reader.patience(), Some(SEQUENCE));
        assert_eq!(told(reader.read(b"[200~half ")), "");
        assert_eq!(reader.patience(), Some(PASTE));
        assert_eq!(told(reader.stood_still()), "«half »");
        // The keys work; the other half is text all the same where its end comes with it.
        assert_eq!(told(reader.read(b"jj")), "jj");
        assert_eq!(told(reader.read(b"qq\r\x1b[201~k")), "«qq\r»k");
        assert_eq!(told(reader.read(b"qq\x1b[201~k")), "qqk", "once");
    }

    #[test]
    fn of_an_endless_paste_the_beginning_counts() {
        let mut reader = Bytes::default();
        let mut pastes = Vec::new();
        reader.read(BEGIN);
        for _ in 0..1000 {
            pastes.extend(reader.read(&[b'x'; 4096]));
        }
        let [Msg::Paste(text)] = pastes.as_slice() else {
            panic!("{} pastes", pastes.len());
        };
        assert_eq!(text.len(), MOST);
        assert!(reader.rest.len() < END.len());
        assert_eq!(
            told(reader.read(b"q\x1b[201~j")),
            "j",
            "the rest is nothing"
        );
    }
}
