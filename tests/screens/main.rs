//! Whole screens, each from one line of keys: the text as it stands, and below it which cells
//! look different, so that a change of colour is as reviewable as a change of words.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod stage;

use stage::{Stage, at_any_size};

/// A screen test: its name, and the keys that lead there.
macro_rules! screens {
    ($($name:ident: $keys:literal;)*) => { $(
        #[test]
        fn $name() {
            for size in [(80, 24), (120, 40)] {
                let shown = Stage::new(size).play($keys).shown();
                insta::assert_snapshot!(format!("{}_{}x{}", stringify!($name), size.0, size.1), shown);
            }
        }
    )* };
}

screens! {
    plan_at_the_start: "";
    plan_a_theme: "jjljl";
    plan_an_action: "jjljjlljl";
    plan_kpis_of_a_chapter: "jjlGkkkkkkkk";
    kpis: "2";
    kpis_of_chapter_4: "2<pgdn><pgdn>";
    kpi_entering_a_value: "2jjjje7";
    kpi_nonsense_refused: "2jjjjezes<enter>";
    kpi_date_refused: "2jjjje7<tab>31-4<enter>";
    kpi_coverage: "2jjjjjjje12/17";
    kpi_milestone: "2ej";
    kpi_saved: "2jjjje7<tab>g<tab>Plaspoelpolder, met HEIT<enter>";
    kpi_counted_twice: "2jjjj++";
    kpi_taken_back: "2jjjj+u";
    actions: "3";
    actions_of_the_police: "3Ppolitie<enter>";
    actions_running: "3el<enter>sloopt<enter>";
    action_status: "3jel";
    regie_register: "4";
    regie_asked: "rfatb";
    regie_asked_by_an_action: "rdamocles";
    regie_unknown: "rqqqq";
    teams: "5";
    team_of_oovb: "5G";
    capacity: "6";
    capacity_police: "6G";
    budget: "7j";
    agenda: "8";
    log_empty: "9";
    log_after_two_edits: "2jjjj+3jel<enter>9";
    find_anything: "/camera";
    palette: ":";
    help: "?";
    filtered: "2fspeur<enter>";
}

#[test]
fn without_colour_and_in_ascii() {
    for (name, colour, ascii) in [("mono", false, false), ("ascii", false, true)] {
        let shown = Stage::new((80, 24))
            .looking(colour, ascii)
            .play("2jjjj++")
            .shown();
        insta::assert_snapshot!(format!("kpis_{name}"), shown);
        if ascii {
            assert!(shown.is_ascii(), "{shown}");
        }
    }
}

#[test]
fn read_only_refuses_to_edit() {
    let stage = Stage::new((80, 24)).read_only().play("2jjjje+u");
    insta::assert_snapshot!("read_only", stage.shown());
}

#[test]
fn a_colleagues_save_keeps_the_selection_and_what_was_typed() {
    let stage = Stage::new((80, 24))
        .play("2jjjje7")
        .colleague_counts("3.K1.1")
        .play("1");
    insta::assert_snapshot!("colleague_saved", stage.shown());
}

#[test]
fn a_paste_never_gives_a_command() {
    let stage = Stage::new((80, 24)).play("2").paste("q\ne7\n");
    assert!(stage.shown().contains("2.K1a"));
    let stage = stage
        .play("jjjje<tab><tab>")
        .paste("regel 1\nregel 2\u{1b}[31m");
    assert!(
        stage.shown().contains("regel 1 regel 2[31m"),
        "{}",
        stage.shown()
    );
}

#[test]
fn backspace_goes_back_through_the_places_visited() {
    for (there, on) in [
        ("8jj", "<enter>"),
        ("5jj", "<enter>"),
        ("4jjj", "<enter>"),
        ("jjljl", "p"),
        ("jjljl", "/camera<enter>"),
        ("3Ppolitie<enter>j", "p"),
        ("2jjj", "rfatb<enter><backspace>"),
    ] {
        let before = Stage::new((80, 24)).play(there).shown();
        let stage = Stage::new((80, 24)).play(there).play(on);
        assert_ne!(stage.shown(), before, "{there} {on}");
        assert_eq!(stage.play("<backspace>").shown(), before, "{there} {on}");
    }
}

#[test]
fn no_size_breaks_a_screen() {
    for keys in [
        "", "jjljll", "2", "2e7", "3", "4", "rfatb", "5", "6", "7", "8", "9", "?", ":", "/a",
    ] {
        at_any_size(keys);
    }
}
