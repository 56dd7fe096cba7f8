//! Listings in another order than the plan's.

use serde_json::Value;

use crate::town::Town;

/// The ids a listing gives under `--json`, the first so many.
fn first(town: &Town, line: &str, many: usize) -> String {
    let rows = town.json(&format!("{line} --json"));
    let rows = rows.as_array().unwrap().iter();
    let ids: Vec<&str> = rows
        .take(many)
        .filter_map(|row: &Value| row["id"].as_str())
        .collect();
    ids.join(" ")
}

#[test]
fn kpis_and_actions_by_what_a_meeting_asks_for() {
    let town = Town::new();
    town.out("kpi zet 6.K1 0 --datum 1-2-2026");
    town.out("kpi zet 3.K3 4 --datum 1-3-2026");
    town.out("kpi zet 3.K1 9 --datum 1-4-2026");
    town.out("actie zet 3B.1.c g");
    town.out("actie zet 4A.2.a l");
    town.out("actie zet 3B.1.a --uiterlijk 1-3-2026");
    for (line, ids) in [
        ("kpi", "2.K1a 2.K1b 2.K1c"),
        ("kpi --volgorde licht", "6.K1 3.K1 3.K3"),
        ("kpi --volgorde licht --omgekeerd", "3.K1 3.K3 6.K1"),
        ("kpi --volgorde datum", "3.K1 3.K3 6.K1"),
        ("kpi --volgorde DATUM --omgekeerd", "6.K1 3.K3 3.K1"),
        ("kpi --volgorde termijn", "4.K2a 4.K6 2.K1a"),
        ("kpi --volgorde te-laat --hoofdstuk 3", "3.K1 3.K4 3.K5"),
        (
            "actie --volgorde status --omgekeerd",
            "3B.1.c 4A.2.a 2A.1.a",
        ),
        ("actie --volgorde termijn", "4A.2.d 10.2.a 3B.1.a"),
    ] {
        assert_eq!(first(&town, line, 3), ids, "{line}");
    }
    // The page has the same order, and no heads of chapters between.
    let page = town.out("kpi --volgorde licht");
    assert!(page.starts_with("  6.K1 "), "{page}");
    assert!(!page.contains("Ondermijning\n"), "{page}");
    for (line, said) in [
        ("kpi --volgorde lichr", "bedoelt u licht?"),
        ("kpi --volgorde status", "kies licht, termijn of datum"),
        ("kpi --omgekeerd", "--volgorde"),
    ] {
        let sentence = town.refused(line, 2);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
}
