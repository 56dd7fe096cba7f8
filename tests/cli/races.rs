//! Several programs on one file at once, some of them killed: what one of them said was saved
//! is there afterwards, and nobody ever reads half a plan.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::town::{Town, code, err, out};

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

/// Waits until a program has read the plan, and stands before the lock.
fn stands_before(lock: &Path, program: &Child) {
    let until = Instant::now() + Duration::from_secs(20);
    let open = format!("/proc/{}/fd", program.id());
    let is_there = || {
        let files = fs::read_dir(&open).into_iter().flatten().flatten();
        files
            .filter_map(|file| fs::read_link(file.path()).ok())
            .any(|file| file == lock)
    };
    while !is_there() {
        assert!(Instant::now() < until, "the program does not save");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Runs a command while a colleague saves between its reading and its saving.
fn overtaken(town: &Town, line: &str, change: impl FnOnce(&mut Value)) -> Output {
    let lock = town.dir.path().canonicalize().unwrap();
    let lock = lock.join(".plan.json.lock");
    let held = File::options().write(true).open(&lock).unwrap();
    held.lock().unwrap();
    let mut command = regie(&town.plan(), line);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let program = command.spawn().unwrap();
    stands_before(&lock, &program);
    let mut file = town.file();
    change(&mut file);
    town.put("plan.json", &file.to_string());
    drop(held);
    program.wait_with_output().unwrap()
}

/// A colleague's entry in the history.
fn entry(file: &mut Value, edit: Value) {
    let mut entry = edit;
    let revision = file["revision"].as_u64().unwrap() + 1;
    file["revision"] = json!(revision);
    entry["revision"] = json!(revision);
    entry["by"] = json!("B. Smit");
    entry["at"] = json!("2026-11-23T14:02:11+01:00");
    file["history"].as_array_mut().unwrap().push(entry);
}

#[test]
fn a_conflict_says_who_when_what_stands_now_and_what_one_had() {
    let town = Town::new();
    town.out("kpi tel 3.K1");
    let to = |status: &str, from: &str, to: &str| {
        let edit = json!({ "what": "status", "id": "3B.1.a", "from": from, "to": to });
        let status = json!(status);
        move |file: &mut Value| {
            file["chapters"][2]["themes"][1]["goals"][0]["actions"][0]["status"] = status;
            entry(file, edit);
        }
    };
    let said = "door B. Smit, 23-11-2026 14:02: nu loopt, uw wijziging ging uit van open; \
                er is niets gewijzigd";
    let status = overtaken(
        &town,
        "actie zet 3B.1.a gereed",
        to("running", "open", "running"),
    );
    assert_eq!(code(&status), 4, "{status:?}");
    assert_eq!(out(&status), "");
    let sentence = err(&status);
    let head = format!("regie: 3B.1.a is intussen veranderd {said}");
    assert!(sentence.starts_with(&head), "{sentence}");
    // For a script the same, beside the sentence.
    let line = "actie zet 3B.1.a gereed --json";
    let status = overtaken(&town, line, to("open", "running", "open"));
    assert_eq!(code(&status), 4, "{status:?}");
    let told: Value = serde_json::from_slice(&status.stdout).unwrap();
    let expected = json!({
        "id": "3B.1.a", "by": "B. Smit", "at": "2026-11-23T14:02:11+01:00", "now": "open",
        "based_on": "loopt"
    });
    assert_eq!(told, expected);
    // A judgement that a colleague gave first, and one's own edit that someone built on.
    let green = json!({ "date": "2026-11-23", "light": "green", "by": "B. Smit" });
    let judged = overtaken(&town, "kpi oordeel 3.K1 groen", |file| {
        let judgement = green.clone();
        file["chapters"][2]["kpis"][0]["judgements"] = json!([judgement]);
        let edit = json!({ "what": "judgement", "id": "3.K1", "from": null, "to": judgement });
        entry(file, edit);
    });
    assert_eq!(code(&judged), 4, "{judged:?}");
    let sentence = err(&judged);
    let parts = [
        "3.K1 is intussen veranderd door B. Smit, 23-11-2026 14:02",
        "nu groen",
    ];
    assert!(
        parts.iter().all(|part| sentence.contains(part)),
        "{sentence}"
    );
    town.out("actie zet 3B.1.b loopt");
    town.out("actie zet 3B.1.b gereed --door C.Bos");
    // Another field of the same action is no part of it.
    town.out("actie zet 3B.1.b --uiterlijk 2026-12-01 --door D.Vos");
    let sentence = town.refused("herstel", 4);
    let head = "regie: 3B.1.b is intussen veranderd door C.Bos, 23-11-2026 12:00: nu gereed, uw \
                wijziging ging uit van loopt; ";
    assert!(sentence.starts_with(head), "{sentence}");
}
