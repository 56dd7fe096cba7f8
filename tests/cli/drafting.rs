//! A draft plan out of a document, from the shell.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::town::{Town, code, err, out};

const SOURCE: &str = include_str!("../source/uitvoeringsplan-2026.txt");

fn town() -> (Town, String, String) {
    let town = Town::new();
    town.put("plan.txt", SOURCE);
    let (from, to) = (town.path("plan.txt"), town.path("nieuw.json"));
    (town, from, to)
}

#[test]
fn a_document_becomes_a_draft_with_doubts_that_are_answered() {
    let (town, from, to) = town();
    let tried = town.out(&format!("importeer plan {from} --proef"));
    assert!(
        tried.contains("11 hoofdstukken, 39 doelen, 84 acties, 49 KPI's"),
        "{tried}"
    );
    assert!(!std::path::Path::new(&to).exists());
    let made = town.json(&format!("importeer plan {from} -o {to} --json"));
    assert_eq!(
        (&made["municipality"], &made["year"]),
        (&"Rijswijk".into(), &2026.into())
    );
    let doubts = made["doubts"].as_array().unwrap();
    let first = &doubts[0];
    assert_eq!(first["item"], "2B.6-2", "two goals 6");
    town.out(&format!("controleer {to}"));
    let asked = |town: &Town| -> usize {
        let listed = town.plain(&["--plan", &to, "vragen", "--soort", "twijfels", "--json"]);
        let rows: Value = serde_json::from_slice(&listed.stdout).unwrap();
        rows.as_array().unwrap().len()
    };
    assert_eq!(asked(&town), doubts.len());
    let set = town.plain(&["--plan", &to, "--door", "A", "wijzig", "2B.6-2", "nummer=7"]);
    assert_eq!(code(&set), 0, "{}", err(&set));
    assert_eq!(asked(&town), doubts.len() - 1, "setting it answers it");
    let kept = town.plain(&[
        "--plan", &to, "--door", "A", "bevestig", "--soort", "twijfels",
    ]);
    assert_eq!(code(&kept), 0, "{}", err(&kept));
    assert_eq!(asked(&town), 0);
    town.plain(&["--plan", &to, "--door", "A", "herstel"]);
    assert_eq!(asked(&town), doubts.len() - 1, "one undo");
}

#[test]
fn what_is_no_plan_is_said_and_leaves_nothing() {
    let (town, from, to) = town();
    town.put("los.txt", "Alleen een alinea zonder hoofdstukken.");
    town.put("leeg.txt", " ");
    for (name, said) in [
        ("los.txt", "geen hoofdstukken herkend"),
        ("leeg.txt", "er staat geen tekst in het document"),
        ("weg.txt", "bestaat niet"),
    ] {
        let path = town.path(name);
        let sentence = town.refused(&format!("importeer plan {path} -o {to}"), 1);
        assert!(sentence.contains(said), "{sentence}");
        assert!(!std::path::Path::new(&to).exists());
    }
    let sentence = town.refused(&format!("importeer plan {from}"), 2);
    assert!(sentence.contains("-o NIEUW"), "{sentence}");
    town.put("nieuw.json", "al iets");
    town.refused(&format!("importeer plan {from} -o {to}"), 1);
}

/// A plan of a few lines, of next year's words.
fn small(goal: &str, more: &str) -> String {
    format!(
        "# Jaarplan veiligheid gemeente Delft 2027\n\n## 1. Inbraken\n\nEr wordt veel ingebroken.\n\n### A. Huizen\n\n\
         | Wat willen we bereiken? | Acties |\n|---|---|\n| 1. {goal} | - De politie loopt elke week een ronde. |\n{more}\n\n\
         #### KPI's\n\n1. Minimaal 4 rondes zijn gelopen.\n"
    )
}

#[test]
fn a_document_becomes_changes_of_a_plan_that_is_there() {
    let town = Town::new();
    town.put(
        "oud.md",
        &small("Het aantal inbraken daalt in heel de stad.", ""),
    );
    let reworded = small(
        "Het aantal inbraken daalt in heel de stad en de dorpen.",
        "| 2. Bewoners helpen elkaar beter. | - Er komt een app. |",
    );
    town.put(
        "nieuw.md",
        &reworded.replace("Minimaal 4 rondes", "Minimaal 6 rondes"),
    );
    let plan = town.path("delft.json");
    town.out(&format!("importeer plan {} -o {plan}", town.path("oud.md")));
    let before = std::fs::read_to_string(&plan).unwrap();
    let put = |more: &[&str]| {
        let mut all = vec!["--door", "A", "importeer", "plan"];
        let document = town.path("nieuw.md");
        all.push(&document);
        all.extend(["--in", &plan]);
        all.extend(more);
        let done = town.plain(&all);
        assert_eq!(code(&done), 0, "{}", err(&done));
        (String::from_utf8(done.stdout.clone()).unwrap(), err(&done))
    };
    let (tried, _) = put(&["--proef"]);
    for said in ["1A.1", "1A.2: doel toegevoegd", "1.K1", "niets opgeslagen"] {
        assert!(tried.contains(said), "{said}: {tried}");
    }
    assert_eq!(std::fs::read_to_string(&plan).unwrap(), before);
    put(&[]);
    let now: Value = serde_json::from_str(&std::fs::read_to_string(&plan).unwrap()).unwrap();
    let chapter = &now["chapters"][0];
    let goals = chapter["themes"][0]["goals"].as_array().unwrap();
    assert_eq!(
        goals[0]["text"],
        "Het aantal inbraken daalt in heel de stad en de dorpen."
    );
    assert_eq!(goals[1]["actions"][0]["text"], "Er komt een app.");
    assert_eq!(chapter["kpis"][0]["indicators"][0]["target"]["min"], 6);
    let (again, _) = put(&[]);
    assert!(again.contains("Dat staat er al"), "{again}");
    // What the older document lacks stays, and is said.
    town.put(
        "nieuw.md",
        &small(
            "Het aantal inbraken daalt in heel de stad en de dorpen.",
            "",
        ),
    );
    let (_, notes) = put(&["--proef"]);
    assert!(notes.contains("1A.2 “"), "{notes}");
    assert!(notes.contains("” staat niet in het document"), "{notes}");
    let undone = town.plain(&["--plan", &plan, "--door", "A", "herstel"]);
    assert_eq!(code(&undone), 0, "{}", err(&undone));
    let back: Value = serde_json::from_str(&std::fs::read_to_string(&plan).unwrap()).unwrap();
    let first: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(back["chapters"], first["chapters"], "one undo");
}

/// The same plan with three goals, of which two have one number.
fn doubtful(first: &str, second: &str) -> String {
    let rows = format!(
        "| 2. Bewoners helpen elkaar beter. | - Er komt een app. |\n| 2. {second} | - Er komt een folder. |"
    );
    small(first, &rows)
}

/// A document has as many doubts as it has; what it leaves as it is in the plan is no reason to ask. The
/// plan here knows of none: nobody asked or answered one.
#[test]
fn only_what_a_document_changes_is_doubted() {
    let (first, second) = (
        "Het aantal inbraken daalt in heel de stad.",
        "Winkels zijn beter afgesloten.",
    );
    for (document, doubted) in [
        (doubtful(first, second), &[][..]),
        (
            doubtful(
                "Het aantal inbraken daalt in heel de stad en de dorpen.",
                second,
            ),
            &[],
        ),
        (
            doubtful(first, "Winkels zijn beter afgesloten dan vorig jaar."),
            &["1A.2-2"],
        ),
    ] {
        let town = Town::new();
        town.put("oud.md", &doubtful(first, second));
        town.put("nieuw.md", &document);
        let (plan, document) = (town.path("delft.json"), town.path("nieuw.md"));
        let made = town.json(&format!(
            "importeer plan {} -o {plan} --json",
            town.path("oud.md")
        ));
        let doubts = made["doubts"].as_array().unwrap();
        assert!(doubts.iter().any(|it| it["item"] == "1A.2-2"), "{doubts:?}");
        let text = std::fs::read_to_string(&plan).unwrap();
        let mut known: Value = serde_json::from_str(&text).unwrap();
        known["doubts"] = Value::Array(Vec::new());
        town.put("delft.json", &known.to_string());
        let put = town.plain(&["--door", "A", "importeer", "plan", &document, "--in", &plan]);
        assert_eq!(code(&put), 0, "{}", err(&put));
        let listed = town.plain(&["--plan", &plan, "vragen", "--soort", "twijfels", "--json"]);
        let listed: Value = serde_json::from_str(&out(&listed)).unwrap();
        let mut ids: Vec<&str> = listed
            .as_array()
            .unwrap()
            .iter()
            // Words that found no place are told whatever changes.
            .filter(|it| !it["question"].to_string().contains("niet overgenomen"))
            .filter_map(|it| it["id"].as_str())
            .collect();
        ids.dedup();
        assert_eq!(ids, doubted, "{listed:#}");
    }
}

#[test]
fn doubts_of_what_a_document_changes_come_into_the_plan_once() {
    let town = Town::new();
    town.put(
        "oud.md",
        &small("Het aantal inbraken daalt in heel de stad.", ""),
    );
    town.put(
        "nieuw.md",
        &small(
            "Het aantal inbraken daalt in heel de stad.",
            "| 2. Bewoners helpen elkaar beter. | - Er komt een app. |\n\
             | 2. Winkels zijn beter afgesloten. | - Er komt een folder. |",
        ),
    );
    let plan = town.path("delft.json");
    town.out(&format!("importeer plan {} -o {plan}", town.path("oud.md")));
    let answer = [
        "--plan", &plan, "--door", "A", "bevestig", "--soort", "twijfels",
    ];
    let of = |args: &[&str]| {
        let done = town.plain(args);
        assert_eq!(code(&done), 0, "{}", err(&done));
        (out(&done), err(&done))
    };
    of(&answer);
    let document = town.path("nieuw.md");
    let put = ["--door", "A", "importeer", "plan", &document, "--in", &plan];
    let asked = || -> Value {
        let listed = of(&["--plan", &plan, "vragen", "--soort", "twijfels", "--json"]).0;
        serde_json::from_str(&listed).unwrap()
    };
    assert_eq!(asked().as_array().unwrap().len(), 0);
    let (_, notes) = of(&put);
    assert!(
        notes.contains("mee in het plan; loop ze langs met O in: regie --plan"),
        "{notes}"
    );
    let open = asked();
    let open = open.as_array().unwrap();
    assert!(open.iter().any(|it| it["id"] == "1A.2-2"), "{open:?}");
    town.out(&format!("controleer {plan}"));
    let (again, _) = of(&put);
    assert!(again.contains("Dat staat er al"), "{again}");
    of(&answer);
    let (again, _) = of(&put);
    assert!(
        again.contains("Dat staat er al"),
        "what was answered isn't asked again: {again}"
    );
    // Answers and the document are taken back, each at once; what was taken back may come again.
    for _ in 0..2 {
        of(&["--plan", &plan, "--door", "A", "herstel"]);
    }
    assert_eq!(asked().as_array().unwrap().len(), 0);
    of(&put);
    assert_eq!(asked().as_array().unwrap().len(), open.len());
}

/// Runs a command, and sends what Ctrl-C sends after so many milliseconds, unless it is done; whether
/// it ended by that, and what it said.
pub fn broken_off(args: &[&str], after: u64) -> (bool, String) {
    let process = Command::new(assert_cmd::cargo::cargo_bin("regie"))
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_millis(after));
    // Nobody waited for it yet: the id is still its own.
    let _gone = kill_process(Pid::from_child(&process), Signal::INT);
    let output = process.wait_with_output().unwrap();
    let ended = output.status.signal() == Some(2);
    assert!(ended || output.status.success(), "{}", output.status);
    (ended, String::from_utf8(output.stdout).unwrap())
}

/// Whenever it is broken off, there is no plan or a whole one, and nothing beside it.
#[test]
fn broken_off_it_leaves_nothing_half() {
    let town = Town::new();
    let chapters = SOURCE.repeat(6);
    town.put("groot.txt", &chapters);
    let (from, to) = (town.path("groot.txt"), town.path("half.json"));
    let before = names(&town);
    for after in [5, 60, 200, 500, 1_000, 2_000, 4_000] {
        broken_off(&["importeer", "plan", &from, "-o", &to], after);
        if std::path::Path::new(&to).exists() {
            town.out(&format!("controleer {to}"));
            std::fs::remove_file(&to).unwrap();
        }
        assert_eq!(names(&town), before, "after {after} ms");
    }
}

/// What stands in a town's directory, but the locks, which stay.
pub fn names(town: &Town) -> Vec<String> {
    let folder = town.path("");
    let all = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = all
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.strip_suffix(".lock").is_none())
        .collect();
    names.sort();
    names
}
