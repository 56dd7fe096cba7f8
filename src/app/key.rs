//! Keys, as this program names them: one value a key, whatever the terminal calls it.

use std::fmt;

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
        if let Some(c) = name.strip_prefix("c-").and_then(|rest| rest.chars().next()) {
            return Some(Self::ctrl(c));
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

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(false))
    }
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
}
