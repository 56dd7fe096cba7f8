//! An item at another place: after another neighbour, or under something else.

use super::change::headed;
use super::why;
use crate::app::typing::choosing::choices::short;
use crate::app::typing::choosing::picker::Choice;
use crate::app::typing::form::fields::{Blank, Fields, Shape, Wrong};
use crate::app::typing::form::filling::{Form, Reach, Then};
use crate::app::typing::form::subject::{By, Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, MoveEdit, Spot};
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Id, Plan, words};

const INTO: Blank = Blank::shaped("onder", "Onder", Shape::Choice { several: false });
const AFTER: Blank = Blank::shaped("na", "Na", Shape::Choice { several: false });
/// Before all others.
const FIRST: &str = "begin";

/// An item that comes elsewhere.
#[derive(Debug)]
struct Moving {
    id: Id,
    sort: Sort,
    from: Spot,
    /// What it comes under, as the list of neighbours was made for.
    into: Id,
    touches: String,
}

impl Form {
    /// The form to move an item so many places down in its list; none where it has no place.
    pub fn place(id: &str, by: isize, desk: Desk<'_>) -> Option<Self> {
        let desk = desk.of_whole();
        let mut plan = desk.plan.clone();
        let (sort, into, _) = plan.standing(id)?;
        let from = Spot::of(&mut plan, id)?;
        let title = format!("{} verplaatsen", headed(desk.plan, &desk.plan.item(id)?));
        let after = neighbour(&mut plan, (sort, &into), id, by);
        let subject = Moving {
            id: id.to_string(),
            sort,
            touches: why::touches(desk.plan, &[id.to_string()]),
            into: into.clone(),
            from,
        };
        let blanks = if into == WHOLE {
            vec![AFTER]
        } else {
            vec![INTO, AFTER]
        };
        let title = one_line(&title).into_owned();
        let mut form = Self::of(subject, title, &why::and_why(blanks), desk);
        form.fields.begin(INTO.name, &into);
        form.fields.begin(AFTER.name, &after);
        form.fields.go(AFTER.name);
        form.then = Then::Show;
        let mut form = form.changing(desk);
        form.reach = Reach::Row;
        Some(form)
    }
}

/// The form a draft was typed in.
pub(in crate::app::typing::form) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    let own = draft.form == "move";
    own.then(|| Form::place(&draft.id, 0, desk)).flatten()
}

/// The neighbour it comes after, so many places down among those that hold; the end of the list
/// where it has fewer.
fn neighbour(plan: &mut Plan, (sort, into): (Sort, &str), id: &str, by: isize) -> Id {
    let all = in_list(plan, sort, into);
    let at = all.iter().position(|it| it == id).unwrap_or(0);
    let others: Vec<&Id> = all.iter().filter(|it| *it != id).collect();
    let to = at.saturating_add_signed(by).min(others.len());
    let after = to.checked_sub(1).and_then(|before| others.get(before));
    after.map_or_else(|| FIRST.to_string(), |it| (*it).clone())
}

/// The ids in a list, of what holds.
fn in_list(plan: &mut Plan, sort: Sort, into: &str) -> Vec<Id> {
    let Some((_, _, list)) = plan.list_mut(sort, into) else {
        return Vec::new();
    };
    let ids: Vec<Id> = (0..list.count())
        .filter_map(|at| list.id(at).map(str::to_string))
        .collect();
    let holds = |id: &Id| plan.item(id).is_none_or(|it| it.dropped().is_none());
    ids.into_iter().filter(holds).collect()
}

impl Moving {
    /// Everything that has a list for it.
    fn parents(&self, plan: &Plan) -> Vec<Choice<String>> {
        let tables = plan.budgets.iter().map(|it| (&it.id, &it.title));
        let fte = plan.capacity.iter().map(|it| (&it.id, &it.title));
        let tables = tables
            .chain(fte)
            .map(|(id, title)| (id.clone(), title.clone()));
        let items = plan.items().filter(|it| it.dropped().is_none());
        let items = items.map(|it| (it.id().to_string(), words::titled(plan, it.id())));
        let mut other = plan.clone();
        let mut fits = |id: &str| other.list_mut(self.sort, id).is_some();
        let all = items.chain(tables).filter(|(id, _)| fits(id));
        all.map(|(id, label)| Choice::new("onder", &label, id))
            .collect()
    }
}

impl Subject for Moving {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        match blank {
            AFTER if fields.focus == AFTER.name => {
                "← → een plaats verder, of typ om te kiezen".to_string()
            }
            INTO if fields.focus == INTO.name => "typ om te kiezen".to_string(),
            INTO | AFTER => String::new(),
            _ => why::beside(blank, fields, desk),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let after = fields.typed(AFTER).filter(|after| after != FIRST);
        let to = Spot {
            into: self.into.clone(),
            after,
        };
        if to == self.from {
            return Err(AFTER.wrong("staat daar al"));
        }
        let edit = Edit::Move(MoveEdit {
            id: self.id.clone(),
            from: self.from.clone(),
            to,
            why: None,
        });
        why::given(fields, desk, vec![edit])
    }

    fn draft(&self) -> Option<(&str, &str)> {
        Some(("move", &self.id))
    }

    fn made_of(&self, blank: Blank) -> Option<fn(&str) -> Choice<String>> {
        why::made_of(blank)
    }

    fn choices(&self, blank: Blank, _: &Fields, desk: Desk<'_>) -> Vec<Choice<String>> {
        match blank {
            INTO => self.parents(desk.plan),
            AFTER => {
                let first = Choice::new("plaats", "vooraan", FIRST.to_string());
                let all = in_list(&mut desk.plan.clone(), self.sort, &self.into);
                let others = all.into_iter().filter(|id| *id != self.id);
                let others = others.map(|id| Choice::new("na", &words::titled(desk.plan, &id), id));
                std::iter::once(first).chain(others).collect()
            }
            _ => why::choices(blank, desk),
        }
    }

    fn words(&self, blank: Blank, chosen: &str, desk: Desk<'_>) -> String {
        match blank {
            AFTER if chosen == FIRST => "vooraan".to_string(),
            INTO if desk.plan.item(chosen).is_none() => {
                let found = self
                    .parents(desk.plan)
                    .into_iter()
                    .find(|it| it.pick == chosen);
                found.map_or_else(|| chosen.to_string(), |it| it.label)
            }
            INTO | AFTER => short(desk.plan, chosen),
            _ => why::words(blank, chosen, desk).unwrap_or_else(|| chosen.to_string()),
        }
    }

    fn below(&self, _: &Fields, desk: Desk<'_>) -> Vec<String> {
        why::below(&self.touches, desk)
    }

    /// Under something else it comes last.
    fn follow(&mut self, fields: &mut Fields, desk: Desk<'_>) {
        let plan = desk.plan;
        let into = fields.typed(INTO).filter(|into| *into != self.into);
        if let Some(into) = into {
            let all = in_list(&mut plan.clone(), self.sort, &into);
            let last = all.iter().rev().find(|id| **id != self.id);
            fields.fill(AFTER.name, last.map_or(FIRST, |id| id));
            self.into = into;
        }
    }

    fn changed(&self, _: &Fields, plan: &Plan) -> Option<Changed> {
        let now = Spot::of(&mut plan.clone(), &self.id)?;
        (now.into != self.from.into).then(|| Changed {
            id: self.id.clone(),
            by: By::Move,
            sentence: format!(
                "dit onder {}. Enter verplaatst het toch, Esc laat het daar.",
                words::titled(plan, &now.into)
            ),
        })
    }

    fn accept(&mut self, _: &Fields, plan: &Plan) {
        if let Some(now) = Spot::of(&mut plan.clone(), &self.id) {
            self.from = now;
        }
    }
}
