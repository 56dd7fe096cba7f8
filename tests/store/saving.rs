//! What an edit writes, what it refuses, and what takes it back.

use std::fs;

use regie::plan::Status;
use regie::plan::model::kpi::Value;
use regie::plan::model::number::Decimal;
use regie::store::{BUILT_IN, Cause, Keeper, Store};

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
