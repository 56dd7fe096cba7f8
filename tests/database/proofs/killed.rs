//! The line is cut, the program or the server killed, in the middle of a save.

use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use regie::store::{Cause, Terms, open};

use super::desk::{
    Patience, Person, Tally, begin_as, checked, one_more_by_the_program, server, url, url_of,
};
use super::often;
use crate::postgres::{Server, until};
use crate::proxy::{Cut, Proxy, Seen, Way};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn a_save_is_one_message_out_and_one_in() {
    let Some(server) = server() else {
        return;
    };
    let proxy = Proxy::to(server.host());
    let mut anna = Person::at(&url(&[proxy.host()]), "A").unwrap();
    let before = proxy.quiet();
    for number in 1..=3 {
        anna.count(number).unwrap();
        let now = Seen {
            out: before.out + number,
            back: before.back + number,
            ..before
        };
        assert_eq!(proxy.seen(), now);
        // That nobody else saved costs nothing to know.
        assert!(anna.keeper().news().unwrap().is_none());
        assert_eq!(proxy.seen(), now);
    }
    assert_eq!(checked(&server).len(), 3);
}

#[test]
fn a_colleagues_save_is_news_without_asking_and_one_message_to_fetch() {
    let Some(server) = server() else {
        return;
    };
    let proxy = Proxy::to(server.host());
    let mut anna = Person::at(&url(&[proxy.host()]), "A").unwrap();
    let mut bert = Person::at(&url(&[server.host()]), "B").unwrap();
    let (tell, heard) = mpsc::channel();
    anna.keeper().ring(Box::new(move || {
        let _nobody_listens = tell.send(());
    }));
    let before = proxy.quiet();
    bert.count(1).unwrap();
    heard.recv_timeout(PATIENCE).unwrap();
    let news = anna.keeper().news().unwrap().unwrap();
    assert_eq!(news.revision, 1);
    assert_eq!(proxy.seen().out, before.out + 1);
}

#[test]
fn a_line_cut_at_any_message_of_a_save_loses_nothing_and_doubles_nothing() {
    let Some(server) = server() else {
        return;
    };
    // Bind, Execute, Sync; BindComplete, a row, CommandComplete, a notification, ReadyForQuery.
    cut_at_any_message(&server, server.host(), (3, 5));
}

/// Cuts the line to a host in front of a server at each message of a save, so many out and back.
pub fn cut_at_any_message(server: &Server, host: &str, (out, back): (usize, usize)) {
    let proxy = Proxy::to(host);
    let mut anna = Person::at(&url(&[proxy.host()]), "A").unwrap();
    // Somebody listens, so that it is announced.
    let _bert = Person::at(&url(&[server.host()]), "B").unwrap();
    let mut tally = Tally::default();
    let messages = (1..=out).map(|it| (it, Way::Out));
    let messages = messages.chain((1..=back).map(|it| (it, Way::In)));
    let cuts = messages.flat_map(|it| [(it, Cut::Both), (it, Cut::Client)]);
    for (number, ((messages, way), cut)) in cuts.enumerate() {
        // The line is there again before it is cut again, also where the last cut still comes.
        let mut patience = Patience::new();
        while let Err(why) = anna.keeper().reload() {
            patience.wait(&why.to_string());
        }
        proxy.quiet();
        proxy.cut_after(messages, way, cut);
        let saved = anna.count(number);
        assert!(proxy.was_cut(PATIENCE), "{messages} {way:?}");
        tally.acknowledged.push(saved.unwrap());
    }
    let there = checked(server);
    assert_eq!(there.len(), tally.acknowledged.len());
    assert_eq!(tally.against(&there), (0, 0, 0));
    assert_eq!(proxy.seen().cancels, 0);
}

#[test]
fn the_program_killed_at_any_message_has_saved_once_or_not_and_once_where_it_said_so() {
    let Some(server) = server() else {
        return;
    };
    let proxy = Proxy::to(server.host());
    let (mut killed, mut landed) = (0, 0);
    for way in [Way::Out, Way::In] {
        for messages in (1..).step_by(often(3, 1)) {
            // A plan of its own: in one that grew there would be more messages each time.
            let slug = format!("{way:?}-{messages}").to_lowercase();
            begin_as(&server, &slug);
            proxy.cut_after(messages, way, Cut::Server);
            let mut program = one_more_by_the_program(&url_of(&[proxy.host()], &slug));
            let begun = Instant::now();
            let ended = loop {
                if proxy.was_cut(Duration::from_millis(5)) {
                    program.kill().unwrap();
                    program.wait().unwrap();
                    break None;
                }
                if let Some(ended) = program.try_wait().unwrap() {
                    break Some(ended);
                }
                assert!(begun.elapsed() < PATIENCE, "it goes on");
            };
            let busy =
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'regie/%'";
            until("nobody is there", || server.sql(busy) == "0");
            // Opening does again what is there, and refuses what can't be.
            let (_, plan) =
                open(Path::new(&url_of(&[server.host()], &slug)), Terms::READING).unwrap();
            let more = plan.history.len();
            if let Some(ended) = ended {
                assert_eq!((ended.code(), more), (Some(0), 1));
                proxy.spare();
                break;
            }
            assert!(more <= 1, "{messages} {way:?}");
            killed += 1;
            landed += more;
        }
    }
    println!("program killed at {killed} messages: {landed} saves were there, none twice");
    assert!(killed > 10, "{killed}");
}

#[test]
fn a_server_killed_at_random_keeps_every_save_it_acknowledged_once() {
    let Some(mut server) = server() else {
        return;
    };
    let (saves, kills) = (often(60, 200), often(3, 15));
    let address = url(&[server.host()]);
    let (tell, told) = mpsc::channel();
    let writer = thread::spawn(move || {
        let mut anna = Person::at(&address, "A").unwrap();
        let mut tally = Tally::default();
        for number in 0..saves {
            let mut patience = Patience::new();
            loop {
                match anna.count(number) {
                    Ok(note) => {
                        let _nobody_listens = tell.send(());
                        tally.acknowledged.push(note);
                        break;
                    }
                    Err(why) => match why.cause {
                        // Nothing was done: it is tried again.
                        Cause::Away(why) => patience.wait(&why),
                        Cause::Unsure(_) => {
                            tally.unsure.push(format!("A {number}"));
                            break;
                        }
                        other => panic!("{other:?}"),
                    },
                }
            }
        }
        tally
    });
    for kill in 0..kills {
        // Some saves later, at another moment of one each time.
        for _ in 0..saves / kills / 2 {
            if told.recv_timeout(PATIENCE).is_err() {
                break;
            }
        }
        thread::sleep(Duration::from_micros(kill as u64 * 317 % 1000));
        server.kill9();
        server.restart();
    }
    let tally = writer.join().unwrap();
    let there = checked(&server);
    let (lost, twice, landed) = tally.against(&there);
    println!(
        "server killed {kills} times in {saves} saves: {} acknowledged, {lost} lost, {twice} twice, \
         {} unsure of which {landed} there",
        tally.acknowledged.len(),
        tally.unsure.len()
    );
    assert_eq!((lost, twice), (0, 0));
}

#[test]
fn many_who_save_at_once_lose_nothing() {
    let Some(server) = server() else {
        return;
    };
    for (round, (writers, saves)) in [(8, often(10, 30)), (often(16, 64), often(3, 10))]
        .into_iter()
        .enumerate()
    {
        let before = checked(&server).len();
        let began = Instant::now();
        let address = url(&[server.host()]);
        let tallies = thread::scope(|scope| {
            let all: Vec<_> = (0..writers)
                .map(|writer| {
                    let address = &address;
                    scope.spawn(move || {
                        let name = format!("P{round}.{writer}");
                        let mut person = Person::at(address, &name).unwrap();
                        let notes = (0..saves).map(|number| person.count(number).unwrap());
                        notes.collect::<Vec<_>>()
                    })
                })
                .collect();
            let all = all.into_iter().flat_map(|one| one.join().unwrap());
            all.collect::<Vec<_>>()
        });
        let took = began.elapsed();
        let tally = Tally {
            acknowledged: tallies,
            ..Tally::default()
        };
        let there = checked(&server);
        assert_eq!(there.len(), before + writers * saves);
        assert_eq!(tally.against(&there), (0, 0, 0));
        println!("{writers} writers of {saves} saves each: none lost, none twice, {took:?}");
    }
}
