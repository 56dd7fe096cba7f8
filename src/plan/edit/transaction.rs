//! What a person wants, done to a plan: the one place where edits become history, and where it is
//! chosen what undo takes back. Every keeper of plans, and the screen's announcements, ask it.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, FixedOffset, Timelike};

use super::history::met::{Met, unchanged};
use super::history::{self, Entry};
use super::role::Role;
use super::{Change, ConfirmEdit, DoubtEdit, Edit, Refusal, What};
use crate::plan::model::CHANGING;
use crate::plan::model::shared::Shared;
use crate::plan::model::sort::WHOLE;
use crate::plan::{Id, Plan, clean};

/// Who edits, when, and what they may.
#[derive(Debug, Clone)]
pub struct Author {
    /// The name that stands in the history (`--door`).
    pub name: String,
    /// The moment of the edit.
    pub at: DateTime<FixedOffset>,
    /// The meeting it is said in.
    pub meeting: Option<Id>,
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// These edits, all or none.
    Edit(Vec<Edit>),
    /// The same of what a hand typed, which met this when it was: refused where it meets something else by now.
    Over(Vec<Edit>, Box<Met>),
    /// The same of figures from elsewhere, which met this when they were looked at: none where one meets
    /// something else by now.
    TakeIn(Vec<Shared<Edit>>, Met),
    /// The author's last save that still stands, taken back.
    Undo,
    /// The same, also where someone else changed it since: what stood there before comes again.
    UndoRegardless,
    /// The author's last save before this revision that still stands, taken back.
    UndoBefore(u64),
    /// What the author took back last, done again.
    Redo,
}

impl Intent {
    /// Whether nothing is taken back or done again.
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::Edit(_) | Self::Over(..) | Self::TakeIn(..))
    }

    /// Whether something is taken back.
    pub const fn takes_back(&self) -> bool {
        matches!(
            self,
            Self::Undo | Self::UndoRegardless | Self::UndoBefore(_)
        )
    }
}

/// A plan one save further.
#[derive(Debug, Clone)]
pub struct Next {
    /// The plan.
    pub plan: Plan,
    /// What came into its history.
    pub entries: Vec<Entry>,
    /// What each of them does to the document, in this order.
    pub changes: Vec<Vec<Change>>,
}

/// An edit on its way into the history.
pub(super) struct Wanted {
    /// Into the history comes this very one, where nothing about it becomes another: there may be a hundred
    /// thousand.
    pub edit: Shared<Edit>,
    /// The revision it takes back.
    pub undoes: Option<u64>,
    /// The meeting it is said in, or was: what is done again stays in its own minutes.
    pub meeting: Option<Id>,
}

/// The plan with all that is wanted, none of it if one edit is refused. None where there is
/// nothing to take back or to do again.
///
/// # Errors
/// [`Refusal`], of the first edit that can't be.
pub fn transaction(
    plan: Plan,
    wanted: &Intent,
    author: &Author,
    role: Role,
) -> Result<Option<Next>, Refusal> {
    let by = clean::one_line(&author.name).into_owned();
    let how = match wanted {
        Intent::UndoRegardless => How::REGARDLESS,
        _ => How::ANEW,
    };
    // The plan goes on while its history, as it is, is read.
    let history = plan.history.clone();
    let turned = match wanted {
        Intent::Edit(edits) | Intent::Over(edits, _) => {
            if let Intent::Over(_, met) = wanted {
                unchanged(&plan, edits, met)?;
            }
            allowed(edits.iter().map(|edit| edit.role(&plan)), role)?;
            let wanted = edits.iter().map(|edit| edit.clone().into());
            let wanted = wanted.map(|edit| said_now(edit, author));
            return made(plan, (wanted, &HashSet::new()), (&by, author.at), how).map(Some);
        }
        Intent::TakeIn(edits, met) => {
            unchanged(&plan, edits.iter().map(|edit| &**edit), met)?;
            allowed(edits.iter().map(|edit| edit.role(&plan)), role)?;
            let wanted = edits.iter().map(|edit| said_now(edit.clone(), author));
            return made(plan, (wanted, &HashSet::new()), (&by, author.at), how).map(Some);
        }
        Intent::Undo | Intent::UndoRegardless => history::to_undo(&history, &by),
        Intent::UndoBefore(revision) => history::to_undo_before(&history, &by, *revision),
        Intent::Redo => history::to_redo(&history, &by),
    };
    if turned.is_empty() {
        return Ok(None);
    }
    let wanted = turned.iter().map(|entry| turn(entry));
    allowed(wanted.clone().map(|it| it.edit.role(&plan)), role)?;
    let undone = turned.iter().map(|entry| entry.revision).collect();
    made(plan, (wanted, &undone), (&by, author.at), how).map(Some)
}

/// That the role may make all of it, by the roles that need to.
pub(super) fn allowed(needed: impl Iterator<Item = Role>, role: Role) -> Result<(), Refusal> {
    match needed.max().filter(|needed| *needed > role) {
        Some(needed) => Err(Refusal::Forbidden { role, needed }),
        None => Ok(()),
    }
}

/// The plan with the entries of one save done to it once more: a log holds what was done, and
/// doing it again gives the same entries, or they are no history of this plan.
///
/// # Errors
/// [`Refusal`], where one of them can't be done to the plan as it is, or would be another.
pub fn replay(plan: Plan, entries: &[Entry]) -> Result<Next, Refusal> {
    let Some(first) = entries.first() else {
        return Err(Refusal::Unfit("een leeg deel van het logboek".to_string()));
    };
    let wanted = entries.iter().map(|entry| Wanted {
        edit: entry.edit.clone(),
        undoes: entry.undoes,
        meeting: entry.meeting.clone(),
    });
    let undone = entries.iter().filter_map(|entry| entry.undoes).collect();
    let next = made(plan, (wanted, &undone), (&first.by, first.at), How::AGAIN)?;
    // How a value was written says nothing of the plan.
    let same = |made: &Entry, entry: &Entry| {
        let kept = entry.kept.clone();
        Entry {
            kept,
            ..made.clone()
        } == *entry
    };
    let strange = next.entries.iter().zip(entries);
    let strange = strange.into_iter().find(|(made, entry)| !same(made, entry));
    match strange {
        None => Ok(next),
        Some((_, entry)) => Err(Refusal::Unfit(format!(
            "wijziging {} in het logboek past niet op het plan van daarvoor",
            entry.revision
        ))),
    }
}

/// How edits are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct How {
    /// Where one meets someone else's, it is made from what stands there now.
    pub regardless: bool,
    /// What was open and is looked at by it is confirmed.
    pub settles: bool,
    /// A change of the plan needs its reason.
    pub checks: bool,
}

impl How {
    /// Where one meets someone else's, none is.
    const ANEW: Self = Self {
        regardless: false,
        settles: true,
        checks: true,
    };
    /// What stands there now is no hindrance.
    const REGARDLESS: Self = Self {
        regardless: true,
        ..Self::ANEW
    };
    /// As they were made before, with all that came of them.
    const AGAIN: Self = Self {
        regardless: false,
        settles: false,
        checks: false,
    };
}

/// Makes what is wanted, one after another, and the entries of it; which revisions that takes back is
/// known beforehand. Each is asked for when it is its turn: there may be a hundred thousand.
pub(super) fn made(
    mut plan: Plan,
    (wanted, undone): (impl IntoIterator<Item = Wanted>, &HashSet<u64>),
    (by, at): (&str, DateTime<FixedOffset>),
    how: How,
) -> Result<Next, Refusal> {
    let first = plan.revision.saturating_add(1);
    let lowers = lowers(&plan, undone);
    let mut next = (Vec::new(), Vec::new());
    let (entries, changes) = &mut next;
    let mut renamed: Vec<(Id, Id)> = Vec::new();
    let (mut wanted, mut settling) = (wanted.into_iter(), Vec::new());
    while let Some(mut wanted) = settling.pop().or_else(|| wanted.next()) {
        if !renamed.is_empty() {
            wanted.edit = Edit::clone(&wanted.edit).under(&renamed).into();
        }
        plan.revision = plan
            .revision
            .checked_add(1)
            .ok_or_else(|| Refusal::Unfit("de telling van revisies is op".to_string()))?;
        let schema = plan.schema;
        if let Some(alters) = wanted.edit.alters(&plan) {
            if wanted.undoes.is_none() && how.checks {
                alters.check(&plan)?;
            }
            plan.schema = plan.schema.max(CHANGING);
        }
        let mut done = match harmless(&wanted.edit, how)?.apply(&mut plan) {
            Err(refusal @ Refusal::Conflict { .. }) if how.regardless => {
                let edit = wanted.edit.regardless(&plan).ok_or(refusal)?;
                harmless(&edit, how)?.apply(&mut plan)?
            }
            done => done?,
        };
        if let Some(schema) = lowers.iter().find(|(of, _)| Some(*of) == wanted.undoes) {
            plan.schema = schema.1;
        }
        if plan.schema != schema {
            done.changes.push(Change::set(&[], "schema", &plan.schema));
        }
        if let (Edit::Add(_), Some(from), Some(to)) =
            (&*wanted.edit, wanted.edit.id(), done.edit.id())
        {
            renamed.extend((from != to).then(|| (from.to_string(), to.to_string())));
        }
        changes.push(done.changes);
        let settles = how.settles.then(|| settled(&plan, &wanted));
        settling.extend(settles.into_iter().flatten());
        let edit = match wanted.edit {
            edit if *edit == done.edit => edit,
            _ => done.edit.into(),
        };
        let entry = Entry {
            revision: plan.revision,
            // The document keeps whole seconds.
            at: at.with_nanosecond(0).unwrap_or(at),
            by: by.to_string(),
            undoes: wanted.undoes,
            together: None,
            raised: (plan.schema > schema).then_some(schema),
            kept: BTreeMap::new(),
            meeting: wanted.meeting,
            edit,
        };
        plan.history.push(entry.clone());
        entries.push(entry);
    }
    let several = entries.len() > 1;
    let kept = plan.history.len() - entries.len();
    for (place, entry) in entries.iter_mut().enumerate().filter(|_| several) {
        entry.together = Some(first);
        if let Some(kept) = plan.history.get_mut(kept + place) {
            kept.together = Some(first);
        }
    }
    let (entries, changes) = next;
    Ok(Next {
        plan,
        entries,
        changes,
    })
}

impl Next {
    /// What it does to the document beside what its edits do, and after that: they are in the history.
    pub fn recorded(&self) -> Vec<Change> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let history = self.plan.history.clone();
        let first = history.len().saturating_sub(self.entries.len());
        vec![
            Change::set(&[], "revision", &self.plan.revision),
            Change::new(&[], "history", What::Record(history, first)),
        ]
    }
}

/// The entries that raised the schema and are taken back, each with the schema of before: where
/// no other change of the plan stands, the document is again what it was.
fn lowers(plan: &Plan, undone: &HashSet<u64>) -> Vec<(u64, u64)> {
    if undone.is_empty() {
        return Vec::new();
    }
    let entries = plan
        .history
        .iter()
        .filter(|it| undone.contains(&it.revision));
    let raised = entries.filter_map(|it| Some((it.revision, it.raised?)));
    let raised: Vec<(u64, u64)> = raised.collect();
    if raised.is_empty() {
        return raised;
    }
    let left = history::in_force(&plan.history)
        .any(|it| !undone.contains(&it.revision) && it.edit.alters(plan).is_some());
    if left { Vec::new() } else { raised }
}

fn said_now(edit: Shared<Edit>, author: &Author) -> Wanted {
    Wanted {
        edit,
        undoes: None,
        meeting: author.meeting.clone(),
    }
}

/// That what an edit said something of is confirmed by it, where that was open, and is no longer
/// in doubt.
fn settled(plan: &Plan, wanted: &Wanted) -> Vec<Wanted> {
    let (Some(id), Some(key), None) = (wanted.edit.id(), wanted.edit.settles(), wanted.undoes)
    else {
        return Vec::new();
    };
    let open: &[String] = match plan.item(id).filter(|item| item.id() == id) {
        Some(item) => item.to_confirm(),
        None if id == WHOLE => &plan.to_confirm,
        None => &[],
    };
    let confirm = open.iter().any(|open| open == key);
    let confirm = confirm.then(|| Edit::Confirm(ConfirmEdit::of(id, key)));
    // Words that were left out are in doubt until somebody looked at those.
    let own = plan
        .doubts
        .iter()
        .filter(|doubt| doubt.item == id && doubt.field.as_deref() == Some(key) && !doubt.left_out);
    let own = own.map(|doubt| Edit::Doubt(DoubtEdit::of(&doubt.id)));
    let wanted = |edit: Edit| Wanted {
        edit: edit.into(),
        undoes: None,
        meeting: wanted.meeting.clone(),
    };
    confirm.into_iter().chain(own).map(wanted).collect()
}

/// The edit that turns an entry round.
fn turn(entry: &Entry) -> Wanted {
    Wanted {
        edit: entry.edit.inverse().into(),
        undoes: Some(entry.revision),
        meeting: entry.meeting.clone(),
    }
}

/// An edit whose texts are harmless to show: it is kept as it will be read, which one that is done again was.
fn harmless(edit: &Edit, how: How) -> Result<Edit, Refusal> {
    let harmless = match how {
        How::AGAIN => clean::kept(edit),
        _ => clean::cleaned(edit),
    };
    harmless.ok_or_else(|| Refusal::Unfit("deze wijziging kan niet worden opgeslagen".to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plan::edit::{AddEdit, DropEdit, MoveEdit, Spot, Why};
    use crate::plan::model::life::Adoption;
    use crate::plan::model::sort::Sort;

    fn small() -> Plan {
        serde_json::from_str(include_str!("../../../tests/stores/valid/small.json")).unwrap()
    }

    fn author(name: &str) -> Author {
        Author {
            name: name.to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        }
    }

    fn done(plan: Plan, wanted: &Intent, by: &str) -> Result<Plan, Refusal> {
        let next = transaction(plan, wanted, &author(by), Role::Administrator)?;
        Ok(next.unwrap().plan)
    }

    fn why() -> Why {
        Why {
            reason: "x".to_string(),
            decision: None,
        }
    }

    fn add(id: &str, after: Option<&str>) -> Edit {
        Edit::Add(AddEdit {
            sort: Sort::Action,
            into: "1A.1".to_string(),
            after: after.map(str::to_string),
            item: json!({ "id": id, "text": id }),
            back: false,
            why: Some(why()),
        })
    }

    fn actions(plan: &Plan) -> String {
        let actions = &plan.chapters[0].themes[0].goals[0].actions;
        let ids: Vec<&str> = actions.iter().map(|it| it.id.as_str()).collect();
        ids.join(" ")
    }

    #[test]
    fn two_who_add_under_one_goal_never_conflict_and_no_id_comes_twice() {
        let plan = small();
        let one = |plan, edit: Edit, by: &str| done(plan, &Intent::Edit(vec![edit]), by).unwrap();
        let plan = one(plan, add("1A.1.c", Some("1A.1.b")), "A");
        // Of the same plan as A had: its id is taken, its neighbour has another after it.
        let plan = one(plan, add("1A.1.c", Some("1A.1.b")), "B");
        assert_eq!(actions(&plan), "1A.1.a 1A.1.b 1A.1.d 1A.1.c");
        // A takes it back: the id was used all the same.
        let plan = done(plan, &Intent::Undo, "A").unwrap();
        assert_eq!(actions(&plan), "1A.1.a 1A.1.b 1A.1.d");
        let plan = one(plan, add("1A.1.c", None), "B");
        assert_eq!(actions(&plan), "1A.1.e 1A.1.a 1A.1.b 1A.1.d");
        // And doing it again brings back itself.
        let plan = done(plan, &Intent::Redo, "A").unwrap();
        assert!(actions(&plan).contains("1A.1.c"), "{}", actions(&plan));
        // A neighbour that has gone: at the end.
        let plan = one(plan, add("1A.1.f", Some("1A.1.z")), "B");
        assert!(actions(&plan).ends_with("1A.1.f"), "{}", actions(&plan));
    }

    #[test]
    fn a_change_stands_under_the_decision_that_came_with_it() {
        let both = |text: &str| {
            let decision = serde_json::from_value::<Edit>(json!({
                "what": "add", "sort": "decision", "into": "plan", "after": null,
                "item": { "id": "BS1", "body": "raad", "date": "2026-06-12", "title": text },
            }));
            let set = serde_json::from_value::<Edit>(json!({
                "what": "set", "id": "1A", "field": "priority", "from": null, "to": 1,
                "why": { "reason": "x", "decision": "BS1" },
            }));
            Intent::Edit(vec![decision.unwrap(), set.unwrap()])
        };
        // B made another of the same id meanwhile.
        let Intent::Edit(mut first) = both("van B") else {
            return;
        };
        first.truncate(1);
        let plan = done(small(), &Intent::Edit(first), "B").unwrap();
        let plan = done(plan, &both("van A"), "A").unwrap();
        let last = &plan.history.last().unwrap().edit;
        let why = last.alters(&plan).unwrap().why.unwrap();
        let decision = plan.decision(why.decision.as_deref().unwrap()).unwrap();
        assert_eq!(decision.title.as_deref(), Some("van A"));
    }

    #[test]
    fn a_move_is_in_the_way_of_a_move_and_of_nothing_else() {
        let plan = small();
        let spot = |after: Option<&str>| Spot {
            into: "1A.1".to_string(),
            after: after.map(str::to_string),
        };
        let moved = |from: Option<&str>, to: Option<&str>| {
            Edit::Move(MoveEdit {
                id: "1A.1.b".to_string(),
                from: spot(from),
                to: spot(to),
                why: Some(why()),
            })
        };
        let other = done(
            plan,
            &Intent::Edit(vec![add("1A.1.c", Some("1A.1.a"))]),
            "B",
        )
        .unwrap();
        // Something new came before it: it wasn't moved.
        let wanted = Intent::Edit(vec![moved(Some("1A.1.a"), None)]);
        let plan = done(other, &wanted, "A").unwrap();
        assert_eq!(actions(&plan), "1A.1.b 1A.1.a 1A.1.c");
        let refused = done(plan, &wanted, "B").unwrap_err();
        assert!(matches!(refused, Refusal::Conflict { .. }), "{refused:?}");
    }

    #[test]
    fn a_reason_is_asked_unless_it_is_a_draft() {
        let wanted = Intent::Edit(vec![Edit::Drop(DropEdit {
            id: "1.K1".to_string(),
            from: None,
            to: serde_json::from_value(json!({ "date": "2026-06-12" })).unwrap(),
            why: None,
        })]);
        let refused = done(small(), &wanted, "A").unwrap_err();
        assert!(matches!(refused, Refusal::Unfit(why) if why.contains("een reden")));
        let draft = Plan {
            adopted: Adoption::Draft,
            ..small()
        };
        assert!(done(draft, &wanted, "A").is_ok());
        let recorder = transaction(small(), &wanted, &author("A"), Role::Recorder);
        let forbidden = |it: &Refusal| matches!(it, Refusal::Forbidden { .. });
        assert!(recorder.is_err_and(|it| forbidden(&it)));
    }

    #[test]
    fn the_first_change_raises_the_schema_and_the_last_undo_lowers_it() {
        let schema = |plan: &Plan| plan.schema;
        let edit = |id: &str| Intent::Edit(vec![add(id, None)]);
        let plan = done(small(), &edit("1A.1.c"), "A").unwrap();
        assert_eq!(schema(&plan), 2);
        let both = done(plan.clone(), &edit("1A.1.d"), "B").unwrap();
        let plan = done(plan, &Intent::Undo, "A").unwrap();
        assert_eq!(schema(&plan), 1);
        assert_eq!(schema(&done(plan, &Intent::Redo, "A").unwrap()), 2);
        // What B changed still needs it.
        assert_eq!(schema(&done(both, &Intent::Undo, "A").unwrap()), 2);
    }
}
