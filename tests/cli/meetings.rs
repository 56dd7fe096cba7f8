//! Judging, and the minutes of a meeting.

use std::fs;

use serde_json::{Value, json};

use crate::town::{Town, code, err, out};

/// Runs commands whose arguments have spaces in them.
fn run(town: &Town, args: &[&str]) -> std::process::Output {
    let mut command = town.command();
    command.args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
    command.args(args).output().unwrap()
}

/// A town where a meeting was held: what was typed so far, said in it.
pub fn held(town: &Town, title: &str) {
    let mut file = town.file();
    for entry in file["history"].as_array_mut().unwrap() {
        entry["meeting"] = json!("O1");
    }
    file["meetings"] = json!([{
        "id": "O1", "title": title, "date": "2026-11-23", "present": ["A. Jansen", "B. Smit"],
        "by": "A. Jansen", "items": ["3.K1", "3.K3", "3B.1.a"], "discussed": ["3.K3", "3.K1"],
        "log": [], "closed": null
    }, {
        "id": "O2", "title": "Jeugd", "date": "2026-10-01", "by": "B. Smit"
    }]);
    town.put("plan.json", &serde_json::to_string_pretty(&file).unwrap());
}

#[test]
fn a_light_is_given_told_and_taken_back() {
    let town = Town::new();
    assert_eq!(
        town.out("kpi oordeel 3.K1 g"),
        "3.K1: groen (was geen oordeel; de cijfers zeggen geen gegevens) · opgeslagen\n"
    );
    town.out("kpi zet 3.K1 10");
    assert_eq!(
        town.out("kpi oordeel 3.k1.1 groen"),
        "3.K1: groen (was groen) · opgeslagen\n"
    );
    let red = [
        "kpi",
        "oordeel",
        "3.K1",
        "rood",
        "--toelichting",
        "te weinig boa's",
        "--bijsturing",
        "extra inzet",
        "--json",
    ];
    let said: Value = serde_json::from_str(&out(&run(&town, &red))).unwrap();
    assert_eq!(said["id"], "3.K1");
    assert_eq!(said["judgement"]["light"], "red");
    assert_eq!(said["judgement"]["measure"], "extra inzet");
    assert_eq!(said["was"]["light"], "green");
    assert_eq!(said["proposal"], "green");
    let page = town.out("toon 3.K1");
    assert!(
        page.contains("rood (oordeel van a.jansen, 23-11-2026)")
            && page.contains("Voorstel    groen"),
        "{page}"
    );
    assert!(page.contains("Bijsturing  extra inzet"), "{page}");
    town.out("herstel");
    assert!(town.out("toon 3.K1").contains("groen (oordeel van"));
}

#[test]
fn a_light_without_its_reasons_is_refused_and_nothing_is_saved() {
    let town = Town::new();
    for (line, said) in [
        (
            "kpi oordeel 3.K1 oranje",
            "oranje vraagt om een toelichting en een bijsturing; geef ook --toelichting en \
             --bijsturing; er is niets",
        ),
        (
            "kpi oordeel 3.K1 r --toelichting x",
            "geef ook --bijsturing; er is",
        ),
        (
            "kpi oordeel 3.K1 o --bijsturing x",
            "geef ook --toelichting; er is",
        ),
        (
            "kpi oordeel 3.K1 geel",
            "“geel” is geen stoplicht; kies groen, oranje",
        ),
        ("kpi oordeel 3B.1.a g", "3B.1.a is een actie en geen KPI"),
    ] {
        let sentence = town.refused(line, 2);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
    let empty = run(
        &town,
        &[
            "kpi",
            "oordeel",
            "3.K1",
            "rood",
            "--toelichting",
            " ",
            "--bijsturing",
            "x",
        ],
    );
    assert_eq!(code(&empty), 2);
    assert!(
        town.refused("kpi oordeel 3.K99 g", 3)
            .contains("staat niet in het plan")
    );
    assert_eq!(town.file()["revision"], 0);
}

#[test]
fn minutes_on_standard_output_as_a_page_and_for_a_script() {
    let town = Town::new();
    let said = town.refused("verslag", 3);
    assert!(said.contains("nog geen overleg gehouden"), "{said}");
    assert_eq!(town.out("verslag --lijst"), "");
    town.out("kpi zet 3.K1 6");
    town.out("kpi oordeel 3.K3 groen");
    held(&town, "Ondermijning");
    let text = town.out("verslag");
    assert!(
        text.starts_with("# Verslag overleg O1 · Ondermijning\n\n- **Datum:** ma 23-11-2026\n")
    );
    assert!(
        text.contains("- **Aanwezig:** A. Jansen, B. Smit\n"),
        "{text}"
    );
    let (k3, k1) = (
        text.find("## 3.K3 Er zijn").unwrap(),
        text.find("## 3.K1 Ten").unwrap(),
    );
    assert!(k3 < k1, "in the order discussed: {text}");
    let stand = "controles: 6 op 23-11-2026 (streefwaarde 10; eerste stand)\n";
    assert!(text.contains(stand), "{text}");
    let lights = "| 3.K3 | Er zijn ten minste 4 bestuurlijke controles geweest met speurhonden. | groen | oordeel |";
    assert!(text.contains(lights), "{text}");
    assert!(text.contains("## Niet besproken\n\n- 3B.1.a "), "{text}");
    for same in ["verslag 1", "verslag o1", "verslag O1"] {
        assert_eq!(town.out(same), text, "{same}");
    }
    let page = town.out("toon O1");
    assert!(
        page.contains("In het kort 2 van 3 besproken · 1 stand · 1 oordeel"),
        "{page}"
    );
    let data = town.json("verslag O1 --json");
    assert_eq!(data["counts"]["readings"], 1);
    assert_eq!(data["items"][0]["id"], "3.K3");
    assert_eq!(data["items"][0]["said"][0]["kind"], "judged");
    assert_eq!(data["open"], json!(["3B.1.a"]));
    let list = town.out("verslag --lijst");
    assert!(
        list.starts_with("O1  23-11-2026  Ondermijning  loopt nog; 2 van 3"),
        "{list}"
    );
    assert_eq!(town.json("verslag --lijst --json")[1]["id"], "O2");
    assert!(
        town.refused("verslag 7", 3)
            .contains("overleg “7” is er niet")
    );
    // What is taken back is not in the minutes any more.
    town.out("herstel");
    assert!(!town.out("verslag").contains("**Stoplicht:**"));
    // A reader reads it.
    assert!(town.out("verslag --rol lezer").contains("Ondermijning"));
}

#[test]
fn minutes_in_a_new_file_and_never_over_another() {
    let town = Town::new();
    held(&town, "Ondermijning");
    let file = town.path("verslag.md");
    let said = town.out(&format!("verslag -o {file}"));
    assert!(
        said.replace('\n', " ").starts_with("Geschreven naar"),
        "{said}"
    );
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, town.out("verslag"));
    let said = town.refused(&format!("verslag 2 -o {file}"), 1);
    assert!(said.contains("bestaat al en blijft zoals het is"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let said = town.refused(&format!("verslag -o {}", town.path("weg/verslag.md")), 1);
    assert!(said.contains("de map bestaat niet"), "{said}");
    let left = fs::read_dir(town.dir.path()).unwrap();
    let left = left.filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .ends_with(".tmp")
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn nothing_in_minutes_acts_on_the_terminal() {
    let town = Town::new();
    let typed = [
        "kpi",
        "zet",
        "3.K1",
        "6",
        "--notitie",
        "\u{1b}[31m|\u{202e}<b>",
    ];
    assert_eq!(code(&run(&town, &typed)), 0);
    held(&town, "\u{1b}]0;x\u{7}# | kop");
    for line in [
        "verslag",
        "verslag --lijst",
        "verslag --json",
        "toon O1",
        "verslag --lijst --json",
    ] {
        let output = run(&town, &line.split(' ').collect::<Vec<_>>());
        assert_eq!(code(&output), 0, "{line}: {}", err(&output));
        let text = out(&output);
        let acts =
            |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        assert!(!text.chars().any(acts), "{line}: {text}");
    }
    let text = town.out("verslag");
    assert!(text.contains("\\|‹U+202E›\\<b\\>"), "{text}");
}

#[test]
fn a_meeting_is_planned_moved_and_called_off_from_the_shell() {
    let town = Town::new();
    let next = || town.json("overzicht --json")["next"]["date"].clone();
    for (line, said, date) in [
        (
            "overleg 3 --datum 10-12",
            "O1: overleg Ondermijning op 10-12-2026",
            json!("2026-12-10"),
        ),
        (
            "overleg O1 --datum +2w",
            "O1: overleg Ondermijning van 10-12-2026 naar 07-12-2026",
            json!("2026-12-07"),
        ),
        (
            "overleg O1 --datum geen",
            "O1: overleg Ondermijning teruggenomen",
            Value::Null,
        ),
        ("herstel", "Teruggenomen", json!("2026-12-07")),
        // One that was held is the last, and the next stays.
        (
            "overleg politie --datum 12-11",
            "O2: overleg Politie op 12-11-2026",
            json!("2026-12-07"),
        ),
    ] {
        let text = town.out(line);
        assert!(
            text.contains(said) && text.contains("opgeslagen"),
            "{line}: {text}"
        );
        assert_eq!(next(), date, "{line}");
    }
    assert_eq!(town.json("overzicht --json")["last"]["id"], "O2");
    let before = town.text();
    for (line, code, said) in [
        ("overleg O2 --datum 10-12", 2, "overleg O2 is al begonnen"),
        ("overleg O1 --datum 7-12", 2, "stond daar al op"),
        ("overleg 3 --datum ooit", 2, "geen datum"),
        (
            "overleg 3 --datum geen",
            2,
            "“geen” zegt een gepland overleg af, en “3” is er geen; typ het nummer ervan;",
        ),
        (
            "overleg 3 --datum 31-12-2199",
            2,
            "31-12-2199 ligt buiten de jaren 2000 tot en met 2099",
        ),
        (
            "overleg 3.K1 --datum 10-12",
            2,
            "geen hoofdstuk, partij of gepland overleg",
        ),
        ("overleg 1 --datum 10-12", 2, "niets te bespreken"),
        ("overleg 99 --datum 10-12", 3, "staat niet in het plan"),
        ("overleg 3 --datum 10-12 --rol lezer", 6, "invoerder"),
    ] {
        let sentence = town.refused(line, code);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
    assert_eq!(town.text(), before);
}
