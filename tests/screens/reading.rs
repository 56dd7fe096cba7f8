//! Reading: the page and the list it stands beside, on small screens and wide ones.

use regie::plan::edit::{ContextEdit, Edit};

use crate::stage::Stage;

#[test]
fn the_page_has_the_whole_screen_and_gives_it_back() {
    for size in [(80, 24), (120, 40)] {
        for there in [
            "",
            "jjljl",
            "2<pgdn>jj",
            "3jj",
            "4j",
            "5jj",
            "7j",
            "8jjj",
            "2jjjj+9",
            "2fcontroles<enter>",
        ] {
            let before = Stage::new(size).play(there).shown();
            let whole = Stage::new(size).play(there).play("Z");
            assert_ne!(whole.shown(), before, "{there}");
            let lower = Stage::new(size).play(there).play("Zjjkj").shown();
            let moved = Stage::new(size).play(there).play("Zjj").shown();
            assert_eq!(lower, moved, "{there}: the keys move the page");
            for back in ["Z", "<esc>", "jjggZ", "<pgdn><home><esc>"] {
                let stage = Stage::new(size).play(there).play("Z").play(back);
                assert_eq!(stage.shown(), before, "{there} Z{back}");
            }
        }
    }
    // What is typed has the list in sight, or a form under it; afterwards the page is back.
    let stage = Stage::new((80, 24)).play("2jjjjZe7");
    assert!(stage.shown().contains("▌ 3.K1"), "{}", stage.shown());
    let stage = stage.play("<enter><esc>");
    assert!(!stage.shown().contains("▌"), "{}", stage.shown());
    let stage = Stage::new((80, 24)).play("2Zfspeur<enter>");
    assert!(stage.shown().contains("▌ 3.K3"), "{}", stage.shown());
}

#[test]
fn on_a_wide_screen_text_keeps_its_measure_and_tables_get_the_rest() {
    let plan = Stage::new((200, 50)).play("jjljl").shown();
    let text = plan.lines().filter_map(|line| line.split_once("│"));
    let widest = text.map(|(_, text)| text.trim().chars().count()).max();
    assert!(widest.unwrap() <= 90, "{plan}");
    let kpis = Stage::new((200, 50)).play("2").shown();
    let label = "lokaal plan van aanpak huiselijk geweld opgeleverd";
    assert!(kpis.contains(label), "{kpis}");
    let whole = Stage::new((200, 50)).play("2Z").shown();
    let widest = whole
        .lines()
        .skip(3)
        .take(44)
        .map(|line| line.trim().chars().count())
        .max();
    assert!(widest.unwrap() <= 90, "{whole}");
}

#[test]
fn rows_stay_where_they_are_while_values_are_typed_one_after_another() {
    let stage = Stage::recorded((80, 24)).play("2Slicht<enter>");
    let rows = |shown: &str| -> Vec<String> {
        let rows = shown.lines().skip(4).take(4);
        let id = |line: &str| {
            line.split_whitespace()
                .find(|it| it.contains(".K"))
                .unwrap()
                .to_string()
        };
        rows.map(id).collect()
    };
    let before = rows(&stage.shown());
    let stage = stage.play("e4<enter>");
    assert_eq!(rows(&stage.shown()), before);
    assert!(
        stage.shown().contains(&format!("▌ {}", before[1])),
        "{}",
        stage.shown()
    );
}

#[test]
fn every_pane_of_rows_has_orders_its_head_shows() {
    for (keys, head, rows) in [
        ("8Snummer", "wat▲", ["2B.5.d", "2B.6.b"]),
        (
            "8Stermijn<enter>Somkeren",
            "uiterlijk▼",
            ["31-12-2026", "31-12-2026"],
        ),
        (
            "2jjjj+jj+9Sdatum<enter>Somkeren",
            "wanneer▲",
            ["3.K1.1", "3.K3.1"],
        ),
        ("2jjjj+jj+9Snummer", "wat▲", ["3.K1.1", "3.K3.1"]),
        (
            "4Swie",
            "wie▲",
            ["af te spreken, per casus", "BOA's, Politie"],
        ),
        ("7Sbedrag", "begroot▼", ["€ 413.000", "€ 74.000"]),
        ("6Sfte", "bestaand▼", ["2,00", "1,50"]),
    ] {
        let shown = Stage::new((80, 24)).play(&format!("{keys}<enter>")).shown();
        let mut lines = shown.lines().skip_while(|line| !line.contains(head));
        assert!(lines.next().is_some(), "{keys}: {head}\n{shown}");
        let tables = keys.starts_with(['6', '7']);
        for (row, line) in rows.iter().zip(lines.skip(usize::from(tables))) {
            assert!(line.contains(row), "{keys}: {row}\n{shown}");
        }
    }
    // An answer is where it is.
    let asked = Stage::new((80, 24)).play("4Swie<enter>rfatb");
    assert!(!asked.shown().contains('▲'), "{}", asked.shown());
}

#[test]
fn the_field_that_is_typed_in_is_in_sight_on_any_screen() {
    for (there, typed) in [
        ("oOndermijning<enter><enter>", "6"),
        ("oOndermijning<enter><enter>", "6<tab>v"),
        ("oOndermijning<enter><enter>", "6<tab>v<tab>notitie"),
        ("oOndermijning<enter><enter>", "aMEP<tab>Bellen<tab>+2w"),
        ("2jjjj", "e7<tab>g<tab>Plaspoelpolder"),
        ("jjljl3jj", "el<tab>begonnen"),
    ] {
        for size in [(20, 3), (20, 5), (20, 8), (40, 6), (80, 10), (80, 24)] {
            let shown = Stage::new(size).play(there).play(typed).shown();
            let last: String = typed
                .rsplit('>')
                .next()
                .unwrap_or(typed)
                .chars()
                .rev()
                .take(3)
                .collect();
            let last: String = last.chars().rev().collect();
            assert!(shown.contains(&last), "{there}{typed} at {size:?}\n{shown}");
        }
    }
}

#[test]
fn what_is_taken_back_is_said_once() {
    let said = |stage: &Stage| stage.shown().lines().nth(22).unwrap().to_string();
    let stage = Stage::new((120, 24))
        .play("2jjjj+")
        .colleague_counts("3.K1.1");
    let stage = stage.play("u");
    assert!(
        said(&stage).contains("Teruggenomen: 3.K1.1 integrale controles: 1 (+1) op 23-11-2026")
    );
    assert!(!stage.shown().contains("teruggeteld"), "{}", stage.shown());
    let stage = stage.play("U");
    assert!(
        said(&stage).contains("Opnieuw gedaan: 3.K1.1 integrale controles: 1 (+1) op 23-11-2026")
    );
    let log = stage.play("9").shown();
    assert!(!log.contains("teruggeteld"), "{log}");
}

#[test]
fn a_correction_is_told_from_a_count() {
    let mut stage = Stage::new((80, 60)).play("2jjjj+e5<enter><esc>ke3<enter><enter><esc>k");
    for (keys, lines) in [
        (
            "Z",
            [
                "23-11-2026 1 (+1) (A. Jansen)",
                "23-11-2026 5 in plaats van 1",
                "23-11-2026 3 in plaats van 5",
            ],
        ),
        (
            "<esc>9",
            [
                "1 (+1) op 23-11-2026",
                "controles: 5 in plaats van 1",
                "controles: 3 in plaats van 5",
            ],
        ),
    ] {
        stage = stage.play(keys);
        let shown = stage.shown();
        for line in lines {
            assert!(shown.contains(line), "{keys}: {line}\n{shown}");
        }
    }
}

/// A council indicator that stands with these chapters; its figures are invented.
fn halt(chapters: &[&str]) -> Edit {
    let figure = |area: &str, period: &str, value: &str, unit: &str| {
        serde_json::json!({ "area": area, "period": period, "unit": unit,
            "value": value.parse::<f64>().unwrap(), "status": "provisional", "taken": "2026-11-20" })
    };
    let context = serde_json::json!({
        "id": "X1", "title": "Verwijzingen Halt", "source": "Halt", "chapters": chapters,
        "own": "GM0603", "group": null, "values": [
            figure("GM0603", "2018", "227", "per 10.000 jongeren"),
            figure("GM0603", "2024", "9.5", "per 1.000 jongeren"),
            figure("NL", "2024", "8", "per 1.000 jongeren"),
        ]
    });
    let context = serde_json::from_value(context).unwrap();
    Edit::Context(ContextEdit::between(None, Some(context)))
}

#[test]
fn a_council_indicator_stands_quietly_in_the_overview_and_is_found() {
    for size in [(80, 24), (120, 40)] {
        for (chapters, page) in [(&["6", "5"][..], "6 "), (&[][..], "Logboek")] {
            let stage = Stage::recorded(size).colleague_saves(vec![halt(chapters)]);
            let lights = |shown: &str| {
                let all = shown.lines().find(|line| line.contains("Alles samen"));
                all.map(str::to_string)
            };
            let overview = stage.play("0");
            let shown = overview.shown();
            let line = "Omgeving 1        X1 Verwijzingen Halt 9,5* per 1.000 jongeren, 2024";
            assert!(shown.contains(line), "{shown}");
            let before = Stage::recorded(size).play("0").shown();
            assert_eq!(lights(&shown), lights(&before), "never a light");
            for there in ["G<enter>", "/x1<enter>", "2/halt verwijz<enter>"] {
                let stage = Stage::recorded(size).colleague_saves(vec![halt(chapters)]);
                let shown = stage.play("0").play(there).shown();
                for words in [page, "X1 Verwijzingen Halt", "2024", "9,5*", "Nederland"] {
                    assert!(
                        shown.contains(words),
                        "{there} {chapters:?}: {words} in\n{shown}"
                    );
                }
            }
        }
    }
}
