//! Saves that wait on the user's machine until the line is back: sent in order, once each, whenever
//! the line or the program goes meanwhile.

use std::fs;
use std::path::Path;

use regie::plan::edit::Edit;
use regie::store::{Author, Cause, Hindrance, Way};
use serde_json::json;

use super::desk::{Patience, Person, Tally, checked, one_more, server, url, with_standby};
use super::often;
use crate::line::DATABASE;
use crate::postgres::{Server, Setup, until};
use crate::proxy::{Cut, Proxy, Way as Direction};
use crate::terminal::Terminal;

fn start(home: &Path, url: &str) -> Terminal {
    let args = ["--plan", url, "--door", "A", "--nu", "2026-06-12"];
    let mut terminal = Terminal::start(home, &args);
    terminal.expect("0 Nu");
    terminal
}

/// The same at the KPIs, and then without a line.
fn start_without_line(home: &Path, line: &Proxy) -> Terminal {
    let mut terminal = start(home, &url(&[line.host()]));
    terminal.keys("2");
    terminal.expect("KPI 1.K1");
    line.away();
    terminal.expect("geen verbinding sinds ");
    terminal
}

/// How many files wait in a home.
fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let waits = |name: &str| name.starts_with("wachtrij-");
    let entries = entries.filter(|it| waits(&it.file_name().to_string_lossy()));
    entries.count()
}

/// Looks for news until nothing waits, and says how many were kept.
fn sent(person: &mut Person) -> usize {
    let (mut kept, mut waiting) = (0, None);
    let mut patience = Patience::new();
    while waiting != Some(0) {
        let news = person.keeper().news();
        kept += person.keeper().settled().unwrap_or(0);
        let queue = person.keeper().queue();
        // Of what was never told to wait nothing is told either.
        let told = waiting.or(news.is_ok().then_some(0));
        waiting = queue.map(|it| it.waiting).or(told);
        if waiting != Some(0) {
            patience.wait(&format!("{waiting:?} wait: {news:?}"));
        }
    }
    kept
}

#[test]
fn what_is_said_while_the_line_is_away_waits_and_goes_out_when_it_is_back() {
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start_without_line(home.path(), &line);
    terminal.keys("+");
    terminal.expect(" · in wachtrij ");
    terminal.expect(" · 1 in wachtrij");
    terminal.keys("+");
    terminal.expect(" · 2 in wachtrij");
    terminal.keys("u");
    terminal.expect("Teruggenomen");
    terminal.expect(" · 3 in wachtrij");
    // It is told that they wait, once.
    terminal.keys("q");
    terminal.expect("3 wijzigingen wachten hier tot u dit plan weer opent");
    line.back();
    terminal.expect("De verbinding is er weer: 3 wijzigingen uit de wachtrij opgeslagen.");
    terminal.expect("A · opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let kept = server.sql_in(
        DATABASE,
        "SELECT string_agg((entry::json->>'undoes' IS NOT NULL)::text, ' ' ORDER BY revision) FROM regie.edit",
    );
    assert_eq!(kept, "false false true");
}

/// Two begin a meeting, one of them without a line: hers is another's number by the time it is saved. What she
/// says before her screen has heard of that is in hers.
#[test]
fn what_is_said_in_a_meeting_that_got_another_number_is_said_in_that_one() {
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    let folder = tempfile::tempdir().unwrap();
    let mut anna = Person::waiting_in(folder.path(), &url(&[line.host()]), "A");
    let mut bert = Person::at(&url(&[server.host()]), "B").unwrap();
    let author = |name: &str, meeting: Option<&str>| Author {
        name: name.to_string(),
        at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
        meeting: meeting.map(str::to_string),
    };
    let begins = |name: &str, closed: bool| -> Edit {
        let meeting = json!({ "id": "O1", "title": name, "date": "2026-06-12", "by": name, "items": ["1.K1"] });
        let mut after = meeting.clone();
        if closed {
            after["closed"] = json!("2026-06-12");
        }
        let from = if closed { meeting } else { json!(null) };
        serde_json::from_value(json!({ "what": "meeting", "id": "O1", "from": from, "to": after }))
            .unwrap()
    };
    goes_away(&mut anna, &line);
    let begun = anna
        .keeper()
        .commit(&[begins("A", false)], &author("A", None));
    let begun = begun.unwrap();
    assert!(begun.waits);
    let seen = anna.keeper().reload().unwrap();
    assert_eq!(seen.meetings[0].title, "A");
    bert.keeper()
        .commit(&[begins("B", false)], &author("B", None))
        .unwrap();
    line.back();
    assert_eq!(sent(&mut anna), 1);
    let discussed = json!({ "what": "discussed", "id": "O1", "item": "1.K1", "discussed": true });
    let discussed: Edit = serde_json::from_value(discussed).unwrap();
    for edit in [one_more("in the meeting"), discussed] {
        anna.keeper().meant_for(&seen);
        anna.keeper()
            .commit(&[edit], &author("A", Some("O1")))
            .unwrap();
    }
    let said = "SELECT string_agg(concat_ws(' ', entry::json->>'what', entry::json->>'meeting', \
        entry::json->>'id'), ', ' ORDER BY revision) FROM regie.edit WHERE revision > 2";
    assert_eq!(
        server.sql_in(DATABASE, said),
        "reading O2 1.K1.1, discussed O2 O2"
    );
    // In one that a colleague closed before that was heard it is said after all: it was said there, and who holds
    // the meeting is told that it was closed when the news comes.
    bert.keeper().reload().unwrap();
    let seen = bert.keeper().reload().unwrap();
    anna.keeper()
        .commit(&[begins("B", true)], &author("A", None))
        .unwrap();
    bert.keeper().meant_for(&seen);
    bert.keeper()
        .commit(&[one_more("after it")], &author("B", Some("O1")))
        .unwrap();
    let said = "SELECT entry::json->>'meeting' FROM regie.edit ORDER BY revision DESC LIMIT 1";
    assert_eq!(server.sql_in(DATABASE, said), "O1");
}

#[test]
fn what_waits_outlives_the_program() {
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start_without_line(home.path(), &line);
    terminal.keys("++");
    terminal.expect(" · 2 in wachtrij");
    terminal.signal("KILL");
    terminal.exit_code();
    line.back();
    for told in [
        "2 wijzigingen uit de wachtrij opgeslagen.",
        "A · opgeslagen",
    ] {
        let mut terminal = start(home.path(), &url(&[line.host()]));
        terminal.expect(told);
        terminal.keys("q");
        assert_eq!(terminal.exit_code(), 0);
        assert_eq!(checked(&server).values().sum::<usize>(), 2);
    }
}

/// A command sends nothing of it, and says that it waits, with a line and without; so does a screen that
/// finds none.
#[test]
fn what_still_waits_is_said_by_every_command() {
    const WAITS: &str = "regie: 2 wijzigingen wachten nog op deze computer, tot u dit plan";
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start_without_line(home.path(), &line);
    terminal.keys("++");
    terminal.expect(" · 2 in wachtrij");
    terminal.signal("KILL");
    terminal.exit_code();
    let said = |by: &str| {
        let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("regie"));
        command.env("XDG_STATE_HOME", home.path());
        command.args(["--plan", &url(&[line.host()]), "--door", by, "status"]);
        let output = command.output().unwrap();
        let lines = String::from_utf8(output.stderr).unwrap();
        let waits = lines.lines().any(|it| it.starts_with(WAITS));
        (waits, output.status.code() == Some(1))
    };
    assert_eq!(said("A"), (true, true), "there is no line");
    let args = ["--plan", &url(&[line.host()]), "--door", "A"];
    let mut terminal = Terminal::start(home.path(), &args);
    terminal.expect("2 wijzigingen wachten nog op deze computer");
    assert_eq!(terminal.exit_code(), 1);
    line.back();
    assert_eq!(said("A"), (true, false));
    assert_eq!(said("B"), (false, false), "they are not hers");
    let mut terminal = start(home.path(), &url(&[line.host()]));
    terminal.expect("2 wijzigingen uit de wachtrij opgeslagen.");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(said("A"), (false, false));
}

#[test]
fn what_somebody_else_changed_meanwhile_is_asked() {
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path(), &url(&[line.host()]));
    terminal.keys("3");
    terminal.expect("1A.1.a");
    line.away();
    terminal.expect("geen verbinding sinds ");
    terminal.keys("eg\r");
    terminal.expect(" · 1 in wachtrij");
    let mut colleague = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("regie"));
    colleague.args([
        "--plan",
        &url(&[server.host()]),
        "--door",
        "B",
        "--nu",
        "2026-06-12",
    ]);
    colleague.args(["actie", "zet", "1A.1.a", "loopt"]);
    colleague.assert().success();
    line.back();
    terminal.expect("Wachtrij: 1A.1.a is intussen gewijzigd; nu loopt");
    // Nothing is lost by a key that was meant for something else.
    terminal.keys("\r");
    terminal.expect("A · 1 in wachtrij");
    terminal.keys(":wachtrij\r");
    terminal.expect("intussen gewijzigd");
    terminal.keys("toch\r");
    terminal.expect("1 wijziging uit de wachtrij opgeslagen.");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let last = "SELECT entry::json->>'to' FROM regie.edit ORDER BY revision DESC LIMIT 1";
    assert_eq!(server.sql_in(DATABASE, last), "done");
}

#[test]
fn a_line_cut_at_any_message_while_it_goes_out_loses_nothing_and_doubles_nothing() {
    let Some(server) = server() else {
        return;
    };
    let proxy = Proxy::to(server.host());
    let address = url(&[proxy.host()]);
    let folder = tempfile::tempdir().unwrap();
    let mut tally = Tally::default();
    let mut number = 0;
    let mut cuts = 0;
    for way in [Direction::Out, Direction::In] {
        for messages in (1..).step_by(often(3, 1)) {
            let mut anna = Person::waiting_in(folder.path(), &address, "A");
            proxy.away();
            for _ in 0..2 {
                number += 1;
                // One that was on its way when the line went waits as well.
                match anna.count(number) {
                    Ok(_) => assert!(anna.waits),
                    Err(why) => assert!(matches!(why.cause, Cause::Unsure(_)), "{why:?}"),
                }
                tally.acknowledged.push(format!("A {number}"));
            }
            proxy.back();
            proxy.cut_after(messages, way, Cut::Both);
            // Once in two cuts the program ends as well, and the next goes on.
            if messages % 2 == 0 {
                let _cut = anna.keeper().news();
                drop(anna);
                anna = loop {
                    if let Ok(mut next) = Person::at(&address, "A") {
                        next.keeper().wait_in(folder.path(), "A").unwrap();
                        break next;
                    }
                };
            }
            let kept = sent(&mut anna);
            assert!(kept <= 2, "{kept}");
            assert_eq!(files(folder.path()), 0);
            let was_cut = proxy.was_cut(std::time::Duration::ZERO);
            proxy.spare();
            if !was_cut {
                break;
            }
            cuts += 1;
        }
    }
    let there = checked(&server);
    println!("cut at {cuts} messages while {number} saves went out");
    assert_eq!(tally.against(&there), (0, 0, 0));
    assert_eq!(there.len(), number);
    assert!(cuts > 6, "{cuts}");
}

#[test]
fn what_nobody_was_sure_of_when_the_program_ended_is_asked_by_the_next() {
    let Some((first, mut second)) = with_standby() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let address = url(&[first.host()]);
    let mut anna = Person::waiting_in(folder.path(), &address, "A");
    second.stop();
    let unsure = anna.count(1).unwrap_err();
    assert!(matches!(unsure.cause, Cause::Unsure(_)), "{unsure:?}");
    // What comes after it waits for it.
    anna.count(2).unwrap();
    assert!(anna.waits);
    assert_eq!(files(folder.path()), 1);
    drop(anna);
    second.restart();
    let mut next = Person::waiting_in(folder.path(), &address, "A");
    assert_eq!(sent(&mut next), 2);
    let there = checked(&first);
    assert_eq!((there.get("A 1"), there.get("A 2")), (Some(&1), Some(&1)));
}

/// What the server lost is offered again, and comes back once.
#[test]
fn what_a_failover_lost_is_offered_again() {
    let Some(setup) = Setup::new() else {
        return;
    };
    let mut first: Server = setup.start();
    super::desk::begin(&first);
    let line = Proxy::to(first.host());
    let second = first.standby_over("b", line.host());
    let folder = tempfile::tempdir().unwrap();
    let address = url(&[first.host(), second.host()]);
    let mut anna = Person::waiting_in(folder.path(), &address, "A");
    anna.count(1).unwrap();
    until("the standby has it", || {
        second.sql_in(DATABASE, "SELECT count(*) FROM regie.edit") == "1"
    });
    line.silence();
    for number in 2..=4 {
        anna.count(number).unwrap();
    }
    line.away();
    first.kill9();
    second.promote();
    let mut patience = Patience::new();
    let stuck = loop {
        let news = anna.keeper().news();
        let stuck = anna.keeper().queue().map(|it| it.stuck).unwrap_or_default();
        if !stuck.is_empty() {
            let told = matches!(&news, Err(why) if matches!(why.cause, Cause::OtherHistory { lost: 3, .. }));
            assert!(told, "{news:?}");
            break stuck;
        }
        patience.wait(&format!("{news:?}"));
    };
    assert!(stuck.iter().all(|it| it.why == Hindrance::Lost));
    let numbers: Vec<u64> = stuck.iter().map(|it| it.number).collect();
    assert_eq!(numbers.len(), 3);
    anna.keeper().settle(&numbers[..1], Way::Never).unwrap();
    anna.keeper().settle(&numbers[1..], Way::Anew).unwrap();
    assert_eq!(sent(&mut anna), 2);
    let there = checked(&second);
    let all: Vec<&str> = there.keys().map(String::as_str).collect();
    assert_eq!(all, ["A 1", "A 3", "A 4"]);
    assert!(there.values().all(|often| *often == 1), "{there:?}");
}

#[test]
fn what_is_stuck_stands_in_nobodys_way() {
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    let folder = tempfile::tempdir().unwrap();
    let mut anna = Person::waiting_in(folder.path(), &url(&[line.host()]), "A");
    goes_away(&mut anna, &line);
    let waits = anna
        .keeper()
        .commit(&[status("1A.1.a", ("open", "done"))], &by("A"))
        .unwrap();
    assert!(waits.waits);
    let mut bert = Person::at(&url(&[server.host()]), "B").unwrap();
    bert.keeper()
        .commit(&[status("1A.1.a", ("open", "running"))], &by("B"))
        .unwrap();
    line.back();
    let mut patience = Patience::new();
    while anna.keeper().queue().is_none_or(|it| it.stuck.is_empty()) {
        let news = anna.keeper().news();
        patience.wait(&format!("{news:?}"));
    }
    // With a line, and again without one: each goes out from what was saved before it.
    let [first, second] = [("open", "running"), ("running", "done")];
    anna.keeper()
        .commit(&[status("1A.1.b", first)], &by("A"))
        .unwrap();
    goes_away(&mut anna, &line);
    let waits = anna.keeper().commit(&[status("1A.1.b", second)], &by("A"));
    assert!(waits.unwrap().waits);
    line.back();
    while anna.keeper().queue().is_none_or(|it| it.waiting > 1) {
        let news = anna.keeper().news();
        patience.wait(&format!("{news:?}"));
    }
    let kept = "SELECT string_agg(entry::json->>'to', ' ' ORDER BY revision) FROM regie.edit";
    assert_eq!(server.sql_in(DATABASE, kept), "running running done");
}

/// The line goes, and it is noticed.
fn goes_away(person: &mut Person, line: &Proxy) {
    line.away();
    let mut patience = Patience::new();
    while person.keeper().news().is_ok() {
        patience.wait("the line is still there");
    }
}

fn by(name: &str) -> Author {
    Author {
        name: name.to_string(),
        at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
        meeting: None,
    }
}

/// The status of an action, from one to another.
fn status(id: &str, (from, to): (&str, &str)) -> Edit {
    let edit = json!({ "what": "status", "id": id, "from": from, "to": to });
    serde_json::from_value(edit).unwrap()
}
