//! What a command that edits one item leaves unread.

use std::path::Path;

use regie::store::{self, BUILT_IN, Keeper, Store, Terms};

use crate::common::{author, count, put};

const TERMS: Terms = Terms {
    keeps: 0,
    role: None,
    read_only: false,
};

/// The plan of 2026 with entries in its history, one of which can't be read.
fn with_an_odd_entry(edits: usize, odd: usize) -> String {
    let entries = (1..=edits).map(|revision| {
        let at = if revision == odd {
            "gisteren"
        } else {
            "2026-03-01T10:00:00+01:00"
        };
        format!(
            "    {{ \"revision\": {revision}, \"at\": \"{at}\", \"by\": \"B\", \"what\": \"log\", \
             \"id\": \"3.K1\", \"from\": null, \"to\": null }}"
        )
    });
    let history = entries.collect::<Vec<_>>().join(",\n");
    let text = BUILT_IN.replacen("\"revision\": 0", &format!("\"revision\": {edits}"), 1);
    text.replacen(
        "\"history\": []",
        &format!("\"history\": [\n{history}\n  ]"),
        1,
    )
}

#[test]
fn an_old_entry_that_can_not_be_read_stays_and_is_told_by_whoever_asks() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("plan.json");
    let before = with_an_odd_entry(60, 3);
    put(&path, before.as_bytes());
    let (mut narrow, plan) = store::open_about(&path, TERMS, "3.K1.1").unwrap();
    assert!(plan.history.len() < 60);
    for revision in 61..64 {
        let saved = narrow.commit(&[count("3.K1.1", 1)], &author("A")).unwrap();
        assert_eq!(saved.plan.revision, revision);
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            narrow.text().unwrap()
        );
    }
    let after = std::fs::read_to_string(&path).unwrap();
    let odd = before
        .lines()
        .position(|line| line.contains("gisteren"))
        .unwrap();
    assert_eq!(
        before.lines().nth(odd),
        after.lines().find(|line| line.contains("gisteren"))
    );
    // Who opens it whole is told where, and so is `controleer`.
    let line = after
        .lines()
        .position(|line| line.contains("gisteren"))
        .unwrap()
        + 1;
    let told = Store::open(&path).unwrap_err().to_string();
    assert!(told.contains(&format!("regel {line}")), "{told}");
    let findings = store::findings(&path).unwrap();
    assert_eq!(findings.iter().map(|it| it.1).collect::<Vec<_>>(), [line]);
    assert!(narrow.reload().is_err());
}

#[test]
fn what_somebody_else_saved_meanwhile_is_counted_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("plan.json");
    Store::begin(&path).unwrap();
    let (mut narrow, _) = store::open_about(&path, TERMS, "3.K1.1").unwrap();
    let other = |by: &str, id: &str, path: &Path| {
        let (mut store, _) = Store::open(path).unwrap();
        store.commit(&[count(id, 2)], &author(by)).unwrap();
    };
    other("B", "3.K1.1", &path);
    other("B", "4.K2b.1", &path);
    let saved = narrow.commit(&[count("3.K1.1", 1)], &author("A")).unwrap();
    assert_eq!(saved.plan.revision, 3);
    // An edit of something else takes the whole plan, and so does taking back.
    let saved = narrow.commit(&[count("4.K2b.1", 1)], &author("A")).unwrap();
    assert_eq!((saved.plan.revision, saved.plan.chapters.len()), (4, 11));
    let (_, plan) = Store::open(&path).unwrap();
    assert_eq!(plan.history.len(), 4);
    assert_eq!(plan, saved.plan);
}

/// The plan of 2026 with a long history, laid out as the program does.
fn long(edits: usize) -> String {
    with_an_odd_entry(edits, 0)
}

#[test]
fn of_a_long_history_the_old_entries_are_copied_from_file_to_file() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("one.json"), dir.path().join("other.json"));
    // Not even UTF-8.
    let mut bytes = long(3_000).into_bytes();
    put(&other, &bytes);
    let odd = bytes.len() / 2;
    bytes[odd] = 0xff;
    put(&one, &bytes);
    let (mut narrow, plan) = store::open_about(&one, TERMS, "3.K1.1").unwrap();
    assert!(plan.history.len() < 3_000);
    let (mut whole, _) = Store::open(&other).unwrap();
    for _ in 0..3 {
        let wanted = [count("3.K1.1", 1)];
        narrow.commit(&wanted, &author("A")).unwrap();
        whole.commit(&wanted, &author("A")).unwrap();
    }
    let (mut after, whole) = (std::fs::read(&one).unwrap(), std::fs::read(&other).unwrap());
    let moved = whole.iter().zip(&after).position(|(a, b)| a != b).unwrap();
    assert_eq!(std::mem::replace(&mut after[moved], whole[moved]), 0xff);
    assert!(after == whole);
    // Whoever opens it whole is told.
    let told = narrow.text().map(|_| ()).unwrap_err().to_string();
    assert!(told.contains("0xff"), "{told}");
    let told = Store::open(&one).unwrap_err().to_string();
    assert!(told.contains("0xff"), "{told}");
}

#[test]
fn around_a_long_history_too_what_others_saved_is_counted_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("plan.json");
    put(&path, long(3_000).as_bytes());
    let (mut narrow, _) = store::open_about(&path, TERMS, "3.K1.1").unwrap();
    let (mut other, _) = store::open_about(&path, TERMS, "4.K2b.1").unwrap();
    other.commit(&[count("4.K2b.1", 2)], &author("B")).unwrap();
    let saved = narrow.commit(&[count("3.K1.1", 1)], &author("A")).unwrap();
    assert_eq!(saved.plan.revision, 3_002);
    // Another wrote as many bytes.
    let text = std::fs::read_to_string(&path).unwrap();
    put(
        &path,
        text.replacen("\"year\": 2026", "\"year\": 2027", 1)
            .as_bytes(),
    );
    let saved = narrow.commit(&[count("3.K1.1", 1)], &author("A")).unwrap();
    assert_eq!((saved.plan.revision, saved.plan.year), (3_003, 2027));
    // An edit of something else takes the whole plan.
    let saved = narrow.commit(&[count("4.K2b.1", 1)], &author("A")).unwrap();
    assert_eq!(
        (saved.plan.revision, saved.plan.chapters.len()),
        (3_004, 11)
    );
    let (_, plan) = Store::open(&path).unwrap();
    assert_eq!((plan.history.len(), &plan), (3_004, &saved.plan));
}
