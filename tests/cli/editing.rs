//! Commands that write: what they say, and what is then in the file.

use serde_json::Value;

use crate::town::{Town, code, err, out};

#[test]
fn an_unknown_id_names_the_nearest() {
    let town = Town::new();
    for (line, said) in [
        (
            "kpi zet 3.K11 6",
            "regie: “3.K11” staat niet in het plan; bedoelt u 3.K1?\n",
        ),
        ("toon 3D", "“3D” staat niet in het plan; bedoelt u"),
        ("kpi tel 3K3", "bedoelt u 3.K3?"),
        ("actie zet 3B1.a g", "bedoelt u 3B.1.a?"),
        (
            "kpi --hoofdstuk 12",
            "hoofdstuk “12” staat niet in het plan; kies 1, 2",
        ),
        (
            "actie --partij kerstman",
            "“kerstman” staat niet in het plan",
        ),
    ] {
        let sentence = town.refused(line, 3);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
}

#[test]
fn a_reading_is_recorded_counted_and_taken_back() {
    let town = Town::new();
    for (line, said) in [
        (
            "kpi zet 3.K1 5 --datum -2d",
            "3.K1.1 integrale controles: 5 van 10 (eerste stand) · opgeslagen\n",
        ),
        (
            "kpi zet 3.K1.1 6",
            "3.K1.1 integrale controles: 6 van 10 (was 5) · opgeslagen\n",
        ),
        (
            "kpi zet 3.K1.1 6",
            "3.K1.1 integrale controles stond al op 6\n",
        ),
        (
            "kpi tel 3.k1",
            "3.K1.1 integrale controles: 7 van 10 (was 6) · opgeslagen\n",
        ),
        (
            "kpi tel 3.K1 -1 --notitie dubbel",
            "3.K1.1 integrale controles: 6 van 10 (was 7) · opgeslagen\n",
        ),
        (
            "kpi zet 3.K4 12/17",
            "3.K4.1 BOA's opgeleid: 12 van 17 (eerste stand) · opgeslagen\n",
        ),
        (
            "herstel",
            "Teruggenomen: 3.K4.1 BOA's opgeleid: 12 van 17 op 23-11-2026 · opgeslagen\n",
        ),
        (
            "herstel",
            "Teruggenomen: 3.K1.1 integrale controles: 6 (-1) op 23-11-2026 (dubbel) · opgeslagen\n",
        ),
    ] {
        let said_now = town.out(line).replace('\n', " ");
        assert_eq!(said_now, said.replace('\n', " "), "{line}");
    }
    assert_eq!(town.file()["revision"], 7);
    let log = town.json("log -n 2 --json");
    assert_eq!(log.as_array().unwrap().len(), 2);
    assert_eq!(log[0]["by"], "a.jansen");
    assert_eq!(log[0]["undoes"], 4);
    let page = town.out("log");
    assert!(
        page.starts_with("7  23-11-2026 12:00  a.jansen  "),
        "{page}"
    );
    assert!(page.contains("(herstelt wijziging 5)"), "{page}");
    // Someone else has nothing to take back.
    let said = town.refused("herstel --door B.Smit", 3);
    assert_eq!(said, "regie: er is niets van B.Smit om te herstellen\n");
}

#[test]
fn an_earlier_day_does_not_hide_the_latest_reading() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6");
    assert_eq!(
        town.out("kpi zet 3.K1 2 --datum 1-3"),
        "3.K1.1 integrale controles: 2 van 10 op 01-03-2026 · opgeslagen; de stand blijft\n\
         6 (23-11-2026)\n"
    );
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_saved() {
    let town = Town::new();
    for (line, said) in [
        ("kpi zet 3.K1 -2", "een aantal kan niet onder nul"),
        ("kpi zet 3.K1 veel", "“veel” is geen getal"),
        ("kpi zet 3.K1 6 --datum morgen", "“morgen” is geen datum"),
        (
            "kpi zet 3.K1 6 --datum +2d",
            "3.K1.1: 25-11-2026 ligt na vandaag: klopt dat? Geef dan ook --zeker",
        ),
        (
            "kpi zet 3.K1 50",
            "3.K1.1: 50 bij een streefwaarde van 10: klopt dat? Geef dan ook --zeker",
        ),
        (
            "kpi zet 3.K1 6,5",
            "3.K1.1: 6,5 controles: klopt dat? Geef dan ook --zeker",
        ),
        ("kpi tel 3.K1 50", "50 bij een streefwaarde van 10"),
        (
            "kpi zet 3.K6 j",
            "3.K6 heeft meer indicatoren; kies 3.K6.1 (",
        ),
        ("kpi zet 3B.1.a 6", "3B.1.a is een actie en geen KPI"),
        ("kpi tel 3.K5", "3.K5.1 is geen aantal"),
        (
            "kpi tel 3.K1 -1",
            "3.K1.1: de stand is 0, en 1 eraf komt onder nul; leg de stand zelf vast",
        ),
        ("actie zet 3.K1 g", "3.K1 is een KPI en geen actie"),
        ("actie zet 3B.1.a half", "“half” is geen status"),
        ("actie zet 3B.1.a --uiterlijk ooit", "“ooit” is geen datum"),
        (
            "actie --partij veiligheid",
            "“veiligheid” kan meer partijen zijn",
        ),
        ("log -n veel", "“veel” is geen aantal"),
        ("wie ?", "noem een woord"),
        ("fiets", "“fiets” is geen opdracht"),
    ] {
        let sentence = town.refused(line, 2);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
    assert_eq!(town.file()["revision"], 0);
}

#[test]
fn an_odd_figure_is_taken_where_one_is_sure() {
    let town = Town::new();
    for line in [
        "kpi zet 3.K1 50 --zeker",
        "kpi zet 3.K1 4 --zeker",
        "kpi zet 3.K1 6 --datum 1-12-2026 --zeker",
        "kpi tel 3.K1 50 --zeker",
    ] {
        assert!(town.out(line).contains("opgeslagen"), "{line}");
    }
    assert_eq!(town.file()["revision"], 4);
}

#[test]
fn the_day_an_action_is_due() {
    let town = Town::new();
    for (line, said) in [
        (
            "actie zet 3B.1.c --uiterlijk 2026-11-01 --rol invoerder",
            "3B.1.c: uiterlijk 01-11-2026 (was geen) · opgeslagen\n",
        ),
        (
            "actie zet 3B.1.c --uiterlijk 1-11-2026",
            "3B.1.c stond al op uiterlijk 01-11-2026\n",
        ),
        (
            "actie zet 3B.1.c loopt --uiterlijk 2-12-2026",
            "3B.1.c: loopt (was open) · opgeslagen\n\
             3B.1.c: uiterlijk 02-12-2026 (was 01-11-2026) · opgeslagen\n",
        ),
        (
            "herstel",
            "Teruggenomen: 3B.1.c: van open naar loopt · opgeslagen\n\
             Teruggenomen: 3B.1.c: uiterlijk 02-12-2026, dat was 01-11-2026 · opgeslagen\n",
        ),
    ] {
        assert_eq!(town.out(line), said, "{line}");
    }
    for (day, told) in [
        (
            "1-11",
            "regie: 3B.1.b: 01-11-2027 is na het planjaar 2026\n",
        ),
        ("1-11-2026", "regie: 3B.1.b: 01-11-2026 is al voorbij\n"),
        ("15-12", ""),
    ] {
        let said = town.run(&format!("actie zet 3B.1.b --uiterlijk {day}"));
        assert_eq!((code(&said), err(&said).as_str()), (0, told), "{day}");
    }
    town.out("herstel");
    town.out("herstel");
    town.out("herstel");
    // It is late by now, wherever late things are told.
    let late = town.json("actie --json");
    let row = late
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "3B.1.c");
    assert_eq!(row.unwrap()["due"], "2026-11-01");
    let late = town.json("actie --te-laat --hoofdstuk 3 --json");
    let late = late.as_array().unwrap().iter();
    assert_eq!(late.map(|row| &row["id"]).collect::<Vec<_>>(), ["3B.1.c"]);
    assert!(town.out("rapport --formaat ics").contains("20261101"));
    town.out("actie zet 3B.1.c --uiterlijk geen");
    assert_eq!(town.json("log --json")[0]["to"], Value::Null);
}

#[test]
fn actions_by_party_and_status() {
    let town = Town::new();
    let before = town.json("actie --partij ITH --hoofdstuk 3 --json");
    let before = before.as_array().unwrap();
    assert!(before.iter().any(|row| row["id"] == "3B.1.c"), "{before:?}");
    let fits = |row: &Value| row["named"] == true && row["chapter"] == "3";
    assert!(before.iter().all(fits), "{before:?}");
    assert_eq!(
        town.out("actie zet 3B.1.c loopt --notitie begonnen"),
        "3B.1.c: loopt (was open) · opgeslagen\n"
    );
    assert_eq!(town.out("actie zet 3B.1.c l"), "3B.1.c stond al op loopt\n");
    let running = town.out("actie --status loopt");
    assert!(
        running.starts_with("3B.1.c  loopt  Team ITH, Rijswijkse…  "),
        "{running}"
    );
    assert!(running.ends_with("1 actie\n"), "{running}");
    let log = "23-11-2026 loopt — begonnen (a.jansen)";
    assert!(town.out("toon 3B.1.c").contains(log));
    assert_eq!(
        town.out("herstel"),
        "Teruggenomen: 3B.1.c: van open naar loopt (begonnen) · opgeslagen\n"
    );
    for (line, said) in [
        (
            "actie zet 3B.1.c open --notitie later",
            "3B.1.c: notitie bij open · opgeslagen\n",
        ),
        (
            "herstel",
            "Teruggenomen: 3B.1.c: notitie: later · opgeslagen\n",
        ),
    ] {
        assert_eq!(town.out(line), said, "{line}");
    }
    let slip = town.run("actie --partij polite");
    assert_eq!(err(&slip), "regie: “polite” gelezen als Politie\n");
}

#[test]
fn read_only_refuses_every_edit() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6");
    for line in [
        "--alleen-lezen kpi zet 3.K1 7",
        "kpi tel 3.K1 --alleen-lezen",
        "actie zet 3B.1.a g --alleen-lezen",
        "kpi oordeel 3.K1 groen --alleen-lezen",
        "verslag -o verslag.md --alleen-lezen",
        "rapport --formaat ics -o plan.ics --alleen-lezen",
        "herstel --alleen-lezen",
        "begin nieuw.json --alleen-lezen",
    ] {
        let sentence = town.refused(line, 6);
        assert!(sentence.contains("--alleen-lezen"), "{line}: {sentence}");
    }
    assert_eq!(town.file()["revision"], 1);
    assert!(town.out("toon 3.K1 --alleen-lezen").contains("6 op 23-11"));
}

#[test]
fn the_plan_of_before_today_is_kept() {
    let town = Town::new();
    let before = town.text();
    let kept = |day: &str| std::fs::read_to_string(town.path(&format!("plan.json.{day}")));
    town.out("kpi tel 3.K1");
    town.out("kpi tel 3.K1 --nu 2026-11-23");
    assert_eq!(kept("2026-11-23").unwrap(), before);
    for (number, expected) in [("0", 0), ("1", 0), ("", 0), ("veel", 2), ("-1", 2)] {
        let mut command = town.command();
        command.env("REGIE_BEWAREN", number);
        command.args(["--plan", &town.plan(), "--nu", "2026-11-24"]);
        let output = command.args(["kpi", "tel", "3.K1"]).output().unwrap();
        assert_eq!(code(&output), expected, "{number}: {}", err(&output));
        assert_eq!(kept("2026-11-24").is_ok(), number != "0", "{number}");
    }
    assert!(kept("2026-11-23").is_err(), "one day is one day");
}

#[test]
fn everyone_who_counts_at_once_counts() {
    let town = Town::new();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| town.out("kpi tel 3.K1"));
        }
    });
    assert!(town.out("toon 3.K1").contains("8 op 23-11-2026"));
    assert_eq!(town.file()["revision"], 8);
}

/// What a colleague changed since is stepped over, or set back all the same.
#[test]
fn taking_back_what_someone_else_changed_since_is_a_choice() {
    let sentence = "3B.1.a is intussen veranderd door B, 23-11-2026 ";
    let ways = "--toch zet terug wat ervoor stond, --overslaan neemt terug wat u daarvoor deed";
    for (line, said, status) in [
        (
            "herstel --toch",
            "3B.1.a: van gereed naar open · opgeslagen",
            "open",
        ),
        (
            "herstel --overslaan",
            "Teruggenomen: 3B.1.b: van open naar loopt",
            "done",
        ),
    ] {
        let town = Town::new();
        town.out("actie zet 3B.1.b loopt --door A");
        town.out("actie zet 3B.1.a loopt --door A");
        town.out("actie zet 3B.1.a gereed --door B");
        let refused = town.refused("herstel --door A", 4);
        assert!(refused.contains(sentence), "{refused}");
        assert!(refused.contains(ways), "{refused}");
        let told = town.out(&format!("{line} --door A"));
        assert!(told.contains(said), "{line}: {told}");
        let action = town.json("toon 3B.1.a --json");
        assert_eq!(action["item"]["status"], status, "{line}: {action}");
    }
    let town = Town::new();
    town.out("actie zet 3B.1.a loopt --door A");
    town.out("actie zet 3B.1.a gereed --door B");
    let refused = town.refused("herstel --overslaan --door A", 3);
    assert!(
        refused.contains("er is daarvoor niets van A te herstellen"),
        "{refused}"
    );
}

#[test]
fn what_says_nothing_is_refused() {
    let town = Town::new();
    for (line, said) in [
        ("kpi tel 3.K1 0", "0 erbij verandert niets"),
        ("kpi zet 3.K1 +0", "0 erbij verandert niets"),
        (
            "kpi --volgorde licht zet 3.K1 6",
            "--volgorde is voor de lijst en kan niet bij “zet”",
        ),
        (
            "actie --te-laat zet 3B.1.a g",
            "--te-laat is voor de lijst en kan niet bij “zet”",
        ),
    ] {
        let sentence = town.refused(line, 2);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
}

/// It reads the same, but nothing can be put into a list by name.
#[test]
fn a_list_in_the_place_of_an_object_is_told_with_its_line() {
    let town = Town::new();
    let mut plan = town.file();
    let action = plan.pointer_mut("/chapters/1/themes/0/goals/0/actions/0");
    *action.unwrap() = serde_json::json!(["2A.1.a", "x", [], [], "open", null, null, []]);
    let broken = serde_json::to_string_pretty(&plan).unwrap();
    // The bracket stands above it, and lines count from 1.
    let line = broken
        .lines()
        .position(|line| line.contains("\"2A.1.a\""))
        .unwrap();
    town.put("plan.json", &broken);
    assert!(town.out("actie").contains("2A.1.a"));
    let said = town.refused("actie zet 2A.1.a g", 5);
    assert!(
        said.contains(&format!("plan.json, regel {line}, ")),
        "{said}"
    );
    assert!(said.contains("een lijst waar een object hoort"), "{said}");
    let checked = town.run("controleer");
    assert_eq!(code(&checked), 5);
    let said = out(&checked);
    assert!(said.contains(&format!("regel {line}, ")), "{said}");
    assert_eq!(town.text(), broken);
}
