//! The text of `config.toml` as [`Settings`]: every name known, every value of its kind.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, pairs, table, unknown};
use super::keys;
use crate::app::settings::{Look, Settings};
use crate::plan::find::nearest::choice;
use crate::report::house::{Colour, House};

/// The settings at the top of the file.
const NAMES: [&str; 6] = ["thema", "ascii", "muis", "breedte", "rapport", "toetsen"];
/// Those under `[breedte]`.
const WIDTHS: [&str; 2] = ["naast", "naast-plan"];
/// Those under `[rapport]`.
const HOUSE: [&str; 3] = ["gemeente", "kleur", "logo"];
/// Narrower no page can be read beside a list; wider is no screen.
const COLUMNS: std::ops::RangeInclusive<u16> = 40..=1000;

/// Reads the settings.
pub(super) fn read(text: &str) -> Result<Settings, Fault> {
    let table = DeTable::parse(text).map_err(|error| unreadable(&error))?;
    let mut settings = Settings::default();
    for (name, at, value) in pairs(table.get_ref()) {
        match name {
            "thema" => settings.look = look(value)?,
            "ascii" => settings.ascii = truth(name, value)?,
            "muis" => settings.mouse = truth(name, value)?,
            "breedte" => widths(value, &mut settings)?,
            "rapport" => house(value, &mut settings.house)?,
            "toetsen" => keys::read(value, &mut settings.keymap)?,
            _ => return Err(Fault::new(at, unknown("de instelling", name, &NAMES))),
        }
    }
    Ok(settings)
}

fn look(value: &Spanned<DeValue<'_>>) -> Result<Look, Fault> {
    let typed = value.get_ref().as_str();
    let known = Look::ALL
        .into_iter()
        .find(|known| Some(known.name()) == typed);
    known.ok_or_else(|| {
        let quoted = Look::ALL.map(|known| format!("\"{}\"", known.name()));
        let words: Vec<&str> = quoted.iter().map(String::as_str).collect();
        Fault::new(value.span().start, format!("“thema” is {}", choice(&words)))
    })
}

fn truth(name: &str, value: &Spanned<DeValue<'_>>) -> Result<bool, Fault> {
    value.get_ref().as_bool().ok_or_else(|| {
        let what = format!("“{name}” is true (aan) of false (uit), zonder aanhalingstekens");
        Fault::new(value.span().start, what)
    })
}

fn widths(value: &Spanned<DeValue<'_>>, settings: &mut Settings) -> Result<(), Fault> {
    for (name, at, value) in pairs(table("breedte", value)?) {
        match name {
            "naast" => settings.beside = columns(name, value)?,
            "naast-plan" => settings.beside_tree = columns(name, value)?,
            _ => return Err(Fault::new(at, unknown("de breedte", name, &WIDTHS))),
        }
    }
    Ok(())
}

fn house(value: &Spanned<DeValue<'_>>, house: &mut House) -> Result<(), Fault> {
    for (name, at, value) in pairs(table("rapport", value)?) {
        let wrong = |what: &str| Fault::new(value.span().start, format!("“{name}” is {what}"));
        let text = value.get_ref().as_str().map(str::trim);
        let text = text.ok_or_else(|| wrong("tekst tussen \"aanhalingstekens\""));
        let given = |text: &str| (!text.is_empty()).then(|| text.to_string());
        match name {
            "gemeente" => house.municipality = given(text?),
            "logo" => house.logo = given(text?).map(PathBuf::from),
            "kleur" => {
                let colour = Colour::parse(text?);
                let what = "een kleur als \"#1f3f66\": rood, groen en blauw in twee tekens elk";
                house.colour = colour.ok_or_else(|| wrong(what))?;
            }
            _ => return Err(Fault::new(at, unknown("de instelling", name, &HOUSE))),
        }
    }
    Ok(())
}

fn columns(name: &str, value: &Spanned<DeValue<'_>>) -> Result<u16, Fault> {
    let typed = value.get_ref().as_integer();
    typed
        .and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok())
        .filter(|columns| COLUMNS.contains(columns))
        .ok_or_else(|| {
            let (least, most) = (COLUMNS.start(), COLUMNS.end());
            let what = format!("“{name}” is een aantal kolommen, van {least} tot {most}");
            Fault::new(value.span().start, what)
        })
}

/// The reader's own sentences are English; two kinds of slip are common enough to name.
fn unreadable(error: &toml::de::Error) -> Fault {
    let at = error.span().map_or(0, |span| span.start);
    let what = if error.message().contains("duplicate key") {
        "deze naam staat er twee keer; laat er één staan"
    } else {
        "dit is niet te begrijpen; een regel is naam = waarde, met tekst tussen \"aanhalingstekens\""
    };
    Fault::new(at, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let text = "thema = \"licht\"\nascii = true\nmuis = true\n[breedte]\nnaast = 90\nnaast-plan = 0x50\n";
        let settings = read(text).unwrap();
        assert_eq!(settings.look, Look::Light);
        assert!(settings.ascii && settings.mouse);
        assert_eq!((settings.beside, settings.beside_tree), (90, 80));
    }

    #[test]
    fn what_is_not_understood_is_refused_where_it_stands() {
        for (text, at, what) in [
            (
                "themma = \"licht\"",
                "themma",
                "de instelling “themma” is er niet; bedoelt u thema?",
            ),
            (
                "xyzzy = 1",
                "xyzzy",
                "de instelling “xyzzy” is er niet; `regie config` toont ze alle",
            ),
            (
                "thema = \"donker\"",
                "\"donker\"",
                "“thema” is \"terminal\", \"licht\" of \"zonder\"",
            ),
            (
                "muis = \"ja\"",
                "\"ja\"",
                "“muis” is true (aan) of false (uit), zonder aanhalingstekens",
            ),
            (
                "breedte = 90",
                "90",
                "“breedte” is een kop: zet [breedte] op een regel, met de waarden eronder",
            ),
            (
                "[breedte]\nnaast = 12",
                "12",
                "“naast” is een aantal kolommen, van 40 tot 1000",
            ),
            (
                "[breedte]\nnast = 120",
                "nast",
                "de breedte “nast” is er niet; bedoelt u naast?",
            ),
            (
                "[rapport]\nkleur = \"rood\"",
                "\"rood\"",
                "“kleur” is een kleur als \"#1f3f66\": rood, groen en blauw in twee tekens elk",
            ),
            (
                "[rapport]\nlogo = 3",
                "3",
                "“logo” is tekst tussen \"aanhalingstekens\"",
            ),
            (
                "[rapport]\nkleuren = \"\"",
                "kleuren",
                "de instelling “kleuren” is er niet; bedoelt u kleur?",
            ),
            (
                "muis = true\nmuis = false",
                "muis = false",
                "deze naam staat er twee keer; laat er één staan",
            ),
            (
                "thema = licht",
                "licht",
                "dit is niet te begrijpen; een regel is naam = waarde, met tekst tussen \"aanhalingstekens\"",
            ),
        ] {
            let fault = read(text).unwrap_err();
            assert_eq!(fault.what, what, "{text}");
            assert_eq!(Some(fault.at), text.find(at), "{text}");
        }
    }
}
