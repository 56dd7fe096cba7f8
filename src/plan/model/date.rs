//! Dates the Dutch way, and the short forms a hand types during a meeting.
//!
//! | typed | means, on Monday 23-11-2026 |
//! | --- | --- |
//! | nothing, `v`, `vandaag` | 23-11-2026 |
//! | `g`, `gisteren` | 22-11-2026 |
//! | `eergisteren` | 21-11-2026 |
//! | `-2d`, `-3w`, `+1m` | so many days, weeks or months from today |
//! | `15-3`, `15-3-26`, `15-03-2026`, `15/3` | 15-03-2026 |
//! | `2026-03-15` | 15-03-2026 |
//! | `ma` … `zo` | the last such day, today included |
//! | `eind maand`, `eom` | the end of this month |
//! | `Q2` | the end of the second quarter of the plan's year |
//! | `wk 46` | the Friday of that week |

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A day as the document writes it: `2026-11-23`. None for anything else.
pub fn of_iso(text: &str) -> Option<NaiveDate> {
    from_iso::<serde::de::value::Error>(text).ok()
}

/// `23-11-2026`.
pub fn dutch(date: NaiveDate) -> String {
    date.format("%d-%m-%Y").to_string()
}

/// `23-11`, for a column where the year is known.
pub fn short(date: NaiveDate) -> String {
    date.format("%d-%m").to_string()
}

/// `ma 23-11-2026`.
pub fn with_weekday(date: NaiveDate) -> String {
    format!("{} {}", weekday(date.weekday()), dutch(date))
}

/// `23-11 14:02`, for a moment that is not long ago.
pub fn moment_short(at: chrono::DateTime<chrono::FixedOffset>) -> String {
    at.format("%d-%m %H:%M").to_string()
}

/// `23-11-2026 14:02`.
pub fn moment_dutch(at: chrono::DateTime<chrono::FixedOffset>) -> String {
    at.format("%d-%m-%Y %H:%M").to_string()
}

/// The number of the month with this name, in full or shortened, in small letters.
pub fn month(name: &str) -> Option<usize> {
    const NAMES: [(&str, &str); 12] = [
        ("januari", "jan"),
        ("februari", "feb"),
        ("maart", "mrt"),
        ("april", "apr"),
        ("mei", "mei"),
        ("juni", "jun"),
        ("juli", "jul"),
        ("augustus", "aug"),
        ("september", "sep"),
        ("oktober", "okt"),
        ("november", "nov"),
        ("december", "dec"),
    ];
    let mut names = NAMES.iter();
    names
        .position(|(whole, short)| name == *whole || name == *short)
        .map(|at| at + 1)
}

const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "ma",
        Weekday::Tue => "di",
        Weekday::Wed => "wo",
        Weekday::Thu => "do",
        Weekday::Fri => "vr",
        Weekday::Sat => "za",
        Weekday::Sun => "zo",
    }
}

/// Reads what was typed; see the table above. `year` is the plan's, used for `Q2`; a day and
/// month without a year are of the year of `today`.
///
/// # Errors
/// A Dutch sentence that says what to type instead.
pub fn parse(text: &str, today: NaiveDate, year: i32) -> Result<NaiveDate, String> {
    let day = read(text, today, year);
    within(
        day.ok_or_else(|| no_date(text, "v, g, -2d of 15-3"))?,
        TYPED,
    )
}

/// The years a typed date may lie in.
const TYPED: (i32, i32) = (2000, 2099);

fn read(text: &str, today: NaiveDate, year: i32) -> Option<NaiveDate> {
    let typed = text.trim().to_lowercase();
    let word = match typed.as_str() {
        "" | "v" | "vandaag" => Some(today),
        "g" | "gisteren" => today.checked_sub_days(Days::new(1)),
        "eergisteren" => today.checked_sub_days(Days::new(2)),
        "eind maand" | "eom" => end_of_month(today),
        quarter if quarter.starts_with('q') => end_of_quarter(quarter, year),
        day => last_weekday(day, today),
    };
    word.or_else(|| relative(&typed, today))
        .or_else(|| iso_day(&typed))
        .or_else(|| day_and_month(&typed, today.year()))
        .or_else(|| friday_of(&typed, today.year()))
}

/// That a date lies in these years.
fn within(date: NaiveDate, (from, to): (i32, i32)) -> Result<NaiveDate, String> {
    if (from..=to).contains(&date.year()) {
        return Ok(date);
    }
    let shown = dutch(date);
    Err(format!(
        "{shown} ligt buiten de jaren {from} tot en met {to}"
    ))
}

/// What was typed is no date; what would be one.
fn no_date(typed: &str, such: &str) -> String {
    let shown: String = typed.trim().chars().take(20).collect();
    format!("“{shown}” is geen datum; typ {such}")
}

/// Days to come, as a hand types them.
pub const COMING: &str = "+2w, 15-12 of eind maand";

/// Reads the day of something that is still to come: as [`parse`], but a weekday is the next one,
/// a day and month that have been are of next year, and `wk 48` is the Friday of that week.
///
/// # Errors
/// A Dutch sentence that says what to type instead.
pub fn parse_coming(text: &str, today: NaiveDate, year: i32) -> Result<NaiveDate, String> {
    let typed = text.trim().to_lowercase();
    if let Some(day) = next_weekday(&typed, today).or_else(|| week(&typed, today)) {
        return Ok(day);
    }
    let day = read(text, today, year).ok_or_else(|| no_date(text, COMING))?;
    let day = within(day, TYPED)?;
    let next_year = day_and_month(&typed, today.year() + 1);
    let without_year = day_and_month(&typed, today.year()) == Some(day) && next_year != Some(day);
    Ok(match next_year.filter(|_| without_year && day < today) {
        Some(next_year) => next_year,
        None => day,
    })
}

fn next_weekday(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    (1..=7)
        .filter_map(|on| today.checked_add_days(Days::new(on)))
        .find(|day| weekday(day.weekday()) == typed)
}

/// The Friday of `wk 48` or `week 48`: this year's, or next year's once that has been.
fn week(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let year = today.iso_week().year();
    friday_of(typed, year)
        .filter(|day| *day >= today)
        .or_else(|| friday_of(typed, year + 1))
}

/// The Friday of `wk 48` or `week 48` in a year.
fn friday_of(typed: &str, year: i32) -> Option<NaiveDate> {
    let number = typed.strip_prefix("week").or(typed.strip_prefix("wk"))?;
    let number: u32 = number.trim().parse().ok()?;
    NaiveDate::from_isoywd_opt(year, number, Weekday::Fri)
}

/// The same day of another year; of 29 February the one before.
pub fn in_year(day: NaiveDate, year: i32) -> NaiveDate {
    let same = day.with_year(year);
    let before = || day.pred_opt()?.with_year(year);
    same.or_else(before).unwrap_or(day)
}

/// The last day of the month of `date`.
pub fn end_of_month(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}

fn end_of_quarter(typed: &str, year: i32) -> Option<NaiveDate> {
    let quarter: u32 = typed
        .strip_prefix('q')?
        .parse()
        .ok()
        .filter(|q| (1..=4).contains(q))?;
    end_of_month(NaiveDate::from_ymd_opt(year, quarter * 3, 1)?)
}

fn last_weekday(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    (0..7)
        .filter_map(|back| today.checked_sub_days(Days::new(back)))
        .find(|d| weekday(d.weekday()) == typed)
}

fn relative(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (back, rest) = match typed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, typed.strip_prefix('+')?),
    };
    let unit = rest.chars().last()?;
    let number: u32 = rest
        .strip_suffix(unit)?
        .parse()
        .ok()
        .filter(|n| *n <= 4_000)?;
    match (unit, back) {
        ('d', true) => today.checked_sub_days(Days::new(number.into())),
        ('d', false) => today.checked_add_days(Days::new(number.into())),
        ('w', true) => today.checked_sub_days(Days::new(u64::from(number) * 7)),
        ('w', false) => today.checked_add_days(Days::new(u64::from(number) * 7)),
        ('m', true) => today.checked_sub_months(Months::new(number)),
        ('m', false) => today.checked_add_months(Months::new(number)),
        _ => None,
    }
}

fn iso_day(typed: &str) -> Option<NaiveDate> {
    let mut parts = typed.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = year.len() == 4 && parts.next().is_none();
    let digits = [year, month, day]
        .iter()
        .all(|p| p.bytes().all(|b| b.is_ascii_digit()));
    if !(whole && digits) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn day_and_month(typed: &str, this_year: i32) -> Option<NaiveDate> {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    let number = |part: &str, lengths: &[usize]| -> Option<u32> {
        let digits = part.bytes().all(|b| b.is_ascii_digit());
        part.parse()
            .ok()
            .filter(|_| digits && lengths.contains(&part.len()))
    };
    let year = match parts.len() {
        2 => this_year,
        3 if parts[2].len() == 2 => 2000 + i32::try_from(number(parts[2], &[2])?).ok()?,
        3 => i32::try_from(number(parts[2], &[4])?).ok()?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, number(parts[1], &[1, 2])?, number(parts[0], &[1, 2])?)
}

fn from_iso<E: serde::de::Error>(text: &str) -> Result<NaiveDate, E> {
    let date = iso_day(text).ok_or_else(|| {
        let shown: String = text.chars().take(20).collect();
        format!("“{shown}” is geen bestaande datum; een datum staat er als \"2026-12-31\"")
    });
    date.and_then(|date| within(date, (1900, 2199)))
        .map_err(E::custom)
}

/// A date as the store writes it: `2026-12-31`.
pub fn iso_text(date: NaiveDate) -> String {
    // As chrono shows a date by itself: a pattern it would read anew each time.
    date.to_string()
}

/// A date in the store: `"2026-12-31"`.
pub mod iso {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes it.
    pub fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::iso_text(*date))
    }

    /// Reads it.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<NaiveDate, D::Error> {
        super::from_iso(&String::deserialize(d)?)
    }
}

/// A date in the store that may be null.
pub mod iso_option {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes it.
    pub fn serialize<S: Serializer>(d: &Option<NaiveDate>, s: S) -> Result<S::Ok, S::Error> {
        match d {
            Some(date) => super::iso::serialize(date, s),
            None => s.serialize_none(),
        }
    }

    /// Reads it.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<NaiveDate>, D::Error> {
        Option::<String>::deserialize(d)?
            .map(|text| super::from_iso(&text))
            .transpose()
    }
}

/// A moment in the store: `"2026-11-23T14:02:11+01:00"`.
pub mod moment {
    use chrono::{DateTime, FixedOffset, SecondsFormat};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes it, to the second.
    pub fn serialize<S: Serializer>(at: &DateTime<FixedOffset>, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Secs, false))
    }

    /// Reads it.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<DateTime<FixedOffset>, D::Error> {
        let text = String::deserialize(d)?;
        DateTime::parse_from_rfc3339(&text).map_err(|_why| {
            let shown: String = text.chars().take(32).collect();
            D::Error::custom(format!(
                "“{shown}” is geen tijdstip; een tijdstip staat er als \"2026-11-23T14:02:11+01:00\""
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn what_is_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for (typed, means) in [
            ("v", "23-11-2026"),
            ("ma", "30-11-2026"),
            ("vr", "27-11-2026"),
            ("+2w", "07-12-2026"),
            ("eom", "30-11-2026"),
            ("eind maand", "30-11-2026"),
            ("wk 48", "27-11-2026"),
            ("week 3", "22-01-2027"),
            ("15-12", "15-12-2026"),
            ("15-1", "15-01-2027"),
            ("15-1-2026", "15-01-2026"),
            ("Q4", "31-12-2026"),
        ] {
            assert_eq!(
                parse_coming(typed, today, 2026).map(dutch).as_deref(),
                Ok(means),
                "{typed}"
            );
        }
        assert!(parse_coming("wk 60", today, 2026).is_err());
        let said = parse_coming("ooit", today, 2026).unwrap_err();
        assert_eq!(said, "“ooit” is geen datum; typ +2w, 15-12 of eind maand");
    }

    #[test]
    fn short_forms() {
        for (typed, means) in [
            ("", "23-11-2026"),
            ("v", "23-11-2026"),
            ("Vandaag", "23-11-2026"),
            ("g", "22-11-2026"),
            ("gisteren", "22-11-2026"),
            ("eergisteren", "21-11-2026"),
            ("-2d", "21-11-2026"),
            ("-3w", "02-11-2026"),
            ("+1m", "23-12-2026"),
            ("+2w", "07-12-2026"),
            ("15-3", "15-03-2026"),
            ("15/3", "15-03-2026"),
            ("15-3-26", "15-03-2026"),
            ("15-03-2025", "15-03-2025"),
            ("2026-03-15", "15-03-2026"),
            ("ma", "23-11-2026"),
            ("vr", "20-11-2026"),
            ("eom", "30-11-2026"),
            ("Q2", "30-06-2026"),
            ("29-2-2024", "29-02-2024"),
        ] {
            assert_eq!(
                parse(typed, monday(), 2026).map(dutch).unwrap(),
                means,
                "{typed}"
            );
        }
    }

    #[test]
    fn refused() {
        for typed in [
            "29-2",
            "31-4",
            "0-1",
            "morgen?",
            "15",
            "15-3-226",
            "1-1-0001",
            "1-1-1-1",
            "-9999999999d",
            "q5",
            "é",
            "+é",
            "3000-01-01",
        ] {
            assert!(parse(typed, monday(), 2026).is_err(), "{typed}");
        }
    }

    #[test]
    fn shown_with_the_day_of_the_week() {
        assert_eq!(with_weekday(monday()), "ma 23-11-2026");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parser(text in ".{0,24}") {
            let _any = parse(&text, monday(), 2026);
        }

        #[test]
        fn what_is_shown_can_be_typed(days in 0u64..30_000) {
            let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(days);
            prop_assert_eq!(parse(&dutch(date), monday(), 2026), Ok(date));
        }
    }
}
