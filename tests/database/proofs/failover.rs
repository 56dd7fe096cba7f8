//! The machine of the server fails, and another takes over.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use regie::store::Cause;

use super::desk::{Patience, Person, Tally, begin, checked, server, url, with_standby};
use super::often;
use crate::line::DATABASE;
use crate::postgres::{Server, Setup, until};
use crate::proxy::{Cut, Proxy, Way};

const WRITERS: usize = 8;

/// What writers and test tell each other.
#[derive(Default)]
struct Talk {
    saved: AtomicUsize,
    stop: AtomicBool,
}

/// Tells all to stop, also where the test fails: it would wait for them for ever.
struct Stop<'a>(&'a Talk);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Release);
    }
}

/// Saves until it is told to stop.
fn write(address: &str, name: &str, talk: &Talk) -> Tally {
    let mut person = Person::at(address, name).unwrap();
    let mut tally = Tally::default();
    let mut number = 0;
    let mut patience = Patience::new();
    while !talk.stop.load(Ordering::Acquire) {
        match person.count(number) {
            Ok(note) => {
                tally.acknowledged.push(note);
                talk.saved.fetch_add(1, Ordering::AcqRel);
                patience = Patience::new();
            }
            Err(why) => match why.cause {
                Cause::Away(why) => {
                    patience.wait(&why);
                    continue;
                }
                Cause::Unsure(_) => tally.unsure.push(format!("{name} {number}")),
                Cause::OtherHistory { .. } => tally.told += 1,
                Cause::Locked(_) => continue,
                other => panic!("{other:?}"),
            },
        }
        number += 1;
    }
    tally
}

/// What came of a failover under writers: each one's tally, and the server that took over.
fn failover(mut first: Server, second: Server, before: impl FnOnce(&Talk)) -> (Vec<Tally>, Server) {
    let address = url(&[first.host(), second.host()]);
    let talk = Talk::default();
    // It goes on: how long all of it takes depends on the machine.
    let saved = |rounds: usize| {
        for _ in 0..rounds {
            let from = talk.saved.load(Ordering::Acquire);
            until("more is saved", || {
                talk.saved.load(Ordering::Acquire) >= from + WRITERS
            });
        }
    };
    let tallies = thread::scope(|scope| {
        let all: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (address, talk) = (&address, &talk);
                scope.spawn(move || write(address, &format!("P{writer}"), talk))
            })
            .collect();
        let stop = Stop(&talk);
        saved(often(5, 100));
        before(&talk);
        first.kill9();
        second.promote();
        saved(often(5, 100));
        drop(stop);
        let all = all.into_iter().map(|one| one.join().unwrap());
        all.collect::<Vec<_>>()
    });
    (tallies, second)
}

#[test]
fn with_a_synchronous_standby_a_failover_loses_nothing_and_doubles_nothing() {
    let Some(setup) = Setup::new() else {
        return;
    };
    let first = setup.with("synchronous_commit", "remote_apply").start();
    begin(&first);
    let second = first.standby("b");
    first.set("synchronous_standby_names", "FIRST 1 (b)");
    let (tallies, second) = failover(first, second, |_| ());
    let mut tally = Tally::default();
    for each in tallies {
        tally.add(each);
    }
    let (lost, twice, landed) = tally.against(&checked(&second));
    println!(
        "failover, synchronous: {} acknowledged, {lost} lost, {twice} twice, {} unsure of which \
         {landed} there, {} told of another history",
        tally.acknowledged.len(),
        tally.unsure.len(),
        tally.told
    );
    assert_eq!((lost, twice, tally.told), (0, 0, 0));
}

/// The control: what the standby doesn't have is lost, and everybody who knew of it is told.
#[test]
fn with_an_asynchronous_standby_every_client_notices_what_is_gone() {
    let Some(setup) = Setup::new() else {
        return;
    };
    let first = setup.start();
    begin(&first);
    let line = Proxy::to(first.host());
    let second = first.standby_over("b", line.host());
    let (tallies, second) = failover(first, second, |talk| {
        line.silence();
        let from = talk.saved.load(Ordering::Acquire);
        until("more is saved that the standby hasn't", || {
            talk.saved.load(Ordering::Acquire) >= from + WRITERS * 4
        });
        line.away();
    });
    let there = checked(&second);
    let silent = tallies.iter().filter(|it| it.told == 0).count();
    let mut tally = Tally::default();
    for each in tallies {
        tally.add(each);
    }
    let (lost, twice, landed) = tally.against(&there);
    println!(
        "failover, asynchronous: {} acknowledged, {lost} lost, {twice} twice, {} unsure of which \
         {landed} there, {silent} of {WRITERS} clients silent",
        tally.acknowledged.len(),
        tally.unsure.len(),
    );
    assert!(lost > 0, "the test has teeth");
    assert_eq!((twice, silent), (0, 0));
}

/// The server's database is from here on what this copy of it was: what a standby takes over that
/// didn't have the last saves.
fn becomes(server: &Server, copy: &str) {
    server.sql(&format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN ('{DATABASE}', '{copy}')"
    ));
    let busy = format!("SELECT count(*) FROM pg_stat_activity WHERE datname = '{DATABASE}'");
    until("nobody is there", || server.sql(&busy) == "0");
    server.sql(&format!("ALTER DATABASE {DATABASE} RENAME TO gone"));
    server.sql(&format!("ALTER DATABASE {copy} RENAME TO {DATABASE}"));
}

#[test]
fn a_save_nobody_was_sure_of_is_never_called_kept_where_a_failover_lost_it_and_the_line_went_again()
{
    let Some(server) = server() else {
        return;
    };
    server.sql(&format!("CREATE DATABASE copy TEMPLATE {DATABASE}"));
    let line = Proxy::to(server.host());
    let folder = tempfile::tempdir().unwrap();
    let mut anna = Person::waiting_in(folder.path(), &url(&[line.host()]), "A");
    anna.count(1).unwrap();
    // The server has the second one, and nobody hears it.
    line.cut_after(2, Way::In, Cut::Away);
    let unsure = anna.count(2).unwrap_err();
    assert!(matches!(unsure.cause, Cause::Unsure(_)), "{unsure:?}");
    becomes(&server, "copy");
    let mut bert = Person::at(&url(&[server.host()]), "B").unwrap();
    bert.count(1).unwrap();
    // It is there for as long as it takes to hear that this is another history, and goes before that is
    // read.
    line.cut_before("regie.since", 2);
    line.back();
    until("the line is cut again", || {
        let news = anna.keeper().news();
        assert!(!matches!(news, Ok(Some(_))), "{news:?}");
        line.was_cut(Duration::ZERO)
    });
    assert_eq!(anna.keeper().settled(), None);
    // With a line, what was lost is offered again, and what nobody was sure of is saved after all.
    let (mut kept, mut left) = (0, 2);
    until("nothing waits but what was lost", || {
        let _news = anna.keeper().news();
        kept += anna.keeper().settled().unwrap_or(0);
        let queue = anna.keeper().queue();
        left = queue.map_or(left, |it| it.waiting - it.stuck.len());
        left == 0
    });
    assert_eq!(kept, 1);
    let there: Vec<String> = checked(&server).into_keys().collect();
    assert_eq!(there, ["A 2", "B 1"]);
}

#[test]
fn with_the_standby_away_a_save_is_unsure_and_never_cancelled() {
    let Some((first, mut second)) = with_standby() else {
        return;
    };
    let line = Proxy::to(first.host());
    let mut anna = Person::at(&url(&[line.host()]), "A").unwrap();
    anna.count(1).unwrap();
    second.stop();
    let unsure = anna.count(2).unwrap_err();
    let Cause::Unsure(_) = unsure.cause else {
        panic!("{unsure:?}");
    };
    assert!(unsure.to_string().contains("niet zeker"), "{unsure}");
    // Asked again it isn't said to be there, although the primary has it.
    let again = anna.count(3).unwrap_err();
    assert!(
        matches!(again.cause, Cause::Unsure(_) | Cause::Away(_)),
        "{again:?}"
    );
    second.restart();
    anna.count(4).unwrap();
    let there = checked(&first);
    assert_eq!((there.get("A 2"), there.get("A 4")), (Some(&1), Some(&1)));
    assert!(there.values().all(|often| *often == 1), "{there:?}");
    assert_eq!(line.seen().cancels, 0);
}

#[test]
fn a_slow_line_that_drops_is_only_slow() {
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    line.delay(Duration::from_millis(15));
    let mut anna = Person::at(&url(&[line.host()]), "A").unwrap();
    let began = std::time::Instant::now();
    let before = line.quiet();
    let saves = often(10, 50);
    for number in 0..saves {
        anna.count(number).unwrap();
    }
    let took = began.elapsed() / u32::try_from(saves).unwrap();
    println!("a save on a line of 30 ms: {took:?}");
    assert_eq!(line.seen().out, before.out + saves);
    let dropped = often(3, 10);
    for number in 0..dropped {
        line.drop_all();
        anna.count(saves + number).unwrap();
    }
    assert_eq!(checked(&server).len(), saves + dropped);
}
