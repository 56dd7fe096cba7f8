//! The page of one item of the plan: what the screen shows beside a list and `regie toon` prints.

use chrono::NaiveDate;

use super::regie::{chapter_regie, regie_fields, regie_page, theme_regie};
use super::{kpi, meeting, minutes, party, tables};
use crate::doc::Tone;
use crate::doc::layout::Para;
use crate::plan::figures::light;
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::Found;
use crate::plan::{Action, Block, Chapter, Goal, Plan, Status, Theme, Topic, words};

/// The page of an item, as on `today`.
pub fn page(plan: &Plan, item: Item<'_>, today: NaiveDate) -> Vec<Para> {
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
        Item::Regie(regie, _) => {
            let found = plan
                .statements()
                .find(|statement| statement.regie.id == regie.id);
            found.map_or_else(Vec::new, |statement| regie_page(plan, statement, None))
        }
        Item::Party(party) => party::party_page(plan, party, today),
        Item::Meeting(meeting) => minutes::minutes_page(plan, meeting),
        Item::Point(point) => meeting::point_page(plan, point, today),
    }
}

/// Running text as paragraphs, tables where they stand.
pub fn blocks(plan: &Plan, blocks: &[Block]) -> Vec<Para> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(text) => out.push(Para::Heading(text.clone())),
            Block::Paragraph(text) => {
                out.push(Para::Gap);
                out.push(Para::Text(text.clone(), Tone::Plain));
            }
            Block::Bullets(items) => out.extend(items.iter().map(|text| bullet(text))),
            Block::Table(id) => {
                out.extend(
                    plan.budgets
                        .iter()
                        .filter(|b| b.id == *id)
                        .flat_map(tables::budget),
                );
                out.extend(
                    plan.capacity
                        .iter()
                        .filter(|c| c.id == *id)
                        .flat_map(tables::capacity),
                );
            }
        }
    }
    out
}

fn bullet(text: &str) -> Para {
    Para::Item {
        mark: "•".to_string(),
        text: text.to_string(),
        role: Tone::Plain,
    }
}

fn partners(plan: &Plan, ids: &[String]) -> Option<Para> {
    (!ids.is_empty()).then(|| Para::Field("Partners", plan.party_names(ids), Tone::Plain))
}

fn needed(plan: &Plan, text: &[Block]) -> Vec<Para> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Para::Heading("Wie hebben we daarvoor nodig?".to_string())];
    out.extend(blocks(plan, text));
    out
}

fn led_by(statements: impl Iterator<Item = String>) -> Vec<Para> {
    let mut out: Vec<Para> = statements
        .map(|text| Para::Text(text, Tone::Quote))
        .collect();
    if !out.is_empty() {
        out.insert(0, Para::Heading("Wie heeft de regie?".to_string()));
    }
    out
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

fn kpi_tally(plan: &Plan, chapter: &Chapter, today: NaiveDate) -> Option<Para> {
    if chapter.kpis.is_empty() {
        return None;
    }
    let counts = light::roll_up(plan, chapter.kpis.iter(), today);
    Some(Para::Field("KPI's", light::summary(counts), Tone::Plain))
}

fn chapter_page(plan: &Plan, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    let mut out = vec![Para::Title(words::chapter_title(chapter)), Para::Gap];
    // A chapter about the plan itself (1, 8, 9, 11) has nothing to lead.
    if !(chapter.themes.is_empty() && chapter.topics.is_empty()) {
        out.extend(chapter_regie(plan, chapter));
    }
    out.extend(partners(plan, &chapter.partners));
    out.extend(kpi_tally(plan, chapter, today));
    let actions = chapter
        .themes
        .iter()
        .flat_map(|theme| &theme.goals)
        .flat_map(|goal| &goal.actions);
    if actions.clone().next().is_some() {
        out.push(Para::Field("Acties", statuses(actions), Tone::Plain));
    }
    if let Some(aim) = &chapter.aim {
        out.push(Para::Heading("Doel".to_string()));
        out.push(Para::Text(aim.clone(), Tone::Plain));
    }
    out.push(Para::Gap);
    out.extend(blocks(plan, &chapter.body));
    for topic in &chapter.topics {
        out.push(Para::Heading(topic.title.clone()));
        out.push(Para::Text(topic.text.clone(), Tone::Plain));
    }
    out.extend(needed(plan, &chapter.partners_text));
    out.extend(led_by(own_sentences(&chapter.regie)));
    out
}

/// The sentences of a block "Wie heeft de regie?".
fn own_sentences(regie: &[crate::plan::model::regie::Regie]) -> impl Iterator<Item = String> {
    regie
        .iter()
        .filter(|regie| regie.found == Found::Regie)
        .map(|regie| regie.text.clone())
}

fn theme_page(plan: &Plan, theme: &Theme, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    let title = format!("{}{}", chapter.number, words::theme_title(theme));
    let mut out = vec![Para::Title(title), Para::Gap];
    out.extend(theme_regie(plan, theme, chapter));
    let own = if theme.partners.is_empty() {
        &chapter.partners
    } else {
        &theme.partners
    };
    out.extend(partners(plan, own));
    out.extend(theme_kpis(plan, theme, chapter, today));
    let actions = theme.goals.iter().flat_map(|goal| &goal.actions);
    out.push(Para::Field("Acties", statuses(actions), Tone::Plain));
    out.push(Para::Heading("Wat willen we bereiken?".to_string()));
    for goal in &theme.goals {
        out.push(Para::Item {
            mark: format!("{}.", goal.number),
            text: goal.text.clone(),
            role: Tone::Strong,
        });
        out.extend(
            goal.actions
                .iter()
                .map(|action| action_item(plan, action, "   ")),
        );
    }
    out.extend(needed(plan, &theme.partners_text));
    out.extend(led_by(own_sentences(&theme.regie)));
    out
}

/// The KPIs the plan links to goals of the theme, or else all of its chapter.
fn theme_kpis(plan: &Plan, theme: &Theme, chapter: &Chapter, today: NaiveDate) -> Vec<Para> {
    if theme.linked_kpis(chapter).next().is_none() {
        let with_chapter = |para| match para {
            Para::Field(label, text, role) => {
                let text = format!("het plan noemt ze bij het hoofdstuk: {text}");
                Para::Field(label, text, role)
            }
            other => other,
        };
        return kpi_tally(plan, chapter, today)
            .map(with_chapter)
            .into_iter()
            .collect();
    }
    let counts = light::roll_up(plan, theme.linked_kpis(chapter), today);
    let mut out = vec![Para::Field("KPI's", light::summary(counts), Tone::Plain)];
    out.extend(theme.linked_kpis(chapter).map(|kpi| {
        let light = light::shown(kpi, today, plan.year, plan.thresholds);
        let text = format!("{}  {}  {}", kpi.id, words::light(light), kpi.text);
        Para::Field("", text, Tone::Plain)
    }));
    out
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
        text.push_str(" [");
        text.push_str(words::status(action.status));
        text.push(']');
    }
    Para::Item {
        mark: format!("{indent}{letter}"),
        text,
        role: Tone::Plain,
    }
}

fn goal_page(plan: &Plan, goal: &Goal, theme: &Theme) -> Vec<Para> {
    let mut out = vec![Para::Title(words::goal_title(goal)), Para::Gap];
    out.push(Para::Field("Thema", words::theme_title(theme), Tone::Plain));
    out.extend(regie_fields(plan, &goal.id));
    let linked: Vec<_> = plan
        .kpis()
        .filter(|(kpi, _)| kpi.goals.contains(&goal.id))
        .collect();
    for (i, (kpi, _)) in linked.iter().enumerate() {
        let label = if i == 0 { "KPI's" } else { "" };
        out.push(Para::Field(
            label,
            format!("{}  {}", kpi.id, kpi.text),
            Tone::Plain,
        ));
    }
    out.push(Para::Heading("Acties".to_string()));
    out.extend(
        goal.actions
            .iter()
            .map(|action| action_item(plan, action, "")),
    );
    out
}

fn action_page(plan: &Plan, action: &Action, goal: &Goal) -> Vec<Para> {
    let mut out = vec![
        Para::Title(format!("Actie {}", action.id)),
        Para::Gap,
        Para::Text(action.text.clone(), Tone::Plain),
        Para::Gap,
        Para::Field(
            "Status",
            words::status(action.status).to_string(),
            Tone::Strong,
        ),
    ];
    let (executors, named) = plan.executors(action);
    let who = plan.party_names(executors);
    let text = if named {
        who
    } else {
        format!("{who} (standaard, hoofdstuk 1)")
    };
    out.push(Para::Field("Uitvoering", text, Tone::Plain));
    if !action.with.is_empty() {
        out.push(Para::Field(
            "Samen met",
            plan.party_names(&action.with),
            Tone::Plain,
        ));
    }
    if let Some(cadence) = action.cadence {
        out.push(Para::Field(
            "Ritme",
            words::cadence(cadence).to_string(),
            Tone::Plain,
        ));
    }
    if let Some(due) = action.due {
        out.push(Para::Field("Uiterlijk", date::dutch(due), Tone::Plain));
    }
    out.extend(regie_fields(plan, &action.id));
    out.push(Para::Field("Doel", words::goal_title(goal), Tone::Plain));
    out.extend(meeting::points_about(plan, &action.id));
    out.extend(meeting::log(&action.log));
    out
}

fn topic_page(plan: &Plan, topic: &Topic) -> Vec<Para> {
    let mut out = vec![Para::Title(topic.title.clone()), Para::Gap];
    out.extend(regie_fields(plan, &topic.id));
    if !topic.parties.is_empty() {
        out.push(Para::Field(
            "Partijen",
            plan.party_names(&topic.parties),
            Tone::Plain,
        ));
    }
    out.push(Para::Gap);
    out.push(Para::Text(topic.text.clone(), Tone::Plain));
    out
}
