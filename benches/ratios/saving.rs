//! What a save costs.

use std::fs::{self, File, OpenOptions};
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;

use regie::plan::edit::{CountEdit, Edit};
use regie::plan::model::kpi::{self, Reading};
use regie::plan::model::number::Decimal;
use regie::store::{Author, Keeper, Store};

use crate::measure::compare;
use crate::plans::{SIZES, larger, lived, runs, today};

/// How many edits a plan of some years has behind it.
const LIVED: usize = 20_000;

fn author() -> Author {
    Author {
        name: "A".into(),
        at: "2026-11-23T12:00:00+01:00".parse().unwrap(),
        meeting: None,
    }
}

fn count() -> Edit {
    let reading = Reading {
        date: today(),
        value: kpi::Value::Number(Decimal::ZERO),
        of: None,
        note: None,
        by: "A".into(),
    };
    Edit::Count(CountEdit {
        id: "3.K1.1".into(),
        add: Decimal::whole(1),
        reading,
    })
}

/// Writes bytes in the place of a file, synced and renamed, as a save must at the least.
fn replaced(dir: &Path, bytes: &[u8]) {
    let temporary = dir.join("plain.tmp");
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)
        .unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    fs::rename(&temporary, dir.join("plain.json")).unwrap();
    File::open(dir).unwrap().sync_all().unwrap();
}

/// One reading saved by a screen that has the plan open, and by a command that opens it first,
/// against writing the same bytes once, synced and renamed.
pub fn saving(dir: &Path) {
    let plans = SIZES.map(|(times, size)| (size, runs(times, 41), larger(times)));
    let lived = [("20,000 edits later", 11, lived(LIVED))];
    for (size, runs, text) in plans.into_iter().chain(lived) {
        let path = dir.join(format!("saved {size}.json"));
        Store::begin_with(&path, &text).unwrap();
        let (mut store, _) = Store::open(&path).unwrap();
        compare(
            &format!("save a reading, {size} / write, sync, rename, sync"),
            runs,
            || drop(black_box(store.commit(&[count()], &author()).unwrap())),
            || replaced(dir, text.as_bytes()),
        );
        drop(store);
        compare(
            &format!("open and save, {size} / write, sync, rename, sync"),
            runs,
            || {
                let (mut store, _) = Store::open(&path).unwrap();
                drop(black_box(store.commit(&[count()], &author()).unwrap()));
            },
            || replaced(dir, text.as_bytes()),
        );
    }
}
