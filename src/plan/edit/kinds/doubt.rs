//! A doubt about what was made of a document: it is asked, and it is answered and goes, with whatever
//! edits answered it.

use serde::{Deserialize, Serialize};

use crate::plan::edit::role::Role;
use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::doubt::Doubt;
use crate::plan::{Id, Plan, clean};

/// A doubt goes; or it comes: back where that is taken back, or with what a document changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubtEdit {
    /// The doubt.
    pub id: Id,
    /// The doubt as it stood, once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Box<Doubt>>,
    /// Its place among the doubts, once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
    /// Whether it comes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub back: bool,
}

impl DoubtEdit {
    /// That a doubt is answered.
    pub fn of(id: &str) -> Self {
        Self {
            id: id.to_string(),
            was: None,
            place: None,
            back: false,
        }
    }
}

impl DoubtEdit {
    /// That a doubt is asked, at this place among them.
    pub fn asking(doubt: &Doubt, place: usize) -> Self {
        Self {
            place: Some(place),
            back: true,
            was: Some(Box::new(doubt.clone())),
            ..Self::of(&doubt.id)
        }
    }
}

impl Kind for DoubtEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn role(&self, _: &Plan) -> Role {
        Role::Administrator
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        const KEY: &str = "doubts";
        let at = plan.doubts.iter().position(|doubt| doubt.id == self.id);
        match (at, self.back, &self.was) {
            (Some(at), false, _) => {
                let was = plan.doubts.remove(at);
                let edit = Self {
                    was: Some(Box::new(was)),
                    place: Some(at),
                    ..self.clone()
                };
                Ok(Done::new(edit, [Change::remove(&[], KEY, at)]))
            }
            (None, true, Some(was)) => {
                let at = self.place.unwrap_or(0).min(plan.doubts.len());
                plan.doubts.insert(at, (**was).clone());
                let change = Change::insert(&[], KEY, at, was);
                Ok(Done::new(self.clone(), [change]))
            }
            _ => {
                let word = if self.back { "open" } else { "beantwoord" };
                Err(Refusal::Unfit(format!("{} is al {word}", self.id)))
            }
        }
    }

    fn inverse(&self) -> Edit {
        Edit::Doubt(Self {
            back: !self.back,
            ..self.clone()
        })
    }

    fn sentence(&self, _: &Plan) -> String {
        let about = self.was.as_ref().map_or(String::new(), |was| {
            let cut: String = was.source.chars().take(60).collect();
            let more = if cut.len() < was.source.len() {
                "…"
            } else {
                ""
            };
            if cut.trim().is_empty() {
                let cut: String = was.made_of_it.chars().take(60).collect();
                return format!(" over {}", clean::one_line(&cut));
            }
            format!(" over “{cut}{more}” ({})", was.place())
        });
        let done = if self.back { "open" } else { "beantwoord" };
        format!("{}: twijfel{about} {done}", self.id)
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        let id = format!("TW{}", number % 3 + 1);
        let is_there = plan.doubts.iter().any(|doubt| doubt.id == id);
        let doubt = Doubt {
            id: id.clone(),
            item: "1A.1".to_string(),
            field: Some("text".to_string()),
            line: number,
            page: None,
            source: text.to_string(),
            made_of_it: "een doel".to_string(),
            choices: Vec::new(),
            left_out: false,
        };
        Edit::Doubt(Self {
            was: (!is_there).then(|| Box::new(doubt)),
            back: !is_there,
            ..Self::of(&id)
        })
    }
}
