//! A day as a sheet says it: the day itself, or the last one of a month, a quarter or a year.

use chrono::{Datelike as _, NaiveDate};

use super::table::Cell;
use crate::plan::find::fold;
use crate::plan::model::date;

/// The day that a cell under the head of days, or a head itself, stands for. A month without a year
/// is of `year`.
///
/// | written | stands for, in 2026 |
/// | --- | --- |
/// | `31-01-2026`, `2026-01-31`, `31 januari 2026` | that day |
/// | `jan`, `januari 2026`, `jan-26`, `2026-01`, `2026M01` | 31-01-2026 |
/// | `Q1`, `1e kwartaal`, `kwartaal 1 2026` | 31-03-2026 |
pub fn day(cell: &Cell, year: i32) -> Option<NaiveDate> {
    let text = match cell {
        Cell::Day(day) => return Some(*day),
        Cell::Text(text) => text,
        _ => return None,
    };
    let words = fold::phrase(text);
    let parts: Vec<&str> = words.split(' ').collect();
    let day = match parts.as_slice() {
        [a, b] => month_of(a, b).or_else(|| quarter(&words, year)),
        [one] => month_of(one, &year.to_string())
            .or_else(|| coded(one))
            .or_else(|| quarter(one, year)),
        // There may be a time behind it.
        [a, b, c, ..] => whole(text, [a, b, c]),
        [] => None,
    };
    let day = day.or_else(|| quarter(&words, year));
    day.filter(|day| (2000..2100).contains(&day.year()))
}

/// A head that is a period: of a day, the first of a month stands for the whole of it.
pub fn head(cell: &Cell, year: i32) -> Option<NaiveDate> {
    match cell {
        Cell::Day(day) if day.day() == 1 => date::end_of_month(*day),
        cell => day(cell, year),
    }
}

fn whole(text: &str, [a, b, c]: [&str; 3]) -> Option<NaiveDate> {
    if let (Some(month), Ok(day)) = (date::month(b), a.parse()) {
        return NaiveDate::from_ymd_opt(number_of_year(c)?, u32::try_from(month).ok()?, day);
    }
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    // `2026-01-31T00:00:00`: the words end at the T only where a colon parts them.
    let c = c.get(..digits(c)).unwrap_or_default();
    let joined = format!("{a}-{b}-{c}");
    let signed = text.contains(['-', '/', '.']);
    date::parse(&joined, NaiveDate::default(), 2000)
        .ok()
        .filter(|_| signed && !c.is_empty())
}

fn month_of(a: &str, b: &str) -> Option<NaiveDate> {
    let (month, year) = match (date::month(a), date::month(b)) {
        (Some(month), None) => (month, b),
        (None, Some(month)) => (month, a),
        _ if a.len() == 4 => (b.parse().ok()?, a),
        _ if b.len() == 4 => (a.parse().ok()?, b),
        _ => return None,
    };
    end(number_of_year(year)?, u32::try_from(month).ok()?)
}

/// `2026m01`, `2026mm01`.
fn coded(word: &str) -> Option<NaiveDate> {
    let (year, month) = (word.get(..4)?, word.get(4..)?.trim_start_matches('m'));
    (month.len() == 2).then_some(())?;
    end(number_of_year(year)?, month.parse().ok()?)
}

fn quarter(words: &str, year: i32) -> Option<NaiveDate> {
    let is_quarter = words.contains("kwartaal") || words.contains('q');
    let mut numbers = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let (first, second) = (numbers.next()?, numbers.next());
    let (quarter, year) = match (first.len(), second) {
        (1, None) => (first, year),
        (1, Some(year)) => (first, number_of_year(year)?),
        (4, Some(quarter)) => (quarter, number_of_year(first)?),
        _ => return None,
    };
    let quarter: u32 = quarter
        .parse()
        .ok()
        .filter(|it| (1..=4).contains(it) && is_quarter)?;
    end(year, quarter * 3)
}

fn number_of_year(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match text.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

fn end(year: i32, month: u32) -> Option<NaiveDate> {
    date::end_of_month(NaiveDate::from_ymd_opt(year, month, 1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_sheets_say_them() {
        for (written, day) in [
            ("31-01-2026", "2026-01-31"),
            ("31/1/2026", "2026-01-31"),
            ("31-1-26", "2026-01-31"),
            ("2026-01-31", "2026-01-31"),
            ("2026-01-31T00:00:00", "2026-01-31"),
            ("31-01-2026 00:00", "2026-01-31"),
            ("31 januari 2026", "2026-01-31"),
            ("jan", "2026-01-31"),
            ("Februari", "2026-02-28"),
            ("jan-25", "2025-01-31"),
            ("januari 2026", "2026-01-31"),
            ("2026-04", "2026-04-30"),
            ("2026M04", "2026-04-30"),
            ("2026MM04", "2026-04-30"),
            ("Q1", "2026-03-31"),
            ("1e kwartaal", "2026-03-31"),
            ("kwartaal 2 2025", "2025-06-30"),
            ("2026Q3", "2026-09-30"),
            ("", ""),
            ("31-02-2026", ""),
            ("31-01", ""),
            ("v", ""),
            ("Totaal", ""),
            ("Aantal", ""),
            ("13", ""),
            ("Eq", ""),
        ] {
            let got = super::day(&Cell::of(written), 2026);
            let got = got.map_or_else(String::new, |day| day.to_string());
            assert_eq!(got, day, "{written}");
        }
    }

    #[test]
    fn a_head_on_the_first_is_of_its_month() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 1).unwrap();
        assert_eq!(
            head(&Cell::Day(day), 2026),
            NaiveDate::from_ymd_opt(2026, 2, 28)
        );
    }
}
