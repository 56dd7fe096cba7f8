//! Questions on the real plan, and what has to be answered first.

mod colleague;
mod questions;

use super::*;

fn plan() -> Plan {
    serde_json::from_str(include_str!(
        "../../../../../data/uitvoeringsplan-2026.json"
    ))
    .unwrap()
}

/// An answer in short: the statement's id or `-`, the holders, and the item it was found by.
fn short(plan: &Plan, answer: &Answer<'_>) -> String {
    let via = answer.via.as_ref().map_or("", Item::id);
    if let Some(Statement { regie, .. }) = answer.statement {
        return format!("{} {} <{via}>", regie.id, holders(plan, regie));
    }
    let item = answer.via.as_ref().unwrap();
    format!("- {} <{via}>", no_regie(plan, item))
}

#[test]
fn the_first_answer() {
    let plan = plan();
    let index = Index::new(&plan);
    for (question, first) in [
        // By the subject, however little of it is typed.
        ("fatb", "R5.2 Team Handhaving <>"),
        ("Wie heeft de regie op fatbikes?", "R5.2 Team Handhaving <>"),
        ("fatbikeoverlast", "R5.2 Team Handhaving <>"),
        ("vuilnis", "R5.2 Team Handhaving <>"),
        ("afval", "R5.2 Team Handhaving <>"),
        ("handhaving", "R5.2 Team Handhaving <>"),
        ("camera's", "R3.7 Regisseur Wijkveiligheid"),
        ("cameratoezicht", "R3.7 Regisseur Wijkveiligheid"),
        (
            "schoolveiligheid",
            "R4.1 Team OOV&B, Team JOS, samen met Scholen <>",
        ),
        ("BONDGENOTEN", "R5.4 Politie <>"),
        ("opslagboxen", "R3.4 OndermijningsBOA's"),
        (
            "strafrecht",
            "R3.3 Politie, samen met Openbaar Ministerie <>",
        ),
        (
            "weerbaarheid",
            "R5.5 Projectleider maatschappelijke weerbaarheid <>",
        ),
        ("cyber", "R6.1 Team OOV&B <>"),
        ("senioren", "R6.1 Team OOV&B <>"),
        ("content", "R10.1 Team OOV&B <>"),
        (
            "wijkveiligheid",
            "R5.3 Team OOV&B, Regisseur Wijkveiligheid <>",
        ),
        ("verkeersveiligheid", "R5.1 Team MEP <>"),
        (
            "crisisbeheersing",
            "R7.2 Burgemeester, samen met Veiligheidsregio Haaglanden <>",
        ),
        // By a holder or a party it is done with, in any spelling.
        ("om", "R3.3 Politie, samen met Openbaar Ministerie <>"),
        (
            "Openbaar Ministerie",
            "R3.3 Politie, samen met Openbaar Ministerie <>",
        ),
        ("brandweer", "R7.4 Politie, Brandweer, GHOR"),
        ("Jeugd, Onderwijs en Sport", "R4.1 Team OOV&B, Team JOS"),
        ("coordinatoren", "R2.2 Coördinatoren Zorg en Veiligheid <>"),
        (
            "kwartiermaker",
            "R5.5 Projectleider maatschappelijke weerbaarheid <>",
        ),
        // With a typing error.
        ("fatbkie", "R5.2 Team Handhaving <>"),
        ("bondgenoetn", "R5.4 Politie <>"),
        ("syber", "R6.1 Team OOV&B <>"),
        // By what a statement covers.
        ("multiprobleem", "R2.1 af te spreken, per casus <2C>"),
        ("communicatie", "R10.1 Team OOV&B <10>"),
        ("fietsen", "R5.2 Team Handhaving <5C.5.b>"),
        ("blackspots", "R5.2 Team Handhaving <5C.5.a>"),
        ("schoon heel en veilig", "R5.2 Team Handhaving <5A>"),
        ("babbeltrucs", "R6.1 Team OOV&B <6B.4>"),
        ("speurhonden", "R3.1 Gemeente Rijswijk <3.K3>"),
        ("polarisatie", "R7.1 Team OOV&B <7.7>"),
        ("Edison", "R10.1 Team OOV&B <10.1.b>"),
        // By an id.
        ("5C", "R5.1 Team MEP <5C>"),
        ("r3.7", "R3.7 Regisseur Wijkveiligheid"),
        ("10.K3", "R10.1 Team OOV&B <10.K3>"),
        // By nothing that has a regie.
        (
            "evaluatie",
            "- geen regie vermeld; uitvoering standaard door Team OOV&B (hoofdstuk 1) <11>",
        ),
    ] {
        let answers = index.ask(&plan, question);
        let got = answers.first().map(|answer| short(&plan, answer));
        let got = got.unwrap_or_default();
        assert!(got.starts_with(first), "{question}: {got}");
    }
}

#[test]
fn a_word_that_is_not_in_the_plan_has_no_answer() {
    let plan = plan();
    for question in [
        "kerstmarkt",
        "gemeentehuis",
        "zwembaden",
        "xyz",
        "?!",
        "fatb kerstmarkt x",
    ] {
        let found = wie(&plan, question);
        let empty = found.is_empty();
        let expected = !matches!(question, "?!" | "fatb kerstmarkt x");
        assert_eq!(empty, expected, "{question}: {found:?}");
    }
}

#[test]
fn every_word_has_to_be_there_if_that_can_be() {
    let plan = plan();
    let both = wie(&plan, "politie bondgenoten");
    assert_eq!(both[0].statement.unwrap().regie.id, "R5.4");
    assert!(both.len() < wie(&plan, "politie").len());
    let one = wie(&plan, "kerstmarkt bondgenoten");
    assert_eq!(one[0].statement.unwrap().regie.id, "R5.4");
}

#[test]
fn a_pasted_page_is_a_question_too() {
    let page = "politie bondgenoten wijkveiligheid ".repeat(500) + &"woord1 x".repeat(500);
    assert!(!wie(&plan(), &page).is_empty());
}

#[test]
fn nothing_asked_yet_shows_every_statement() {
    let plan = plan();
    for question in ["", "  ", "wie heeft de regie op"] {
        assert_eq!(wie(&plan, question).len(), plan.statements().count());
    }
}

#[test]
fn the_words_that_answer_can_be_marked() {
    let text = "De regie op Schoon, Heel, fatbikeproblematiek en camera’s";
    let marked: Vec<&str> = marks(text, "regie op fatb camera's")
        .into_iter()
        .filter_map(|range| text.get(range))
        .collect();
    assert_eq!(marked, ["fatbikeproblematiek", "camera’s"]);
}

#[test]
fn who_carries_out_what_has_no_regie() {
    let plan = plan();
    let named = plan.item("2A.4.a").unwrap();
    let sentence = no_regie(&plan, &named);
    assert_eq!(
        sentence,
        "geen regie vermeld; uitvoering door Coördinatoren Zorg en Veiligheid"
    );
}
