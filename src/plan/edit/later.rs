//! A save that was made on another state of the plan, made on this one: what waited until a line was
//! back, and what was done in a copy of the plan.

use std::collections::BTreeMap;
use std::mem::discriminant;

use serde_json::Value;

use super::history::Entry;
use super::kinds::reading::describe;
use super::role::Role;
use super::transaction::{Author, How, Intent, Next, Wanted, allowed, made};
use super::{Edit, Refusal};
use crate::plan::model::lookup::Item;
use crate::plan::model::shared::Shared;
use crate::plan::{Id, Plan};

/// The words of people, which name nothing.
const WORDS: [&str; 6] = ["label", "note", "reason", "text", "title", "what"];

/// No revision of a plan: an entry that waits is known by such a number, or a higher one, so that nothing
/// takes back what it doesn't mean.
pub const APART: u64 = 1 << 62;

/// What earlier saves became: the revisions and the ids they got where they were made later.
#[derive(Debug, Default, Clone)]
pub struct Became {
    /// Of the revision it had, the edit it was, and the revision and the edit it is.
    entries: BTreeMap<u64, (Shared<Edit>, u64, Shared<Edit>)>,
    ids: Vec<(Id, Id)>,
}

impl Became {
    /// These entries became those.
    pub fn note(&mut self, old: &[Entry], new: &[Entry]) {
        let mut rest = new.iter();
        for entry in old {
            let same = |new: &&Entry| discriminant(&*new.edit) == discriminant(&*entry.edit);
            let left = rest.clone();
            let Some(now) = rest.find(same) else {
                rest = left;
                continue;
            };
            if let (Some(from), Some(to)) = (entry.edit.id(), now.edit.id())
                && from != to
            {
                self.ids.push((from.to_string(), to.to_string()));
            }
            let now = (entry.edit.clone(), now.revision, now.edit.clone());
            self.entries.insert(entry.revision, now);
        }
    }

    /// The revision of what was known by this number.
    pub fn revision(&self, number: u64) -> Option<u64> {
        self.entries.get(&number).map(|(_, now, _)| *now)
    }

    /// An entry by the ids that things have by now.
    #[must_use]
    pub fn called(&self, entry: &Entry) -> Entry {
        let called = (!self.ids.is_empty()).then(|| renamed(entry, &self.ids));
        called.flatten().unwrap_or_else(|| entry.clone())
    }

    /// An entry as it is said of the plan after them.
    #[must_use]
    pub fn of(&self, entry: &Entry) -> Entry {
        let mut own = self.called(entry);
        let undone = entry.undoes.and_then(|undone| self.entries.get(&undone));
        if let Some((was, revision, now)) = undone {
            own.undoes = Some(*revision);
            if *entry.edit == was.inverse() {
                own.edit = now.inverse().into();
            }
        }
        own
    }
}

/// How a save is made later.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    /// What may be done.
    pub role: Role,
    /// Whether it is wanted, whoever changed the same.
    pub regardless: bool,
    /// The revision of the plan it was made on; none where nobody knows.
    pub since: Option<u64>,
}

/// The plan with the entries of one save, made on another state of it, done to this one. Where one meets
/// someone else's, none is, unless it is wanted `regardless`.
///
/// # Errors
/// [`Refusal`], of the first that can't be.
pub fn later(
    plan: Plan,
    save: &[Entry],
    became: &Became,
    Later {
        role,
        regardless,
        since,
    }: Later,
) -> Result<Next, Refusal> {
    let Some(first) = save.first() else {
        return Err(Refusal::Unfit("een lege wijziging".to_string()));
    };
    let mut wanted = Vec::new();
    for entry in save {
        let entry = became.of(entry);
        if entry.undoes.is_some_and(|undone| undone >= APART) {
            let why = "dit neemt iets terug dat zelf nog niet is opgeslagen";
            return Err(Refusal::Unfit(why.to_string()));
        }
        let met = since.filter(|_| !regardless);
        if let Some(refusal) = met.and_then(|since| met_reading(&plan, &entry, since)) {
            return Err(refusal);
        }
        if entry.undoes.is_some() || !is_settled(&plan, &entry.edit) {
            wanted.push(Wanted {
                edit: entry.edit.clone(),
                undoes: entry.undoes,
                meeting: entry.meeting,
            });
        }
    }
    let needed = wanted.iter().map(|wanted| wanted.edit.role(&plan));
    allowed(needed, role)?;
    let how = How {
        regardless,
        settles: false,
        checks: true,
    };
    let undone = wanted.iter().filter_map(|wanted| wanted.undoes).collect();
    made(plan, (wanted, &undone), (&first.by, first.at), how)
}

/// That somebody else recorded another value of the same since a revision: a reading never meets one when
/// it is made, since it comes after it, and would take its place in silence.
fn met_reading(plan: &Plan, entry: &Entry, since: u64) -> Option<Refusal> {
    let recorded = |entry: &Entry| match &*entry.edit {
        Edit::Reading(it) if it.from.is_none() => Some((it.id.clone(), it.to.clone()?)),
        _ => None,
    };
    let counts = matches!(&*entry.edit, Edit::Reading(it) if it.counted.is_some());
    let (id, own) = recorded(entry).filter(|_| !counts && entry.undoes.is_none())?;
    let Some(Item::Indicator(indicator, _)) = plan.item(&id) else {
        return None;
    };
    let others = plan.history.iter().rev();
    let others = others.take_while(|it| it.revision > since);
    let theirs = others
        .filter(|it| it.by != entry.by)
        .filter_map(recorded)
        .find(|(on, it)| *on == id && indicator.readings.contains(it))?
        .1;
    let other = (theirs.value, theirs.of) != (own.value, own.of);
    other.then(|| Refusal::conflict(&id, describe(&theirs), describe(&own)))
}

/// Whether it only says that something was looked at, and somebody did so meanwhile.
fn is_settled(plan: &Plan, edit: &Edit) -> bool {
    match edit {
        Edit::Confirm(_) => edit.apply(&mut plan.clone()).is_err(),
        Edit::Doubt(it) => plan.doubts.iter().all(|doubt| doubt.id != it.id),
        _ => false,
    }
}

/// What somebody made who saw a plan, and is called otherwise in that plan by now: it waited, and another was
/// saved under its id first. The id it had, and the one it has.
pub fn renamed_since(seen: &Plan, now: &Plan) -> Vec<(Id, Id)> {
    let mut there = now.history.iter().rev().peekable();
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for entry in seen.history.iter().rev() {
        while let Some(later) = there.next_if(|it| it.revision > entry.revision) {
            new.push(later);
        }
        if there.peek() == Some(&entry) {
            break;
        }
        old.push(entry);
        new.extend(there.next_if(|it| it.revision == entry.revision));
    }
    let mut ids: Vec<(Id, Id)> = Vec::new();
    new.reverse();
    for entry in old.iter().rev() {
        let became = |it: &&Entry| {
            let named = entry.edit.id().zip(it.edit.id());
            let (from, to) = named.map(|(from, to)| (from.to_string(), to.to_string()))?;
            let mut all = ids.clone();
            all.push((from.clone(), to.clone()));
            let same = (&it.by, it.at) == (&entry.by, entry.at)
                && renamed(entry, &all).is_some_and(|entry| entry.edit == it.edit);
            same.then_some((from, to))
        };
        let became = (0..)
            .zip(&new)
            .find_map(|(place, it)| Some((place, became(it)?)));
        if let Some((place, (from, to))) = became {
            new.remove(place);
            ids.extend((from != to).then_some((from, to)));
        }
    }
    ids
}

/// What was wanted of a plan in which some had other ids, said of the one that is there.
pub fn as_called(wanted: &Intent, by: &Author, ids: &[(Id, Id)]) -> (Intent, Author) {
    let (mut wanted, mut by) = (wanted.clone(), by.clone());
    let renamed = |edit: &Edit| -> Option<Edit> {
        let mut value = serde_json::to_value(edit).ok()?;
        rename(&mut value, ids);
        serde_json::from_value(value).ok()
    };
    match &mut wanted {
        Intent::Edit(edits) | Intent::Over(edits, _) => {
            for edit in edits {
                *edit = renamed(edit).unwrap_or_else(|| edit.clone());
            }
        }
        Intent::TakeIn(edits, _) => {
            for edit in edits {
                *edit = renamed(edit).map_or_else(|| edit.clone(), Shared::from);
            }
        }
        _ => {}
    }
    if let Some((_, to)) = ids
        .iter()
        .rfind(|(from, _)| by.meeting.as_ref() == Some(from))
    {
        by.meeting = Some(to.clone());
    }
    (wanted, by)
}

/// An entry with other ids in it, wherever it names them; none where it is no entry any more.
fn renamed(entry: &Entry, ids: &[(Id, Id)]) -> Option<Entry> {
    let mut value = serde_json::to_value(entry).ok()?;
    rename(&mut value, ids);
    serde_json::from_value(value).ok()
}

fn rename(value: &mut Value, ids: &[(Id, Id)]) {
    match value {
        Value::String(text) => {
            // The last is what it is called by now.
            if let Some((_, to)) = ids.iter().rfind(|(from, _)| from == text) {
                text.clone_from(to);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|it| rename(it, ids)),
        Value::Object(members) => {
            let named = members.iter_mut();
            for (_, value) in named.filter(|(key, _)| !WORDS.contains(&key.as_str())) {
                rename(value, ids);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plan::edit::transaction::transaction;

    fn small() -> Plan {
        serde_json::from_str(include_str!("../../../tests/stores/valid/small.json")).unwrap()
    }

    fn edit(value: Value) -> Intent {
        Intent::Edit(vec![serde_json::from_value(value).unwrap()])
    }

    fn count(add: i64) -> Intent {
        edit(json!({ "what": "count", "id": "1.K1.1", "add": add,
            "reading": { "date": "2026-06-12", "value": 0, "by": "A" } }))
    }

    fn status(from: &str, to: &str) -> Intent {
        edit(json!({ "what": "status", "id": "1A.1.a", "from": from, "to": to }))
    }

    fn point(id: &str, what: &str) -> Intent {
        edit(json!({ "what": "action-point", "id": id, "from": null,
            "to": { "id": id, "meeting": "O1", "who": "A", "what": what, "date": "2026-06-12", "by": "A" } }))
    }

    /// What somebody did, one save after another: the plan, and each save as it waits.
    fn done(mut plan: Plan, by: &str, all: &[Intent]) -> (Plan, Vec<Vec<Entry>>) {
        let author = Author {
            name: by.to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        };
        let mut saves = Vec::new();
        for wanted in all {
            let next = transaction(plan, wanted, &author, Role::Administrator);
            let next = next.unwrap().unwrap();
            plan = next.plan;
            saves.push(next.entries);
        }
        for entry in saves.iter_mut().flatten() {
            entry.revision += APART;
            entry.undoes = entry.undoes.map(|undone| undone + APART);
        }
        (plan, saves)
    }

    /// The saves of one on the plan of the other, and what was refused.
    fn after(mut plan: Plan, saves: &[Vec<Entry>]) -> (Plan, Vec<String>) {
        let mut became = Became::default();
        let mut refused = Vec::new();
        for save in saves {
            match later(plan.clone(), save, &became, how(false)) {
                Ok(next) => {
                    became.note(save, &next.entries);
                    plan = next.plan;
                }
                Err(why) => refused.push(why.to_string()),
            }
        }
        (plan, refused)
    }

    /// On the plan as it was begun.
    fn how(regardless: bool) -> Later {
        Later {
            role: Role::Administrator,
            regardless,
            since: Some(small().revision),
        }
    }

    fn reading(value: i64) -> Intent {
        edit(json!({ "what": "reading", "id": "1.K1.1", "from": null,
            "to": { "date": "2026-06-12", "value": value, "by": "A" } }))
    }

    fn stand(plan: &Plan) -> String {
        let (kpi, _) = plan.every_kpi().next().unwrap();
        let readings = kpi.indicators[0].readings.iter();
        let values: Vec<Value> = readings
            .map(|it| serde_json::to_value(it).unwrap()["value"].clone())
            .collect();
        Value::Array(values).to_string()
    }

    #[test]
    fn what_was_counted_meanwhile_is_counted_on() {
        let plan = small();
        let (theirs, _) = done(plan.clone(), "B", &[count(5)]);
        let (_, mine) = done(plan, "A", &[count(1), count(2)]);
        let (both, refused) = after(theirs, &mine);
        assert_eq!((stand(&both).as_str(), refused.len()), ("[5,6,8]", 0));
    }

    #[test]
    fn what_was_taken_back_meanwhile_is_taken_back_there_too() {
        let plan = small();
        let (theirs, _) = done(plan.clone(), "B", &[count(5)]);
        let mine = [count(1), Intent::Undo, Intent::Redo, count(3), Intent::Undo];
        let (own, mine) = done(plan, "A", &mine);
        assert_eq!(stand(&own), "[1]");
        let (both, refused) = after(theirs, &mine);
        assert_eq!(refused, [""; 0]);
        assert_eq!(stand(&both), "[5,6]");
        let undone: Vec<_> = both.history.iter().map(|it| it.undoes).collect();
        assert_eq!(undone, [None, None, Some(2), Some(3), None, Some(5)]);
    }

    #[test]
    fn what_somebody_else_changed_is_refused_with_all_that_builds_on_it() {
        let plan = small();
        let (theirs, _) = done(plan.clone(), "B", &[status("open", "running")]);
        let wanted = [status("open", "done"), Intent::Undo, count(1)];
        let (_, mine) = done(plan, "A", &wanted);
        let (both, refused) = after(theirs.clone(), &mine);
        assert!(refused[0].contains("intussen veranderd"), "{refused:?}");
        assert!(refused[1].contains("zelf nog niet"), "{refused:?}");
        assert_eq!((stand(&both).as_str(), refused.len()), ("[1]", 2));
        let next = later(theirs, &mine[0], &Became::default(), how(true)).unwrap();
        let sentence = next.entries[0].edit.sentence(&next.plan);
        assert!(sentence.contains("van loopt naar gereed"), "{sentence}");
    }

    #[test]
    fn a_reading_does_not_take_the_place_of_another_in_silence() {
        let plan = small();
        // What the other recorded, what I did, and what is refused of that.
        let table: [(&[i64], &[i64], usize, &str); 4] = [
            (&[12], &[8], 1, "[12]"),
            (&[8], &[8], 0, "[8,8]"),
            (&[], &[7, 8], 0, "[7,8]"),
            (&[12], &[8, 9], 2, "[12]"),
        ];
        for (theirs, mine, refused, stands) in table {
            let all = |values: &[i64]| values.iter().map(|it| reading(*it)).collect::<Vec<_>>();
            let (theirs, _) = done(plan.clone(), "B", &all(theirs));
            let (_, mine) = done(plan.clone(), "A", &all(mine));
            let (both, why) = after(theirs.clone(), &mine);
            assert_eq!((why.len(), stand(&both).as_str()), (refused, stands));
            if refused > 0 {
                assert!(why[0].contains("12 op 12-06-2026"), "{why:?}");
                let forced = later(theirs, &mine[0], &Became::default(), how(true));
                assert_eq!(stand(&forced.unwrap().plan), "[12,8]");
            }
        }
        // One that was taken back is in nobody's way.
        let (theirs, _) = done(plan.clone(), "B", &[reading(12), Intent::Undo]);
        let (_, mine) = done(plan, "A", &[reading(8)]);
        assert_eq!(after(theirs, &mine).1, [""; 0]);
    }

    #[test]
    fn what_got_another_id_is_known_by_it_from_then_on() {
        let plan = small();
        let begun = edit(
            json!({ "what": "meeting", "id": "O1", "from": null, "to": { "id": "O1",
            "title": "Overleg", "date": "2026-06-12", "by": "A", "items": ["1.K1"] } }),
        );
        let ticked = edit(json!({ "what": "discussed", "id": "O1", "item": "1.K1",
            "discussed": true }));
        let (theirs, _) = done(plan.clone(), "B", &[begun.clone(), point("AP1", "Van B")]);
        let (_, mine) = done(plan, "A", &[begun, ticked, point("AP1", "O1")]);
        let (both, refused) = after(theirs, &mine);
        assert_eq!(refused, [""; 0]);
        let mine = &both.meetings[1];
        assert_eq!((mine.id.as_str(), mine.discussed.len()), ("O2", 1));
        assert!(both.meetings[0].discussed.is_empty());
        let point = &both.action_points[1];
        let said = (&*point.id, point.meeting.as_deref(), &*point.what);
        assert_eq!(
            said,
            ("AP2", Some("O2"), "O1"),
            "what people wrote names nothing"
        );
    }

    #[test]
    fn what_is_meant_for_ones_own_meeting_is_not_said_in_anothers() {
        let plan = small();
        let begun = |title: &str| {
            edit(
                json!({ "what": "meeting", "id": "O1", "from": null, "to": { "id": "O1", "title": title,
                "date": "2026-06-12", "by": "A", "items": ["1.K1"] } }),
            )
        };
        let (theirs, _) = done(plan.clone(), "B", &[begun("Van B"), point("AP1", "Van B")]);
        let (seen, mine) = done(
            plan,
            "A",
            &[
                begun("Van A"),
                point("AP1", "Een"),
                count(1),
                point("AP2", "Twee"),
            ],
        );
        let (now, _) = after(theirs.clone(), &mine);
        let ids = renamed_since(&seen, &now);
        let named: Vec<_> = ids.iter().map(|(from, to)| (&**from, &**to)).collect();
        assert_eq!(named, [("O1", "O2"), ("AP1", "AP2"), ("AP2", "AP3")]);
        let author = Author {
            name: "A".to_string(),
            at: "2026-06-12T14:05:00+02:00".parse().unwrap(),
            meeting: Some("O1".to_string()),
        };
        let (wanted, by) = as_called(&point("AP9", "O1"), &author, &ids);
        let Intent::Edit(edits) = wanted else {
            panic!("an edit")
        };
        let said = serde_json::to_value(&edits[0]).unwrap();
        assert_eq!(
            (&said["to"]["meeting"], &said["to"]["what"]),
            (&json!("O2"), &json!("O1"))
        );
        assert_eq!(by.meeting.as_deref(), Some("O2"));
        // Of a plan that is the same, or that only others went on with, nothing has another id.
        for seen in [&now, &theirs] {
            assert_eq!(renamed_since(seen, &now), []);
        }
    }

    #[test]
    fn a_role_that_was_taken_away_is_told() {
        let (_, mine) = done(small(), "A", &[count(1)]);
        let how = Later {
            role: Role::Reader,
            ..how(false)
        };
        let refused = later(small(), &mine[0], &Became::default(), how);
        assert!(matches!(refused, Err(Refusal::Forbidden { .. })));
    }
}
