//! What formats to read on paper have in common: how words of a tone look, what
//! of them is drawn.

use crate::doc::Tone;
use crate::plan::model::kpi::Light;
use crate::plan::{clean, words};

/// The months in short.
pub const MONTHS: [&str; 12] = [
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// A text on one line, of which nothing means anything to a reader of HTML or XML, and nothing is
/// what XML can't hold.
pub fn escaped(text: &str) -> String {
    let text = clean::one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// How words look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look<'t> {
    /// As running text.
    Plain(&'t str),
    /// They stand out.
    Strong(&'t str),
    /// They matter less.
    Quiet(&'t str),
    /// They are a light: its sign, which a number under a head that names the light doesn't need,
    /// and its words.
    Light(Light, Option<String>, &'t str),
}

impl<'t> Look<'t> {
    /// How words of a tone look. What stands out like a light need not be one.
    pub fn of(text: &'t str, tone: Tone) -> Self {
        let light = match tone {
            Tone::Green => Light::Green,
            Tone::Amber => Light::Amber,
            Tone::Red => Light::Red,
            Tone::Grey => Light::None,
            Tone::Strong | Tone::Error => return Self::Strong(text),
            Tone::Dim => return Self::Quiet(text),
            _ => return Self::Plain(text),
        };
        let sign = format!(
            "{} {}",
            words::light_letter(light),
            words::light_shape(light)
        );
        let text = text.strip_prefix(&sign).unwrap_or(text).trim_start();
        if text.chars().all(|c| c.is_ascii_digit() || " →".contains(c)) {
            Self::Light(light, None, text)
        } else if text.starts_with(words::light(light)) {
            Self::Light(light, Some(sign), text)
        } else {
            Self::Strong(text)
        }
    }
}

/// The colours of a light: behind it, around it, and of its words, which can be read on the first.
pub const fn paint(light: Light) -> [u32; 3] {
    match light {
        Light::Green => [0x00DF_F2DF, 0x001C_6B1C, 0x000D_420D],
        Light::Amber => [0x00FF_E9C7, 0x00A3_5A00, 0x005C_3300],
        Light::Red => [0x00FB_DCDC, 0x00A1_1212, 0x006B_0000],
        Light::None => [0x00F4_F4F4, 0x0077_7777, 0x0033_3333],
    }
}

/// A name for a light in a style sheet.
pub const fn class(light: Light) -> &'static str {
    match light {
        Light::Green => "groen",
        Light::Amber => "oranje",
        Light::Red => "rood",
        Light::None => "grijs",
    }
}

/// Whether a word is a day, which is never broken over two lines.
pub fn is_day(word: &str) -> bool {
    let count = |is: fn(&u8) -> bool| word.bytes().filter(is).count();
    word.len() >= 10 && count(|b| *b == b'-') == 2 && count(u8::is_ascii_digit) == 8
}

/// Whether a text is a trend: heights, and no words.
pub fn is_trend(text: &str) -> bool {
    let height = |c| ('▁'..='█').contains(&c);
    text.contains(height) && text.chars().all(|c| c == '·' || height(c))
}

/// Whether a text is a bar: filled and empty places, and no words.
pub fn is_bar(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(|c| "■·×□◆".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (text, xml) in [
            ("OOV&B <b>", "OOV&amp;B &lt;b&gt;"),
            ("“a” \"b\"", "“a” &quot;b&quot;"),
            ("\u{1b}[31m\u{0}\u{202e}", "^[[31m^@‹U+202E›"),
            ("a\u{ffff}b\nc", "a\u{fffd}b c"),
        ] {
            assert_eq!(escaped(text), xml, "{text:?}");
        }
    }

    #[test]
    fn words_of_a_tone_as_they_look() {
        for (text, tone, look) in [
            ("open", Tone::Plain, Look::Plain("open")),
            ("loopt", Tone::Strong, Look::Strong("loopt")),
            ("vervallen", Tone::Dim, Look::Quiet("vervallen")),
            ("3", Tone::Red, Look::Light(Light::Red, None, "3")),
            (
                "0 → 1",
                Tone::Amber,
                Look::Light(Light::Amber, None, "0 → 1"),
            ),
            (
                "O ▲ oranje",
                Tone::Amber,
                Look::Light(Light::Amber, Some("O ▲".into()), "oranje"),
            ),
            (
                "rood (voorstel)",
                Tone::Red,
                Look::Light(Light::Red, Some("R ■".into()), "rood (voorstel)"),
            ),
            ("te laat", Tone::Red, Look::Strong("te laat")),
        ] {
            assert_eq!(Look::of(text, tone), look, "{text}");
        }
    }

    #[test]
    fn a_day_is_one_word() {
        for (word, day) in [
            ("12-11-2026", true),
            ("12-11-2026,", true),
            ("26.041", false),
            ("1-2-3", false),
            ("", false),
        ] {
            assert_eq!(is_day(word), day, "{word}");
        }
    }
}
