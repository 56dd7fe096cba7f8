//! Everything a party has in the plan: regie, lights, open action points, actions, KPIs that name
//! it, chapters that need it, fte.

use chrono::NaiveDate;

use super::meeting::one_point;
use super::tables;
use crate::doc::Tone;
use crate::doc::para::{Para, known, later, section};
use crate::plan::figures::light;
use crate::plan::find::parties::{Holdings, Spots};
use crate::plan::find::regie::{holders, where_said};
use crate::plan::model::party::Party;
use crate::plan::{Plan, words};

/// The page of a party as on `today`, made as far as it is read: of a large plan a party may have
/// thousands of lines.
pub fn party_page<'a>(
    plan: &'a Plan,
    party: &'a Party,
    has: &'a Holdings,
    today: NaiveDate,
) -> impl Iterator<Item = Para> + 'a {
    let none = || {
        let text = "Het plan noemt geen regie van deze partij.";
        Para::text(text).toned(Tone::Dim)
    };
    let regie = has.regie.statements(plan).flat_map(|statement| {
        let holders = holders(plan, statement.regie);
        let text = format!("{holders}: {}", statement.regie.subject);
        let place = format!("  {}", words::found_in(&statement));
        [
            Para::bullet(text).toned(Tone::Strong),
            Para::text(place).toned(Tone::Dim),
        ]
    });
    let open = move || {
        let points = points(plan, party, today);
        section(format!("Open actiepunten ({})", points.len()), points)
    };
    let named = || actions("Acties als uitvoerder", plan, &has.named);
    let by_default = || {
        (has.by_default > 0).then(|| {
            let count = words::counted(has.by_default, "actie", "acties");
            let place = where_said(plan);
            let text = format!("{count} standaard, omdat het plan geen ander noemt{place}");
            Para::text(text).toned(Tone::Dim)
        })
    };
    let taking_part = || {
        let heading = "Acties waarbij het plan deze partij noemt";
        actions(heading, plan, &has.taking_part)
    };
    let kpis = move || {
        let kpis = has.kpis.kpis(plan).map(move |kpi| {
            let light = light::shown(plan, kpi, today);
            Para::item(&kpi.id, format!("[{}] {}", words::light(light), kpi.text))
        });
        section("KPI's die deze partij noemen", kpis)
    };
    let needed = || {
        let needed = has.needed(plan).map(|(chapter, letter)| {
            let mark = format!("{}{}", chapter.number, letter.unwrap_or_default());
            Para::item(mark, &chapter.title)
        });
        section("Nodig voor", needed)
    };
    std::iter::once(Para::title(&party.name))
        .chain(later(move || who_it_is(plan, party)))
        .chain([Para::heading("Regie")])
        .chain(has.regie.is_empty().then(none))
        .chain(regie)
        .chain(later(move || {
            section("Stoplichten", lights(plan, has, today))
        }))
        .chain(later(open))
        .chain(later(named))
        .chain(later(by_default))
        .chain(later(taking_part))
        .chain(later(kpis))
        .chain(later(needed))
        .chain(later(move || fte(plan, party)))
}

/// The lights of the chapters it leads, and of the KPIs that name it, each together.
fn lights<'a>(
    plan: &'a Plan,
    has: &'a Holdings,
    today: NaiveDate,
) -> impl Iterator<Item = Para> + 'a {
    let worst = |counts| light::worst(counts).map_or(Tone::Grey, Tone::of);
    let led = has.leads(plan).filter(|chapter| !chapter.kpis.is_empty());
    let led = led.map(move |chapter| {
        let counts = light::roll_up(plan, chapter.every_kpi(), today);
        let text = format!("{}: {}", chapter.title, light::summary(counts));
        Para::item(chapter.number.to_string(), text).toned(worst(counts))
    });
    let named = move || {
        (!has.kpis.is_empty()).then(|| {
            let counts = light::roll_up(plan, has.kpis.kpis(plan), today);
            let text = format!("met name genoemd in {}", light::summary(counts));
            Para::bullet(text).toned(worst(counts))
        })
    };
    led.chain(later(named))
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

fn actions<'a>(
    heading: &str,
    plan: &'a Plan,
    actions: &'a Spots,
) -> impl Iterator<Item = Para> + 'a {
    let items = actions.actions(plan).map(|action| {
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
