//! Several programs on one file at once, some of them killed: what one of them said was saved
//! is there afterwards, and nobody ever reads half a plan.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::town::Town;

const PEOPLE: u64 = 4;
const TIMES: u64 = 6;

fn regie(plan: &str, line: &str) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("regie"));
    command.args(["--plan", plan, "--nu", "2026-11-23"]);
    command.args(line.split(' '));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The last value of the first indicator of a KPI of chapter 3; 0 where it has none.
fn last(plan: &Value, kpi: &str) -> u64 {
    let kpis = plan["chapters"][2]["kpis"].as_array().unwrap();
    let kpi = kpis.iter().find(|each| each["id"] == kpi).unwrap();
    let readings = kpi["indicators"][0]["readings"].as_array().unwrap();
    readings.last().map_or(0, |reading| {
        assert_eq!(reading["value"].as_u64(), Some(readings.len() as u64));
        readings.len() as u64
    })
}

#[test]
fn what_was_said_to_be_saved_is_there_though_others_are_killed() {
    let town = Town::new();
    let plan = town.plan();
    let done = AtomicBool::new(false);
    let (killed, survived) = thread::scope(|scope| {
        // Who counts, and waits for it.
        let people: Vec<_> = (0..PEOPLE)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..TIMES {
                        let ended = regie(&plan, "kpi tel 3.K1").status().unwrap();
                        assert!(ended.success(), "{ended}");
                    }
                })
            })
            .collect();
        // Who is killed while counting, a little later each time.
        let killer = scope.spawn(|| {
            let (mut killed, mut survived) = (0, 0);
            for later in 0..12 {
                let mut child = regie(&plan, "kpi tel 3.K3").spawn().unwrap();
                thread::sleep(Duration::from_millis(2 * later));
                child.kill().unwrap();
                match child.wait().unwrap() {
                    ended if ended.success() => survived += 1,
                    ended if ended.signal() == Some(9) => killed += 1,
                    ended => panic!("{ended}"),
                }
            }
            (killed, survived)
        });
        let reader = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                assert!(town.file()["revision"].is_u64());
            }
        });
        for person in people {
            person.join().unwrap();
        }
        let counts = killer.join().unwrap();
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
        counts
    });
    let file = town.file();
    let (mine, theirs) = (last(&file, "3.K1"), last(&file, "3.K3"));
    assert_eq!(mine, PEOPLE * TIMES);
    assert!(
        (survived..=survived + killed).contains(&theirs),
        "{theirs} counted, {survived} said so, {killed} killed"
    );
    assert_eq!(file["revision"], mine + theirs);
    assert_eq!(
        file["history"].as_array().unwrap().len() as u64,
        mine + theirs
    );
    town.out("kpi tel 3.K3");
    assert!(!town.dir.path().join(".plan.json.tmp").exists());
}
