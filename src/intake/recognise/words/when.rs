//! How often and by when, as the words of a text say.

use chrono::{Datelike, Months, NaiveDate};

use crate::intake::period;
use crate::intake::table::Cell;
use crate::plan::model::kpi::Cadence;

/// How often, as the words say.
pub fn cadence(text: &str) -> Option<Cadence> {
    let text = text.to_lowercase().replace('×', "x");
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let yearly = has(&["per jaar", "jaarlijks"]);
    let twice = has(&["2x", "2 x", "2 keer", "twee keer", "twee maal", "tweemaal"]);
    let four = has(&["4x", "4 x", "4 keer", "vier keer", "viermaal"]);
    if has(&["maandelijks", "iedere maand", "elke maand", "per maand"]) {
        Some(Cadence::Monthly)
    } else if has(&[
        "per kwartaal",
        "elk kwartaal",
        "ieder kwartaal",
        "driemaandelijks",
    ]) || four && yearly
    {
        Some(Cadence::Quarterly)
    } else if has(&[
        "halfjaarlijks",
        "per half jaar",
        "per halfjaar",
        "elk half jaar",
    ]) || twice && yearly
    {
        Some(Cadence::HalfYearly)
    } else if has(&[
        "jaarlijks",
        "ieder jaar",
        "elk jaar",
        "één keer per jaar",
        "eenmaal per jaar",
    ]) {
        Some(Cadence::Yearly)
    } else {
        None
    }
}

/// What a cell says of by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The last day it may take.
    Day(NaiveDate),
    /// It comes back so often.
    Rhythm(Cadence),
    /// All the time, or nothing is said.
    Always,
    Unclear,
}

/// What a cell under the head of days says; where it names no year it is of `year`.
pub fn by(cell: &str, year: i32) -> By {
    let plain = cell.trim().to_lowercase();
    let always = [
        "doorlopend",
        "continu",
        "structureel",
        "permanent",
        "gehele jaar",
        "hele jaar",
    ];
    if plain.chars().all(|c| !c.is_alphanumeric()) || always.iter().any(|it| plain.contains(it)) {
        return By::Always;
    }
    if let Some(cadence) = cadence(&plain) {
        return By::Rhythm(cadence);
    }
    let own = plain.split(|c: char| !c.is_ascii_digit());
    let mut own = own.filter_map(|it| (it.len() == 4).then(|| it.parse::<i32>().ok())?);
    let year = own.find(|it| (2000..2100).contains(it)).unwrap_or(year);
    let bare = [
        "uiterlijk ",
        "voor ",
        "vóór ",
        "per ",
        "eind ",
        "in ",
        "op ",
    ]
    .iter()
    .find_map(|it| plain.strip_prefix(it))
    .unwrap_or(&plain);
    let named = NaiveDate::from_ymd_opt(year, 12, 31).filter(|_| bare == year.to_string());
    let day = named
        .or_else(|| period::day(&Cell::Text(bare.into()), year))
        .or_else(|| period::day(&Cell::Text(format!("{bare} {year}")), year));
    let before = plain.starts_with("voor ") || plain.starts_with("vóór ");
    let exact = day.filter(|day| bare.starts_with(&day.day().to_string()));
    let day = if before {
        exact.and_then(|it| it.pred_opt())
    } else {
        day
    };
    let said = || said(&plain, year)?.1.parse().ok();
    day.or_else(said).map_or(By::Unclear, By::Day)
}

/// From when and by when, as the words say; else the end of the year.
pub fn period(text: &str, year: i32) -> (Option<String>, String) {
    said(text, year).unwrap_or_else(|| (None, format!("{year}-12-31")))
}

/// The same; none where they say nothing of it.
fn said(text: &str, year: i32) -> Option<(Option<String>, String)> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let day = |month: u32, day: u32| format!("{year}-{month:02}-{day:02}");
    if has(&["1e helft", "eerste helft", "1ste helft"]) {
        return Some((None, day(6, 30)));
    }
    if has(&["zomer van", "in de zomer", "zomer 20"]) {
        return Some((Some(day(6, 21)), day(9, 22)));
    }
    for (words, month, last) in [
        (["eerste kwartaal", "1e kwartaal", "q1"], 3, 31),
        (["tweede kwartaal", "2e kwartaal", "q2"], 6, 30),
        (["derde kwartaal", "3e kwartaal", "q3"], 9, 30),
    ] {
        if has(&words) {
            return Some((None, day(month, last)));
        }
    }
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    for (at, word) in words.iter().enumerate() {
        let last = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .map_or("", String::as_str);
        let Some(month) = (1..=12).find(|month| month_name(*month) == word) else {
            continue;
        };
        let own_year = words.get(at + 1).and_then(|it| it.parse::<i32>().ok());
        if own_year.is_some_and(|own| own != year) {
            continue;
        }
        let cue = at
            .checked_sub(2)
            .and_then(|at| words.get(at))
            .map_or("", String::as_str);
        let exact = last
            .parse::<u32>()
            .ok()
            .filter(|day| (1..=31).contains(day));
        let before = ["voor", "vóór", "uiterlijk", "per", "op"];
        if let Some(number) = exact.filter(|_| before.contains(&cue))
            && let Some(date) = NaiveDate::from_ymd_opt(year, month, number)
        {
            let date = if ["voor", "vóór"].contains(&cue) {
                date.pred_opt().unwrap_or(date)
            } else {
                date
            };
            let inside = date.year() == year;
            let date = if inside {
                date.to_string()
            } else {
                day(12, 31)
            };
            return Some((None, date));
        }
        if ["in", "eind", "uiterlijk"].contains(&last) {
            let first = NaiveDate::from_ymd_opt(year, month, 1);
            let end = first.and_then(|first| first.checked_add_months(Months::new(1)));
            if let Some(end) = end.and_then(|end| end.pred_opt()) {
                return Some((None, end.to_string()));
            }
        }
    }
    None
}

pub fn month_name(month: u32) -> &'static str {
    match month {
        1 => "januari",
        2 => "februari",
        3 => "maart",
        4 => "april",
        5 => "mei",
        6 => "juni",
        7 => "juli",
        8 => "augustus",
        9 => "september",
        10 => "oktober",
        11 => "november",
        _ => "december",
    }
}

/// Whether a word is the name of a month.
pub fn is_month(word: &str) -> bool {
    (1..=12).any(|month| month_name(month) == word)
}

/// A word in small letters, without signs around it.
pub fn bare(word: &str) -> String {
    let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '×');
    trimmed.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_say_by_when_and_how_often() {
        for (text, due, rhythm) in [
            (
                "In de 1e helft van 2026 is het plan klaar.",
                "2026-06-30",
                None,
            ),
            (
                "Er vindt in de zomer van 2026 een analyse plaats.",
                "2026-09-22",
                None,
            ),
            ("Uiterlijk 1 juli 2026 is het klaar.", "2026-07-01", None),
            ("Voor 1 oktober is het klaar.", "2026-09-30", None),
            ("Eind september is het klaar.", "2026-09-30", None),
            ("In het eerste kwartaal.", "2026-03-31", None),
            ("Zoals op 16 december 2025 besloten.", "2026-12-31", None),
            (
                "Twee keer per jaar is er overleg.",
                "2026-12-31",
                Some(Cadence::HalfYearly),
            ),
            (
                "Iedere maand komt er een factsheet.",
                "2026-12-31",
                Some(Cadence::Monthly),
            ),
            (
                "Jaarlijks is er overleg.",
                "2026-12-31",
                Some(Cadence::Yearly),
            ),
        ] {
            assert_eq!(period(text, 2026).1, due, "{text}");
            assert_eq!(cadence(text), rhythm, "{text}");
        }
    }
}
