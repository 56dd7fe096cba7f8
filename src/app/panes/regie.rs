//! Regie: the register of who leads, or the answers to what was asked.

use super::line;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::Spec;
use crate::app::{App, Mode};
use crate::doc::Tone;
use crate::plan::find::concordance::Concordance;
use crate::plan::find::order::By;
use crate::plan::find::regie::{Answer, Index, Note, holders, no_regie, not_in_plan, scope};
use crate::plan::find::search::Kind;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::{Found, Statement};
use crate::plan::model::sort::Sort;
use crate::plan::{Plan, words};
use crate::report::pages::regie::regie_page;

/// The pane.
pub const PANE: Spec = Spec {
    words: false,
    asks: true,
    orders: &[By::Who],
    home: |item| match item {
        Item::Regie(regie, _) => Some(regie.id.clone()),
        _ => None,
    },
    drops: &[Sort::Regie],
    finds: &[Kind::Regie],
    page: |app, row| {
        let via = row.via.as_deref()?;
        let mut all = app.plan.statements();
        let statement = all.find(|statement| statement.regie.id == row.item)?;
        let page = regie_page(&app.plan, statement, Some(via));
        Some(Box::new(page.into_iter()))
    },
    ..Spec::new("regie", "Regie", &[Key::char('4')], |app: &mut App| {
        let question = app.question.value();
        if question.trim().is_empty() {
            return register(&app.plan);
        }
        if app.awaits_words() && matches!(app.mode, Mode::Asking { .. }) {
            return Grid::steady(&COLUMNS, Vec::new(), READING.to_string());
        }
        let words = &mut app.memory.concordance;
        let words = words.get_or_insert_with(|| Concordance::of(&app.plan));
        grid(&app.plan, &words.index, question)
    })
};

/// Said while the words of the plan are read.
pub const READING: &str = "De woorden van het plan worden gelezen …";

const COLUMNS: [Column; 3] = [
    Column::new("wie", 25).by(By::Who),
    Column::rest("waarop"),
    Column::new("geldt voor", 14),
];

/// Every statement, in the order of the plan.
fn register(plan: &Plan) -> Grid {
    let rows = plan.statements();
    let rows = rows.map(|statement| statement_row(plan, statement));
    let empty = "Dit plan heeft nog geen uitspraken over regie.";
    Grid::steady(&COLUMNS, rows.collect(), empty.to_string())
}

/// The answers to a question, best first; where nothing is asked the whole register.
pub fn grid(plan: &Plan, index: &Index, question: &str) -> Grid {
    let question = question.trim();
    if question.is_empty() {
        return register(plan);
    }
    let answers = index.ask(plan, question);
    let rows = answers.iter().enumerate();
    let rows = rows.map(|(place, answer)| answer_row(plan, answer, place));
    let empty = not_in_plan(plan, &line(question));
    let empty = format!("{empty}. Probeer een ander woord, of / om alles te doorzoeken.");
    let notes = index.notes(plan, question);
    Grid {
        note: notes.first().map(Note::short),
        ..Grid::steady(&COLUMNS, rows.collect(), empty)
    }
}

fn statement_row(plan: &Plan, statement: Statement<'_>) -> Row {
    let regie = statement.regie;
    let found = if regie.found == Found::Text {
        " tekst"
    } else {
        ""
    };
    Row {
        key: regie.id.clone(),
        item: regie.id.clone(),
        via: None,
        cells: vec![
            Cell::Text(line(&holders(plan, regie)), Tone::Strong),
            Cell::text(line(&regie.subject)),
            Cell::dim(format!("{}{found}", line(&scope(&statement)))),
        ],
    }
}

fn answer_row(plan: &Plan, answer: &Answer<'_>, place: usize) -> Row {
    let via = answer.via.map(|item| item.id().to_string());
    // A statement can be found by several roads; the place keeps the keys apart.
    let key = format!("{place}");
    if let Some(statement) = answer.statement {
        return Row {
            key,
            via,
            ..statement_row(plan, statement)
        };
    }
    let item = via.unwrap_or_default();
    let says = answer.via.map(|item| no_regie(plan, &item));
    let says = says.unwrap_or_default();
    let (none, who) = says.split_once("; ").unwrap_or((says.as_str(), ""));
    let cells = vec![
        Cell::dim(none.to_string()),
        Cell::text(line(&format!("{who} · {}", words::titled(plan, &item)))),
        Cell::dim(chapter_of(plan, &item)),
    ];
    Row {
        key,
        item,
        via: None,
        cells,
    }
}

/// `hfst 3`, for what lies in a chapter.
fn chapter_of(plan: &Plan, id: &str) -> String {
    let path = plan.path_to(id);
    let chapter = plan
        .chapters
        .iter()
        .find(|chapter| path.first() == Some(&chapter.id.as_str()));
    chapter.map_or_else(String::new, |chapter| format!("hfst {}", chapter.number))
}
