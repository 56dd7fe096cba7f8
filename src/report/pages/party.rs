//! Everything a party has in the plan: regie, lights, open action points, actions, KPIs that name
//! it, chapters that need it, fte.

use chrono::NaiveDate;

use super::meeting::one_point;
use super::regie::place;
use super::tables;
use crate::doc::Tone;
use crate::doc::layout::Para;
use crate::plan::figures::light;
use crate::plan::find::regie::holders;
use crate::plan::model::capacity::Row;
use crate::plan::model::kpi;
use crate::plan::model::party::{Kind, Party};
use crate::plan::model::regie::Statement;
use crate::plan::{Action, Chapter, Id, Plan, words};

/// What a party has, gathered once for its page and for the counts in a table.
#[derive(Debug, Default)]
pub struct Holdings<'a> {
    /// Statements in which it leads, or takes part beside the holder.
    pub regie: Vec<Statement<'a>>,
    /// Actions it carries out by name.
    pub named: Vec<&'a Action>,
    /// Actions it takes part in.
    pub taking_part: Vec<&'a Action>,
    /// Actions that are its by the plan's default.
    pub by_default: usize,
    /// KPIs that name it.
    pub kpis: Vec<&'a kpi::Kpi>,
    /// Chapters that need it, with the letter of the theme where the plan says so.
    pub needed: Vec<(&'a Chapter, Option<&'a str>)>,
    /// Chapters in which it leads, wholly or in part.
    pub leads: Vec<&'a Chapter>,
}

/// Gathers what the party `id` has.
pub fn holdings<'a>(plan: &'a Plan, id: &str) -> Holdings<'a> {
    let has = |ids: &[Id]| ids.iter().any(|other| other == id);
    let mut out = Holdings {
        regie: plan
            .statements()
            .filter(|s| has(&s.regie.holders) || has(&s.regie.with))
            .collect(),
        kpis: plan
            .kpis()
            .map(|(kpi, _)| kpi)
            .filter(|kpi| has(&kpi.parties))
            .collect(),
        ..Holdings::default()
    };
    for statement in &out.regie {
        let known = out.leads.iter().any(|it| it.id == statement.chapter.id);
        if has(&statement.regie.holders) && !known {
            out.leads.push(statement.chapter);
        }
    }
    for (action, ..) in plan.actions() {
        let (executors, named) = plan.executors(action);
        if has(executors) && named {
            out.named.push(action);
        } else if has(executors) {
            out.by_default += 1;
        } else if has(&action.with) {
            out.taking_part.push(action);
        } else {
            // This action is none of the party's business.
        }
    }
    for chapter in &plan.chapters {
        if has(&chapter.partners) {
            out.needed.push((chapter, None));
        }
        let themes = chapter.themes.iter().filter(|theme| has(&theme.partners));
        out.needed
            .extend(themes.map(|theme| (chapter, theme.letter.as_deref())));
    }
    out
}

/// The page of a party as on `today`.
pub fn party_page(plan: &Plan, party: &Party, today: NaiveDate) -> Vec<Para> {
    let has = holdings(plan, &party.id);
    let mut out = vec![Para::Title(party.name.clone())];
    out.extend(who_it_is(plan, party));
    out.push(Para::Heading("Regie".to_string()));
    if has.regie.is_empty() {
        out.push(Para::Text(
            "Het plan noemt geen regie van deze partij.".to_string(),
            Tone::Dim,
        ));
    }
    for statement in &has.regie {
        let text = format!(
            "{}: {}",
            holders(plan, statement.regie),
            statement.regie.subject
        );
        out.push(Para::Item {
            mark: "•".to_string(),
            text,
            role: Tone::Strong,
        });
        out.push(Para::Text(format!("  {}", place(*statement)), Tone::Dim));
    }
    out.extend(lights(plan, &has, today));
    out.extend(points(plan, party, today));
    out.extend(actions("Acties als uitvoerder", &has.named));
    if has.by_default > 0 {
        let count = words::counted(has.by_default, "actie", "acties");
        let text = format!("{count} standaard, omdat het plan geen ander noemt (hoofdstuk 1)");
        out.push(Para::Text(text, Tone::Dim));
    }
    out.extend(actions(
        "Acties waarbij het plan deze partij noemt",
        &has.taking_part,
    ));
    if !has.kpis.is_empty() {
        out.push(Para::Heading("KPI's die deze partij noemen".to_string()));
    }
    for kpi in &has.kpis {
        let light = light::shown(kpi, today, plan.year, plan.thresholds);
        let text = format!("[{}] {}", words::light(light), kpi.text);
        out.push(Para::Item {
            mark: kpi.id.clone(),
            text,
            role: Tone::Plain,
        });
    }
    out.extend(needed(&has));
    out.extend(fte(plan, party));
    out
}

/// The lights of the chapters it leads, and of the KPIs that name it, each together.
fn lights(plan: &Plan, has: &Holdings<'_>, today: NaiveDate) -> Vec<Para> {
    let mut out = Vec::new();
    let led = has.leads.iter().filter(|chapter| !chapter.kpis.is_empty());
    for chapter in led {
        let counts = light::roll_up(plan, chapter.kpis.iter(), today);
        let text = format!("{}: {}", chapter.title, light::summary(counts));
        out.push(item(chapter.number.to_string(), text, worst_role(counts)));
    }
    if !has.kpis.is_empty() {
        let counts = light::roll_up(plan, has.kpis.iter().copied(), today);
        let text = format!("met name genoemd in {}", light::summary(counts));
        out.push(item("•".to_string(), text, worst_role(counts)));
    }
    if !out.is_empty() {
        out.insert(0, Para::Heading("Stoplichten".to_string()));
    }
    out
}

fn worst_role(counts: light::Tally) -> Tone {
    light::worst(counts).map_or(Tone::Grey, Tone::of)
}

/// What it still has to do by agreement.
fn points(plan: &Plan, party: &Party, today: NaiveDate) -> Vec<Para> {
    let mut out = Vec::new();
    for point in plan.open_points_of(party) {
        out.push(match (one_point(point), point.due) {
            (Para::Item { mark, text, .. }, Some(due)) if due < today => {
                item(mark, format!("{text} (te laat)"), Tone::Red)
            }
            (para, _) => para,
        });
    }
    if !out.is_empty() {
        out.insert(
            0,
            Para::Heading(format!("Open actiepunten ({})", out.len())),
        );
    }
    out
}

const fn item(mark: String, text: String, role: Tone) -> Para {
    Para::Item { mark, text, role }
}

fn who_it_is(plan: &Plan, party: &Party) -> Vec<Para> {
    let mut out = Vec::new();
    if let Some(full) = &party.full_name {
        out.push(Para::Text(full.clone(), Tone::Plain));
    }
    out.push(Para::Gap);
    out.push(Para::Field(
        "Soort",
        words::party_kind(party.kind).to_string(),
        Tone::Plain,
    ));
    if let Some(team) = &party.part_of {
        out.push(Para::Field(
            "Deel van",
            plan.party_name(team).to_string(),
            Tone::Plain,
        ));
    }
    let inside: Vec<&str> = plan
        .parties
        .iter()
        .filter(|other| other.part_of.as_deref() == Some(&party.id))
        .map(|other| other.name.as_str())
        .collect();
    if !inside.is_empty() {
        out.push(Para::Field("Hieronder", inside.join(", "), Tone::Plain));
    }
    let mut spellings: Vec<&str> = Vec::new();
    for spelling in party.abbreviation.iter().chain(&party.aliases) {
        if !spellings.contains(&spelling.as_str()) {
            spellings.push(spelling);
        }
    }
    if !spellings.is_empty() {
        out.push(Para::Field("Ook wel", spellings.join(", "), Tone::Dim));
    }
    out
}

fn actions(heading: &str, actions: &[&Action]) -> Vec<Para> {
    if actions.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Para::Heading(format!("{heading} ({})", actions.len()))];
    out.extend(actions.iter().map(|action| Para::Item {
        mark: action.id.clone(),
        text: format!("[{}] {}", words::status(action.status), action.text),
        role: Tone::Plain,
    }));
    out
}

fn needed(has: &Holdings<'_>) -> Vec<Para> {
    if has.needed.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Para::Heading("Nodig voor".to_string())];
    out.extend(has.needed.iter().map(|(chapter, letter)| Para::Item {
        mark: format!("{}{}", chapter.number, letter.unwrap_or_default()),
        text: chapter.title.clone(),
        role: Tone::Plain,
    }));
    out
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
        let named = |row: &&Row| party.spellings().any(|name| name == row.label);
        for row in table.rows.iter().filter(named) {
            let numbers = [("bestaand", row.existing), ("uitbreiding", row.expansion)];
            let numbers = numbers.into_iter().filter_map(|(word, fte)| {
                let fte = fte?;
                Some(format!("{} fte {word}", fte.fixed2()))
            });
            let numbers: Vec<String> = numbers.collect();
            out.push(Para::Heading("Formatie".to_string()));
            let text = format!("{} ({})", numbers.join(", "), table.title);
            out.push(Para::Text(text, Tone::Plain));
        }
    }
    out
}

/// The order of the Teams pane: teams, roles, partners, each by name.
pub fn sorted(plan: &Plan) -> Vec<&Party> {
    let mut parties: Vec<&Party> = plan.parties.iter().collect();
    parties.sort_by_cached_key(|party| {
        let kind = match party.kind {
            Kind::Team => 0,
            Kind::Role => 1,
            Kind::Partner => 2,
        };
        (kind, party.name.to_lowercase())
    });
    parties
}
