//! How a character looks, and the shortest way to tell a terminal so (SGR). The sixteen colours
//! are named as every terminal knows them, not by a place in a palette of 256.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What is seen of a blank besides its background.
const ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// What ends together, and the number that ends it.
const ENDS: [(Modifier, u8); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];

/// The number that begins each.
const BEGINS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// How a character looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    /// As a terminal writes that was told nothing.
    pub const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// Of a cell. What is reversed is neither bold nor dim: the Linux console would show bold as
    /// grey on grey, and dim as not reversed at all.
    pub fn of(cell: &Cell) -> Self {
        let mut modifier = cell.modifier;
        if modifier.contains(Modifier::REVERSED) {
            modifier -= Modifier::BOLD | Modifier::DIM;
        }
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier,
        }
    }

    /// Whether a blank in the one is seen as a blank in the other.
    pub fn is_same_blank(self, other: Self) -> bool {
        let plain = |look: Self| !look.modifier.intersects(ON_BLANK);
        self == other || self.bg == other.bg && plain(self) && plain(other)
    }

    /// Tells that from now on it is another.
    pub fn turn(self, to: Self, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let start = out.len();
        self.step(to, out);
        let end = out.len();
        Self::anew(to, out);
        if end - start <= out.len() - end {
            out.truncate(end);
        } else {
            out.drain(start..end);
        }
        out.push(b'm');
    }

    /// What changes.
    fn step(self, to: Self, out: &mut Vec<u8>) {
        let mut has = self.modifier;
        for (ending, number) in ENDS {
            if (has - to.modifier).intersects(ending) {
                has -= ending;
                add(out, number);
            }
        }
        for (begun, number) in BEGINS {
            if (to.modifier - has).contains(begun) {
                add(out, number);
            }
        }
        if self.fg != to.fg {
            colour(out, to.fg, 30);
        }
        if self.bg != to.bg {
            colour(out, to.bg, 40);
        }
    }

    /// All of it, from nothing.
    fn anew(to: Self, out: &mut Vec<u8>) {
        if to != Self::PLAIN {
            out.push(b'0');
            Self::PLAIN.step(to, out);
        }
    }
}

/// One number more of a sequence.
fn add(out: &mut Vec<u8>, number: u8) {
    if out.last().is_some_and(u8::is_ascii_digit) {
        out.push(b';');
    }
    decimal(out, number.into());
}

/// A number as it is written: at every key hundreds are, of which few are sent.
pub fn decimal(out: &mut Vec<u8>, number: u16) {
    if number >= 10 {
        decimal(out, number / 10);
    }
    out.push(b'0' + u8::try_from(number % 10).unwrap_or_default());
}

/// A colour of letters (`base` 30) or of what is behind them (40).
fn colour(out: &mut Vec<u8>, colour: Color, base: u8) {
    let number = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => {
            for it in [base + 8, 5, index] {
                add(out, it);
            }
            return;
        }
        Color::Rgb(red, green, blue) => {
            for it in [base + 8, 2, red, green, blue] {
                add(out, it);
            }
            return;
        }
    };
    add(out, number);
}

/// Whether a cell is as an erased one.
pub fn is_erased(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell).is_same_blank(Look::PLAIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn look(style: Style) -> Look {
        let mut cell = Cell::EMPTY;
        cell.set_style(style);
        Look::of(&cell)
    }

    #[test]
    fn only_what_changes_is_told() {
        let (plain, bold, dim) = (Style::new(), Style::new().bold(), Style::new().dim());
        for (from, to, told) in [
            (plain, plain, ""),
            (plain, bold, "\x1b[1m"),
            (bold, plain, "\x1b[m"),
            (bold, dim, "\x1b[0;2m"),
            (bold.dim(), dim, "\x1b[0;2m"),
            (plain, bold.red(), "\x1b[1;31m"),
            (bold.red(), bold, "\x1b[39m"),
            (bold.red().on_light_blue(), plain, "\x1b[m"),
            (plain, plain.fg(Color::Indexed(208)), "\x1b[38;5;208m"),
            (plain, plain.bg(Color::Rgb(1, 2, 3)), "\x1b[48;2;1;2;3m"),
            (bold.reversed(), bold, "\x1b[0;1m"),
            (plain, bold.dim().reversed().red(), "\x1b[7;31m"),
        ] {
            let mut out = Vec::new();
            look(from).turn(look(to), &mut out);
            let out = String::from_utf8(out).unwrap();
            assert_eq!(out, told, "{from:?} {to:?}");
        }
    }

    #[test]
    fn of_a_blank_its_letters_are_not_seen() {
        let (plain, bold) = (Style::new(), Style::new().bold().red());
        for (one, other, same) in [
            (plain, bold, true),
            (plain, plain.on_blue(), false),
            (plain, plain.reversed(), false),
            (plain.red().reversed(), plain.reversed(), false),
            (plain.underlined(), plain.underlined(), true),
        ] {
            assert_eq!(look(one).is_same_blank(look(other)), same);
        }
    }
}
