//! Goals and actions that stand as lists: numbered or not, actions under each goal or below several.

use super::Walk;
use crate::intake::document::{Block, Mark, split_mark};
use crate::intake::recognise::sketch::{Goal, On, Said, Unsure};

impl Walk {
    pub(super) fn has_goal(&mut self) -> bool {
        self.goal_theme()
            .is_some_and(|theme| !theme.goals.is_empty())
    }

    pub(super) fn goal(&mut self, block: &Block) {
        let number = match split_mark(&block.whole()) {
            Some((Mark::Number(number), ..)) => Some(number),
            Some((Mark::Decimal(parts), ..)) => parts.last().copied(),
            _ => None,
        };
        self.sketch.uses(&block.mark, block.place);
        let said = Said::new(&*block.text, block.place);
        self.goals_since += 1;
        if let Some(theme) = self.goal_theme() {
            theme.goals.push(Goal {
                number,
                said,
                actions: Vec::new(),
            });
        }
    }

    pub(super) fn action(&mut self, said: Said) {
        if let Some(goal) = self.goal_theme().and_then(|theme| theme.goals.last_mut()) {
            goal.actions.push(said.into());
        }
    }

    /// An action of a list below several goals: it is asked which it is of.
    pub(super) fn action_of_several(&mut self, said: Said) {
        if !self.has_goal() {
            self.action_of_none(&said);
            return self.bullet(said);
        }
        let several = self.goals_since > 1;
        self.action(said.clone());
        if several && let Some(on) = self.last_action() {
            let made = "een actie van het laatste doel erboven; het document zegt niet van welk";
            self.sketch.unsure.push(Unsure::of(on, said, made));
        }
    }

    /// An action with no goal above it is text, and asked: once for all of a list.
    fn action_of_none(&mut self, said: &Said) {
        const MADE: &str =
            "tekst van het hoofdstuk: er staat geen doel boven waar dit als actie bij hoort";
        let on = On::Chapter(self.sketch.chapters.len().saturating_sub(1), "body");
        match self.sketch.unsure.last_mut() {
            Some(open) if open.on == on && open.made == MADE => {
                open.source.text.push('\n');
                open.source.text.push_str(&said.text);
            }
            _ => self.sketch.unsure.push(Unsure::of(on, said.clone(), MADE)),
        }
    }

    pub(super) fn last_action(&self) -> Option<On> {
        let chapter = self.sketch.chapters.len().checked_sub(1)?;
        let themes = &self.sketch.chapters.last()?.themes;
        let goals = &themes.last()?.goals;
        let action = goals.last()?.actions.len().checked_sub(1)?;
        Some(On::Action(
            chapter,
            themes.len() - 1,
            goals.len() - 1,
            action,
            None,
        ))
    }

    /// Text between goals and actions goes on with the one before it.
    pub(super) fn more_of_goal(&mut self, said: &Said) {
        let Some(goal) = self.goal_theme().and_then(|theme| theme.goals.last_mut()) else {
            return self.goal(&Block {
                text: said.text.clone(),
                place: said.place,
                ..Block::default()
            });
        };
        let of_action = !goal.actions.is_empty();
        let ended = |open: &Said| open.text.ends_with(['.', ';', '!', '?', '”', '"']);
        // Where goals have no numbers, a sentence behind actions is the next.
        let next = goal.number.is_none() && goal.actions.last().is_some_and(|it| ended(&it.said));
        if next && said.text.starts_with(char::is_uppercase) {
            return self.goal(&Block {
                text: said.text.clone(),
                place: said.place,
                ..Block::default()
            });
        }
        let last = goal.actions.last_mut().map(|it| &mut it.said);
        let open = last.unwrap_or(&mut goal.said);
        let sentence = open.text.ends_with(['.', ';', ':', '!', '?']);
        open.text.push(if sentence { '\n' } else { ' ' });
        open.text.push_str(&said.text);
        if of_action
            && sentence
            && let Some(on) = self.last_action()
        {
            let made = "bij de actie ervoor gezet";
            self.sketch.unsure.push(Unsure::of(on, said.clone(), made));
        }
    }
}
