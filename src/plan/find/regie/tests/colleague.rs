//! The answers of a colleague who has read the plan: who leads, in which order, and what isn't in it.

use super::*;

/// The statement and who leads, as a colleague who has read the plan answers to each of these.
const COLLEAGUE: &[(&str, &str, &str)] = &[
    (
        "R5.1",
        "Team MEP",
        "fietsverlichting, kinderfietsen, campagne licht aan, BOB, schoolstraten, \
         maximumsnelheid 30 km",
    ),
    (
        "R5.2",
        "Team Handhaving",
        "oversteekplaatsen, zwerfvuil, grofvuil, corporaties",
    ),
    ("R5.7", "Team MEP", "infrastructuur"),
    ("R5.8", "BOA's, Politie", "handhaving in het verkeer"),
    (
        "R7.2",
        "Burgemeester, samen met Veiligheidsregio Haaglanden",
        "veiligheidsregio, VRH, rampenbestrijding, piketdienst",
    ),
    (
        "R7.3",
        "Gemeente Rijswijk",
        "bevolkingszorg, crisiscommunicatie",
    ),
    (
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
        "PMG, Preventie met Gezag, hangjongeren, jeugdoverlast, hotspot aanpak, \
         ouderbetrokkenheid, straatcoaches, 7-stappenmodel, persoonsvolgsysteem, \
         Stichting Halt, Dealbreakers, spijbelen",
    ),
    (
        "R4.1",
        "Team OOV&B, Team JOS, samen met Scholen",
        "VRIS, vroegsignalering op scholen, factsheetoverleggen, schoolbesturen",
    ),
    (
        "R3.5",
        "Regisseur Ondermijning",
        "bedrijventerreinen, plaspoelpolder, drone, goed verhuurderschap, IPP",
    ),
    (
        "R3.6",
        "Team ITH",
        "wie stuurt de ondermijningsboa's aan, aansturing boa's",
    ),
    (
        "R3.7",
        "Regisseur Wijkveiligheid, samen met Team OOV&B, Team ITH, Rijswijkse Pandbrigade, IIP, Platform Veilig Ondernemen",
        "beveiligingscamera's",
    ),
    (
        "R3.4",
        "OndermijningsBOA's, samen met Regisseur Ondermijning",
        "garageboxen, heling",
    ),
    ("R3.2", "Gemeente Rijswijk", "dwangsom, pand sluiten"),
    (
        "R3.3",
        "Politie, samen met Openbaar Ministerie",
        "opsporing",
    ),
    (
        "R3.1",
        "Gemeente Rijswijk",
        "sexwerk, prostitutie, onvergunde seksinrichtingen, drugsdealers, loverboys",
    ),
    (
        "R2.1",
        "af te spreken, per casus",
        "verwarde personen, vrouwenmoord, kindermishandeling, meldpunt bezorgd, \
         triagebedden, Veilig Thuis, toekomstscenario",
    ),
    (
        "R2.2",
        "Coördinatoren Zorg en Veiligheid",
        "procesregisseurs",
    ),
    (
        "R7.1",
        "Team OOV&B",
        "woonfraude, burenruzie, ex-gedetineerden, terrorisme, buurtpreventie, \
         straatintimidatie, agressie tegen ambtenaren, brandveilige woning",
    ),
    (
        "R6.1",
        "Team OOV&B",
        "phishing, nepagenten, geldezels, ouderen",
    ),
    (
        "R10.1",
        "Team OOV&B",
        "gemeentewebsite, communicatiekalender",
    ),
    (
        "R5.5",
        "Projectleider maatschappelijke weerbaarheid",
        "weerbaarheid van inwoners",
    ),
    (
        "R5.3",
        "Team OOV&B, Regisseur Wijkveiligheid",
        "werkafspraken over snelle opvolging",
    ),
    (
        "none",
        "geen regie vermeld",
        "Kruisvaarderspark, huisverbod",
    ),
];

#[test]
fn a_colleague_answers_the_same() {
    let plan = plan();
    let index = Index::new(&plan);
    let mut wrong = Vec::new();
    let all = COLLEAGUE.iter().flat_map(|(id, who, questions)| {
        let questions = questions.split(", ");
        questions.map(move |question| (question, *id, *who))
    });
    for (question, id, who) in all {
        let answers = index.ask(&plan, question);
        let statement = answers.first().and_then(|answer| answer.statement);
        let first = match statement {
            Some(statement) => (&*statement.regie.id, holders(&plan, statement.regie)),
            None => ("none", "geen regie vermeld".to_string()),
        };
        if answers.is_empty() || (first.0, &*first.1) != (id, who) {
            wrong.push(format!("{question}: {first:?}, not {:?}", (id, who)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_specific_comes_before_the_general() {
    let plan = plan();
    let index = Index::new(&plan);
    for (question, ids) in [
        (
            "bedrijventerreinen",
            "R3.5 R3.6 R3.7 R3.1 R3.2 R3.3 R3.4 R1.1",
        ),
        ("3B", "R3.5 R3.6 R3.7 R3.1 R3.2 R3.3 R3.4 R1.1"),
        ("Plaspoelpolder", "R3.5 R3.6 R3.7 R3.1 R3.2 R3.3 R3.4 R1.1"),
        ("verhuurderschap", "R3.5 R3.6 R3.1 R3.2 R3.3 R3.4 R1.1"),
        ("mensenhandel", "R3.1 R3.2 R3.3 R3.4 R1.1"),
        ("5B", "R5.3 R5.4 R5.5 R5.6 R1.1"),
        ("bewoning", "R7.1"),
        ("alarmering", "R7.2 R7.3 R7.4 R7.1"),
    ] {
        let answers = index.ask(&plan, question);
        let found: Vec<&str> = answers
            .iter()
            .filter_map(|answer| Some(&*answer.statement?.regie.id))
            .collect();
        assert_eq!(found.join(" "), ids, "{question}");
    }
}

#[test]
fn a_guess_is_called_a_guess() {
    let plan = plan();
    let index = Index::new(&plan);
    for (question, said) in [
        ("messen", "“messen” staat niet in het plan"),
        (
            "Mensehandel",
            "“Mensehandel” staat niet in het plan; bedoelt u “mensenhandel”?",
        ),
        (
            "fatbkie",
            "“fatbkie” staat niet in het plan; bedoelt u “fatbikeproblematiek”?",
        ),
        (
            "cameraplan",
            "“cameraplan” staat niet in het plan; dit gaat over “cameratoezicht”",
        ),
        ("fatbikes vuurwerk", "“vuurwerk” staat niet in het plan"),
        ("fatbikes", ""),
        ("zwerfvuil", ""),
        ("3B", ""),
        ("", ""),
    ] {
        let notes = index.notes(&plan, question);
        let notes: Vec<String> = notes.iter().map(Note::sentence).collect();
        assert_eq!(notes.join(" / "), said, "{question}");
    }
}

#[test]
fn what_the_plan_does_not_have_has_no_answer() {
    let plan = plan();
    let index = Index::new(&plan);
    for question in [
        "vuurwerk",
        "evenementen",
        "demonstraties",
        "wapens",
        "psychose",
        "inbraak",
        // Another letter makes a short word another word.
        "messen",
        "wapen",
        "ramkraken",
    ] {
        let found = index.ask(&plan, question);
        assert!(found.is_empty(), "{question}: {}", found.len());
        assert_eq!(
            not_in_plan(&plan, question),
            format!(
                "“{question}” staat niet in het plan. Acties die er wel in staan, voert standaard Team OOV&B uit (hoofdstuk 1)"
            )
        );
    }
}

#[test]
fn a_search_shows_who_leads_where_the_plan_has_every_word() {
    let plan = plan();
    let index = Index::new(&plan);
    for (question, id) in [
        ("fatbikes", "R5.2"),
        ("fietsverlichting", "R5.1"),
        ("flitspalen", "R5.1"),
        ("zwerfvuil", "R5.2"),
        ("drone", "R3.5"),
        ("Kruisvaarderspark", ""),
        ("fatbkie", ""),
        ("fatbikes vuurwerk", ""),
        ("", ""),
    ] {
        let found = index.sure(&plan, question).map_or("", |it| &it.regie.id);
        assert_eq!(found, id, "{question}");
    }
}
