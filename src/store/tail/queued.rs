//! What waits, as the keeper of a plan has it: with the plan it makes, and what was told of it.

use std::collections::BTreeMap;

use super::{Tail, Waiting};
use crate::plan::Plan;
use crate::plan::edit::later::{Became, later};
use crate::plan::edit::role::Role;
use crate::store::keeper::Queue;

/// What waits.
#[derive(Debug, Default)]
pub struct Queued {
    pub tail: Tail,
    /// Whether saves may wait: a command says instead that nothing was saved.
    pub open: bool,
    /// The plan with what waits in it; none where nothing does.
    pub shown: Option<Plan>,
    /// Of a revision that is only shown, the number of what waits.
    pub numbers: BTreeMap<u64, u64>,
    /// Whether something is no longer shown as it was, until that is told.
    pub is_news: bool,
    /// How many saves that waited are kept by now, until that is told.
    pub kept: Option<usize>,
    /// How many waited, and which of them were stuck, as it was told last.
    told: (usize, Vec<u64>),
}

impl Queued {
    /// Makes the plan that is shown of the one that is kept: what can be made of what waits. What waits is
    /// said from then on in the ids it is shown by, as what is made after it will be: a colleague's may come
    /// under the next one too, and then nothing else would tell whose is meant.
    pub fn show(&mut self, kept: &Plan, role: Role) {
        let mut plan = kept.clone();
        let mut became = Became::default();
        self.numbers.clear();
        let mut called = Vec::new();
        for save in self.tail.waiting() {
            let made = || later(plan.clone(), &save.entries, &became, save.later(role)).ok();
            if let Some(next) = save.stuck.is_none().then(made).flatten() {
                became.note(&save.entries, &next.entries);
                for entry in &save.entries {
                    if let Some(revision) = became.revision(entry.revision) {
                        self.numbers.insert(revision, entry.revision);
                    }
                }
                plan = next.plan;
            }
            called.push(save.entries.iter().map(|it| became.called(it)).collect());
        }
        self.tail.call(called);
        // What is stuck isn't shown: then the plan is the one that is kept.
        let waits = self.tail.is_ready();
        self.shown = waits.then_some(plan);
    }

    /// What waits, where that is otherwise than it was told.
    pub fn news(&mut self) -> Option<Queue> {
        let all = self.tail.waiting();
        let stuck = all.iter().filter(|it| it.stuck.is_some());
        let now = (all.len(), stuck.map(Waiting::number).collect());
        if now == self.told {
            return None;
        }
        self.told = now;
        Some(Queue {
            waiting: all.len(),
            stuck: all.iter().filter_map(Waiting::as_stuck).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::plan::edit::history::Entry;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::plan::model::meeting::Meeting;

    /// A plan after what somebody did, and the entries of that.
    fn done(plan: &Plan, by: &str, edit: Value) -> (Plan, Vec<Entry>) {
        let author = Author {
            name: by.to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        };
        let edit = Intent::Edit(vec![serde_json::from_value(edit).unwrap()]);
        let next = transaction(plan.clone(), &edit, &author, Role::Administrator);
        let next = next.unwrap().unwrap();
        (next.plan, next.entries)
    }

    fn begun(id: &str, title: &str) -> Value {
        json!({ "what": "meeting", "id": id, "from": null, "to": { "id": id, "title": title,
            "date": "2026-06-12", "by": "A", "items": ["1.K1"] } })
    }

    fn agreed(id: &str, meeting: &str) -> Value {
        json!({ "what": "action-point", "id": id, "from": null, "to": { "id": id,
            "meeting": meeting, "who": "A", "what": "x", "date": "2026-06-12", "by": "A" } })
    }

    /// Does something on the plan that is shown, and lets it wait.
    fn wait(queued: &mut Queued, kept: &Plan, edit: Value) {
        let shown = queued.shown.clone().unwrap_or_else(|| kept.clone());
        let (_, entries) = done(&shown, "A", edit);
        let save = Waiting::new(Uuid::new_v4(), entries);
        queued.tail.push(vec![save], |_| None).unwrap();
        queued.show(kept, Role::Administrator);
    }

    /// Each action point with the title of its meeting.
    fn points(queued: &Queued) -> Vec<(&str, &str)> {
        let shown = queued.shown.as_ref().unwrap();
        let points = shown.action_points.iter().map(|point| {
            let meeting = shown.meetings.iter();
            let its = |it: &&Meeting| Some(&it.id) == point.meeting.as_ref();
            (&*point.id, &*meeting.clone().find(its).unwrap().title)
        });
        points.collect()
    }

    /// Begun without a line as O1; while it waits a colleague begins O1, and then O2.
    #[test]
    fn a_meeting_that_gets_another_number_twice_keeps_what_was_said_in_it() {
        let text = include_str!("../../../tests/stores/valid/small.json");
        let mut kept: Plan = serde_json::from_str(text).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let mut queued = Queued::default();
        queued
            .tail
            .keep_in(dir.path(), "postgres://x", "A")
            .unwrap();
        wait(&mut queued, &kept, begun("O1", "eigen"));
        wait(&mut queued, &kept, agreed("AP1", "O1"));
        assert_eq!(points(&queued), [("AP1", "eigen")]);
        (kept, _) = done(&kept, "B", begun("O1", "van B"));
        queued.show(&kept, Role::Administrator);
        assert_eq!(points(&queued), [("AP1", "eigen")]);
        // From the screen as it is now: one in each.
        wait(&mut queued, &kept, agreed("AP2", "O2"));
        wait(&mut queued, &kept, agreed("AP3", "O1"));
        let both = [("AP1", "eigen"), ("AP2", "eigen"), ("AP3", "van B")];
        assert_eq!(points(&queued), both);
        (kept, _) = done(&kept, "B", begun("O2", "nog een van B"));
        queued.show(&kept, Role::Administrator);
        assert_eq!(points(&queued), both);
        // So it is for the next program.
        drop(queued);
        let mut next = Queued::default();
        next.tail.keep_in(dir.path(), "postgres://x", "A").unwrap();
        next.show(&kept, Role::Administrator);
        assert_eq!(points(&next), both);
        let ids = next.shown.iter().flat_map(|it| &it.meetings);
        let ids: Vec<(&str, &str)> = ids.map(|it| (&*it.id, &*it.title)).collect();
        assert_eq!(
            ids,
            [("O1", "van B"), ("O2", "nog een van B"), ("O3", "eigen")]
        );
    }
}
