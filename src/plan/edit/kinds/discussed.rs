//! An item of a meeting was discussed, or after all not.

use serde::{Deserialize, Serialize};

use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::inside::ItemMut;
use crate::plan::{Id, Plan};

/// A tick, or a tick taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscussedEdit {
    /// The meeting.
    pub id: Id,
    /// The item.
    pub item: Id,
    /// Whether it was.
    pub discussed: bool,
}

impl Kind for DiscussedEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    /// Going on to the next item of a meeting is no change of the plan.
    fn is_undoable(&self) -> bool {
        false
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let item = &self.item;
        let steps = plan.steps_to(&self.id);
        let (Some(object), Some(ItemMut::Meeting(meeting))) = (steps, plan.item_mut(&self.id))
        else {
            return Err(Refusal::not_found(&self.id));
        };
        let place = meeting.discussed.iter().position(|kept| kept == item);
        let change = match (self.discussed, place) {
            // Two sessions may walk through one meeting.
            (true, Some(_)) => return Err(Refusal::Unfit(format!("{item} is al besproken"))),
            (false, None) => {
                return Err(Refusal::Unfit(format!("{item} was nog niet besproken")));
            }
            (true, None) => {
                meeting.discussed.push(item.clone());
                Change::push(&object, "discussed", item)
            }
            (false, Some(place)) => {
                meeting.discussed.remove(place);
                Change::remove(&object, "discussed", place)
            }
        };
        Ok(Done::new(self.clone(), [change]))
    }

    fn inverse(&self) -> Edit {
        Edit::Discussed(Self {
            discussed: !self.discussed,
            ..self.clone()
        })
    }

    fn sentence(&self, _: &Plan) -> String {
        let not = if self.discussed { "" } else { "toch niet " };
        format!("{}: {} {not}besproken", self.id, self.item)
    }

    /// On the next item one goes without a word.
    fn announcement(&self, _: &Plan) -> String {
        String::new()
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        use super::meeting::MeetingEdit;
        let Some(meeting) = plan.meetings.last() else {
            return MeetingEdit::sample(plan, number, text);
        };
        let item = "1.K1".to_string();
        Edit::Discussed(Self {
            id: meeting.id.clone(),
            discussed: !meeting.has_discussed(&item),
            item,
        })
    }
}
