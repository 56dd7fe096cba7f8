//! The year of an indicator in Word: its months as a table, in which everyone can read and change
//! what another format draws.

use std::iter::once;

use chrono::{Datelike, NaiveDate};

use super::WIDE;
use super::table::{Content, framed, row};
use super::words::{paragraph, run};
use super::xml::Xml;
use crate::doc::Tone;
use crate::doc::year::{Year, sign};
use crate::plan::figures::series::value_on;
use crate::plan::figures::strip::{Period, State};
use crate::plan::model::kpi::Light;
use crate::plan::model::number::Decimal;
use crate::report::out::paper::{self, MONTHS};

/// How wide a month is, in twentieths of a point.
const MONTH: u32 = 670;
/// How wide the words before them are.
const BEFORE: u32 = WIDE - 12 * MONTH;

/// The table, with what it says in words.
pub(super) fn year(xml: &mut Xml, year: &Year) {
    let widths: Vec<u32> = once(BEFORE).chain([MONTH; 12]).collect();
    framed(xml, &widths, true, |xml| {
        let number = year.number.to_string();
        let named = [(number.as_str(), BEFORE)]
            .into_iter()
            .chain(MONTHS.map(|it| (it, MONTH)));
        row(
            xml,
            true,
            named.map(|(text, wide)| Content {
                wide,
                text,
                middle: wide == MONTH,
                stays: true,
                ..Content::default()
            }),
        );
        if let Some(series) = &year.series {
            // A point of this line is what was expected on the day before.
            let expected = ends(year).map(|end| {
                let next = end.succ_opt()?;
                let mut pieces = series.expected.iter().rev();
                pieces.find_map(|piece| value_on(piece, next))
            });
            line(xml, "verwacht", expected, series.percent, Tone::Dim);
            let recorded = ends(year).map(|end| {
                let begun = end.with_day(1)? <= year.today;
                let day = end.min(year.today);
                value_on(&series.recorded, day).filter(|_| begun)
            });
            line(xml, "stand", recorded, series.percent, Tone::Strong);
        }
        if let Some(strip) = &year.strip {
            periods(xml, if year.state { "op orde" } else { "ritme" }, strip);
        }
    });
    paragraph(xml, "Caption", |_| {}, |xml| run(xml, None, &year.words));
}

/// The first cell of a row.
fn named(text: &str) -> Content<'_> {
    Content {
        wide: BEFORE,
        stays: true,
        text,
        ..Content::default()
    }
}

/// The last day of each month.
fn ends(year: &Year) -> impl Iterator<Item = NaiveDate> {
    let firsts = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(year.number, month, 1));
    firsts.filter_map(|first| first.with_day(u32::from(first.num_days_in_month())))
}

/// A row of values, one for each month.
fn line(
    xml: &mut Xml,
    word: &str,
    values: impl Iterator<Item = Option<Decimal>>,
    percent: bool,
    tone: Tone,
) {
    let unit = if percent { "%" } else { "" };
    let said = |it: Decimal| format!("{}{unit}", it.rounded());
    let values = values.map(|it| it.map_or_else(String::new, said));
    let values: Vec<String> = values.collect();
    let cells = values.iter().map(|text| Content {
        wide: MONTH,
        middle: true,
        stays: true,
        text,
        tone,
        ..Content::default()
    });
    row(xml, false, once(named(word)).chain(cells));
}

/// The sign of each period, under its months.
fn periods(xml: &mut Xml, word: &str, strip: &[Period]) {
    let signs: Vec<(String, usize, State)> = strip
        .iter()
        .map(|period| {
            let months = period.last.month0().saturating_sub(period.first.month0()) + 1;
            let sign = sign(period.state).to_string();
            (sign, usize::try_from(months).unwrap_or(1), period.state)
        })
        .collect();
    let cells = signs.iter().map(|(text, months, state)| Content {
        wide: MONTH * u32::try_from(*months).unwrap_or(1),
        columns: *months,
        middle: true,
        stays: true,
        text,
        fill: match state {
            State::Filled => Some(paper::paint(Light::Green)[0]),
            State::Missed => Some(paper::paint(Light::Red)[0]),
            _ => None,
        },
        ..Content::default()
    });
    row(xml, false, once(named(word)).chain(cells));
}
