//! What a tone looks like: sixteen ANSI colours on the terminal's own background, or no colour
//! at all. Meaning never hangs on colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::doc::Tone;
use crate::plan::model::kpi::Light;
use crate::plan::words;

/// How the screen looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Theme {
    /// Whether colours are used.
    pub colour: bool,
    /// Whether they have to be read on a light background.
    pub light: bool,
    /// Whether only ASCII is safe to show.
    pub ascii: bool,
}

impl Theme {
    /// The terminal's own colours.
    pub const fn base(self) -> Style {
        Style::new()
    }

    /// The style of a tone.
    pub const fn tone(self, tone: Tone) -> Style {
        let style = Style::new();
        match tone {
            Tone::Plain | Tone::Changed => style,
            Tone::Title | Tone::Strong | Tone::Key => style.add_modifier(Modifier::BOLD),
            // On white, the sixteen colours' cyan and yellow can't be read.
            Tone::Heading if self.light => self.tinted(Color::Blue).add_modifier(Modifier::BOLD),
            Tone::Amber if self.light => self.tinted(Color::Magenta),
            Tone::Heading => self.tinted(Color::Cyan).add_modifier(Modifier::BOLD),
            Tone::Label | Tone::Dim | Tone::Grey => style.add_modifier(Modifier::DIM),
            Tone::Quote => style.add_modifier(Modifier::ITALIC),
            Tone::Green => self.tinted(Color::Green),
            Tone::Amber => self.tinted(Color::Yellow),
            Tone::Red | Tone::Error => self.tinted(Color::Red).add_modifier(Modifier::BOLD),
        }
    }

    /// The selected row: reversed, in every terminal.
    pub const fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A cell of the selected row that is typed in.
    pub const fn typed(self) -> Style {
        Style::new()
            .remove_modifier(Modifier::REVERSED)
            .add_modifier(Modifier::UNDERLINED)
    }

    /// The selected row of a list that doesn't have the keys.
    pub const fn rested(self) -> Style {
        Style::new()
            .add_modifier(Modifier::BOLD)
            .add_modifier(Modifier::UNDERLINED)
    }

    /// Letters that were searched for: seen without colour, and on the selected row.
    pub const fn found(self) -> Style {
        Style::new()
            .add_modifier(Modifier::BOLD)
            .add_modifier(Modifier::UNDERLINED)
    }

    /// The pane in sight, among the tabs.
    pub const fn tab(self) -> Style {
        Style::new()
            .add_modifier(Modifier::REVERSED)
            .add_modifier(Modifier::BOLD)
    }

    const fn tinted(self, colour: Color) -> Style {
        if self.colour {
            Style::new().fg(colour)
        } else {
            Style::new()
        }
    }

    /// The shape of a light, beside its letter.
    pub const fn shape(self, light: Light) -> &'static str {
        match (light, self.ascii) {
            (light, false) => words::light_shape(light),
            (Light::Green, true) => "o",
            (Light::Amber, true) => "^",
            (Light::Red, true) => "#",
            (Light::None, true) => "-",
        }
    }

    /// A rule.
    pub const fn rule(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }

    /// The bar between list and page.
    pub const fn bar(self) -> &'static str {
        if self.ascii { "|" } else { "│" }
    }

    /// The mark before the selected row.
    pub const fn mark(self) -> &'static str {
        if self.ascii { ">" } else { "▌" }
    }

    /// Whether a row is folded.
    pub const fn fold(self, open: Option<bool>) -> &'static str {
        match (open, self.ascii) {
            (Some(true), false) => "▾",
            (Some(false), false) => "▸",
            (Some(true), true) => "-",
            (Some(false), true) => "+",
            (None, _) => " ",
        }
    }

    /// Text in the letters this terminal has: typographic signs of the plan in ASCII, accents
    /// left to what the terminal makes of them only where it knows more than ASCII.
    pub fn spelled(self, text: &str) -> std::borrow::Cow<'_, str> {
        if !self.ascii || text.is_ascii() {
            return text.into();
        }
        text.chars().map(plain).collect::<String>().into()
    }
}

/// A character in ASCII.
fn plain(c: char) -> &'static str {
    match c {
        '’' | '‘' => "'",
        '“' | '”' => "\"",
        '…' => "~",
        '–' | '—' | '−' | '·' | '─' => "-",
        '•' => "*",
        '€' => "EUR",
        '→' => "->",
        '›' | '▌' => ">",
        '×' => "x",
        '✓' => "+",
        '■' => "#",
        '▲' => "^",
        '▼' | '◆' => "v",
        '≠' => "!",
        '━' => "=",
        '∙' => ".",
        '┊' => ":",
        '│' | '┤' => "|",
        '≥' => ">=",
        '≤' => "<=",
        '↵' => "Enter",
        '▁' => "1",
        '▂' => "2",
        '▃' => "3",
        '▄' => "4",
        '▅' => "5",
        '▆' => "6",
        '▇' => "7",
        '█' => "8",
        'à' | 'á' | 'â' | 'ä' => "a",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        '●' | '□' | 'ò' | 'ó' | 'ô' | 'ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'À' | 'Á' | 'Â' | 'Ä' => "A",
        'È' | 'É' | 'Ê' | 'Ë' => "E",
        'Ö' | 'Ó' => "O",
        'Ü' | 'Ú' => "U",
        'ç' => "c",
        'ñ' => "n",
        'ğ' => "g",
        '\u{a0}' | '\u{202f}' => " ",
        c if c.is_ascii() => ASCII.get(c as usize..=c as usize).unwrap_or("?"),
        _ => "?",
    }
}

/// ASCII by its code, so that a character can be given as a text.
const ASCII: &str = concat!(
    "????????????????????????????????",
    " !\"#$%&'()*+,-./0123456789:;<=>?",
    "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_",
    "`abcdefghijklmnopqrstuvwxyz{|}~?"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_keeps_words_readable() {
        let theme = Theme {
            ascii: true,
            ..Theme::default()
        };
        for (text, shown) in [
            (
                "Coördinator OOV’s “x” — € 74.000",
                "Coordinator OOV's \"x\" - EUR 74.000",
            ),
            ("1 à 2 wijken, 2× per jaar…", "1 a 2 wijken, 2x per jaar~"),
            ("漢", "?"),
        ] {
            assert_eq!(theme.spelled(text), shown);
        }
    }
}
