//! What `y` and `Y` send to the terminal: the words of what is selected, or a reference to it.

use crate::app::{App, Effect, Notice};
use crate::plan::clean::visible;
use crate::plan::model::lookup::Item;
use crate::plan::words;

/// Terminals cut off what is much longer, some without a word.
const MOST: usize = 8_000;

impl App {
    /// The words of what is selected, as the plan has them.
    pub fn copied_text(&self) -> Option<String> {
        Some(words::text(&self.selected()?))
    }

    /// Where it stands, with its id: `3.K1, Uitvoeringsplan …, hoofdstuk 3 Ondermijning`.
    pub fn copied_reference(&self) -> Option<String> {
        let item = self.selected()?;
        // The words are the KPI's, so the reference is as well.
        let id = match item {
            Item::Indicator(_, kpi) => &kpi.id,
            _ => item.id(),
        };
        let mut steps = vec![id.to_string(), self.plan.title.clone()];
        for id in self.plan.path_to(item.id()) {
            steps.extend(match self.plan.item(id) {
                Some(Item::Chapter(chapter)) => {
                    Some(format!("hoofdstuk {}", words::chapter_title(chapter)))
                }
                Some(Item::Theme(theme, _)) => Some(format!("thema {}", words::theme_title(theme))),
                Some(Item::Goal(goal, _)) => Some(format!("doel {}", goal.number)),
                Some(Item::Party(party)) => Some(party.name.clone()),
                _ => None,
            });
        }
        Some(steps.join(", "))
    }

    /// Sends a text to the terminal, and says no more than that: whether the terminal puts it on
    /// the clipboard is not known here.
    pub(crate) fn send_to_terminal(&mut self, text: Option<String>) -> Vec<Effect> {
        let Some(text) = text else {
            return Vec::new();
        };
        // What stands in the file must not act on the terminal it is pasted into either.
        let text = visible(&text).into_owned();
        let length = text.len();
        let error = length > MOST;
        let said = if error {
            format!("Te lang om te kopiëren: {length} tekens, en het kunnen er {MOST} zijn.")
        } else {
            format!("Naar de terminal gestuurd: {}", text.replace('\n', " "))
        };
        self.notice = Some(Notice { text: said, error });
        if error {
            Vec::new()
        } else {
            vec![Effect::Copy(text)]
        }
    }
}
