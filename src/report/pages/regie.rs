//! Who leads: the page of a statement, and the fields that say it on the pages of other items.

use crate::doc::Tone;
use crate::doc::layout::Para;
use crate::plan::find::regie::{holders, no_regie};
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::{Found, Statement};
use crate::plan::{Chapter, Plan, Theme, words};

/// The statements that apply to an item as fields; "geen regie vermeld" where there is none.
pub fn regie_fields(plan: &Plan, id: &str) -> Vec<Para> {
    let Some(item) = plan.item(id) else {
        return Vec::new();
    };
    fields(plan, item, plan.regie_for(id))
}

/// The statements that apply to a theme, those on goals and actions inside it first.
pub fn theme_regie(plan: &Plan, theme: &Theme, chapter: &Chapter) -> Vec<Para> {
    let inside = |statement: &Statement<'_>| {
        let ids = theme.goals.iter().flat_map(|goal| {
            std::iter::once(&goal.id).chain(goal.actions.iter().map(|action| &action.id))
        });
        ids.clone().any(|id| statement.regie.covers.contains(id))
            && !statement.regie.covers.contains(&theme.id)
    };
    let own = plan.statements().filter(inside);
    let all = own.chain(plan.regie_for(&theme.id)).collect();
    fields(plan, Item::Theme(theme, chapter), all)
}

/// The statements a chapter makes, and those from elsewhere that cover all of it.
pub fn chapter_regie(plan: &Plan, chapter: &Chapter) -> Vec<Para> {
    let own = plan
        .statements()
        .filter(|statement| statement.chapter.id == chapter.id);
    let elsewhere = plan
        .regie_for(&chapter.id)
        .into_iter()
        .filter(|s| s.chapter.id != chapter.id);
    fields(plan, Item::Chapter(chapter), own.chain(elsewhere).collect())
}

fn fields(plan: &Plan, item: Item<'_>, statements: Vec<Statement<'_>>) -> Vec<Para> {
    if statements.is_empty() {
        return vec![Para::Field("Regie", no_regie(plan, &item), Tone::Dim)];
    }
    let lines = statements
        .into_iter()
        .map(|statement| led(plan, statement))
        .enumerate();
    lines
        .map(|(i, text)| Para::Field(if i == 0 { "Regie" } else { "" }, text, Tone::Strong))
        .collect()
}

/// A statement in a line: who, on what, in which case, and whether it stands in the text.
fn led(plan: &Plan, statement: Statement<'_>) -> String {
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

/// Where a statement stands: `hoofdstuk 5, Wie heeft de regie?`.
pub fn place(statement: Statement<'_>) -> String {
    let theme = statement
        .theme
        .and_then(|theme| theme.letter.as_deref())
        .unwrap_or("");
    let block = match statement.regie.found {
        Found::Regie => "Wie heeft de regie?",
        Found::Text => "uit de tekst",
    };
    format!("hoofdstuk {}{theme}, {block}", statement.chapter.number)
}

/// The page of a statement; `via` is the item by whose words it was found.
pub fn regie_page(plan: &Plan, statement: Statement<'_>, via: Option<&str>) -> Vec<Para> {
    let regie = statement.regie;
    let mut out = vec![
        Para::Title(holders(plan, statement.regie)),
        Para::Text(regie.subject.clone(), Tone::Plain),
    ];
    // Before anything that may not fit the window: without it the answer is another one.
    if let Some(condition) = &regie.condition {
        out.push(Para::Field("Voorwaarde", condition.clone(), Tone::Strong));
    }
    out.extend([
        Para::Gap,
        Para::Text(format!("“{}”", regie.text), Tone::Quote),
        Para::Text(place(statement), Tone::Dim),
    ]);
    if let Some(via) = via {
        out.push(Para::Text(
            format!("Gevonden via: {}", words::described(plan, via)),
            Tone::Dim,
        ));
    }
    out.push(Para::Gap);
    out.push(Para::Field(
        "Hoofdstuk",
        words::chapter_title(statement.chapter),
        Tone::Plain,
    ));
    for (i, id) in regie.covers.iter().enumerate() {
        let label = if i == 0 { "Geldt voor" } else { "" };
        out.push(Para::Field(label, words::titled(plan, id), Tone::Plain));
    }
    out
}
