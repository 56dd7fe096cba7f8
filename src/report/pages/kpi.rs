//! The page of a KPI: its words, its indicators with their readings, its light.

use chrono::NaiveDate;

use super::meeting;
use super::regie::regie_fields;
use crate::doc::Tone;
use crate::doc::layout::Para;
use crate::doc::year::Year;
use crate::plan::figures::light;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kpi, Light};
use crate::plan::{Chapter, Plan, words};

/// The page of a KPI as on `today`.
pub fn kpi_page(plan: &Plan, kpi: &Kpi, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    let mut out = vec![Para::Title(format!("KPI {}", kpi.id))];
    if let Some(title) = &kpi.group_title {
        out.push(Para::Text(format!("{}. {title}", kpi.group), Tone::Dim));
    }
    out.push(Para::Gap);
    out.push(Para::Text(kpi.text.clone(), Tone::Plain));
    out.push(Para::Gap);
    out.extend(lights(plan, kpi, today));
    for indicator in &kpi.indicators {
        out.extend(indicator_paras(
            plan,
            indicator,
            today,
            kpi.indicators.len() > 1,
        ));
    }
    out.push(Para::Gap);
    out.extend(regie_fields(plan, &kpi.id));
    if !kpi.parties.is_empty() {
        out.push(Para::Field(
            "Partijen",
            plan.party_names(&kpi.parties),
            Tone::Plain,
        ));
    }
    for (i, goal) in kpi.goals.iter().enumerate() {
        let label = if i == 0 { "Doel" } else { "" };
        out.push(Para::Field(label, words::titled(plan, goal), Tone::Plain));
    }
    out.push(Para::Field(
        "Hoofdstuk",
        words::chapter_title(chapter),
        Tone::Plain,
    ));
    out.extend(meeting::points_about(plan, &kpi.id));
    out.extend(readings(kpi));
    out.extend(meeting::log(&kpi.log));
    out
}

/// The light a person set beside the one the figures propose.
fn lights(plan: &Plan, kpi: &Kpi, today: NaiveDate) -> Vec<Para> {
    let proposed = light::propose_kpi(kpi, today, plan.year, plan.thresholds);
    let Some(judged) = kpi.judgement() else {
        let text = match proposed {
            Light::None => "geen gegevens".to_string(),
            light => format!("{} (voorstel op grond van de cijfers)", words::light(light)),
        };
        return vec![Para::Field("Stoplicht", text, Tone::of(proposed))];
    };
    let text = format!(
        "{} (oordeel van {}, {})",
        words::light(judged.light),
        judged.by,
        date::dutch(judged.date)
    );
    let mut out = vec![Para::Field("Stoplicht", text, Tone::of(judged.light))];
    if judged.light != proposed {
        let text = format!("{} (op grond van de cijfers)", words::light(proposed));
        out.push(Para::Field("Voorstel", text, Tone::of(proposed)));
    }
    for (label, text) in [
        ("Toelichting", &judged.explanation),
        ("Bijsturing", &judged.measure),
    ] {
        out.extend(
            text.clone()
                .map(|text| Para::Field(label, text, Tone::Plain)),
        );
    }
    out
}

fn indicator_paras(
    plan: &Plan,
    indicator: &Indicator,
    today: NaiveDate,
    several: bool,
) -> Vec<Para> {
    let mut out = Vec::new();
    if several {
        out.push(Para::Heading(format!(
            "{}  {}",
            indicator.id, indicator.label
        )));
    }
    let now = match indicator.latest() {
        Some(latest) => {
            format!(
                "{} op {}",
                words::reading(indicator, latest),
                date::dutch(latest.date)
            )
        }
        None => "nog geen stand".to_string(),
    };
    let with_unit = match (&indicator.unit, indicator.target) {
        (Some(unit), Some(_)) if unit != "%" => format!("{} {unit}", words::target(indicator)),
        _ => words::target(indicator),
    };
    out.push(Para::Field("Stand", now, Tone::Strong));
    out.push(Para::Field("Streven", with_unit, Tone::Plain));
    if let Some(expected) = light::expected(indicator, today, plan.year) {
        let percent = if indicator.unit.as_deref() == Some("%") {
            "%"
        } else {
            ""
        };
        out.push(Para::Field(
            "Verwacht",
            format!("nu {}{percent}", expected.rounded()),
            Tone::Plain,
        ));
    }
    if let Some(baseline) = indicator.baseline {
        out.push(Para::Field("Nulmeting", baseline.to_string(), Tone::Plain));
    }
    if let Some(cadence) = indicator.cadence {
        out.push(Para::Field(
            "Ritme",
            words::cadence(cadence).to_string(),
            Tone::Plain,
        ));
    }
    out.push(Para::Year(Box::new(Year::of(plan, indicator, today))));
    out
}

fn readings(kpi: &Kpi) -> Vec<Para> {
    let mut all: Vec<_> = kpi
        .indicators
        .iter()
        .flat_map(|i| i.readings.iter().map(move |r| (i, r)))
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    all.reverse();
    all.sort_by_key(|(_, reading)| std::cmp::Reverse(reading.date));
    let mut out = vec![Para::Heading("Standen".to_string())];
    for (indicator, reading) in all {
        let label = if kpi.indicators.len() > 1 {
            format!(" {}", indicator.label)
        } else {
            String::new()
        };
        let note = reading
            .note
            .as_deref()
            .map(|note| format!(" — {note}"))
            .unwrap_or_default();
        let text = format!(
            "{}{label}{note} ({})",
            words::reading(indicator, reading),
            reading.by
        );
        out.push(Para::Item {
            mark: date::dutch(reading.date),
            text,
            role: Tone::Plain,
        });
    }
    out
}
