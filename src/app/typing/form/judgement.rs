//! The light of a KPI: a person's judgement beside what the figures propose.

use super::fields::{Blank, Fields, Wrong};
use super::filling::Form;
use super::subject::{By, Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, JudgementEdit};
use crate::plan::figures;
use crate::plan::model::kpi::{Judgement, Kpi, Light};
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
        let again = subject.today(desk).cloned();
        let mut form = Self::of(subject, title, &[LIGHT, EXPLANATION, MEASURE], desk);
        if let Some(it) = again {
            let text = |text: Option<String>| text.unwrap_or_default();
            form.fields.begin(EXPLANATION.name, &text(it.explanation));
            form.fields.begin(MEASURE.name, &text(it.measure));
        }
        form
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
    /// What oneself said of it today: said again, it goes out from that.
    fn today(&self, desk: Desk<'_>) -> Option<&Judgement> {
        let own = |it: &&Judgement| it.date == desk.day() && it.by == desk.user;
        self.before.as_ref().filter(own)
    }

    /// The judgement that holds now.
    fn now(&self, plan: &Plan) -> Option<Judgement> {
        match plan.item(&self.id) {
            Some(Item::Kpi(kpi, _)) => kpi.judgement().cloned(),
            _ => None,
        }
    }
}

/// The words of lights, as one may type them in full.
const LIGHTS: [&str; 10] = [
    "groen",
    "oranje",
    "rood",
    "grijs",
    "geen gegevens",
    "-",
    "green",
    "amber",
    "red",
    "none",
];

/// The light that is typed: its letter, its word, or how that begins.
fn light(typed: &str) -> Result<Light, String> {
    let typed = typed.trim();
    let begun = typed.to_lowercase();
    let mut words = LIGHTS.iter().filter(|_| !begun.is_empty());
    let word = words.find(|word| word.starts_with(&begun));
    words::parse_light(word.map_or(typed, |word| *word))
}

impl Subject for Judging {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        let plan = desk.plan;
        let (LIGHT, Some(Item::Kpi(kpi, _))) = (blank, plan.item(&self.id)) else {
            return String::new();
        };
        let proposal = figures::light::propose_kpi(plan, kpi, desk.today);
        let proposal = words::light(proposal);
        let typed = fields.value(LIGHT);
        match light(typed) {
            Ok(light) if !typed.is_empty() => {
                format!("→ {} · voorstel {proposal}", words::light(light))
            }
            Err(why) if !typed.trim().is_empty() => why,
            _ if let Some(now) = self.today(desk) => {
                let now = words::light(now.light);
                format!("nu {now}, leeg blijft dat · voorstel {proposal}")
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
        let light = match self.today(desk) {
            Some(it) if fields.typed(LIGHT).is_none() => it.light,
            _ => light(fields.value(LIGHT)).map_err(|it| LIGHT.wrong(it))?,
        };
        let judgement = Judgement {
            date: desk.day(),
            light,
            explanation: fields.typed(EXPLANATION),
            measure: fields.typed(MEASURE),
            by: desk.user.to_string(),
        };
        if let Some(missing) = judgement.missing() {
            let (blank, asked) = match missing {
                "bijsturing" => (MEASURE, "vul de bijsturing in: wat wordt eraan gedaan?"),
                _ => (
                    EXPLANATION,
                    "vul de toelichting in: oorzaak, gevolg voor het doel?",
                ),
            };
            let light = words::light(light);
            let sentence = format!("{light}: {asked}");
            return Err(blank.wrong(sentence));
        }
        if self.before.as_ref() == Some(&judgement) {
            let sentence = format!("staat al op {}", words::light(light));
            return Err(LIGHT.wrong(sentence));
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
            by: By::Judgement,
            sentence: format!(
                "deze KPI op {now}. Enter legt uw oordeel vast, Esc laat {now} staan."
            ),
        })
    }

    fn accept(&mut self, _: &Fields, plan: &Plan) {
        self.before = self.now(plan);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_a_word_or_how_it_begins() {
        for (typed, read) in [
            ("g", Some(Light::Green)),
            ("gr", Some(Light::Green)),
            ("GROEN", Some(Light::Green)),
            ("gri", Some(Light::None)),
            ("-", Some(Light::None)),
            ("o", Some(Light::Amber)),
            ("oran", Some(Light::Amber)),
            ("r ", Some(Light::Red)),
            ("ro", Some(Light::Red)),
            ("oR", Some(Light::Amber)),
            ("oRegisseur", None),
            ("rg", None),
            ("groenr", None),
            ("", None),
        ] {
            assert_eq!(light(typed).ok(), read, "{typed}");
        }
    }
}
