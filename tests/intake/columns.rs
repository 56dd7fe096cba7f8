//! Tables with other columns than Rijswijk's: who does it, by when, how often, several years of euros and
//! fte. What a column has no place for is asked, and a row of figures is never taken for heads.

use serde_json::{Value, json};

use crate::drafted;

const HEIDEDORP: &str = "\
# Jaarplan Integrale Veiligheid Heidedorp 2027

Gemeente Heidedorp

## 1. Jeugd en overlast

De regie ligt bij de politie.

| Nr | Doelstelling | Inspanning in 2027 | Trekker | Partners | Gereed |
| --- | --- | --- | --- | --- | --- |
| 1.1 | Minder overlast door groepen | Het jongerenwerk is vijf avonden per week aanwezig. | Stichting Jong | Politie, Halt | doorlopend |
| 1.2 | | De groepsaanpak wordt vernieuwd. | Gemeente | | Q2 2027 |
| 1.3 | Jongeren kennen de risico's | Op drie scholen wordt een les gegeven. | Halt | | 1 november 2027 |
| 1.4 | | De folder wordt herdrukt. | wie het weet | | zodra het kan |

| Indicator | Nulmeting 2026 | Streefwaarde 2027 | Bron | Frequentie |
| --- | --- | --- | --- | --- |
| Aantal meldingen | 214 | 180 | Politie | per kwartaal |
| Scholen met een les | 33% | 100% | Halt | jaarlijks |
| Schouwen | | 4 | Gemeente | af en toe |
| Klachten | | 30 | Gemeente | maandelijks |

De wijkagent loopt mee.

## 2. Wonen

De regie ligt bij de gemeente.

KPI's

- Het aantal inbraken daalt met 10% ten opzichte van 2026.

## 3. Middelen

| Prioriteit | Structureel | Incidenteel | Totaal |
| --- | --- | --- | --- |
| Jeugd | € 85.000 | € 20.000 | € 105.000 |
| Wonen | € 31.250 | - | € 31.250 |
| Totaal | € 116.250 | € 20.000 | € 136.250 |

| Functie | Fte 2026 | Fte 2027 |
| --- | --- | --- |
| Teamleider | 1,0 | 1,5 |
| Adviseur | 2,6 | 3,1 |
| Totaal | 3,6 | 4,6 |
";

#[test]
fn what_the_columns_of_another_plan_say_comes_in() {
    let (_, draft) = drafted(HEIDEDORP.as_bytes(), "plan.md");
    let plan = serde_json::to_value(&draft.plan).unwrap();
    let action = |goal: usize, at: usize, key: &str| {
        format!("/chapters/0/themes/0/goals/{goal}/actions/{at}/{key}")
    };
    let measured = |at: usize, key: &str| format!("/chapters/0/kpis/{at}/indicators/0/{key}");
    let table = |place: &str| place.to_string();
    for (place, is) in [
        (table("/chapters/0/themes/0/goals/1/id"), json!("1.3")),
        (action(0, 0, "executors"), json!(["stichting-jong"])),
        (action(0, 0, "with"), json!(["politie", "halt"])),
        (action(0, 0, "due"), Value::Null),
        (action(0, 1, "executors"), json!(["gemeente-heidedorp"])),
        (action(0, 1, "due"), json!("2027-06-30")),
        (action(1, 0, "due"), json!("2027-11-01")),
        (action(1, 1, "executors"), json!([])),
        (action(1, 1, "due"), Value::Null),
        // Less than before is at most.
        (measured(0, "target"), json!({ "min": null, "max": 180 })),
        (measured(0, "baseline"), json!(214)),
        (measured(0, "cadence"), json!("quarterly")),
        (measured(1, "target"), json!({ "min": 100, "max": null })),
        (measured(1, "cadence"), json!("yearly")),
        (measured(2, "target"), json!({ "min": 4, "max": null })),
        (measured(3, "cadence"), json!("monthly")),
        // What stands below a table is of none of its rows.
        (table("/chapters/0/kpis/3/text"), json!("Klachten")),
        // A change is no share of all.
        (table("/chapters/1/kpis/0/indicators/0/target"), Value::Null),
        // Who leads on a chapter without themes.
        (table("/chapters/1/regie/0/covers"), json!(["2"])),
        // The first row is no head, the amount is the one of all together.
        (table("/budgets/0/rows/0/label"), json!("Jeugd")),
        (table("/budgets/0/rows/0/amount"), json!(105_000)),
        (table("/budgets/0/rows/1/amount"), json!(31_250)),
        // The year of the plan.
        (table("/capacity/0/rows/0/existing"), json!(1.5)),
        (table("/capacity/0/stated_total/existing"), json!(4.6)),
    ] {
        assert_eq!(plan.pointer(&place), Some(&is), "{place}: {plan:#}");
    }
}

#[test]
fn what_a_column_has_no_place_for_is_asked() {
    let (_, draft) = drafted(HEIDEDORP.as_bytes(), "plan.md");
    let doubts = draft.doubts();
    for (item, field, made) in [
        (
            "1.3.b",
            Some("executors"),
            "“wie het weet” is niet als partij herkend",
        ),
        (
            "1.3.b",
            Some("due"),
            "“zodra het kan” is niet als dag of ritme te lezen",
        ),
        (
            "1.K1.1",
            Some("target"),
            "“180” als hoogstens 180 gelezen: de nulmeting is hoger",
        ),
        (
            "1.K3.1",
            Some("cadence"),
            "“af en toe” is niet als ritme te lezen",
        ),
        ("1.K4.1", Some("target"), "“30” als minimaal gelezen"),
        ("2.K1.1", Some("target"), "10% is een verandering"),
        ("B1", Some("remark"), "niet overgenomen"),
        ("C1", Some("label"), "niet overgenomen"),
    ] {
        let found = doubts.iter().any(|it| {
            (it.item.as_str(), it.field.as_deref()) == (item, field) && it.made_of_it.contains(made)
        });
        assert!(found, "{item} {made}: {doubts:#?}");
    }
    // The rhythm and the day are in their place.
    for said in ["per kwartaal", "doorlopend", "Q2 2027"] {
        assert!(doubts.iter().all(|it| !it.source.contains(said)), "{said}");
    }
}

/// The same words say what they said, but a column of its own may have another figure: it comes in, unless
/// somebody moved it since.
#[test]
fn a_target_that_changed_in_its_column_is_taken_over() {
    use regie::intake::revised::against;
    let (_, draft) = drafted(HEIDEDORP.as_bytes(), "plan.md");
    let newer = HEIDEDORP
        .replace("| 33% | 100% |", "| 33% | 80% |")
        .replace("1 november 2027", "1 december 2027")
        .replace("| € 31.250 |\n", "| € 40.000 |\n")
        .replace("| 214 | 180 |", "| 214 | 150 |");
    let (_, newer) = drafted(newer.as_bytes(), "plan.md");
    let revision = against(&draft.plan, &newer);
    let made = serde_json::to_value(&revision.edits).unwrap();
    let edits = made.as_array().unwrap();
    for (id, to) in [
        ("1.K2.1", json!({ "min": 80, "max": null })),
        ("1.3.a", json!("2027-12-01")),
    ] {
        assert!(
            edits.iter().any(|it| it["id"] == id && it["to"] == to),
            "{id}: {made:#}"
        );
    }
    let said = "1.K1.1, streefwaarde: het document lijkt hoogstens 150 te noemen, en in het plan staat hoogstens 180";
    assert!(
        revision.left.iter().any(|it| it.starts_with(said)),
        "{:#?}",
        revision.left
    );
    assert!(against(&draft.plan, &draft).edits.is_empty());
}

/// Goals and their actions as a list under one head, and actions without a goal.
#[test]
fn lists_of_goals_and_actions_are_known_by_their_head() {
    let text = "\
# Jaarplan Veiligheid Heidedorp 2027

## 1. Jeugd

### Doelen en inspanningen

1. Minder overlast
   - Het jongerenwerk is aanwezig.
2. Minder vuurwerk
   - Er komt een les.

## 2. Wonen

### Wat gaan we doen?

- Er komt een avond.
- Er komt een folder.

## 3. Winkels

### Doelen en acties

- Er komt een cursus.
- Er komt een keurmerk.
";
    let (_, draft) = drafted(text.as_bytes(), "plan.md");
    let goals = draft.plan.chapters[0]
        .themes
        .iter()
        .flat_map(|it| &it.goals);
    let goals: Vec<(&str, usize)> = goals.map(|it| (&*it.text, it.actions.len())).collect();
    assert_eq!(goals, [("Minder overlast", 1), ("Minder vuurwerk", 1)]);
    let asked: Vec<&str> = draft
        .doubts()
        .iter()
        .filter(|it| it.made_of_it.contains("er staat geen doel boven"))
        .map(|it| it.source.as_str())
        .collect();
    assert_eq!(
        asked,
        [
            "Er komt een avond.\nEr komt een folder.",
            "Er komt een cursus.\nEr komt een keurmerk.",
        ]
    );
}

/// What somebody put into the text at a doubt stays there when a newer document has another text.
#[test]
fn what_was_put_into_the_text_stays() {
    use regie::intake::revised::against;
    let text = HEIDEDORP.replace("De regie ligt bij de politie.", "Er is overlast.");
    let (_, draft) = drafted(text.as_bytes(), "plan.md");
    let mut plan = serde_json::to_value(&draft.plan).unwrap();
    let doubt = draft.doubts().iter().find(|it| it.left_out);
    let doubt = doubt
        .filter(|it| it.field.as_deref() == Some("body"))
        .unwrap();
    let body = plan["chapters"][0]["body"].as_array_mut().unwrap();
    body.push(json!({ "paragraph": doubt.source }));
    plan["revision"] = json!(1);
    plan["history"] = json!([{
        "revision": 1, "at": "2027-01-02T10:00:00+01:00", "by": "A",
        "what": "doubt", "id": doubt.id, "was": doubt, "place": 1,
    }]);
    let plan: regie::plan::Plan = serde_json::from_value(plan).unwrap();
    let newer = text.replace("Er is overlast.", "Er is veel overlast.");
    let (_, newer) = drafted(newer.as_bytes(), "plan.md");
    let made = serde_json::to_value(against(&plan, &newer).edits).unwrap();
    assert_eq!(
        made[0]["to"],
        json!([{ "paragraph": "Er is veel overlast." }, { "paragraph": "De wijkagent loopt mee." }, { "paragraph": doubt.source }]),
        "{made:#}"
    );
    assert_eq!(made.as_array().unwrap().len(), 1, "{made:#}");
}
