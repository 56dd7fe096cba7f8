//! Years in words and days: which texts name the year that ends, what they would say of the next
//! one, and a day one year on.

use chrono::{Datelike, NaiveDate};

use crate::plan::model::life::Period;

/// The years in a text, each with what stands before and after it. A number that is part of a
/// longer one is no year.
fn years_in(text: &str) -> impl Iterator<Item = (&str, i32, &str)> {
    let digit = |c: char| c.is_ascii_digit();
    let starts = text.match_indices("20").map(|(at, _)| at);
    starts.filter_map(move |at| {
        let (before, rest) = text.split_at_checked(at)?;
        let (year, after) = rest.split_at_checked(4)?;
        let alone = !before.ends_with(digit) && !after.starts_with(digit);
        let year = year.chars().all(digit).then(|| year.parse().ok())??;
        alone.then_some((before, year, after))
    })
}

/// The years before `first` a text names, each once.
pub fn before(text: &str, first: i32) -> Vec<i32> {
    let mut years: Vec<i32> = years_in(text).map(|(_, year, _)| year).collect();
    years.retain(|year| *year < first);
    years.sort_unstable();
    years.dedup();
    years
}

/// Whether a text names one of the years that end, or the one before, which it may compare with.
pub fn names(text: &str, ending: Period) -> bool {
    let years = ending.from - 1..=ending.to;
    years_in(text).any(|(_, year, _)| years.contains(&year))
}

/// The text as it would be a number of years later. What is part of a period (`2026-2030`) or of a
/// date (`16 december 2025`) names something that stays.
pub fn later(text: &str, ending: i32, by: i32) -> String {
    let mut out = text.to_string();
    for (before, year, after) in years_in(text) {
        if (year == ending || year == ending - 1) && !is_fixed(before, after) {
            let at = before.len();
            out.replace_range(at..at + 4, &(year + by).to_string());
        }
    }
    out
}

/// Whether a year between these is part of a period or of a date.
fn is_fixed(before: &str, after: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const DASHES: [char; 3] = ['-', '–', '/'];
    let digit = |c: char| c.is_ascii_digit();
    // A line may have been broken at the dash.
    let later = after.trim_start().strip_prefix(DASHES);
    let earlier = before.trim_end().strip_suffix(DASHES);
    let period = later.is_some_and(|it| it.trim_start().starts_with(digit))
        || earlier.is_some_and(|it| it.trim_end().ends_with(digit));
    let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let dated = matches!(words.as_slice(), [month, day]
        if MONTHS.contains(&month.to_lowercase().as_str()) && day.starts_with(digit));
    period || dated
}

/// The same day a year on, and at the earliest in `first`; 29 February is the 28th.
pub fn next_day(day: NaiveDate, first: i32) -> NaiveDate {
    let year = (day.year() + 1).max(first);
    let same = day.with_year(year);
    same.or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_the_year_and_what_it_would_say_of_the_next() {
        let year = Period {
            from: 2026,
            to: 2026,
        };
        for (text, named, later_on) in [
            ("In 2026 zijn er 12", true, "In 2027 zijn er 12"),
            ("de 1e helft van 2026.", true, "de 1e helft van 2027."),
            ("met die van 2025", true, "met die van 2026"),
            ("Beleid 2026-2030", true, "Beleid 2026-2030"),
            ("begroting 2027–2026", true, "begroting 2027–2026"),
            ("Beleid 2026 –2030", true, "Beleid 2026 –2030"),
            ("Beleid 2026 - 2030", true, "Beleid 2026 - 2030"),
            (
                "op 16 december 2025 dat in 2026",
                true,
                "op 16 december 2025 dat in 2027",
            ),
            ("in december 2026", true, "in december 2027"),
            ("sinds 2024", false, "sinds 2024"),
            ("nummer 12026 en 20261", false, "nummer 12026 en 20261"),
            ("’2026’", true, "’2027’"),
            ("20", false, "20"),
        ] {
            assert_eq!(names(text, year), named, "{text}");
            assert_eq!(later(text, 2026, 1), later_on, "{text}");
        }
    }

    #[test]
    fn a_day_comes_a_year_later() {
        for (day, first, next) in [
            ("2026-06-30", 2027, "2027-06-30"),
            ("2028-02-29", 2029, "2029-02-28"),
            ("2027-06-30", 2031, "2031-06-30"),
            ("2027-02-28", 2028, "2028-02-28"),
        ] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(next_day(day, first).to_string(), next, "{day}");
        }
    }
}
