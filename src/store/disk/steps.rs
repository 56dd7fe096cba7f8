//! The points between which a save changes something on disk. The program passes them without
//! noticing; the tests below end a process of their own at each, as `kill -9` would, and look
//! at what is left.

#[cfg(not(test))]
use std::fs::File;
#[cfg(not(test))]
use std::io::{self, ErrorKind, IoSlice, Write as _};

/// One such point.
#[cfg(not(test))]
pub(crate) const fn step() {}

/// Writes everything, one piece behind the other. A kill can come after any byte.
#[cfg(not(test))]
pub(crate) fn write(mut file: &File, pieces: &[&[u8]]) -> io::Result<()> {
    let mut slices: Vec<IoSlice<'_>> = pieces.iter().map(|it| IoSlice::new(it)).collect();
    let mut left = slices.as_mut_slice();
    // What has nothing in it goes first: writing that is no end.
    IoSlice::advance_slices(&mut left, 0);
    while !left.is_empty() {
        match file.write_vectored(left) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => IoSlice::advance_slices(&mut left, written),
            Err(why) if why.kind() == ErrorKind::Interrupted => {}
            Err(why) => return Err(why),
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) use tests::{step, write};

#[cfg(test)]
mod tests {
    use std::env;
    use std::fs::{self, File};
    use std::io::{self, Write as _};
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::process::ExitStatusExt as _;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rustix::process::{Signal, getpid, kill_process};

    use crate::plan::edit::{CountEdit, Edit};
    use crate::plan::model::kpi::{Reading, Value};
    use crate::plan::model::lookup::Item;
    use crate::plan::model::number::Decimal;
    use crate::store::{Author, BUILT_IN, KEPT, Keeper, Store};

    /// Which point is the last, and which plan to work on; only the child has them.
    const LAST: &str = "REGIE_TEST_LAST_STEP";
    const PLAN: &str = "REGIE_TEST_PLAN";

    pub fn step() {
        static PASSED: AtomicUsize = AtomicUsize::new(0);
        let Ok(last) = env::var(LAST) else { return };
        let passed = PASSED.fetch_add(1, Ordering::Relaxed);
        if last.parse() == Ok(passed) {
            kill_process(getpid(), Signal::KILL).unwrap();
        }
    }

    pub fn write(mut file: &File, pieces: &[&[u8]]) -> io::Result<()> {
        let bytes = pieces.concat();
        let (one, other) = bytes.split_at(bytes.len() / 2);
        step();
        file.write_all(one)?;
        step();
        file.write_all(other)
    }

    fn author() -> Author {
        Author {
            name: "A. Jansen".to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        }
    }

    fn count() -> Edit {
        Edit::Count(CountEdit {
            id: "1.K1.1".to_string(),
            add: Decimal::whole(1),
            reading: Reading {
                date: author().at.date_naive(),
                value: Value::Number(Decimal::ZERO),
                of: None,
                note: None,
                by: author().name,
            },
        })
    }

    /// Run by the tests below, in a process that dies on the way.
    #[test]
    fn child_that_edits() {
        if let Some(plan) = env::var_os(PLAN) {
            let (mut store, _) = Store::open(Path::new(&plan)).unwrap();
            store.commit(&[count()], &author()).unwrap();
        }
    }

    /// As [`child_that_edits`].
    #[test]
    fn child_that_begins() {
        if let Some(plan) = env::var_os(PLAN) {
            Store::begin(Path::new(&plan)).unwrap();
        }
    }

    /// Whether the child got to its end.
    fn ended(child: &str, plan: &Path, last: usize) -> bool {
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", &format!("store::disk::steps::tests::{child}")])
            .env(PLAN, plan)
            .env(LAST, last.to_string())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success() || status.signal() == Some(9), "{status}");
        status.success()
    }

    #[expect(clippy::disallowed_methods, reason = "a test puts a whole file down")]
    fn put(path: &Path, bytes: &[u8]) {
        fs::write(path, bytes).unwrap();
    }

    fn readings(store: &Path) -> (u64, usize) {
        let (_, plan) = Store::open(store).unwrap();
        let Some(Item::Indicator(indicator, _)) = plan.item("1.K1.1") else {
            panic!("1.K1.1 is an indicator")
        };
        assert_eq!(plan.history.len() as u64, plan.revision);
        (plan.revision, indicator.readings.len())
    }

    #[test]
    fn killed_anywhere_an_edit_leaves_the_old_plan_or_the_new() {
        let before = fs::read("tests/stores/valid/small.json").unwrap();
        let mut left = [0, 0];
        for last in 0.. {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("plan.json");
            put(&path, &before);
            for day in 1..=KEPT {
                let name = format!("plan.json.2026-05-{day:02}");
                put(&dir.path().join(name), b"{}");
            }
            if ended("child_that_edits", &path, last) {
                assert!(last > 10, "only {last} points");
                break;
            }
            let (revision, found) = readings(&path);
            assert_eq!(found as u64, revision, "killed at {last}");
            left[found] += 1;
            assert_eq!(fs::read(&path).unwrap() == before, revision == 0);

            // The next edit goes through, and takes away what the kill left.
            let (mut store, _) = Store::open(&path).unwrap();
            let saved = store.commit(&[count()], &author()).unwrap();
            assert_eq!(saved.warning, None, "killed at {last}");
            assert_eq!(readings(&path), (revision + 1, found + 1), "{last}");
            assert_eq!(fs::metadata(&path).unwrap().nlink(), 1, "{last}");
            let kept = dir.path().join("plan.json.2026-06-12");
            assert_eq!(fs::read(kept).unwrap(), before, "killed at {last}");
            // Plan, lock and generations. Only a kill just before one is removed leaves that
            // one, for the next day.
            let names = fs::read_dir(dir.path()).unwrap().count();
            assert!(names <= 2 + KEPT + 1, "{names} files, killed at {last}");
            let another_day = Author {
                at: author().at + chrono::Days::new(1),
                ..author()
            };
            store.commit(&[count()], &another_day).unwrap();
            let names = fs::read_dir(dir.path()).unwrap().count();
            assert_eq!(names, 2 + KEPT, "killed at {last}");
        }
        let [old, new] = left;
        assert!(old > 5 && new > 1, "{old} times old, {new} times new");
    }

    #[test]
    fn killed_anywhere_a_first_plan_is_whole_or_not_there() {
        let mut left = [0, 0];
        for last in 0.. {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("plan.json");
            if ended("child_that_begins", &path, last) {
                break;
            }
            let there = path.exists();
            left[usize::from(there)] += 1;
            assert_eq!(Store::begin(&path).is_err(), there, "killed at {last}");
            assert_eq!(fs::read_to_string(&path).unwrap(), BUILT_IN);
            Store::open(&path).unwrap();
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "{last}");
        }
        assert!(left[0] > 3 && left[1] > 0, "{left:?}");
    }
}
