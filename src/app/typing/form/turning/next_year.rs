//! The plan of the year after: until which year, and under which name it is kept beside this one.

use crate::app::message::Effect;
use crate::app::typing::form::fields::{Blank, Fields, Wrong};
use crate::app::typing::form::filling::{Form, Reach};
use crate::app::typing::form::subject::{Desk, Subject};
use crate::plan::edit::Edit;
use crate::plan::model::life::Period;
use crate::plan::{Plan, turn};

const UNTIL: Blank = Blank::value("tot", "Tot en met", 6);
const FILE: Blank = Blank::value("bestand", "Bestand", 40);

impl Form {
    /// The form for the plan of the year after.
    pub fn next_year(desk: Desk<'_>) -> Self {
        let desk = desk.of_whole();
        let first = desk.plan.years().to + 1;
        let title = format!("Concept voor {first} maken van {}", desk.plan.title);
        let mut form = Self::of(NextYear, title, &[UNTIL, FILE], desk);
        form.fields.begin(UNTIL.name, &first.to_string());
        let slug = turn::slug(&desk.plan.municipality, first);
        form.fields.begin(FILE.name, &format!("{slug}.json"));
        form.fields.go(FILE.name);
        form.reach = Reach::Plan;
        form.understand(desk);
        form
    }
}

/// A copy of the plan.
#[derive(Debug)]
struct NextYear;

impl Subject for NextYear {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        match blank {
            UNTIL => match until(fields, desk.plan) {
                Ok(period) if period.is_one() => "een plan voor een jaar".to_string(),
                Ok(period) => format!("een plan voor {}", period.shown()),
                Err(sentence) => sentence,
            },
            _ => "komt naast dit plan".to_string(),
        }
    }

    /// It changes nothing in this plan.
    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        until(fields, desk.plan).map_err(|it| UNTIL.wrong(it))?;
        let named = fields.typed(FILE);
        named.map(|_| Vec::new()).ok_or_else(|| {
            let sentence = "geef het nieuwe plan een naam, zoals rijswijk-2027.json";
            FILE.wrong(sentence)
        })
    }

    fn errand(&self, fields: &Fields, desk: Desk<'_>) -> Option<Effect> {
        let named = fields.typed(FILE)?;
        let name = match named.strip_suffix(".json") {
            Some(_) => named,
            None => format!("{named}.json"),
        };
        let until = until(fields, desk.plan).ok()?.to;
        Some(Effect::NextYear(name, until))
    }

    fn below(&self, _: &Fields, _: Desk<'_>) -> Vec<String> {
        let sentence = "Dit plan blijft zoals het is; wat doorgaat staat in het concept.";
        vec![sentence.to_string()]
    }
}

/// The years of the plan that is typed.
fn until(fields: &Fields, plan: &Plan) -> Result<Period, String> {
    let from = plan.years().to + 1;
    let year = fields.value(UNTIL).trim().parse::<i32>().ok();
    let to = year.filter(|to| (from..2100).contains(to));
    to.map(|to| Period { from, to })
        .ok_or_else(|| format!("typ een jaar vanaf {from}"))
}
