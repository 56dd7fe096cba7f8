//! The program itself beside others that do the same: one reading recorded, exec to exit, and a plan
//! opened, exec to its first frame on a terminal of 80 by 24.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use regie::store::Store;

use crate::measure::{compare, is_there};
use crate::plans::{SIZES, larger, lived, runs};
use crate::terminal::Terminal;

/// KPIs of a table as large as the plan of 2026.
const ROWS: usize = 400;
/// How many edits a plan of some years has behind it.
const LIVED: usize = 20_000;

/// One reading recorded.
fn recorded(home: &Path, plan: &Path) {
    let mut regie = Command::new(assert_cmd::cargo::cargo_bin!("regie"));
    regie
        .env("XDG_STATE_HOME", home)
        .arg("--plan")
        .arg(plan)
        .args(["--door", "A", "kpi", "tel", "3.K1.1"])
        .stdout(Stdio::null());
    assert!(regie.status().unwrap().success());
}

/// A table of so many rows, in a database of its own.
fn table(path: &Path, rows: usize) {
    let sql = format!(
        "create table kpi(id integer primary key, value integer, text text);
         with recursive n(i) as (select 1 union all select i + 1 from n where i < {rows})
         insert into kpi select i, 0, hex(zeroblob(200)) from n;"
    );
    let made = Command::new("sqlite3").arg(path).arg(sql).status();
    assert!(made.unwrap().success());
}

fn updated(database: &Path) {
    let mut sqlite = Command::new("sqlite3");
    sqlite
        .arg(database)
        .arg("update kpi set value = value + 1 where id = 7");
    assert!(sqlite.status().unwrap().success());
}

/// As one does it by hand: a new file, which then takes the name of the old one.
fn filtered(plan: &Path) {
    let new = plan.with_extension("new");
    let mut jq = Command::new("jq");
    jq.arg(".revision += 1")
        .arg(plan)
        .stdout(File::create_new(&new).unwrap());
    assert!(jq.status().unwrap().success());
    fs::rename(&new, plan).unwrap();
}

/// A plan in a file.
fn put(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    Store::begin_with(&path, text).unwrap();
    path
}

/// One recorded reading, exec to exit: beside a row of a table that is changed, beside a key changed
/// by a filter, and with years of edits behind it beside a fresh plan.
///
/// What a profile shows: the item's chapter and the newest entries are 2 % of a large file, and typing all
/// of it took 96 % of the instructions and, with the second text that was built, four fifths of the page
/// faults. Of what is left nine tenths see that the rest is JSON; then come the start of the process and
/// the bytes themselves, read twice, written and synced.
pub fn recording(dir: &Path) {
    let (sqlite, jq) = (is_there("sqlite3"), is_there("jq"));
    for (times, size) in SIZES {
        let plan = put(dir, &format!("recorded {size}.json"), &larger(times));
        let name = format!("record a reading, exec to exit, {size}");
        if sqlite {
            let database = dir.join(format!("{size}.db"));
            table(&database, ROWS * times);
            compare(
                &format!("{name} / sqlite3 UPDATE"),
                runs(times, 41),
                || recorded(dir, &plan),
                || updated(&database),
            );
        }
        if jq {
            let copy = dir.join(format!("filtered {size}.json"));
            fs::copy(&plan, &copy).unwrap();
            compare(
                &format!("{name} / jq"),
                runs(times, 41),
                || recorded(dir, &plan),
                || filtered(&copy),
            );
        }
    }
    let fresh = put(dir, "fresh.json", &larger(1));
    let lived = put(dir, "lived.json", &lived(LIVED));
    compare(
        "record a reading, exec to exit, 20,000 edits later / fresh",
        41,
        || recorded(dir, &lived),
        || recorded(dir, &fresh),
    );
}

/// A program on a terminal until these words are there.
fn shown(command: &str, args: &[&str], home: &Path, words: &str) -> Terminal {
    let mut command = CommandBuilder::new(command);
    command.args(args);
    command.env("XDG_STATE_HOME", home);
    command.env("TERM", "xterm-256color");
    let mut terminal = Terminal::on(command);
    terminal.expect(words);
    terminal
}

/// A plan opened, exec to first frame, beside a viewer of JSON.
pub fn opening(dir: &Path) {
    if !is_there("jless") {
        return;
    }
    let regie = assert_cmd::cargo::cargo_bin!("regie");
    for (times, size) in SIZES {
        let plan = put(dir, &format!("shown {size}.json"), &larger(times));
        let (regie, plan) = (regie.to_str().unwrap(), plan.to_str().unwrap());
        compare(
            &format!("open, exec to first frame, {size} / jless"),
            runs(times, 21),
            || shown(regie, &["--plan", plan], dir, "? hulp"),
            // The name of the file stands on its last line.
            || shown("jless", &[plan], dir, "shown"),
        );
    }
}
