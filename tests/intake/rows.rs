//! What becomes of rows and sentences another municipality writes otherwise than Rijswijk does.

use serde_json::{Value, json};

use crate::drafted;

const MEERSTAD: &str = "\
# Uitvoeringsplan Veiligheid Meerstad 2027

## 1. Inleiding

Tenzij anders vermeld worden de acties uitgevoerd door Team Veiligheid (TV).

## 2. Wonen

### Thema A: Woninginbraak

DOEL: Meer mensen voelen zich veilig in hun wijk.

| Wat willen we bereiken? | Wat gaan we daarvoor doen? |
| --- | --- |
| 1. Minder inbraken | De Veiligheidsregio IJsselland (VRIJ) organiseert een bijeenkomst. |

Wie heeft de regie?

Team Veiligheid.

| Nr. | KPI | Nulmeting | Streefwaarde |
| --- | --- | --- | --- |
| 2.1 | Woninginbraken per jaar | 131 | maximaal 110 |
| 2.2 | Bemiddelde zaken | 78 | 90 |
| 2.3 | De meldingsbereidheid stijgt | | |

## 3. Begroting

| Post | Bedrag |
| --- | --- |
| Cameratoezicht | € 46.250 |
| Buurtbemiddeling | € 30.000 |
| Totaal | € 99.000 |

## 4. Capaciteit

| Team | Functie | fte |
| --- | --- | --- |
| Team Veiligheid | Beleidsadviseur | 4,50 |
| | Secretaris | 0,89 |
";

#[test]
fn each_row_is_what_a_reader_makes_of_it() {
    let (_, draft) = drafted(MEERSTAD.as_bytes(), "plan.md");
    let plan = serde_json::to_value(&draft.plan).unwrap();
    let kpi = |at: usize, key: &str| format!("/chapters/1/kpis/{at}/indicators/0/{key}");
    for (place, is) in [
        // Who carries out what names nobody, and who an action begins with.
        ("/default_executor".to_string(), json!("tv")),
        (
            "/chapters/1/themes/0/goals/0/actions/0/executors".to_string(),
            json!(["vrij"]),
        ),
        ("/chapters/1/themes/0/letter".to_string(), json!("A")),
        (
            "/chapters/1/themes/0/title".to_string(),
            json!("Woninginbraak"),
        ),
        // A bare name under the question is who leads.
        ("/chapters/1/regie/0/holders".to_string(), json!(["tv"])),
        // An upper bound is one, and what stood there before is no target.
        (kpi(0, "target/max"), json!(110)),
        (kpi(0, "target/min"), Value::Null),
        (kpi(0, "baseline"), json!(131)),
        (kpi(1, "target/min"), json!(90)),
        (kpi(1, "baseline"), json!(78)),
        // What is vague has no target and no day.
        (kpi(2, "target"), Value::Null),
        (kpi(2, "due"), Value::Null),
        // Every column of a row of formation is in it, also of a team that is named once.
        (
            "/capacity/0/rows/0/label".to_string(),
            json!("Beleidsadviseur (Team Veiligheid)"),
        ),
        (
            "/capacity/0/rows/1/label".to_string(),
            json!("Secretaris (Team Veiligheid)"),
        ),
        ("/budgets/0/rows/2".to_string(), Value::Null),
    ] {
        let found = plan.pointer(&place).cloned().unwrap_or_default();
        assert_eq!(found, is, "{place}");
    }
    let doubts = draft.doubts().iter();
    let made: Vec<&str> = doubts.map(|it| it.made_of_it.as_str()).collect();
    for part in ["zonder dag", "de rijen zijn opgeteld 76250"] {
        assert!(made.iter().any(|it| it.contains(part)), "{part}: {made:?}");
    }
}
