//! What holds of a plan whatever keeps it: one suite, for a file and for a database. Each harness
//! that has a keeper names this file as a module of its own, and gives every proof a fresh plan.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate};
use regie::face::Failure;
use regie::plan::edit::met::Met;
use regie::plan::edit::transaction::Intent;
use regie::plan::edit::{CountEdit, Edit, ReadingEdit, Refusal, StatusEdit};
use regie::plan::model::kpi::{Reading, Value};
use regie::plan::model::lookup::Item;
use regie::plan::model::number::Decimal;
use regie::plan::{LogEntry, Plan, Status};
use regie::store;
use regie::store::{Author, Cause, KEPT, Keeper, Saved, StoreError, Terms};

/// What holds, shown on a plan of this name.
pub type Proof = fn(&Path);

/// Each proof with its name; it takes the name of a plan of its own, a copy of
/// `tests/stores/valid/small.json`.
pub const SUITE: &[(&str, Proof)] = &[
    ("all edits or none", all_edits_or_none),
    ("nothing to do saves nothing", nothing_to_do_saves_nothing),
    (
        "the loser of a conflict sees both values",
        the_loser_of_a_conflict_sees_both_values,
    ),
    (
        "a figure of a sheet or a hand meets what came since it was looked at",
        a_figure_meets_what_came_since,
    ),
    (
        "an edit lands on what the plan says now",
        an_edit_lands_on_what_the_plan_says_now,
    ),
    (
        "undo takes back the last of this user, never twice",
        undo_takes_back_the_last_of_this_user,
    ),
    (
        "a count is taken back though others counted since",
        a_count_is_taken_back,
    ),
    (
        "what was saved together is taken back together",
        together_is_taken_back_together,
    ),
    (
        "what is typed is kept harmless",
        what_is_typed_is_kept_harmless,
    ),
    ("read-only is read-only", read_only_is_read_only),
    (
        "a colleague's save is noticed",
        a_colleagues_save_is_noticed,
    ),
    (
        "what is done again stays in its minutes",
        what_is_done_again_stays_in_its_minutes,
    ),
    ("everyone who adds one counts", everyone_who_adds_one_counts),
];

/// Nobody's role, and everything allowed.
pub const ALL: Terms = Terms {
    keeps: KEPT,
    role: None,
    read_only: false,
};

fn open(plan: &Path) -> (Box<dyn Keeper>, Plan) {
    store::open(plan, ALL).unwrap()
}

fn as_kept(plan: &Path) -> Plan {
    open(plan).1
}

/// What a keeper hears, as soon as it does.
fn news(keeper: &mut dyn Keeper) -> Plan {
    let begun = Instant::now();
    loop {
        if let Some(plan) = keeper.news().unwrap() {
            return plan;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no news");
        thread::sleep(Duration::from_millis(5));
    }
}

fn stand(plan: &Plan) -> Option<Value> {
    match plan.item("1.K1.1") {
        Some(Item::Indicator(indicator, _)) => indicator.latest().map(|latest| latest.value),
        _ => None,
    }
}

const fn whole(value: i64) -> Value {
    Value::Number(Decimal::whole(value))
}

/// The exit code a command ends with.
pub fn exit(why: &StoreError) -> u8 {
    Failure::of(why).code
}

pub fn author(name: &str) -> Author {
    Author {
        name: name.to_string(),
        at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11.5+02:00").unwrap(),
        meeting: None,
    }
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 12).unwrap()
}

pub fn reading(value: i64) -> Reading {
    Reading {
        date: day(),
        value: Value::Number(Decimal::whole(value)),
        of: None,
        note: None,
        by: "A. Jansen".to_string(),
    }
}

pub fn record(id: &str, reading: Reading) -> Edit {
    Edit::Reading(ReadingEdit {
        id: id.to_string(),
        from: None,
        counted: None,
        source: None,
        to: Some(reading),
    })
}

pub fn count(id: &str, add: i64) -> Edit {
    Edit::Count(CountEdit {
        id: id.to_string(),
        add: Decimal::whole(add),
        reading: reading(0),
    })
}

pub fn status(id: &str, from: Status, to: Status) -> Edit {
    Edit::Status(StatusEdit {
        id: id.to_string(),
        from,
        to,
        logged: Some(LogEntry {
            date: day(),
            by: "A. Jansen".to_string(),
            status: Some(to),
            note: Some("brief “is” weg".to_string()),
            decision: None,
        }),
        unlogged: None,
    })
}

fn all_edits_or_none(named: &Path) {
    let (mut keeper, before) = open(named);
    for (edits, code) in [
        (vec![count("1.K1.1", 1), count("1.K9", 1)], 3),
        (
            vec![
                count("1.K1.1", 1),
                status("1A.1.a", Status::Done, Status::Open),
            ],
            4,
        ),
        (vec![count("1.K1.1", 1), record("1.K1.2", reading(3))], 2),
        (vec![count("1.K1.1", 1), Edit::Unknown], 2),
        (
            vec![count("1.K1.1", 1_000_000_000_000), count("1.K1.1", 1)],
            2,
        ),
    ] {
        let why = keeper.commit(&edits, &author("A")).unwrap_err();
        assert_eq!(exit(&why), code, "{why}");
        assert_eq!(as_kept(named), before, "{why}");
    }
}

fn nothing_to_do_saves_nothing(named: &Path) {
    let (mut keeper, plan) = open(named);
    assert_eq!(keeper.commit(&[], &author("A")).unwrap().plan, plan);
    assert_eq!(as_kept(named), plan);
}

fn the_loser_of_a_conflict_sees_both_values(named: &Path) {
    let (mut mine, _) = open(named);
    let (mut theirs, _) = open(named);
    theirs
        .commit(
            &[status("1A.1.a", Status::Open, Status::Done)],
            &author("B"),
        )
        .unwrap();
    assert!(theirs.news().unwrap().is_none());
    assert_eq!(news(mine.as_mut()).revision, 1);
    let saved = as_kept(named);
    let why = mine
        .commit(
            &[status("1A.1.a", Status::Open, Status::Dropped)],
            &author("A"),
        )
        .unwrap_err();
    let Cause::Refused(Refusal::Conflict { id, now, based_on }) = &why.cause else {
        panic!("{why}");
    };
    assert_eq!([id.as_str(), now, based_on], ["1A.1.a", "gereed", "open"]);
    assert_eq!(as_kept(named), saved);
}

/// A reading comes after what is there: what a colleague recorded of the same day since somebody looked at
/// the sheet, or at the form, is not recorded over.
fn a_figure_meets_what_came_since(named: &Path) {
    let (mut mine, _) = open(named);
    let (mut theirs, _) = open(named);
    let date = day().pred_opt().unwrap();
    let before = Reading { date, ..reading(3) };
    let both = [record("1.K1.1", before), record("1.K1.1", reading(4))];
    theirs
        .commit(&[record("1.K1.1", reading(7))], &author("B"))
        .unwrap();
    let saved = as_kept(named);
    let take_in = |met: Met| Intent::TakeIn(both.iter().cloned().map(Into::into).collect(), met);
    let typed = |met: Met| Intent::Over(vec![record("1.K1.1", reading(4))], Box::new(met));
    for wanted in [take_in(Met::new()), typed(Met::new())] {
        let why = mine.save(&wanted, &author("A")).unwrap_err();
        let Cause::Refused(Refusal::Conflict { id, .. }) = &why.cause else {
            panic!("{why}");
        };
        assert_eq!(id, "1.K1.1");
        assert_eq!(as_kept(named), saved, "all or none");
    }
    // Seen, and to hold over it.
    let (_, plan) = open(named);
    let theirs = plan.kpis().flat_map(|(kpi, _)| &kpi.indicators);
    let theirs = theirs
        .filter(|it| it.id == "1.K1.1")
        .find_map(|it| it.readings.last().cloned());
    let theirs = theirs.unwrap();
    let met = Met::from([(("1.K1.1".to_string(), theirs.date), theirs)]);
    mine.save(&take_in(met.clone()), &author("A"))
        .unwrap()
        .unwrap();
    assert_eq!(as_kept(named).revision, saved.revision + 2);
    // Which holds by now, so that what was seen before doesn't.
    mine.save(&typed(met), &author("B")).unwrap_err();
    let met = Met::from([(("1.K1.1".to_string(), day()), reading(4))]);
    mine.save(&typed(met), &author("B")).unwrap().unwrap();
    assert_eq!(as_kept(named).revision, saved.revision + 3);
}

fn an_edit_lands_on_what_the_plan_says_now(named: &Path) {
    let (mut mine, _) = open(named);
    let six = [record("1.K1.1", reading(6))];
    open(named).0.commit(&six, &author("A")).unwrap();
    let saved = mine.commit(&[count("1.K1.1", 1)], &author("C")).unwrap();
    assert_eq!(stand(&saved.plan), Some(whole(7)));
    assert_eq!(saved.plan.revision, 2);
    assert!(mine.news().unwrap().is_none());
    // The history names the reading it became, and the inverse takes exactly that back.
    let Edit::Reading(ReadingEdit {
        to: Some(to),
        from: None,
        ..
    }) = &*saved.plan.history[1].edit
    else {
        panic!("{:?}", saved.plan.history[1]);
    };
    assert_eq!(to.value, Value::Number(Decimal::whole(7)));
}

fn undo_takes_back_the_last_of_this_user(named: &Path) {
    let (mut keeper, plan) = open(named);
    let mut commit = |edit, name: &str| {
        keeper.commit(&[edit], &author(name)).unwrap();
    };
    commit(status("1A.1.a", Status::Open, Status::Running), "A");
    commit(count("1.K1.1", 3), "B");
    commit(status("1A.1.a", Status::Running, Status::Done), "A");
    let undone = |turned: Saved| turned.plan.history.last().unwrap().undoes;
    for (name, taken_back) in [("A", Some(3)), ("A", Some(1)), ("A", None), ("B", Some(2))] {
        let turned = keeper.save(&Intent::Undo, &author(name)).unwrap();
        assert_eq!(turned.and_then(undone), taken_back, "{name}");
    }
    let now = as_kept(named);
    assert_eq!(now.chapters, plan.chapters);
    assert_eq!(now.revision, 6);
    // And all of it again, first the first.
    for (name, again) in [("A", Some(5)), ("A", Some(4)), ("A", None), ("B", Some(6))] {
        let turned = keeper.save(&Intent::Redo, &author(name)).unwrap();
        assert_eq!(turned.and_then(undone), again, "{name}");
    }
}

fn a_count_is_taken_back(named: &Path) {
    let (mut keeper, plan) = open(named);
    assert_eq!(stand(&plan), None);
    keeper.commit(&[count("1.K1.1", 3)], &author("A")).unwrap();
    keeper.commit(&[count("1.K1.1", 1)], &author("B")).unwrap();
    let turned = keeper.save(&Intent::Undo, &author("A")).unwrap().unwrap();
    assert_eq!(stand(&turned.plan), Some(whole(1)));
    let turned = keeper.save(&Intent::Redo, &author("A")).unwrap().unwrap();
    assert_eq!(stand(&turned.plan), Some(whole(4)));
}

fn together_is_taken_back_together(named: &Path) {
    let (mut keeper, plan) = open(named);
    let both = [
        status("1A.1.a", Status::Open, Status::Done),
        count("1.K1.1", 3),
    ];
    keeper.commit(&both, &author("A")).unwrap();
    let turned = keeper.save(&Intent::Undo, &author("A")).unwrap().unwrap();
    assert_eq!(turned.entries.len(), 2);
    assert_eq!(turned.plan.chapters, plan.chapters);
    let again = keeper.save(&Intent::Redo, &author("A")).unwrap().unwrap();
    assert_eq!(again.entries.len(), 2);
}

fn what_is_typed_is_kept_harmless(named: &Path) {
    let mut note = reading(4);
    note.note = Some("a\u{1b}[31m\u{202e}\tb\nc".to_string());
    let (mut keeper, _) = open(named);
    let saved = keeper
        .commit(&[record("1.K1.1", note)], &author("A\u{1b}\nB"))
        .unwrap();
    assert_eq!(saved.plan.history[0].by, "A^[ B");
    let text = keeper.text().unwrap();
    assert!(text.contains(r#""note": "a^[[31m‹U+202E› b\nc""#), "{text}");
    assert!(
        keeper
            .save(&Intent::Undo, &author("A\u{1b}\nB"))
            .unwrap()
            .is_some()
    );
}

fn read_only_is_read_only(named: &Path) {
    let terms = Terms {
        read_only: true,
        ..ALL
    };
    let (mut keeper, plan) = store::open(named, terms).unwrap();
    let why = keeper.commit(&[count("1.K1.1", 1)], &author("A"));
    let why = why.unwrap_err();
    assert_eq!(exit(&why), 6);
    assert!(why.to_string().contains("--alleen-lezen"), "{why}");
    assert_eq!(as_kept(named), plan);
}

fn a_colleagues_save_is_noticed(named: &Path) {
    let (mut keeper, _) = open(named);
    assert!(keeper.news().unwrap().is_none());
    let mut theirs = open(named).0;
    theirs.commit(&[count("1.K1.1", 1)], &author("B")).unwrap();
    assert_eq!(news(keeper.as_mut()).revision, 1);
    assert!(keeper.news().unwrap().is_none());
}

fn what_is_done_again_stays_in_its_minutes(named: &Path) {
    let (mut keeper, _) = open(named);
    let in_meeting = Author {
        meeting: Some("O1".to_string()),
        ..author("A")
    };
    keeper.commit(&[count("1.K1.1", 3)], &in_meeting).unwrap();
    keeper.save(&Intent::Undo, &author("A")).unwrap().unwrap();
    let again = keeper.save(&Intent::Redo, &author("A")).unwrap().unwrap();
    let meetings = again.plan.history.iter().map(|entry| &entry.meeting);
    assert!(meetings.into_iter().all(|it| it.as_deref() == Some("O1")));
}

fn everyone_who_adds_one_counts(named: &Path) {
    const PEOPLE: usize = 4;
    const TIMES: usize = 15;
    thread::scope(|scope| {
        for person in 0..PEOPLE {
            scope.spawn(move || {
                let (mut keeper, _) = open(named);
                let by = author(&format!("P{person}"));
                for _ in 0..TIMES {
                    keeper.commit(&[count("1.K1.1", 1)], &by).unwrap();
                }
            });
        }
        // A reader never meets half a save.
        for _ in 0..20 {
            as_kept(named);
        }
    });
    let plan = as_kept(named);
    let all = i64::try_from(PEOPLE * TIMES).unwrap();
    assert_eq!(stand(&plan), Some(whole(all)));
    assert_eq!(plan.revision, all.unsigned_abs());
    let revisions: Vec<u64> = plan.history.iter().map(|entry| entry.revision).collect();
    assert_eq!(revisions, (1..=all.unsigned_abs()).collect::<Vec<_>>());
}
