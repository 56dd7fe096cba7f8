//! What is wanted, and in which years, as a person types it: `1 à 2`, `2027: 10; 2028: 12`,
//! `2027-2030`.

use serde_json::{Value, json};

use super::blocks::plain;
use crate::plan::clean;
use crate::plan::model::number::Decimal;
use crate::plan::words::bounds;

/// What to type for targets of years.
pub(super) const TARGETS: &str = "typ per jaar een getal, zoals 2027: 10; 2028: 12";

pub(super) fn target(typed: &str) -> Result<Value, String> {
    let number = |text: &str| Decimal::parse(text.trim().trim_end_matches('%').trim());
    let lower = typed.to_lowercase();
    if lower == "alle" {
        return Ok(json!({ "min": 100, "max": null }));
    }
    if let Some(most) = lower.strip_prefix("hoogstens") {
        return Ok(json!({ "min": null, "max": number(most)? }));
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
