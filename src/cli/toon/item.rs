//! Chapters, themes, goals, actions and topics in full.

use super::tables;
use crate::cli::page::Page;
use crate::cli::wie::place;
use crate::plan::find::{holders, no_regie};
use crate::plan::regie::Statement;
use crate::plan::{Action, Block, Chapter, Goal, Id, Plan, Theme, Topic, date, words};

pub fn chapter(page: &mut Page, plan: &Plan, chapter: &Chapter) {
    page.text(&words::chapter_title(chapter));
    blocks(page, plan, &chapter.body);
    if let Some(aim) = &chapter.aim {
        heading(page, "DOEL");
        page.text(aim);
    }
    for one in &chapter.topics {
        page.blank();
        topic_text(page, one);
    }
    for one in &chapter.themes {
        page.blank();
        theme_text(page, plan, one);
    }
    partners(page, plan, &chapter.partners, &chapter.partners_text);
    let own: Vec<Statement<'_>> = plan
        .statements()
        .filter(|statement| statement.chapter.id == chapter.id && statement.theme.is_none())
        .collect();
    statements(page, plan, &own);
}

pub fn theme(page: &mut Page, plan: &Plan, theme: &Theme) {
    theme_text(page, plan, theme);
    regie_of(page, plan, &theme.id);
}

fn theme_text(page: &mut Page, plan: &Plan, theme: &Theme) {
    page.text(&named(theme));
    for goal in &theme.goals {
        page.blank();
        goal_text(page, plan, goal);
    }
    partners(page, plan, &theme.partners, &theme.partners_text);
}

/// `3B Bedrijventerreinen`.
fn named(theme: &Theme) -> String {
    let title = theme.title.as_deref();
    format!("{} {}", theme.id, title.unwrap_or("Doelen en acties"))
}

pub fn goal(page: &mut Page, plan: &Plan, goal: &Goal, theme: &Theme) {
    page.text(&format!("Thema {}", named(theme)));
    goal_text(page, plan, goal);
    regie_of(page, plan, &goal.id);
}

fn goal_text(page: &mut Page, plan: &Plan, goal: &Goal) {
    page.marked(&format!("{}  ", goal.id), &goal.text);
    for action in &goal.actions {
        page.marked(&format!("  {}  ", action.id), &action.text);
        page.indented("    ", &state(plan, action));
    }
}

/// `loopt · uitvoering: Team OOV&B (standaard)`.
fn state(plan: &Plan, action: &Action) -> String {
    let (executors, named) = plan.executors(action);
    let how = if named { "genoemd" } else { "standaard" };
    let who = plan.party_names(executors);
    let mut parts = vec![
        words::status(action.status).to_string(),
        format!("uitvoering: {who} ({how})"),
    ];
    if !action.with.is_empty() {
        parts.push(format!("met: {}", plan.party_names(&action.with)));
    }
    parts.extend(
        action
            .cadence
            .map(|cadence| words::cadence(cadence).to_string()),
    );
    parts.extend(
        action
            .due
            .map(|due| format!("uiterlijk {}", date::dutch(due))),
    );
    parts.join(" · ")
}

pub fn action(page: &mut Page, plan: &Plan, action: &Action, goal: &Goal) {
    page.text(&format!("Doel {}: {}", goal.id, goal.text));
    page.marked(&format!("{}  ", action.id), &action.text);
    page.indented("  ", &state(plan, action));
    if !action.log.is_empty() {
        heading(page, "Verloop");
    }
    for line in action.log.iter().rev() {
        let mut said = format!("{} {}", date::dutch(line.date), line.by);
        if let Some(status) = line.status {
            said = format!("{said}: {}", words::status(status));
        }
        if let Some(note) = &line.note {
            said = format!("{said}. {note}");
        }
        page.marked("- ", &said);
    }
    regie_of(page, plan, &action.id);
}

pub fn topic(page: &mut Page, plan: &Plan, topic: &Topic) {
    topic_text(page, topic);
    partners(page, plan, &topic.parties, &[]);
    regie_of(page, plan, &topic.id);
}

fn topic_text(page: &mut Page, topic: &Topic) {
    page.text(&format!("{} {}", topic.id, topic.title));
    page.text(&topic.text);
}

/// One statement, with what it applies to.
pub fn statement(page: &mut Page, plan: &Plan, id: &str) {
    let found = plan.statements().find(|statement| statement.regie.id == id);
    let Some(statement) = found else {
        return;
    };
    page.text(&format!("{id} {}", statement.regie.subject));
    statement_text(page, plan, &statement);
    if !statement.regie.covers.is_empty() {
        page.indented(
            "  ",
            &format!("geldt voor: {}", statement.regie.covers.join(", ")),
        );
    }
}

fn statement_text(page: &mut Page, plan: &Plan, statement: &Statement<'_>) {
    let regie = statement.regie;
    page.indented("  ", &holders(plan, regie));
    if let Some(condition) = regie
        .condition
        .as_deref()
        .filter(|_| !regie.holders.is_empty())
    {
        page.indented("  ", &format!("voorwaarde: {condition}"));
    }
    page.indented("  ", &format!("“{}”", regie.text));
    page.indented("  ", &place(statement));
}

/// Who leads on an item; where the plan names nobody, who carries it out.
pub fn regie_of(page: &mut Page, plan: &Plan, id: &str) {
    let found = plan.regie_for(id);
    statements(page, plan, &found);
    if let Some(item) = plan.item(id).filter(|_| found.is_empty()) {
        heading(page, "Regie");
        page.text(&no_regie(plan, &item));
    }
}

pub fn statements(page: &mut Page, plan: &Plan, found: &[Statement<'_>]) {
    if found.is_empty() {
        return;
    }
    heading(page, "Regie");
    for statement in found {
        page.marked("- ", &statement.regie.subject);
        statement_text(page, plan, statement);
    }
}

fn partners(page: &mut Page, plan: &Plan, ids: &[Id], text: &[Block]) {
    if ids.is_empty() && text.is_empty() {
        return;
    }
    heading(page, "Met wie");
    if text.is_empty() {
        page.text(&plan.party_names(ids));
    } else {
        blocks(page, plan, text);
    }
}

pub fn heading(page: &mut Page, text: &str) {
    page.blank();
    page.text(text);
}

fn blocks(page: &mut Page, plan: &Plan, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(text) => heading(page, text),
            Block::Paragraph(text) => page.text(text),
            Block::Bullets(texts) => {
                for text in texts {
                    page.marked("- ", text);
                }
            }
            Block::Table(id) => tables::table(page, plan, id),
        }
    }
}
