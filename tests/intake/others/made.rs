//! The plan a document should become, said briefly.

use regie::plan::Plan;
use serde_json::{Value, json};

/// A plan as it is wanted.
pub(crate) struct Wanted {
    plan: Value,
    parties: Vec<(String, String)>,
}

/// A goal: its number, its words, its actions.
pub(crate) type Goal<'a> = (u32, &'a str, &'a [&'a str]);

/// A KPI: its group, its words, what is wanted of each indicator.
pub(crate) type Kpi<'a> = (u32, &'a str, &'a [(i64, Option<i64>)]);

impl Wanted {
    pub(crate) fn of(municipality: &str, year: i32) -> Self {
        Self {
            plan: json!({
                "schema": 2, "revision": 0, "title": format!("Plan {municipality} {year}"),
                "municipality": municipality, "year": year, "adopted": null,
                "slug": format!("{}-{year}", municipality.to_lowercase()),
                "default_executor": "eigen",
                "parties": [{ "id": "eigen", "kind": "team", "name": format!("Gemeente {municipality}"), "aliases": [], "part_of": null }],
                "chapters": [], "budgets": [], "capacity": []
            }),
            parties: Vec::new(),
        }
    }

    fn party(&mut self, name: &str) -> String {
        if let Some((_, id)) = self.parties.iter().find(|it| it.0 == name) {
            return id.clone();
        }
        let id = format!("p{}", self.parties.len());
        self.parties.push((name.to_string(), id.clone()));
        let own =
            json!({ "id": id, "kind": "partner", "name": name, "aliases": [], "part_of": null });
        self.plan["parties"].as_array_mut().unwrap().push(own);
        id
    }

    pub(crate) fn chapter(&mut self, title: &str) {
        let number = self.plan["chapters"].as_array().unwrap().len() + 1;
        let own = json!({
            "id": number.to_string(), "number": number, "title": title, "body": [], "aim": null,
            "themes": [], "partners": [], "partners_text": [], "regie": [], "kpis": [], "topics": []
        });
        self.plan["chapters"].as_array_mut().unwrap().push(own);
    }

    fn here(&mut self) -> &mut Value {
        self.plan["chapters"]
            .as_array_mut()
            .unwrap()
            .last_mut()
            .unwrap()
    }

    pub(crate) fn theme(&mut self, letter: Option<&str>, title: Option<&str>, goals: &[Goal<'_>]) {
        let chapter = self.here();
        let id = format!(
            "{}{}",
            chapter["id"].as_str().unwrap(),
            chapter["themes"].as_array().unwrap().len()
        );
        let goals: Vec<Value> = goals
            .iter()
            .enumerate()
            .map(|(nth, (number, text, actions))| {
                let actions: Vec<Value> = actions
                    .iter()
                    .enumerate()
                    .map(|(a, text)| json!({ "id": format!("{id}.{nth}.{a}"), "text": text, "executors": [], "with": [], "status": "open", "due": null, "log": [] }))
                    .collect();
                json!({ "id": format!("{id}.{nth}"), "number": number, "text": text, "actions": actions })
            })
            .collect();
        let theme = json!({ "id": id, "letter": letter, "title": title, "goals": goals, "partners": [], "regie": [] });
        chapter["themes"].as_array_mut().unwrap().push(theme);
    }

    /// Of the chapter.
    pub(crate) fn partners(&mut self, names: &[&str]) {
        let ids: Vec<String> = names.iter().map(|name| self.party(name)).collect();
        self.here()["partners"] = json!(ids);
    }

    pub(crate) fn kpis(&mut self, kpis: &[Kpi<'_>]) {
        let chapter = self.here()["id"].as_str().unwrap().to_string();
        let own: Vec<Value> = kpis
            .iter()
            .enumerate()
            .map(|(nth, (group, text, targets))| {
                let indicators: Vec<Value> = targets
                    .iter()
                    .enumerate()
                    .map(|(i, (min, max))| {
                        json!({ "id": format!("{chapter}.K{nth}.{i}"), "kind": "count", "label": "x", "unit": null,
                                "target": { "min": min, "max": max }, "baseline": null, "cadence": null, "due": "2027-12-31", "readings": [] })
                    })
                    .collect();
                json!({ "id": format!("{chapter}.K{nth}"), "group": group, "group_title": null, "text": text,
                        "goals": [], "indicators": indicators, "judgements": [], "log": [] })
            })
            .collect();
        self.here()["kpis"] = own.into();
    }

    pub(crate) fn money(&mut self, title: &str, rows: &[(&str, Option<i64>, Option<&str>)]) {
        let id = self.plan["budgets"].as_array().unwrap().len();
        let rows: Vec<Value> = rows
            .iter()
            .enumerate()
            .map(|(nth, (label, amount, remark))| json!({ "id": format!("B{id}{nth}"), "label": label, "amount": amount, "once": false, "remark": remark, "chapter": null }))
            .collect();
        let own = json!({ "id": format!("b{id}"), "title": title, "rows": rows });
        self.plan["budgets"].as_array_mut().unwrap().push(own);
    }

    pub(crate) fn fte(&mut self, rows: &[(&str, Option<f64>, Option<f64>)]) {
        let id = self.plan["capacity"].as_array().unwrap().len();
        let rows: Vec<Value> = rows
            .iter()
            .enumerate()
            .map(|(nth, (label, existing, expansion))| json!({ "id": format!("C{id}{nth}"), "label": label, "existing": existing, "expansion": expansion, "place": null, "part_of": null }))
            .collect();
        let own = json!({ "id": format!("c{id}"), "title": "Formatie", "rows": rows, "stated_total": null });
        self.plan["capacity"].as_array_mut().unwrap().push(own);
    }

    pub(crate) fn plan(self) -> Plan {
        serde_json::from_value(self.plan).unwrap()
    }
}
