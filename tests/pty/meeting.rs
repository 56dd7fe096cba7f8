//! A whole meeting, as it is held: chapters 3 and 4 at one keyboard, once with the line cut in
//! the middle. The minutes say what was said, whichever way it went.

use std::path::Path;
use std::process::Command;

use crate::terminal::Terminal;

/// What the eight around the table say, as keys. `|` is where the line is cut in the second
/// telling.
const SAID: &str = "\
6\r\r\
4\tg\tTwee in de Plaspoelpolder\r\r\
2\rlo\tHondengeleider uitgevallen; streefwaarde komt in gevaar\tInhalen in week 48\r\
aRegisseur Ondermijning\tControle met honden plannen\twk 48\r\r\
12/17\r|\r\
bRegels op sekswerk gaan in januari naar de raad\r\r";

fn start(home: &Path) -> Terminal {
    let mut terminal = Terminal::start(
        home,
        &["--door", "A. Jansen", "--nu", "2026-11-23T14:02:11+01:00"],
    );
    terminal.expect("0 Nu");
    terminal
}

fn begin(terminal: &mut Terminal, chapter: &str) {
    terminal.keys("o");
    terminal.expect("Overleg over:");
    terminal.keys(chapter);
    terminal.keys("\r");
    terminal.expect("Aanwezig");
    terminal.keys(", Politie, OM\r");
    terminal.expect("3 aanwezig");
}

/// Types keys one by one, each after the screen has answered the one before, as a hand does.
fn say(terminal: &mut Terminal, keys: &str) {
    for key in keys.chars() {
        terminal.keys(key.encode_utf8(&mut [0; 4]));
        if key == '\r' {
            terminal.screen();
        }
    }
}

fn minutes(home: &Path, number: &str) -> String {
    let out = Command::new(assert_cmd::cargo::cargo_bin!("regie"))
        .args(["verslag", number, "--plan"])
        .arg(home.join("regie/plan.json"))
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
    String::from_utf8(out.stdout).unwrap()
}

/// Chapter 3 said, chapter 4 walked through with a value here and there.
fn hold(home: &Path, cut: bool) -> String {
    let mut terminal = start(home);
    begin(&mut terminal, "3 Ondermijning");
    let (before, after) = SAID.split_once('|').unwrap();
    say(&mut terminal, before);
    if cut {
        terminal.expect("3.K4.1 BOA's opgeleid: 12 van 17 · opgeslagen");
        terminal.keys("n");
        terminal.expect("Notitie bij 3.K4");
        terminal.keys("Nog vijf te ");
        terminal.expect("Nog vijf te");
        terminal.hang_up();
        assert_eq!(terminal.exit_code(), 129);
        terminal = Terminal::start(
            home,
            &["--door", "A. Jansen", "--nu", "2026-11-23T14:10:00+01:00"],
        );
        terminal.expect("terugzetten?");
        // What was half typed comes back, in the meeting, at the same item.
        terminal.keys("\r");
        terminal.expect("Notitie bij 3.K4");
        terminal.expect("4 van 8");
        terminal.keys("gaan\x03");
    }
    say(&mut terminal, after);
    terminal.keys("E");
    terminal.expect("slot");
    terminal.keys("\r");
    terminal.expect("afgesloten");
    terminal.keys("\r");
    terminal.expect("Overzicht › ");
    begin(&mut terminal, "4 Jeugd en preventie");
    // The action point of chapter 3 is no concern of chapter 4.
    terminal.expect("1 van 22");
    for _ in 0..22 {
        terminal.keys("\r");
    }
    terminal.expect("slot · 22 van 22 besproken");
    terminal.keys("\r");
    terminal.expect("afgesloten");
    terminal.keys("v");
    terminal.expect("Het verslag staat in");
    terminal.keys("\rq");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
    minutes(home, "1")
}

#[test]
fn a_meeting_is_held_and_its_minutes_exist() {
    let home = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(hold(home.path(), false));
    let second = minutes(home.path(), "2");
    let written = std::fs::read_dir(home.path().join("regie")).unwrap();
    let written = written
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "md"))
        .unwrap();
    assert_eq!(
        std::fs::read_to_string(written).unwrap().trim_end(),
        second.trim_end()
    );
}

#[test]
fn a_line_cut_in_the_middle_changes_nothing_in_the_minutes() {
    let (whole, cut) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(hold(whole.path(), false), hold(cut.path(), true));
}

#[test]
fn the_next_meeting_begins_with_the_action_points() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    begin(&mut terminal, "3 Ondermijning");
    say(
        &mut terminal,
        "aTeam MEP\tBellen met de marktmeester\t+2w\r",
    );
    terminal.expect("AP1: actiepunt voor Team MEP");
    terminal.keys("\x1b");
    terminal.expect("met o gaat u verder");
    terminal.keys("8");
    terminal.expect("AP1");
    terminal.keys("o");
    terminal.expect("ga verder");
    // Another one on the same chapter.
    terminal.keys("3 Ondermijning\r");
    terminal.expect("1 actiepunt, 8 punten");
    terminal.keys("\r");
    terminal.expect("Bellen met de marktmeester");
    terminal.keys("x");
    terminal.expect("afgevinkt op 23-11-2026");
    terminal.keys("u");
    terminal.expect("STAND       open");
    terminal.keys("U");
    terminal.expect("afgevinkt op 23-11-2026");
    terminal.keys("\x03");
    assert_eq!(terminal.exit_code(), 0);
}
