//! The page of a KPI: its words, its indicators with their readings, its light.

use chrono::NaiveDate;

use super::changed::gone;
use super::meeting;
use super::regie::regie_fields;
use super::years::years;
use crate::doc::Tone;
use crate::doc::para::{Para, fields, known, section};
use crate::doc::table::{Cell, Column, Table};
use crate::doc::year::{MONTHS, Year, small};
use crate::plan::edit::{adjusted, how};
use crate::plan::figures::light;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Judgement, Kpi, Light};
use crate::plan::words::{Wide, bounds};
use crate::plan::{Chapter, Plan, words};

/// The page of a KPI as on `today`.
pub fn kpi_page(plan: &Plan, kpi: &Kpi, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    let mut out = vec![Para::title(format!("KPI {}", kpi.id))];
    let group = kpi.group_title.as_ref();
    let group = group.map(|title| format!("{}. {title}", kpi.group));
    out.extend(group.map(|text| Para::text(text).toned(Tone::Dim)));
    out.extend([Para::Gap, Para::text(&kpi.text), Para::Gap]);
    out.extend(standing(plan, kpi, today));
    out.push(Para::Gap);
    out.extend(regie_fields(plan, &kpi.id));
    if !kpi.parties.is_empty() {
        out.push(Para::field("Partijen", plan.party_names(&kpi.parties)));
    }
    let goals = kpi.goals.iter().map(|goal| words::titled(plan, goal));
    out.extend(fields("Doel", goals));
    out.push(Para::field("Hoofdstuk", words::chapter_title(chapter)));
    out.extend(meeting::points_about(plan, &kpi.id));
    out.extend(readings(plan, kpi));
    out.extend(meeting::log(&kpi.log));
    out
}

/// The year of each of a chapter's indicators in a line, under the letters of its months.
pub(super) fn years_of(
    plan: &Plan,
    chapter: &Chapter,
    today: NaiveDate,
) -> impl Iterator<Item = Para> {
    let row = |kpi: &Kpi, indicator: &Indicator| {
        let single = kpi.indicators.len() == 1;
        let light = light::of_row(plan, kpi, indicator, today);
        let cells = vec![
            if single { &kpi.id } else { &indicator.id }.as_str().into(),
            indicator.label.as_str().into(),
            words::standing(indicator, Wide::Cells).into(),
            small(indicator, today, plan.year).into(),
            Cell::toned(words::light_letter(light), Tone::of(light)),
        ];
        (cells, Tone::Plain)
    };
    let kpis = chapter.kpis.iter().filter(|kpi| kpi.dropped.is_none());
    let rows = kpis.flat_map(|kpi| kpi.holding().map(move |it| row(kpi, it)));
    let table = Table {
        columns: vec![
            Column::LEFT,
            Column::CUT,
            Column::RIGHT.headed("stand"),
            Column::SPARE.headed(MONTHS),
            Column::LEFT,
        ],
        rows: rows.collect(),
    };
    let table = (!table.rows.is_empty()).then_some(Para::Table(table));
    section("KPI's", table)
}

/// Its lights, and where its indicators stand.
pub(super) fn standing(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> impl Iterator<Item = Para> {
    let mut out = lights(plan, kpi, today);
    out.extend(first_light(plan, kpi, today));
    for indicator in &kpi.indicators {
        if kpi.indicators.len() > 1 {
            let heading = format!("{}  {}", indicator.id, indicator.label);
            out.push(Para::heading(heading));
        }
        match &indicator.dropped {
            Some(dropped) => out.push(gone(plan, dropped)),
            None => out.extend(indicator_paras(plan, kpi, indicator, today)),
        }
    }
    out.into_iter()
}

/// The light a person set beside the one the figures propose.
fn lights(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Vec<Para> {
    let proposed = light::propose_kpi(plan, kpi, today);
    let word = words::light(proposed);
    let Some(judged) = kpi.judgement() else {
        let text = match proposed {
            Light::None => word.to_string(),
            _ => format!("{word} (voorstel op grond van de cijfers)"),
        };
        return vec![Para::field("Stoplicht", text).toned(Tone::of(proposed))];
    };
    let light = words::light(judged.light);
    let text = format!("{light} (oordeel van {})", signed(&judged.by, judged.date));
    let mut out = vec![Para::field("Stoplicht", text).toned(Tone::of(judged.light))];
    out.extend(outlived(kpi));
    if judged.light != proposed {
        let text = format!("{word} (op grond van de cijfers)");
        out.push(Para::field("Voorstel", text).toned(Tone::of(proposed)));
    }
    out.extend(reasons(judged));
    out
}

/// Where what is wanted was moved: the light against what was wanted first.
pub fn first_light(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Option<Para> {
    let light = light::propose_kpi_first(plan, kpi, today)?;
    let text = against_first(plan, kpi, light);
    Some(Para::field("Eerst", text).toned(Tone::of(light)))
}

/// `rood, tegen de eerste streefwaarde (10)`.
pub fn against_first(plan: &Plan, kpi: &Kpi, light: Light) -> String {
    let firsts = kpi.holding().filter_map(|it| plan.first_wanted(it));
    let firsts: Vec<String> = firsts.map(|it| words::target(&it)).collect();
    let word = if firsts.len() > 1 {
        "streefwaarden"
    } else {
        "streefwaarde"
    };
    format!(
        "{}, tegen de eerste {word} ({})",
        words::light(light),
        firsts.join("; ")
    )
}

/// That the figures are younger than the judgement.
pub fn outlived(kpi: &Kpi) -> Option<Para> {
    let days = light::outlived(kpi)?;
    let text = format!("{}: geldt het nog?", words::outlived(days));
    Some(Para::field("Let op", text).toned(Tone::Amber))
}

/// Why a light was given, and what will be done.
pub fn reasons(judged: &Judgement) -> impl Iterator<Item = Para> {
    let explanation = known("Toelichting", judged.explanation.as_deref());
    let measure = known("Bijsturing", judged.measure.as_deref());
    explanation.into_iter().chain(measure)
}

/// Who, and on which day; a name may be left out.
fn signed(by: &str, day: NaiveDate) -> String {
    let by = Some(by)
        .filter(|by| !by.is_empty())
        .map(|by| format!("{by}, "));
    by.unwrap_or_default() + &date::dutch(day)
}

/// What is wanted of an indicator, and what was before.
pub(super) fn wanted(plan: &Plan, indicator: &Indicator) -> String {
    let mut wanted = words::target(indicator);
    if let (Some(unit), Some(_)) = (&indicator.unit, indicator.target)
        && unit != "%"
    {
        wanted = format!("{wanted} {unit}");
    }
    if let Some(was) = adjusted::was(plan, indicator) {
        wanted = format!("{wanted} ({was})");
    }
    wanted
}

fn indicator_paras(plan: &Plan, kpi: &Kpi, indicator: &Indicator, today: NaiveDate) -> Vec<Para> {
    let expected = light::expected_words(indicator, today, plan.year);
    let expected = expected.map(|it| format!("nu {it}"));
    let mut out = vec![
        Para::field("Stand", words::standing(indicator, Wide::Page)).toned(Tone::Strong),
        Para::field("Streven", wanted(plan, indicator)),
    ];
    let whole = indicator.whole();
    let by_year = whole
        .targets
        .iter()
        .filter_map(|it| Some((it.year, bounds(it.wanted())?)));
    let by_year: Vec<String> = by_year.map(|(year, it)| format!("{year}: {it}")).collect();
    out.extend(known(
        "Per jaar",
        Some(by_year.join(" · ")).filter(|it| !it.is_empty()),
    ));
    let cumulative = whole.cumulative == Some(true) && !plan.years().is_one();
    out.extend(known(
        "Telt door",
        cumulative.then(|| format!("over {}", plan.years().shown())),
    ));
    out.extend(known("Verwacht", expected));
    let baseline = indicator.baseline.map(|it| it.to_string());
    out.extend(known("Nulmeting", baseline));
    out.extend(known("Ritme", indicator.cadence.map(words::cadence)));
    out.push(Para::Year(Box::new(Year::of(plan, indicator, today))));
    out.extend(years(plan, kpi, indicator, today));
    out
}

/// What was said with its readings, the newest first.
pub(super) fn notes(kpi: &Kpi) -> impl Iterator<Item = Para> {
    let readings = kpi.indicators.iter().flat_map(|it| &it.readings);
    let mut noted: Vec<_> = readings
        .filter_map(|it| Some((it, it.note.as_ref()?)))
        .collect();
    noted.sort_by_key(|(reading, _)| std::cmp::Reverse(reading.date));
    let items = noted.into_iter().map(|(reading, note)| {
        Para::item(
            date::dutch(reading.date),
            format!("{note} ({})", reading.by),
        )
    });
    items.collect::<Vec<_>>().into_iter()
}

/// Every reading, the newest first.
fn readings(plan: &Plan, kpi: &Kpi) -> impl Iterator<Item = Para> {
    let indicators = kpi.indicators.iter();
    let mut all: Vec<_> = indicators
        .flat_map(|i| i.readings.iter().map(move |r| (i, r)))
        .collect();
    all.reverse();
    all.sort_by_key(|(_, reading)| std::cmp::Reverse(reading.date));
    let several = kpi.indicators.len() > 1;
    let items = all.into_iter().map(move |(indicator, reading)| {
        let mut text = words::reading(indicator, reading);
        text.push_str(&how(plan, indicator, reading).unwrap_or_default());
        if several {
            text = format!("{text} {}", indicator.label);
        }
        if let Some(note) = &reading.note {
            text = format!("{text} — {note}");
        }
        Para::item(
            date::dutch(reading.date),
            format!("{text} ({})", reading.by),
        )
    });
    section("Standen", items)
}
