//! The plan for other programs.

use std::fs;

use crate::town::Town;
use crate::year::year;

#[test]
fn a_calendar_on_standard_output_or_in_a_new_file() {
    let town = Town::new();
    let text = town.out("rapport --formaat ics");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("\r\nDTSTAMP:20261123T110000Z\r\n"), "{text}");
    assert!(text.contains("\r\nX-WR-CALNAME:Uitvoeringsplan Veiligheid Rijswijk 2026\r\n"));
    assert_eq!(town.out("rapport --formaat ics --rol lezer"), text);
    let file = town.path("plan.ics");
    town.out(&format!("rapport --formaat ics -o {file}"));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let said = town.refused(&format!("rapport --formaat ics -o {file}"), 1);
    assert!(said.contains("bestaat al en blijft zoals het is"), "{said}");
    // What is recorded meanwhile is told, under the same ids.
    town.out("kpi zet 2.K1a j");
    let later = town.out("rapport --formaat ics");
    let uids = |text: &str| -> Vec<String> {
        let uids = text.lines().filter(|line| line.starts_with("UID:"));
        uids.map(ToString::to_string).collect()
    };
    assert!(later.contains("SUMMARY:gehaald: 2.K1a"), "{later}");
    assert_eq!(uids(&later), uids(&text));
}

#[test]
fn another_format_names_those_there_are() {
    let town = Town::new();
    for (line, said) in [
        (
            "rapport --formaat pdf",
            "“pdf” past niet bij --formaat <F>; kies md",
        ),
        ("rapport --formaat ics --json", "een agenda is geen JSON"),
        ("rapport --formaat ics --sinds 0", "laat --sinds weg"),
        (
            "rapport --sinds 3",
            "revisie 3 is er nog niet: het plan staat op 0",
        ),
        ("rapport --sinds gisterenochtend", "geen datum"),
        ("rapport --stijl pers", "kies raad, college of team"),
        ("rapport --overschrijf", "er ontbreekt iets: --uitvoer"),
    ] {
        let sentence = town.refused(line, 2);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
}

#[test]
fn a_report_in_the_order_of_the_plan() {
    let town = Town::new();
    year(&town);
    let text = town.out("rapport");
    let mut rest = text.as_str();
    for piece in [
        "# Voortgang Uitvoeringsplan Veiligheid Rijswijk 2026\n",
        "- **Peildatum:** ma 23-11-2026\n- **Revisie:** 8\n- **Voor:** het team",
        "## In één oogopslag\n\n49 KPI's: 2 rood · 1 oranje · 46 geen gegevens; slechtste: rood.\n\n\
         84 acties: 83 open · 1 loopt.\n",
        "| 3 Ondermijning | 1 | 1 | 0 | 6 | 0 van 14 | 0 |",
        "### Rood en oranje: waarom",
        "### Te laat",
        "| 01-07-2026 | 3.K3.1: streefwaarde 2, dat was 4 (B. de Smit) | minder honden | raad 26.041 |",
        "## 3 Ondermijning\n\n### Doel\n\n> ",
        "### A Drugshandel",
        "| a | De twee ondermijningsBOA’s",
        "— sloop in week 48 (13-11-2026) | ",
        "### Wie hebben we daarvoor nodig?",
        "### Wie heeft de regie?\n\n> In het geval van bestuurlijke controles heeft de gemeente de regie.",
        "### KPI's\n\n| Licht | KPI | Stand | Streefwaarde | Verwacht nu | Verloop |\n",
        "| O ▲ oranje | 3.K1 Ten minste 10 bestuurlijke, integrale controles zijn uitgevoerd. | 6 op 12-11-2026 |",
        "#### 3.K1 Ten minste 10",
        "- **Stoplicht:** oranje (oordeel van B. de Smit, 28-06-2026)",
        "- **Toelichting:** Jansen is ziek, zegt B. de Smit\n- **Bijsturing:** extra controles\n",
        "- 02-03-2026 met Smit en HEIT (B. de Smit)",
        "- **Eerst:** rood, tegen de eerste streefwaarde (4)",
        "- **Streven:** 2 controles (was 4 tot 01-07-2026, raad 26.041)\n",
        "## 4 Jeugd en preventie",
        "## Bijstellingen van het plan",
        "## Bijlage: begroting\n\n### ",
        "## Bijlage: capaciteit",
        "## Bijlage: besluiten en actiepunten",
        "## Wat niet in dit rapport staat\n\n- Hoofdstukken zonder KPI's, acties en onderwerpen: 1 ",
    ] {
        let Some((_, after)) = rest.split_once(piece) else {
            panic!("no {piece:?} in what follows:\n{rest}");
        };
        rest = after;
    }
}

#[test]
fn the_council_sees_no_notes_and_no_names() {
    let town = Town::new();
    year(&town);
    let text = town.out("rapport --stijl raad");
    for hidden in ["Smit", "a.jansen", "HEIT en", "week 48", "met Smit"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    for shown in [
        "- **Voor:** de gemeenteraad",
        "- **Stoplicht:** oranje (oordeel van 28-06-2026)",
        "- **Toelichting:** Jansen is ziek, zegt [medewerker]"
            .replace('[', "\\[")
            .replace(']', "\\]")
            .as_str(),
        "In de stijl raad weggelaten: 2 interne notities.",
        "een naam die het plan niet kent blijft staan",
    ] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    let text = town.out("rapport --stijl college");
    for shown in [
        "oordeel van B.D.S., 28-06-2026",
        "met Smit en HEIT (B.D.S.)",
        "zegt B. de Smit",
    ] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
}

#[test]
fn only_what_changed_since_a_day_or_a_revision() {
    let town = Town::new();
    year(&town);
    for since in ["1-7", "3", "r3"] {
        let text = town.out(&format!("rapport --sinds {since}"));
        for shown in [
            "2 stoplichten omgeslagen, 3 KPI's met nieuws, 1 actie veranderd, 1 bijstelling van het plan.",
            "| 3 Ondermijning | 0 → 1 | 1 | 0 | 7 → 6 |",
            "| 3.K3 Er zijn ten minste 4 bestuurlijke controles geweest met speurhonden. | - – geen gegevens | R ■ rood | \
             controles met speurhonden van geen stand naar 1, verwacht was 2, nu 1 à 2, gevraagd is 2, dat was 4 |",
            "| 3.K1.1 Ten minste 10 bestuurlijke, integrale controles zijn uitgevoerd. | 2 op 02-03-2026 (streefwaarde 10) | \
             6 op 12-11-2026 (streefwaarde 10) | O ▲ oranje |",
            "| open | loopt | sloop in week 48 |",
            "minder honden | raad 26.041 |",
        ] {
            assert!(text.contains(shown), "--sinds {since}: {shown} in {text}");
        }
        assert!(!text.contains("## 2 Zorg"), "{text}");
    }
    let text = town.out("rapport --sinds 8");
    assert!(
        text.contains("0 stoplichten omgeslagen, 0 KPI's met nieuws"),
        "{text}"
    );
}

#[test]
fn only_what_was_chosen() {
    let town = Town::new();
    year(&town);
    for (choice, with, without) in [
        ("--hoofdstuk 3", "## 3 Ondermijning", "## 4 Jeugd"),
        ("--licht rood", "4.K2a", "3.K1 Ten minste 10"),
        (
            "--partij politie",
            "- **Alleen:** Politie",
            "Bijlage: begroting",
        ),
        ("--formaat ics --hoofdstuk 3", "3.K1.1", "4.K2a"),
    ] {
        let text = town.out(&format!("rapport {choice}"));
        assert!(text.contains(with), "{choice}: {text}");
        assert!(!text.contains(without), "{choice}: {text}");
    }
    let said = town.refused("rapport --hoofdstuk 77", 3);
    assert!(
        said.contains("hoofdstuk “77” staat niet in het plan"),
        "{said}"
    );
}

#[test]
fn over_a_file_only_where_that_is_asked_and_never_over_the_plan() {
    let town = Town::new();
    let plan = town.text();
    let file = town.path("burap.md");
    town.out(&format!("rapport -o {file}"));
    let first = fs::read_to_string(&file).unwrap();
    year(&town);
    let said = town.refused(&format!("rapport -o {file}"), 1);
    assert!(said.contains("bestaat al en blijft zoals het is"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
    town.out(&format!("rapport -o {file} --overschrijf"));
    assert_eq!(fs::read_to_string(&file).unwrap(), town.out("rapport"));
    town.out(&format!(
        "rapport -o {} --overschrijf",
        town.path("nieuw.md")
    ));
    // Nor over what is kept beside it.
    let plan_now = town.text();
    for own in [
        town.plan(),
        format!("{}.2026-03-02", town.plan()),
        town.path(".plan.json.lock"),
    ] {
        let said = town.refused(&format!("rapport -o {own} --overschrijf"), 6);
        assert!(said.contains("daar staat het plan zelf"), "{own}: {said}");
    }
    assert_eq!(town.text(), plan_now);
    assert_ne!(plan_now, plan);
    let left: Vec<String> = fs::read_dir(town.dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".burap"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_file_is_the_same_bytes_wherever_it_goes_and_whatever_the_locale() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6 --notitie één");
    crate::meetings::held(&town, "Ondermijning");
    for (line, word) in [("rapport --formaat ics", "2×"), ("verslag", "één")] {
        let file = town.path("uit");
        let mut to_file = town.command();
        to_file
            .env("LC_ALL", "C")
            .args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
        to_file
            .args(line.split(' '))
            .args(["-o", &file])
            .assert()
            .success();
        let bytes = fs::read(&file).unwrap();
        assert!(
            String::from_utf8(bytes.clone()).unwrap().contains(word),
            "{line}"
        );
        for locale in ["C", "C.UTF-8"] {
            let mut command = town.command();
            command
                .env("LC_ALL", locale)
                .args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
            let printed = command.args(line.split(' ')).output().unwrap().stdout;
            assert!(printed == bytes, "{line} in {locale}");
        }
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn json_as_the_listings_have_it_and_beside_what_it_was() {
    let town = Town::new();
    year(&town);
    let report = town.json("rapport --json");
    assert_eq!(report, town.json("rapport --formaat json"));
    // The records are those of the listings, with more behind them.
    for (key, command) in [("kpis", "kpi --json"), ("actions", "actie --json")] {
        let (ours, listed) = (report[key].as_array().unwrap(), town.json(command));
        assert_eq!(ours.len(), listed.as_array().unwrap().len(), "{key}");
        for (our, listed) in ours.iter().zip(listed.as_array().unwrap()) {
            for (name, value) in listed.as_object().unwrap() {
                assert_eq!(&our[name], value, "{key} {name}");
            }
        }
    }
    let kpi = |report: &serde_json::Value, id: &str| {
        let mut kpis = report["kpis"].as_array().unwrap().iter();
        kpis.find(|it| it["id"] == id).unwrap().clone()
    };
    let moved = kpi(&report, "3.K3");
    assert_eq!(moved["indicators"][0]["target"]["min"], 2);
    assert_eq!(moved["indicators"][0]["first_target"]["min"], 4);
    assert_eq!(moved["was"], serde_json::Value::Null);
    let since = town.json("rapport --json --sinds 3");
    let ids: Vec<&str> = since["kpis"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["id"].as_str())
        .collect();
    assert_eq!(ids, ["3.K1", "3.K3", "4.K2a"]);
    let first = kpi(&since, "3.K1");
    assert_eq!(first["was"]["indicators"][0]["reading"]["value"], 2);
    assert_eq!(first["indicators"][0]["reading"]["value"], 6);
    assert_eq!(since["actions"][0]["was"], "open");
    assert_eq!(since["changes"][0]["reason"], "minder honden");
    // Nobody sees by another format what the style leaves out.
    let council = town.out("rapport --json --stijl raad");
    for hidden in ["Smit", "week 48", "a.jansen"] {
        assert!(!council.contains(hidden), "{hidden}");
    }
    assert!(council.contains("2 interne notities"), "{council}");
}
