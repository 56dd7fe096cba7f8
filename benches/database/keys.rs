//! A key on the screen of a plan on a database: when all is well, while a save waits for an answer that
//! doesn't come, and without a line. The real program on a terminal; a key never waits for the line.

use std::path::Path;
use std::time::{Duration, Instant};

use regie::store::BUILT_IN;
use regie::store::moving::{Move, moves};
use regie::store::write_new;

use crate::postgres::{SUPERUSER, Server};
use crate::proxy::Proxy;
use crate::saves::{DATABASE, author};
use crate::terminal::Terminal;

/// How many keys of each.
const KEYS: usize = 100;

pub fn run(server: &Server) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("plan.json");
    write_new(&file, BUILT_IN.as_bytes()).unwrap();
    let direct = server.url(DATABASE, "keys");
    moves(&file, Path::new(&direct), Move::Copy, &author(0)).unwrap();
    let line = Proxy::to(server.host());
    let url = line.url_as(SUPERUSER, DATABASE, "keys");
    let mut screen = Terminal::start(dir.path(), &["--plan", &url, "--door", "A"]);
    screen.expect("0 Nu");
    screen.keys("2");
    screen.expect("KPI 2.K1a");
    // To one that counts.
    screen.keys("jjjj");
    screen.expect("KPI 3.K1");
    let calm = pressed(&mut screen);
    shown("all is well", &calm, &calm);
    line.silence();
    screen.keys("+");
    screen.expect("bezig met opslaan");
    shown("a save waits", &pressed(&mut screen), &calm);
    screen.expect("onzeker");
    shown("it is unsure", &pressed(&mut screen), &calm);
    line.back();
    screen.expect("toch opgeslagen");
    line.away();
    screen.expect("geen verbinding sinds");
    shown("without a line", &pressed(&mut screen), &calm);
}

/// How long each of some keys took from being typed to being seen, the shortest first.
fn pressed(screen: &mut Terminal) -> Vec<Duration> {
    let panes = [("1", "Plan ›"), ("2", "KPI 3.K1")];
    let keys = panes.iter().cycle().take(KEYS);
    let mut took: Vec<Duration> = keys
        .map(|(key, words)| {
            let begun = Instant::now();
            screen.keys(key);
            screen.expect(words);
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    took
}

fn shown(when: &str, took: &[Duration], calm: &[Duration]) {
    let at = |took: &[Duration], place: usize| took[place].as_secs_f64() * 1000.0;
    println!(
        "a key when {when}: {:.1} ms ({:.2} of when all is well), 99 of 100 within {:.1} ms",
        at(took, KEYS / 2),
        at(took, KEYS / 2) / at(calm, KEYS / 2),
        at(took, KEYS - 2)
    );
}
