//! The plan itself is changed: forms made of the table of fields, something new, dropped, moved,
//! merged, each with its reason.

use super::stage::Stage;
use regie::plan::edit::Edit;
use regie::plan::edit::role::Role;

/// To goal 3B.1 in the tree, and to its first action.
const GOAL: &str = "jjljjlj";
const ACTION: &str = "jjljjljlj";

/// What the screen says, on one line.
fn said(stage: &Stage) -> String {
    let shown = stage.shown();
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.join(" ")
}

fn edit(json: &str) -> Edit {
    serde_json::from_str(json).unwrap()
}

/// Keys after keys, each with what the screen says then.
#[test]
fn a_form_is_made_of_the_fields_and_asks_why() {
    for (way, steps) in [
        (
            GOAL,
            &[
                ("E", "Doel 3B.1 wijzigen Tekst │Intensiveren"),
                (
                    "",
                    "Raakt 3 acties (3B.1.a, 3B.1.b, 3B.1.c), 2 uitspraken over regie",
                ),
                (
                    "",
                    "Eerste wijziging van het plan: het bestand krijgt schema 2",
                ),
                ("<enter>", "er is nog niets gewijzigd"),
                ("<tab><tab>5", "typ 1, 2 of 3"),
                ("<c-u>1<enter>", "waarom wijzigt het plan?"),
                ("motie<enter>", "3B.1: prioriteit 1 (was geen) · opgeslagen"),
                // The reason is offered again, and the second change is not the first.
                ("E", "Reden │motie Besluit │– Raakt"),
                ("<tab><tab><c-u><enter>", "3B.1: prioriteit geen (was 1)"),
                ("u", "Teruggenomen: 3B.1: prioriteit geen"),
            ][..],
        ),
        (
            "2jjjj",
            &[
                ("E", "KPI 3.K1 wijzigen Naam │integrale controles"),
                ("<tab><tab><tab>", "Streefwaarde [10 ] typ een getal"),
                ("<c-u>veel", "geen getal"),
                ("<c-u>6", "Streefwaarde [6 ] was 10"),
                (
                    "<enter>bezuiniging<enter>",
                    "3.K1.1: streefwaarde 6 (was 10) · opgeslagen",
                ),
            ],
        ),
        (
            "7j",
            &[
                ("E", "Bedrag B1 Zorg en Veiligheid wijzigen"),
                (
                    "<tab><c-u>50.000<enter>x<enter>",
                    "B1: bedrag € 50.000 (was € 47.000)",
                ),
            ],
        ),
        (
            "",
            &[
                ("<c-e>", "Het plan zelf wijzigen Titel │Uitvoeringsplan"),
                ("<tab><tab>", "Uitvoerder │Team OOV&B"),
                (
                    "<tab><tab><tab><c-u>90/80<enter>x<enter>",
                    "plan: grenzen groen vanaf 90",
                ),
            ],
        ),
        // Running text takes Enter; another key keeps it.
        (
            "jj",
            &[
                // What doesn't fit is seen from its beginning.
                ("E<tab><tab>", "Tekst │In Rijswijk loopt een lokale"),
                ("", "Ctrl-S bewaar"),
                // Its last line is a page beyond, or fewer.
                (
                    "<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>",
                    "│en c) Mensenhandel.",
                ),
                ("<end><enter><enter># Nieuw<c-s>", "waarom wijzigt"),
                (
                    "x<enter>",
                    "3: tekst …en c) Mensenhandel. # Nieuw (was …en c)",
                ),
            ],
        ),
    ] {
        let mut stage = Stage::new((80, 24)).play(way);
        for (keys, words) in steps {
            stage = stage.play(keys);
            let now = said(&stage);
            assert!(
                now.contains(words),
                "{way} {keys}: {words}\n{}",
                stage.shown()
            );
        }
    }
}

#[test]
fn what_is_referred_to_is_chosen_by_its_words() {
    let mut stage = Stage::new((80, 24)).play(ACTION).play("E<tab>");
    for (keys, words) in [
        ("hand", "Uitvoerders: hand"),
        ("", "▌ team Team Handhaving"),
        ("<enter>", "Uitvoerders │"),
        ("", "Handhaving"),
        // Chosen again it goes.
        ("hand", "✓ team"),
        ("<esc>", "Handhaving"),
        ("<backspace>politie<enter>", "Politie"),
        ("<enter>afspraak<enter>", "3B.1.a: uitvoerders "),
    ] {
        stage = stage.play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
    let goal = Stage::new((80, 24)).play("/5.K1<enter>E");
    let goal = goal.play("<backtab><backtab><backtab><backtab>bewustz");
    assert!(said(&goal).contains("Doelen: bewustz"), "{}", goal.shown());
}

#[test]
fn several_changes_stand_under_a_decision_made_with_the_first() {
    let mut stage = Stage::new((80, 24)).play(GOAL);
    for (keys, words) in [
        ("E<tab><tab>1<tab>motie<tab>nieuw<enter>", "Orgaan │"),
        ("<enter>", "kies raad, college, burgemeester"),
        ("r<enter><tab>30-6<tab>26.041", "Datum [30-6 ] 30-06-2026"),
        (
            "<enter>",
            "3B.1: prioriteit 1 (was geen) · BS1: besluit toegevoegd, “raad” · opgeslagen",
        ),
        ("jE", "Besluit │raad 26.041"),
        ("<tab><tab>2<enter>", "3B.2: prioriteit 2"),
        ("9", "prioriteit 2, dat was geen (motie; raad 26."),
        // What was saved together goes together.
        ("1uu9", "teruggenomen"),
    ] {
        stage = stage.play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn who_may_not_change_the_plan_is_told_so() {
    for (role, keys, words) in [
        (
            Role::Recorder,
            "2jjjjE",
            "mag alleen een beheerder, en u bent invoerder",
        ),
        (Role::Recorder, "N", "mag alleen een beheerder"),
        (Role::Recorder, "jjljX", "mag alleen een beheerder"),
        (Role::Recorder, "jjljJ", "mag alleen een beheerder"),
        (Role::Administrator, "2jjjjE", "KPI 3.K1 wijzigen"),
        (Role::Administrator, "6jX", "Formatie C1"),
        (Role::Administrator, "X", "Dit kan niet vervallen"),
        (Role::Administrator, "7E", "Kies eerst een onderdeel"),
    ] {
        let stage = Stage::new((80, 24)).in_role(role).play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

/// Two who change one field both see both values; other fields never meet.
#[test]
fn a_conflict_is_in_one_field_and_either_value_can_be_had() {
    let eight = r#"{ "what": "set", "id": "3.K1.1", "field": "target", "from": { "min": 10, "max": null },
        "to": { "min": 8, "max": null }, "why": { "reason": "x" } }"#;
    let unit = r#"{ "what": "set", "id": "3.K1.1", "field": "unit", "from": "controles",
        "to": "acties", "why": { "reason": "x" } }"#;
    let typed = "2jjjjE<tab><tab><tab><c-u>6";
    for (colleague, keys, words) in [
        (
            eight,
            "",
            "Intussen zette B. de Vries om 14:02 streefwaarde op “8” (was “10”). Enter legt de uwe vast, \
             Ctrl-T neemt die over.",
        ),
        (eight, "<c-t>", "Streefwaarde [8 ]"),
        (eight, "<c-t><enter>", "er is nog niets gewijzigd"),
        (
            eight,
            "<enter><enter>x<enter>",
            "streefwaarde 6 (was 8) · opgeslagen",
        ),
        (unit, "", "Eenheid │acties"),
        (
            unit,
            "<enter>x<enter>",
            "streefwaarde 6 (was 10) · opgeslagen",
        ),
    ] {
        let stage = Stage::new((80, 24)).play(typed);
        let stage = stage.colleague_saves(vec![edit(colleague)]).play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn something_new_comes_where_it_is_asked() {
    for (keys, words) in [
        ("N", "Wat komt erbij?"),
        ("jjljjljN", "actie na 3B.1.c"),
        ("jjljjljN<enter>", "Nieuw: actie onder 3B.1 Intensiveren"),
        ("jjljjljN<enter><enter>", "typ de woorden"),
        (
            "jjljjljN<enter>Extra schouw<enter>motie<enter>",
            "3B.1.d: actie toegevoegd, “Extra schouw” (motie) · opgeslagen",
        ),
        (
            "jjljjljN<enter>Extra schouw<enter>motie<enter>",
            "▌ d Extra schouw",
        ),
        (
            "2Nkpi<enter>Zes controles<tab><tab><tab><tab>controles<enter>x<enter>",
            "KPI toegevoegd",
        ),
        (
            "5NStichting Thuis<enter>x<enter>",
            "stichting-thuis: partij toegevoegd",
        ),
        ("6jN", "Nieuw: formatie onder "),
        ("7N", "Nieuw: bedrag onder"),
    ] {
        let stage = Stage::new((80, 24)).play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn what_is_dropped_says_what_it_touches_and_comes_back() {
    let mut stage = Stage::new((80, 24)).play(GOAL);
    for (keys, words) in [
        ("X", "Doel 3B.1 laten vervallen"),
        ("", "Per [ ] ma 23-11-2026"),
        ("", "Raakt 3 acties (3B.1.a, 3B.1.b, 3B.1.c)"),
        ("<enter>", "waarom wijzigt het plan?"),
        (
            "opgegaan in 2<enter>",
            "3B.1: vervallen per 23-11-2026 (opgegaan in 2) · opgeslagen",
        ),
        ("u", "Teruggenomen: 3B.1: vervallen"),
        ("3jX", "laten vervallen"),
        ("<c-u>te duur<enter>", "open → vervallen"),
    ] {
        stage = stage.play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn moved_within_a_list_and_to_another() {
    for (keys, words) in [
        ("J", "Actie 3B.1.a verplaatsen"),
        ("J", "Na │3B.1.b"),
        ("J<right>", "Na │3B.1.c"),
        ("J<right><left><left>", "Na │vooraan"),
        (
            "J<enter>x<enter>",
            "3B.1.a: verplaatst naar onder 3B.1, na 3B.1.b",
        ),
        ("K<enter>", "staat daar al"),
        ("J<backtab>bewustz", "Onder: bewustz"),
        (
            "J<backtab>bewustz<enter><enter>x<enter>",
            "3B.1.a: verplaatst naar onder 3B.2, na 3B.2.",
        ),
    ] {
        let stage = Stage::new((80, 24)).play(ACTION).play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn a_party_goes_up_in_another() {
    let mut stage = Stage::new((80, 24)).play("5fopenbaar mini<enter>");
    for (keys, words) in [
        ("=", "Partij Openbaar Ministerie samenvoegen"),
        ("<enter>", "in welke partij?"),
        (
            "politie<enter><enter>zo is het<enter>",
            "om: samengevoegd met politie",
        ),
    ] {
        stage = stage.play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn a_form_that_was_not_finished_comes_back() {
    let draft = r#"{ "at": "2026-11-23T14:02:11+01:00", "form": "change", "id": "3B.1",
        "fields": { "text": "Rust", "reden": "motie" }, "focus": "text" }"#;
    let mut stage = Stage::new((80, 24)).found(draft);
    for (keys, words) in [
        ("", "terugzetten 3B.1: Rust · motie"),
        ("<enter>", "Doel 3B.1 wijzigen Tekst │Rust"),
        ("<enter>", "3B.1: tekst “Rust”"),
    ] {
        stage = stage.play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn what_is_changed_in_a_meeting_stands_in_its_minutes() {
    let keys = "oOndermijning<enter><enter>w<tab><tab><tab><tab><tab><tab><tab><c-u>6<enter>zo besloten<enter>";
    let stage = Stage::new((80, 24)).play(keys);
    assert!(
        said(&stage).contains("streefwaarde 6 (was"),
        "{}",
        stage.shown()
    );
    let stage = stage.play("E");
    assert!(said(&stage).contains("Bijstelling"), "{}", stage.shown());
}

/// One key further than the text as it holds is what was printed, word by word.
#[test]
fn what_was_printed_is_a_key_away() {
    let reworded = format!("{GOAL}E Ook via de VvE's.<enter>motie<enter>");
    for (keys, words) in [
        ("d", "Dit staat er nog zoals het gedrukt is."),
        (
            &*format!("<esc>{reworded}dZ"),
            "Zoals het gedrukt is Tekst Intensiveren",
        ),
        (&*format!("<esc>{reworded}dZ"), "{+Ook via de VvE's.+}"),
        (&*format!("<esc>{reworded}E"), "Gedrukt: Intensiveren"),
    ] {
        let stage = Stage::new((120, 40)).play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn what_no_longer_holds_is_shown_when_that_is_asked() {
    let drop = "2jjjjXte duur<enter>";
    for (keys, words) in [
        ("V", "Er is in dit plan niets vervallen."),
        (
            drop,
            "3.K1: vervallen per 23-11-2026 (te duur) · opgeslagen",
        ),
        (
            &*format!("{drop}GV"),
            "49 KPI's vastgesteld, 1 vervallen, 0 toegevoegd",
        ),
        (&*format!("{drop}V"), "× 3.K1 Ten minste 10 bestuurlijke"),
        (&*format!("{drop}Vk"), "Vervallen per 23-11-2026: te duur"),
        (&*format!("{drop}VkX"), "KPI 3.K1 weer laten gelden"),
        (&*format!("{GOAL}Xop<enter>V"), "× Intensiveren pr… 23-11"),
        (&*format!("{GOAL}Xop<enter>kkkZ "), "Acties 11 open"),
        ("6jjXweg<enter>V", "× Coördinator Bibob vervallen 23-11"),
        // Of two indicators one can go alone.
        ("/3.K6.1<enter>Xte duur<enter>", "3.K6.1: vervallen"),
        ("/3.K1<enter>X", "KPI 3.K1 laten vervallen"),
    ] {
        let stage = Stage::new((80, 24)).play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn figures_are_typed_in_their_row_and_the_sums_follow() {
    let mut stage = Stage::new((80, 24)).play("6j");
    for (keys, words) in [
        ("<enter>", "Coördinator OOV 1,00"),
        ("<c-u>3", "Coördinator OOV 3 "),
        ("", "Optelling 11,50 bestaand"),
        ("<enter>", "waarom wijzigt het plan?"),
        (
            "formatie 2027<enter>",
            "C1: bestaand 3,00 (was 1,00) · opgeslagen",
        ),
        // The next row, with the reason there.
        ("<c-u>x", "geen getal"),
        ("<esc>", "Coördinator Bibob 1,00"),
        ("u", "Teruggenomen: C1"),
        ("7jj<enter><c-u>1", "Bedrag: was geen"),
        (
            "<enter><enter><enter>",
            "B2: bedrag € 1 (was geen) · opgeslagen",
        ),
    ] {
        stage = stage.play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

#[test]
fn the_log_shows_how_the_plan_changed_and_priorities_are_found() {
    let goal = format!("{GOAL}E<tab><tab>1<enter>motie<enter>");
    for (keys, words) in [
        (
            &*format!("2jjjj+1<esc>{goal}9Fbijst<enter>"),
            "Logboek · bijstellingen · 1 van 2",
        ),
        (&*format!("{goal}9"), "Reden motie"),
        (&goal, "1 P1 Intensiveren"),
        (
            &*format!("{goal}<esc>Fprio<enter>"),
            "Filter op prioriteit:",
        ),
        (
            &*format!("{goal}Fprioriteit 1<enter>"),
            "Plan · prioriteit 1",
        ),
        (
            &*format!("{goal}Fprioriteit 1<enter>3"),
            "Acties · prioriteit 1 · 3 van 84",
        ),
        (&*format!("{goal}3Sprio<enter>"), "Acties · op prioriteit"),
    ] {
        let stage = Stage::new((80, 24)).play(keys);
        assert!(
            said(&stage).contains(words),
            "{keys}: {words}\n{}",
            stage.shown()
        );
    }
}

/// What no decision of the plan is called is a new one.
#[test]
fn a_decision_by_words_nobody_has_used_is_a_new_one() {
    let stage = Stage::new((80, 24)).play(&format!("{GOAL}E Ook.<tab><tab><tab><tab>motie 26.041"));
    assert!(
        said(&stage).contains("nieuw een nieuw besluit vastleggen…"),
        "{}",
        stage.shown()
    );
}

/// A plan that is filled from nothing: what comes where, and what it says as long as there is nothing.
#[test]
fn a_plan_from_nothing() {
    for (keys, words) in [
        ("1", "N nieuw"),
        ("2N", "KPI onder 1 Inleiding KPI onder 2 Zorg en Veiligheid"),
        ("4N", "uitspraak over regie onder 1 Inleiding"),
        ("4", "Dit plan heeft nog geen uitspraken over regie."),
        ("5N", "Nieuw: partij"),
        (
            "8N",
            "hoofdstuk na 11 Evaluatie partij na Gemeente Delftland",
        ),
        (
            "1jNthema<enter>Wonen<enter>NKPI<enter>",
            "Nieuw: KPI onder 2 Zorg en Veiligheid",
        ),
        // A party that isn't there yet comes with what names it, and both go together.
        (
            "1jNthema<enter>Wonen<enter>Ndoel<enter>Rust<enter>Nactie<enter>Praten<tab>ggz",
            "nieuw partij “ggz”",
        ),
        (
            "1jNthema<enter>Wonen<enter>Ndoel<enter>Rust<enter>Nactie<enter>Praten<tab>GGZ Delfland<enter>",
            "komt er als partij bij: GGZ Delfland",
        ),
        (
            "1jNthema<enter>Wonen<enter>Ndoel<enter>Rust<enter>Nactie<enter>Praten<tab>GGZ Delfland<enter>Veiligheid<enter><tab>GGZ Delfland<enter><enter>",
            "Uitvoering GGZ Delfland, Veiligheid",
        ),
        (
            "1jNthema<enter>Wonen<enter>Ndoel<enter>Rust<enter>Nactie<enter>Praten<tab>GGZ Delfland<enter><enter>u5",
            "Teams › Gemeente Delftland",
        ),
        // What is counted may go without a name of its own.
        (
            "1jNKPI<enter>Tien controles.<enter>2",
            "2.K1 Tien controles.",
        ),
        (
            "1jNKPI<enter>Tien controles.<enter>",
            "KPI toegevoegd, “Tien controles.”",
        ),
        // Its first chapter says nothing of who carries out.
        (
            "1jNthema<enter>Wonen<enter>",
            "│ Gemeente Delftland 4 Jeugd",
        ),
    ] {
        let stage = Stage::from_nothing((100, 30)).play(keys);
        assert!(said(&stage).contains(words), "{keys}: {}", stage.shown());
    }
}

/// The plan beside how it was before a day, or beside another, from the list of commands: a page
/// one scrolls and searches.
#[test]
fn the_plan_beside_how_it_was() {
    for (keys, words) in [
        (
            ":vergelijken<enter>",
            "bestand 2025.json voor 23-11-2026, waarop 1 wijziging",
        ),
        (
            ":vergelijken<enter>voor<enter>",
            "Vergelijking revisie 0 – revisie 1",
        ),
        (
            ":vergelijken<enter>voor<enter>/ook nu<enter>",
            "{+Ook nu.+}",
        ),
        (
            ":vergelijken<enter>voor<enter>/ook nu<enter><esc>",
            "In het kort",
        ),
        (":vergelijken<enter>2025<enter>", "Vergelijking 2025 – 2026"),
        (":vergelijken<enter>2025<enter><esc>", "doel 1"),
    ] {
        let stage = Stage::new((80, 24)).play(&format!("{GOAL}E Ook nu.<enter>motie<enter>{keys}"));
        assert!(said(&stage).contains(words), "{keys}: {}", stage.shown());
    }
}
