//! What is typed in a form: conflicts, each in the field it is about, and drafts that come back.

use super::stage::Stage;
use regie::plan::edit::Edit;
use regie::plan::edit::role::Role;

/// An edit as it stands in the history.
fn edit(json: &str) -> Edit {
    serde_json::from_str(json).unwrap()
}

fn runs() -> Edit {
    edit(r#"{ "what": "status", "id": "2A.1.a", "from": "open", "to": "running" }"#)
}

fn due() -> Edit {
    let set =
        r#"{ "what": "set", "id": "2A.1.a", "field": "due", "from": null, "to": "2026-12-01" }"#;
    edit(set)
}

/// Keys, each with what the screen says then; an empty text stands for no conflict.
#[test]
fn a_conflict_is_in_the_field_that_someone_else_changed() {
    let status = "Intussen zette B. de Vries om 14:02 deze actie op loopt (was open).";
    let day = "uiterlijk van deze actie op 01-12-2026 (was geen).";
    let (only_day, only_status) = (
        "2A.1.a: uiterlijk 07-12-2026 (was geen) · opgeslagen",
        "2A.1.a: open → gereed · opgeslagen",
    );
    let both = "2A.1.a: loopt → gereed · uiterlijk 07-12-2026 (was 01-12-2026) · opgeslagen";
    for (typed, colleague, then) in [
        // What the colleague changed isn't typed about.
        (
            "3e<tab>+2w",
            vec![runs()],
            &[("", ""), ("<enter>", only_day)][..],
        ),
        ("3eg", vec![due()], &[("", ""), ("<enter>", only_status)]),
        (
            "3e",
            vec![runs(), due()],
            &[("", ""), ("g", "loopt → gereed")],
        ),
        // It is: both values are in sight before one Enter, and the next chooses.
        (
            "3e<tab>+2w",
            vec![due()],
            &[
                ("", day),
                ("<enter>", day),
                (
                    "<enter>",
                    "uiterlijk 07-12-2026 (was 01-12-2026) · opgeslagen",
                ),
            ],
        ),
        // Both are: one after the other, none passed over.
        (
            "3eg<tab>+2w",
            vec![runs(), due()],
            &[
                ("", status),
                ("<enter>", status),
                ("<enter>", day),
                ("<enter>", both),
            ],
        ),
    ] {
        let mut stage = Stage::new((80, 24)).play(typed).colleague_saves(colleague);
        for (keys, said) in then {
            stage = stage.play(keys);
            // A long sentence goes over two lines.
            let shown = stage.shown();
            let shown: Vec<&str> = shown.split_whitespace().collect();
            let shown = shown.join(" ");
            assert!(shown.contains(said), "{typed} {keys}: {said}\n{shown}");
            let calm = said.is_empty() || said.contains("opgeslagen") || said.contains('→');
            assert_eq!(shown.contains("Intussen"), !calm, "{typed} {keys}\n{shown}");
        }
    }
}

/// Keys on the form of a value, each with what the screen says then. Both values are in sight before
/// the Enter that records one over the other.
#[test]
fn a_colleagues_value_of_the_same_day_is_asked_before_it_is_recorded_over() {
    let one = r#"{ "what": "reading", "id": "3.K1.1", "from": null,
        "to": { "date": "2026-11-23", "value": 1, "by": "B. de Vries" } }"#;
    let asked = "Intussen zette B. de Vries om 14:02 de stand van 23-11 op 1 (was geen stand). \
        Enter legt de uwe vast, Esc laat 1 staan.";
    for (typed, then) in [
        (
            "2jjjje2",
            &[
                ("", asked),
                ("<enter>", asked),
                ("<enter>", "2 (was 1) · opgeslagen"),
            ][..],
        ),
        // What is odd about it is asked after that, in sight.
        (
            "2jjjje50",
            &[
                ("<enter>", asked),
                ("<enter>", "klopt dat?"),
                ("<enter>", "50 (was 1) · opgeslagen"),
            ],
        ),
        // What is counted comes on top, another day beside it, and what is typed after it saw it.
        (
            "2jjjje+1",
            &[("", ""), ("<enter>", "2 (was 1) · opgeslagen")],
        ),
        (
            "2jjjje2<tab>22-11",
            &[("", ""), ("<enter>", "2 op 22-11-2026;")],
        ),
        (
            "2jjjje",
            &[("2", ""), ("<enter>", "2 (was 1) · opgeslagen")],
        ),
    ] {
        let mut stage = Stage::new((80, 24)).play(typed);
        stage = stage.colleague_saves(vec![edit(one)]);
        for (keys, said) in then {
            stage = stage.play(keys);
            let shown = stage.shown();
            let shown: Vec<&str> = shown.split_whitespace().collect();
            let shown = shown.join(" ");
            assert!(shown.contains(said), "{typed} {keys}: {said}\n{shown}");
            let asks = said.contains("Intussen");
            assert_eq!(shown.contains("Intussen"), asks, "{typed} {keys}\n{shown}");
        }
    }
}

#[test]
fn nothing_typed_anew_is_nothing_to_save() {
    for (keys, said) in [
        ("3eo<enter>", "staat al op open"),
        ("3e<tab>geen<enter>", "staat al op geen"),
        ("3mme<enter>", "is geen status"),
        ("2jjjje6<enter><esc>ke6<enter>", "staat al op 6"),
    ] {
        let shown = Stage::new((120, 40)).play(keys).shown();
        assert!(shown.contains(said), "{keys}\n{shown}");
    }
}

#[test]
fn the_day_of_an_action_is_taken_back_and_followed() {
    for (keys, said) in [
        (
            "3el<tab>15-12<enter>u",
            "Teruggenomen: 2A.1.a: van open naar loopt · uiterlijk 15-12-2026, dat was geen",
        ),
        (
            "3el<tab>15-12<enter>uU",
            "Opnieuw gedaan: 2A.1.a: van open naar loopt · uiterlijk 15-12-2026",
        ),
        (
            "3mmmel<enter>u",
            "Teruggenomen: 2A.1.a: van open naar loopt en 2 andere",
        ),
        (
            "3e<tab>15-12<enter>u",
            "Teruggenomen: 2A.1.a: uiterlijk 15-12-2026, dat was geen",
        ),
        ("3e<tab>15-12<enter>ke<tab>geen", "15-12-2026 → geen"),
        (
            "3e<tab>15-12<enter>ke<tab>geen<enter>",
            "uiterlijk geen (was 15-12-2026) · opgeslagen",
        ),
        ("3e<tab>15-12<enter>ke", "nu 15-12-2026 · geen haalt"),
        ("3e<tab>15-12<enter>kmme", "nu verschillend"),
        (
            "3e<tab><tab>Belt morgen<enter>",
            "2A.1.a: notitie bij open · opgeslagen",
        ),
        (
            "3e<tab><tab>Belt morgen<enter>u",
            "Teruggenomen: 2A.1.a: notitie: Belt morgen",
        ),
        ("3e<tab>27-11<enter>8", "2A.1.a"),
        ("3e<tab>15-12<enter>9", "uiterlijk 15-12"),
    ] {
        let shown = Stage::new((120, 40)).play(keys).shown();
        assert!(shown.contains(said), "{keys}: {said}\n{shown}");
    }
}

/// A day without a year may be next year's: that is told, and not asked.
#[test]
fn a_deadline_says_that_it_has_passed_or_lies_after_the_year() {
    for (keys, said) in [
        (
            "3e<tab>15-11",
            "geen → ma 15-11-2027 · na het planjaar 2026",
        ),
        ("3e<tab>1-11-2026", "geen → zo 01-11-2026 · al voorbij"),
        (
            "3aMEP<tab>Bellen<tab>15-11",
            "ma 15-11-2027 · na het planjaar 2026",
        ),
        ("3e<tab>15-12", "geen → di 15-12-2026"),
    ] {
        let shown = Stage::new((80, 24)).play(keys).shown();
        assert!(shown.contains(said), "{keys}: {said}\n{shown}");
    }
}

/// Drafts as versions before wrote them, in order and without names, and as they are now.
#[test]
fn a_draft_comes_back_in_the_fields_it_was_typed_in() {
    let at = r#""at": "2026-11-23T13:40:00+01:00", "meeting": null"#;
    for (draft, fields) in [
        (
            r#""form": "", "id": "3.K1.1", "fields": ["7", "12-06", ""], "focus": 1"#,
            &["Stand    [7 ", "Datum    [12-06 ", "Notitie  [  "][..],
        ),
        (
            r#""id": "2A.1.a", "fields": ["l", "Eerste ronde"], "focus": 1"#,
            &[
                "Status     [l ",
                "Uiterlijk  [  ",
                "Notitie    [Eerste ronde ",
            ],
        ),
        (
            r#""form": "judgement", "id": "3.K1", "fields": ["o", "Ziekte", "Inhuur"], "focus": 0"#,
            &[
                "Licht        [o ",
                "Toelichting  [Ziekte ",
                "Bijsturing   [Inhuur ",
            ],
        ),
        (
            r#""form": "point", "id": "3.K1", "fields": ["MEP", "Bellen", "+2w"], "focus": 2"#,
            &["Wie      [MEP ", "Wat      [Bellen ", "Wanneer  [+2w "],
        ),
        (
            r#""form": "note", "id": "3.K1", "fields": ["Gebeld"], "focus": 0"#,
            &["Notitie  [Gebeld "],
        ),
        (
            r#""form": "", "id": "2A.1.a", "fields": { "note": "Ja", "due": "+2w" }, "focus": "due""#,
            &["Status     [  ", "Uiterlijk  [+2w ", "Notitie    [Ja "],
        ),
    ] {
        let stage = Stage::new((120, 40)).found(&format!("{{ {at}, {draft} }}"));
        let shown = stage.play("<enter>").shown();
        for field in fields {
            assert!(shown.contains(field), "{draft}: {field}\n{shown}");
        }
    }
}

/// What can't go back is told, and stays until one throws it away.
#[test]
fn a_draft_of_what_is_gone_is_told_and_stays() {
    for (draft, why) in [
        (
            r#""form": "", "id": "3.K99.1""#,
            "3.K99.1 staat niet meer in het plan",
        ),
        (
            r#""form": "brief", "id": "3.K1""#,
            "deze regie kent het formulier niet",
        ),
    ] {
        let at = r#""at": "2026-11-23T13:40:00+01:00""#;
        let fields = r#""fields": { "note": "met HEIT", "value": "7" }, "focus": "note""#;
        let draft = format!("{{ {at}, {draft}, {fields} }}");
        let stage = Stage::new((80, 24)).found(&draft);
        for words in [why, "met HEIT · 7", "bewaren", "weggooien"] {
            assert!(stage.shown().contains(words), "{words}: {}", stage.shown());
        }
        let stage = stage.play("<enter>");
        assert!(stage.keeps_draft());
        assert!(
            !Stage::new((80, 24))
                .found(&draft)
                .play("weg<enter>")
                .keeps_draft()
        );
        assert!(Stage::new((80, 24)).read_only().found(&draft).keeps_draft());
    }
}

/// The field that was typed in has the keys again.
#[test]
fn a_draft_goes_on_where_it_stopped() {
    for focus in ["1", r#""note""#] {
        let fields = r#"["l", "Eerste"]"#;
        let draft = format!(
            r#"{{ "at": "2026-11-23T13:40:00+01:00", "id": "2A.1.a", "fields": {fields}, "focus": {focus} }}"#
        );
        let shown = Stage::new((80, 24))
            .found(&draft)
            .play("<enter> ronde")
            .shown();
        assert!(shown.contains("Notitie    [Eerste ronde "), "{shown}");
    }
}

/// Keys on the KPI of ten controls, each with what the screen says then; `!` is what it doesn't.
#[test]
fn an_odd_figure_is_asked_once() {
    let far = "50 bij een streefwaarde van 10: klopt dat? Enter bewaart";
    let saved = "3.K1.1 integrale controles: 50 · opgeslagen";
    for (steps, size) in [
        (&[("50<enter>", far), ("<enter>", saved)][..], (80, 24)),
        (
            &[("50<enter>", "Enter bewaart"), ("<enter>", saved)],
            (120, 40),
        ),
        // Another value is another question, and one that is likely is none.
        (
            &[
                ("50<enter>", far),
                ("1", "!klopt dat"),
                ("<enter>", "501 bij een streefwaarde van 10: klopt dat?"),
            ],
            (80, 24),
        ),
        (
            &[
                ("50<enter>", far),
                (
                    "<backspace><backspace>7<enter>",
                    "3.K1.1 integrale controles: 7 ·",
                ),
            ],
            (80, 24),
        ),
        (
            &[
                ("6<tab>1-12-2026", "01-12-2026 ligt na vandaag"),
                (
                    "<enter>",
                    "01-12-2026 ligt na vandaag: klopt dat? Enter bewaart",
                ),
                ("<enter>", "· opgeslagen"),
            ],
            (80, 24),
        ),
        (
            &[
                ("6<enter>", "6 · opgeslagen"),
                ("<esc>ke4<enter>", "4, en het was 6: klopt dat?"),
            ],
            (80, 24),
        ),
        // One more is never too much.
        (
            &[
                ("11<enter>", "11 · opgeslagen"),
                ("<esc>k+", "12 (was 11) · opgeslagen"),
            ],
            (80, 24),
        ),
    ] {
        let mut stage = Stage::new(size).play("2jjjje");
        for (keys, said) in steps {
            stage = stage.play(keys);
            let shown = stage.shown();
            let words = said.trim_start_matches('!');
            assert_eq!(
                shown.contains(words),
                !said.starts_with('!'),
                "{keys}: {said}\n{shown}"
            );
        }
    }
}

#[test]
fn an_odd_figure_is_asked_in_a_meeting() {
    let stage = Stage::new((80, 24)).play("2jjjjo<enter><enter>50<enter>");
    let shown = stage.shown();
    assert!(shown.contains("klopt dat? Enter bewaart"), "{shown}");
    let shown = stage.play("<enter>").shown();
    assert!(shown.contains("· opgeslagen"), "{shown}");
}

fn done() -> Edit {
    edit(r#"{ "what": "status", "id": "2A.1.a", "from": "running", "to": "done" }"#)
}

/// What one did to an action, what a colleague did then, and the keys after that.
#[test]
fn taking_back_what_someone_else_changed_since_is_a_choice() {
    let both = "nu gereed; van u loopt";
    for (keys, said) in [
        (
            "u",
            &["2A.1.a is intussen gewijzigd (B. de Vries, 23-11", both][..],
        ),
        ("u<enter>", &["2A.1.a: gereed → open · opgeslagen"]),
        (
            "u<enter>U",
            &["Opnieuw gedaan: 2A.1.a: van open naar gereed"],
        ),
        ("u<enter>u", &["Teruggenomen: 2A.1.b: van open naar loopt"]),
        (
            "u<down><enter>",
            &["Teruggenomen: 2A.1.b: van open naar loopt"],
        ),
        // Nothing of one's own comes before what is stepped over any more.
        ("u<down><enter>u<down>", &["2 van 2", both]),
        (
            "u<down><down><enter>u",
            &["2A.1.a is intussen gewijzigd", "3 van 3"],
        ),
        ("u<esc>u", &["2A.1.a is intussen gewijzigd"]),
    ] {
        let stage = Stage::new((80, 24)).play("3jel<enter>kkel<enter>");
        let shown = stage.colleague_saves(vec![done()]).play(keys).shown();
        for said in said {
            assert!(shown.contains(said), "{keys}: {said}\n{shown}");
        }
    }
}

/// A reading of one's own under a later one of someone else.
#[test]
fn the_value_before_ones_own_comes_back() {
    let seven = edit(
        r#"{ "what": "reading", "id": "3.K1.1", "from": null, "to":
            { "date": "2026-11-23", "value": 7, "by": "B. de Vries" } }"#,
    );
    for (typed, keys, said) in [
        (
            "e5<enter><esc>ke6<enter><esc>k",
            "u",
            "3.K1.1 integrale controles: 5 op 23-11-2026 (teruggezet)",
        ),
        (
            "e5<enter><esc>ke6<enter><esc>k",
            "u<enter>",
            "3.K1.1 integrale controles: 5 (was 7) · opgeslagen",
        ),
        // There was none before: it can only be left.
        ("e6<enter><esc>k", "u", "1 van 1"),
        (
            "e6<enter><esc>k",
            "u",
            "nu 7 op 23-11-2026 (B. de Vries); van u 6 op 23-11-2026 (A. Jansen)",
        ),
        // What was counted goes off what others counted.
        ("+", "u", "opgeslagen"),
    ] {
        let stage = Stage::new((120, 40)).play("2jjjj").play(typed);
        let shown = stage
            .colleague_saves(vec![seven.clone()])
            .play(keys)
            .shown();
        assert!(shown.contains(said), "{typed} {keys}: {said}\n{shown}");
    }
}

#[test]
fn the_title_says_ones_role() {
    for (role, typed, said) in [
        (Role::Recorder, "", " A. Jansen · invoerder · opgeslagen"),
        (
            Role::Administrator,
            "",
            " A. Jansen · beheerder · opgeslagen",
        ),
        (
            Role::Administrator,
            "2jjjje7",
            " A. Jansen · beheerder · niet bewaard",
        ),
    ] {
        let shown = Stage::new((80, 24)).in_role(role).play(typed).shown();
        let first = shown.lines().next().unwrap_or_default();
        assert!(first.ends_with(said), "{first}");
        assert!(
            first.contains("Uitvoeringsplan Veiligheid Rijswijk 2026 "),
            "{first}"
        );
    }
    let reader = Stage::new((80, 24))
        .in_role(Role::Reader)
        .read_only()
        .shown();
    let first = reader.lines().next().unwrap_or_default();
    assert!(first.ends_with(" A. Jansen · alleen lezen"), "{first}");
}

/// A KPI that was judged, and figures that came after it.
#[test]
fn a_judgement_that_is_older_than_the_figures_says_so() {
    let judged = edit(
        r#"{ "what": "judgement", "id": "3.K1", "from": null, "to":
            { "date": "2026-03-12", "light": "green", "by": "B. de Vries" } }"#,
    );
    let days = "oordeel van 12-03, cijfers van 23-11";
    for (keys, said) in [
        ("", "G ● ?"),
        ("", days),
        ("orood<enter><enter>", days),
        ("Lg<enter>", "G ● ≠R"),
    ] {
        let stage = Stage::new((160, 40)).colleague_saves(vec![judged.clone()]);
        let shown = stage.play("2jjjje1<enter><esc>k").play(keys).shown();
        assert!(shown.contains(said), "{keys}: {said}\n{shown}");
    }
}

#[test]
fn a_light_is_a_letter_or_a_word_and_nothing_typed_is_lost() {
    let stage = Stage::new((80, 24)).play("2jjjjLoRegisseur");
    let shown = stage.shown();
    assert!(shown.contains("[oRegisseur"), "{shown}");
    assert!(shown.contains("“oregisseur” is geen stoplicht"), "{shown}");
    let stage = stage.play("<c-u>oran<enter>");
    let shown = stage.shown();
    assert!(shown.contains("oranje: vul de toelichting in"), "{shown}");
}

/// Esc leaves a text as a draft, and the same form has it again; a value alone is let go.
#[test]
fn half_a_note_is_there_again() {
    let meeting = Stage::new((80, 24)).play("2o3 Onder<enter><enter>");
    let mut stage = meeting.play("nHalve no<esc>");
    assert!(stage.keeps_draft());
    for (keys, sight) in [
        ("<right>n", "Notitie  [   "),
        ("<esc><left>n", "Notitie  [Halve no "),
        ("tie<enter>", "opgeslagen"),
        ("n", "Notitie  [   "),
        ("Weg<c-u><esc>n", "Notitie  [   "),
    ] {
        stage = stage.play(keys);
        assert!(
            stage.shown().contains(sight),
            "{keys}: {sight}\n{}",
            stage.shown()
        );
    }
    let stage = Stage::new((80, 24)).play("2jjjje7<esc>");
    assert!(!stage.keeps_draft());
    let stage = stage.play("e7<tab><tab>met HE<esc>");
    assert!(stage.keeps_draft());
    let stage = stage.play("e");
    assert!(stage.shown().contains("[met HE "), "{}", stage.shown());
}

/// A light that is given again goes out from what was said of it.
#[test]
fn a_light_given_again_has_its_texts() {
    let stage = Stage::new((120, 40)).play("2o3 Onder<enter><enter>lo<tab>ziek<tab>extra<enter>l");
    for text in ["[ziek ", "[extra ", "nu oranje, leeg blijft dat"] {
        assert!(stage.shown().contains(text), "{text}\n{}", stage.shown());
    }
    let stage = stage.play("<enter>");
    assert!(
        stage.shown().contains("staat al op oranje"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("<tab><tab> in wk 48<enter>");
    assert!(
        stage.shown().contains("extra in wk 48"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("lr<enter>");
    assert!(stage.shown().contains("rood"), "{}", stage.shown());
    // Tomorrow, or by someone else, it is said anew.
    let stage = Stage::new((120, 40)).play("2jjjjLo<tab>ziek<tab>extra<enter>");
    let stage = stage.another_day().play("<esc>2gjjjjL");
    assert!(!stage.shown().contains("[ziek "), "{}", stage.shown());
}

#[test]
fn an_action_point_is_changed_where_it_stands() {
    let agreed = "2jjjjaMEP<tab>Bellen<tab>+2w<enter>";
    let stage = Stage::new((120, 40)).play(agreed);
    let stage = stage.play("8fBellen<enter>e");
    for text in [
        "Wie      [Team MEP ",
        "Wat      [Bellen ",
        "Wanneer  [07-12-2026",
    ] {
        assert!(stage.shown().contains(text), "{text}\n{}", stage.shown());
    }
    let stage = stage.play("<enter>");
    assert!(
        stage.shown().contains("er is niets gewijzigd"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("<tab><c-u>Mailen<enter>");
    assert!(
        stage.shown().contains("AP1: gewijzigd: Mailen (Team MEP)"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("u");
    assert!(stage.shown().contains("Bellen"), "{}", stage.shown());
    // In a meeting as well; and what someone else made of it is asked.
    let stage = stage.play("<esc>8oagenda<enter><enter>gAP1<enter>e<tab> morgen");
    assert!(
        stage.shown().contains("[Bellen morgen"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("<enter>");
    assert!(stage.shown().contains("Bellen morgen"), "{}", stage.shown());
}
