//! Behind `PgBouncer`, which lends one connection of the server to many.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::desk::{Person, checked, one_more_by_the_program, server, url};
use super::killed::cut_at_any_message;
use crate::postgres::{PATIENCE, Server, until};
use crate::terminal::Terminal;

/// A pooler that runs. Dropped, it ends.
struct Pooler {
    dir: TempDir,
    process: Child,
}

impl Pooler {
    /// Before a server, with these settings; none where `PgBouncer` isn't installed, and then it is said.
    fn before(server: &Server, settings: &[(&str, &str)]) -> Option<Self> {
        let dir = tempfile::Builder::new().prefix("pb").tempdir_in("/tmp");
        let dir = dir.unwrap();
        let at = dir.path().display();
        let mut text = format!(
            "[databases]\n* = host={} user=postgres\n[pgbouncer]\nlisten_addr =\nlisten_port = 5432\n\
             unix_socket_dir = {at}\nauth_type = any\ndefault_pool_size = 2\n",
            server.host()
        );
        for (setting, value) in settings {
            writeln!(text, "{setting} = {value}").unwrap();
        }
        let file = dir.path().join("pgbouncer.ini");
        let made = File::create_new(&file);
        made.unwrap().write_all(text.as_bytes()).unwrap();
        for path in [dir.path(), &file] {
            server.give(path);
        }
        let spawned = program().map(|program| {
            let mut command = server.beside(program.to_str().unwrap());
            command.arg("-q").arg(&file).stdin(Stdio::null());
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()
        });
        let Some(Ok(process)) = spawned else {
            let _unheard = writeln!(std::io::stderr().lock(), "skipped: no PgBouncer here");
            return None;
        };
        let socket = dir.path().join(".s.PGSQL.5432");
        until("the pooler answers", || {
            UnixStream::connect(&socket).is_ok()
        });
        Some(Self { dir, process })
    }

    fn url(&self) -> String {
        url(&[self.dir.path().to_str().unwrap()])
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _reaped = self.process.wait();
    }
}

/// Debian has it where only root looks.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let known = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let mut programs = known.map(|folder| folder.join("pgbouncer"));
    programs.find(|program| program.is_file())
}

const A_TRANSACTION: (&str, &str) = ("pool_mode", "transaction");

#[test]
fn each_question_may_go_to_another_connection_and_every_save_is_there_once() {
    let Some(server) = server() else {
        return;
    };
    let mut all = 0;
    for settings in [
        &[A_TRANSACTION][..],
        // As it is set for programs that ask for what it doesn't know.
        &[A_TRANSACTION, ("ignore_startup_parameters", "options")],
        &[("pool_mode", "session"), ("default_pool_size", "8")],
        // No time between two of them.
        &[A_TRANSACTION, ("default_pool_size", "1")],
    ] {
        let Some(pooler) = Pooler::before(&server, settings) else {
            return;
        };
        let at = pooler.url();
        thread::scope(|scope| {
            for name in ["A", "B", "C"] {
                let (at, settings) = (&at, settings);
                scope.spawn(move || {
                    let mut person = Person::at(at, name).unwrap();
                    for number in 0..10 {
                        let saved = person.count(all + number);
                        saved.unwrap_or_else(|why| panic!("{settings:?}: {why}"));
                    }
                });
            }
        });
        // Others come after one another, to connections that were used.
        for _ in 0..3 {
            assert!(
                one_more_by_the_program(&at).wait().unwrap().success(),
                "{settings:?}"
            );
        }
        all += 33;
    }
    let there = checked(&server);
    assert_eq!(there.values().sum::<usize>(), all);
}

/// Without a save that is planned there are more messages, and the pooler answers some of them itself.
#[test]
fn the_line_to_it_cut_at_any_message_of_a_save_loses_nothing_and_doubles_nothing() {
    let Some(server) = server() else {
        return;
    };
    let session = ("pool_mode", "session");
    let Some(pooler) = Pooler::before(&server, &[session, ("default_pool_size", "8")]) else {
        return;
    };
    let host = pooler.dir.path().to_str().unwrap();
    // Parse, Bind, Describe, Execute, Sync; ParseComplete, BindComplete, the shape of a row, a row,
    // CommandComplete, a notification, ReadyForQuery.
    cut_at_any_message(&server, host, (5, 7));
}

#[test]
fn a_screen_behind_it_saves_sees_a_colleagues_save_and_says_that_it_looks_itself() {
    let Some(server) = server() else {
        return;
    };
    let Some(pooler) = Pooler::before(&server, &[A_TRANSACTION]) else {
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let at = pooler.url();
    let args = ["--plan", &at, "--door", "A", "--nu", "2026-06-12"];
    let mut terminal = Terminal::start(home.path(), &args);
    terminal.expect("0 Nu");
    terminal.keys("2");
    terminal.expect("KPI 1.K1");
    terminal.keys("+");
    terminal.expect("1.K1.1 controles: 1");
    terminal.expect("· opgeslagen");
    // Straight to the server: nothing of it comes by this pooler.
    let mut bert = Person::at(&url(&[server.host()]), "B").unwrap();
    bert.count(1).unwrap();
    let began = Instant::now();
    terminal.expect("Bijgewerkt: B heeft iets opgeslagen.");
    println!(
        "a colleague's save behind PgBouncer: seen after {:?}",
        began.elapsed()
    );
    terminal.expect("De server meldt niet wanneer een collega opslaat");
    terminal.keys("+");
    terminal.expect("1.K1.1 controles: 3");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(checked(&server).values().sum::<usize>(), 3);
}

#[test]
fn with_a_connection_for_as_long_as_one_is_there_a_colleagues_save_is_announced() {
    let Some(server) = server() else {
        return;
    };
    let Some(pooler) = Pooler::before(&server, &[("pool_mode", "session")]) else {
        return;
    };
    // The second time on a connection that was somebody else's.
    for number in 1..=2 {
        let mut anna = Person::at(&pooler.url(), "A").unwrap();
        let (tell, heard) = mpsc::channel();
        anna.keeper().ring(Box::new(move || {
            let _nobody_listens = tell.send(());
        }));
        let mut bert = Person::at(&url(&[server.host()]), "B").unwrap();
        bert.count(number).unwrap();
        heard.recv_timeout(PATIENCE).unwrap();
        let news = anna.keeper().news().unwrap().unwrap();
        assert_eq!(news.revision, u64::try_from(number).unwrap());
        assert_eq!(anna.keeper().remark(), None);
        drop((anna, bert));
        thread::sleep(Duration::from_millis(50));
    }
}
