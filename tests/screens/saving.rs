//! A store that takes its time: the keys go on, and end where they would have without.

use regie::plan::edit::{Edit, Refusal};
use regie::store::Hindrance;

use super::stage::Stage;

/// Keys typed while each save takes its time, against the same keys with a store that is fast.
#[test]
fn what_is_typed_ahead_ends_in_the_right_places() {
    for keys in [
        "2jjjj++",
        "2jjjj+u",
        "2jjjj+uU",
        "2jjjje7<enter>8<enter>9",
        "2jjjje7<c-l>g",
        "2jjjj+e7<tab>g<enter>",
        "3jel<enter>eg<enter>",
        "3jel<enter>ueg<enter>",
        "3jel<enter>u",
        "3 jjeg<enter>",
        "2o3 Onder<enter><enter>6<enter>",
        "2o3 Onder<enter><enter>6<enter><enter>4<enter><enter>",
        "2o3 Onder<enter><enter><enter><enter><left><enter>E<enter>",
        "2o3 Onder<enter><enter>+<enter><left><enter><right>+<enter>nx<enter>",
        "8o3 Onder<enter><enter>aJansen<tab>belt<enter>uU",
    ] {
        for size in [(80, 24), (120, 40)] {
            let stage = Stage::new(size).slowly().play(keys).settled();
            let fast = Stage::new(size).play(keys).shown();
            assert_eq!(stage.shown(), fast, "{keys}");
        }
    }
}

#[test]
fn that_it_takes_long_is_said_until_it_is_done() {
    let stage = Stage::new((80, 24)).slowly().play("2jjjj+j");
    assert!(stage.shown().contains("A. Jansen · opgeslagen"));
    let stage = stage.waiting();
    assert!(stage.shown().contains("bezig met opslaan…"));
    assert!(stage.shown().contains("KPI 3.K2"), "{}", stage.shown());
    let stage = stage.saved();
    assert!(stage.shown().contains("A. Jansen · opgeslagen"));
    let stage = stage.play("e7<enter>").waiting();
    assert!(stage.shown().contains("wordt opgeslagen…"));
}

#[test]
fn leaving_waits_for_what_is_being_saved() {
    let asked = Stage::new((80, 24)).slowly().play("2jjjj++q");
    let shown = asked.shown();
    assert!(shown.contains("Er wordt nog opgeslagen; regie sluit zodra dat klaar is"));
    let asked = asked.saved();
    assert!(!asked.is_left());
    assert!(asked.saved().is_left());
    assert!(Stage::new((80, 24)).slowly().play("2jjjj+qq").is_left());
    // What went wrong is shown, also when the next goes well.
    let stage = Stage::new((80, 24)).slowly().play("2jjjj++q");
    let stage = stage.refused("de schijf is vol").saved();
    assert!(!stage.is_left());
    assert!(stage.shown().contains("de schijf is vol"));
    assert!(stage.play("q").is_left());
}

#[test]
fn a_form_that_was_refused_stays_as_it_was_sent() {
    let stage = Stage::new((80, 24)).slowly().play("2jjjje7<enter>8");
    let stage = stage.refused("de schijf is vol");
    assert!(stage.shown().contains("[7 "), "{}", stage.shown());
    // Another save says nothing of the form that is being filled in.
    let stage = Stage::new((80, 24)).slowly().play("2jjjj+e7");
    let stage = stage.refused("de schijf is vol");
    assert!(stage.shown().contains("[7"), "{}", stage.shown());
    assert!(stage.shown().contains("de schijf is vol"));
}

#[test]
fn what_was_typed_after_a_save_that_fails_is_dropped_and_its_error_stays() {
    for (keys, failed, sight) in [
        // Enter is not "try again", and the note doesn't come with another item.
        ("2jjjje7<enter><enter>nx<enter>", "de schijf is vol", "[7 "),
        (
            "2jjjj+e7<enter>8",
            "3.K1.1 +1 is niet opgeslagen: de schijf is vol",
            "[7 ",
        ),
        (
            "2jjjj+u",
            "3.K1.1 +1 is niet opgeslagen: de schijf is vol",
            "niet opgeslagen",
        ),
    ] {
        let stage = Stage::new((120, 40)).slowly().play(keys);
        let shown = stage.refused("de schijf is vol").shown();
        assert!(
            shown.contains(failed) && shown.contains(sight),
            "{keys} {shown}"
        );
    }
    // An older edit isn't taken back in its stead.
    let stage = Stage::new((120, 40)).play("2jjjj+").slowly().play("+u");
    let stage = stage.refused("vol").settled().play("<enter>");
    assert!(stage.shown().contains(" 1 / 10"), "{}", stage.shown());
    // Each that failed is named, until a key says it was read.
    let stage = Stage::new((120, 40)).slowly().play("2jjjj+j+");
    let stage = stage.refused("vol").refused("vol");
    let shown = stage.shown();
    assert!(
        shown.contains("3.K1.1 +1, 3.K2.1 +1 zijn niet opgeslagen: vol"),
        "{shown}"
    );
    assert!(shown.contains("A. Jansen · niet opgeslagen"), "{shown}");
    assert!(stage.play("j").shown().contains("A. Jansen · opgeslagen"));
}

#[test]
fn a_meeting_moves_on_while_it_saves_and_says_so() {
    let stage = Stage::new((80, 24))
        .play("2o3 Onder<enter><enter>")
        .slowly();
    let stage = stage.play("+<enter>");
    assert!(stage.shown().contains("2 van "), "{}", stage.shown());
    let stage = stage.play("<left>");
    assert!(stage.shown().contains(" 1 van "), "{}", stage.shown());
    let stage = stage.waiting();
    let shown = stage.shown();
    assert!(shown.contains("bezig met opslaan… · 1 van "), "{shown}");
    // What can't be told before the save before it waits, and leaving after that.
    let stage = stage.play("E<enter><esc>");
    let shown = stage.shown();
    assert!(shown.contains("Er wordt nog opgeslagen; daarna"), "{shown}");
    let left = Stage::new((80, 24))
        .play("2o3 Onder<enter><enter>")
        .slowly()
        .play("+<esc>");
    let shown = left.shown();
    assert!(
        shown.contains("Er wordt nog opgeslagen. Het overleg is nog niet"),
        "{shown}"
    );
    // One that failed is said, and the next still counts for its own item.
    let stage = Stage::new((80, 24))
        .play("2o3 Onder<enter><enter>")
        .slowly();
    let stage = stage.play("+<enter>").refused("vol").saved();
    let shown = stage.shown();
    assert!(
        shown.contains("3.K1.1 +1 is niet opgeslagen: vol"),
        "{shown}"
    );
    assert!(shown.contains("niet opgeslagen · 2 van "), "{shown}");
}

#[test]
fn a_meeting_one_went_on_with_is_no_end_to_taking_back() {
    let meeting = "o3 Onder<enter><enter><enter><enter>";
    for (before, after, said) in [
        ("2", "u", "Er is geen wijziging van u om terug te nemen."),
        ("2jjjj+", "u", "Teruggenomen: 3.K1.1"),
        // What was said in it goes first; one that was only begun goes on its own.
        ("2jjjj+", "nx<enter>uu", "Teruggenomen: 3.K1.1"),
    ] {
        let stage = Stage::new((120, 40)).play(&format!("{before}{meeting}{after}"));
        assert!(
            stage.shown().contains(said),
            "{before} {after} {}",
            stage.shown()
        );
    }
    let stage = Stage::new((120, 40)).play("2o3 Onder<enter><enter>u");
    assert!(
        stage.shown().contains("Teruggenomen: O1: overleg"),
        "{}",
        stage.shown()
    );
}

#[test]
fn a_meeting_a_colleague_closed_is_added_to_only_when_asked() {
    let closed = || {
        let stage = Stage::new((120, 40)).play("2o3 Onder<enter><enter>");
        stage.colleague_closes()
    };
    let asks = "B. de Vries heeft dit overleg afgesloten; toch toevoegen? Enter";
    for (keys, said) in [
        ("", "B. de Vries heeft dit overleg afgesloten."),
        ("+", asks),
        ("+<enter>", "integrale controles: 1"),
        ("+<enter>+", "integrale controles: 2"),
        // Another key is no yes, and going on is only looking.
        ("+<esc>", "Plan"),
        ("<enter>", " 2 van "),
        ("7", asks),
        ("7<enter>", "[7"),
    ] {
        let stage = closed().play(keys);
        assert!(stage.shown().contains(said), "{keys} {}", stage.shown());
    }
    // A form that was open already.
    let stage = Stage::new((120, 40)).play("2o3 Onder<enter><enter>nx");
    let stage = stage.colleague_closes().play("<enter>");
    assert!(stage.shown().contains(asks), "{}", stage.shown());
    assert!(!stage.play("<enter>").shown().contains("[x"));
}

#[test]
fn a_meeting_goes_on_where_it_was_left() {
    let stage = Stage::new((120, 40)).play("2o3 Onder<enter><enter><enter><enter>");
    let stage = stage.play("<left><esc>o<enter>");
    assert!(stage.shown().contains(" 2 van "), "{}", stage.shown());
    // The next session knows only what was discussed.
    let stage = stage.play("<esc>").left_and_back().play("o<enter>");
    assert!(stage.shown().contains(" 3 van "), "{}", stage.shown());
}

#[test]
fn what_something_was_recorded_on_was_discussed_wherever_that_is_said() {
    let stage = Stage::new((120, 40)).play("2o3 Onder<enter><enter>+");
    assert!(
        stage.shown().contains(" 1 van 8 · besproken"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("g");
    assert!(
        stage.shown().contains("besproken  3.K1 "),
        "{}",
        stage.shown()
    );
    let stage = stage.play("<esc>E");
    assert!(
        stage.shown().contains("slot · 1 van 8 besproken"),
        "{}",
        stage.shown()
    );
}

#[test]
fn a_key_that_does_nothing_in_a_meeting_says_why() {
    for (keys, said) in [
        ("x", "Afvinken kan alleen bij een actiepunt."),
        ("r", "Dit kan niet in een overleg: wie heeft de regie?"),
        (
            "aB<tab>belt<enter><esc>8o3 Onder<enter><enter>8",
            "Een stand hoort bij een KPI",
        ),
    ] {
        let stage = Stage::new((120, 40))
            .play("2o3 Onder<enter><enter>")
            .play(keys);
        assert!(stage.shown().contains(said), "{keys} {}", stage.shown());
    }
}

/// Since the last meeting is since one that was held.
#[test]
fn a_meeting_that_is_only_planned_is_not_the_last() {
    let meeting = |id: &str, day: &str| -> Edit {
        let json = format!(
            r#"{{ "what": "meeting", "id": "{id}", "from": null, "to": {{ "id": "{id}", "title": "T",
                "date": "{day}", "by": "B", "items": ["3.K1"] }} }}"#
        );
        serde_json::from_str(&json).unwrap()
    };
    for (edits, offered) in [
        (vec![meeting("O1", "2026-12-10")], None),
        (
            vec![meeting("O1", "2026-12-10"), meeting("O2", "2026-11-20")],
            Some("20-11-2026"),
        ),
    ] {
        let stage = Stage::new((80, 24)).colleague_saves(edits);
        let shown = stage.play("Rdocx<enter>raad<enter>").shown();
        let since = offered.map(|day| format!("sinds het laatste overleg, {day}"));
        assert_eq!(
            shown.contains("laatste overleg"),
            since.is_some(),
            "{shown}"
        );
        assert!(shown.contains(&since.unwrap_or_default()), "{shown}");
    }
}

/// A report is asked for in a few choices, and the keys go on while it is made.
#[test]
fn a_report_is_asked_for_step_by_step() {
    let size = (80, 24);
    for (keys, said) in [
        (":rapport maken<enter>", "Welk rapport?"),
        ("Rdocx<enter>", "Voor wie?"),
        ("Rdocx<enter>raad<enter>", "Typ een datum of revisie"),
        (
            "Rdocx<enter>raad<enter><enter>",
            "rapport-raad, met dag en tijd",
        ),
        (
            "Rdocx<enter>raad<enter><enter><enter>",
            "Het rapport staat in rapport-raad.docx",
        ),
        (
            "Rdocx<enter>raad<enter>1-7<enter>burap 2<enter>",
            "Het rapport staat in burap-2.docx",
        ),
        // Nothing changed after a revision that isn't there yet.
        (
            "Rhtml<enter>team<enter>900<enter>",
            "revisie 900 is er nog niet",
        ),
        // A calendar shows what comes.
        ("Rics<enter>team<enter>", "Hoe heet het bestand?"),
        ("Rdocx<enter>raad<esc>j", "A. Jansen · opgeslagen"),
    ] {
        let shown = Stage::new(size).play(keys).shown();
        assert!(shown.contains(said), "{keys}: {shown}");
    }
    let shown = Stage::new(size).read_only().play("R").shown();
    assert!(!shown.contains("Welk rapport?"), "{shown}");
}

#[test]
fn what_waits_for_a_line_is_counted_in_the_title_and_never_called_saved() {
    let stage = Stage::new((80, 24)).play("2jjjj").without_line(1).play("+");
    let shown = stage.shown();
    assert!(
        shown.contains("geen verbinding sinds 14:02 · 1 in wachtrij"),
        "{shown}"
    );
    assert!(shown.contains(" · in wachtrij "), "{shown}");
    assert!(!shown.contains("opgeslagen"), "{shown}");
    // Leaving tells it once.
    let stage = stage.play("q");
    assert!(!stage.is_left());
    let shown = stage.shown();
    assert!(
        shown.contains("1 wijziging wacht hier tot u dit plan weer opent"),
        "{shown}"
    );
    assert!(stage.play("q").is_left());
}

#[test]
fn what_waits_and_cannot_be_made_is_asked_once_and_where_nothing_is_typed() {
    let conflict = || {
        Hindrance::Refused(Refusal::Conflict {
            id: "3.K2.1".to_string(),
            now: "6".to_string(),
            based_on: "5".to_string(),
        })
    };
    let asked = Stage::new((80, 24)).play("2jjjj+").stuck(1, conflict());
    let shown = asked.shown();
    assert!(
        shown.contains("Wachtrij: 3.K2.1 is intussen gewijzigd; nu 6"),
        "{shown}"
    );
    assert!(shown.contains("laten vervallen"), "{shown}");
    // Enter that was meant for something else does no harm, and it isn't asked twice.
    let asked = asked.play("<enter>").stuck(1, conflict());
    assert!(!asked.shown().contains("laten vervallen"));
    let again = asked.play(":wachtrij<enter>");
    assert!(again.shown().contains("laten vervallen"));
    let typing = Stage::new((80, 24))
        .play("2jjjj+e7")
        .stuck(1, Hindrance::Lost);
    assert!(typing.shown().contains(": wachtrij"), "{}", typing.shown());
    let typing = typing.play("<esc>:wachtrij<enter>");
    let shown = typing.shown();
    assert!(
        shown.contains("Dit had u opgeslagen, en de server is het kwijt"),
        "{shown}"
    );
}

#[test]
fn a_meeting_that_gets_another_id_is_gone_on_with() {
    let stage = Stage::new((80, 24)).play("2o3 Onder<enter><enter>");
    let shown = stage
        .colleague_began_first()
        .play("nVan mij<enter>")
        .shown();
    // The first one is another's.
    assert!(shown.contains("Overleg · Ondermijning"), "{shown}");
}

#[test]
fn what_nobody_is_sure_of_waits_and_its_form_is_done() {
    let stage = Stage::new((80, 24)).slowly().play("3e").play("l<enter>");
    let stage = stage.unsure();
    let shown = stage.shown();
    assert!(shown.contains("onzeker of dit is opgeslagen"), "{shown}");
    assert!(shown.contains("loopt"), "{shown}");
    assert!(!shown.contains("Enter"), "{shown}");
}

#[test]
fn a_meeting_says_that_the_line_is_gone_and_what_waits() {
    let stage = Stage::new((80, 24)).play("2o3 Onder<enter><enter>");
    let shown = stage.without_line(2).shown();
    let said = "geen verbinding sinds 14:02 · 2 in wachtrij · 1 van ";
    assert!(shown.contains(said), "{shown}");
}

#[test]
fn what_waits_is_counted_where_nothing_can_be_saved_any_more() {
    let stage = Stage::new((80, 24)).read_only();
    let stage = stage.stuck(1, Hindrance::Lost);
    assert!(
        stage.shown().contains("alleen lezen · 1 in wachtrij"),
        "{}",
        stage.shown()
    );
    let shown = stage.play("<esc>q").shown();
    assert!(shown.contains("1 wijziging wacht op uw keus"), "{shown}");
}

#[test]
fn a_form_of_a_plan_that_takes_no_edits_any_more_offers_no_saving() {
    for keys in ["2jjjje7", "3jel", "5N", "2jjjja", "2o3 Onder<enter>e7"] {
        let stage = Stage::new((80, 24)).play(keys);
        let before = stage.shown();
        let stage = stage.closed("dit plan is verhuisd");
        assert!(before.contains("↵ bewaar"), "{before}");
        let shown = stage.shown();
        assert!(
            shown.contains("Vanaf nu alleen lezen: dit plan is verhuisd"),
            "{shown}"
        );
        assert!(
            !shown.contains("bewaar") && !shown.contains("oordeel"),
            "{shown}"
        );
        // The key says why, and what was typed stays.
        for key in ["<enter>", "<c-s>"] {
            let stage = Stage::new((80, 24)).play(keys);
            let shown = stage.closed("dit plan is verhuisd").play(key).shown();
            assert!(
                shown.contains("Alleen lezen: dit plan is verhuisd"),
                "{shown}"
            );
            assert!(shown.contains("Esc laat staan"), "{shown}");
        }
    }
}
