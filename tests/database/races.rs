//! Many who save at once, and who are gone while they do.

use std::thread;
use std::time::Duration;

use crate::line::{DATABASE, Line, entry, server, uuid};
use crate::postgres::{SUPERUSER, Server, until};

const READING: &str = r#""what":"reading","id":"1.K1.1""#;

/// Saves so often, each time on top of what others saved meanwhile; gives how often it was beaten.
fn save(server: &Server, plan: i32, writer: u32, often: u32) -> u32 {
    let line = Line::to(server, SUPERUSER);
    let (mut base, mut parent, mut beaten) = (4, None, 0);
    for save in 0..often {
        let key = uuid(writer * 1000 + save);
        loop {
            let entry = entry(base + 1, "A", READING);
            let on = (base, parent.clone());
            let answer = line.put_with(plan, on, &key, &[&entry], ("[]", 1));
            base = *answer.revisions.last().unwrap();
            parent = answer.key;
            if answer.outcome == "saved" {
                break;
            }
            assert_eq!(answer.outcome, "behind");
            beaten += 1;
        }
    }
    beaten
}

/// That the log has so many edits since the beginning, each on top of the one before it, and each
/// key once.
fn expect_whole(server: &Server, edits: u32) {
    let kept = server.sql_in(
        DATABASE,
        "SELECT count(*), count(DISTINCT key), min(revision), max(revision), \
         bool_and(parent IS NOT DISTINCT FROM before) FROM \
         (SELECT *, lag(key) OVER (ORDER BY revision) AS before FROM regie.edit) e",
    );
    assert_eq!(kept, format!("{edits}|{edits}|5|{}|t", edits + 4));
}

#[test]
fn eight_save_thirty_times_each() {
    let Some(server) = server() else {
        return;
    };
    let plan = Line::to(&server, SUPERUSER).begin("voorbeeld-2026");
    thread::scope(|scope| {
        for writer in 0..8 {
            let server = &server;
            scope.spawn(move || save(server, plan, writer, 30));
        }
    });
    expect_whole(&server, 240);
}

#[test]
fn who_is_gone_before_the_answer_asks_again_with_the_key() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("voorbeeld-2026");
    let (mut base, mut parent) = (4, None);
    for key in 0..20 {
        let entry = entry(base + 1, "A", READING);
        if parent.is_none() {
            Line::to(&server, SUPERUSER).put_and_go(plan, base, key, &[&entry]);
        }
        let again = line.put(plan, base, parent, key, &[&entry]);
        assert!(
            ["saved", "already"].contains(&again.outcome.as_str()),
            "{again:?}"
        );
        (base, parent) = (base + 1, Some(key));
    }
    expect_whole(&server, 20);
}

#[test]
fn a_save_that_was_broken_off_while_it_waited_was_not_done() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("voorbeeld-2026");
    // Someone has the plan, so a save waits.
    line.rows("BEGIN");
    line.rows("SELECT FROM regie.plan FOR NO KEY UPDATE");
    let entry = entry(5, "A", READING);
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%regie.put%'";
    thread::scope(|scope| {
        let broken = scope.spawn(|| {
            let put = format!(
                "SELECT outcome FROM regie.put({plan}, 4, NULL, '{}', ARRAY['{entry}'], '[]', 1)",
                uuid(1)
            );
            server.sql_as(SUPERUSER, DATABASE, &put)
        });
        until("the save waits", || server.sql(waits) == "1");
        server.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
        );
        assert!(broken.join().unwrap().is_err());
    });
    line.rows("COMMIT");
    assert_eq!(line.put(plan, 4, None, 1, &[&entry]).outcome, "saved");
    assert_eq!(line.put(plan, 4, None, 1, &[&entry]).outcome, "already");
    expect_whole(&server, 1);
}

/// With the standby away a save hangs, and so does asking again: nobody is told “already” of what
/// only one machine has.
#[test]
fn asking_again_waits_for_the_standby_too() {
    let Some(setup) = crate::postgres::Setup::new() else {
        return;
    };
    let server = setup.with("synchronous_commit", "remote_apply").start();
    server.database(DATABASE);
    let line = Line::to(&server, SUPERUSER);
    line.raise(regie::store::log::sql::VERSION);
    let plan = line.begin("voorbeeld-2026");
    let mut standby = server.standby("b");
    server.set("synchronous_standby_names", "FIRST 1 (b)");
    let entry = entry(5, "A", READING);
    standby.stop();
    Line::to(&server, SUPERUSER).put_and_go(plan, 4, 1, &[&entry]);
    let hang = |event: &str, what: &str| {
        let count = format!("SELECT count(*) FROM pg_stat_activity WHERE {event} = '{what}'");
        until("the save hangs", || server.sql(&count) == "1");
    };
    hang("wait_event", "SyncRep");
    // The answer comes through a channel, so that a test that fails ends.
    let (tell, heard) = std::sync::mpsc::channel();
    let again = Line::to(&server, SUPERUSER);
    let asking = thread::spawn(move || tell.send(again.put(plan, 4, None, 1, &[&entry])));
    hang("wait_event_type", "Lock");
    assert!(heard.recv_timeout(Duration::from_millis(300)).is_err());
    standby.restart();
    let answer = heard.recv_timeout(crate::postgres::PATIENCE).unwrap();
    assert_eq!(answer.outcome, "already");
    asking.join().unwrap().unwrap();
    expect_whole(&server, 1);
}
