//! Several people at once: every confirmed edit is in the file afterwards.

use std::fs::OpenOptions;
use std::thread;
use std::time::{Duration, Instant};

use regie::store::{Cause, Keeper, Store};

use crate::common::{Desk, author, count, exit};

#[expect(clippy::disallowed_methods, reason = "the lock is no store")]
#[test]
fn who_holds_the_lock_is_named_only_where_that_is_known() {
    let desk = Desk::with("small");
    desk.commit(&[count("1.K1.1", 1)]);
    let lock = OpenOptions::new()
        .write(true)
        .open(desk.dir.path().join(".plan.json.lock"))
        .unwrap();
    lock.lock().unwrap();
    // A name that was left is none of whoever holds it now; a process that is there may be.
    for (left, named) in [
        ("", false),
        ("A (proces 999999999)", false),
        ("A (proces 1)", true),
    ] {
        std::fs::write(desk.dir.path().join(".plan.json.lock"), left).unwrap();
        let (mut store, _) = desk.open();
        let begun = Instant::now();
        let why = store
            .commit(&[count("1.K1.1", 1)], &author("B"))
            .unwrap_err();
        assert!(begun.elapsed() < Duration::from_secs(8));
        let Cause::Locked(holder) = &why.cause else {
            panic!("{why}")
        };
        assert_eq!(holder.as_deref(), Some(left).filter(|_| named));
        assert_eq!(exit(&why), 4);
    }
    lock.unlock().unwrap();
    let (mut store, _) = desk.open();
    store.commit(&[count("1.K1.1", 1)], &author("B")).unwrap();
}

#[test]
fn several_begin_and_one_is_first() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("plan.json");
    let made: usize = thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| Store::begin(&path)))
            .collect();
        all.into_iter()
            .map(|one| usize::from(one.join().unwrap().is_ok()))
            .sum()
    });
    assert_eq!(made, 1);
}
