//! The light of a KPI: a person's judgement beside what the figures propose.

use super::{Desk, Field, Form, Subject};
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, JudgementEdit};
use crate::plan::figures::light;
use crate::plan::model::kpi::{Judgement, Kpi};
use crate::plan::model::lookup::Item;
use crate::plan::{Id, Plan, words};

impl Form {
    /// The form for the light of `kpi`.
    pub fn judgement(kpi: &Kpi, desk: Desk<'_>) -> Self {
        let fields = vec![
            Field::new("Licht", 12),
            Field::text("Toelichting"),
            Field::text("Bijsturing"),
        ];
        let subject = Subject::Judgement(kpi.id.clone(), kpi.judgement().cloned());
        let title = format!("{}  {}", kpi.id, one_line(&kpi.text));
        Self::of(subject, title, fields, desk)
    }

    pub(crate) fn understand_judgement(&mut self, id: &str, desk: Desk<'_>) {
        let Some(Item::Kpi(kpi, _)) = desk.plan.item(id) else {
            return;
        };
        let plan = desk.plan;
        let proposal = light::propose_kpi(kpi, desk.today, plan.year, plan.thresholds);
        let proposal = words::light(proposal);
        let typed = self.fields[0].value();
        let beside = match words::parse_light(typed) {
            Ok(light) if !typed.is_empty() => {
                format!("→ {} · voorstel {proposal}", words::light(light))
            }
            _ => match kpi.judgement() {
                Some(now) => format!(
                    "nu {} · voorstel {proposal} · g groen, o oranje, r rood",
                    words::light(now.light)
                ),
                None => format!("voorstel {proposal} · g groen, o oranje, r rood, - grijs"),
            },
        };
        self.beside(0, beside);
    }

    pub(crate) fn submit_judgement(
        &mut self,
        id: &str,
        before: Option<Judgement>,
        desk: Desk<'_>,
    ) -> Option<Edit> {
        let light = match words::parse_light(self.fields[0].value()) {
            Ok(light) => light,
            Err(sentence) => return self.refuse(0, sentence),
        };
        let judgement = Judgement {
            date: desk.today,
            light,
            explanation: self.fields[1].typed(),
            measure: self.fields[2].typed(),
            by: desk.user.to_string(),
        };
        if let Some(missing) = judgement.missing() {
            let (field, asked) = match missing {
                "bijsturing" => (2, "wat wordt eraan gedaan?"),
                _ => (1, "oorzaak, en gevolg voor het doel?"),
            };
            let light = words::light(light);
            return self.refuse(field, format!("{light} vraagt om {missing}: {asked}"));
        }
        Some(Edit::Judgement(JudgementEdit {
            id: id.to_string(),
            before,
            from: None,
            to: Some(judgement),
        }))
    }
}

/// The judgement that holds now.
pub(crate) fn standing(id: &str, plan: &Plan) -> Option<Judgement> {
    match plan.item(id) {
        Some(Item::Kpi(kpi, _)) => kpi.judgement().cloned(),
        _ => None,
    }
}

/// Whether someone judged since the form was opened, and how.
pub(crate) fn changed(id: &str, before: Option<&Judgement>, plan: &Plan) -> Option<(Id, String)> {
    let now = standing(id, plan);
    if now.as_ref() == before {
        return None;
    }
    let now = now.map_or("geen oordeel", |now| words::light(now.light));
    let sentence = format!("deze KPI op {now}. Enter legt uw oordeel vast, Esc laat {now} staan.");
    Some((id.to_string(), sentence))
}
