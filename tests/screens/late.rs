//! The plan as it may stand late in the year: readings, judgements, an action point.

use regie::plan::Plan;
use regie::plan::model::inside::ItemMut;
use regie::plan::model::kpi::{Indicator, Judgement, Kpi, Reading, Value};
use regie::plan::model::number::Decimal;
use regie::store::BUILT_IN;

/// Running totals, by indicator.
const COUNTS: [(&str, &str, i64); 13] = [
    ("3.K1.1", "2026-02-12", 2),
    ("3.K1.1", "2026-04-30", 4),
    ("3.K1.1", "2026-06-12", 5),
    ("3.K1.1", "2026-09-01", 6),
    ("3.K1.1", "2026-11-10", 8),
    ("3.K3.1", "2026-06-12", 1),
    ("3.K3.1", "2026-10-01", 2),
    ("2.K1b.1", "2026-05-03", 1),
    ("4.K2a.1", "2026-03-20", 3),
    ("4.K2a.1", "2026-10-20", 7),
    ("4.K6.1", "2026-11-03", 10),
    ("4.K8c.1", "2026-11-01", 17),
    ("4.K8c.2", "2026-11-01", 20),
];

/// Whether a state was in order.
const STATES: [(&str, &str, bool); 3] = [
    ("5.K1a.1", "2026-03-10", true),
    ("5.K1a.1", "2026-06-10", false),
    ("5.K1a.1", "2026-09-10", true),
];

const JUDGEMENTS: [(&str, &str); 2] = [
    (
        "3.K1",
        r#"{ "date": "2026-11-12", "light": "green", "by": "B. de Vries",
             "explanation": "Twee controles staan gepland." }"#,
    ),
    (
        "4.K6",
        r#"{ "date": "2026-11-12", "light": "red", "by": "B. de Vries",
             "explanation": "Te laat om iets mee te doen.", "measure": "Afspraak op 2-12." }"#,
    ),
];

const POINT: &str = r#"{ "id": "AP1", "about": "3.K3", "who": "regisseur ondermijning",
    "what": "plant controle", "due": "2026-11-20", "date": "2026-11-12", "by": "A. Jansen" }"#;

pub fn plan() -> Plan {
    let mut plan: Plan = serde_json::from_str(BUILT_IN).unwrap();
    let counts = COUNTS.map(|(id, day, value)| (id, day, Value::Number(Decimal::whole(value))));
    let states = STATES.map(|(id, day, value)| (id, day, Value::Done(value)));
    for (id, day, value) in counts.into_iter().chain(states) {
        indicator(&mut plan, id).unwrap().readings.push(Reading {
            date: day.parse().unwrap(),
            value,
            of: None,
            note: None,
            by: "A. Jansen".to_string(),
        });
    }
    for (id, judgement) in JUDGEMENTS {
        let judgement: Judgement = serde_json::from_str(judgement).unwrap();
        kpi(&mut plan, id).unwrap().judgements.push(judgement);
    }
    plan.action_points
        .push(serde_json::from_str(POINT).unwrap());
    plan
}

fn indicator<'a>(plan: &'a mut Plan, id: &str) -> Option<&'a mut Indicator> {
    match plan.item_mut(id)? {
        ItemMut::Indicator(indicator) => Some(indicator),
        _ => None,
    }
}

fn kpi<'a>(plan: &'a mut Plan, id: &str) -> Option<&'a mut Kpi> {
    match plan.item_mut(id)? {
        ItemMut::Kpi(kpi) => Some(kpi),
        _ => None,
    }
}
