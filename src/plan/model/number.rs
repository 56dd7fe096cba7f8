//! Numbers the Dutch way: a decimal comma, dots between thousands, exact to four decimals.
//!
//! | typed | means |
//! | --- | --- |
//! | `6` | 6 |
//! | `0,8` | 0.8 |
//! | `1.000` | one thousand |
//! | `1.234,5` | 1234.5 |
//! | `1.5` | refused: a dot stands between thousands, so it may be a slip for `1,5` |

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// Ten-thousandths in one.
const ONE: i64 = 10_000;
/// Nothing a municipality counts is larger; it also keeps sums far from overflow.
const LARGEST: i64 = 1_000_000_000_000;

/// A number exact to four decimals: a count, a percentage, an fte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(ONE))
    }

    /// Hundredths, as fte are given: `hundredths(80)` is 0,80.
    pub const fn hundredths(number: i64) -> Self {
        Self(number.saturating_mul(ONE / 100))
    }

    /// A whole number from JSON.
    ///
    /// # Errors
    /// A Dutch sentence, where it is out of range.
    pub fn from_json(number: impl TryInto<i64>) -> Result<Self, String> {
        match number.try_into() {
            Ok(number) if (-LARGEST..=LARGEST).contains(&number) => Ok(Self::whole(number)),
            _ => Err(too_large()),
        }
    }

    /// A number with decimals from JSON, rounded to four.
    ///
    /// # Errors
    /// A Dutch sentence, where it is out of range.
    pub fn from_f64(number: f64) -> Result<Self, String> {
        #[expect(clippy::cast_precision_loss, reason = "a power of ten far below 2^53")]
        let (one, largest) = (ONE as f64, LARGEST as f64);
        if !number.is_finite() || number.abs() > largest {
            return Err(too_large());
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the range was checked above"
        )]
        let ten_thousandths = (number * one).round() as i64;
        Ok(Self(ten_thousandths))
    }

    /// A number as a Dutch hand types it; see the table above.
    ///
    /// # Errors
    /// A Dutch sentence that says what to type instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once(',') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let whole = whole_part(text, whole)?;
        let fraction = fraction.map_or(Ok(0), |fraction| fraction_part(text, fraction))?;
        let value = whole
            .checked_mul(ONE)
            .filter(|_| whole <= LARGEST)
            .map(|whole| whole + fraction)
            .ok_or_else(too_large)?;
        Ok(Self(if negative { -value } else { value }))
    }

    /// `self` as a percentage of `of`; none where `of` is not above zero.
    pub fn percent_of(self, of: Self) -> Option<Self> {
        if of.0 <= 0 {
            return None;
        }
        let percent = i128::from(self.0) * 100 * i128::from(ONE) / i128::from(of.0);
        i64::try_from(percent).ok().map(Self)
    }

    /// The share `part / whole` of this number, for expected progress; `whole` is not 0.
    #[must_use]
    pub fn share(self, part: i64, whole: i64) -> Self {
        let share = i128::from(self.0) * i128::from(part) / i128::from(whole.max(1));
        Self(i64::try_from(share).unwrap_or(i64::MAX))
    }

    /// The sum, saturating.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, saturating.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The sum of the numbers that are there; none if none is.
    pub fn sum(numbers: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        numbers.into_iter().flatten().reduce(Self::plus)
    }

    /// Rounded for reading: whole from ten up, one decimal below.
    #[must_use]
    pub const fn rounded(self) -> Self {
        let step = if self.0.unsigned_abs() >= 10 * ONE.unsigned_abs() {
            ONE
        } else {
            ONE / 10
        };
        let half = if self.0 < 0 { -step / 2 } else { step / 2 };
        Self((self.0 + half) / step * step)
    }

    /// The whole number it is nearest to.
    #[must_use]
    pub const fn nearest(self) -> Self {
        Self(self.0.saturating_add(ONE / 2)).floor()
    }

    /// The whole number at or below it.
    #[must_use]
    pub const fn floor(self) -> Self {
        Self(self.0.div_euclid(ONE) * ONE)
    }

    /// The whole number at or above it.
    #[must_use]
    pub const fn ceil(self) -> Self {
        let floor = self.floor();
        Self(
            floor
                .0
                .saturating_add(if floor.0 == self.0 { 0 } else { ONE }),
        )
    }

    /// Whether it has no decimals.
    pub const fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// How many of `cells` a bar fills for this number out of `full`, in eighths of a cell.
    pub fn eighths_of(self, full: Self, cells: u16) -> u16 {
        if full.0 <= 0 || self.0 <= 0 {
            return 0;
        }
        let most = i128::from(cells) * 8;
        let filled = (i128::from(self.0) * most / i128::from(full.0)).min(most);
        u16::try_from(filled).unwrap_or(u16::MAX)
    }

    /// The nearest floating-point number, as other programs have it.
    #[expect(clippy::cast_precision_loss, reason = "LARGEST * ONE stays near 2^53")]
    pub const fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// How many decimals it has.
    pub fn decimals(self) -> usize {
        let shown = self.to_string();
        shown.split_once(',').map_or(0, |(_, after)| after.len())
    }

    /// With at least so many decimals, for a column of figures: `2,0` below `1,9`.
    pub fn with_decimals(self, least: usize) -> String {
        let mut shown = self.to_string();
        let own = self.decimals();
        if own == 0 && least > 0 {
            shown.push(',');
        }
        shown.extend(std::iter::repeat_n('0', least.saturating_sub(own)));
        shown
    }

    /// With exactly two decimals, as the fte tables print: `0,80`.
    pub fn fixed2(self) -> String {
        let hundredths = (self.0.unsigned_abs() + 50) / 100;
        let sign = if self.0 < 0 && hundredths > 0 {
            "-"
        } else {
            ""
        };
        format!(
            "{sign}{},{:02}",
            thousands(hundredths / 100),
            hundredths % 100
        )
    }
}

fn too_large() -> String {
    "dit getal is te groot om waar te zijn".to_string()
}

fn whole_part(text: &str, whole: &str) -> Result<i64, String> {
    let groups: Vec<&str> = whole.split('.').collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(|group| digits(group)) {
        return Err(format!(
            "“{}” is geen getal; typ bijvoorbeeld 6, 0,8 of 1.000",
            brief(text)
        ));
    }
    let grouped = groups.len() > 1;
    if grouped && !(groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3)) {
        let comma = whole.replacen('.', ",", 1);
        return Err(format!(
            "“{}” is niet duidelijk: een punt staat tussen duizendtallen; bedoelt u {}?",
            brief(text),
            brief(&comma)
        ));
    }
    groups.concat().parse().map_err(|_too_long| too_large())
}

/// The text with its middle left out where it is too long to repeat in a sentence.
fn brief(text: &str) -> String {
    if text.chars().count() <= 24 {
        return text.to_string();
    }
    text.chars().take(23).chain(['…']).collect()
}

fn fraction_part(text: &str, fraction: &str) -> Result<i64, String> {
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!(
            "“{}” is geen getal; typ bijvoorbeeld 6, 0,8 of 1.000",
            brief(text)
        ));
    }
    if fraction.len() > 4 {
        return Err("meer dan vier cijfers achter de komma worden niet bewaard".to_string());
    }
    format!("{fraction:0<4}")
        .parse()
        .map_err(|_never| too_large())
}

/// A whole number with dots between its thousands: `5.615.000`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Whole euros: `€ 5.615.000`; no amount is `€ ---`, as the plan prints it.
pub fn euros(amount: Option<i64>) -> String {
    match amount {
        Some(amount) if amount < 0 => format!("€ -{}", thousands(amount.unsigned_abs())),
        Some(amount) => format!("€ {}", thousands(amount.unsigned_abs())),
        None => "€ ---".to_string(),
    }
}

impl fmt::Display for Decimal {
    /// Dutch, with as many decimals as it has.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (
            self.0.unsigned_abs() / 10_000,
            self.0.unsigned_abs() % 10_000,
        );
        let sign = if self.0 < 0 { "-" } else { "" };
        if fraction == 0 {
            return f.pad(&format!("{sign}{}", thousands(whole)));
        }
        let fraction = format!("{fraction:04}");
        f.pad(&format!(
            "{sign}{},{}",
            thousands(whole),
            fraction.trim_end_matches('0')
        ))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_whole() {
            return serializer.serialize_i64(self.0 / ONE);
        }
        serializer.serialize_f64(self.to_f64())
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DecimalVisitor;
        impl Visitor<'_> for DecimalVisitor {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("een getal")
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Decimal, E> {
                Decimal::from_json(number).map_err(E::custom)
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Decimal, E> {
                Decimal::from_json(number).map_err(E::custom)
            }
            fn visit_f64<E: Error>(self, number: f64) -> Result<Decimal, E> {
                Decimal::from_f64(number).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(DecimalVisitor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn typed_and_shown() {
        for (typed, shown) in [
            ("6", "6"),
            ("0,8", "0,8"),
            ("0,80", "0,8"),
            (" 12 ", "12"),
            ("1.000", "1.000"),
            ("1000", "1.000"),
            ("1.234,5", "1.234,5"),
            ("-3", "-3"),
            ("5.615.000", "5.615.000"),
        ] {
            assert_eq!(Decimal::parse(typed).unwrap().to_string(), shown, "{typed}");
        }
    }

    #[test]
    fn refused_with_a_way_out() {
        for (typed, word) in [
            ("", "geen getal"),
            ("zes", "geen getal"),
            ("1.5", "bedoelt u 1,5?"),
            ("10.00", "bedoelt u 10,00?"),
            ("1,", "geen getal"),
            (",5", "geen getal"),
            ("1,23456", "vier cijfers"),
            ("99999999999999999999", "te groot"),
            ("1e3", "geen getal"),
            ("٣", "geen getal"),
            ("--1", "geen getal"),
        ] {
            let sentence = Decimal::parse(typed).unwrap_err();
            assert!(sentence.contains(word), "{typed}: {sentence}");
        }
    }

    #[test]
    fn a_column_has_as_many_decimals_as_its_longest() {
        for (typed, least, shown) in [
            ("2", 1, "2,0"),
            ("1,9", 1, "1,9"),
            ("-0,25", 1, "-0,25"),
            ("1234,5", 2, "1.234,50"),
            ("2", 0, "2"),
        ] {
            assert_eq!(Decimal::parse(typed).unwrap().with_decimals(least), shown);
        }
    }

    #[test]
    fn fte_have_two_decimals_and_euros_none() {
        assert_eq!(Decimal::hundredths(80).fixed2(), "0,80");
        assert_eq!(Decimal::hundredths(950).fixed2(), "9,50");
        assert_eq!(Decimal::whole(72).fixed2(), "72,00");
        assert_eq!(euros(Some(5_615_000)), "€ 5.615.000");
        assert_eq!(euros(None), "€ ---");
        assert_eq!(euros(Some(-1_500)), "€ -1.500");
    }

    #[test]
    fn rounded_for_reading() {
        for (number, shown) in [
            (89_589, "9"),
            (14_000, "1,4"),
            (114_999, "11"),
            (-89_589, "-9"),
        ] {
            assert_eq!(Decimal(number).rounded().to_string(), shown);
        }
    }

    #[test]
    fn a_bar_fills_in_eighths_and_never_overflows() {
        for (value, full, cells, eighths) in [
            (6, 10, 10, 48),
            (1, 4, 10, 20),
            (0, 4, 10, 0),
            (9, 4, 10, 80),
            (1, 0, 10, 0),
        ] {
            let got = Decimal::whole(value).eighths_of(Decimal::whole(full), cells);
            assert_eq!(got, eighths, "{value} of {full}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(number in -LARGEST..LARGEST) {
            let decimal = Decimal(number);
            prop_assert_eq!(Decimal::parse(&decimal.to_string()), Ok(decimal));
        }

        #[test]
        fn json_keeps_the_value(number in -LARGEST..LARGEST) {
            let decimal = Decimal(number);
            let json = serde_json::to_string(&decimal).unwrap();
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), decimal);
        }

        #[test]
        fn no_text_breaks_the_parser(text in ".{0,40}") {
            let _any = Decimal::parse(&text);
        }
    }
}
