//! What was changed, by whom and when. Undo reads it, and so does the Logboek.

pub mod adjusted;
pub mod adopted;
pub mod blocked;
pub mod met;
mod read;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::Edit;
use crate::plan::Id;
use crate::plan::model::date;
use crate::plan::model::shared::Shared;
use crate::plan::model::shared::pieces::Pieces;

/// Every committed edit of a plan, oldest first.
pub type History = Pieces<Entry>;

/// One committed edit. `read` reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The revision it made.
    pub revision: u64,
    /// When.
    #[serde(with = "date::moment")]
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: String,
    /// The revision this one took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// The first revision of those that were saved together with it, where there are several:
    /// they are taken back together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<u64>,
    /// The schema it raised the document from: the first change of the plan does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<u64>,
    /// What stood in the document where it is written otherwise than taking it back would: the
    /// text of a value by the id and key, or none where the key was left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kept: BTreeMap<String, Option<String>>,
    /// The meeting it was said in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id>,
    /// What: the edit with the value before and after.
    #[serde(flatten)]
    pub edit: Shared<Edit>,
}

impl Entry {
    /// Whether it goes with another in one save.
    pub fn is_with(&self, other: &Self) -> bool {
        self.revision == other.revision
            || self.together.is_some() && self.together == other.together
    }
}

/// What `user` would take back now: the last save of theirs that stands, last edit first. What
/// was taken back and done again is taken back again.
pub fn to_undo<'a>(history: &'a History, user: &str) -> Vec<&'a Entry> {
    to_undo_before(history, user, u64::MAX)
}

/// The same of what came before a revision: one steps over what came after.
pub fn to_undo_before<'a>(history: &'a History, user: &str, revision: u64) -> Vec<&'a Entry> {
    let turns = Turns::of(history);
    let mut before = own(history, user).filter(|(_, entry)| entry.revision < revision);
    let last = before.find(|(place, entry)| {
        turns.stands(*place) && !went_on(entry, history.iter().skip(place + 1))
    });
    save_of(history, last.map(|(_, entry)| entry))
}

/// What `user` would do again now: the last save of theirs that was taken back, unless they
/// have done something else since.
pub fn to_redo<'a>(history: &'a History, user: &str) -> Vec<&'a Entry> {
    let turns = Turns::of(history);
    let last = own(history, user)
        .take_while(|(_, entry)| entry.undoes.is_some())
        .find(|(place, _)| turns.can_be_redone(*place));
    save_of(history, last.map(|(_, entry)| entry))
}

/// The entries that stand: not an undo, and not undone, or done again.
pub fn in_force(history: &History) -> impl Iterator<Item = &Entry> {
    let turns = Turns::of(history);
    let all = history.iter().enumerate();
    all.filter(move |(place, _)| turns.stands(*place))
        .map(|(_, entry)| entry)
}

/// The last change that stands of each item since a revision. That something was discussed is no
/// change of it.
pub fn changed(history: &History, seen: u64) -> Vec<&Entry> {
    let is_new = |entry: &Entry| entry.revision > seen;
    // The history is in the order of its revisions: where nothing is new, nothing is looked at.
    if !history.last().is_some_and(is_new) {
        return Vec::new();
    }
    let told = |entry: &&Entry| is_new(entry) && !matches!(*entry.edit, Edit::Discussed(_));
    let mut entries: Vec<&Entry> = in_force(history).filter(told).collect();
    entries.reverse();
    let mut met: HashSet<&str> = HashSet::new();
    entries.retain(|entry| entry.edit.id().is_none_or(|id| met.insert(id)));
    entries
}

/// What each entry is: nothing to add, `teruggenomen` or `opnieuw`.
pub fn turns(history: &History) -> Vec<Option<&'static str>> {
    let depths = Turns::of(history).depths;
    let words = depths
        .iter()
        .zip(history)
        .map(|(depth, entry)| match depth {
            Some(0) => None,
            Some(depth) if depth % 2 == 0 => Some("opnieuw"),
            _ => entry.undoes.map(|_| "teruggenomen"),
        });
    words.collect()
}

/// What was taken back or done again, however often: the entry that turns none round, or of which
/// what it turned round isn't there. The entry itself, where on the way another value came back than
/// the one that went: someone else had changed it since.
pub fn first_of<'a>(history: &'a History, entry: &'a Entry) -> &'a Entry {
    let mut first = entry;
    while let Some(undone) = first.undoes.filter(|undone| *undone < first.revision) {
        let Some(before) = history.place_of(&undone, |entry| entry.revision) else {
            break;
        };
        let earlier = &history[before];
        let counted = matches!(&*first.edit, Edit::Reading(it) if it.counted.is_some());
        if !counted && *first.edit != earlier.edit.inverse() {
            return entry;
        }
        first = earlier;
    }
    first
}

/// How often each entry was turned round.
struct Turns {
    /// 0 an edit, 1 one that takes it back, 2 one that does it again; none where the entry it
    /// turns round isn't there.
    depths: Vec<Option<usize>>,
    /// Whether a later entry turned it round.
    turned: Vec<bool>,
}

impl Turns {
    fn of(history: &History) -> Self {
        let all = history.iter().enumerate();
        let places: HashMap<u64, usize> = all.map(|(i, entry)| (entry.revision, i)).collect();
        let mut turned = vec![false; history.len()];
        let mut depths: Vec<Option<usize>> = Vec::with_capacity(history.len());
        for entry in history {
            let Some(undone) = entry.undoes else {
                depths.push(Some(0));
                continue;
            };
            // Only what came before can be turned round.
            let before = places.get(&undone).filter(|place| **place < depths.len());
            if let Some(place) = before {
                turned[*place] = true;
            }
            depths.push(before.and_then(|place| Some(depths[*place]? + 1)));
        }
        Self { depths, turned }
    }

    fn stands(&self, place: usize) -> bool {
        !self.turned[place] && self.depths[place].is_some_and(|depth| depth % 2 == 0)
    }

    fn can_be_redone(&self, place: usize) -> bool {
        !self.turned[place] && self.depths[place].is_some_and(|depth| depth % 2 == 1)
    }
}

/// The edits of a user that can be taken back, last first.
fn own<'a>(history: &'a History, user: &str) -> impl Iterator<Item = (usize, &'a Entry)> {
    let all = history.iter().enumerate().rev();
    all.filter(move |(_, entry)| entry.by == user && entry.edit.is_undoable())
}

/// Whether it began a meeting the user went on with since: then it can't be taken back on its own, and
/// going on is no change that could be.
fn went_on<'a>(entry: &Entry, since: impl Iterator<Item = &'a Entry>) -> bool {
    let Edit::Meeting(meeting) = &*entry.edit else {
        return false;
    };
    if meeting.from.is_some() {
        return false;
    }
    let mut discussed = HashMap::new();
    for later in since.filter(|later| later.by == entry.by) {
        if let Edit::Discussed(it) = &*later.edit
            && it.id == meeting.id
        {
            discussed.insert(&it.item, it.discussed);
        }
    }
    discussed.into_values().any(|still| still)
}

/// What was saved together with an entry, last first.
fn save_of<'a>(history: &'a History, entry: Option<&'a Entry>) -> Vec<&'a Entry> {
    let Some(entry) = entry else {
        return Vec::new();
    };
    let with = history.iter().rev().filter(|other| entry.is_with(other));
    with.filter(|other| other.edit.is_undoable()).collect()
}

/// The last entry with such an edit of the item `id`: whose value a conflict is with.
pub fn last_on<'a>(
    history: &'a History,
    id: &str,
    such: impl Fn(&Edit) -> bool,
) -> Option<&'a Entry> {
    let mut newest = history.iter().rev();
    newest.find(|entry| entry.edit.id() == Some(id) && such(&entry.edit))
}

#[cfg(test)]
mod tests {
    use super::super::StatusEdit;
    use super::*;
    use crate::plan::Status;

    /// A history in a line: `A` edits, `a` takes back (`a1` revision 1), of user B `B` and `b`.
    fn history(script: &str) -> History {
        let entries = script.split_whitespace().enumerate();
        entries
            .map(|(i, word)| {
                let (who, rest) = word.split_at(1);
                let (undoes, together) = match rest.split_once('+') {
                    Some((_, first)) => (None, first.parse().ok()),
                    None => (rest.parse().ok(), None),
                };
                Entry {
                    revision: i as u64 + 1,
                    at: "2026-11-23T14:02:11+01:00".parse().unwrap(),
                    by: who.to_uppercase(),
                    undoes,
                    together,
                    raised: None,
                    kept: BTreeMap::new(),
                    meeting: None,
                    edit: Edit::Status(StatusEdit {
                        id: "3A.1.a".to_string(),
                        from: Status::Open,
                        to: Status::Running,
                        logged: None,
                        unlogged: None,
                    })
                    .into(),
                }
            })
            .collect()
    }

    #[test]
    fn undo_and_redo_walk_to_and_fro_through_ones_own_edits() {
        for (script, undo, redo) in [
            ("", vec![], vec![]),
            ("A", vec![1], vec![]),
            ("A A", vec![2], vec![]),
            ("A A a2", vec![1], vec![3]),
            ("A A a2 a1", vec![], vec![4]),
            ("A A a2 a1 a4", vec![5], vec![3]),
            ("A A a2 a1 a4 a3", vec![6], vec![]),
            ("A A a2 a1 a4 a3 a6", vec![5], vec![7]),
            // Something new makes an end to doing again.
            ("A A a2 A", vec![4], vec![]),
            // What others do is neither taken back nor in the way.
            ("A B", vec![1], vec![]),
            ("A B a1 B", vec![], vec![3]),
            // What was saved together goes together, last first.
            ("A A+2 A+2 A+2", vec![4, 3, 2], vec![]),
        ] {
            let history = history(script);
            let revisions = |entries: Vec<&Entry>| -> Vec<u64> {
                entries.iter().map(|entry| entry.revision).collect()
            };
            assert_eq!(revisions(to_undo(&history, "A")), undo, "undo in {script}");
            assert_eq!(revisions(to_redo(&history, "A")), redo, "redo in {script}");
        }
    }

    #[test]
    fn one_steps_over_what_came_after() {
        for (script, before, undo) in [
            ("A A A", 3, vec![2]),
            ("A A A a2", 3, vec![1]),
            ("A A A", 1, vec![]),
            ("A B A+3 A+3", 3, vec![1]),
        ] {
            let history = history(script);
            let found = to_undo_before(&history, "A", before);
            let found: Vec<u64> = found.iter().map(|entry| entry.revision).collect();
            assert_eq!(found, undo, "before {before} in {script}");
        }
    }

    #[test]
    fn what_stands_was_not_taken_back_or_was_done_again() {
        let history = history("A A a2 a1 a4");
        let standing: Vec<u64> = in_force(&history).map(|entry| entry.revision).collect();
        assert_eq!(standing, [5]);
    }
}
