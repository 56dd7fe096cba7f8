//! A fault of the program itself, in a process of its own, since its hook is the process's.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

/// Runs the test that falls, with this as the place of a user's state.
fn fall(state: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "mishap::falls", "--ignored"])
        .env("XDG_STATE_HOME", state)
        .env("REGIE_TEST_FALLS", "1")
        .output()
        .unwrap()
}

#[test]
#[ignore = "the other end of fall"]
fn falls() {
    if std::env::var_os("REGIE_TEST_FALLS").is_some() {
        regie::face::watch();
        let none: [u8; 0] = [];
        let _fell = none[std::env::args().count()];
    }
}

#[test]
fn a_fault_of_the_program_leaves_a_report_for_the_users_eyes() {
    let home = tempfile::tempdir().unwrap();
    let out = fall(home.path().to_str().unwrap());
    assert!(!out.status.success());
    let said = String::from_utf8(out.stderr).unwrap();
    let line = said
        .lines()
        .find(|line| line.starts_with("regie: "))
        .unwrap();
    assert!(line.contains("(tests/cli/mishap.rs:"), "{line}");
    assert!(line.contains("Wat is opgeslagen, staat er nog."), "{line}");

    let mut left = fs::read_dir(home.path().join("regie")).unwrap();
    let report = left.next().unwrap().unwrap().path();
    assert!(line.contains(report.to_str().unwrap()), "{line}");
    assert!(left.next().is_none());
    let mode = fs::metadata(&report).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = fs::read_to_string(&report).unwrap();
    for part in [
        concat!("versie  ", env!("CARGO_PKG_VERSION")),
        "plaats  tests/cli/mishap.rs:",
        "draad   mishap::falls",
        "melding index out of bounds",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn where_no_report_can_be_left_that_is_said() {
    let out = fall("/proc/geen-map");
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(
        said.contains("Een verslag kon niet worden geschreven: "),
        "{said}"
    );
}
