//! Figures from their sources: a table goes in whole or not at all, and what it says stays traceable.
//! All figures are invented.

use std::fmt::Write as _;

use assert_cmd::Command;
use chrono::NaiveDate;
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::drafting::{broken_off, names};
use crate::town::{Town, code, err, out};

/// A town with a table.
fn with(csv: &str) -> (Town, String) {
    let town = Town::new();
    town.put("cijfers.csv", csv);
    let path = town.path("cijfers.csv");
    (town, path)
}

const GOOD: &str = "KPI;Datum;Waarde;Notitie\r\n3.K1;31-03-2026;3;proef\r\n3.K4;30-06-2026;12/17;\r\nFietsen;30-06-2026;2;\r\n";

/// The command that takes in a file, to give words with blanks to.
fn taking_in(town: &Town, path: &str) -> Command {
    let mut command = town.command();
    let plan = town.plan();
    command.args(["--plan", &plan, "--nu", "2026-11-23"]);
    command.args(["importeer", "standen", path]);
    command
}

#[test]
fn a_table_is_tried_taken_in_counted_and_taken_back() {
    let (town, path) = with(GOOD);
    let before = town.text();
    let tried = out(&town.run(&format!("importeer standen {path} --proef")));
    assert!(
        tried.contains("2 nieuwe standen · niets opgeslagen"),
        "{tried}"
    );
    assert_eq!(town.text(), before);
    let taken = town.run(&format!("importeer standen {path} --json"));
    assert_eq!(code(&taken), 3, "a name has no place");
    let taken: Value = serde_json::from_str(&out(&taken)).unwrap();
    assert_eq!(taken["saved"], true);
    let fates: Vec<&Value> = taken["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["fate"])
        .collect();
    assert_eq!(fates, ["new", "new", "unplaced"]);
    let log = town.json("log --json");
    let source = &log[1]["source"];
    assert_eq!(source["file"], "cijfers.csv");
    assert_eq!(source["row"], 2);
    assert_eq!(source["sha256"], taken["sha256"]);
    assert!(town.out("log").contains("(uit cijfers.csv, rij 3)"));
    let again = out(&town.run(&format!("importeer standen {path}")));
    assert!(again.contains("2 standen stonden er al"), "{again}");
    assert_eq!(town.file()["revision"], 2, "nothing is saved twice");
    town.out("herstel");
    let back = town.file();
    assert_eq!(
        back["chapters"][2]["kpis"][0]["indicators"][0]["readings"],
        serde_json::json!([])
    );
    assert!(
        town.run("herstel").status.code() != Some(0),
        "it was one save"
    );
    town.out("controleer");
}

#[test]
fn what_is_wrong_or_differs_keeps_all_of_it_out() {
    for (csv, option, expected, said) in [
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K2;31-03-2026;veel\n",
            "",
            2,
            "1 waarde is niet te lezen; er is niets opgeslagen",
        ),
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K1;31-03-2026;4\n",
            "",
            4,
            "1 stand is op die dag anders dan in het plan",
        ),
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;99\n",
            "",
            2,
            "99 bij een streefwaarde van 10: klopt dat? Geef dan ook --zeker",
        ),
        (
            "KPI;Waarde\n3.K1;3\n",
            "",
            2,
            "geen kolom met datum; rij 1 heeft de koppen “KPI”, “Waarde”",
        ),
        (
            "KPI;Datum;Waarde\n",
            " --kolom dag=Datum",
            2,
            "“dag” is geen soort kolom; kies indicator, datum, waarde, van, notitie",
        ),
        (
            "KPI;Datum;Waarde\n",
            " --naam Fietsen",
            2,
            "schrijf het met een = ertussen",
        ),
        (
            "KPI;Datum;Waarde\n",
            " --blad Maand",
            2,
            "CSV heeft geen bladen",
        ),
        ("", "", 2, "cijfers.csv: het bestand is leeg"),
    ] {
        let (town, path) = with(csv);
        let before = town.text();
        let output = town.run(&format!("importeer standen {path}{option}"));
        assert_eq!(code(&output), expected, "{csv}: {}", err(&output));
        assert!(err(&output).contains(said), "{csv}: {}", err(&output));
        assert_eq!(town.text(), before, "{csv}");
    }
    let (town, path) = with("KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K1;31-03-2026;4\n");
    let shown = town.out(&format!("importeer standen {path} --vervang --zeker"));
    assert!(shown.contains("2 nieuwe standen · opgeslagen"), "{shown}");
    assert!(town.out("toon 3.K1").contains("4 op 31-03"));
    let (town, path) = with("KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K1;31-03-2026;4\n");
    let shown = town.out(&format!("importeer standen {path} --behoud --zeker"));
    assert!(shown.contains("1 nieuwe stand · opgeslagen"), "{shown}");
    assert!(
        shown.contains("1 stand blijft zoals in het plan"),
        "{shown}"
    );
    assert!(town.out("toon 3.K1").contains("3 op 31-03"));
    let both = town.run(&format!("importeer standen {path} --behoud --vervang"));
    assert_eq!(code(&both), 2, "{}", err(&both));
}

#[test]
fn a_sheet_of_months_of_the_police_is_added_up() {
    let town = Town::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Maandcijfers").unwrap();
    sheet
        .write(0, 0, "Verzonnen maandcijfers, team Rijswijk")
        .unwrap();
    for (row, cells) in [
        (2, vec!["Feitcode", "jan", "feb", "mrt"]),
        (3, vec!["Integrale actie", "1", "2", "1"]),
        (4, vec!["Totaal", "9", "9", "9"]),
    ] {
        for (column, cell) in cells.iter().enumerate() {
            let column = u16::try_from(column).unwrap();
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
    book.save(town.path("politie.xlsx")).unwrap();
    let path = town.path("politie.xlsx");
    let mut command = taking_in(&town, &path);
    command.args([
        "--kolom",
        "indicator=Feitcode",
        "--naam",
        "Integrale actie=3.K1",
    ]);
    let output = command
        .args(["--naam", "Totaal=-", "--optellen"])
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        out(&output).contains("3 nieuwe standen · opgeslagen"),
        "{}",
        out(&output)
    );
    assert!(town.out("toon 3.K1").contains("4 op 31-03"));
    let log = town.json("log --json");
    assert_eq!(log[0]["source"]["sheet"], "Maandcijfers");
    assert_eq!(log[0]["source"]["row"], 4);
}

/// Whenever it is broken off, and whenever its undo is, all of it is done or nothing, and nothing is
/// left beside the plan; who hears that it was saved, hears the truth.
#[test]
fn broken_off_it_records_nothing_half() {
    let mut csv = "KPI;Datum;Waarde\n".to_string();
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    let days = first.iter_days().take(2_000);
    for (number, day) in days.enumerate() {
        writeln!(csv, "3.K1;{day};{number}").unwrap();
    }
    let (town, path) = with(&csv);
    let plan = town.plan();
    let taking_in = ["importeer", "standen", &path, "--zeker"];
    // Beside the plan stands that of the day before, once something was saved.
    town.out("kpi zet 3.K2 1");
    let beside = names(&town);
    let (mut revision, mut ended) = (1, 0);
    for (line, more) in [(&taking_in[..], 2_000), (&["herstel"], 2_000)] {
        let long = std::time::Instant::now();
        let mut done = false;
        for after in (0..12).map(|step| 20 * (1 << (step / 2)) + 10 * step) {
            let day = ["--plan", &plan, "--door", "a.jansen", "--nu", "2026-11-23"];
            let args = [&day, line].concat();
            let (was_ended, said) = broken_off(&args, after);
            town.out("controleer");
            assert_eq!(names(&town), beside, "{line:?} after {after} ms");
            let now = town.file()["revision"].as_u64().unwrap();
            done = now != revision;
            assert!(!done || now == revision + more, "{line:?} after {after} ms");
            assert!(done || was_ended, "{said}");
            assert!(done || !said.contains("opgeslagen"), "{said}");
            ended += usize::from(was_ended);
            if done || long.elapsed().as_secs() > 60 {
                break;
            }
        }
        if !done {
            let day = ["--plan", &plan, "--door", "a.jansen", "--nu", "2026-11-23"];
            let args = [&day, line].concat();
            town.command().args(args).assert().success();
        }
        revision += more;
    }
    assert!(ended > 0, "nothing was broken off");
    assert_eq!(town.file()["revision"], 4_001, "one undo");
}

#[test]
fn a_name_without_a_place_is_told_and_ends_otherwise() {
    for (csv, expected, said) in [
        ("KPI;Datum;Waarde\n3.K1;31-03-2026;3\n", 0, ""),
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;3\nFietsen;31-03-2026;1\n",
            3,
            "“Fietsen” is geen indicator van dit plan",
        ),
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n2.K1;31-03-2026;1\n",
            3,
            "“2.K1” is er meer dan eens: 2.K1a, 2.K1b of 2.K1c",
        ),
        ("KPI;Datum;Waarde\n2.k1B;31-03-2026;1\n", 0, "2.K1b.1"),
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;veel\n",
            2,
            "“veel” is geen getal",
        ),
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K1;31-03-2026;4\n",
            4,
            "op die dag staat al 3",
        ),
    ] {
        for option in ["--proef", "--zeker"] {
            let (town, path) = with(csv);
            let output = town.run(&format!("importeer standen {path} {option}"));
            let told = out(&output)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert_eq!(code(&output), expected, "{csv} {option}: {}", err(&output));
            assert!(told.contains(said), "{csv} {option}: {told}");
        }
    }
}

#[test]
fn what_is_no_table_is_told_what_it_is() {
    let town = Town::new();
    let plan = town.text();
    for (name, text, said) in [
        (
            "plan.json",
            &*plan,
            "dit is JSON, en cijfers komen uit een tabel: CSV, XLSX of ODS",
        ),
        ("plan.csv", &plan, "dit is JSON"),
        (
            "leeg.docx",
            "x",
            "dit is een document, en cijfers komen uit een tabel",
        ),
        (
            "leeg.docx",
            "x",
            "een plan komt eruit met regie importeer plan",
        ),
        ("blad.csv", "<!doctype html><table>", "dit is een webpagina"),
        ("x.pdf", "%PDF-1.7", "dit is een PDF"),
        (
            "x.csv",
            "x",
            "er is geen rij met koppen; een tabel heeft kolommen met koppen als",
        ),
    ] {
        town.put(name, text);
        for kind in ["standen", "indicatoren"] {
            let refused = town.refused(&format!("importeer {kind} {}", town.path(name)), 2);
            let refused = refused.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(refused.contains(said), "{name}: {refused}");
        }
    }
}

#[test]
fn a_reader_sees_no_other_file_of_the_host() {
    let (town, path) = with(GOOD);
    for line in [
        "importeer standen FILE --proef --rol lezer",
        "importeer standen FILE --rol lezer",
    ] {
        let said = town.refused(&line.replace("FILE", &path), 6);
        assert!(said.contains("alleen een invoerder"), "{said}");
    }
    for (path, said) in [
        ("/dev/zero", "is geen gewoon bestand"),
        ("/nergens.csv", "bestaat niet"),
    ] {
        let refused = town.refused(&format!("importeer standen {path}"), 1);
        assert!(refused.contains(said), "{refused}");
    }
}

#[test]
fn a_map_is_kept_under_a_name_shown_given_as_a_file_and_removed() {
    let csv = "Feitcode;Verslagmaand;Incidenten\nIntegrale actie;jan;1\nIntegrale actie;feb;2\nTotaal;jan;9\n";
    let (town, path) = with(csv);
    let unknown = town.refused(&format!("importeer standen {path} --kaart politie"), 3);
    assert!(
        unknown.contains("kaart “politie” is er niet; er is er geen bewaard; zeg met --kolom"),
        "{unknown}"
    );
    let mut command = taking_in(&town, &path);
    command.args([
        "--kaart",
        "politie",
        "--optellen",
        "--kolom",
        "indicator=Feitcode",
    ]);
    command.args([
        "--kolom",
        "datum=Verslagmaand",
        "--kolom",
        "waarde=Incidenten",
    ]);
    command.args(["--naam", "Integrale actie=3.K1", "--naam", "Totaal=-"]);
    let kept = command.output().unwrap();
    assert_eq!(code(&kept), 0, "{}", err(&kept));
    assert!(
        err(&kept).contains("kaart politie is bewaard"),
        "{}",
        err(&kept)
    );
    assert!(town.out("toon 3.K1").contains("3 op 28-02"));
    // Next month it is all known.
    town.put(
        "cijfers.csv",
        &csv.replace("Totaal;jan;9", "Integrale actie;mrt;2"),
    );
    let next = town.out(&format!("importeer standen {path} --kaart Politie"));
    assert!(
        next.contains("1 nieuwe stand · opgeslagen") && next.contains("2 standen stonden er al"),
        "{next}"
    );
    let shown = town.out("importeer kaart politie");
    town.put("kaart.json", &shown);
    town.out("herstel");
    let taken = town.json(&format!(
        "importeer standen {path} --kaart {} --json",
        town.path("kaart.json")
    ));
    assert_eq!(taken["lines"][2]["value"], "5");
    town.put("kaart.json", "{\"kolommen\": 1}");
    let broken = town.refused(
        &format!(
            "importeer standen {path} --kaart {}",
            town.path("kaart.json")
        ),
        2,
    );
    assert!(
        broken.contains("kaart.json, regel 1, kolom 11: dit is geen kaart"),
        "{broken}"
    );
    town.out("importeer kaart politie --weg");
    let gone = town.refused("importeer kaart politie", 3);
    assert!(gone.contains("is er niet"), "{gone}");
}
