//! The actions of a plan that is made: who does them, who takes part, and by when.

use serde_json::{Value, json};

use super::Assembly;
use super::ids::letters;
use super::kpis::word;
use crate::intake::recognise::sketch::{Action, On, Said, Unsure};
use crate::intake::recognise::words::when::{self, By};
use crate::plan::model::kpi::Cadence;

/// The place of an action: chapter, theme, goal, its own.
type Place = (usize, usize, usize, usize);

impl Assembly<'_> {
    /// An action of the goal with this id. What columns of their own say of it comes before what its
    /// words say.
    pub fn action(&mut self, place: Place, goal: &str, action: &Action) -> Value {
        let text = &action.said.text;
        let (mut executors, mut with) = self.doers(text);
        if let Some(said) = self.parties_in(place, action, ("executors", &action.who)) {
            with.extend(std::mem::replace(&mut executors, said));
        }
        with.extend(
            self.parties_in(place, action, ("with", &action.with))
                .into_iter()
                .flatten(),
        );
        let mut once: Vec<String> = Vec::new();
        for id in with {
            if !executors.contains(&id) && !once.contains(&id) {
                once.push(id);
            }
        }
        let (due, rhythm) = self.by(place, action);
        let mut own = json!({
            "id": format!("{goal}.{}", letters(place.3)),
            "text": text,
            "executors": executors,
            "with": once,
            "status": "open",
            "due": due,
            "log": [],
        });
        if let Some(cadence) = rhythm.or_else(|| when::cadence(text)) {
            own["cadence"] = word(cadence).into();
        }
        own
    }

    /// Who a column of its own names; none where it is empty, or names nobody that is known.
    fn parties_in(
        &mut self,
        place: Place,
        action: &Action,
        (field, cell): (&'static str, &str),
    ) -> Option<Vec<String>> {
        if cell.chars().all(|c| !c.is_alphanumeric()) {
            return None;
        }
        let ids = match self.parties.in_list(cell) {
            known if known.is_empty() => self.parties.ids(cell),
            known => known,
        };
        if ids.is_empty() {
            let made = format!("niet overgenomen: “{cell}” is niet als partij herkend");
            self.doubt_action(place, action, (field, cell), made);
        }
        (!ids.is_empty()).then_some(ids)
    }

    /// By when, or how often, as a column of its own says.
    fn by(&mut self, place: Place, action: &Action) -> (Option<String>, Option<Cadence>) {
        match when::by(&action.when, self.whole.year) {
            By::Day(day) => (Some(day.to_string()), None),
            By::Rhythm(rhythm) => (None, Some(rhythm)),
            By::Always => (None, None),
            By::Unclear => {
                let cell = &action.when;
                let made = format!("niet overgenomen: “{cell}” is niet als dag of ritme te lezen");
                self.doubt_action(place, action, ("due", cell), made);
                (None, None)
            }
        }
    }

    fn doubt_action(
        &mut self,
        (c, t, g, a): Place,
        action: &Action,
        (field, cell): (&'static str, &str),
        made: String,
    ) {
        self.unsure.push(Unsure::of(
            On::Action(c, t, g, a, Some(field)),
            Said::new(format!("{} | {cell}", action.said.text), action.said.place),
            made,
        ));
    }

    /// Who carries out an action: whoever its sentence begins with; the others take part.
    fn doers(&self, text: &str) -> (Vec<String>, Vec<String>) {
        let named = self.parties.named(text);
        let mut end = 0;
        let (mut executors, mut with) = (Vec::new(), Vec::new());
        for mention in named {
            let between = text
                .get(end..mention.start)
                .unwrap_or("-")
                .trim()
                .to_lowercase();
            let first = end == 0 && ["", "de", "het", "de twee"].contains(&between.as_str());
            let next = !executors.is_empty()
                && ["en", ",", "en de", "en het", ", de"].contains(&between.as_str());
            let id = self.parties.id(mention.party);
            if with.is_empty() && (first || next) {
                end = mention.end;
                if !executors.contains(&id) {
                    executors.push(id);
                }
            } else if !executors.contains(&id) && !with.contains(&id) {
                with.push(id);
            } else {
                // Named before.
            }
        }
        (executors, with)
    }
}
