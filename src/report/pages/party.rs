//! Everything a party has in the plan: regie, lights, open action points, actions, KPIs that name
//! it, chapters that need it, fte.

use chrono::NaiveDate;

use super::meeting::one_point;
use super::tables;
use crate::doc::Tone;
use crate::doc::para::{Para, known, section};
use crate::plan::figures::light;
use crate::plan::find::parties::{Holdings, holdings};
use crate::plan::find::regie::{holders, where_said};
use crate::plan::model::party::Party;
use crate::plan::{Action, Plan, words};

/// The page of a party as on `today`.
pub fn party_page(plan: &Plan, party: &Party, today: NaiveDate) -> Vec<Para> {
    let has = holdings(plan, &party.id);
    let mut out = vec![Para::title(&party.name)];
    out.extend(who_it_is(plan, party));
    out.push(Para::heading("Regie"));
    if has.regie.is_empty() {
        out.push(Para::text("Het plan noemt geen regie van deze partij.").toned(Tone::Dim));
    }
    for statement in &has.regie {
        let holders = holders(plan, statement.regie);
        let text = format!("{holders}: {}", statement.regie.subject);
        out.push(Para::bullet(text).toned(Tone::Strong));
        let place = words::found_in(statement);
        out.push(Para::text(format!("  {place}")).toned(Tone::Dim));
    }
    out.extend(section("Stoplichten", lights(plan, &has, today)));
    let points = points(plan, party, today);
    let heading = format!("Open actiepunten ({})", points.len());
    out.extend(section(heading, points));
    out.extend(actions("Acties als uitvoerder", &has.named));
    if has.by_default > 0 {
        let count = words::counted(has.by_default, "actie", "acties");
        let place = where_said(plan);
        let text = format!("{count} standaard, omdat het plan geen ander noemt{place}");
        out.push(Para::text(text).toned(Tone::Dim));
    }
    out.extend(actions(
        "Acties waarbij het plan deze partij noemt",
        &has.taking_part,
    ));
    let kpis = has.kpis.iter().map(|kpi| {
        let light = light::shown(plan, kpi, today);
        Para::item(&kpi.id, format!("[{}] {}", words::light(light), kpi.text))
    });
    out.extend(section("KPI's die deze partij noemen", kpis));
    let needed = has.needed.iter().map(|(chapter, letter)| {
        let mark = format!("{}{}", chapter.number, letter.unwrap_or_default());
        Para::item(mark, &chapter.title)
    });
    out.extend(section("Nodig voor", needed));
    out.extend(fte(plan, party));
    out
}

/// The lights of the chapters it leads, and of the KPIs that name it, each together.
fn lights(plan: &Plan, has: &Holdings<'_>, today: NaiveDate) -> Vec<Para> {
    let worst = |counts| light::worst(counts).map_or(Tone::Grey, Tone::of);
    let led = has.leads.iter().filter(|chapter| !chapter.kpis.is_empty());
    let led = led.map(|chapter| {
        let counts = light::roll_up(plan, chapter.kpis.iter(), today);
        let text = format!("{}: {}", chapter.title, light::summary(counts));
        Para::item(chapter.number.to_string(), text).toned(worst(counts))
    });
    let mut out: Vec<Para> = led.collect();
    if !has.kpis.is_empty() {
        let counts = light::roll_up(plan, has.kpis.iter().copied(), today);
        let text = format!("met name genoemd in {}", light::summary(counts));
        out.push(Para::bullet(text).toned(worst(counts)));
    }
    out
}

/// What it still has to do by agreement.
fn points(plan: &Plan, party: &Party, today: NaiveDate) -> Vec<Para> {
    let points = plan.open_points_of(party);
    let points = points.map(|point| match (one_point(point), point.due) {
        (Para::Item { mark, text, .. }, Some(due)) if due < today => {
            Para::item(mark, text + " (te laat)").toned(Tone::Red)
        }
        (para, _) => para,
    });
    points.collect()
}

fn who_it_is(plan: &Plan, party: &Party) -> Vec<Para> {
    let mut out: Vec<Para> = party.full_name.iter().map(Para::text).collect();
    out.push(Para::Gap);
    out.push(Para::field("Soort", words::party_kind(party.kind)));
    let team = party.part_of.as_ref().map(|team| plan.party_name(team));
    out.extend(known("Deel van", team));
    let inside = plan.parties.iter();
    let inside = inside.filter(|other| other.part_of.as_deref() == Some(&party.id));
    let inside: Vec<&str> = inside.map(|other| other.name.as_str()).collect();
    out.extend(known("Hieronder", listed(&inside)));
    let mut spellings: Vec<&str> = Vec::new();
    for spelling in party.abbreviation.iter().chain(&party.aliases) {
        if !spellings.contains(&spelling.as_str()) {
            spellings.push(spelling);
        }
    }
    let spellings = known("Ook wel", listed(&spellings));
    out.extend(spellings.map(|it| it.toned(Tone::Dim)));
    out
}

fn listed(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}

fn actions(heading: &str, actions: &[&Action]) -> impl Iterator<Item = Para> {
    let items = actions.iter().map(|action| {
        let text = format!("[{}] {}", words::status(action.status), action.text);
        Para::item(&action.id, text)
    });
    section(format!("{heading} ({})", actions.len()), items)
}

/// The fte table that is the party's own: its id is the party's behind `fte-`. Of a role the rows
/// that bear its name, in whatever table.
fn fte(plan: &Plan, party: &Party) -> Vec<Para> {
    let own = plan
        .capacity
        .iter()
        .filter(|table| table.id.strip_prefix("fte-") == Some(&party.id));
    let mut out: Vec<Para> = own.flat_map(tables::capacity).collect();
    for table in &plan.capacity {
        let rows = table.rows.iter();
        for row in rows.filter(|row| party.spellings().any(|name| name == row.label)) {
            let numbers = [("bestaand", row.existing), ("uitbreiding", row.expansion)];
            let numbers = numbers
                .into_iter()
                .filter_map(|(word, fte)| Some(format!("{} fte {word}", fte?.fixed2())));
            let numbers: Vec<String> = numbers.collect();
            out.push(Para::heading("Formatie"));
            let text = format!("{} ({})", numbers.join(", "), table.title);
            out.push(Para::text(text));
        }
    }
    out
}
