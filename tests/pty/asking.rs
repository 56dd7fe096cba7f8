//! Taking in a sheet at a terminal: what it doesn't say by itself is asked once, and kept. All figures
//! are invented.

use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::terminal::Terminal;
use crate::write;

/// What the police send each month: a title, months beside each other under their names, nothing
/// above the names, and a total of everything.
fn police(home: &Path, months: usize) -> String {
    let path = home.join(format!("politie-{months}.xlsx"));
    let names = [
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ];
    let rows = [
        ("Integrale controle", [2, 1, 0, 2]),
        ("Inzet van speurhonden", [0, 1, 0, 1]),
        ("Diefstal van fietsen", [14, 9, 22, 17]),
        ("Totaal", [16, 11, 22, 20]),
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Maandcijfers").unwrap();
    sheet
        .write(0, 0, "Basisteam Verzonnen, maandcijfers")
        .unwrap();
    sheet.write(1, 0, "gemaakt op 3 april; voorlopig").unwrap();
    for (column, name) in (1..).zip(names) {
        sheet.write(3, column, name).unwrap();
    }
    for (row, (name, figures)) in (4..).zip(rows) {
        sheet.write(row, 0, name).unwrap();
        for (column, figure) in (1..).zip(&figures[..months]) {
            sheet.write(row, column, *figure).unwrap();
        }
    }
    book.save(&path).unwrap();
    path.to_string_lossy().into_owned()
}

fn taking_in<'a>(path: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["--nu", "2026-11-23", "importeer", "standen", path];
    args.extend(more);
    args
}

fn plan(home: &Path) -> Value {
    let text = std::fs::read_to_string(home.join("regie/plan.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn values(plan: &Value, kpi: usize) -> Vec<u64> {
    let readings = &plan["chapters"][2]["kpis"][kpi]["indicators"][0]["readings"];
    let readings = readings.as_array().unwrap().iter();
    readings.map(|it| it["value"].as_u64().unwrap()).collect()
}

#[test]
fn a_sheet_of_the_police_is_asked_about_once() {
    let home = tempfile::tempdir().unwrap();
    let march = police(home.path(), 3);
    let mut terminal = Terminal::start(home.path(), &taking_in(&march, &["--kaart", "politie"]));
    terminal.expect("politie-3.xlsx, blad Maandcijfers:");
    terminal.expect("In welke rij staan de koppen? [4]");
    terminal.keys("\r");
    terminal.expect("Koppen: B jan · C feb");
    terminal.expect("In welke kolom staat de KPI of indicator (id of naam)? [A]");
    terminal.keys("Q\r");
    terminal.expect("“Q” is geen kolom; typ haar letter of haar kop. In welke kolom");
    terminal.keys("a\r");
    terminal.expect("[geen: de maanden staan naast");
    terminal.keys("\r");
    terminal.expect("een notitie? [geen]");
    terminal.keys("\r");
    terminal.expect("(b)? [t]");
    terminal.keys("b\r");
    terminal.expect("Rij 5, 3 cijfers: “Integrale controle” is geen indicator van dit plan");
    terminal.expect("1  3.K1.1   integrale controles");
    terminal.keys("1\r");
    terminal.expect("“Inzet van speurhonden” is geen indicator");
    terminal.expect("3.K3.1   controles met speurhonden");
    terminal.keys("3.K99\r");
    terminal.expect("“3.K99” is geen indicator van dit plan");
    terminal.keys("3.k3\r");
    terminal.expect("“Diefstal van fietsen”");
    terminal.keys("--\r");
    terminal.expect("kaart politie is bewaard");
    assert_eq!(terminal.exit_code(), 0);
    terminal.expect("6 nieuwe standen · opgeslagen");
    let taken = plan(home.path());
    assert_eq!(
        (values(&taken, 0), values(&taken, 2)),
        (vec![2, 3, 3], vec![0, 1, 1])
    );

    // The next month is one command.
    let april = police(home.path(), 4);
    let mut terminal = Terminal::start(home.path(), &taking_in(&april, &["--kaart", "politie"]));
    terminal.expect("2 nieuwe standen · opgeslagen");
    terminal.expect("6 standen stonden er al");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(values(&plan(home.path()), 0), [2, 3, 3, 5]);
}

#[test]
fn who_stops_saves_nothing_and_keeps_what_was_answered() {
    let home = tempfile::tempdir().unwrap();
    let sheet = home.path().join("cijfers.csv");
    let figures =
        "KPI;Datum;Waarde\nControles;31-03-2026;3\nHonden;31-03-2026;1\nFietsen;31-03-2026;9\n";
    write(&sheet, figures);
    let sheet = sheet.to_string_lossy();
    let mut terminal = Terminal::start(home.path(), &taking_in(&sheet, &[]));
    terminal.expect("“Controles” is geen indicator");
    terminal.keys("3.K1\r");
    terminal.expect("“Honden” is geen indicator");
    terminal.keys("stop\r");
    terminal.expect("Onder welke naam wordt dit bewaard? [↵: niet]");
    terminal.keys("../kaart\r");
    terminal.expect("Een naam heeft geen /");
    terminal.keys("kort\r");
    terminal.expect("er is niets opgeslagen");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(plan(home.path())["revision"], 0);

    let mut terminal = Terminal::start(home.path(), &taking_in(&sheet, &["--kaart", "kort"]));
    terminal.expect("“Honden” is geen indicator");
    terminal.keys("oo\r");
    terminal.expect("1 nieuwe stand · opgeslagen");
    terminal.expect("2 cijfers hebben geen plaats");
    assert_eq!(terminal.exit_code(), 3);

    // Where it all holds, nothing is asked.
    let mut terminal = Terminal::start(home.path(), &taking_in(&sheet, &["--zeker"]));
    terminal.expect("3 cijfers hebben geen plaats");
    assert_eq!(terminal.exit_code(), 3);
}

#[test]
fn what_a_table_of_council_indicators_does_not_say_is_asked_of_each() {
    let home = tempfile::tempdir().unwrap();
    let sheet = home.path().join("wijk.csv");
    write(
        &sheet,
        "Gebied;Jaar;Inwoners;Misdrijven\nGM0603;2024;57000;31,5\n",
    );
    let sheet = sheet.to_string_lossy();
    let args = ["--nu", "2026-11-23", "importeer", "indicatoren", &sheet];
    let mut terminal = Terminal::start(home.path(), &[&args[..], &["--kaart", "wijk"]].concat());
    terminal.expect("Het bestand heeft: GM0603");
    terminal.expect("Welk gebied is de eigen gemeente?");
    terminal.keys("GM0603\r");
    terminal.expect("In welke eenheid staat “Inwoners”?");
    terminal.keys("\r");
    terminal.expect("Typ haar, zoals aantal of %.");
    terminal.keys("aantal\r");
    terminal.expect("In welke eenheid staat “Misdrijven”?");
    terminal.keys("per 1000 inwoners\r");
    terminal.expect("kaart wijk is bewaard");
    terminal.expect("2 nieuwe cijfers · opgeslagen");
    assert_eq!(terminal.exit_code(), 0);
    let context = &plan(home.path())["context"];
    assert_eq!(context[0]["values"][0]["unit"], "aantal");
    assert_eq!(context[1]["values"][0]["unit"], "per 1.000 inwoners");
    let mut terminal = Terminal::start(home.path(), &[&args[..], &["--kaart", "wijk"]].concat());
    terminal.expect("2 cijfers stonden er al");
    assert_eq!(terminal.exit_code(), 0);
}

/// The next file has more indicators without a unit than the map's one: each is asked, as of a new file.
#[test]
fn a_unit_that_a_map_says_of_one_is_asked_of_more() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    let (sheet, map) = (path("wijk.csv"), path("oud.json"));
    let table = "Gebied;Jaar;Inwoners;Misdrijven\nGM0603;2024;57000;31,5\n";
    write(Path::new(&sheet), table);
    let known = r#"{"whole": {"eenheid": "per 1.000 jongeren", "gebied": "GM0603"}}"#;
    write(Path::new(&map), known);
    let args = [
        "--nu",
        "2026-11-23",
        "importeer",
        "indicatoren",
        &sheet,
        "--kaart",
        &map,
    ];
    let mut terminal = Terminal::start(home.path(), &args);
    terminal.expect("Bekende eenheden: per 1.000 jongeren");
    terminal.expect("In welke eenheid staat “Inwoners”?");
    terminal.keys("aantal\r");
    terminal.expect("In welke eenheid staat “Misdrijven”?");
    terminal.keys("%\r");
    terminal.expect("Onder welke naam wordt dit bewaard?");
    terminal.keys("wijk\r");
    terminal.expect("2 nieuwe cijfers · opgeslagen");
    assert_eq!(terminal.exit_code(), 0);
    let args = ["--nu", "2026-11-23", "importeer", "kaart", "wijk"];
    let mut terminal = Terminal::start(home.path(), &args);
    terminal.expect("Misdrijven");
    assert_eq!(terminal.exit_code(), 0);
    // Of a next indicator the unit of the one there was would be a guess.
    let shown = terminal.screen().contents();
    assert!(!shown.contains("per 1.000 jongeren"), "{shown}");
}

#[test]
fn a_line_that_goes_away_at_a_question_saves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let march = police(home.path(), 3);
    for end in ["\u{3}", "\u{4}"] {
        let mut terminal = Terminal::start(home.path(), &taking_in(&march, &["--kaart", "x"]));
        terminal.expect("In welke rij staan de koppen? [4]");
        terminal.keys(end);
        assert_ne!(terminal.exit_code(), 0);
        assert_eq!(plan(home.path())["revision"], 0);
    }
    assert!(!home.path().join("regie/kaarten.json").exists());
}

/// A colleague records a figure of the same day while one is asked what is odd: nothing is recorded over
/// it, unless the sheet holds.
#[test]
fn what_a_colleague_records_at_a_question_is_met() {
    for (more, code, says, left) in [
        (
            &[][..],
            4,
            "1 stand is op die dag anders dan in het plan",
            vec![7],
        ),
        (&["--behoud"][..], 0, "1 nieuwe stand · opgeslagen", vec![7]),
        (
            &["--vervang"][..],
            0,
            "2 nieuwe standen · opgeslagen",
            vec![7, 5000],
        ),
    ] {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("s.csv");
        write(
            &path,
            "KPI;Datum;Waarde\n3.K1;31-03-2026;5000\n3.K2;31-03-2026;1\n",
        );
        let path = path.to_string_lossy().into_owned();
        let mut terminal = Terminal::start(home.path(), &taking_in(&path, more));
        terminal.expect("klopt dat? [j/n]");
        let zet = ["kpi", "zet", "3.K1.1", "7", "--datum", "31-03-2026"];
        let args = [&["--door", "Bert", "--nu", "2026-11-23"][..], &zet].concat();
        assert_eq!(Terminal::start(home.path(), &args).exit_code(), 0);
        terminal.keys("j\r");
        terminal.expect("een ander legde intussen iets vast van dezelfde dag");
        terminal.expect(says);
        assert_eq!(terminal.exit_code(), code, "{more:?}");
        assert_eq!(values(&plan(home.path()), 0), left, "{more:?}");
    }
}
