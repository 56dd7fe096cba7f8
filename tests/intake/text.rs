//! The plan of 2026 as plain text.

use std::collections::BTreeMap;

use regie::intake::document::read;
use regie::plan::check::errors;
use regie::plan::model::life::Adoption;

use crate::score::{Score, lost_and_made, wrong_in_silence};
use crate::{SOURCE, by_hand, drafted};

#[test]
fn the_plan_of_2026_comes_from_its_text() {
    let (_, draft) = drafted(SOURCE.as_bytes(), "plan.txt");
    let wanted = by_hand();
    let score = Score::of(&draft.plan, &wanted);
    eprintln!(
        "plan van 2026, tekst:{score}; {} twijfels",
        draft.plan.doubts.len()
    );
    score.is_placed();
    assert_eq!(score.missed("streefwaarden"), [""; 0]);
    assert_eq!(wrong_in_silence(&draft.plan, &wanted), [""; 0]);
}

#[test]
fn it_is_a_concept_that_holds() {
    let (_, draft) = drafted(SOURCE.as_bytes(), "plan.txt");
    let plan = draft.plan;
    assert_eq!(errors(&plan), []);
    assert_eq!((plan.schema, &plan.adopted), (2, &Adoption::Draft));
    assert_eq!(plan.slug.as_deref(), Some("rijswijk-2026"));
    assert_eq!(plan.title, "Uitvoeringsplan Veiligheid Rijswijk 2026");
    assert_eq!((plan.municipality.as_str(), plan.year), ("Rijswijk", 2026));
    assert_eq!(plan.party_name(&plan.default_executor), "Team OOV&B");
}

#[test]
fn no_word_of_it_is_lost_and_none_is_made() {
    let (document, draft) = drafted(SOURCE.as_bytes(), "plan.txt");
    let (lost, made) = lost_and_made(&document, &draft);
    assert_eq!((lost, made), (vec![], vec![]));
}

#[test]
fn the_reader_changes_no_word_but_those_a_line_cuts() {
    let document = read(SOURCE.as_bytes(), "plan.txt").unwrap();
    let mut count: BTreeMap<&str, i64> = BTreeMap::new();
    for word in SOURCE.split_whitespace().filter(|word| *word != "•") {
        *count.entry(word).or_default() += 1;
    }
    let words = document.words();
    for word in &words {
        *count.entry(word).or_default() -= 1;
    }
    count.retain(|_, left| *left != 0);
    let changed: Vec<&str> = count.into_keys().collect();
    assert_eq!(
        changed,
        [
            "Mma-",
            "Mma-campagnes.",
            "VRIS-",
            "VRIS-partners",
            "campagnes.",
            "informatie-",
            "informatieverstrekking",
            "partners",
            "verstrekking",
        ]
    );
}
