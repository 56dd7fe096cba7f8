//! What is wanted, and in which years, as a person types it: `1 à 2`, `2027: 10; 2028: 12`,
//! `2027-2030`.

use serde_json::{Value, json};

use super::blocks::plain;
use crate::plan::clean;
use crate::plan::model::kpi::{Indicator, Kind, Target};
use crate::plan::model::number::Decimal;
use crate::plan::words::bounds;

/// What to type for targets of years.
pub(super) const TARGETS: &str = "typ per jaar een getal, zoals 2027: 10; 2028: 12";

/// What to type for a target.
pub(super) const TARGET: &str = "typ een getal, zoals 6, of 1 à 2, hoogstens 5 of alle";

/// How a ceiling begins, and how a least does; of two that begin alike the longer first.
const MOST: [&str; 7] = [
    "hoogstens",
    "ten hoogste",
    "maximaal",
    "max.",
    "max",
    "<=",
    "≤",
];
const LEAST: [&str; 7] = [
    "ten minste",
    "minstens",
    "minimaal",
    "min.",
    "min",
    ">=",
    "≥",
];

fn after<'a>(typed: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| typed.strip_prefix(word))
}

pub(super) fn target(typed: &str) -> Result<Value, String> {
    let number = |text: &str| {
        let number = Decimal::parse(text.trim().trim_end_matches('%').trim());
        // Of a number that is nearly one it is said what is wrong with it.
        let nearly = text.chars().any(|it| it.is_ascii_digit());
        number.map_err(|why| {
            if nearly {
                why
            } else {
                format!(
                    "“{}” is geen getal; {TARGET}",
                    clean::one_line(typed.trim())
                )
            }
        })
    };
    let lower = typed.trim().to_lowercase();
    if lower == "alle" {
        return Ok(json!({ "min": 100, "max": null }));
    }
    if let Some(most) = after(&lower, &MOST) {
        return Ok(json!({ "min": null, "max": number(most)? }));
    }
    if let Some(least) = after(&lower, &LEAST) {
        return Ok(json!({ "min": number(least)?, "max": null }));
    }
    let between = ["à", " tot ", " - ", ".."];
    let ends = between.iter().find_map(|mark| lower.split_once(mark));
    let (min, max) = match ends {
        Some((min, max)) => (number(min)?, Some(number(max)?)),
        None => (number(&lower)?, None),
    };
    if max.is_some_and(|max| max < min) {
        return Err(format!("“{typed}” loopt terug"));
    }
    Ok(json!({ "min": min, "max": max }))
}

/// That what was typed suits the indicator it is for: a percentage is of a part of a whole, and a bare number
/// takes no ceiling away in silence.
pub(super) fn suits(kind: Kind, stands: Option<Target>, typed: &str) -> Result<(), String> {
    let typed = typed.trim();
    let percent = typed.contains('%') || typed.to_lowercase() == "alle";
    if percent && kind != Kind::Coverage {
        let bare = typed.replace('%', "");
        let such = match bare.trim() {
            "alle" => "6".to_string(),
            bare => clean::one_line(bare).into_owned(),
        };
        return Err(format!(
            "“{}” past alleen bij een deel van een geheel, en dit is een aantal; typ {such}",
            clean::one_line(typed)
        ));
    }
    let bare = typed.trim_end_matches('%').trim_end();
    match stands.and_then(Target::ceiling) {
        Some(most) if Decimal::parse(bare).is_ok() => Err(format!(
            "nu staat er hoogstens {most}; typ hoogstens {typed} of minimaal {typed}"
        )),
        _ => Ok(()),
    }
}

/// The same of targets of years.
pub(super) fn suit(indicator: &Indicator, typed: &str) -> Result<(), String> {
    let parts = typed.split(';').filter_map(|part| part.split_once(':'));
    for (year, typed) in parts {
        let stands = self::year(year).ok();
        let stands = stands.and_then(|year| indicator.target_of(year));
        suits(indicator.kind, stands, typed).map_err(|why| format!("{}: {why}", year.trim()))?;
    }
    Ok(())
}

pub(super) fn said_target(value: &Value) -> String {
    let target = serde_json::from_value(value.clone()).ok();
    target
        .and_then(bounds)
        .unwrap_or_else(|| "geen".to_string())
}

pub(super) fn targets(typed: &str) -> Result<Value, String> {
    let mut all: Vec<(i32, Value)> = Vec::new();
    for part in typed.split(';').filter(|it| !it.trim().is_empty()) {
        let (year, wanted) = part.split_once(':').ok_or_else(|| {
            let part = clean::one_line(part.trim());
            format!("“{part}” past niet; {TARGETS}")
        })?;
        let year = self::year(year)?;
        let mut wanted = target(wanted.trim())?;
        wanted["year"] = year.into();
        all.retain(|(other, _)| *other != year);
        all.push((year, wanted));
    }
    all.sort_by_key(|(year, _)| *year);
    Ok(all.into_iter().map(|(_, wanted)| wanted).collect())
}

pub(super) fn said_of_year(value: &Value) -> String {
    let year = value.get("year").map(plain).unwrap_or_default();
    format!("{year}: {}", said_target(value))
}

fn year(typed: &str) -> Result<i32, String> {
    let year = typed.trim().parse().ok();
    let year = year.filter(|year| (2000..2100).contains(year));
    year.ok_or_else(|| format!("“{}” is geen jaar; typ er een als 2027", typed.trim()))
}

pub(super) fn period(typed: &str) -> Result<Value, String> {
    let ends = ["-", " tot ", " t/m "]
        .iter()
        .find_map(|mark| typed.split_once(mark));
    let (from, to) = ends.unwrap_or((typed, typed));
    let (from, to) = (year(from)?, year(to)?);
    if from > to {
        return Err(format!("“{typed}” loopt terug"));
    }
    Ok(json!({ "from": from, "to": to }))
}
