//! Who was too late goes before others the next time, and nobody waits for who hangs with the turn.

use std::thread;

use crate::line::{DATABASE, Line, entry, server, uuid};
use crate::postgres::{SUPERUSER, Server, until};

const READING: &str = r#""what":"reading","id":"1.K1.1""#;

/// Somebody who saves, with or without asking for the turn.
struct Writer<'a> {
    server: &'a Server,
    line: Line,
    key: u32,
}

impl<'a> Writer<'a> {
    fn new(server: &'a Server, key: u32) -> Self {
        let line = Line::to(server, SUPERUSER);
        Self { server, line, key }
    }

    /// Saves on top of a revision, and says what came of it.
    fn put(&self, base: i64, parent: Option<u32>, turn: i32) -> String {
        let (entry, key) = (entry(base + 1, "A", READING), uuid(self.key));
        let parent = parent.map_or("NULL".to_string(), |it| format!("'{}'", uuid(it)));
        let put = format!(
            "SELECT outcome FROM regie.put(1, {base}, {parent}, '{key}', ARRAY['{entry}'], '[]', 1, {turn})"
        );
        self.line.rows(&put)[0].get(0)
    }

    fn process(&self) -> i32 {
        self.line.rows("SELECT pg_backend_pid()")[0].get(0)
    }

    fn waits(&self, process: i32) {
        let waits = format!(
            "SELECT count(*) FROM pg_locks WHERE pid = {process} AND locktype = 'advisory' AND NOT granted"
        );
        until("it waits for the turn", || {
            self.server.sql_in(DATABASE, &waits) == "1"
        });
    }
}

#[test]
fn who_asks_goes_before_those_that_came_later_and_they_in_their_order() {
    let Some(server) = server() else {
        return;
    };
    Line::to(&server, SUPERUSER).begin("voorbeeld-2026");
    let [first, content, late, later, last] = [1, 2, 3, 4, 5].map(|it| Writer::new(&server, it));
    assert_eq!(first.put(4, None, 0), "saved");
    // It may be asked for each time: who isn't too late doesn't get it.
    assert_eq!(content.put(5, Some(1), 1), "saved");
    assert_eq!(late.put(4, None, 1), "behind");
    let processes = (later.process(), last.process());
    thread::scope(|scope| {
        let later = scope.spawn(|| later.put(6, Some(2), 0));
        late.waits(processes.0);
        let last = scope.spawn(|| last.put(6, Some(2), 1));
        late.waits(processes.1);
        assert_eq!(late.put(6, Some(2), 2), "saved");
        assert_eq!(later.join().unwrap(), "behind");
        assert_eq!(last.join().unwrap(), "behind");
    });
    // Only the one that asked has it now.
    assert_eq!(last.put(7, Some(3), 2), "saved");
    assert_eq!(
        server.sql_in(
            DATABASE,
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
        ),
        "0"
    );
}

#[test]
fn who_hangs_with_the_turn_loses_it_and_saves_all_the_same_later() {
    let Some(server) = server() else {
        return;
    };
    Line::to(&server, SUPERUSER).begin("voorbeeld-2026");
    let [first, mut hangs, third] = [1, 2, 3].map(|it| Writer::new(&server, it));
    assert_eq!(first.put(4, None, 0), "saved");
    assert_eq!(hangs.put(4, None, 1), "behind");
    let process = hangs.process();
    assert_eq!(third.put(5, Some(1), 0), "saved");
    let there = format!("SELECT count(*) FROM pg_stat_activity WHERE pid = {process}");
    until("the server ended it", || server.sql(&there) == "0");
    hangs.line = Line::to(&server, SUPERUSER);
    assert_eq!(hangs.put(6, Some(3), 0), "saved");
}

#[test]
fn leaving_a_turn_lets_others_on_and_ends_nothing() {
    let Some(server) = server() else {
        return;
    };
    Line::to(&server, SUPERUSER).begin("voorbeeld-2026");
    let [first, second] = [1, 2].map(|it| Writer::new(&server, it));
    assert_eq!(first.put(4, None, 0), "saved");
    assert_eq!(second.put(4, None, 1), "behind");
    let idle = || second.line.rows("SHOW idle_session_timeout")[0].get::<_, String>(0);
    assert_eq!(idle(), "1s");
    // Left twice, as by who never had it, is no warning either.
    for _ in 0..2 {
        second.line.rows("SELECT regie.leave_turn(1)");
    }
    assert_eq!(idle(), "0");
    first.put(5, Some(1), 0);
}
