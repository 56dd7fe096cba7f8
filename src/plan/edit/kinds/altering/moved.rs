//! An item comes to stand at another place. Places are neighbours' ids, so that two people who
//! work under one goal never are in each other's way.

use serde::{Deserialize, Serialize};

use crate::plan::edit::{Alters, Change, Done, Edit, Kind, Refusal, What, Why};
use crate::plan::model::sort::WHOLE;
use crate::plan::{Id, Plan};

/// From one place to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveEdit {
    /// The item.
    pub id: Id,
    /// Where it stood.
    pub from: Spot,
    /// Where it comes.
    pub to: Spot,
    /// Why the plan changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// A place in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// What it stands in.
    pub into: Id,
    /// What it stands after; none: it stands first.
    pub after: Option<Id>,
}

impl Spot {
    /// Where an item stands now.
    pub fn of(plan: &mut Plan, id: &str) -> Option<Self> {
        let (_, into, after) = plan.standing(id)?;
        Some(Self { into, after })
    }

    /// `onder 3B.1, na 3B.1.b`.
    fn said(&self) -> String {
        let after = self.after.as_ref();
        let after = after.map_or_else(|| "vooraan".to_string(), |id| format!("na {id}"));
        if self.into == WHOLE {
            return after;
        }
        format!("onder {}, {after}", self.into)
    }
}

impl Kind for MoveEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn alters(&self, _: &Plan) -> Option<Alters<'_>> {
        Some(Alters::because(self.why.as_ref()))
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let id = &self.id;
        let gone = || Refusal::not_found(id);
        let (sort, into, after) = plan.standing(id).ok_or_else(gone)?;
        let now = Spot { into, after };
        if now != self.from && (now.into != self.from.into || self.moved_since(plan)) {
            return Err(Refusal::conflict(id, now.said(), self.from.said()));
        }
        if plan.list_mut(sort, &self.to.into).is_none() {
            return Err(Refusal::no_place(plan, sort, &self.to.into));
        }
        let unfit = |_| Refusal::Unfit(format!("{id} is niet te verplaatsen"));
        let (from_object, key, list) = plan.list_mut(sort, &now.into).ok_or_else(gone)?;
        let from = list.place(id).ok_or_else(gone)?;
        let item = list.written(from).map_err(unfit)?;
        list.take(from);
        let (object, to_key, list) = plan.list_mut(sort, &self.to.into).ok_or_else(gone)?;
        let after = self.to.after.as_deref().filter(|after| *after != id);
        let (place, after) = list.put_after(after, item).map_err(unfit)?;
        let into = self.to.into.clone();
        let what = What::Take {
            object: from_object,
            key,
            from,
            to: place,
        };
        let edit = Self {
            from: now,
            to: Spot { into, after },
            ..self.clone()
        };
        Ok(Done::new(edit, [Change::new(&object, to_key, what)]))
    }

    fn inverse(&self) -> Edit {
        let mut it = self.clone();
        std::mem::swap(&mut it.from, &mut it.to);
        it.into()
    }

    fn sentence(&self, plan: &Plan) -> String {
        let why = Why::behind(self.why.as_ref(), plan);
        let (from, to) = (self.from.said(), self.to.said());
        format!("{}: verplaatst naar {to}; dat was {from}{why}", self.id)
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, _: &str) -> Edit {
        let number = number as usize;
        let movable = [
            "1A.1.a", "1A.1.b", "1A.1", "R1.1", "boa", "politie", "1.K1.3",
        ];
        let id = movable[number % movable.len()];
        let mut plan = plan.clone();
        let from = Spot::of(&mut plan, id).unwrap();
        let into = match id {
            "R1.1" => ["1", "1A"][number / 7 % 2].to_string(),
            "1A.1.a" | "1A.1.b" => {
                let goals = &plan.chapters[0].themes[0].goals;
                goals[number / 7 % goals.len()].id.clone()
            }
            _ => from.into.clone(),
        };
        let sort = plan.item(id).unwrap().sort();
        let (_, _, list) = plan.list_mut(sort, &into).unwrap();
        let before = (number / 14 % (list.count() + 1)).checked_sub(1);
        let after = before.and_then(|place| list.id(place));
        let after = after.filter(|after| *after != id).map(str::to_string);
        Edit::Move(Self {
            id: id.to_string(),
            from,
            to: Spot { into, after },
            why: Some(Why {
                reason: "x".to_string(),
                decision: None,
            }),
        })
    }
}

impl MoveEdit {
    /// Whether someone moved it since. Others may have come to stand before it, which is not
    /// the same.
    fn moved_since(&self, plan: &Plan) -> bool {
        let moves = plan
            .history
            .iter()
            .rev()
            .filter_map(|entry| match &*entry.edit {
                Edit::Move(it) if it.id == self.id => Some(it),
                _ => None,
            });
        let last = moves.map(|it| &it.to).next();
        last.is_some_and(|to| *to != self.from)
    }
}
