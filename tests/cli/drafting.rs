//! A draft plan out of a document, from the shell.

use serde_json::Value;

use crate::town::{Town, code, err};

const SOURCE: &str = include_str!("../source/uitvoeringsplan-2026.txt");

fn town() -> (Town, String, String) {
    let town = Town::new();
    town.put("plan.txt", SOURCE);
    let (from, to) = (town.path("plan.txt"), town.path("nieuw.json"));
    (town, from, to)
}

#[test]
fn a_document_becomes_a_draft_with_doubts_that_are_answered() {
    let (town, from, to) = town();
    let tried = town.out(&format!("importeer plan {from} --proef"));
    assert!(
        tried.contains("11 hoofdstukken, 39 doelen, 84 acties, 49 KPI's"),
        "{tried}"
    );
    assert!(!std::path::Path::new(&to).exists());
    let made = town.json(&format!("importeer plan {from} -o {to} --json"));
    assert_eq!(
        (&made["municipality"], &made["year"]),
        (&"Rijswijk".into(), &2026.into())
    );
    let doubts = made["doubts"].as_array().unwrap();
    let first = &doubts[0];
    assert_eq!(first["item"], "2B.6-2", "two goals 6");
    town.out(&format!("controleer {to}"));
    let asked = |town: &Town| -> usize {
        let listed = town.plain(&["--plan", &to, "vragen", "--soort", "twijfels", "--json"]);
        let rows: Value = serde_json::from_slice(&listed.stdout).unwrap();
        rows.as_array().unwrap().len()
    };
    assert_eq!(asked(&town), doubts.len());
    let set = town.plain(&["--plan", &to, "--door", "A", "wijzig", "2B.6-2", "nummer=7"]);
    assert_eq!(code(&set), 0, "{}", err(&set));
    assert_eq!(asked(&town), doubts.len() - 1, "setting it answers it");
    let kept = town.plain(&[
        "--plan", &to, "--door", "A", "bevestig", "--soort", "twijfels",
    ]);
    assert_eq!(code(&kept), 0, "{}", err(&kept));
    assert_eq!(asked(&town), 0);
    town.plain(&["--plan", &to, "--door", "A", "herstel"]);
    assert_eq!(asked(&town), doubts.len() - 1, "one undo");
}

#[test]
fn what_is_no_plan_is_said_and_leaves_nothing() {
    let (town, from, to) = town();
    town.put("los.txt", "Alleen een alinea zonder hoofdstukken.");
    town.put("leeg.txt", " ");
    for (name, said) in [
        ("los.txt", "geen hoofdstukken herkend"),
        ("leeg.txt", "er staat geen tekst in het document"),
        ("weg.txt", "bestaat niet"),
    ] {
        let path = town.path(name);
        let sentence = town.refused(&format!("importeer plan {path} -o {to}"), 1);
        assert!(sentence.contains(said), "{sentence}");
        assert!(!std::path::Path::new(&to).exists());
    }
    let sentence = town.refused(&format!("importeer plan {from}"), 2);
    assert!(sentence.contains("-o NIEUW"), "{sentence}");
    town.put("nieuw.json", "al iets");
    town.refused(&format!("importeer plan {from} -o {to}"), 1);
}
