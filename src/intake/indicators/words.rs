//! What the cells of a table of council indicators say: area, period, figure, unit, status.

use crate::intake::table::Cell;
use crate::plan::find::fold;
use crate::plan::model::context::{COUNTRY, Finality, Part, Stretch};
use crate::plan::model::date;
use crate::plan::model::number::{Decimal, thousands};

/// An area as it is kept: the country has one name, the rest its own.
pub fn area(text: &str) -> String {
    match fold::phrase(text).as_str() {
        "nl" | "nl00" | "nl01" | "nederland" => COUNTRY.to_string(),
        _ => text.trim().to_string(),
    }
}

/// Whether it is a code of the CBS: `GM0603`, `NL01`, `PV28`.
pub fn is_code(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let digits = text.get(letters..).unwrap_or_default();
    letters == 2 && (2..=4).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit())
}

/// Whether a word of a table of the CBS stands for all there are, by its code (`T001038`) or by itself:
/// `Totaal mannen en vrouwen`.
pub fn is_of_all(code: &str, title: &str) -> bool {
    let numbered = code.trim().strip_prefix('T');
    let is_total = |digits: &str| digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_digit());
    numbered.is_some_and(is_total) || fold::phrase(title).starts_with("totaal")
}

/// A period, and whether a mark behind it says that its figures are provisional.
///
/// | written | is |
/// | --- | --- |
/// | `2024JJ00`, `2024`, `2024*` | the year |
/// | `2024HJ01`, `1e halfjaar 2024` | a half |
/// | `2024KW01`, `2024-Q1`, `1e kwartaal 2024`, `2024 1e kwartaal` | a quarter |
/// | `2024MM05`, `2024-05`, `mei 2024` | a month |
pub fn period(cell: &Cell) -> Option<(Stretch, bool)> {
    let shown = match cell {
        Cell::Text(text) => text.clone(),
        // A year, without the dot a number gets.
        Cell::Number(number) if number.is_whole() => number.to_string().replace('.', ""),
        _ => return None,
    };
    let text = shown.trim_end_matches('*');
    let provisional = text.len() < shown.len();
    let words = fold::phrase(text);
    let found = coded(text.trim()).or_else(|| worded(&words));
    found.map(|it| (it, provisional))
}

/// `2024JJ00`, and `2024-Q1` as it is kept.
fn coded(text: &str) -> Option<Stretch> {
    if let Ok(kept) = Stretch::try_from(text.to_string()) {
        return Some(kept);
    }
    let (year, rest) = text.split_at_checked(4)?;
    let (kind, number) = rest.split_at_checked(2)?;
    let number: u8 = number.parse().ok().filter(|_| number.len() == 2)?;
    let part = match kind {
        "JJ" if number == 0 => Part::Whole,
        "HJ" => Part::Half(number),
        "KW" => Part::Quarter(number),
        "MM" => Part::Month(number),
        _ => return None,
    };
    Stretch::new(year.parse().ok()?, part)
}

fn worded(words: &str) -> Option<Stretch> {
    let parts: Vec<&str> = words.split(' ').collect();
    let is_year = |it: &&&str| it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit());
    let year = parts.iter().find(is_year)?;
    let rest: Vec<&str> = parts.iter().filter(|it| *it != year).copied().collect();
    let number = |text: &str| -> Option<u8> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    let part = match rest.as_slice() {
        [] => Part::Whole,
        [one] => match date::month(one) {
            Some(month) => Part::Month(u8::try_from(month).ok()?),
            None if one.starts_with(['q', 'k']) => Part::Quarter(number(one)?),
            None => return None,
        },
        [a, b] if b.starts_with("halfjaar") => Part::Half(number(a)?),
        [a, b] if b.starts_with("kw") => Part::Quarter(number(a)?),
        [a, b] if a.starts_with("kw") => Part::Quarter(number(b)?),
        _ => return None,
    };
    Stretch::new(year.parse().ok()?, part)
}

/// How the decimals of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// `1.234,5`.
    Comma,
    /// `1234.5`.
    Point,
}

/// How its figures are written, where they say so: a comma anywhere is Dutch, and a dot that isn't
/// followed by three digits is a point.
pub fn decimals<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Decimals> {
    let mut point = None;
    for cell in cells {
        let Cell::Text(text) = cell else { continue };
        let text = text.trim().trim_start_matches(['-', '+']);
        if !text
            .bytes()
            .all(|it| it.is_ascii_digit() || b".,".contains(&it))
        {
            continue;
        }
        if text.contains(',') {
            return Some(Decimals::Comma);
        }
        let mut groups = text.split('.');
        let first = groups.next().unwrap_or_default();
        let thousands = groups.clone().all(|it| it.len() == 3) && (1..=3).contains(&first.len());
        if groups.next().is_some() && (!thousands || first == "0") {
            point = Some(Decimals::Point);
        }
    }
    point
}

/// A figure, with whether a mark behind it says that it is provisional; none for what is no figure: a
/// blank, `.`, `-`, `x`.
///
/// # Errors
/// A Dutch sentence.
pub fn figure(cell: &Cell, how: Option<Decimals>) -> Result<Option<(Decimal, bool)>, String> {
    let text = match cell {
        Cell::Blank => return Ok(None),
        Cell::Number(number) => return Ok(Some((*number, false))),
        Cell::Fault(fault) => return Err(format!("in de cel staat een fout: {fault}")),
        Cell::Day(_) | Cell::Truth(_) => {
            return Err(format!("“{}” is geen getal", cell.shown()));
        }
        Cell::Text(text) => text.trim(),
    };
    if ["", ".", "..", "...", "-", "–", "x", "X", "*"].contains(&text) {
        return Ok(None);
    }
    let bare = text.trim_end_matches('*').trim();
    // Two stars alone are no figure either.
    if bare.is_empty() {
        return Ok(None);
    }
    let provisional = bare.len() < text.len();
    let spelled = match how {
        Some(Decimals::Point) => bare.replace('.', ","),
        None if bare.contains('.') => {
            let (dutch, other) = (bare.replace('.', ""), bare.replace('.', ","));
            return Err(format!(
                "“{bare}” kan {dutch} of {other} zijn; zeg --decimaal komma of --decimaal punt"
            ));
        }
        Some(Decimals::Comma) | None => bare.to_string(),
    };
    let number = Decimal::parse(&spelled).map_err(|_why| format!("“{text}” is geen getal"))?;
    Ok(Some((number, provisional)))
}

/// What the source says of a figure.
pub fn status(text: &str) -> Result<Option<Finality>, String> {
    match fold::phrase(text).as_str() {
        "" => Ok(None),
        "voorlopig" | "voorlopige" | "provisional" | "v" | "nader voorlopig" | "nadervoorlopig" => {
            Ok(Some(Finality::Provisional))
        }
        "definitief" | "definitieve" | "final" | "d" => Ok(Some(Finality::Definitive)),
        _ => Err(format!(
            "“{}” is geen status; schrijf voorlopig of definitief",
            text.trim()
        )),
    }
}

/// A unit in one spelling: `per 1000 inw` and `per 1 000 inwoners` are `per 1.000 inwoners`.
pub fn unit(text: &str) -> String {
    let text = text.trim();
    match per(text) {
        Some((_, unit)) => unit,
        None => text.to_string(),
    }
}

/// What stands before `per 1000 inwoners`, and that in one spelling.
fn per(text: &str) -> Option<(&str, String)> {
    let at = text.to_lowercase().rfind("per ")?;
    let (before, rest) = (text.get(..at)?, text.get(at + 4..)?);
    let end = rest
        .find(|it: char| !(it.is_ascii_digit() || [' ', '.', '\u{a0}'].contains(&it)))
        .unwrap_or(rest.len());
    let digits: String = rest
        .get(..end)?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let number: u64 = digits.parse().ok()?;
    let of = match rest.get(end..)?.trim().trim_end_matches([')', '.']) {
        "inw" => "inwoners",
        of => of,
    };
    Some((
        before,
        format!("per {} {of}", thousands(number))
            .trim_end()
            .to_string(),
    ))
}

/// Whether it is the head of a column of figures as the CBS numbers them: `Totaal_1`.
pub fn is_numbered(head: &str) -> bool {
    let parted = head.trim().rsplit_once('_');
    parted.is_some_and(|(name, number)| {
        !name.is_empty()
            && !name.contains(' ')
            && !number.is_empty()
            && number.bytes().all(|it| it.is_ascii_digit())
    })
}

/// A head as the name of an indicator, and the unit in it.
///
/// | head | name | unit |
/// | --- | --- | --- |
/// | `Winkeldiefstal per 1 000 inwoners` | Winkeldiefstal | per 1.000 inwoners |
/// | `GeregistreerdeMisdrijvenPer1000Inw_3` | Geregistreerde misdrijven | per 1.000 inwoners |
/// | `Ziekteverzuim (%)` | Ziekteverzuim | % |
pub fn topic(head: &str) -> (String, Option<String>) {
    let head = head.trim();
    let text = match head.rsplit_once('_') {
        Some((bare, _)) if is_numbered(head) => parted(bare),
        _ => head.to_string(),
    };
    if let Some((before, unit)) = per(&text) {
        let name = before.trim().trim_end_matches(['/', '(', ',', '-']).trim();
        if !name.is_empty() {
            return (name.to_string(), Some(unit));
        }
    }
    let bracketed = text.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    match bracketed {
        Some((name, unit)) if !name.trim().is_empty() && !unit.trim().is_empty() => {
            (name.trim().to_string(), Some(self::unit(unit)))
        }
        _ => (text, None),
    }
}

/// `GeregistreerdeMisdrijvenPer1000Inw` in words.
fn parted(name: &str) -> String {
    let mut out = String::new();
    let mut before = '\0';
    for it in name.chars() {
        let begins = it.is_uppercase() && !before.is_uppercase()
            || it.is_ascii_digit() != before.is_ascii_digit();
        if begins && !out.is_empty() {
            out.push(' ');
            out.extend(it.to_lowercase());
        } else {
            out.push(it);
        }
        before = it;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_any_spelling() {
        for (text, kept, provisional) in [
            ("2024JJ00", Some("2024"), false),
            ("2024KW01", Some("2024-Q1"), false),
            ("2024MM05", Some("2024-05"), false),
            ("2024", Some("2024"), false),
            ("2024*", Some("2024"), true),
            ("2024 1e kwartaal", Some("2024-Q1"), false),
            ("mei 2024", Some("2024-05"), false),
            ("2024 mei*", Some("2024-05"), true),
            ("Q3 2024", Some("2024-Q3"), false),
            ("2024HJ01", Some("2024-H1"), false),
            ("2024HJ02**", Some("2024-H2"), true),
            ("2024 2e halfjaar*", Some("2024-H2"), true),
            ("2024KW01*", Some("2024-Q1"), true),
            ("2024**", Some("2024"), true),
            ("2024 4e kwartaal**", Some("2024-Q4"), true),
            ("2024HJ03", None, false),
            ("2024SJ00", None, false),
            ("2024W101", None, false),
            ("2023/'24", None, false),
            ("2024KW05", None, false),
            ("2024MM13", None, false),
            ("2024JJ01", None, false),
            ("vorig jaar", None, false),
        ] {
            let got = period(&Cell::of(text));
            let expected = kept.map(|kept| (kept.to_string(), provisional));
            assert_eq!(
                got.map(|(it, star)| (it.to_string(), star)),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_blank_is_no_figure_and_a_dot_is_not_guessed_at() {
        let how = |text: &str| decimals([Cell::of(text)].iter());
        for (text, of, figure_is) in [
            ("1,8", None, Ok(Some("1,8"))),
            ("1.234,5", None, Ok(Some("1.234,5"))),
            ("1.8", None, Ok(Some("1,8"))),
            ("0.125", None, Ok(Some("0,125"))),
            ("12", None, Ok(Some("12"))),
            ("0", None, Ok(Some("0"))),
            ("1.234", Some(Decimals::Comma), Ok(Some("1.234"))),
            ("1.234", Some(Decimals::Point), Ok(Some("1,234"))),
            (
                "1.234",
                None,
                Err("“1.234” kan 1234 of 1,234 zijn; zeg --decimaal komma of --decimaal punt"),
            ),
            (" ", None, Ok(None)),
            ("       .", None, Ok(None)),
            ("-", None, Ok(None)),
            ("x", None, Ok(None)),
            ("veel", None, Err("“veel” is geen getal")),
        ] {
            let got = figure(&Cell::of(text), of.or_else(|| how(text)));
            let got = got.map(|it| it.map(|(number, _)| number.to_string()));
            let expected = figure_is
                .map(|it| it.map(str::to_string))
                .map_err(str::to_string);
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn heads_say_what_and_in_which_unit() {
        for (head, name, unit_is) in [
            (
                "Winkeldiefstal per 1 000 inwoners",
                "Winkeldiefstal",
                Some("per 1.000 inwoners"),
            ),
            (
                "GeregistreerdeMisdrijvenPer1000Inw_3",
                "Geregistreerde misdrijven",
                Some("per 1.000 inwoners"),
            ),
            ("TotaalMisdrijven_1", "Totaal misdrijven", None),
            ("Ziekteverzuim (%)", "Ziekteverzuim", Some("%")),
            (
                "Halt (per 10.000 jongeren)",
                "Halt",
                Some("per 10.000 jongeren"),
            ),
        ] {
            assert_eq!(
                topic(head),
                (name.to_string(), unit_is.map(str::to_string)),
                "{head}"
            );
        }
        assert_eq!(unit("per 1000 inw."), unit("per 1 000 inwoners"));
        assert!(is_code("GM0603") && is_code("NL01") && !is_code("Rijswijk"));
    }
}
