//! Two people's edits, in either order: the same plan, or one of them is told.

use proptest::prelude::*;
use regie::plan::edit::{CountEdit, Edit, Field, Refusal, SetEdit, StatusEdit};
use regie::plan::model::kpi::{Reading, Value};
use regie::plan::model::lookup::Item;
use regie::plan::model::number::Decimal;
use regie::plan::model::sort::Sort;
use regie::plan::{LogEntry, Plan, Status};
use regie::store::Store;
use serde_json::Value as Json;

use crate::common::{count, day, reading, record, status, valid};

const STATUSES: [Status; 4] = [Status::Open, Status::Running, Status::Done, Status::Dropped];

fn plan() -> Plan {
    Store::open(&valid("small")).unwrap().1
}

/// What someone at a screen does; a status starts from what that screen shows.
#[derive(Debug, Clone)]
enum Act {
    Record(i64),
    Count(i64),
    Cover(i64),
    Done(bool),
    Status(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..50_i64).prop_map(Act::Record),
        (1..5_i64).prop_map(Act::Count),
        (0..17_i64).prop_map(Act::Cover),
        any::<bool>().prop_map(Act::Done),
        (0..2_usize, 0..4_usize).prop_map(|(action, to)| Act::Status(action, to)),
    ]
}

/// The edits of one person, who sees only their own. Taking back is an edit as well.
fn history(acts: &[Act], by: &str, undo: bool) -> Vec<Edit> {
    let mut seen = plan();
    let mut edits = Vec::new();
    let mut back = None;
    for act in acts {
        let edit = signed(&seen, act, by);
        if let Ok(done) = edit.apply(&mut seen) {
            // What a count became can be taken back; the count itself is what is sent.
            back = (!matches!(edit, Edit::Count(_))).then(|| done.edit.inverse());
            edits.push(edit);
        }
    }
    edits.extend(back.filter(|_| undo));
    edits
}

fn signed(seen: &Plan, act: &Act, by: &str) -> Edit {
    let mine = |value: Value, of: Option<i64>| Reading {
        value,
        of: of.map(Decimal::whole),
        by: by.to_string(),
        ..reading(0)
    };
    match *act {
        Act::Record(value) => record("1.K1.1", mine(Value::Number(Decimal::whole(value)), None)),
        Act::Count(more) => {
            let Edit::Count(CountEdit { id, add, .. }) = count("1.K1.1", more) else {
                panic!("a count is a count")
            };
            let reading = mine(Value::Number(Decimal::ZERO), None);
            Edit::Count(CountEdit { id, add, reading })
        }
        Act::Cover(value) => {
            let value = Value::Number(Decimal::whole(value));
            record("1.K1.2", mine(value, Some(17)))
        }
        Act::Done(done) => record("1.K1.3", mine(Value::Done(done), None)),
        Act::Status(action, to) => {
            let id = ["1A.1.a", "1A.1.b"][action];
            let Some(Item::Action(action, _)) = seen.item(id) else {
                panic!("{id} is an action")
            };
            let Edit::Status(StatusEdit { id, from, to, .. }) =
                status(id, action.status, STATUSES[to])
            else {
                panic!("a status is a status")
            };
            Edit::Status(StatusEdit {
                id,
                from,
                to,
                logged: Some(LogEntry {
                    date: day(),
                    by: by.to_string(),
                    status: Some(to),
                    note: None,
                    decision: None,
                }),
                unlogged: None,
            })
        }
    }
}

/// The small plan after one and then the other, or the first refusal.
fn merged(first: &[Edit], second: &[Edit]) -> Result<Plan, Refusal> {
    let mut plan = plan();
    for edit in first.iter().chain(second) {
        let before = plan.clone();
        if let Err(why) = edit.apply(&mut plan) {
            assert!(plan == before, "a refusal changes nothing");
            return Err(why);
        }
    }
    Ok(plan)
}

fn items(edits: &[Edit]) -> Vec<&str> {
    edits.iter().filter_map(Edit::id).collect()
}

/// All readings and lines of a log, whoever's came first. A count is what it adds up to, so
/// that its values differ with the order.
fn recorded(plan: &Plan, counted: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for id in ["1.K1.1", "1.K1.2", "1.K1.3"] {
        let Some(Item::Indicator(indicator, _)) = plan.item(id) else {
            panic!("{id} is an indicator")
        };
        for reading in &indicator.readings {
            let value = format!("{:?} of {:?}", reading.value, reading.of);
            let shown = id != "1.K1.1" || !counted;
            let value = if shown { value } else { String::new() };
            lines.push(format!("{id} {} {value}", reading.by));
        }
    }
    for id in ["1A.1.a", "1A.1.b"] {
        let Some(Item::Action(action, _)) = plan.item(id) else {
            panic!("{id} is an action")
        };
        lines.push(format!("{id} is {:?}", action.status));
        lines.extend(action.log.iter().map(|line| format!("{id} {line:?}")));
    }
    lines.sort();
    lines
}

fn value(plan: &Plan) -> Option<Value> {
    match plan.item("1.K1.1") {
        Some(Item::Indicator(indicator, _)) => indicator.latest().map(|latest| latest.value),
        _ => None,
    }
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..6)
}

proptest! {
    /// On different items nobody notices the other.
    #[test]
    fn different_items_give_the_same_plan_in_either_order(
        mine in acts(), theirs in acts(), undo in any::<bool>(),
    ) {
        let mine = history(&mine, "A. Jansen", undo);
        let mut theirs = history(&theirs, "B. de Boer", false);
        let taken = items(&mine);
        theirs.retain(|edit| edit.id().is_none_or(|id| !taken.contains(&id)));
        let one = merged(&mine, &theirs);
        prop_assert!(one.is_ok(), "{one:?}");
        prop_assert_eq!(one, merged(&theirs, &mine));
    }

    /// On the same items nothing that was recorded is lost, or somebody is told.
    #[test]
    fn the_same_items_keep_both_or_conflict(
        mine in acts(), theirs in acts(), undo in any::<bool>(),
    ) {
        let mine = history(&mine, "A. Jansen", undo);
        let theirs = history(&theirs, "B. de Boer", false);
        match (merged(&mine, &theirs), merged(&theirs, &mine)) {
            (Ok(one), Ok(other)) => {
                let both = || mine.iter().chain(&theirs);
                let counts = |edit: &Edit| matches!(edit, Edit::Count(_));
                let counted = both().any(counts);
                prop_assert_eq!(recorded(&one, counted), recorded(&other, counted));
                let on_count = |edit: &&Edit| edit.id() == Some("1.K1.1");
                if both().filter(on_count).all(counts) {
                    prop_assert_eq!(value(&one), value(&other));
                }
            }
            (one, other) => {
                for why in [one.err(), other.err()].into_iter().flatten() {
                    let Refusal::Conflict { id, now, based_on } = why else {
                        return Err(TestCaseError::fail(format!("{why:?}")));
                    };
                    let in_both = |all: &[Edit]| items(all).contains(&id.as_str());
                    prop_assert!(in_both(&mine) && in_both(&theirs), "{}", id);
                    prop_assert!(!now.is_empty() && !based_on.is_empty());
                }
            }
        }
    }
}

/// A field of a goal made something else, from what the plan holds.
fn set((goal, field, to): (usize, usize, u8)) -> Edit {
    let plan: Plan = serde_json::from_str(regie::store::BUILT_IN).unwrap();
    let id = ["3B.1", "3B.2", "3B.3"][goal];
    let fields = Field::of(Sort::Goal).collect::<Vec<_>>();
    let field = fields[field % fields.len()];
    let to = match field.key {
        "text" => Json::from(format!("Doel {to}")),
        _ => Json::from(to % 3 + 1),
    };
    Edit::Set(SetEdit {
        id: id.to_string(),
        field: field.key.to_string(),
        from: field.now(plan.item(id).unwrap()),
        to,
        printed: None,
        why: None,
    })
}

proptest! {
    /// Two who change goals: only of one field of one goal the second is told, and sees both values.
    #[test]
    fn changes_of_goals_meet_by_field(
        mine in (0..3_usize, 0..3_usize, any::<u8>()),
        theirs in (0..3_usize, 0..3_usize, any::<u8>()),
    ) {
        let (one, other) = (set(mine), set(theirs));
        let plan: Plan = serde_json::from_str(regie::store::BUILT_IN).unwrap();
        let in_order = |first: &Edit, second: &Edit| {
            let mut plan = plan.clone();
            first.apply(&mut plan)?;
            second.apply(&mut plan).map(|_| plan)
        };
        let (Edit::Set(a), Edit::Set(b)) = (&one, &other) else {
            unreachable!("only sets are made here")
        };
        let same = (&a.id, &a.field) == (&b.id, &b.field);
        let meet = same && a.to != b.to && a.from != a.to && b.from != b.to;
        match (in_order(&one, &other), in_order(&other, &one)) {
            (Ok(one), Ok(other)) => {
                prop_assert!(!meet);
                prop_assert_eq!(one, other);
            }
            (_, Err(why)) | (Err(why), _) => {
                prop_assert!(same);
                let Refusal::Conflict { id: at, now, based_on } = why else {
                    return Err(TestCaseError::fail(format!("{why:?}")));
                };
                prop_assert!(at == a.id && !now.is_empty() && !based_on.is_empty());
            }
        }
    }
}
