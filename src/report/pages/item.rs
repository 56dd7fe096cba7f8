//! The page of one item of the plan: what the screen shows beside a list and `regie toon` prints.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::changed::gone;
use super::meeting::minutes;
use super::party::party_page;
use super::regie::{chapter_regie, regie_fields, regie_page, theme_regie};
use super::{kpi, meeting, tables};
use crate::doc::Tone;
use crate::doc::para::{Para, fields, known, later, section};
use crate::plan::edit::{Field, confirmable};
use crate::plan::figures::light;
use crate::plan::find::parties::{Holdings, holdings};
use crate::plan::find::regie::where_said;
use crate::plan::model::date;
use crate::plan::model::kpi::Indicator;
use crate::plan::model::life::Origin;
use crate::plan::model::lookup::Item;
use crate::plan::model::party::Party;
use crate::plan::model::regie::{Found, Regie};
use crate::plan::model::sort::Sort;
use crate::plan::{Action, Block, Chapter, Goal, Plan, Status, Theme, Topic, words};

/// The page of an item, as on `today`; of one that was dropped that comes first, with its reason,
/// and where it comes from last.
pub fn page(plan: &Plan, item: Item<'_>, today: NaiveDate) -> Vec<Para> {
    framed(plan, item, page_of(plan, item, today).into_iter()).collect()
}

/// The same of a party of which it is known what it has, made as far as it is read.
pub fn party<'a>(
    plan: &'a Plan,
    party: &'a Party,
    has: &'a Holdings,
    today: NaiveDate,
) -> impl Iterator<Item = Para> + 'a {
    let page = party_page(plan, party, has, today);
    framed(plan, Item::Party(party), page)
}

/// The page of an item, with that it was dropped and where it comes from.
fn framed<'a>(
    plan: &Plan,
    item: Item<'a>,
    mut page: impl Iterator<Item = Para> + 'a,
) -> impl Iterator<Item = Para> + 'a {
    // A KPI's page says itself which of its indicators hold.
    let whole = !matches!(item, Item::Indicator(..));
    let dropped = item.dropped().filter(|_| whole);
    let dropped = dropped.map(|dropped| gone(plan, dropped));
    let title = page.next();
    let own = title.into_iter().chain(dropped).chain(page);
    own.chain(later(move || taken_over(item)))
}

/// Where an item comes from, and what of it nobody confirmed yet; of a KPI also of its indicators.
fn taken_over(item: Item<'_>) -> impl Iterator<Item = Para> {
    let own = item.to_confirm().iter().map(|key| (item.sort(), key));
    let inside: &[Indicator] = match item {
        Item::Kpi(kpi, _) | Item::Indicator(_, kpi) => &kpi.indicators,
        _ => &[],
    };
    let inside = inside.iter().flat_map(|it| &it.to_confirm);
    let all = own.chain(inside.map(|key| (Sort::Indicator, key)));
    let mut labels: Vec<&str> = all
        .filter_map(|(sort, key)| confirmable(sort, key))
        .collect();
    let mut met = HashSet::new();
    labels.retain(|label| met.insert(*label));
    let open = (!labels.is_empty()).then(|| labels.join(", "));
    let open = known("Nakijken", open).map(|it| it.toned(Tone::Amber));
    let origin: Vec<String> = item.origin().iter().map(Origin::shown).collect();
    let origin = (!origin.is_empty()).then(|| origin.join(", "));
    open.into_iter().chain(known("Komt uit", origin))
}

fn page_of(plan: &Plan, item: Item<'_>, today: NaiveDate) -> Vec<Para> {
    match item {
        Item::Chapter(chapter) => chapter_page(plan, chapter, today),
        Item::Theme(theme, chapter) => theme_page(plan, theme, chapter, today),
        Item::Goal(goal, theme) => goal_page(plan, goal, theme),
        Item::Action(action, goal) => action_page(plan, action, goal),
        Item::Kpi(kpi, chapter) => kpi::kpi_page(plan, kpi, chapter, today),
        Item::Indicator(_, kpi) => match plan.item(&kpi.id) {
            Some(Item::Kpi(kpi, chapter)) => kpi::kpi_page(plan, kpi, chapter, today),
            _ => Vec::new(),
        },
        Item::Topic(topic, _) => topic_page(plan, topic),
        Item::Regie(regie, chapter) => {
            let found = chapter
                .every_statement()
                .find(|statement| statement.regie.id == regie.id);
            found.map_or_else(Vec::new, |statement| regie_page(plan, statement, None))
        }
        Item::Party(party) => {
            let has = holdings(plan, &party.id);
            party_page(plan, party, &has, today).collect()
        }
        Item::Meeting(meeting) => minutes::minutes_page(plan, meeting),
        Item::Point(point) => meeting::point_page(plan, point, today),
        Item::Amount(..) | Item::Fte(..) | Item::Decision(_) => entry_page(plan, item),
    }
}

/// The page of a row of a table or of a decision: its fields.
fn entry_page(plan: &Plan, item: Item<'_>) -> Vec<Para> {
    let fields = Field::of(item.sort()).map(|field| {
        let said = field.said(plan, &field.now(item));
        Para::field(field.head, said)
    });
    std::iter::once(Para::title(words::titled(plan, item.id())))
        .chain(fields)
        .collect()
}

/// Running text as paragraphs, tables where they stand.
pub fn blocks(plan: &Plan, blocks: &[Block]) -> Vec<Para> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(text) => out.push(Para::heading(text)),
            Block::Paragraph(text) => out.extend([Para::Gap, Para::text(text)]),
            Block::Bullets(items) => out.extend(items.iter().map(Para::bullet)),
            Block::Table(id) => {
                let budgets = plan.budgets.iter().filter(|it| it.id == *id);
                let capacity = plan.capacity.iter().filter(|it| it.id == *id);
                out.extend(budgets.flat_map(tables::budget));
                out.extend(capacity.flat_map(tables::capacity));
            }
        }
    }
    out
}

fn partners(plan: &Plan, ids: &[String]) -> Option<Para> {
    (!ids.is_empty()).then(|| Para::field("Partners", plan.party_names(ids)))
}

fn needed(plan: &Plan, text: &[Block]) -> impl Iterator<Item = Para> {
    section("Wie hebben we daarvoor nodig?", blocks(plan, text))
}

/// The sentences of a block "Wie heeft de regie?".
pub(super) fn own_sentences(regie: &[Regie]) -> impl Iterator<Item = Para> {
    let own = regie.iter().filter(|regie| regie.found == Found::Regie);
    let own = own.map(|regie| Para::text(&regie.text).toned(Tone::Quote));
    section("Wie heeft de regie?", own)
}

/// The counts of statuses, as `2 open · 4 loopt`.
pub fn statuses<'a>(actions: impl Iterator<Item = &'a Action>) -> String {
    let actions: Vec<&Action> = actions.collect();
    let parts: Vec<String> = Status::ALL
        .iter()
        .filter_map(|status| {
            let count = actions
                .iter()
                .filter(|action| action.status == *status)
                .count();
            (count > 0).then(|| format!("{count} {}", words::status(*status)))
        })
        .collect();
    parts.join(" · ")
}

/// The lights of a chapter's KPIs in a line.
fn kpi_tally(plan: &Plan, chapter: &Chapter, today: NaiveDate) -> Option<String> {
    let counts = light::roll_up(plan, chapter.every_kpi(), today);
    (!chapter.kpis.is_empty()).then(|| light::summary(counts))
}

fn chapter_page(plan: &Plan, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    let mut out = vec![Para::title(words::chapter_title(chapter)), Para::Gap];
    // A chapter about the plan itself (1, 8, 9, 11) has nothing to lead.
    if !(chapter.themes.is_empty() && chapter.topics.is_empty()) {
        out.extend(chapter_regie(plan, chapter));
    }
    out.extend(partners(plan, &chapter.partners));
    out.extend(known("KPI's", kpi_tally(plan, chapter, today)));
    let counts = statuses(chapter.actions().map(|(action, ..)| action));
    out.extend(known("Acties", Some(counts).filter(|it| !it.is_empty())));
    out.extend(section("Doel", chapter.aim.iter().map(Para::text)));
    out.extend(kpi::years_of(plan, chapter, today));
    out.push(Para::Gap);
    out.extend(blocks(plan, &chapter.body));
    for topic in chapter.topics.iter().filter(|it| it.dropped.is_none()) {
        out.extend([Para::heading(&topic.title), Para::text(&topic.text)]);
    }
    out.extend(needed(plan, &chapter.partners_text));
    out.extend(own_sentences(&chapter.regie));
    let around = tables::context::of_chapter(plan, &chapter.id);
    let how = (!around.is_empty()).then(|| {
        let text = "Nieuwe cijfers: regie importeer indicatoren BESTAND, op het scherm met :";
        Para::text(text).toned(Tone::Dim)
    });
    out.extend(around.into_iter().chain(how));
    out
}

fn theme_page(plan: &Plan, theme: &Theme, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    let title = format!("{}{}", chapter.number, words::theme_title(theme));
    let mut out = vec![Para::title(title), Para::Gap];
    out.extend(theme_regie(plan, theme, chapter));
    let own = if theme.partners.is_empty() {
        &chapter.partners
    } else {
        &theme.partners
    };
    out.extend(partners(plan, own));
    out.extend(theme_kpis(plan, theme, chapter, today));
    out.extend(known("Prioriteit", theme.priority.map(|it| it.to_string())));
    let goals = || theme.goals.iter().filter(|goal| goal.dropped.is_none());
    let actions = goals().flat_map(|goal| &goal.actions);
    out.push(Para::field("Acties", statuses(actions)));
    out.push(Para::heading("Wat willen we bereiken?"));
    for goal in goals() {
        let goal_item = Para::item(format!("{}.", goal.number), &goal.text);
        out.push(goal_item.toned(Tone::Strong));
        let actions = goal.actions.iter();
        out.extend(actions.map(|action| action_item(plan, action, "   ")));
    }
    out.extend(needed(plan, &theme.partners_text));
    out.extend(own_sentences(&theme.regie));
    out
}

/// The KPIs the plan links to goals of the theme, or else all of its chapter.
fn theme_kpis(plan: &Plan, theme: &Theme, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    let linked = || theme.linked_kpis(chapter);
    if linked().next().is_none() {
        let tally = kpi_tally(plan, chapter, today);
        let tally = tally.map(|it| format!("het plan noemt ze bij het hoofdstuk: {it}"));
        return known("KPI's", tally).into_iter().collect();
    }
    let tally = light::summary(light::roll_up(plan, linked(), today));
    let each = linked().map(|kpi| {
        let light = light::shown(plan, kpi, today);
        format!("{}  {}  {}", kpi.id, words::light(light), kpi.text)
    });
    fields("KPI's", std::iter::once(tally).chain(each)).collect()
}

/// An action in a list: its letter, its words, and its status where it isn't open.
fn action_item(plan: &Plan, action: &Action, indent: &str) -> Para {
    let letter = action.id.rsplit('.').next().unwrap_or_default();
    let mut text = action.text.clone();
    let (executors, named) = plan.executors(action);
    if named {
        text.push_str(" → ");
        text.push_str(&plan.party_names(executors));
    }
    if action.status != Status::Open {
        text = format!("{text} [{}]", words::status(action.status));
    }
    Para::item(format!("{indent}{letter}"), text)
}

fn goal_page(plan: &Plan, goal: &Goal, theme: &Theme) -> Vec<Para> {
    let mut out = vec![Para::title(words::goal_title(goal)), Para::Gap];
    out.push(Para::field("Thema", words::theme_title(theme)));
    out.extend(known("Prioriteit", goal.priority.map(|it| it.to_string())));
    out.extend(regie_fields(plan, &goal.id));
    let about = plan.chapters_about(&[&goal.id]).into_iter();
    let linked = about.flat_map(|it| it.holding_kpis());
    let linked = linked.filter(|kpi| kpi.goals.contains(&goal.id));
    let linked = linked.map(|kpi| format!("{}  {}", kpi.id, kpi.text));
    out.extend(fields("KPI's", linked));
    out.push(Para::heading("Acties"));
    let actions = goal.actions.iter();
    out.extend(actions.map(|action| action_item(plan, action, "")));
    out
}

fn action_page(plan: &Plan, action: &Action, goal: &Goal) -> Vec<Para> {
    let (executors, named) = plan.executors(action);
    let standard = match where_said(plan) {
        _ if named => "",
        "" => " (standaard)",
        _ => " (standaard, hoofdstuk 1)",
    };
    let executors = format!("{}{standard}", plan.party_names(executors));
    let mut out = vec![
        Para::title(format!("Actie {}", action.id)),
        Para::Gap,
        Para::text(&action.text),
        Para::Gap,
        Para::field("Status", words::status(action.status)).toned(Tone::Strong),
        Para::field("Uitvoering", executors),
    ];
    if !action.with.is_empty() {
        out.push(Para::field("Samen met", plan.party_names(&action.with)));
    }
    out.extend(known("Ritme", action.cadence.map(words::cadence)));
    out.extend(known("Uiterlijk", action.due.map(date::dutch)));
    out.extend(regie_fields(plan, &action.id));
    out.push(Para::field("Doel", words::goal_title(goal)));
    out.extend(meeting::points_about(plan, &action.id));
    out.extend(meeting::log(&action.log));
    out
}

fn topic_page(plan: &Plan, topic: &Topic) -> Vec<Para> {
    let mut out = vec![Para::title(&topic.title), Para::Gap];
    out.extend(regie_fields(plan, &topic.id));
    if !topic.parties.is_empty() {
        out.push(Para::field("Partijen", plan.party_names(&topic.parties)));
    }
    out.extend([Para::Gap, Para::text(&topic.text)]);
    out
}
