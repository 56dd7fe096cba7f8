//! The light of a KPI: a person's judgement beside what the figures propose.

use super::fields::{Blank, Fields, Wrong};
use super::filling::Form;
use super::subject::{Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, JudgementEdit};
use crate::plan::figures::light;
use crate::plan::model::kpi::{Judgement, Kpi};
use crate::plan::model::lookup::Item;
use crate::plan::{Id, Plan, words};

const LIGHT: Blank = Blank::value("light", "Licht", 12);
const EXPLANATION: Blank = Blank::text("explanation", "Toelichting");
const MEASURE: Blank = Blank::text("measure", "Bijsturing");

/// The light of a KPI, based on the judgement it had.
#[derive(Debug)]
struct Judging {
    id: Id,
    before: Option<Judgement>,
}

impl Form {
    /// The form for the light of `kpi`.
    pub fn judgement(kpi: &Kpi, desk: Desk<'_>) -> Self {
        let subject = Judging {
            id: kpi.id.clone(),
            before: kpi.judgement().cloned(),
        };
        let title = format!("{}  {}", kpi.id, one_line(&kpi.text));
        Self::of(subject, title, &[LIGHT, EXPLANATION, MEASURE], desk)
    }
}

/// The form a draft was typed in.
pub(super) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    match desk.plan.item(&draft.id)? {
        Item::Kpi(kpi, _) if draft.form == "judgement" => Some(Form::judgement(kpi, desk)),
        _ => None,
    }
}

impl Judging {
    /// The judgement that holds now.
    fn now(&self, plan: &Plan) -> Option<Judgement> {
        match plan.item(&self.id) {
            Some(Item::Kpi(kpi, _)) => kpi.judgement().cloned(),
            _ => None,
        }
    }
}

impl Subject for Judging {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        let plan = desk.plan;
        let (LIGHT, Some(Item::Kpi(kpi, _))) = (blank, plan.item(&self.id)) else {
            return String::new();
        };
        let proposal = light::propose_kpi(kpi, desk.today, plan.year, plan.thresholds);
        let proposal = words::light(proposal);
        let typed = fields.value(LIGHT);
        match words::parse_light(typed) {
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
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let light = words::parse_light(fields.value(LIGHT));
        let light = light.map_err(|it| LIGHT.wrong(it))?;
        let judgement = Judgement {
            date: desk.today,
            light,
            explanation: fields.typed(EXPLANATION),
            measure: fields.typed(MEASURE),
            by: desk.user.to_string(),
        };
        if let Some(missing) = judgement.missing() {
            let (blank, asked) = match missing {
                "bijsturing" => (MEASURE, "wat wordt eraan gedaan?"),
                _ => (EXPLANATION, "oorzaak, en gevolg voor het doel?"),
            };
            let light = words::light(light);
            let sentence = format!("{light} vraagt om {missing}: {asked}");
            return Err(blank.wrong(sentence));
        }
        Ok(vec![Edit::Judgement(JudgementEdit {
            id: self.id.clone(),
            before: self.before.clone(),
            from: None,
            to: Some(judgement),
        })])
    }

    fn draft(&self) -> Option<(&'static str, &str)> {
        Some(("judgement", &self.id))
    }

    /// Whether someone judged since the form was opened, and how.
    fn changed(&self, _: &Fields, plan: &Plan) -> Option<Changed> {
        let now = self.now(plan);
        if now == self.before {
            return None;
        }
        let now = now.map_or("geen oordeel", |now| words::light(now.light));
        Some(Changed {
            id: self.id.clone(),
            by: |edit| matches!(edit, Edit::Judgement(_)),
            sentence: format!(
                "deze KPI op {now}. Enter legt uw oordeel vast, Esc laat {now} staan."
            ),
        })
    }

    fn accept(&mut self, _: &Fields, plan: &Plan) {
        self.before = self.now(plan);
    }
}
