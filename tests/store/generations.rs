//! The plan as it was before each day's first edit.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use chrono::{DateTime, Days};
use regie::plan::edit::transaction::Intent;
use regie::store::{Author, KEPT, Keeper, Store};

use crate::common::{Desk, author, count, put};

/// `A. Jansen`, so many days after the first.
fn days_later(days: u64) -> Author {
    let first = DateTime::parse_from_rfc3339("2026-06-12T23:59:59+02:00").unwrap();
    Author {
        name: "A. Jansen".to_string(),
        at: first.checked_add_days(Days::new(days)).unwrap(),
        meeting: None,
    }
}

fn edit(store: &mut Store, author: &Author) {
    let saved = store.commit(&[count("1.K1.1", 1)], author).unwrap();
    assert_eq!(saved.warning, None);
}

#[test]
fn one_a_day_holds_the_plan_of_before_that_day() {
    let desk = Desk::with("small");
    let mut store = desk.open().0;
    edit(&mut store, &days_later(0));
    edit(&mut store, &days_later(0));
    store.save(&Intent::Undo, &days_later(0)).unwrap().unwrap();
    assert_eq!(desk.generations(), ["plan.json.2026-06-12"]);
    let evening = fs::read(&desk.path).unwrap();
    edit(&mut store, &days_later(1));
    edit(&mut store, &days_later(1));
    let made = ["plan.json.2026-06-12", "plan.json.2026-06-13"];
    assert_eq!(desk.generations(), made);
    for (name, bytes) in made.iter().zip([&desk.before, &evening]) {
        let path = desk.dir.path().join(name);
        assert_eq!(&fs::read(&path).unwrap(), bytes, "{name}");
        assert_eq!(fs::metadata(&path).unwrap().nlink(), 1, "{name}");
        Store::open(&path).unwrap();
    }
    assert_eq!(desk.beside(), [".plan.json.lock"]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a store is cut off")]
fn a_plan_that_is_none_any_more_names_the_newest_copy() {
    let desk = Desk::with("small");
    let mut store = desk.open().0;
    edit(&mut store, &days_later(0));
    edit(&mut store, &days_later(1));
    let text = fs::read(&desk.path).unwrap();
    fs::write(&desk.path, &text[..text.len() / 2]).unwrap();
    let why = Store::open(&desk.path).unwrap_err().to_string();
    assert!(
        why.ends_with("; een eerdere stand staat ernaast, in plan.json.2026-06-13"),
        "{why}"
    );
}

#[test]
fn an_edit_that_is_refused_keeps_nothing() {
    let desk = Desk::with("small");
    let mut store = desk.open().0;
    store
        .commit(&[count("1.K9", 1)], &days_later(0))
        .unwrap_err();
    store.commit(&[], &days_later(0)).unwrap();
    assert!(store.save(&Intent::Undo, &days_later(0)).unwrap().is_none());
    assert!(desk.generations().is_empty());
}

#[test]
fn mode_and_owner_stay() {
    let desk = Desk::with("small");
    fs::set_permissions(&desk.path, Permissions::from_mode(0o640)).unwrap();
    let before = fs::metadata(&desk.path).unwrap();
    desk.commit(&[count("1.K1.1", 1)]);
    let kept = fs::metadata(desk.dir.path().join("plan.json.2026-06-12")).unwrap();
    assert_eq!(kept.mode() & 0o7777, 0o640);
    assert_eq!(
        (kept.uid(), kept.gid(), kept.mtime_nsec()),
        (before.uid(), before.gid(), before.mtime_nsec())
    );
}

#[test]
fn the_last_fourteen_stay_and_nothing_else_is_removed() {
    let desk = Desk::with("small");
    for other in [
        "plan.json.2020-01-01.bak",
        "plan.json.2020-1-1",
        "plan.json.oud",
        "ander.json.2020-01-01",
        "xplan.json.2020-01-01",
    ] {
        put(&desk.dir.path().join(other), b"van een ander");
    }
    let folder = desk.dir.path().join("plan.json.2000-01-01");
    fs::create_dir(&folder).unwrap();
    let link = desk.dir.path().join("plan.json.2000-01-02");
    symlink("plan.json.oud", &link).unwrap();
    let count_all = || fs::read_dir(desk.dir.path()).unwrap().count();
    let around = count_all();
    let mut store = desk.open().0;
    for day in 0..20 {
        edit(&mut store, &days_later(day));
    }
    // The lock came as well.
    assert_eq!(count_all(), around + 1 + KEPT);
    assert!(folder.is_dir() && link.is_symlink());
    let kept = |day: &str| {
        let path = desk.dir.path().join(format!("plan.json.2026-{day}"));
        path.exists()
    };
    assert!(!kept("06-17") && kept("06-18") && kept("07-01"));
}

#[test]
fn how_many_is_a_choice() {
    let desk = Desk::with("small");
    let mut store = desk.open().0;
    store.set_keeps(0);
    edit(&mut store, &days_later(0));
    assert!(desk.generations().is_empty());
    store.set_keeps(2);
    for day in 1..5 {
        edit(&mut store, &days_later(day));
    }
    let last = ["plan.json.2026-06-15", "plan.json.2026-06-16"];
    assert_eq!(desk.generations(), last);
    store.set_keeps(0);
    edit(&mut store, &days_later(9));
    assert_eq!(desk.generations(), last);
}

#[test]
fn what_has_the_name_is_never_overwritten() {
    let desk = Desk::with("small");
    let name = desk.dir.path().join("plan.json.2026-06-12");
    let precious = desk.dir.path().join("kostbaar");
    put(&name, b"van mij");
    desk.commit(&[count("1.K1.1", 1)]);
    assert_eq!(fs::read(&name).unwrap(), b"van mij");
    fs::remove_file(&name).unwrap();
    symlink(&precious, &name).unwrap();
    desk.commit(&[count("1.K1.1", 1)]);
    assert!(name.is_symlink() && !precious.exists());
}

#[test]
fn it_stands_beside_the_file_a_link_leads_to() {
    let desk = Desk::with("small");
    let far = tempfile::tempdir().unwrap();
    let link = far.path().join("jaarplan.json");
    symlink(&desk.path, &link).unwrap();
    let mut store = Store::open(&link).unwrap().0;
    edit(&mut store, &days_later(0));
    assert_eq!(desk.generations(), ["plan.json.2026-06-12"]);
    assert_eq!(fs::read_dir(far.path()).unwrap().count(), 1);
}

#[test]
fn a_kill_after_it_was_kept_blocks_nothing() {
    for later in [0, 3] {
        let desk = Desk::with("small");
        let kept = desk.dir.path().join("plan.json.2026-06-12");
        fs::hard_link(&desk.path, &kept).unwrap();
        edit(&mut desk.open().0, &days_later(later));
        assert_eq!(fs::read(&kept).unwrap(), desk.before);
        assert_eq!(fs::metadata(&desk.path).unwrap().nlink(), 1);
        // A name of somebody else's is still one too many.
        fs::hard_link(&desk.path, desk.dir.path().join("kopie.json")).unwrap();
        let why = desk
            .open()
            .0
            .commit(&[count("1.K1.1", 1)], &author("A"))
            .unwrap_err();
        assert!(why.to_string().contains("harde koppeling"), "{why}");
    }
}

#[test]
fn what_cannot_be_kept_is_told_and_stops_nobody() {
    let desk = Desk::with("small");
    // The lock's name still fits a directory, that of a generation doesn't.
    let path = desk.dir.path().join(format!("{}.json", "x".repeat(242)));
    put(&path, &desk.before);
    let mut store = Store::open(&path).unwrap().0;
    let saved = store.commit(&[count("1.K1.1", 1)], &author("A")).unwrap();
    assert_eq!((saved.plan.revision, saved.warning), (1, None));
    let remark = saved.remark.unwrap();
    assert!(remark.contains("ENAMETOOLONG"), "{remark}");
    assert!(remark.contains("json.2026-06-12: "), "{remark}");
}
