//! Council indicators: taken in beside the plan, shown with their chapter, never a light. All figures
//! are invented.

use serde_json::{Value, json};

use crate::town::{Town, code, err};

const CBS: &str = "\"ID\";\"RegioS\";\"Perioden\";\"WinkeldiefstalPer1000Inw_1\"\n\
    0;\"GM0603\";\"2023JJ00\";     1.9\n1;\"NL01  \";\"2023JJ00\";     2.1\n\
    2;\"GM0603\";\"2024JJ00\";       .\n3;\"GM0518\";\"2023JJ00\";     4.2\n";

#[test]
fn they_are_tried_taken_in_shown_revised_and_taken_back() {
    let town = Town::new();
    town.put("cbs.csv", CBS);
    let line = format!(
        "importeer indicatoren {} --gebied GM0603 --hoofdstuk 5",
        town.path("cbs.csv")
    );
    let (before, lights) = (town.text(), town.json("kpi --json"));
    let tried = town.out(&format!("{line} --proef"));
    assert!(
        tried.contains("2 nieuwe cijfers · niets opgeslagen"),
        "{tried}"
    );
    assert!(tried.contains("1 cel heeft geen cijfer"), "{tried}");
    assert!(
        tried.contains("1 cijfer is van een ander gebied"),
        "{tried}"
    );
    assert_eq!(town.text(), before);
    town.out(&line);
    assert!(town.out(&line).contains("2 cijfers stonden er al"));
    assert_eq!(town.file()["revision"], 1, "nothing is saved twice");
    for page in ["indicatoren X1", "rapport --formaat md"] {
        let page = town.out(page);
        for words in [
            "X1 Winkeldiefstal",
            "per 1.000 inwoners",
            "Nederland",
            "1,9",
            "Bron: CBS",
        ] {
            assert!(page.contains(words), "{words} in\n{page}");
        }
    }
    assert_eq!(town.json("kpi --json"), lights, "never a light");
    town.put("later.csv", &CBS.replace("     1.9", "     1.8"));
    let later = format!("importeer indicatoren {}", town.path("later.csv"));
    let revised = town.out(&later);
    assert!(revised.contains("1 cijfer is herzien"), "{revised}");
    assert!(revised.contains("was 1,9"), "{revised}");
    let value = &town.file()["context"][0]["values"][0];
    assert_eq!(value["was"][0]["value"], json!(1.9), "it keeps what it was");
    town.out("controleer");
    town.out("herstel");
    town.out("herstel");
    assert!(town.file().get("context").is_none_or(|it| *it == json!([])));
    assert!(
        town.run("herstel").status.code() != Some(0),
        "one save each"
    );
}

#[test]
fn those_of_the_whole_country_have_their_own_newest() {
    let town = Town::new();
    town.put(
        "land.csv",
        "\"ID\";\"Perioden\";\"WinkeldiefstalPer1000Inw_1\"\n0;\"2023JJ00\";2.1\n1;\"2024JJ00\";2.4\n",
    );
    town.out(&format!(
        "importeer indicatoren {} --gebied NL",
        town.path("land.csv")
    ));
    let listed = town.out("indicatoren");
    let row = listed.lines().nth(1).unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(
        cells[..5],
        ["X1", "Winkeldiefstal", "2024", "-", "2,4"],
        "{listed}"
    );
    let overview = town.out("overzicht");
    let line = "X1 Winkeldiefstal Nederland 2,4 per 1.000 inwoners, 2024";
    assert!(overview.contains(line), "{overview}");
    let newest = &town.json("overzicht --json")["context"][0];
    assert_eq!(
        (&newest["value"], &newest["country"]),
        (&Value::Null, &json!(2.4))
    );
    let page = town.out("rapport --formaat md");
    assert!(page.contains("2,4"), "{page}");
}

#[test]
fn they_are_linked_loosened_and_removed_by_who_may() {
    let town = Town::new();
    town.put("cbs.csv", CBS);
    let path = town.path("cbs.csv");
    town.out(&format!("importeer indicatoren {path} --gebied GM0603"));
    town.out("indicatoren X1 --hoofdstuk 5 --hoofdstuk 6 --groep Haaglanden");
    town.out("indicatoren x1 --los 5");
    let now = &town.json("indicatoren --json")[0];
    assert_eq!(now["chapters"], json!(["6"]));
    assert_eq!(now["group"], "Haaglanden");
    for (line, code, sentence) in [
        ("indicatoren X9", 3, "“X9” staat niet naast het plan"),
        ("indicatoren X1 --los 5", 3, "staat niet bij hoofdstuk “5”"),
        ("--rol lezer indicatoren X1 --weg", 6, "invoerder"),
    ] {
        let refused = town.refused(line, code);
        assert!(refused.contains(sentence), "{line}: {refused}");
    }
    town.out("indicatoren X1 --weg");
    assert_eq!(town.json("indicatoren --json"), json!([]));
    town.out("herstel");
    assert_eq!(town.json("indicatoren --json")[0]["chapters"], json!(["6"]));
}

/// Of two indicators without a unit each is said, by its name, and the kept map knows both the next
/// year; a unit of no indicator by name isn't taken for all of them.
#[test]
fn the_unit_of_each_indicator_is_said_and_kept() {
    let town = Town::new();
    let table = |year: u16| {
        format!("Gemeente;Jaar;Inwoners;Misdrijven;Bron\nRijswijk;{year};57000;31,5;CBS\n")
    };
    town.put("een.csv", &table(2024));
    town.put("twee.csv", &table(2025));
    let (one, two) = (town.path("een.csv"), town.path("twee.csv"));
    let before = town.text();
    let taken = |path: &str, more: &[&str]| {
        let mut command = town.command();
        let plan = town.plan();
        command.args([
            "--plan",
            &plan,
            "--nu",
            "2026-11-23",
            "importeer",
            "indicatoren",
        ]);
        command.arg(path).args(more).output().unwrap()
    };
    for (more, sentence) in [
        (
            &["--eenheid", "per 1.000"][..],
            "van welke indicator is de eenheid “per 1.000”?",
        ),
        (&[], "in welke eenheid staan “Inwoners”, “Misdrijven”?"),
        (
            &[
                "--eenheid",
                "Inwoner=aantal",
                "--eenheid",
                "Inwoners=aantal",
                "--eenheid",
                "Misdrijven=%",
            ],
            "--eenheid “Inwoner=aantal”: er is geen indicator of kop “Inwoner” in",
        ),
        (
            &["--eenheid", "aantal", "--eenheid", "%"],
            "--eenheid “%”: zij is al “aantal”; zeg van welke indicator: 'NAAM=%'",
        ),
        (
            &["--eenheid", "Inwoners="],
            "schrijf haar als 'NAAM=per 1.000 inwoners'",
        ),
    ] {
        let refused = taken(&one, more);
        assert_eq!(code(&refused), 2, "{more:?}");
        assert!(
            err(&refused).contains(sentence),
            "{more:?}: {}",
            err(&refused)
        );
    }
    assert_eq!(town.text(), before);
    // What is said of one leaves the other for the unit without a name.
    let first = taken(
        &one,
        &[
            "--eenheid",
            "Inwoners=aantal",
            "--eenheid",
            "per 1000 inw",
            "--kaart",
            "wijk",
        ],
    );
    assert_eq!(code(&first), 0, "{}", err(&first));
    let second = taken(&two, &["--kaart", "wijk"]);
    assert_eq!(code(&second), 0, "{}", err(&second));
    let map = town.json("importeer kaart wijk");
    assert_eq!(
        map["units"],
        json!({"Inwoners": "aantal", "Misdrijven": "per 1.000 inwoners"})
    );
    assert_eq!(map.get("whole"), None, "it is of one indicator");
    let all = town.json("indicatoren --json");
    let units = |at: usize| -> Vec<&Value> {
        let values = all[at]["values"].as_array().unwrap();
        values.iter().map(|it| &it["unit"]).collect()
    };
    assert_eq!(units(0), ["aantal", "aantal"]);
    assert_eq!(units(1), ["per 1.000 inwoners", "per 1.000 inwoners"]);
}

/// A map that says a unit of the one indicator there was keeps nothing out once a file has more of them; and
/// a unit that the table has itself holds, which is said.
#[test]
fn what_was_said_of_one_indicator_and_what_the_table_says_itself() {
    let town = Town::new();
    town.put(
        "twee.csv",
        "Gemeente;Jaar;Inwoners;Misdrijven;Bron\nRijswijk;2024;57000;31,5;CBS\n",
    );
    town.put(
        "rij.csv",
        "Gemeente;Jaar;Indicator;Waarde;Eenheid;Bron\nRijswijk;2024;Inwoners;57000;aantal;CBS\n",
    );
    town.put(
        "oud.json",
        r#"{"whole": {"eenheid": "per 1.000 jongeren"}}"#,
    );
    let (two, row, map) = (
        town.path("twee.csv"),
        town.path("rij.csv"),
        town.path("oud.json"),
    );
    let plan = town.plan();
    let both = ["--eenheid", "Inwoners=aantal", "--eenheid", "Misdrijven=%"];
    let known = ["--kaart", &map];
    let bare = ["--eenheid", "per 100"];
    for (path, more, exit, says) in [
        (
            &two,
            &known[..],
            2,
            "zeg haar per indicator: --eenheid 'Inwoners=per 1.000 jongeren'",
        ),
        (&two, &[&known[..], &both].concat(), 0, ""),
        (&row, &known[..], 0, ""),
        (
            &row,
            &bare[..],
            2,
            "de eenheid “per 100” kan nergens over gaan",
        ),
        (
            &row,
            &["--eenheid", "Inwoners=%"][..],
            0,
            "Inwoners: het bestand zegt zelf “aantal”, en dat geldt; niet “%”",
        ),
    ] {
        let mut command = town.command();
        command.args([
            "--plan",
            &plan,
            "--nu",
            "2026-11-23",
            "importeer",
            "indicatoren",
        ]);
        let taken = command
            .arg(path)
            .args(more)
            .arg("--proef")
            .output()
            .unwrap();
        assert_eq!(code(&taken), exit, "{more:?}: {}", err(&taken));
        assert!(err(&taken).contains(says), "{more:?}: {}", err(&taken));
    }
}

/// An invented table: a unit that changes, and figures of a group.
const HALT: &str = "Gemeente;Jaar;Indicator;Waarde;Eenheid;Status;Bron\n\
    Rijswijk;2018;Verwijzingen Halt;227;per 10.000 jongeren;definitief;Halt\n\
    Rijswijk;2023;Verwijzingen Halt;11;per 1.000 jongeren;definitief;Halt\n\
    Rijswijk;2024;Verwijzingen Halt;9;per 1.000 jongeren;voorlopig;Halt\n\
    Nederland;2024;Verwijzingen Halt;8;per 1.000 jongeren;voorlopig;Halt\n\
    Haaglanden;2024;Verwijzingen Halt;10,5;per 1.000 jongeren;voorlopig;Halt\n";

#[test]
fn they_stand_in_the_overview_and_in_every_report() {
    let town = Town::new();
    town.put("halt.csv", HALT);
    let halt = town.path("halt.csv");
    let before = town.file()["revision"].as_u64().unwrap();
    town.out(&format!(
        "importeer indicatoren {halt} --groep Haaglanden --hoofdstuk 6"
    ));
    let overview = town.out("overzicht");
    let line = "X1 Verwijzingen Halt 9* per 1.000 jongeren, 2024 · Nederland 8*";
    assert!(overview.contains("Omgeving (1)"), "{overview}");
    assert!(overview.contains(line), "{overview}");
    let newest = &town.json("overzicht --json")["context"][0];
    assert_eq!(
        (&newest["value"], &newest["country"]),
        (&json!(9), &json!(8))
    );
    // As text, and since it was taken in.
    for (line, there) in [
        (
            "rapport",
            &[
                "### X1 Verwijzingen Halt",
                "De eenheid is gewijzigd",
                "Bron: Halt",
            ][..],
        ),
        (
            "rapport --formaat html",
            &["X1 Verwijzingen Halt", "10,5*", "Bron: Halt"],
        ),
        ("rapport --hoofdstuk 6", &["### X1 Verwijzingen Halt"]),
        (
            &format!("rapport --sinds {before}"),
            &["## Omgevingscijfers", "| Haaglanden", "| nieuw"],
        ),
        ("rapport --stijl raad", &["### X1 Verwijzingen Halt"]),
    ] {
        let page = town.out(line);
        for there in there {
            assert!(page.contains(there), "{line}: {there} in\n{page}");
        }
    }
    let elsewhere = town.out("rapport --hoofdstuk 5");
    assert!(!elsewhere.contains("Halt"), "{elsewhere}");
    let json = &town.json("rapport --json --hoofdstuk 6")["context"];
    assert_eq!(json[0]["values"], town.file()["context"][0]["values"]);
    assert_eq!(
        town.json("rapport --json --hoofdstuk 5")["context"],
        json!([])
    );
    let now = town.file()["revision"].as_u64().unwrap();
    let since = town.json(&format!("rapport --json --sinds {now}"));
    assert_eq!(since["context"], json!([]), "nothing new since");
    // With no chapter they stand behind them all.
    town.out("indicatoren X1 --los 6");
    let page = town.out("rapport");
    assert!(page.contains("## Bijlage: omgevingscijfers"), "{page}");
}

#[test]
fn the_file_that_the_cbs_delivers_beside_its_table_says_what_it_counts() {
    let town = Town::new();
    town.put(
        "cbs.csv",
        "\"ID\";\"Soort\";\"RegioS\";\"Perioden\";\"Totaal_1\"\n\
         0;\"A1   \";\"GM0603\";\"2024JJ00\";\"     205\"\n",
    );
    town.put(
        "metadata.csv",
        "\"DataProperties\"\n\"ID\";\"Type\";\"Key\";\"Title\";\"Unit\"\n\
         0;\"Topic\";\"Totaal_1\";\"Aangiften\";\"aantal\"\n\n\
         \"Soort\"\n\"Key\";\"Title\"\n\"A1   \";\"Fietsen\"\n\n\
         \"RegioS\"\n\"Key\";\"Title\"\n\"GM0603\";\"Rijswijk (ZH.)\"\n\n\
         \"Perioden\"\n\"Key\";\"Title\";\"Status\"\n\"2024JJ00\";\"2024*\";\"Voorlopig\"\n",
    );
    let (cbs, about) = (town.path("cbs.csv"), town.path("metadata.csv"));
    let alone = town.refused(&format!("importeer indicatoren {cbs} --gebied GM0603"), 2);
    assert!(alone.contains("geef met --metadata het bestand"), "{alone}");
    let other = format!("importeer indicatoren {cbs} --metadata {cbs}");
    let other = town.refused(&other, 2);
    assert!(
        other.contains("cbs.csv: dit is geen metadata van het CBS"),
        "{other}"
    );
    town.out(&format!(
        "importeer indicatoren {cbs} --metadata {about} --hoofdstuk 5"
    ));
    let page = town.out("toon 5");
    for words in [
        "X1 Fietsen, Aangiften",
        "205*",
        "Nieuwe cijfers: regie importeer",
    ] {
        assert!(page.contains(words), "{words} in\n{page}");
    }
}
