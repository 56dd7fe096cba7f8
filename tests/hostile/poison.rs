//! A plan full of escape sequences, controls and characters nobody sees: none of them comes out.

use std::fs;

use regie::plan::clean::is_unsafe;
use serde_json::Value;

use crate::desk::Desk;
use crate::terminal::Terminal;

/// A title, the clipboard, a report to be typed back, an 8-bit sequence, colours that stay,
/// backspaces over what stands there, text that runs backwards, and what has no width.
const POISON: &str = "\u{1b}]0;GEVAAR\u{7}\u{1b}]52;c;R0VWQUFS\u{1b}\\\u{1b}[6n\u{1b}[>c\u{9b}5n\
                      \u{1b}P$q\"p\u{1b}\\\u{1b}_G\u{1b}\\\u{1b}[31m\r\u{8}\u{8}\u{7f}\t\u{b}\u{c}\
                      \u{202e}\u{2066}\u{200f}\u{61c}\u{200b}\u{2060}\u{feff}\u{ad}\u{2028}\u{85}\
                      \u{e0041}\u{0}";

/// Where text of people stands; in other fields a stranger's text is refused.
const TEXTS: &[&str] = &[
    "title",
    "municipality",
    "name",
    "full_name",
    "aliases",
    "text",
    "paragraph",
    "bullets",
    "label",
    "unit",
    "note",
    "subject",
    "condition",
    "aim",
    "remark",
    "group_title",
    "by",
];

fn poison(value: &mut Value, text: bool) -> usize {
    match value {
        Value::String(string) if text => {
            *string = format!("{POISON}{string}{POISON}");
            1
        }
        Value::Array(list) => list.iter_mut().map(|value| poison(value, text)).sum(),
        Value::Object(map) => map
            .iter_mut()
            .map(|(key, value)| poison(value, TEXTS.contains(&key.as_str())))
            .sum(),
        _ => 0,
    }
}

/// The plan of 2026 after some edits, every text in it poisoned.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put(regie::store::BUILT_IN.as_bytes());
    for args in [
        &["kpi", "zet", "3.K1", "6", "--notitie", "met het HEIT"][..],
        &["actie", "zet", "2A.1.a", "loopt", "--notitie", "begonnen"],
        &[
            "--door",
            POISON.trim_end_matches('\0'),
            "kpi",
            "tel",
            "3.K3",
        ],
    ] {
        let ran = desk.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    }
    let mut plan: Value = serde_json::from_slice(&fs::read(desk.plan()).unwrap()).unwrap();
    assert!(poison(&mut plan, false) > 500);
    desk.put(&serde_json::to_vec_pretty(&plan).unwrap());
    desk
}

fn is_clean(text: &str, whose: &str) {
    let found = text.chars().find(|c| *c != '\n' && is_unsafe(*c));
    assert_eq!(found, None, "{whose}");
}

#[test]
fn no_command_lets_it_out() {
    let desk = desk();
    let mut seen = 0;
    for line in [
        "toon",
        "toon 1",
        "toon 3",
        "toon 3B",
        "toon 3B.1",
        "toon 3B.1.a",
        "toon 3.K1",
        "toon R5.1",
        "toon oovb",
        "toon 7",
        "toon 8",
        "toon 9",
        "kpi",
        "kpi --hoofdstuk 3",
        "actie",
        "actie --partij politie",
        "actie --status loopt",
        "wie fatbikes",
        "wie ondermijning",
        "wie politie",
        "log",
        "status",
        "controleer",
    ] {
        for json in [&[][..], &["--json"]] {
            let mut args: Vec<&str> = line.split(' ').collect();
            args.extend(json);
            let ran = desk.run(&args);
            // By its code, `status` says whether something is overdue.
            let fine = ran.code == 0 || line == "status";
            assert!(fine, "{args:?}: {}", ran.err);
            seen += ran.out.matches("^[]52").count();
            is_clean(&ran.out, line);
            is_clean(&ran.err, line);
        }
    }
    assert!(seen > 500, "the poison is there to see: {seen}");
}

#[test]
fn nor_when_it_is_typed() {
    let desk = desk();
    let typed = POISON.trim_end_matches('\0');
    for args in [
        &["wie", typed][..],
        &["toon", typed],
        &["kpi", "zet", typed, "3"],
        &["kpi", "zet", "3.K1", typed],
        &["kpi", "zet", "3.K1", "3", "--datum", typed],
        &["kpi", "zet", "3.K1", "3", "--notitie", typed],
        &["kpi", "--hoofdstuk", typed],
        &["actie", "--partij", typed],
        &["actie", "zet", "2A.1.a", typed],
        &["--door", typed, "kpi", "tel", "3.K1"],
        &["--kleur", typed],
        &[typed],
        &["controleer", typed],
        &["begin", "/nergens/\u{1b}]0;x\u{7}.json"],
    ] {
        let ran = desk.run(args);
        is_clean(&ran.out, args[0]);
        is_clean(&ran.err, args[0]);
    }
    // A file whose name does the same.
    let path = desk.path("\u{1b}]0;x\u{7}\u{202e}.json");
    fs::copy(desk.plan(), &path).unwrap();
    for args in [&["kpi"][..], &["controleer"], &["controleer", "--json"]] {
        let ran = desk.run_on(&path, args);
        is_clean(&ran.out, args[0]);
        is_clean(&ran.err, args[0]);
    }
    fs::remove_file(&path).unwrap();
    let ran = desk.run_on(&path, &["kpi"]);
    assert_eq!(ran.code, 3);
    is_clean(&ran.err, "kpi");
}

#[test]
fn nor_does_the_screen() {
    let desk = desk();
    let plan = desk.plan();
    let home = desk.path("home");
    fs::create_dir(&home).unwrap();
    let args = [
        "--plan",
        plan.to_str().unwrap(),
        "--door",
        POISON.trim_end_matches('\0'),
    ];
    let mut terminal = Terminal::start(&home, &args);
    terminal.expect("0 Nu");
    for keys in [
        "jjl",
        "\t ",
        "\x1b",
        "2",
        "jjjjj",
        "\r",
        "\x1b",
        "e5\tg\tx",
        "\x1b",
        "+",
        "3",
        "jj\r",
        "\x1b",
        "eo",
        "\x1b",
        "4",
        "jj\r",
        "5",
        "jj\r",
        "6",
        "jj",
        "7",
        "jj",
        "8",
        "jj\r",
        "9",
        "jj\r",
        "1",
        "rfat",
        "\x1b",
        "/controle",
        "\r",
        "\x1b",
        ":",
        "\x1b",
        "?",
        "\x1b",
        "p",
        "\x1b",
    ] {
        terminal.keys(keys);
        terminal.screen();
    }
    let raw = String::from_utf8(terminal.raw().to_vec()).unwrap();
    assert!(raw.contains("^[]0;GEVAAR^G"), "the poison is there to see");
    is_clean(&without_sequences(&raw), "the screen");
    terminal.keys("\x1bq");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
}

/// The text without the sequences that draw: CSI with numbers and a final sign that moves,
/// erases, colours or switches a mode, and line ends. Anything else stays, and is found.
fn without_sequences(raw: &str) -> String {
    let mut out = String::new();
    // One without a bracket moves rows down.
    let moved = raw.replace("\u{1b}M", "");
    let mut rest = moved.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out += before;
        let end = after.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == '?'));
        let end = end.unwrap_or(after.len());
        let (_, tail) = after.split_at(end);
        rest = if tail.starts_with(|c| "mHhlKJABCDGdXr@P".contains(c)) {
            tail.split_at(1).1
        } else {
            out.push('\u{1b}');
            tail
        };
    }
    out += rest;
    out.replace('\r', "")
}
