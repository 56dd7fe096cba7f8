//! A colleague holds the lock: the keys go on, and what was asked is saved in order.

use std::fs::{File, OpenOptions, hard_link, read_to_string, remove_file, rename};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::terminal::Terminal;
use crate::{indicator, write};

/// The lock beside the plan, held until dropped.
fn hold(home: &Path) -> File {
    let lock = OpenOptions::new()
        .write(true)
        .open(home.join("regie/.plan.json.lock"))
        .unwrap();
    lock.lock().unwrap();
    lock
}

fn plan(home: &Path) -> Value {
    serde_json::from_str(&read_to_string(home.join("regie/plan.json")).unwrap()).unwrap()
}

fn start(home: &Path) -> Terminal {
    let mut terminal = Terminal::start(home, &["--door", "A. Jansen"]);
    terminal.expect("0 Nu");
    terminal.keys("2jjjj");
    terminal.expect("KPI 3.K1");
    terminal
}

#[test]
fn the_keys_go_on_and_leaving_waits() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let lock = hold(home.path());
    terminal.keys("++j");
    terminal.expect("KPI 3.K2");
    terminal.expect("bezig met opslaan…");
    terminal.keys("k");
    terminal.expect("KPI 3.K1");
    terminal.keys("q");
    terminal.expect("regie sluit zodra dat klaar is");
    assert_eq!(plan(home.path())["revision"], 0);
    drop(lock);
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
    let plan = plan(home.path());
    assert_eq!(plan["revision"], 2);
    assert_eq!(indicator(&plan, "3.K1")["readings"][1]["value"], 2);
}

#[test]
fn figures_beside_the_plan_are_walked_before_they_are_saved() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let figures = "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K2;31-03-2026;1\nFietsen;31-03-2026;1\n";
    write(&home.path().join("regie/cijfers.csv"), figures);
    // What a link leads to stands elsewhere.
    std::os::unix::fs::symlink("/etc/passwd", home.path().join("regie/elders.csv")).unwrap();
    terminal.keys(":");
    terminal.expect("Welke opdracht?");
    terminal.keys("standen");
    terminal.expect("importeer standen");
    terminal.keys("\r");
    terminal.expect("cijfers.csv");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("cijfers.csv: 2 nieuwe standen, ↵ slaat op");
    terminal.expect("rij 2, 3.K1.1: 3 op 31-03-2026");
    terminal.expect("geen plaats");
    assert_eq!(plan(home.path())["revision"], 0);
    terminal.keys("\r");
    terminal.expect("opgeslagen");
    terminal.keys("u");
    terminal.expect("Teruggenomen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let plan = plan(home.path());
    assert_eq!(plan["revision"], 4, "one undo for both");
    assert_eq!(plan["history"][0]["source"]["file"], "cijfers.csv");
    assert_eq!(
        indicator(&plan, "3.K1")["readings"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn a_name_of_a_sheet_is_given_its_indicator_on_screen_and_known_the_next_month() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let sheet = |month: &str| {
        format!("KPI;Datum;Waarde\nActies samen;{month};3\nGestolen fietsen;{month};8\n")
    };
    write(&home.path().join("regie/maart.csv"), &sheet("31-03-2026"));
    let take = |terminal: &mut Terminal, file: &str| {
        terminal.keys(":importeer standen\r");
        terminal.expect(file);
        terminal.keys("\r");
    };
    take(&mut terminal, "maart.csv");
    terminal.expect("er is niets nieuws");
    terminal.expect("2 hebben geen plaats (2 onbekende namen)");
    terminal.keys("acties samen\r");
    terminal.expect("Welke indicator is “Acties samen”?");
    terminal.keys("3.K1.1\r");
    terminal.expect("maart.csv, kaart maart: 1 nieuwe stand, ↵ slaat op");
    terminal.keys("fietsen\r");
    terminal.expect("Welke indicator is “Gestolen fietsen”?");
    terminal.keys("overslaan\r");
    terminal.expect("rij 2, 3.K1.1: 3 op 31-03-2026");
    terminal.keys("\r");
    terminal.expect("opgeslagen");
    known_in_april(
        home.path(),
        terminal,
        &sheet("30-04-2026"),
        "april.csv, kaart maart: 1 nieuwe stand, ↵ slaat op",
    );
}

/// What was said of the sheet of March holds for that of April: it is taken in at once, and said in its title.
fn known_in_april(home: &Path, mut terminal: Terminal, sheet: &str, title: &str) {
    write(&home.join("regie/april.csv"), sheet);
    terminal.keys(":importeer standen\r");
    terminal.expect("april.csv");
    terminal.keys("april\r");
    terminal.expect(title);
    terminal.keys("\r");
    terminal.expect("opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let plan = plan(home);
    let readings = &indicator(&plan, "3.K1")["readings"];
    assert_eq!(readings.as_array().unwrap().len(), 2);
}

/// While a file is read no key reaches the page behind the list it was chosen from, and Esc breaks it off.
#[test]
fn keys_typed_while_a_sheet_is_read_change_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let others = "Onbekend;31-03-2026;8\n".repeat(20_000);
    let sheet = format!("KPI;Datum;Waarde\n3.K1;31-03-2026;3\n{others}");
    write(&home.path().join("regie/maart.csv"), &sheet);
    terminal.keys(":importeer standen\r");
    terminal.expect("1 van 1");
    terminal.keys("\r+u\r");
    terminal.expect("maart.csv wordt gelezen…");
    terminal.expect("Esc breekt af");
    terminal.expect("maart.csv: 1 nieuwe stand, ↵ slaat op");
    terminal.keys("\u{1b}");
    terminal.expect("KPI 3.K1");
    terminal.keys(":importeer standen\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("maart.csv wordt gelezen…");
    terminal.keys("\u{1b}");
    terminal.expect("Afgebroken: er is niets opgeslagen.");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(plan(home.path())["revision"], 0);
}

/// The questions of the terminal, on screen: which row, which column, and what a figure is; kept for the
/// next month under the file's name.
#[test]
fn a_column_that_is_not_recognised_is_named_on_screen_and_known_the_next_month() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let sheet = |month: &str, figure: u8| {
        format!("Politie, verzonnen\nFeitcode;Peil;Geteld\n3.K1;{month};{figure}\n3.K2;{month};1\n")
    };
    write(
        &home.path().join("regie/maart.csv"),
        &sheet("31-03-2026", 3),
    );
    terminal.keys(":importeer standen\r");
    terminal.expect("maart.csv");
    terminal.keys("\r");
    terminal.expect("maart.csv: In welke rij staan de koppen?");
    terminal.expect("rij 2  Feitcode · Peil · Geteld");
    terminal.keys("\r");
    terminal.expect("In welke kolom staat de KPI of indicator (id of naam)?");
    terminal.expect("kolom A  Feitcode: 3.K1 · 3.K2");
    terminal.keys("\r");
    terminal.expect("In welke kolom staat de datum of de maand?");
    terminal.keys("\r");
    terminal.expect("A Feitcode is al die van indicator.");
    terminal.keys("peil\r");
    terminal.expect("In welke kolom staat de waarde?");
    terminal.keys("geteld\r");
    terminal.expect("In welke kolom staat een notitie?");
    terminal.keys("\r");
    terminal.expect("het totaal tot dan");
    terminal.keys("\r");
    terminal.expect("maart.csv, kaart maart: 2 nieuwe standen, ↵ slaat op");
    terminal.keys("\r");
    terminal.expect("opgeslagen");
    known_in_april(
        home.path(),
        terminal,
        &sheet("30-04-2026", 4),
        "april.csv, kaart maart: 2 nieuwe standen, ↵ slaat op",
    );
}

#[test]
fn what_a_table_of_council_indicators_does_not_say_is_asked_on_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let table = "Regio;Jaar;Inwoners;Misdrijven\nGM0603;2024;57000;31,5\nGM0518;2024;1;2\n";
    write(&home.path().join("regie/wijk.csv"), table);
    terminal.keys(":importeer indicatoren\r");
    terminal.expect("wijk.csv");
    terminal.keys("\r");
    terminal.expect("wijk.csv: Welk gebied is de eigen gemeente?");
    terminal.expect("gebied    GM0518");
    terminal.keys("GM0603\r");
    terminal.expect("wijk.csv: In welke eenheid staat “Inwoners”?");
    terminal.keys("\r");
    terminal.expect("Typ haar, zoals aantal of %.");
    terminal.keys("aantal\r");
    terminal.expect("In welke eenheid staat “Misdrijven”?");
    terminal.keys("per 1000 inwoners\r");
    terminal.expect("wijk.csv, kaart wijk: 2 nieuwe cijfers, ↵ slaat op");
    terminal.expect("Misdrijven GM0603 2024: 31,5 per 1.000 inwoners");
    assert_eq!(plan(home.path())["revision"], 0);
    terminal.keys("\r");
    terminal.expect("opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let context = &plan(home.path())["context"];
    assert_eq!(context[0]["values"][0]["unit"], "aantal");
    assert_eq!(context[1]["values"][0]["unit"], "per 1.000 inwoners");
}

#[test]
fn council_indicators_beside_the_plan_are_taken_in_on_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let table = "Gebied;Periode;Indicator;Waarde;Eenheid;Bron\n\
                 Rijswijk;2024;Winkeldiefstallen;1,8;per 1.000 inwoners;CBS\n\
                 Nederland;2024;Winkeldiefstallen;2,3;per 1.000 inwoners;CBS\n\
                 Delft;2024;Winkeldiefstallen;2,0;per 1.000 inwoners;CBS\n";
    write(&home.path().join("regie/omgeving.csv"), table);
    terminal.keys(":importeer indicatoren\r");
    terminal.expect("Omgevingscijfers uit");
    terminal.expect("omgeving.csv");
    terminal.keys("\r");
    terminal.expect("omgeving.csv: 2 nieuwe cijfers, ↵ slaat op");
    terminal.expect("1 is van een ander gebied");
    terminal.expect("Winkeldiefstallen Rijswijk 2024: 1,8 per 1.000 inwoners");
    terminal.keys("hoofdstuk\r");
    terminal.expect("Bij welk hoofdstuk staan zij?");
    terminal.keys("5\r");
    terminal.expect("5 ");
    terminal.expect("↵ kiest een ander");
    assert_eq!(plan(home.path())["revision"], 0);
    terminal.keys("\r");
    terminal.expect("opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let plan = plan(home.path());
    let context = &plan["context"][0];
    assert_eq!(context["chapters"][0], "5");
    assert_eq!(context["values"].as_array().unwrap().len(), 2);
    assert_eq!(context["values"][0]["source"]["file"], "omgeving.csv");
}

/// What a colleague recorded meets the sheet: one chooses row by row or for all, sees what it does, and
/// one undo takes it all back.
#[test]
fn where_a_figure_meets_another_the_sheet_may_hold() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let first = "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K2;31-03-2026;1\n3.K3;31-03-2026;1\n";
    write(&home.path().join("regie/cijfers.csv"), first);
    let take = |terminal: &mut Terminal| {
        terminal.keys(":importeer standen\r");
        terminal.expect("1 van 1");
        terminal.keys("\r");
    };
    take(&mut terminal);
    terminal.expect("cijfers.csv: 3 nieuwe standen, ↵ slaat op");
    terminal.keys("\r");
    terminal.expect("3 onderdelen bijgewerkt");
    let revision = plan(home.path())["revision"].as_u64().unwrap();
    let second = first.replace(";3\n", ";4\n").replace(";1\n", ";2\n") + "3.K4;31-03-2026;5/17\n";
    write(&home.path().join("regie/cijfers.csv"), &second);
    take(&mut terminal);
    terminal.expect("cijfers.csv: 1 nieuwe stand, ↵ kiest wat geldt");
    terminal.expect("3 botsen");
    terminal.expect("op die dag staat al 3 van A. J");
    terminal.keys("\r");
    terminal.expect("3.K1.1 op 31-03-2026: 4 in het bestand, 3 van A. Jansen in het plan");
    terminal.expect("4 geldt; 3 van A. Jansen blijft in het log");
    terminal.expect("3 van A. Jansen blijft; 4 wordt overgeslagen");
    terminal.expect("bij alle 3 die botsen; wat er stond blijft in het log");
    // Enter twice harms nothing.
    terminal.keys("\r");
    terminal.expect("3 botsen");
    terminal.keys("\r");
    terminal.expect("▌ terug");
    terminal.keys("\u{1b}[B\r");
    terminal.expect("cijfers.csv: 2 nieuwe standen, ↵ kiest wat geldt");
    terminal.expect("2 botsen");
    terminal.expect("in plaats van 3 van A. Jansen");
    terminal.keys("\r");
    terminal.expect("3.K2.1 op 31-03-2026: 2 in het bestand");
    terminal.keys("alle bestand\r");
    terminal.expect("cijfers.csv: 4 nieuwe standen, ↵ slaat op");
    // Of one of them the plan holds, then the file again, then the plan.
    for (side, outcome) in [
        ("plan", "cijfers.csv: 3 nieuwe standen, ↵ slaat op"),
        ("bestand", "cijfers.csv: 4 nieuwe standen, ↵ slaat op"),
        ("plan", "cijfers.csv: 3 nieuwe standen, ↵ slaat op"),
    ] {
        terminal.keys("3.K3.1\r");
        terminal.expect("3.K3.1 op 31-03-2026: 2 in het bestand, 1 van A. Jansen in het plan");
        terminal.keys(&format!("{side}\r"));
        terminal.expect(outcome);
    }
    terminal.expect("1 blijft zoals in het plan");
    terminal.expect("op die dag blijft 1 van A. Jansen");
    assert_eq!(plan(home.path())["revision"], revision);
    terminal.keys("\r");
    terminal.expect("3 onderdelen bijgewerkt");
    let now = plan(home.path());
    let values = |plan: &Value| -> Vec<u64> {
        let readings = indicator(plan, "3.K1")["readings"].clone();
        let readings = readings.as_array().unwrap().iter();
        readings.map(|it| it["value"].as_u64().unwrap()).collect()
    };
    assert_eq!(values(&now), [3, 4], "what stood there stays below it");
    terminal.keys("u");
    terminal.expect("Teruggenomen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let back = plan(home.path());
    assert_eq!(values(&back), [3], "one undo for all of them");
    assert_eq!(back["revision"].as_u64().unwrap(), revision + 6);
}

#[test]
fn an_odd_figure_is_asked_before_it_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let figures = "KPI;Datum;Waarde\n3.K2;31-03-2026;3\n3.K1;31-03-2026;5000\n";
    write(&home.path().join("regie/cijfers.csv"), figures);
    terminal.keys(":");
    terminal.expect("Welke opdracht?");
    terminal.keys("standen");
    terminal.expect("importeer standen");
    terminal.keys("\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("↵ gaat verder");
    terminal.expect("klopt dit?");
    terminal.keys("\r");
    terminal.expect("1 is vreemd: klopt dat?");
    terminal.keys("\r");
    terminal.expect("↵ gaat verder");
    assert_eq!(plan(home.path())["revision"], 0);
    terminal.keys("\r");
    terminal.expect("1 is vreemd: klopt dat?");
    terminal.keys("\u{1b}[B");
    terminal.expect("▌ ja");
    terminal.keys("\r");
    terminal.expect("5.000 / 10");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(plan(home.path())["revision"], 2);
}

#[test]
fn asked_twice_it_leaves_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let _lock = hold(home.path());
    terminal.keys("+qq");
    assert_eq!(terminal.exit_code(), 1, "nobody knows whether it is saved");
    terminal.is_whole();
    assert_eq!(plan(home.path())["revision"], 0);
}

#[test]
fn what_is_typed_ahead_of_a_form_that_is_saved_goes_where_it_belongs() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let lock = hold(home.path());
    terminal.keys("e7\r");
    terminal.expect("wordt opgeslagen…");
    terminal.keys("8\r");
    drop(lock);
    terminal.expect(": 8 · opgeslagen");
    let plan = plan(home.path());
    assert_eq!(indicator(&plan, "3.K1")["readings"][0]["value"], 7);
    assert_eq!(indicator(&plan, "3.K2")["readings"][0]["value"], 8);
}

/// Someone saves without the lock, while it is held: what was typed ahead doesn't answer a question
/// nobody saw.
#[test]
fn an_enter_typed_ahead_does_not_answer_a_conflict() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("0 Nu");
    terminal.keys("3eg");
    terminal.expect("open → gereed");
    let lock = hold(home.path());
    terminal.keys("\r");
    terminal.expect("wordt opgeslagen…");
    terminal.keys("\r\r");
    let file = home.path().join("regie/plan.json");
    let text = read_to_string(&file).unwrap();
    let action = text.find("\"id\": \"2A.1.a\"").unwrap();
    let (before, after) = text.split_at(action);
    let after = after.replacen("\"open\"", "\"running\"", 1);
    write(&home.path().join("other.json"), &format!("{before}{after}"));
    rename(home.path().join("other.json"), &file).unwrap();
    drop(lock);
    terminal.expect("Intussen zette");
    terminal.screen();
    assert!(terminal.screen().contents().contains("Intussen zette"));
    assert_eq!(plan(home.path())["revision"], 0);
    terminal.keys("\r");
    terminal.expect("2A.1.a: loopt → gereed · opgeslagen");
}

/// An edit that fails takes what was to take it back along.
#[test]
fn an_undo_typed_after_an_edit_that_fails_is_dropped() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    terminal.keys("+");
    terminal.expect("3.K1.1 integrale controles: 1 · opgeslagen");
    let lock = hold(home.path());
    terminal.keys("+u");
    terminal.expect("bezig met opslaan…");
    let (file, second) = ("regie/plan.json", "regie/second-name.json");
    hard_link(home.path().join(file), home.path().join(second)).unwrap();
    drop(lock);
    terminal.expect("3.K1.1 +1 is niet opgeslagen");
    remove_file(home.path().join(second)).unwrap();
    terminal.keys("j+");
    terminal.expect("3.K2.1");
    terminal.expect("opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let plan = plan(home.path());
    assert_eq!(plan["revision"], 2);
    assert_eq!(indicator(&plan, "3.K1")["readings"][0]["value"], 1);
}

#[test]
fn a_line_that_is_lost_waits_for_the_save() {
    for (end, code) in [("HUP", 129), ("TERM", 143)] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = start(home.path());
        let lock = hold(home.path());
        terminal.keys("e7\r");
        terminal.expect("wordt opgeslagen…");
        if end == "HUP" {
            terminal.hang_up();
        } else {
            terminal.signal(end);
        }
        std::thread::sleep(Duration::from_millis(300));
        drop(lock);
        assert_eq!(terminal.exit_code(), code, "{end}");
        assert_eq!(plan(home.path())["revision"], 1, "{end}");
        // It was saved, so nothing is left to put back.
        let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
        terminal.expect("3 Ondermijning › KPI 3.K2");
        assert!(!terminal.screen().contents().contains("terugzetten"));
    }
}

/// A colleague records a figure of the same day while the sheet is walked: it is walked anew, and what was
/// said of the others stays.
#[test]
fn what_a_colleague_records_while_a_sheet_is_walked_is_asked() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let figures = "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K2;31-03-2026;1\n";
    write(&home.path().join("regie/cijfers.csv"), figures);
    let colleague = |id: &str, value: &str| {
        let day = ["kpi", "zet", id, value, "--datum", "31-03-2026", "--zeker"];
        let args = [&["--door", "Bert"][..], &day].concat();
        assert_eq!(Terminal::start(home.path(), &args).exit_code(), 0);
    };
    terminal.keys(":importeer standen\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("cijfers.csv: 2 nieuwe standen, ↵ slaat op");
    colleague("3.K1.1", "2");
    terminal.keys("\r");
    terminal.expect("Niet opgeslagen: een ander legde intussen iets vast");
    terminal.expect("cijfers.csv: 1 nieuwe stand, ↵ kiest wat geldt");
    terminal.expect("op die dag staat al 2 van Bert");
    terminal.keys("\r");
    terminal.expect("3.K1.1 op 31-03-2026: 3 in het bestand, 2 van Bert in het plan");
    terminal.keys("\u{1b}[B\r");
    terminal.expect("cijfers.csv: 2 nieuwe standen, ↵ slaat op");
    // What was chosen over 2 says nothing of 1; and what is the same by now isn't recorded again.
    colleague("3.K1.1", "1");
    colleague("3.K2.1", "1");
    terminal.keys("\r");
    terminal.expect("cijfers.csv: 0 nieuwe standen, ↵ kiest wat geldt");
    terminal.expect("op die dag staat al 1 van Bert");
    terminal.expect("1 botst, 1 staat er al");
    terminal.keys("\r");
    terminal.expect("3 in het bestand, 1 van Bert in het plan");
    terminal.keys("\u{1b}[B\r");
    terminal.expect("cijfers.csv: 1 nieuwe stand, ↵ slaat op");
    terminal.keys("\r");
    terminal.expect("3.K1.1 integrale controles: 3");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let readings = indicator(&plan(home.path()), "3.K1")["readings"].clone();
    let values = readings.as_array().unwrap().iter();
    let values: Vec<u64> = values.map(|it| it["value"].as_u64().unwrap()).collect();
    assert_eq!(values, [2, 1, 3]);
}

/// From a question about a sheet Esc leads to the one before it, with what was answered, and from what is
/// asked about its figures back to them.
#[test]
fn one_goes_back_among_the_questions_of_a_sheet() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let table = "Wat;Wanneer;Hoeveel;Uren\n3.K1;31-03-2026;3;8\n";
    write(&home.path().join("regie/cijfers.csv"), table);
    terminal.keys(":importeer standen\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("In welke rij staan de koppen?");
    terminal.expect("Esc terug");
    terminal.keys("\r");
    terminal.expect("In welke kolom staat de KPI of indicator");
    terminal.expect("Esc vorige vraag");
    terminal.keys("\r");
    terminal.expect("In welke kolom staat de datum");
    terminal.keys("kolom B\r");
    terminal.expect("In welke kolom staat de waarde?");
    terminal.keys("kolom D\r");
    terminal.expect("In welke kolom staat een notitie?");
    terminal.keys("\u{1b}");
    terminal.expect("In welke kolom staat de waarde?");
    terminal.expect("▌ kolom D");
    terminal.keys("\u{1b}");
    terminal.expect("In welke kolom staat de datum");
    terminal.expect("▌ kolom B");
    terminal.keys("\r");
    terminal.expect("▌ kolom D");
    terminal.keys("kolom C\r");
    terminal.expect("In welke kolom staat een notitie?");
    terminal.keys("\r");
    terminal.expect("totaal tot dan");
    terminal.keys("\r");
    terminal.expect("1 nieuwe stand, ↵ slaat op");
    terminal.expect("rij 2, 3.K1.1: 3 op 31-03-2026");
    // Columns again, and back to the figures.
    terminal.keys("kolommen\r");
    terminal.expect("In welke rij staan de koppen?");
    terminal.expect("Esc naar de cijfers");
    terminal.keys("\u{1b}");
    terminal.expect("1 nieuwe stand, ↵ slaat op");
    terminal.keys("\u{1b}");
    terminal.expect("KPI 3.K1");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(plan(home.path())["revision"], 0);
}

/// The metadata that the CBS delivers beside its table is found by its name: nothing needs saying.
#[test]
fn the_metadata_beside_a_table_is_read_with_it() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let put = |name: &str, text: &str| write(&home.path().join("regie").join(name), text);
    let table = "ID;Soort;RegioS;Perioden;Totaal_1\n0;A1;GM0603;2024JJ00;205\n";
    put("85318NED_UntypedDataSet.csv", table);
    put(
        "85318NED_metadata.csv",
        "\"DataProperties\"\n\"ID\";\"Type\";\"Key\";\"Title\";\"Unit\"\n\
         0;\"Topic\";\"Totaal_1\";\"Aangiften\";\"aantal\"\n\n\
         \"Soort\"\n\"Key\";\"Title\"\n\"A1\";\"Fietsen\"\n\n\
         \"RegioS\"\n\"Key\";\"Title\"\n\"GM0603\";\"Rijswijk (ZH.)\"\n\n\
         \"Perioden\"\n\"Key\";\"Title\";\"Status\"\n\"2024JJ00\";\"2024*\";\"Voorlopig\"\n",
    );
    terminal.keys(":importeer indicatoren\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("1 nieuw cijfer, ↵ slaat op");
    terminal.expect("metadata   85318NED_metadata.csv zegt namen en eenheden; ↵");
    terminal.expect("rij 2, Fietsen, Aangiften GM0603 2024: 205 aantal");
    terminal.keys("\u{1b}");
    put("85318NED_metadata.csv", "a;b\n1;2\n");
    terminal.keys(":importeer indicatoren\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("Welk gebied is de eigen gemeente?");
    terminal.keys("GM0603\r");
    terminal.expect("In welke eenheid staat");
    terminal.keys("aantal\r");
    terminal.expect("85318NED_metadata.csv is niet gebruikt: dit is geen metadata");
    terminal.keys("\u{1b}q");
    assert_eq!(terminal.exit_code(), 0);
}

/// Metadata that is called otherwise is chosen: at a question it answers, where what was answered holds, or at
/// the figures.
#[test]
fn another_metadata_file_is_chosen_on_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let put = |name: &str, text: &str| write(&home.path().join("regie").join(name), text);
    let table = "ID;Soort;RegioS;Perioden;Totaal_1\n0;A1;GM0603;2024JJ00;205\n";
    put("85318NED.csv", table);
    put("andere.csv", "a;b\n1;2\n");
    put(
        "uitleg.csv",
        "\"DataProperties\"\n\"ID\";\"Type\";\"Key\";\"Title\";\"Unit\"\n\
         0;\"Topic\";\"Totaal_1\";\"Aangiften\";\"aantal\"\n\n\
         \"Soort\"\n\"Key\";\"Title\"\n\"A1\";\"Fietsen\"\n",
    );
    terminal.keys(":importeer indicatoren\r");
    terminal.expect("3 van 3");
    terminal.keys("85318\r");
    terminal.expect("Welk gebied is de eigen gemeente?");
    terminal.keys("GM0603\r");
    terminal.expect("In welke eenheid staat “Totaal_1”?");
    terminal.expect("metadata  staat in een ander bestand; ↵ kiest het");
    terminal.keys("\u{1b}[B\r");
    terminal.expect("Welke metadata hoort bij 85318NED.csv?");
    terminal.expect("▌ geen");
    terminal.expect("Esc naar de vraag");
    terminal.keys("\u{1b}");
    terminal.expect("In welke eenheid staat “Totaal_1”?");
    terminal.keys("\u{1b}[B\r");
    terminal.expect("Welke metadata hoort bij");
    terminal.keys("andere\r");
    terminal.expect("andere.csv is niet gebruikt: dit is geen metadata van het CBS");
    terminal.keys("\u{1b}[B\r");
    terminal.expect("Welke metadata hoort bij");
    terminal.keys("uitleg\r");
    terminal.expect("85318NED.csv, kaart 85318NED: 1 nieuw cijfer, ↵ slaat op");
    terminal.expect("uitleg.csv zegt namen en eenheden; ↵ kiest een ander");
    terminal.expect("rij 2, Fietsen, Aangiften GM0603 2024: 205 aantal");
    terminal.keys("kiest een ander\r");
    terminal.expect("▌ bestand  uitleg.csv");
    terminal.expect("Esc naar de cijfers");
    terminal.keys("\u{1b}");
    terminal.expect("1 nieuw cijfer, ↵ slaat op");
    terminal.keys("\r");
    terminal.expect("opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let context = &plan(home.path())["context"][0];
    assert_eq!(context["title"], "Fietsen, Aangiften");
}

/// A unit that a kept map says of no indicator by name is offered first where several lack one.
#[test]
fn the_unit_of_a_kept_map_is_offered_on_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path());
    let put = |name: &str, text: &str| write(&home.path().join("regie").join(name), text);
    put(
        "kaarten.json",
        r#"{"schema": 1, "maps": [{"by": "A. Jansen", "name": "oud",
            "map": {"whole": {"eenheid": "per 1.000 jongeren"}}}]}"#,
    );
    let table = "Gebied;Jaar;Bron;Inwoners;Misdrijven\nRijswijk;2024;CBS;57000;31,5\n";
    put("wijk.csv", table);
    terminal.keys(":importeer indicatoren\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("In welke eenheid staat “Inwoners”?");
    terminal.expect("eenheid   per 1.000 jongeren");
    terminal.keys("aantal\r");
    terminal.expect("In welke eenheid staat “Misdrijven”?");
    terminal.keys("\u{1b}[B\u{1b}[B\r");
    terminal.expect("2 nieuwe cijfers, ↵ slaat op");
    terminal.expect("Misdrijven Rijswijk 2024: 31,5 per 1.000 jongeren");
    terminal.keys("\u{1b}q");
    assert_eq!(terminal.exit_code(), 0);
}
