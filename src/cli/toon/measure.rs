//! A KPI in full: its indicators, how they stand, and what light the figures propose.

use chrono::NaiveDate;

use super::item::heading;
use crate::cli::kpi::light_word;
use crate::cli::page::Page;
use crate::plan::kpi::{Indicator, Kpi};
use crate::plan::lookup::Item;
use crate::plan::{Plan, date, light, words};

pub fn kpi(page: &mut Page, plan: &Plan, kpi: &Kpi, today: NaiveDate) {
    page.marked(&format!("{}  ", kpi.id), &kpi.text);
    if let Some(title) = &kpi.group_title {
        page.indented("  ", &format!("groep: {} {title}", kpi.group));
    }
    let proposal = light::propose_kpi(kpi, today, plan.year, plan.thresholds);
    let shown = light::shown(kpi, today, plan.year, plan.thresholds);
    match kpi.judgement() {
        Some(judgement) => {
            let (day, by) = (date::dutch(judgement.date), &judgement.by);
            let (shown, proposal) = (light_word(shown), light_word(proposal));
            let line = format!("stoplicht: {shown} ({by}, {day}); de cijfers zeggen {proposal}");
            page.indented("  ", &line);
            for (what, text) in [
                ("toelichting", &judgement.explanation),
                ("bijsturing", &judgement.measure),
            ] {
                if let Some(text) = text {
                    page.indented("    ", &format!("{what}: {text}"));
                }
            }
        }
        None => page.indented(
            "  ",
            &format!("stoplicht: {} (voorstel)", light_word(shown)),
        ),
    }
    for indicator in &kpi.indicators {
        indicator_text(page, plan, indicator, today);
    }
    if !kpi.parties.is_empty() {
        page.indented(
            "  ",
            &format!("genoemd: {}", plan.party_names(&kpi.parties)),
        );
    }
    for id in &kpi.goals {
        if let Some(Item::Goal(goal, _)) = plan.item(id) {
            page.indented("  ", &format!("bij doel {id}: {}", goal.text));
        }
    }
}

fn indicator_text(page: &mut Page, plan: &Plan, indicator: &Indicator, today: NaiveDate) {
    page.marked(&format!("  {}  ", indicator.id), &indicator.label);
    let now = indicator.latest().map_or_else(
        || "geen stand".to_string(),
        |now| {
            let (value, day) = (words::reading(indicator, now), date::dutch(now.date));
            format!("{value} op {day}")
        },
    );
    let mut parts = vec![now, format!("gewenst: {}", words::target(indicator))];
    let expected = light::expected(indicator, today, plan.year);
    parts.extend(expected.map(|expected| format!("verwacht nu: {}", expected.fixed2())));
    parts.extend(
        indicator
            .baseline
            .map(|before| format!("nulmeting: {before}")),
    );
    parts.extend(
        indicator
            .cadence
            .map(|cadence| words::cadence(cadence).to_string()),
    );
    parts.extend(
        indicator
            .part_of
            .as_ref()
            .map(|whole| format!("deel van {whole}")),
    );
    let light = light::propose(indicator, today, plan.year, plan.thresholds);
    parts.push(light_word(light));
    page.indented("    ", &parts.join(" · "));
    let unit = indicator.unit.as_deref().unwrap_or_default();
    if !indicator.readings.is_empty() {
        heading_of_readings(page, unit);
    }
    for reading in indicator.readings.iter().rev() {
        let (day, value) = (
            date::dutch(reading.date),
            words::reading(indicator, reading),
        );
        let note = reading
            .note
            .as_ref()
            .map_or_else(String::new, |note| format!(". {note}"));
        page.marked("    - ", &format!("{day}: {value} ({}){note}", reading.by));
    }
}

fn heading_of_readings(page: &mut Page, unit: &str) {
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!(" in {unit}")
    };
    page.indented("    ", &format!("standen{unit}:"));
}

/// The KPIs that name a party.
pub fn kpis_of(page: &mut Page, plan: &Plan, id: &str) {
    let named: Vec<&Kpi> = plan
        .kpis()
        .map(|(kpi, _)| kpi)
        .filter(|kpi| kpi.parties.iter().any(|party| party == id))
        .collect();
    if !named.is_empty() {
        heading(page, "KPI's die de partij noemen");
    }
    for kpi in named {
        page.marked(&format!("{}  ", kpi.id), &kpi.text);
    }
}
