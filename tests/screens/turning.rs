//! The turn of the year on screen: the open questions of a draft one at a time, and adopting it.

use regie::plan::edit::Edit;
use regie::plan::edit::role::Role;

use super::stage::Stage;

/// What the screen says, on one line.
fn said(stage: &Stage) -> String {
    let shown = stage.shown();
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.join(" ")
}

/// Plays the steps in turn: keys, and what the screen says after them.
fn told(mut stage: Stage, steps: &[(&str, &str)]) -> Stage {
    for (keys, words) in steps {
        stage = stage.play(keys);
        let said = said(&stage);
        assert!(said.contains(words), "{keys}: {words}\n{said}");
    }
    stage
}

#[test]
fn questions_come_one_at_a_time_and_an_answered_one_is_none_any_more() {
    told(
        Stage::turned((80, 24)),
        &[
            ("", "Rijswijk 2026 · concept 2027"),
            ("", "open vragen; met O loopt u ze langs."),
            ("O", "Vragen voor 2027 · acties 1 van 84"),
            ("", "Gaat deze actie door in 2027?"),
            ("j", "2A.1.a: gaat door · opgeslagen"),
            ("", "acties 1 van 83"),
            ("n", "2A.1.b: open → vervallen · opgeslagen"),
            // Taken back it is asked again.
            ("u", "Teruggenomen: 2A.1.b: van open naar vervallen"),
            ("", "acties 1 van 83"),
            ("s", "2 van 83"),
            ("<left>", "1 van 83"),
            ("A", "83 vragen alle acties: gaat door"),
            ("<enter>", "83 acties bijgewerkt · opgeslagen"),
            // Left, and taken up again where something is open.
            ("<esc>", "open vragen; met O gaat u verder."),
            ("O", "Vragen voor 2027 ·"),
        ],
    );
}

/// What a document gives no number is answered for all of that kind; the money that was left out stays asked.
#[test]
fn doubts_of_one_kind_are_answered_together() {
    let mut stage = Stage::doubted((80, 24)).play("O");
    while !said(&stage).contains("het geen eigen nummer") {
        stage = stage.play("s");
    }
    let all = said(&stage).contains("nog 8 vragen");
    assert!(all, "{}", said(&stage));
    told(
        stage,
        &[
            ("A", "4 vragen twijfels zoals deze: klopt zo"),
            ("<enter>", "Structureel: € 85.000"),
            ("", "nog 4 vragen"),
        ],
    );
}

#[test]
fn a_text_takes_the_new_year_and_a_figure_is_typed() {
    told(
        Stage::turned((80, 24)),
        &[
            (
                "Ogteksten<enter>",
                "Titel noemt 2026. Klopt dat nog in 2027?",
            ),
            ("", "WORDT Uitvoeringsplan Veiligheid Rijswijk 2027"),
            // The keys that go on change no word.
            ("j", "plan: titel bevestigd"),
            ("u", "Teruggenomen"),
            ("<enter>", "plan: titel bevestigd"),
            ("u", "Teruggenomen"),
            ("A", "26 vragen alle teksten: klopt zo"),
            (
                "<esc>n",
                "plan: titel Uitvoeringsplan Veiligheid Rijswijk 2027",
            ),
            ("e<esc>", "Vragen voor 2027 · teksten"),
            (
                "gstreef<enter>",
                "Geen getal als streefwaarde. Wat wordt het in 2027?",
            ),
            ("6", "Streefwaarde [6"),
            ("<enter>", "streefwaarde 6 (was geen) · opgeslagen"),
            ("guitbr<enter>", "Bestaat die nu?"),
            (
                "j",
                "bestaand 0,80 (was geen) · uitbreiding geen (was 0,80)",
            ),
            (
                "gdagen<enter>",
                "Uiterlijk 30-06-2027, een jaar later dan in 2026. Klopt dat?",
            ),
            (
                "e1-9-2027<enter>",
                "uiterlijk 01-09-2027 (was 30-06-2027) · opgeslagen",
            ),
        ],
    );
}

/// With the last one answered or passed over those come that were passed over before.
#[test]
fn what_was_passed_over_comes_again() {
    told(
        Stage::turned((80, 24)),
        &[
            ("Oguitbr<enter>", "uitbreiding 1 van 7"),
            ("ssssss", "uitbreiding 7 van 7"),
            ("s", "vooraan staat wat is overgeslagen."),
            ("", "acties 1 van 84"),
            ("guitbr<enter>A<enter>", "acties 1 van 84"),
        ],
    );
}

/// A goal that is dropped at a question about its words takes its actions along.
#[test]
fn what_goes_along_is_named_before_it_is_dropped() {
    told(
        Stage::turned((80, 24)),
        &[
            ("Ogteksten<enter>ss", "2A.3 In 2026 organiseren we"),
            ("x", "Doel 2A.3 laten vervallen"),
            ("", "Raakt 1 actie (2A.3.a)"),
            ("<esc>", "Tekst noemt 2026."),
            ("x<enter>", "2A.3: vervallen per 15-12-2026 · opgeslagen"),
        ],
    );
}

/// What a colleague answered while a value was typed isn't overwritten in silence.
#[test]
fn an_answer_meets_another_one() {
    let set = |id: &str, field: &str, from: &str, to: &str| {
        let edit = format!(
            r#"{{ "what": "set", "id": "{id}", "field": "{field}", "from": {from}, "to": {to} }}"#
        );
        serde_json::from_str::<Edit>(&edit).unwrap()
    };
    let stage = Stage::turned((80, 24)).play("Ogteksten<enter>e");
    let title = r#""Uitvoeringsplan Veiligheid Rijswijk 2026""#;
    let stage = stage.colleague_saves(vec![set("plan", "title", title, r#""Plan 2027""#)]);
    told(
        stage,
        &[
            (
                "<enter>",
                "Intussen zette B. de Vries om 14:02 titel op “Plan 2027”",
            ),
            (
                "<enter>",
                "titel Uitvoeringsplan Veiligheid Rijswijk 2027 (was Plan 2027)",
            ),
        ],
    );
}

/// One that was adopted with open questions asks why, as it does of any change.
#[test]
fn an_adopted_plan_asks_a_reason_with_an_answer() {
    let adopted = Stage::turned((80, 24)).play(":vaststellen<enter><enter><enter>");
    told(
        adopted,
        &[
            ("Ogteksten<enter>n", "Reden"),
            (
                "<tab>nieuw jaar<enter>",
                "titel Uitvoeringsplan Veiligheid Rijswijk 2027",
            ),
            (
                "Aneem<enter>",
                "vraagt bij elk antwoord een reden: een voor een.",
            ),
            ("r", "Dit kan niet bij een vraag: wie heeft de regie?"),
        ],
    );
}

#[test]
fn with_nothing_open_the_draft_is_adopted_and_asks_reasons() {
    let adopted = "vastgesteld 15-12-2026 (was concept) · opgeslagen";
    told(
        Stage::turned((80, 24)),
        &[
            (":vaststellen<enter>", "vaststellen Per"),
            ("<enter>", "open vragen; toch vaststellen? Enter"),
            ("<enter>", adopted),
        ],
    );
    let mut stage = Stage::turned((80, 24)).play("O");
    for _round in 0..20 {
        if said(&stage).contains("Er zijn geen open vragen meer.") {
            break;
        }
        stage = stage.play("A<enter>");
    }
    told(
        stage,
        &[
            ("", "stel vast"),
            ("<enter>", "vaststellen Per"),
            ("<enter>", adopted),
            // Words that nobody looked at one by one stay as they were.
            ("", "Rijswijk 2026 A. Jansen"),
        ],
    );
}

#[test]
fn the_plan_of_the_year_after_is_made_from_the_palette() {
    let form = ":volgend jaar<enter>";
    for (keys, words) in [
        ("", "Tot en met [2027 ] een plan voor een jaar"),
        ("", "Bestand [rijswijk-2027.json"),
        (
            "<enter>",
            "Het concept voor 2027, met 232 open vragen, staat klaar; open het met: regie",
        ),
        ("<enter>", "--plan rijswijk-2027.json"),
        ("<tab><c-u>2030", "een plan voor 2027-2030"),
        ("<tab><c-u>2030<enter>", "Het concept voor 2027-2030, met"),
        ("<tab><c-u>2026<enter>", "typ een jaar vanaf 2027"),
        ("<c-u><enter>", "geef het nieuwe plan een naam"),
        // What is there stays, and what was typed too.
        ("<c-u>plan<enter>", "plan.json bestaat al"),
        ("<c-u>plan<enter>", "Bestand [plan "),
    ] {
        let stage = Stage::new((80, 24)).play(form);
        told(stage, &[(keys, words)]);
    }
    let recorder = Stage::new((80, 24)).in_role(Role::Recorder);
    told(recorder, &[(":volgend jaar<enter>", "beheerder")]);
}
