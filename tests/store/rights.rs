//! Rights, links and leftovers: the new file is as open as the old one, and no more.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use regie::plan::edit::role::Role;
use regie::plan::edit::transaction::Intent;
use regie::store::{Cause, Keeper};

use crate::common::{Desk, author, count, exit, put};

#[test]
fn the_mode_stays_and_the_lock_has_it_too() {
    for mode in [0o600, 0o640, 0o664, 0o604] {
        let desk = Desk::with("small");
        fs::set_permissions(&desk.path, Permissions::from_mode(mode)).unwrap();
        desk.commit(&[count("1.K1.1", 1)]);
        for name in ["plan.json", ".plan.json.lock"] {
            let now = fs::metadata(desk.dir.path().join(name)).unwrap().mode() & 0o7777;
            assert_eq!(now, mode, "{name}: {now:o} for {mode:o}");
        }
    }
}

#[test]
fn no_umask_opens_or_closes_anything() {
    use rustix::fs::Mode;
    for (umask, mode) in [(0o000, 0o600), (0o077, 0o664)] {
        let desk = Desk::with("small");
        fs::set_permissions(&desk.path, Permissions::from_mode(mode)).unwrap();
        let own = rustix::process::umask(Mode::from_raw_mode(umask));
        desk.commit(&[count("1.K1.1", 1)]);
        rustix::process::umask(own);
        for name in ["plan.json", ".plan.json.lock"] {
            let now = fs::metadata(desk.dir.path().join(name)).unwrap().mode() & 0o7777;
            assert_eq!(now, mode, "{name} under {umask:03o}");
        }
    }
}

#[test]
fn what_is_made_beside_a_plan_is_read_by_no_more_than_the_plan() {
    for mode in [0o600, 0o640, 0o644] {
        let desk = Desk::with("small");
        fs::set_permissions(&desk.path, Permissions::from_mode(mode)).unwrap();
        let (store, _) = desk.open();
        let made = store.write_beside("verslag.md", b"", author("A").at);
        assert_eq!(fs::metadata(made.unwrap()).unwrap().mode() & 0o7777, mode);
        // Of another group, which takes rights that few have.
        if std::os::unix::fs::chown(&desk.path, None, Some(4)).is_ok() {
            let later = author("A").at + chrono::Duration::seconds(1);
            let made = fs::metadata(store.write_beside("verslag.md", b"", later).unwrap());
            let expected = if made.as_ref().unwrap().gid() == 4 {
                mode
            } else {
                mode & 0o606
            };
            assert_eq!(made.unwrap().mode() & 0o7777, expected);
        }
    }
}

#[test]
fn attributes_stay() {
    let desk = Desk::with("small");
    // Few short ones, and more than is first made room for.
    let long = |letter: &str| format!("user.{}", letter.repeat(200));
    let mut all = vec![("user.herkomst".to_string(), b"gemeente".to_vec())];
    all.extend(["a", "b", "c", "d", "e", "f"].map(|it| (long(it), b"1".to_vec())));
    all.push(("user.groot".to_string(), vec![7; 1_500]));
    for (name, value) in &all {
        let flags = rustix::fs::XattrFlags::empty();
        if rustix::fs::setxattr(&desk.path, name, value, flags).is_err() {
            return; // This file system has none, or not so many.
        }
        desk.commit(&[count("1.K1.1", 1)]);
    }
    for (name, value) in &all {
        let mut kept = [0; 2_000];
        let length = rustix::fs::getxattr(&desk.path, name, &mut kept[..]).unwrap();
        assert_eq!(&kept[..length], value, "{name}");
    }
}

#[test]
fn a_link_stays_a_link_and_its_file_is_replaced() {
    let desk = Desk::with("small");
    let link = desk.dir.path().join("link.json");
    symlink("plan.json", &link).unwrap();
    let far = tempfile::tempdir().unwrap();
    let chain = far.path().join("plan-van-dit-jaar.json");
    symlink(&link, &chain).unwrap();
    let (mut store, _) = regie::store::Store::open(&chain).unwrap();
    store.commit(&[count("1.K1.1", 1)], &author("A")).unwrap();
    assert!(fs::symlink_metadata(&chain).unwrap().is_symlink());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(desk.open().1.revision, 1);
    assert!(store.news().unwrap().is_none());
    assert_eq!(desk.beside(), [".plan.json.lock", "link.json"]);
    assert_eq!(fs::read_dir(far.path()).unwrap().count(), 1);
}

#[test]
fn a_file_with_two_names_is_not_torn_apart() {
    let desk = Desk::with("small");
    let other = desk.dir.path().join("kopie.json");
    fs::hard_link(&desk.path, &other).unwrap();
    let (mut store, _) = desk.open();
    let why = store
        .commit(&[count("1.K1.1", 1)], &author("A"))
        .unwrap_err();
    assert!(why.to_string().contains("harde koppeling"), "{why}");
    assert_eq!(exit(&why), 6);
    fs::remove_file(&other).unwrap();
    store.commit(&[count("1.K1.1", 1)], &author("A")).unwrap();
}

#[test]
fn what_nobody_may_write_is_only_read() {
    let desk = Desk::with("small");
    fs::set_permissions(&desk.path, Permissions::from_mode(0o444)).unwrap();
    let (mut store, _) = desk.open();
    assert!(store.why_read_only().is_some());
    let why = store
        .commit(&[count("1.K1.1", 1)], &author("A"))
        .unwrap_err();
    assert!(matches!(why.cause, Cause::ReadOnly(_)), "{why}");
    assert!(desk.beside().is_empty());
    fs::set_permissions(&desk.path, Permissions::from_mode(0o644)).unwrap();
    store.reload().unwrap();
    assert!(store.why_read_only().is_none());
    store.commit(&[count("1.K1.1", 1)], &author("A")).unwrap();
}

#[test]
fn leftovers_of_a_kill_are_taken_away() {
    let desk = Desk::with("small");
    put(&desk.dir.path().join(".plan.json.tmp"), b"half a pl");
    desk.commit(&[count("1.K1.1", 1)]);
    assert_eq!(desk.beside(), [".plan.json.lock"]);
}

#[test]
fn a_link_in_the_place_of_the_temporary_or_the_lock_leads_nowhere() {
    let desk = Desk::with("small");
    let precious = desk.dir.path().join("kostbaar");
    put(&precious, b"niet aankomen");
    symlink(&precious, desk.dir.path().join(".plan.json.tmp")).unwrap();
    desk.commit(&[count("1.K1.1", 1)]);
    fs::remove_file(desk.dir.path().join(".plan.json.lock")).unwrap();
    symlink(&precious, desk.dir.path().join(".plan.json.lock")).unwrap();
    let why = desk
        .open()
        .0
        .commit(&[count("1.K1.1", 1)], &author("A"))
        .unwrap_err();
    assert_eq!(exit(&why), 1, "{why}");
    assert_eq!(fs::read(&precious).unwrap(), b"niet aankomen");
}

#[test]
fn a_role_allows_what_it_allows() {
    let desk = Desk::with("small");
    let edit = [count("1.K1.1", 1)];
    let unknown = [count("1.K1.1", 1), regie::plan::edit::Edit::Unknown];
    for (role, known, other) in [
        (Role::Reader, Some(6), Some(6)),
        (Role::Recorder, None, Some(6)),
        // Allowed, but nobody knows what it does.
        (Role::Administrator, None, Some(2)),
    ] {
        let mut store = desk.open().0;
        store.set_role(role);
        assert_eq!(store.role(), role);
        assert_eq!(store.why_read_only().is_some(), role == Role::Reader);
        for (edits, expected) in [(&edit[..], known), (&unknown[..], other)] {
            let saved = store.commit(edits, &author("A"));
            let code = saved.err().as_ref().map(exit);
            assert_eq!(code, expected, "{role:?}");
        }
        let undone = store.save(&Intent::Undo, &author("A"));
        assert_eq!(undone.is_ok(), role != Role::Reader, "{role:?}");
    }
    let mut store = desk.open().0;
    store.set_role(Role::Reader);
    store.reload().unwrap();
    let why = store.commit(&edit, &author("A")).unwrap_err();
    assert!(why.to_string().contains("u bent hier lezer"), "{why}");
    let why = store.rescue(author("A").at).unwrap_err();
    assert_eq!(exit(&why), 6);
    assert_eq!(fs::read_dir(desk.dir.path()).unwrap().count(), 3);
}
