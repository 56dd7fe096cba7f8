//! The server the tests stand on: that it starts, follows, fails and ends as they rely on.

use std::fs;
use std::path::Path;

use crate::postgres::{Server, Setup, until};

#[test]
fn it_ends_with_its_children_and_leaves_nothing() {
    let Some(server) = Server::start() else {
        return;
    };
    assert_eq!(server.sql("SELECT 1"), "1");
    let (processes, host) = (server.processes(), server.host().to_string());
    assert!(processes.len() > 3, "{processes:?}");
    drop(server);
    let runs = |process: &u32| Path::new(&format!("/proc/{process}")).exists();
    until("all of it has ended", || !processes.iter().any(runs));
    assert!(!Path::new(&host).exists());
}

#[test]
fn it_hears_nobody_but_who_is_on_the_machine() {
    let Some(server) = Server::start() else {
        return;
    };
    assert_eq!(server.sql("SHOW listen_addresses"), "");
    server.login("anna");
    server.database("regie");
    assert_eq!(
        server
            .sql_as("anna", "regie", "SELECT session_user")
            .unwrap(),
        "anna"
    );
    let host = server.host();
    let address = format!("postgres://postgres@/regie?host={host}&plan=rijswijk-2026");
    assert_eq!(server.url("regie", "rijswijk-2026"), address);
}

#[test]
fn a_standby_takes_over_with_what_was_saved() {
    let Some(setup) = Setup::new() else {
        return;
    };
    let mut first = setup.with("synchronous_commit", "remote_apply").start();
    let second = first.standby("b");
    first.set("synchronous_standby_names", "FIRST 1 (b)");
    first.sql("CREATE TABLE kept (it int)");
    first.sql("INSERT INTO kept VALUES (1)");
    assert_eq!(second.sql("SELECT pg_is_in_recovery()"), "t");
    first.kill9();
    second.promote();
    second.sql("ALTER SYSTEM RESET synchronous_standby_names");
    second.sql("SELECT pg_reload_conf()");
    assert_eq!(second.sql("SELECT * FROM kept"), "1");
    assert!(first.sql_as("postgres", "postgres", "SELECT 1").is_err());
}

#[test]
fn it_comes_back_after_a_failure() {
    let Some(mut server) = Server::start() else {
        return;
    };
    server.sql("CREATE TABLE kept (it int)");
    server.kill9();
    server.restart();
    server.stop();
    server.restart();
    assert_eq!(server.sql("SELECT count(*) FROM kept"), "0");
}

#[test]
fn it_takes_files_and_settings_of_a_test() {
    let Some(setup) = Setup::new() else {
        return;
    };
    let note = setup.file("note", b"x");
    let server = setup
        .with("work_mem", "5MB")
        .letting_in("local all postgres trust\nlocal all all reject\n")
        .start();
    assert_eq!(server.sql("SHOW work_mem"), "5MB");
    server.login("anna");
    let refused = server.sql_as("anna", "postgres", "SELECT 1").unwrap_err();
    assert!(refused.contains("rejects"), "{refused}");
    assert_eq!(fs::read(note).unwrap(), b"x");
}
