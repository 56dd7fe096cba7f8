//! Every file in `tests/stores`: the valid ones open, and take an edit; the invalid ones are
//! refused with the sentence beside them.

use std::fs;
use std::path::{Path, PathBuf};

use regie::face::Failure;
use regie::plan::check::Severity;
use regie::plan::edit::role::Role;
use regie::plan::edit::transaction::Intent;
use regie::plan::model::lookup::Item;
use regie::store;
use regie::store::{Cause, Keeper, Store};

use crate::common::{Desk, count, exit, put};

fn json_in(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    assert!(paths.len() > 10, "{folder}");
    paths
}

#[test]
fn invalid_stores_are_refused_with_their_sentence() {
    for path in json_in("tests/stores/invalid") {
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        let expected = format!("{}, {}", path.display(), expected.trim_end());
        let why = Store::open(&path).unwrap_err();
        assert_eq!(why.to_string(), expected);
        assert!(matches!(why.cause, Cause::Unsound { .. }), "{expected}");
        assert_eq!(exit(&why), 5);
        let found = store::findings(&path).unwrap();
        let (first, line, column) = found.first().unwrap();
        assert_eq!(first.severity, Severity::Error);
        let listed = format!(
            "{}, regel {line}, kolom {column}: {}",
            path.display(),
            first.sentence
        );
        assert_eq!(listed, expected);
    }
}

#[test]
fn valid_stores_open_without_a_finding_of_error() {
    for path in json_in("tests/stores/valid") {
        let (mut store, _) = Store::open(&path).unwrap_or_else(|why| panic!("{why}"));
        assert!(store.news().unwrap().is_none());
        let errors: Vec<_> = store::findings(&path)
            .unwrap()
            .into_iter()
            .filter(|(finding, ..)| finding.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn valid_stores_keep_everything_but_the_edit() {
    for path in json_in("tests/stores/valid") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        if matches!(name, "newer-schema" | "least" | "byte-order-mark") {
            continue;
        }
        let desk = Desk::with(name);
        let plan = desk.commit(&[count("1.K1.1", 2)]);
        assert_eq!(plan, desk.open().1, "{name}");
        let added = r#""value""#;
        let (before, after) = (String::from_utf8(desk.before.clone()).unwrap(), desk.text());
        assert!(
            after.len() > before.len() && after.contains(added),
            "{name}"
        );
        // Take the edit back: all bytes are there again, but for the revision and the history.
        let mut store = desk.open().0;
        store
            .save(&Intent::Undo, &crate::common::author("A. Jansen"))
            .unwrap()
            .unwrap();
        assert_eq!(
            without_history(&desk.text()),
            without_history(&before),
            "{name}"
        );
        assert_eq!(desk.beside(), [".plan.json.lock"], "{name}");
    }
}

/// The text without the number of the revision, and without what is pushed into the history.
fn without_history(text: &str) -> String {
    let at = text.find("\"revision\"").unwrap();
    let digits = at + text[at..].find(|c: char| c.is_ascii_digit()).unwrap();
    let rest = text[digits..].trim_start_matches(|c: char| c.is_ascii_digit());
    let end = text
        .find("\"history\"")
        .map_or(rest.trim_end().trim_end_matches('}').len(), |from| {
            from - (text.len() - rest.len())
        });
    let body = rest[..end].trim_end().trim_end_matches(',').to_string();
    format!("{}#{body}", &text[..digits])
}

#[test]
fn a_newer_schema_is_only_read() {
    let desk = Desk::with("newer-schema");
    let (mut store, plan) = desk.open();
    assert!(store.why_read_only().is_some());
    assert_eq!(plan.schema, 3);
    let why = store
        .commit(&[count("1.K1.1", 1)], &crate::common::author("A"))
        .unwrap_err();
    assert_eq!(exit(&why), 6);
    assert!(why.to_string().contains("schema 3"), "{why}");
    assert_eq!(fs::read(&desk.path).unwrap(), desk.before);
}

#[test]
fn control_characters_stay_in_the_file_and_never_reach_a_screen() {
    let desk = Desk::with("control-characters");
    let plan = desk.commit(&[count("1.K1.1", 1)]);
    let Some(Item::Chapter(chapter)) = plan.item("1") else {
        panic!()
    };
    assert_eq!(chapter.title, "Onder^[]52;c;aGk=^Gmijning‹U+202E›");
    assert!(
        desk.text()
            .contains(r"Onder\u001b]52;c;aGk=\u0007mijning\u202e")
    );
    assert!(desk.text().contains("Bedrijven\u{ad}terreinen\u{9b}"));
}

#[test]
fn unknown_fields_and_spellings_survive_a_save() {
    let desk = Desk::with("unknown-fields");
    desk.commit(&[count("1.K1.1", 1)]);
    for kept in [
        "[1.10, 1E+2, -0, 12345678901234567890123, 1e400, 0.1000000000000000055511151231257827]",
        r#""x_note" : { "b":2,   "a":[ ] }"#,
        r#"{ "x_style": "vet", "paragraph": "#,
        r#""x_\u00e9": "\ud83d\ude00""#,
        r#""what": "rename", "id": "1A", "x": [1.0] },"#,
        r#""x_last": null"#,
    ] {
        assert!(desk.text().contains(kept), "{kept}");
    }
}

#[test]
fn what_is_no_file_of_a_plan_is_refused_before_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let link = dir.path().join("link.json");
    std::os::unix::fs::symlink(&link, &link).unwrap();
    for (path, word) in [
        (dir.path(), "een map"),
        (Path::new("/dev/zero"), "een apparaat"),
        (Path::new("/dev/null/x"), "geen map"),
        (&link, "verwijzen naar elkaar"),
        (
            Path::new("/nergens/plan.json"),
            "regie begin /nergens/plan.json",
        ),
    ] {
        let said = Failure::from(Store::open(path).unwrap_err()).sentence;
        assert!(said.contains(word), "{said}");
        assert!(said.contains(path.to_str().unwrap()), "{said}");
    }
    let fifo = dir.path().join("fifo");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &fifo,
        rustix::fs::FileType::Fifo,
        0o600.into(),
        0,
    )
    .unwrap();
    assert!(Store::open(&fifo).unwrap_err().to_string().contains("FIFO"));
    let large = dir.path().join("large.json");
    fs::File::create_new(&large)
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    assert!(
        Store::open(&large)
            .unwrap_err()
            .to_string()
            .contains("256 MB")
    );
}

/// Only what stands beside the plan can be compared with it, by name.
#[test]
fn the_plans_beside_a_plan() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    for name in ["2025.json", "2026.json"] {
        Store::begin(&at(name)).unwrap();
    }
    for name in [
        ".plan.json",
        "2026.json.2026-11-23",
        "verslag.md",
        "stuk.json",
    ] {
        put(&at(name), b"{");
    }
    let (store, plan) = Store::open(&at("2026.json")).unwrap();
    assert_eq!(store.others(), ["2025.json", "stuk.json"]);
    assert_eq!(store.other("2025.json").unwrap(), plan);
    assert!(store.other("stuk.json").is_err());
    for name in [
        "2026.json",
        "2027.json",
        "../2025.json",
        "/etc/hostname",
        "",
    ] {
        let why = store.other(name).unwrap_err();
        assert!(matches!(why.cause, Cause::NotFound), "{name}: {why}");
    }
}

#[test]
fn the_plan_of_the_year_after_comes_beside_it_and_nowhere_else() {
    let desk = Desk::with("small");
    let (mut store, _) = desk.open();
    let (path, next) = store.next_year("2027.json", 2028).unwrap();
    assert_eq!(path, desk.path.with_file_name("2027.json"));
    let (_, read) = Store::open(&path).unwrap();
    assert_eq!((read.years(), read.is_adopted()), (next.years(), false));
    assert_eq!(fs::read(&desk.path).unwrap(), desk.before);
    for (name, until, words) in [
        ("2027.json", 2027, "bestaat al en blijft zoals het is"),
        ("../2027.json", 2027, "een naam zonder map"),
        (".profile.json", 2027, "een naam zonder map"),
        ("authorized_keys", 2027, "een naam zonder map"),
        ("2026.json", 2026, "het volgende plan begint in 2027"),
    ] {
        let why = store.next_year(name, until).unwrap_err().to_string();
        assert!(why.contains(words), "{name}: {why}");
    }
    store.set_role(Role::Recorder);
    let why = store.next_year("x.json", 2027).unwrap_err().to_string();
    assert!(why.contains("alleen een beheerder"), "{why}");
}
