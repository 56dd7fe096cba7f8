//! A database keeps a plan.

use std::fs;

use regie::store::moving::{Move, moves};

use crate::encrypted::write;
use crate::line;
use crate::proofs::desk;
use crate::suite::{SUITE, author};
use crate::terminal::Terminal;

#[test]
fn what_holds_of_any_keeper_holds_of_a_database() {
    let Some(server) = line::server() else {
        return;
    };
    // A move takes the lock beside the file.
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("plan.json");
    fs::copy("tests/stores/valid/small.json", &file).unwrap();
    for (number, (name, proof)) in SUITE.iter().enumerate() {
        println!("{name}");
        let url = server.url(line::DATABASE, &format!("plan-{number}"));
        moves(&file, url.as_ref(), Move::Copy, &author("A")).unwrap();
        proof(url.as_ref());
    }
}

#[test]
fn figures_in_ones_own_folder_are_taken_in_on_screen() {
    let Some(server) = desk::server() else {
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let url = desk::url(&[server.host()]);
    let args = ["--plan", &*url, "--nu", "2026-11-23"];
    let offer = |terminal: &mut Terminal| {
        terminal.expect("0 Nu");
        terminal.keys(":");
        terminal.expect("Welke opdracht?");
        terminal.keys("importeer standen\r");
    };
    let folder = home.path().join("regie").join(desk::SLUG);
    let mut terminal = Terminal::start(home.path(), &args);
    offer(&mut terminal);
    terminal.expect("Er staat geen CSV, XLSX of ODS in /");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);

    fs::create_dir_all(&folder).unwrap();
    let figures =
        "KPI;Datum;Waarde\n1.K1.1;31-03-2026;3\n1.K1.1;30-04-2026;4\nFietsen;30-04-2026;9\n";
    write(&folder.join("cijfers.csv"), figures);
    let mut terminal = Terminal::start(home.path(), &args);
    offer(&mut terminal);
    terminal.expect("cijfers.csv");
    terminal.keys("\r");
    terminal.expect("cijfers.csv: 2 nieuwe standen, ↵ slaat op");
    terminal.expect("1 heeft geen plaats (1 onbekende naam)");
    terminal.keys("\r");
    terminal.expect("controles: 4 · opgeslagen");
    // What stands there by now meets the next sheet, which may hold.
    let next = figures.replace(";3\n", ";5\n");
    fs::remove_file(folder.join("cijfers.csv")).unwrap();
    write(&folder.join("cijfers.csv"), &next);
    terminal.keys(":importeer standen\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("cijfers.csv: 0 nieuwe standen, ↵ kiest wat geldt");
    terminal.keys("\r");
    terminal.expect("1.K1.1 op 31-03-2026: 5 in het bestand, 3 van");
    terminal.keys("\u{1b}[B\r");
    terminal.expect("cijfers.csv: 1 nieuwe stand, ↵ slaat op");
    terminal.keys("\r");
    terminal.expect("1.K1.1 controles: 5");
    terminal.keys("u");
    terminal.expect("Teruggenomen");
    terminal.keys("u");
    terminal.expect("controles: 3");
    // What a colleague records while the sheet is walked isn't recorded over.
    terminal.keys(":importeer standen\r");
    terminal.expect("1 van 1");
    terminal.keys("\r");
    terminal.expect("cijfers.csv: 2 nieuwe standen, ↵ gaat verder");
    terminal.keys("\r");
    terminal.expect("1 is vreemd: klopt dat?");
    let zet = ["kpi", "zet", "1.K1.1", "2", "--datum", "31-03-2026"];
    let mut colleague = Terminal::start(home.path(), &[&args[..], &zet].concat());
    assert_eq!(colleague.exit_code(), 0);
    terminal.keys("ja\r");
    terminal.expect("Niet opgeslagen: een ander legde intussen iets vast");
    terminal.expect("cijfers.csv: 1 nieuwe stand, ↵ kiest wat geldt");
    terminal.expect("op die dag staat al 2 van");
    terminal.keys("\u{1b}");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let entries = "SELECT count(*) FILTER (WHERE entry LIKE '%cijfers.csv%' AND entry NOT LIKE '%undoes%'), count(*) FROM regie.edit";
    assert_eq!(server.sql_in(line::DATABASE, entries), "3|7");
}
