//! A plan goes to a database and back, through the commands.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use regie::face::LISTINGS;
use serde_json::Value;
use tempfile::TempDir;

use crate::line;
use crate::terminal::Terminal;

/// Runs the program, and gives its exit code and all that it said.
fn regie(dir: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("regie").unwrap();
    let home = dir.join("home");
    let ran = command
        .current_dir(dir)
        .env("HOME", home)
        .args(args)
        .output();
    let ran = ran.unwrap();
    let said = [ran.stdout, ran.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    let words: Vec<&str> = said.split_whitespace().collect();
    (ran.status.code().unwrap(), words.join(" "))
}

fn done(dir: &Path, args: &[&str]) -> String {
    let (code, said) = regie(dir, args);
    assert_eq!(code, 0, "{args:?}: {said}");
    said
}

/// A folder with the plan of a small municipality in some layout.
fn folder(store: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/valid");
    fs::copy(valid.join(store), dir.path().join("plan.json")).unwrap();
    dir
}

fn bytes(dir: &TempDir, name: &str) -> Vec<u8> {
    fs::read(dir.path().join(name)).unwrap()
}

/// What is done to a plan in a file, and to the same one on a database.
const DONE: &[&[&str]] = &[
    &["kpi", "zet", "1.K1.1", "6", "--notitie", "met “aanhaling”"],
    &["kpi", "tel", "1.K1.1"],
    &["actie", "zet", "1A.1.a", "loopt"],
    &["wijzig", "1A.1", "tekst=Andere woorden", "--reden", "proef"],
    &[
        "nieuw",
        "actie",
        "--onder",
        "1A.1",
        "tekst=Nog iets",
        "--reden",
        "proef",
    ],
    &["vervalt", "1A.1.b", "--reden", "proef"],
    &["herstel"],
    &["herstel"],
    &["herstel", "--opnieuw"],
    &["herstel"],
    &["herstel"],
    &["herstel"],
];

#[test]
fn there_and_back_it_is_the_same_file_with_edits_the_one_the_file_would_have_become() {
    let Some(server) = line::server() else {
        return;
    };
    let layouts = [
        "small",
        "tabs",
        "crlf",
        "one-line",
        "expanded",
        "unknown-fields",
        "ascii-escaped",
        "control-characters",
        // PostgreSQL has no text with one; as an escape in a document it is kept.
        "byte-nul",
    ];
    for layout in layouts {
        let dir = folder(&format!("{layout}.json"));
        let at = dir.path();
        let url = server.url(line::DATABASE, layout);
        fs::copy(at.join("plan.json"), at.join("file.json")).unwrap();
        done(at, &["verhuis", "plan.json", &url, "--kopie"]);
        done(at, &["verhuis", &url, "back.json", "--kopie"]);
        assert_eq!(
            bytes(&dir, "back.json"),
            bytes(&dir, "plan.json"),
            "{layout}"
        );
        for plan in ["file.json", &*url] {
            for (number, args) in DONE.iter().enumerate() {
                let moment = format!("2026-06-12T14:02:{number:02}+02:00");
                let of = ["--plan", plan, "--nu", &moment, "--door", "anna"];
                done(at, &[&of, *args].concat());
            }
        }
        done(at, &["verhuis", &url, "edited.json", "--kopie"]);
        let (edited, file) = (bytes(&dir, "edited.json"), bytes(&dir, "file.json"));
        assert!(
            edited == file,
            "{layout}: {}",
            String::from_utf8_lossy(&edited)
        );
    }
}

#[test]
fn what_is_left_behind_says_where_the_plan_went_and_takes_no_edits() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let at = dir.path();
    let before = bytes(&dir, "plan.json");
    let url = server.url(line::DATABASE, "klein-2026");
    let record = |plan: &str| {
        regie(
            at,
            &["--plan", plan, "kpi", "tel", "1.K1.1", "--door", "anna"],
        )
    };

    assert!(done(at, &["verhuis", "plan.json", &url, "--proef"]).contains("niets gedaan"));
    assert_eq!(bytes(&dir, "plan.json"), before);
    let (code, said) = record(&url);
    assert_eq!((code, said.contains("regie verhuis")), (3, true), "{said}");

    done(at, &["verhuis", "plan.json", &url]);
    let (code, said) = record("plan.json");
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("verhuisd naar postgres://"), "{said}");
    done(at, &["--plan", "plan.json", "toon"]);
    assert_eq!(record(&url).0, 0);

    // What is left behind doesn't go again, and a file of a plan doesn't go where another is.
    assert_eq!(regie(at, &["verhuis", "plan.json", &url]).0, 6);
    done(at, &["begin", "other.json"]);
    let (code, said) = regie(at, &["verhuis", "other.json", &url]);
    assert_eq!((code, said.contains("bestaat al")), (1, true), "{said}");

    // Back: nobody goes on there, and the file takes edits.
    done(at, &["verhuis", &url, "back.json"]);
    let (code, said) = record(&url);
    assert_eq!((code, said.contains("verhuisd naar")), (6, true), "{said}");
    assert_eq!(record("back.json").0, 0);
}

#[test]
fn a_screen_is_told_when_its_plan_goes_elsewhere_and_when_it_is_here_again() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let at = dir.path();
    let url = server.url(line::DATABASE, "klein-2026");
    let open = |plan: &str, role: &[&str]| {
        let args = ["--plan", plan, "--door", "A", "--nu", "2026-06-12"];
        let mut terminal = Terminal::start(at, &[&args[..], role].concat());
        terminal.expect("0 Nu");
        terminal.keys("2");
        terminal.expect("KPI 1.K1");
        terminal
    };
    let file = at.join("plan.json");
    let mut left = open(file.to_str().unwrap(), &[]);
    done(at, &["verhuis", "plan.json", &url]);
    left.expect("A · alleen lezen");
    left.expect("Vanaf nu alleen lezen: dit plan is verhuisd naar");
    left.expect("&plan=klein-2026; ga daar verder");
    left.keys("+");
    left.expect("─ Alleen lezen: dit plan is verhuisd naar");
    left.keys("q");
    assert_eq!(left.exit_code(), 0);

    let mut anna = open(&url, &[]);
    // Whoever reads is told as well, and reads on after it.
    let mut reads = open(&url, &["--rol", "lezer"]);
    // What is being typed stays.
    anna.keys("e5");
    anna.expect("→ 5 · streefwaarde 10");
    let began = Instant::now();
    done(at, &["verhuis", &url, "back.json"]);
    anna.expect("A · alleen lezen");
    reads.expect("Vanaf nu alleen lezen: dit plan is verhuisd naar");
    reads.expect("/back.json; ");
    // It is announced: nobody waits until a screen looks by itself.
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    anna.expect("→ 5 · streefwaarde 10");
    anna.keys("\r");
    anna.expect("─ Alleen lezen: dit plan is verhuisd naar");
    anna.keys("\x1b");
    let stays = "SELECT regie.leave(id, revision, NULL) FROM regie.plan";
    assert_eq!(server.sql_in(line::DATABASE, stays), "t");
    anna.expect("In dit plan kan weer worden vastgelegd.");
    anna.keys("+");
    anna.expect("· opgeslagen");
    reads.expect("A · alleen lezen");
    for mut terminal in [anna, reads] {
        terminal.keys("q");
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[test]
fn a_log_that_goes_on_after_a_history_that_came_along_is_whole() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let at = dir.path();
    let url = server.url(line::DATABASE, "klein-2026");
    let record = |plan: &str| {
        let record = ["--plan", plan, "--door", "anna", "kpi", "tel", "1.K1.1"];
        for _ in 0..2 {
            done(at, &record);
        }
    };
    record("plan.json");
    done(at, &["verhuis", "plan.json", &url]);
    for edits in [0, 2] {
        let whole = format!("het logboek klopt, {edits} wijzigingen opnieuw toegepast");
        let said = done(at, &["database", "nagaan", "--plan", &url]);
        assert!(said.contains(&whole), "{said}");
        done(at, &["database", "herbouw", "klein-2026", "--plan", &url]);
        record(&url);
    }
    // What came along is held to the chain as well.
    server.sql_in(
        line::DATABASE,
        "SET session_replication_role = replica; \
         UPDATE regie.edit SET entry = replace(entry, 'anna', 'bert') WHERE revision = 2",
    );
    let (code, said) = regie(at, &["database", "nagaan", "--plan", &url]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("wijziging 2 in het logboek is niet meer"),
        "{said}"
    );
}

#[test]
fn a_file_that_could_not_say_where_the_plan_went_does_not_go() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let at = dir.path();
    let url = server.url(line::DATABASE, "klein-2026");
    let nobody = fs::Permissions::from_mode(0o444);
    fs::set_permissions(at.join("plan.json"), nobody).unwrap();
    for how in ["--proef", "--json"] {
        let (code, said) = regie(at, &["verhuis", "plan.json", &url, how]);
        assert_eq!(code, 6, "{how}: {said}");
        assert!(said.contains("schrijven mag niet"), "{how}: {said}");
    }
    let plans = done(at, &["plannen", "--plan", &url]);
    assert!(plans.contains("van geen plan lid"), "{plans}");
    done(at, &["verhuis", "plan.json", &url, "--kopie"]);
}

#[test]
fn what_json_gives_is_what_its_table_says() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let at = dir.path();
    let url = server.url(line::DATABASE, "klein-2026");
    for (listing, args) in [
        ("verhuis", vec!["verhuis", "plan.json", &url, "--json"]),
        ("plannen", vec!["plannen", "--plan", &url, "--json"]),
    ] {
        let given: Value = serde_json::from_str(&done(at, &args)).unwrap();
        let row = given.get(0).unwrap_or(&given).as_object().unwrap();
        let table = LISTINGS.iter().find(|it| it.name == listing).unwrap();
        let keys = table.keys.iter();
        let keys: BTreeSet<&str> = keys.map(|key| key.path.trim_start_matches("[].")).collect();
        let given: BTreeSet<&str> = row.keys().map(String::as_str).collect();
        assert_eq!(given, keys, "{listing}");
    }
}

#[test]
fn a_move_that_was_cut_off_is_finished_by_the_same_command() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let at = dir.path();
    let url = server.url(line::DATABASE, "klein-2026");
    // The database has it, and the file says nothing yet.
    done(at, &["verhuis", "plan.json", &url, "--kopie"]);
    done(at, &["verhuis", "plan.json", &url]);
    assert!(
        String::from_utf8(bytes(&dir, "plan.json"))
            .unwrap()
            .contains("\"moved_to\"")
    );
}

#[test]
fn what_is_done_in_a_copy_comes_back_once_beside_what_others_did() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let dir = dir.path();
    let plan = server.url(line::DATABASE, "voorbeeld-2026");
    done(dir, &["verhuis", "plan.json", &plan]);
    let day = ["--nu", "2026-06-12"];
    let on = |plan: &str, name: &str, args: &[&str]| {
        let all = [&["--plan", plan, "--door", name], args, &day].concat();
        regie(dir, &all)
    };
    on(&plan, "A", &["kpi", "tel", "1.K1.1"]);
    let (_, said) = on(&plan, "A", &["meenemen", "-o", "laptop.json"]);
    assert!(said.contains("laptop.json, met 1 wijziging."), "{said}");
    let again = on(&plan, "A", &["meenemen", "-o", "laptop.json"]);
    assert!(again.1.contains("bestaat al"), "{again:?}");
    let (_, taken) = on(&plan, "A", &["meenemen", "-o", "twee.json", "--json"]);
    let taken: Value = serde_json::from_str(&taken).unwrap();
    assert_eq!(
        (&taken["edits"], &taken["revision"]),
        (&1.into(), &1.into())
    );
    // On the way, and meanwhile at the office.
    for args in [
        &["kpi", "tel", "1.K1.1"][..],
        &["kpi", "tel", "1.K1.1"],
        &["herstel"],
        &["actie", "zet", "1A.1.a", "gereed"],
        &["actie", "zet", "1A.1.b", "loopt"],
    ] {
        assert_eq!(on("laptop.json", "A", args).0, 0);
    }
    on(&plan, "B", &["kpi", "tel", "1.K1.1"]);
    on(&plan, "B", &["actie", "zet", "1A.1.a", "loopt"]);
    let back = ["terugbrengen", "laptop.json"];
    let (code, said) = on(&plan, "A", &back);
    assert!(said.contains("4 wijzigingen teruggebracht"), "{said}");
    assert!(said.contains("niet teruggebracht: 1A.1.a"), "{said}");
    assert!(said.contains("intussen veranderd: nu loopt"), "{said}");
    assert_eq!(code, 4);
    // Twice is once.
    let (_, said) = on(&plan, "A", &["terugbrengen", "laptop.json", "--json"]);
    assert!(said.contains("\"there\": 4, \"saved\": 0"), "{said}");
    let told: Value = serde_json::from_str(&said).unwrap();
    let change = told["left"][0]["change"].as_str().unwrap();
    assert!(change.starts_with("1A.1.a"), "{change}");
    let (_, stands) = on(&plan, "A", &["kpi"]);
    assert!(stands.contains("3 / 10"), "{stands}");
    let undone = "SELECT count(*) FROM regie.edit WHERE entry::json->>'undoes' IS NOT NULL";
    assert_eq!(server.sql_in(line::DATABASE, undone), "1");
    // It leaves for one file, and a second time only for the same.
    for (to, code) in [("uit.json", 0), ("elders.json", 6)] {
        let (left, said) = regie(dir, &["verhuis", &plan, to]);
        assert_eq!(left, code, "{said}");
        assert_eq!(dir.join(to).exists(), code == 0);
    }
    fs::remove_file(dir.join("uit.json")).unwrap();
    assert_eq!(regie(dir, &["verhuis", &plan, "uit.json"]).0, 0);
    server.sql_in(line::DATABASE, "UPDATE regie.plan SET moved_to = NULL");
    // One whose past was changed would be brought whole.
    on(&plan, "A", &["meenemen", "-o", "echt.json"]);
    let text = fs::read_to_string(dir.join("echt.json")).unwrap();
    let first = "\"revision\": 1, \"at\": \"2026-06-12T";
    let other = text.replace(first, &first.replace("12T", "11T"));
    assert_ne!(other, text);
    let mut file = fs::File::create_new(dir.join("vals.json")).unwrap();
    file.write_all(other.as_bytes()).unwrap();
    let (code, said) = on(&plan, "A", &["terugbrengen", "vals.json"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("wijziging 1 is een andere"), "{said}");
    // A copy of another plan is none of this one.
    done(dir, &["begin", "ander.json"]);
    let (code, said) = on(&plan, "A", &["terugbrengen", "ander.json"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("geen kopie van dat plan"), "{said}");
    assert!(said.contains("regie meenemen"), "{said}");
}

#[test]
fn a_file_that_was_never_taken_along_is_not_brought_back_unasked() {
    let Some(server) = line::server() else {
        return;
    };
    let dir = folder("small.json");
    let dir = dir.path();
    let plan = server.url(line::DATABASE, "voorbeeld-2026");
    let other = server.url(line::DATABASE, "ander-2026");
    for plan in [&plan, &other] {
        done(dir, &["verhuis", "plan.json", plan, "--kopie"]);
    }
    let by = ["--door", "A", "--nu", "2026-06-12"];
    let counts = |plan: &str, name: &str| {
        let counts = ["--plan", plan, "kpi", "tel", "1.K1.1", "--door", name];
        done(dir, &[&counts[..], &by[2..]].concat())
    };
    let back = |file: &str, args: &[&str]| {
        let back = ["--plan", &*plan, "terugbrengen", file];
        regie(dir, &[&back, args, &by[..]].concat())
    };
    // Begun from the same document, and taken from a plan that did.
    fs::copy(dir.join("plan.json"), dir.join("zelf.json")).unwrap();
    done(dir, &["meenemen", "--plan", &other, "-o", "ander.json"]);
    done(dir, &["meenemen", "--plan", &plan, "-o", "mee.json"]);
    // As a version of before took it along, which left no mark: before anything was saved, and after it.
    done(dir, &["verhuis", &plan, "vroeg.json", "--kopie"]);
    counts(&plan, "B");
    done(dir, &["verhuis", &plan, "oud.json", "--kopie"]);
    for (file, is_taken) in [
        ("zelf.json", false),
        ("ander.json", false),
        ("vroeg.json", false),
        ("mee.json", true),
        ("oud.json", true),
    ] {
        assert_eq!(back(file, &[]).0, 0, "{file}: there is nothing to bring");
        counts(file, file);
        let (code, said) = back(file, &[]);
        assert_eq!(code, if is_taken { 0 } else { 2 }, "{file}: {said}");
        let refused = format!(
            "{file}: dit begon met hetzelfde document als het plan, maar nergens blijkt dat"
        );
        assert_eq!(said.contains(&refused), !is_taken, "{said}");
        assert_eq!(
            said.contains("--zeker; er is niets opgeslagen"),
            !is_taken,
            "{said}"
        );
    }
    let there = || server.sql_in(line::DATABASE, "SELECT count(*) FROM regie.edit");
    assert_eq!(there(), "3");
    // Who knows that it was may say so; once it was brought it shows.
    for (args, said) in [
        (&["--zeker"][..], "1 wijziging teruggebracht"),
        (&[], "stond er al"),
    ] {
        let (code, told) = back("vroeg.json", args);
        assert!(code == 0 && told.contains(said), "{args:?}: {told}");
    }
    assert_eq!(there(), "4");
    // What is left of the mark is the plan, byte for byte.
    let mark = fs::read_to_string(dir.join("mee.json")).unwrap();
    let line = mark.lines().find(|it| it.contains("taken_from")).unwrap();
    assert!(line.contains("\"voorbeeld-2026, begonnen op 20"), "{line}");
}
