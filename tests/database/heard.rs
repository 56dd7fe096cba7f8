//! A save is announced where somebody else hears it, and to nobody where nobody does.

use std::future::poll_fn;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use regie::store::log::sql;
use tokio::runtime::Builder;
use tokio_postgres::{AsyncMessage, Config, NoTls};

use crate::line::{DATABASE, Line, entry, server};
use crate::postgres::{PATIENCE, SUPERUSER, Server, until};
use crate::proofs::desk::{self, Person};

const READING: &str = r#""what":"reading","id":"1.K1.1""#;
/// Within which an announcement is there, had it been made.
const SOON: Duration = Duration::from_millis(500);

/// A connection that listens to the first plan. It runs each SQL it is sent; what is announced to it comes back.
struct Ear {
    ask: tokio::sync::mpsc::UnboundedSender<String>,
    done: Receiver<()>,
    heard: Receiver<String>,
}

impl Ear {
    fn of(server: &Server) -> Self {
        let (ask, mut asked) = tokio::sync::mpsc::unbounded_channel::<String>();
        let ((does, done), (tells, heard)) = (channel(), channel());
        let mut config = Config::new();
        config.host(server.host()).user(SUPERUSER).dbname(DATABASE);
        thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let (client, mut connection) = config.connect(NoTls).await.unwrap();
                tokio::spawn(async move {
                    while let Some(Ok(message)) = poll_fn(|it| connection.poll_message(it)).await {
                        if let AsyncMessage::Notification(said) = message {
                            let _nobody_waits = tells.send(said.payload().to_string());
                        }
                    }
                });
                while let Some(sql) = asked.recv().await {
                    client.batch_execute(&sql).await.unwrap();
                    does.send(()).unwrap();
                }
            });
        });
        let ear = Self { ask, done, heard };
        ear.runs("LISTEN plan_1");
        ear
    }

    fn runs(&self, sql: &str) {
        self.ask.send(sql.to_string()).unwrap();
        self.done.recv_timeout(PATIENCE).unwrap();
    }

    fn hears(&self) -> Option<String> {
        self.heard.recv_timeout(SOON).ok()
    }
}

#[test]
fn who_says_that_it_listens_is_announced_to_and_nobody_by_itself() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    line.begin("voorbeeld-2026");
    let ear = Ear::of(&server);
    let mut at = 4;
    let mut put = |by: &Line| {
        let parent = (at > 4).then(|| u32::try_from(at).unwrap());
        let key = u32::try_from(at + 1).unwrap();
        let answer = by.put(1, at, parent, key, &[&entry(at + 1, "A", READING)]);
        assert_eq!(answer.outcome, "saved");
        at += 1;
        at.to_string()
    };
    put(&line);
    assert_eq!(ear.hears(), None, "it listens, and nobody can know");
    // A program of before asks for the log each half minute, and says so by that.
    ear.runs("SELECT * FROM regie.tail(1, 0)");
    let saved = put(&line);
    assert_eq!(ear.hears(), Some(saved));
    ear.runs("SELECT pg_advisory_unlock_all()");
    // One of now says so when it begins to listen.
    ear.runs("SELECT regie.attend(1)");
    let saved = put(&line);
    assert_eq!(ear.hears(), Some(saved));
    // To another plan, as a pooler has it that lends the connection to another.
    ear.runs("SELECT regie.attend(2)");
    put(&line);
    assert_eq!(ear.hears(), None);
    // Who saves itself is not in its own way, and others hear it all the same.
    line.rows("SELECT regie.attend(1)");
    put(&line);
    assert_eq!(ear.hears(), None);
    let other = Line::to(&server, SUPERUSER);
    let saved = put(&other);
    assert_eq!(ear.hears(), Some(saved));
    drop(line);
    let locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1";
    until("whoever ends listens no more", || {
        server.sql_in(DATABASE, locks) == "0"
    });
    put(&other);
    assert_eq!(ear.hears(), None);
}

#[test]
fn who_waits_for_a_turn_is_answered_and_not_announced_to() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    line.begin("voorbeeld-2026");
    let ear = Ear::of(&server);
    ear.runs("SELECT regie.attend(1)");
    let put = |at: i64| {
        let parent = (at > 4).then(|| u32::try_from(at).unwrap());
        let key = u32::try_from(at + 1).unwrap();
        let answer = line.put(1, at, parent, key, &[&entry(at + 1, "A", READING)]);
        assert_eq!(answer.outcome, "saved");
        (at + 1).to_string()
    };
    let count = |what: &str| server.sql_in(DATABASE, &format!("SELECT count(*) FROM {what}"));
    let listeners =
        "pg_locks WHERE locktype = 'advisory' AND classid = regie.listeners() AND granted";
    line.rows("SELECT pg_advisory_lock(regie.turns(), 1)");
    let late = entry(5, "B", READING);
    let late = format!("SELECT regie.put(1, 4, NULL, gen_random_uuid(), ARRAY['{late}'], '[]', 1)");
    ear.ask.send(late).unwrap();
    until("it waits for the turn, and listens no longer", || {
        count("pg_stat_activity WHERE wait_event = 'advisory'") == "1" && count(listeners) == "0"
    });
    put(4);
    assert_eq!(ear.hears(), None);
    assert!(ear.done.try_recv().is_err(), "it still waits");
    line.rows("SELECT regie.leave_turn(1)");
    ear.done.recv_timeout(PATIENCE).unwrap();
    // It was answered with what came, and what comes after that is announced.
    assert_eq!(count(listeners), "1");
    let saved = put(5);
    assert_eq!(ear.hears(), Some(saved));
    // Also who waited so long that it went on without the turn listens again, and who was broken off.
    for (broken_off, waits) in [(false, PATIENCE), (true, SOON)] {
        line.rows("SELECT pg_advisory_lock(regie.turns(), 1)");
        let late = "SELECT regie.put(1, 4, NULL, gen_random_uuid(), ARRAY['{}'], '[]', 1)";
        let quietly = format!(
            "DO $$ BEGIN PERFORM * FROM ({late}) put; EXCEPTION WHEN query_canceled THEN NULL; END $$"
        );
        ear.ask.send(quietly).unwrap();
        until("it waits for the turn", || count(listeners) == "0");
        if broken_off {
            let cancel =
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'advisory'";
            server.sql_in(DATABASE, cancel);
        }
        ear.done.recv_timeout(waits.max(SOON)).unwrap();
        assert_eq!(count(listeners), "1", "broken off: {broken_off}");
        line.rows("SELECT regie.leave_turn(1)");
    }
}

#[test]
fn whoever_begins_to_listen_waits_for_the_save_that_found_nobody() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    line.begin("voorbeeld-2026");
    let saves = |key: u32, at: i64, parent: Option<u32>| {
        line.rows("BEGIN");
        let answer = line.put(1, at, parent, key, &[&entry(at + 1, "A", READING)]);
        assert_eq!(answer.outcome, "saved");
    };
    let listens = |until: &dyn Fn()| -> (bool, usize, String) {
        thread::scope(|scope| {
            let listener = scope.spawn(|| {
                let other = Line::to(&server, SUPERUSER);
                let attends = other.rows("SELECT regie.attend(1)")[0].get(0);
                let there = other.rows("SELECT key FROM regie.since(1, 4)");
                let there = there
                    .iter()
                    .filter(|row| row.get::<_, Option<uuid::Uuid>>(0).is_some());
                (
                    attends,
                    there.count(),
                    other.rows("SHOW lock_timeout")[0].get(0),
                )
            });
            until();
            listener.join().unwrap()
        })
    };
    let waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    let looks = Line::to(&server, SUPERUSER);
    saves(5, 4, None);
    let (attends, there, _) = listens(&|| {
        until("it waits", || !looks.rows(waits).is_empty());
        line.rows("COMMIT");
    });
    assert!(
        attends && there == 1,
        "what it waited for can be read: {there}"
    );
    // The server notices a moment later that who listened has gone.
    let listened = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'";
    until("it is gone", || looks.rows(listened).is_empty());
    // One that waits for a standby isn't waited for: then it may go unannounced, and that is said.
    saves(6, 5, Some(5));
    let (attends, there, timeout) = listens(&|| ());
    assert!(!attends && there == 1, "{there}");
    assert_eq!(timeout, "0", "as it was");
    line.rows("COMMIT");
}

#[test]
fn what_is_saved_while_a_screen_opens_is_in_it_or_comes_at_once() {
    let Some(server) = desk::server() else {
        return;
    };
    let url = desk::url(&[server.host()]);
    let mut anna = Person::at(&url, "A").unwrap();
    let mut slow = Vec::new();
    for round in 0..60_u64 {
        let (opened, saved) = thread::scope(|scope| {
            let opening = scope.spawn(|| Person::at(&url, "B").unwrap());
            // The whole of an opening is some ten milliseconds.
            thread::sleep(Duration::from_millis(round % 20));
            let saved = anna.count(usize::try_from(round).unwrap());
            (opening.join().unwrap(), saved)
        });
        saved.unwrap();
        let (mut bert, began) = (opened, Instant::now());
        let there = |bert: &mut Person| bert.keeper().reload().unwrap().revision;
        // It looks by itself each half minute, which is later than this.
        until("what was saved is heard of", || {
            let _news = bert.keeper().news().unwrap();
            bert.keeper()
                .text()
                .unwrap()
                .contains(&format!("A {round}\""))
        });
        slow.push(began.elapsed());
        assert_eq!(there(&mut bert), round + 1);
        assert_eq!(bert.keeper().remark(), None, "nobody is called deaf");
    }
    let slowest = slow.iter().max().unwrap();
    assert!(*slowest < Duration::from_secs(2), "{slow:?}");
}

#[test]
fn while_a_standby_is_away_a_plan_opens_and_what_comes_is_seen_all_the_same() {
    let Some((first, second)) = desk::with_standby() else {
        return;
    };
    let url = desk::url(&[first.host()]);
    let mut anna = Person::at(&url, "A").unwrap();
    anna.count(0).unwrap();
    drop(second);
    // It hangs where its standby should say that it has it, with nobody to announce it to.
    let hangs = thread::spawn(move || anna.count(1).map(|_| ()));
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    until("it waits for the standby", || first.sql(waits) == "1");
    let mut bert = Person::at(&url, "B").unwrap();
    assert_eq!(bert.keeper().reload().unwrap().revision, 1);
    first.set("synchronous_standby_names", "");
    // On a busy machine it may have been called unsure by then.
    let _saved_or_unsure = hangs.join().unwrap();
    until("he looks himself", || {
        bert.keeper()
            .news()
            .unwrap()
            .is_some_and(|plan| plan.revision == 2)
    });
    // By now he is announced to.
    let mut clara = Person::at(&url, "C").unwrap();
    let (tell, heard) = channel();
    bert.keeper().ring(Box::new(move || {
        let _nobody_listens = tell.send(());
    }));
    clara.count(2).unwrap();
    heard.recv_timeout(PATIENCE).unwrap();
    assert_eq!(bert.keeper().news().unwrap().unwrap().revision, 3);
    assert_eq!(bert.keeper().remark(), None);
}

#[test]
fn an_older_schema_announces_to_whom_it_did_and_is_raised_with_programs_open() {
    let Some(server) = Server::start() else {
        return;
    };
    server.database(DATABASE);
    let line = Line::to(&server, SUPERUSER);
    line.raise(6);
    line.begin("voorbeeld-2026");
    // As a program of then does: it listens, and reads the log.
    let ear = Ear::of(&server);
    let saved = |at: i64, parent: Option<u32>| {
        let key = u32::try_from(at).unwrap() + 1;
        let answer = line.put(1, at, parent, key, &[&entry(at + 1, "A", READING)]);
        assert_eq!(answer.outcome, "saved");
    };
    saved(4, None);
    assert_eq!(ear.hears().as_deref(), Some("5"));
    assert_eq!(line.raise(7), sql::VERSION.min(7));
    saved(5, Some(5));
    assert_eq!(ear.hears(), None);
    // Its next look, within half a minute, finds that, and says that it is there.
    ear.runs("SELECT * FROM regie.tail(1, 4)");
    saved(6, Some(6));
    assert_eq!(ear.hears().as_deref(), Some("7"));
    assert_eq!(line.rows("SELECT * FROM regie.tail(1, 4)").len(), 3);
    // And so on with what came after; a second time there is nothing to raise.
    for _ in 0..2 {
        assert_eq!(line.raise(sql::VERSION), sql::VERSION);
    }
    saved(7, Some(7));
    assert_eq!(ear.hears().as_deref(), Some("8"));
}
