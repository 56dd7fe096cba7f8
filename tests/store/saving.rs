//! What an edit writes, what it refuses, and what takes it back.

use regie::plan::edit::ReadingEdit;
use std::fs;

use regie::plan::Plan;
use regie::plan::Status;
use regie::plan::edit::transaction::Intent;
use regie::plan::edit::{Edit, Refusal};
use regie::plan::model::kpi::Value;
use regie::plan::model::lookup::Item;
use regie::plan::model::number::Decimal;
use regie::store::{BUILT_IN, Cause, Keeper, Saved, Store};

use crate::common::{Desk, author, changed_lines, count, exit, put, reading, record, status};

#[test]
fn only_the_lines_of_the_edit_change() {
    let desk = Desk::with("small");
    desk.commit(&[record("1.K1.1", reading(6)), count("1.K1.1", 1)]);
    let before = String::from_utf8(desk.before.clone()).unwrap();
    let after = desk
        .text()
        .replacen("\"revision\": 2", "\"revision\": 0", 1);
    let (old, new) = changed_lines(&before, &after);
    assert_eq!(old.first(), Some(&"              \"readings\": []"));
    assert_eq!(
        new.get(..5),
        Some(
            &[
                "              \"readings\": [",
                "                { \"date\": \"2026-06-12\", \"value\": 6, \"by\": \"A. Jansen\" },",
                "                { \"date\": \"2026-06-12\", \"value\": 7, \"by\": \"A. Jansen\" }",
                "              ]",
                "            },",
            ][..]
        )
    );
    let history = &new[new.len() - 4..];
    assert_eq!(history[0], "  \"history\": [");
    assert!(history[1].starts_with("    { \"revision\": 1, \"at\": \"2026-06-12T14:02:11+02:00\""));
    assert!(
        history[2].ends_with("\"value\": 7, \"by\": \"A. Jansen\" }, \"counted\": 1 }"),
        "{}",
        history[2]
    );
    assert_eq!(history[3], "  ]");
}

#[test]
fn a_second_reading_adds_one_line_below_the_first() {
    let desk = Desk::with("small");
    let mut more = reading(13);
    more.of = Some(Decimal::whole(17));
    desk.commit(&[record("1.K1.2", more)]);
    let text = desk.text();
    let line = "                { \"date\": \"2026-03-01\", \"value\": 12, \"of\": 17, \"by\": \"B. de Boer\" },\n                { \"date\": \"2026-06-12\", \"value\": 13, \"of\": 17, \"by\": \"A. Jansen\" }\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn new_records_are_written_as_those_before_them() {
    for (name, written) in [
        (
            "one-line",
            r#""of":17,"by":"B. de Boer"},{"date":"2026-06-12","value":13,"of":17,"#,
        ),
        (
            "one-line-spaced",
            r#""by": "B. de Boer"}, {"date": "2026-06-12", "value": 13,"#,
        ),
        (
            "expanded",
            "\"by\": \"B. de Boer\"\n                },\n                {\n                  \"date\": \"2026-06-12\",\n",
        ),
        (
            "tabs",
            "\t\t\t\t\t\t\t\t},\n\t\t\t\t\t\t\t\t{\n\t\t\t\t\t\t\t\t\t\"date\": \"2026-06-12\",\n",
        ),
        (
            "crlf",
            "\"by\": \"B. de Boer\" },\r\n                { \"date\": \"2026-06-12\",",
        ),
        (
            "cr-only",
            "\"by\": \"B. de Boer\" },\r                { \"date\": \"2026-06-12\",",
        ),
    ] {
        let desk = Desk::with(name);
        let mut more = reading(13);
        more.of = Some(Decimal::whole(17));
        desk.commit(&[record("1.K1.2", more)]);
        assert!(desk.text().contains(written), "{name}: {}", desk.text());
        let carriage_only = name == "cr-only";
        assert_eq!(
            desk.text().contains('\n'),
            !carriage_only && name != "one-line",
            "{name}"
        );
    }
}

#[test]
fn keys_that_were_left_out_come_in() {
    let desk = Desk::with("small");
    let mut done = reading(0);
    done.value = Value::Done(true);
    desk.commit(&[
        record("1.K1.3", done),
        status("1A.1.b", Status::Open, Status::Running),
    ]);
    let text = desk.text();
    for line in [
        "              \"due\": \"2026-06-30\",\n              \"readings\": [\n                { \"date\":",
        "{ \"id\": \"1A.1.b\", \"text\": \"Een brief aan de eigenaren\", \"status\": \"running\", \"log\": [{ \"date\":",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn a_byte_order_mark_is_read_and_left_out_of_the_next_save() {
    let desk = Desk::with("byte-order-mark");
    desk.commit(&[count("1.K1.1", 1)]);
    assert!(desk.text().starts_with("{\n"));
}

#[test]
fn all_edits_or_none() {
    let desk = Desk::with("small");
    let mut store = desk.open().0;
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
        let why = store.commit(&edits, &author("A")).unwrap_err();
        assert_eq!(exit(&why), code, "{why}");
        assert_eq!(fs::read(&desk.path).unwrap(), desk.before, "{why}");
    }
    assert_eq!(desk.beside(), [".plan.json.lock"]);
}

#[test]
fn nothing_to_do_writes_nothing() {
    let desk = Desk::with("small");
    let (mut store, plan) = desk.open();
    assert_eq!(store.commit(&[], &author("A")).unwrap().plan, plan);
    assert_eq!(fs::read(&desk.path).unwrap(), desk.before);
}

#[test]
fn the_last_revision_is_the_last() {
    let least = fs::read_to_string("tests/stores/valid/small.json").unwrap();
    let desk = Desk::with("small");
    put(
        &desk.path,
        least
            .replace("\"revision\": 0", "\"revision\": 18446744073709551615")
            .as_bytes(),
    );
    let why = desk
        .open()
        .0
        .commit(&[count("1.K1.1", 1)], &author("A"))
        .unwrap_err();
    assert!(why.to_string().contains("revisies is op"), "{why}");
}

#[test]
fn the_loser_of_a_conflict_sees_both_values() {
    let desk = Desk::with("small");
    let (mut mine, _) = desk.open();
    let (mut theirs, _) = desk.open();
    theirs
        .commit(
            &[status("1A.1.a", Status::Open, Status::Done)],
            &author("B"),
        )
        .unwrap();
    assert!(theirs.news().unwrap().is_none());
    assert!(mine.news().unwrap().is_some());
    let saved = desk.text();
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
    assert_eq!(desk.text(), saved);
}

#[test]
fn an_edit_lands_on_what_the_file_says_now() {
    let desk = Desk::with("small");
    let (mut mine, _) = desk.open();
    desk.commit(&[record("1.K1.1", reading(6))]);
    let saved = mine.commit(&[count("1.K1.1", 1)], &author("C")).unwrap();
    let Some(Item::Indicator(indicator, _)) = saved.plan.item("1.K1.1") else {
        panic!()
    };
    assert_eq!(
        indicator.latest().unwrap().value,
        Value::Number(Decimal::whole(7))
    );
    assert_eq!(saved.plan.revision, 2);
    assert!(mine.news().unwrap().is_none());
    // The history names the reading it became, and the inverse takes exactly that back.
    let Edit::Reading(ReadingEdit {
        to: Some(to),
        from: None,
        ..
    }) = &saved.plan.history[1].edit
    else {
        panic!("{:?}", saved.plan.history[1]);
    };
    assert_eq!(to.value, Value::Number(Decimal::whole(7)));
    assert_eq!(saved.inverse, [saved.plan.history[1].edit.inverse()]);
}

#[test]
fn undo_takes_back_the_last_of_this_user_and_never_twice() {
    let desk = Desk::with("small");
    let (mut store, plan) = desk.open();
    let commit = |store: &mut Store, edit, name: &str| {
        store.commit(&[edit], &author(name)).unwrap();
    };
    commit(
        &mut store,
        status("1A.1.a", Status::Open, Status::Running),
        "A",
    );
    commit(&mut store, count("1.K1.1", 3), "B");
    commit(
        &mut store,
        status("1A.1.a", Status::Running, Status::Done),
        "A",
    );
    let undone = |turned: Saved| turned.plan.history.last().unwrap().undoes;
    for (name, taken_back) in [("A", Some(3)), ("A", Some(1)), ("A", None), ("B", Some(2))] {
        let turned = store.save(&Intent::Undo, &author(name)).unwrap();
        assert_eq!(turned.and_then(undone), taken_back, "{name}");
    }
    let now = desk.open().1;
    assert_eq!(now.chapters, plan.chapters);
    assert_eq!(now.revision, 6);
    // And all of it again, first the first.
    for (name, again) in [("A", Some(5)), ("A", Some(4)), ("A", None), ("B", Some(6))] {
        let turned = store.save(&Intent::Redo, &author(name)).unwrap();
        assert_eq!(turned.and_then(undone), again, "{name}");
    }
}

#[test]
fn a_count_is_taken_back_also_when_others_counted_since() {
    let desk = Desk::with("small");
    let (mut store, plan) = desk.open();
    let stand = |plan: &Plan| match plan.item("1.K1.1") {
        Some(Item::Indicator(indicator, _)) => indicator.latest().map(|latest| latest.value),
        _ => None,
    };
    assert_eq!(stand(&plan), None);
    store.commit(&[count("1.K1.1", 3)], &author("A")).unwrap();
    store.commit(&[count("1.K1.1", 1)], &author("B")).unwrap();
    let turned = store.save(&Intent::Undo, &author("A")).unwrap().unwrap();
    let one_more = Some(Value::Number(Decimal::whole(1)));
    assert_eq!(stand(&turned.plan), one_more);
    let turned = store.save(&Intent::Redo, &author("A")).unwrap().unwrap();
    let four_more = Some(Value::Number(Decimal::whole(4)));
    assert_eq!(stand(&turned.plan), four_more);
}

#[test]
fn what_was_saved_together_is_taken_back_together() {
    let desk = Desk::with("small");
    let (mut store, plan) = desk.open();
    let both = [
        status("1A.1.a", Status::Open, Status::Done),
        count("1.K1.1", 3),
    ];
    store.commit(&both, &author("A")).unwrap();
    let turned = store.save(&Intent::Undo, &author("A")).unwrap().unwrap();
    assert_eq!(turned.entries.len(), 2);
    assert_eq!(turned.plan.chapters, plan.chapters);
    assert_eq!(
        store
            .save(&Intent::Redo, &author("A"))
            .unwrap()
            .unwrap()
            .entries
            .len(),
        2
    );
}

#[test]
fn what_is_typed_is_kept_harmless() {
    let desk = Desk::with("small");
    let mut note = reading(4);
    note.note = Some("a\u{1b}[31m\u{202e}\tb\nc".to_string());
    let mut store = desk.open().0;
    let saved = store
        .commit(&[record("1.K1.1", note)], &author("A\u{1b}\nB"))
        .unwrap();
    assert_eq!(saved.plan.history[0].by, "A^[ B");
    assert!(
        desk.text().contains(r#""note": "a^[[31m‹U+202E› b\nc""#),
        "{}",
        desk.text()
    );
    assert!(
        store
            .save(&Intent::Undo, &author("A\u{1b}\nB"))
            .unwrap()
            .is_some()
    );
}

#[test]
fn read_only_is_read_only() {
    let desk = Desk::with("small");
    let mut store = desk.open().0;
    assert!(store.why_read_only().is_none());
    store.set_read_only();
    let why = store
        .commit(&[count("1.K1.1", 1)], &author("A"))
        .unwrap_err();
    assert_eq!(exit(&why), 6);
    assert!(why.to_string().contains("--alleen-lezen"), "{why}");
    assert!(desk.beside().is_empty());
}

#[test]
fn a_colleagues_save_and_a_deleted_file_are_noticed() {
    let desk = Desk::with("small");
    let (mut store, _) = desk.open();
    assert!(store.news().unwrap().is_none());
    desk.commit(&[count("1.K1.1", 1)]);
    assert_eq!(store.news().unwrap().unwrap().revision, 1);
    assert!(store.news().unwrap().is_none());
    fs::remove_file(&desk.path).unwrap();
    let why = store.news().unwrap_err();
    assert!(matches!(why.cause, Cause::NotFound), "{why}");
    let why = store
        .commit(&[count("1.K1.1", 1)], &author("A"))
        .unwrap_err();
    assert!(matches!(why.cause, Cause::NotFound), "{why}");
}

#[test]
fn a_file_that_comes_back_unchanged_is_news() {
    let desk = Desk::with("small");
    let (mut store, _) = desk.open();
    let away = desk.dir.path().join("elders.json");
    fs::rename(&desk.path, &away).unwrap();
    store.news().unwrap_err();
    fs::rename(&away, &desk.path).unwrap();
    assert!(store.news().unwrap().is_some());
    assert!(store.news().unwrap().is_none());
}

#[test]
fn a_file_broken_meanwhile_is_not_replaced() {
    let desk = Desk::with("small");
    let (mut store, _) = desk.open();
    put(&desk.path, b"{ half");
    let why = store
        .commit(&[count("1.K1.1", 1)], &author("A"))
        .unwrap_err();
    assert_eq!(exit(&why), 5);
    assert_eq!(desk.text(), "{ half");
}

#[test]
fn begin_writes_the_built_in_plan_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("nieuw.json");
    Store::begin(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), BUILT_IN);
    put(&path, b"van mij");
    let why = Store::begin(&path).unwrap_err();
    assert!(matches!(why.cause, Cause::Exists), "{why}");
    assert_eq!(fs::read(&path).unwrap(), b"van mij");
    let why = Store::begin(&dir.path().join("weg/plan.json")).unwrap_err();
    assert!(why.to_string().contains("de map bestaat niet"), "{why}");
    let dangling = dir.path().join("link.json");
    std::os::unix::fs::symlink("nergens", &dangling).unwrap();
    let why = Store::begin(&dangling).unwrap_err();
    assert!(matches!(why.cause, Cause::Exists), "{why}");
}

#[test]
fn what_is_done_again_stays_in_the_minutes_it_was_in() {
    let desk = Desk::with("small");
    let (mut store, _) = desk.open();
    let in_meeting = regie::store::Author {
        meeting: Some("O1".to_string()),
        ..author("A")
    };
    store.commit(&[count("1.K1.1", 3)], &in_meeting).unwrap();
    store.save(&Intent::Undo, &author("A")).unwrap().unwrap();
    let again = store.save(&Intent::Redo, &author("A")).unwrap().unwrap();
    let meetings = again.plan.history.iter().map(|entry| &entry.meeting);
    assert!(meetings.into_iter().all(|it| it.as_deref() == Some("O1")));
}
