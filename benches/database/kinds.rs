//! A save of each kind that people do often, beside the same save with nothing done in the quick way of the server's
//! function; and the plans of a region beside each other, over a slow line and without one.

use std::process::Command;
use std::time::{Duration, Instant};

use regie::plan::edit::{Edit, SetEdit, StatusEdit, Why};
use regie::plan::model::Status;
use serde_json::{Value, json};

use crate::postgres::{SUPERUSER, Server};
use crate::proxy::Proxy;
use crate::saves::{DATABASE, FAR, author, count, opened};

/// How many of each.
const SAVES: usize = 500;
/// Has everything done in full.
const IN_FULL: &str = "DO $$ BEGIN EXECUTE replace(pg_get_functiondef(
    'regie.put(int, bigint, uuid, uuid, text[], jsonb, int, int)'::regprocedure), 'several <= 4', 'several <= -1'); END $$";

/// Edits by their number: each differs from the one before it.
type Kind = (&'static str, fn(usize) -> Vec<Edit>);

const KINDS: [Kind; 4] = [
    ("a reading", |_| vec![count("3.K1.1")]),
    ("a status", |number| vec![status(number)]),
    ("a field", |number| vec![field(number)]),
    ("two readings", |_| vec![count("3.K1.1"), count("3.K1.1")]),
];

fn status(number: usize) -> Edit {
    let (from, to) = match number % 2 {
        0 => (Status::Open, Status::Running),
        _ => (Status::Running, Status::Open),
    };
    Edit::Status(StatusEdit {
        id: "3B.1.a".to_string(),
        from,
        to,
        logged: None,
        unlogged: None,
    })
}

fn field(number: usize) -> Edit {
    let days = [Value::Null, json!("2026-10-01"), json!("2026-11-01")];
    let (from, to) = match number {
        0 => (0, 1),
        _ => (2 - number % 2, 1 + number % 2),
    };
    Edit::Set(SetEdit {
        id: "3B.1.b".to_string(),
        field: "due".to_string(),
        from: days[from].clone(),
        to: days[to].clone(),
        printed: None,
        why: Some(Why {
            reason: "x".to_string(),
            decision: None,
        }),
    })
}

/// The median of a save of each kind, quick and in full.
pub fn run(server: &Server, begin: &dyn Fn(&str) -> std::path::PathBuf) {
    let named = |how: &str, kind: Kind| begin(&format!("{how}-{}", kind.0.replace(' ', "-")));
    let quick = KINDS.map(|kind| median(&named("quick", kind), kind));
    server.sql_in(DATABASE, IN_FULL);
    let full = KINDS.map(|kind| median(&named("full", kind), kind));
    for ((name, _), (quick, full)) in KINDS.iter().zip(quick.iter().zip(full)) {
        println!("{name}: {quick:.2} ms; in full {full:.2} ms");
    }
}

fn median(plan: &std::path::Path, (_, edits): Kind) -> f64 {
    let (mut keeper, _) = opened(plan);
    let mut took: Vec<Duration> = (0..SAVES)
        .map(|number| {
            let begun = Instant::now();
            keeper.commit(&edits(number), &author(0)).unwrap();
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    took[SAVES / 2].as_secs_f64() * 1000.0
}

/// `regie overzicht --alle`, from exec to exit.
pub fn region(server: &Server) {
    let line = Proxy::to(server.host());
    for (words, each_way) in [("", Duration::ZERO), (" on a line of 30 ms", FAR)] {
        line.delay(each_way);
        let address = format!("postgres://{SUPERUSER}@/{DATABASE}?host={}", line.host());
        let begun = Instant::now();
        let done = Command::new(env!("CARGO_BIN_EXE_regie"))
            .args(["overzicht", "--alle", "--nu", "2026-11-23"])
            .env("REGIE_PLAN", address)
            .output();
        let done = done.unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
        let took = begun.elapsed().as_secs_f64();
        let bytes = done.stdout.len();
        println!("the plans of a region{words}: {took:.2} s, {bytes} bytes said");
    }
}
