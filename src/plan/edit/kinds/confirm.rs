//! What a new year took over is confirmed: it holds as it stands. An edit of the same value does so
//! as well, which the transaction sees to.

use serde::{Deserialize, Serialize};

use crate::plan::edit::field::{Field, confirmable, sort_of};
use crate::plan::edit::role::Role;
use crate::plan::edit::{Change, Done, Edit, Json, Kind, Refusal, What};
use crate::plan::{Id, Plan};

/// A key of an item goes from what is to be confirmed, or comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmEdit {
    /// The item.
    pub id: Id,
    /// The key that holds as it stands.
    pub field: String,
    /// Its place among what was to be confirmed, once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
    /// Whether this is the way back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub back: bool,
}

impl ConfirmEdit {
    /// That a key of an item holds as it stands.
    pub fn of(id: &str, field: &str) -> Self {
        Self {
            id: id.to_string(),
            field: field.to_string(),
            place: None,
            back: false,
        }
    }
}

impl Kind for ConfirmEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    /// Whoever may set the value may confirm it.
    fn role(&self, plan: &Plan) -> Role {
        let field = sort_of(plan, &self.id).and_then(|sort| Field::named(sort, &self.field));
        field.map_or(Role::Recorder, |field| field.role)
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        const KEY: &str = "to_confirm";
        let id = &self.id;
        let gone = || Refusal::not_found(id);
        let said = self.label(plan);
        let unfit = |_| Refusal::Unfit(format!("{said} van {id} is niet te bevestigen"));
        let object = plan.steps_to(id).unwrap_or_default();
        let mut item = plan.item_mut(id).ok_or_else(gone)?;
        let now = item.value(KEY).map_err(unfit)?;
        let mut open: Vec<String> = serde_json::from_value(now).unwrap_or_default();
        let found = open.iter().position(|key| *key == self.field);
        let (place, what) = match (found, self.back) {
            (Some(place), false) => {
                open.remove(place);
                (place, What::Remove(place))
            }
            (None, true) => {
                let place = self.place.unwrap_or(0).min(open.len());
                open.insert(place, self.field.clone());
                (place, What::Insert(place, Json::of(&self.field)))
            }
            (_, back) => {
                let word = if back { "weer open" } else { "bevestigd" };
                return Err(Refusal::Unfit(format!("{said} van {id} is al {word}")));
            }
        };
        item.set(KEY, open.into()).map_err(unfit)?;
        let edit = Self {
            place: Some(place),
            ..self.clone()
        };
        Ok(Done::new(edit, [Change::new(&object, KEY, what)]))
    }

    fn inverse(&self) -> Edit {
        Edit::Confirm(Self {
            back: !self.back,
            ..self.clone()
        })
    }

    fn sentence(&self, plan: &Plan) -> String {
        let (id, label) = (&self.id, self.label(plan));
        match (self.field.as_str(), self.back) {
            ("status" | "done" | "dropped", false) => format!("{id}: gaat door"),
            (_, false) => format!("{id}: {label} bevestigd"),
            (_, true) => format!("{id}: {label} weer te bevestigen"),
        }
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, _: &str) -> Edit {
        let (id, field) =
            [("1A.1.b", "due"), ("1.K1.1", "target"), ("plan", "title")][number as usize % 3];
        let mut plan = plan.clone();
        let open = plan.item_mut(id).unwrap().value("to_confirm").unwrap();
        let is_open = open
            .as_array()
            .is_some_and(|open| open.iter().any(|it| it == field));
        Edit::Confirm(Self {
            back: !is_open,
            ..Self::of(id, field)
        })
    }
}

impl ConfirmEdit {
    /// What is confirmed, in Dutch.
    fn label(&self, plan: &Plan) -> String {
        let sort = sort_of(plan, &self.id);
        let label = sort.and_then(|sort| confirmable(sort, &self.field));
        label.unwrap_or(&self.field).to_string()
    }
}
