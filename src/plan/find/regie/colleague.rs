//! The answers of a colleague who has read the plan: who leads, in which order, and what isn't in it.

use super::*;

/// What a colleague who has read the plan answers: the statement, and who leads.
const COLLEAGUE: &[(&str, &str, &str)] = &[
    ("fietsverlichting", "R5.1", "Team MEP"),
    ("kinderfietsen", "R5.1", "Team MEP"),
    ("campagne licht aan", "R5.1", "Team MEP"),
    ("BOB", "R5.1", "Team MEP"),
    ("schoolstraten", "R5.1", "Team MEP"),
    ("maximumsnelheid 30 km", "R5.1", "Team MEP"),
    ("oversteekplaatsen", "R5.2", "Team Handhaving"),
    ("infrastructuur", "R5.7", "Team MEP"),
    ("handhaving in het verkeer", "R5.8", "BOA's, Politie"),
    ("zwerfvuil", "R5.2", "Team Handhaving"),
    ("grofvuil", "R5.2", "Team Handhaving"),
    ("corporaties", "R5.2", "Team Handhaving"),
    (
        "veiligheidsregio",
        "R7.2",
        "Burgemeester, samen met Veiligheidsregio Haaglanden",
    ),
    (
        "VRH",
        "R7.2",
        "Burgemeester, samen met Veiligheidsregio Haaglanden",
    ),
    (
        "rampenbestrijding",
        "R7.2",
        "Burgemeester, samen met Veiligheidsregio Haaglanden",
    ),
    (
        "piketdienst",
        "R7.2",
        "Burgemeester, samen met Veiligheidsregio Haaglanden",
    ),
    ("bevolkingszorg", "R7.3", "Gemeente Rijswijk"),
    ("crisiscommunicatie", "R7.3", "Gemeente Rijswijk"),
    (
        "PMG",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "Preventie met Gezag",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "hangjongeren",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "jeugdoverlast",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "hotspot aanpak",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "ouderbetrokkenheid",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "straatcoaches",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "7-stappenmodel",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "persoonsvolgsysteem",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "Stichting Halt",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "Dealbreakers",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    (
        "spijbelen",
        "R4.2",
        "Team OOV&B, samen met Maatschappelijke partners",
    ),
    ("VRIS", "R4.1", "Team OOV&B, Team JOS, samen met Scholen"),
    (
        "vroegsignalering op scholen",
        "R4.1",
        "Team OOV&B, Team JOS, samen met Scholen",
    ),
    (
        "factsheetoverleggen",
        "R4.1",
        "Team OOV&B, Team JOS, samen met Scholen",
    ),
    (
        "schoolbesturen",
        "R4.1",
        "Team OOV&B, Team JOS, samen met Scholen",
    ),
    ("bedrijventerreinen", "R3.5", "Regisseur Ondermijning"),
    ("plaspoelpolder", "R3.5", "Regisseur Ondermijning"),
    ("drone", "R3.5", "Regisseur Ondermijning"),
    ("goed verhuurderschap", "R3.5", "Regisseur Ondermijning"),
    ("IPP", "R3.5", "Regisseur Ondermijning"),
    ("wie stuurt de ondermijningsboa's aan", "R3.6", "Team ITH"),
    ("aansturing boa's", "R3.6", "Team ITH"),
    (
        "beveiligingscamera's",
        "R3.7",
        "Regisseur Wijkveiligheid, samen met Team OOV&B, Team ITH, Rijswijkse Pandbrigade, IIP, Platform Veilig Ondernemen",
    ),
    (
        "garageboxen",
        "R3.4",
        "OndermijningsBOA's, samen met Regisseur Ondermijning",
    ),
    (
        "heling",
        "R3.4",
        "OndermijningsBOA's, samen met Regisseur Ondermijning",
    ),
    ("dwangsom", "R3.2", "Gemeente Rijswijk"),
    ("pand sluiten", "R3.2", "Gemeente Rijswijk"),
    (
        "opsporing",
        "R3.3",
        "Politie, samen met Openbaar Ministerie",
    ),
    ("sexwerk", "R3.1", "Gemeente Rijswijk"),
    ("prostitutie", "R3.1", "Gemeente Rijswijk"),
    ("onvergunde seksinrichtingen", "R3.1", "Gemeente Rijswijk"),
    ("drugsdealers", "R3.1", "Gemeente Rijswijk"),
    ("loverboys", "R3.1", "Gemeente Rijswijk"),
    ("verwarde personen", "R2.1", "af te spreken, per casus"),
    ("vrouwenmoord", "R2.1", "af te spreken, per casus"),
    ("kindermishandeling", "R2.1", "af te spreken, per casus"),
    ("meldpunt bezorgd", "R2.1", "af te spreken, per casus"),
    ("triagebedden", "R2.1", "af te spreken, per casus"),
    ("Veilig Thuis", "R2.1", "af te spreken, per casus"),
    ("toekomstscenario", "R2.1", "af te spreken, per casus"),
    (
        "procesregisseurs",
        "R2.2",
        "Coördinatoren Zorg en Veiligheid",
    ),
    ("woonfraude", "R7.1", "Team OOV&B"),
    ("burenruzie", "R7.1", "Team OOV&B"),
    ("ex-gedetineerden", "R7.1", "Team OOV&B"),
    ("terrorisme", "R7.1", "Team OOV&B"),
    ("buurtpreventie", "R7.1", "Team OOV&B"),
    ("straatintimidatie", "R7.1", "Team OOV&B"),
    ("agressie tegen ambtenaren", "R7.1", "Team OOV&B"),
    ("brandveilige woning", "R7.1", "Team OOV&B"),
    ("phishing", "R6.1", "Team OOV&B"),
    ("nepagenten", "R6.1", "Team OOV&B"),
    ("geldezels", "R6.1", "Team OOV&B"),
    ("ouderen", "R6.1", "Team OOV&B"),
    ("gemeentewebsite", "R10.1", "Team OOV&B"),
    ("communicatiekalender", "R10.1", "Team OOV&B"),
    (
        "weerbaarheid van inwoners",
        "R5.5",
        "Projectleider maatschappelijke weerbaarheid",
    ),
    (
        "werkafspraken over snelle opvolging",
        "R5.3",
        "Team OOV&B, Regisseur Wijkveiligheid",
    ),
    ("Kruisvaarderspark", "none", "geen regie vermeld"),
    ("huisverbod", "none", "geen regie vermeld"),
];

fn plan() -> Plan {
    serde_json::from_str(include_str!("../../../../data/uitvoeringsplan-2026.json")).unwrap()
}

#[test]
fn a_colleague_answers_the_same() {
    let plan = plan();
    let index = Index::new(&plan);
    let mut wrong = Vec::new();
    for (question, id, who) in COLLEAGUE {
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
