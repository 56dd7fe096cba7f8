//! A table of goals and their actions, cell by cell.

use super::words;
use crate::intake::document::{Block, Cell, Mark, Row, split_mark};
use crate::intake::label::Column;
use crate::intake::recognise::sketch::{Action, Goal, On, Said, Sketch, Theme, Unsure};

/// Reads the rows: what is to be reached in one column, what is done in another; and what others say of
/// who does it and by when.
pub fn read(sketch: &mut Sketch, columns: &[Option<Column>], (heads, rows): (&[String], &[Row])) {
    for row in rows {
        let begun = count(sketch);
        for (at, cell) in row.cells.iter().enumerate() {
            let column = columns.get(at).copied().flatten();
            for block in &cell.blocks {
                match column {
                    Some(Column::Goal) => {
                        sketch.uses(&block.mark, block.place);
                        goal(sketch, block, block_is_first(cell, block));
                    }
                    Some(Column::Action) => {
                        sketch.uses(&block.mark, block.place);
                        action(sketch, block);
                    }
                    Some(_) => sketch.uses(&block.whole(), block.place),
                    None => {
                        sketch.uses(&block.mark, block.place);
                        action(sketch, block);
                        let head = heads.get(at).map_or("", |it| it.trim());
                        unsure_action(sketch, block, &third(head));
                    }
                }
            }
        }
        beside(sketch, columns, row, begun);
    }
}

fn third(head: &str) -> String {
    match head {
        "" => "als actie overgenomen, uit een derde kolom".to_string(),
        head => format!("als actie overgenomen, uit de kolom “{head}”"),
    }
}

/// How many goals there are in this theme, and actions of the last.
fn count(sketch: &Sketch) -> (usize, usize) {
    let theme = sketch.chapters.last().and_then(|it| it.themes.last());
    let goals = theme.map_or(&[][..], |it| &it.goals);
    (goals.len(), goals.last().map_or(0, |it| it.actions.len()))
}

/// What the other columns of a row say, on what came of it.
fn beside(sketch: &mut Sketch, columns: &[Option<Column>], row: &Row, begun: (usize, usize)) {
    let said = |column: Column| {
        let mut found = columns
            .iter()
            .enumerate()
            .filter(|it| *it.1 == Some(column));
        found
            .next()
            .map_or_else(String::new, |(at, _)| words(row, at))
    };
    let theme = sketch
        .chapters
        .last_mut()
        .and_then(|it| it.themes.last_mut());
    let Some(goals) = theme.map(|it| &mut it.goals) else {
        return;
    };
    let is_new = goals.len() > begun.0;
    if let Some(goal) = goals.last_mut() {
        let number = said(Column::Number);
        let last = number.trim().trim_end_matches('.').rsplit('.').next();
        if is_new && goal.number.is_none() {
            goal.number = last.and_then(|it| it.parse().ok());
        }
        let from = if is_new { 0 } else { begun.1 };
        for action in goal.actions.iter_mut().skip(from) {
            action.who = said(Column::Who);
            action.with = said(Column::With);
            action.when = said(Column::When);
        }
    }
}

fn block_is_first(cell: &Cell, block: &Block) -> bool {
    cell.blocks
        .first()
        .is_some_and(|first| std::ptr::eq(first, block))
}

/// The theme a block with words in it goes under.
fn open_theme<'a>(sketch: &'a mut Sketch, block: &Block) -> Option<&'a mut Theme> {
    let chapter = sketch.chapters.last_mut()?;
    let theme = chapter.themes.last_mut()?;
    (!block.text.trim().is_empty()).then_some(theme)
}

fn goal(sketch: &mut Sketch, block: &Block, first: bool) {
    let Some(theme) = open_theme(sketch, block) else {
        return;
    };
    let number = match split_mark(&block.whole()) {
        Some((Mark::Number(number), ..)) => Some(number),
        Some((Mark::Decimal(parts), ..)) => parts.last().copied(),
        _ => None,
    };
    match theme
        .goals
        .last_mut()
        .filter(|_| number.is_none() && !first)
    {
        // A second piece in the cell goes on with the goal.
        Some(goal) if goal.actions.is_empty() => {
            goal.said.text.push('\n');
            goal.said.text.push_str(&block.text);
        }
        _ => theme.goals.push(Goal {
            number,
            said: Said::new(&*block.text, block.place),
            actions: Vec::new(),
        }),
    }
}

fn action(sketch: &mut Sketch, block: &Block) {
    let Some(theme) = open_theme(sketch, block) else {
        return;
    };
    let said = Said::new(&*block.text, block.place);
    let Some(goal) = theme.goals.last_mut() else {
        theme.goals.push(Goal {
            said,
            ..Goal::default()
        });
        return;
    };
    match goal.actions.last_mut() {
        // Text below a bullet goes on with it.
        Some(Action { said: open, .. }) if !block.is_item() && goes_on(&open.text, &block.text) => {
            open.text.push(' ');
            open.text.push_str(&block.text);
        }
        _ => goal.actions.push(said.into()),
    }
}

fn goes_on(before: &str, after: &str) -> bool {
    !before.ends_with(['.', ';', '!', '?']) && after.starts_with(char::is_lowercase)
}

fn unsure_action(sketch: &mut Sketch, block: &Block, made: &str) {
    let chapter = sketch.chapters.len().saturating_sub(1);
    let themes = sketch.chapters.last().map(|it| &it.themes);
    let Some(goals) = themes.and_then(|all| all.last()).map(|it| &it.goals) else {
        return;
    };
    let last = goals.last().map_or(0, |it| it.actions.len());
    let on = On::Action(
        chapter,
        themes.map_or(0, Vec::len).saturating_sub(1),
        goals.len().saturating_sub(1),
        last.saturating_sub(1),
        None,
    );
    sketch
        .unsure
        .push(Unsure::of(on, Said::new(block.whole(), block.place), made));
}
