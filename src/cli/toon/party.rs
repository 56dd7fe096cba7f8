//! Everything a party has in the plan: regie, actions, KPIs, chapters that need it.

use super::item::{heading, statements};
use super::measure;
use crate::cli::page::Page;
use crate::plan::party::Party;
use crate::plan::{Id, Plan, words};

pub fn party(page: &mut Page, plan: &Plan, party: &Party) {
    page.text(&format!(
        "{} ({})",
        party.name,
        words::party_kind(party.kind)
    ));
    let others: Vec<&str> = party.spellings().skip(1).collect();
    if !others.is_empty() {
        page.indented("  ", &format!("ook: {}", others.join(", ")));
    }
    if let Some(whole) = &party.part_of {
        page.indented("  ", &format!("hoort bij {}", plan.party_name(whole)));
    }
    let members = plan
        .parties
        .iter()
        .filter(|part| part.part_of.as_ref() == Some(&party.id));
    let members: Vec<&str> = members.map(|member| member.name.as_str()).collect();
    if !members.is_empty() {
        page.indented("  ", &format!("daarbij horen {}", members.join(", ")));
    }
    let leads = plan
        .statements()
        .filter(|statement| statement.regie.holders.contains(&party.id));
    statements(page, plan, &leads.collect::<Vec<_>>());
    let joins = plan
        .statements()
        .filter(|statement| statement.regie.with.contains(&party.id));
    listed(
        page,
        "Samen met wie de regie heeft",
        joins.map(|statement| (&statement.regie.id, statement.regie.subject.as_str())),
    );
    actions(page, plan, party);
    measure::kpis_of(page, plan, &party.id);
    chapters(page, plan, party);
}

fn actions(page: &mut Page, plan: &Plan, party: &Party) {
    let named = plan
        .actions()
        .filter(|(action, ..)| action.executors.contains(&party.id));
    listed(
        page,
        "Voert uit (genoemd)",
        named.map(|(action, ..)| (&action.id, &*action.text)),
    );
    let standard = plan
        .actions()
        .filter(|(action, ..)| action.executors.is_empty())
        .count();
    if party.id == plan.default_executor && standard > 0 {
        heading(page, "Voert uit (standaard)");
        let count = words::counted(standard, "actie", "acties");
        page.text(&format!(
            "{count} zonder genoemde uitvoerder; regie actie toont ze"
        ));
    }
    let with = plan
        .actions()
        .filter(|(action, ..)| action.with.contains(&party.id));
    listed(
        page,
        "Doet mee",
        with.map(|(action, ..)| (&action.id, &*action.text)),
    );
}

fn chapters(page: &mut Page, plan: &Plan, party: &Party) {
    let needed = |ids: &[Id]| ids.contains(&party.id);
    let chapters = plan.chapters.iter().flat_map(|chapter| {
        let own = needed(&chapter.partners).then_some((&chapter.id, chapter.title.as_str()));
        let themes = chapter
            .themes
            .iter()
            .filter(|theme| needed(&theme.partners));
        let themes = themes.map(|theme| (&theme.id, theme.title.as_deref().unwrap_or_default()));
        let topics = chapter.topics.iter().filter(|topic| needed(&topic.parties));
        let topics = topics.map(|topic| (&topic.id, topic.title.as_str()));
        own.into_iter().chain(themes).chain(topics)
    });
    listed(page, "Nodig bij", chapters);
}

/// A heading with a line per item; nothing where there are none.
fn listed<'a>(page: &mut Page, title: &str, items: impl Iterator<Item = (&'a Id, &'a str)>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        heading(page, title);
    }
    for (id, text) in items {
        page.marked(&format!("{id}  "), text);
    }
}
