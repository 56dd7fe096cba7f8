//! A plan of several years: one of them is in view.

use crate::stage::Stage;

/// The line of the screen with these words.
fn line(stage: &Stage, words: &str) -> String {
    let shown = stage.shown();
    let found = shown.lines().find(|line| line.contains(words));
    found.unwrap_or(&shown).trim().to_string()
}

#[test]
fn the_year_in_view_decides_target_reading_and_light() {
    for (day, keys, title, row) in [
        ("2026-11-23", "2", "· 2026-2029 · 2026", "8 / 10"),
        ("2027-03-01", "2", "· 2026-2029 · 2027", "– / 12"),
        ("2027-03-01", "2<lt>", "· 2026-2029 · jaar 2026", "8 / 10"),
        (
            "2027-03-01",
            "2<lt><lt>",
            "· 2026-2029 · jaar 2026",
            "8 / 10",
        ),
        ("2027-03-01", "2>>", "· 2026-2029 · jaar 2029", "– / 10"),
        ("2027-03-01", "2>>>", "· 2026-2029 · jaar 2029", "– / 10"),
        ("2027-03-01", "2><lt>", "· 2026-2029 · 2027", "– / 12"),
    ] {
        let stage = Stage::of_years((80, 24)).on(day).play(keys);
        assert!(
            line(&stage, "Uitvoeringsplan").contains(title),
            "{day} {keys}: {}",
            stage.shown()
        );
        assert!(
            line(&stage, "3.K1  ").contains(row),
            "{day} {keys}: {}",
            stage.shown()
        );
    }
}

#[test]
fn a_new_day_brings_a_new_year_and_a_chosen_one_stays() {
    let stage = Stage::of_years((80, 24)).play("2").on("2027-01-01");
    assert!(line(&stage, "3.K1  ").contains("– / 12"));
    let stage = stage.play("<lt>").on("2027-01-02");
    assert!(line(&stage, "3.K1  ").contains("8 / 10"));
}

#[test]
fn what_is_counted_in_january_begins_anew_and_goes_to_the_year_in_view() {
    let stage = Stage::of_years((80, 24))
        .on("2027-01-05")
        .play("2/3.K1<enter>+");
    assert!(
        line(&stage, "3.K1  ").contains("1 / 12"),
        "{}",
        stage.shown()
    );
    // The last one of 2026 still came in.
    let stage = stage.play("<lt>+");
    assert!(
        line(&stage, "3.K1  ").contains("9 / 10"),
        "{}",
        stage.shown()
    );
    assert!(
        line(&stage, "3.K1  ").contains("31-12"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("e");
    assert!(
        line(&stage, "Datum").contains("do 31-12-2026"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("<esc>>");
    assert!(
        line(&stage, "3.K1  ").contains("1 / 12"),
        "{}",
        stage.shown()
    );
}

#[test]
fn a_light_is_of_its_year() {
    let stage = Stage::of_years((80, 24))
        .on("2027-01-05")
        .play("2/3.K1<enter>");
    assert!(!line(&stage, "3.K1  ").contains("G ●"), "{}", stage.shown());
    let stage = stage.play("Lo<tab>x<tab>y<enter>");
    assert!(line(&stage, "3.K1  ").contains("O ▲"), "{}", stage.shown());
    let stage = stage.play("<lt>");
    assert!(line(&stage, "3.K1  ").contains("G ●"), "{}", stage.shown());
}

#[test]
fn a_plan_of_one_year_has_no_others() {
    let stage = Stage::recorded((80, 24)).play("2>");
    assert!(line(&stage, "Er is geen later jaar").contains("in dit plan"));
    assert!(!line(&stage, "Uitvoeringsplan").contains("· 2026"));
}

#[test]
fn a_meeting_looks_into_another_year() {
    // Its first item is an action point.
    let meeting = "2o3 Onder<enter><enter>s";
    for (keys, words) in [
        ("", "– van 12"),
        ("<lt>", "8 van 10"),
        ("<lt>", "Overleg · jaar 2026 · Ondermijning"),
        ("<lt>>", "Overleg · Ondermijning"),
    ] {
        let keys = format!("{meeting}{keys}");
        let stage = Stage::of_years((80, 24)).on("2027-03-01").play(&keys);
        assert!(stage.shown().contains(words), "{keys}: {}", stage.shown());
    }
}
