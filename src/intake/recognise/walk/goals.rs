//! A table of goals and their actions, cell by cell.

use crate::intake::document::{Block, Cell, Mark, Row, split_mark};
use crate::intake::recognise::sketch::{Goal, On, Said, Sketch, Theme, Unsure};

/// Reads the rows: what is to be reached in one column, what is done in the other.
pub fn read(sketch: &mut Sketch, (goals, actions): (usize, usize), rows: &[Row]) {
    for row in rows {
        for (column, cell) in row.cells.iter().enumerate() {
            for block in &cell.blocks {
                sketch.uses(&block.mark, block.place);
                if column == goals {
                    goal(sketch, block, block_is_first(cell, block));
                } else if column == actions {
                    action(sketch, block);
                } else {
                    action(sketch, block);
                    unsure_action(sketch, block, "als actie overgenomen, uit een derde kolom");
                }
            }
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
        Some(open) if !block.is_item() && goes_on(&open.text, &block.text) => {
            open.text.push(' ');
            open.text.push_str(&block.text);
        }
        _ => goal.actions.push(said),
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
    );
    sketch.unsure.push(Unsure {
        on,
        source: Said::new(block.whole(), block.place),
        made: made.to_string(),
        choices: Vec::new(),
        kept: true,
    });
}
