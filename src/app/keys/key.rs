//! Keys, as this program names them: one value a key, whatever the terminal calls it.

use std::fmt;

use crate::plan::find::nearest::{choice, nearest};

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held. For a character Shift is in the character.
    pub ctrl: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

impl Key {
    /// A plain key.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false }
    }

    /// A character key.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: Code::Char(c),
            ctrl: true,
        }
    }

    /// The keys of a script: `jjl<enter>`, `<c-u>`, `<pgdn>`. An unknown name is left out.
    pub fn script(script: &str) -> Vec<Self> {
        let mut keys = Vec::new();
        let mut rest = script.chars();
        while let Some(c) = rest.next() {
            if c == '<' {
                let name: String = rest.by_ref().take_while(|c| *c != '>').collect();
                keys.extend(Self::named(&name));
            } else {
                keys.push(Self::char(c));
            }
        }
        keys
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        match name.strip_prefix("c-") {
            Some(rest @ ("home" | "end")) => {
                let key = Self::named(rest)?;
                return Some(Self { ctrl: true, ..key });
            }
            Some(rest) => return rest.chars().next().map(Self::ctrl),
            None => {}
        }
        let code = match name.as_str() {
            "enter" => Code::Enter,
            "esc" => Code::Esc,
            "tab" => Code::Tab,
            "backtab" => Code::BackTab,
            "backspace" => Code::Backspace,
            "del" => Code::Delete,
            "left" => Code::Left,
            "right" => Code::Right,
            "up" => Code::Up,
            "down" => Code::Down,
            "home" => Code::Home,
            "end" => Code::End,
            "pgup" => Code::PageUp,
            "pgdn" => Code::PageDown,
            "space" => Code::Char(' '),
            "lt" => Code::Char('<'),
            _ => return None,
        };
        Some(Self::plain(code))
    }

    /// The key a user wrote in the settings: `e`, `ctrl-f`, `f5`, `spatie`, `pgup`.
    ///
    /// # Errors
    /// In a word or two: why there is no such key.
    pub fn written(text: &str) -> Result<Self, String> {
        let mut letters = text.chars();
        if let (Some(c), None) = (letters.next(), letters.next()) {
            return match c {
                ' ' => Ok(Self::char(' ')),
                c if c.is_control() || c.is_whitespace() => Err("is geen toets".to_string()),
                c => Ok(Self::char(c)),
            };
        }
        let name = text.to_lowercase();
        if let Some(rest) = name.strip_prefix("ctrl-") {
            return with_ctrl(rest);
        }
        let number = name.strip_prefix('f').and_then(|n| n.parse::<u8>().ok());
        if let Some(n) = number.filter(|n| (1..=12).contains(n)) {
            return Ok(Self::plain(Code::F(n)));
        }
        let named = NAMES.iter().find(|(known, _)| *known == name);
        named
            .map(|(_, code)| Self::plain(*code))
            .ok_or_else(|| unknown(&name))
    }

    /// The key as it is written in the settings.
    pub fn name(self) -> String {
        let named = NAMES.iter().find(|(_, code)| *code == self.code);
        match self.code {
            Code::Char(c) if self.ctrl => format!("ctrl-{c}"),
            Code::Home | Code::End if self.ctrl => {
                format!("ctrl-{}", Self::plain(self.code).name())
            }
            Code::F(n) => format!("f{n}"),
            Code::Char(c) if named.is_none() => c.to_string(),
            _ => named.map_or("", |(name, _)| name).to_string(),
        }
    }

    /// The key as help and footer show it; without arrows and signs where only ASCII is safe.
    pub fn shown(self, ascii: bool) -> String {
        match self.code {
            Code::Char(' ') => "Spatie".to_string(),
            Code::Char(c) if self.ctrl => format!("Ctrl-{}", c.to_uppercase()),
            Code::Char(c) => c.to_string(),
            Code::Enter if ascii => "Enter".to_string(),
            Code::Enter => "↵".to_string(),
            Code::Esc => "Esc".to_string(),
            Code::Tab => "Tab".to_string(),
            Code::BackTab => "Shift-Tab".to_string(),
            Code::Backspace => "Backspace".to_string(),
            Code::Delete => "Del".to_string(),
            Code::Left => if ascii { "Links" } else { "←" }.to_string(),
            Code::Right => if ascii { "Rechts" } else { "→" }.to_string(),
            Code::Up => if ascii { "Op" } else { "↑" }.to_string(),
            Code::Down => if ascii { "Neer" } else { "↓" }.to_string(),
            Code::Home => "Home".to_string(),
            Code::End => "End".to_string(),
            Code::PageUp => "PgUp".to_string(),
            Code::PageDown => "PgDn".to_string(),
            Code::F(n) => format!("F{n}"),
        }
    }
}

/// The keys that aren't characters, as they are written in the settings.
const NAMES: &[(&str, Code)] = &[
    ("spatie", Code::Char(' ')),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("del", Code::Delete),
    ("links", Code::Left),
    ("rechts", Code::Right),
    ("op", Code::Up),
    ("neer", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
];

/// A letter with Ctrl; a terminal has no other, and sends some of them as another key.
fn with_ctrl(rest: &str) -> Result<Key, String> {
    let mut letters = rest.chars();
    match (letters.next(), letters.next()) {
        (Some('i'), None) => Err("komt van de terminal als tab".to_string()),
        (Some('m'), None) => Err("komt van de terminal als enter".to_string()),
        (Some(c @ 'a'..='z'), None) => Ok(Key::ctrl(c)),
        _ => Err("is geen toets: na ctrl- hoort een letter van a tot z".to_string()),
    }
}

fn unknown(name: &str) -> String {
    let near = nearest(name, NAMES.iter().map(|(known, _)| *known));
    if near.is_empty() {
        "is geen toets; het zijn letters en tekens, ctrl-a tot ctrl-z, f1 tot f12, spatie, enter, \
         esc, tab, shift-tab, backspace, del, links, rechts, op, neer, home, end, pgup, pgdn"
            .to_string()
    } else {
        format!("is geen toets; bedoelt u {}?", choice(&near))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(false))
    }
}

/// Keys as they are shown together: of digits in a row only the ends, `0-9`.
pub fn shown(keys: &[Key], ascii: bool) -> Vec<String> {
    let digit = |key: &Key| matches!(key.code, Code::Char('0'..='9')) && !key.ctrl;
    let digits = keys.iter().take_while(|key| digit(key)).count();
    let (row, others) = keys.split_at(if digits > 2 { digits } else { 0 });
    let ends = match (row.first(), row.last()) {
        (Some(first), Some(last)) => Some(format!("{}-{}", first.shown(ascii), last.shown(ascii))),
        _ => None,
    };
    let others = others.iter().map(|key| key.shown(ascii));
    ends.into_iter().chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_names_keys() {
        let shown: Vec<String> = Key::script("jJ<enter><c-u><pgdn><lt>")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(shown, ["j", "J", "↵", "Ctrl-U", "PgDn", "<"]);
    }

    #[test]
    fn keys_as_written_in_the_settings() {
        for (text, key) in [
            ("e", Key::char('e')),
            ("E", Key::char('E')),
            ("é", Key::char('é')),
            ("spatie", Key::char(' ')),
            (" ", Key::char(' ')),
            ("Ctrl-F", Key::ctrl('f')),
            ("f5", Key::plain(Code::F(5))),
            ("PgUp", Key::plain(Code::PageUp)),
        ] {
            assert_eq!(Key::written(text), Ok(key), "{text}");
            assert_eq!(Key::written(&key.name()), Ok(key), "{text}");
        }
        for (text, why) in [
            ("entr", "is geen toets; bedoelt u enter?"),
            ("ctrl-i", "komt van de terminal als tab"),
            (
                "ctrl-1",
                "is geen toets: na ctrl- hoort een letter van a tot z",
            ),
            ("\u{1b}", "is geen toets"),
        ] {
            assert_eq!(Key::written(text), Err(why.to_string()), "{text}");
        }
        assert!(Key::written("f13").is_err_and(|why| why.contains("f1 tot f12")));
        assert!(Key::written("").is_err());
    }
}
