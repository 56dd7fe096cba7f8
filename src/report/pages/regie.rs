//! Who leads: the page of a statement, and the fields that say it on the pages of other items.

use crate::doc::Tone;
use crate::doc::para::{Para, fields, known};
use crate::plan::find::regie::{holders, no_regie};
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::{Found, Statement};
use crate::plan::{Chapter, Plan, Theme, words};

/// The statements that apply to an item as fields; "geen regie vermeld" where there is none.
pub fn regie_fields(plan: &Plan, id: &str) -> Vec<Para> {
    let Some(item) = plan.item(id) else {
        return Vec::new();
    };
    led_by(plan, item, plan.regie_for(id))
}

/// The statements that apply to a theme, those on goals and actions inside it first.
pub fn theme_regie(plan: &Plan, theme: &Theme, chapter: &Chapter) -> Vec<Para> {
    let ids = theme.goals.iter().flat_map(|goal| {
        let actions = goal.actions.iter().map(|action| action.id.as_str());
        std::iter::once(goal.id.as_str()).chain(actions)
    });
    let ids: Vec<&str> = ids.collect();
    let inside = |statement: &Statement<'_>| {
        let covers = &statement.regie.covers;
        covers.iter().any(|id| ids.contains(&id.as_str())) && !covers.contains(&theme.id)
    };
    let about = plan.chapters_about(&ids).into_iter();
    let own = about.flat_map(|it| it.statements()).filter(inside);
    let all = own.chain(plan.regie_for(&theme.id)).collect();
    led_by(plan, Item::Theme(theme, chapter), all)
}

/// The statements a chapter makes, and those from elsewhere that cover all of it.
pub fn chapter_regie(plan: &Plan, chapter: &Chapter) -> Vec<Para> {
    let own = chapter.statements();
    let elsewhere = plan
        .regie_for(&chapter.id)
        .into_iter()
        .filter(|s| s.chapter.id != chapter.id);
    led_by(plan, Item::Chapter(chapter), own.chain(elsewhere).collect())
}

fn led_by(plan: &Plan, item: Item<'_>, statements: Vec<Statement<'_>>) -> Vec<Para> {
    if statements.is_empty() {
        return vec![Para::field("Regie", no_regie(plan, &item)).toned(Tone::Dim)];
    }
    let lines = statements.into_iter().map(|it| led(plan, it));
    let lines = fields("Regie", lines);
    lines.map(|it| it.toned(Tone::Strong)).collect()
}

/// A statement in a line: who, on what, in which case, and whether it stands in the text.
pub(super) fn led(plan: &Plan, statement: Statement<'_>) -> String {
    let regie = statement.regie;
    let mut text = format!("{}: ", holders(plan, statement.regie));
    match regie
        .condition
        .as_deref()
        .filter(|_| !regie.holders.is_empty())
    {
        // "in het geval van strafrecht" says the subject itself.
        Some(case) if case.to_lowercase().contains(&regie.subject.to_lowercase()) => {
            text.push_str(case);
        }
        Some(case) => text = format!("{text}{} — {case}", regie.subject),
        None => text.push_str(&regie.subject),
    }
    if regie.found == Found::Text {
        text.push_str(" (uit de tekst)");
    }
    text
}

/// The page of a statement; `via` is the item by whose words it was found.
pub fn regie_page(plan: &Plan, statement: Statement<'_>, via: Option<&str>) -> Vec<Para> {
    let regie = statement.regie;
    let mut out = vec![
        Para::title(holders(plan, statement.regie)),
        Para::text(&regie.subject),
    ];
    // Before anything that may not fit the window: without it the answer is another one.
    let condition = known("Voorwaarde", regie.condition.as_deref());
    out.extend(condition.map(|it| it.toned(Tone::Strong)));
    out.extend([
        Para::Gap,
        Para::text(format!("“{}”", regie.text)).toned(Tone::Quote),
        Para::text(words::found_in(&statement)).toned(Tone::Dim),
    ]);
    let via = via.map(|via| format!("Gevonden via: {}", words::described(plan, via)));
    out.extend(via.map(|via| Para::text(via).toned(Tone::Dim)));
    out.push(Para::Gap);
    let chapter = words::chapter_title(statement.chapter);
    out.push(Para::field("Hoofdstuk", chapter));
    let covers = regie.covers.iter().map(|id| words::titled(plan, id));
    out.extend(fields("Geldt voor", covers));
    out
}
