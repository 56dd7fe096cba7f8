//! The plan compiled into the program. These fail until it stands in `data/`.

use std::fs;
use std::os::unix::fs::MetadataExt;

use regie::plan::check::Severity;
use regie::store;
use regie::store::{BUILT_IN, Keeper, Store};

#[test]
fn the_built_in_plan_is_sound_and_its_oddities_are_remarked_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("plan.json");
    Store::begin(&path).unwrap();
    let (store, plan) = Store::open(&path).unwrap_or_else(|why| panic!("{why}"));
    assert!(store.why_read_only().is_none());
    assert_eq!((plan.schema, plan.revision, plan.history.len()), (1, 0, 0));
    let found = store::findings(&path).unwrap();
    assert!(
        found
            .iter()
            .all(|(finding, ..)| finding.severity == Severity::Remark)
    );
    for sentence in [
        "thema 2B heeft twee doelen 6",
        "Politie basisteam Rijswijk: de onderdelen tellen op tot 69,00 van 72,00 fte",
    ] {
        assert!(
            found
                .iter()
                .any(|(finding, ..)| finding.sentence == sentence),
            "{sentence}"
        );
    }
}

#[test]
fn a_user_without_a_plan_gets_the_built_in_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("share/regie/plan.json");
    let (_, _, made) = Store::open_default(&path).unwrap();
    assert!(made);
    assert_eq!(fs::read_to_string(&path).unwrap(), BUILT_IN);
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    assert_eq!(
        fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o777,
        0o700
    );
    let (_, _, made) = Store::open_default(&path).unwrap();
    assert!(!made);
}
