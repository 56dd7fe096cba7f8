//! A reading of an indicator.

use super::{Desk, Field, Form, Subject, Then};
use crate::plan::clean::one_line;
use crate::plan::edit::Edit;
use crate::plan::edit::typed;
use crate::plan::figures::light;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Value};
use crate::plan::model::lookup::Item;
use crate::plan::{Plan, words};

impl Form {
    /// The form for a reading of `indicator`.
    pub fn reading(indicator: &Indicator, desk: Desk<'_>) -> Self {
        let fields = vec![
            Field::new("Stand", 12),
            Field::new("Datum", 12),
            Field::text("Notitie"),
        ];
        let subject = Subject::Reading(indicator.id.clone());
        let mut form = Self::of(subject, title(desk.plan, indicator), fields, desk);
        form.then = Then::Next;
        form
    }

    pub(crate) fn understand_reading(&mut self, id: &str, desk: Desk<'_>) {
        let Some(Item::Indicator(indicator, _)) = desk.plan.item(id) else {
            return;
        };
        let beside = beside_value(desk, indicator, self.fields[0].value());
        self.beside(0, beside);
        self.understand_day(1, desk);
    }

    /// The day of a field, once it is known what it means.
    pub(crate) fn understand_day(&mut self, field: usize, desk: Desk<'_>) {
        let words = match self.day(field, desk) {
            Ok(day) => date::with_weekday(day),
            Err(sentence) => sentence,
        };
        self.beside(field, words);
    }

    /// The day of something that has been: in the plan's year, not after today.
    pub(crate) fn day(&self, field: usize, desk: Desk<'_>) -> Result<chrono::NaiveDate, String> {
        let (today, year) = (desk.today, desk.plan.year);
        let date = date::parse(self.fields[field].value(), today, year)?;
        typed::check_date(date, today, year)?;
        Ok(date)
    }

    pub(crate) fn submit_reading(&mut self, id: &str, desk: Desk<'_>) -> Option<Edit> {
        let Some(Item::Indicator(indicator, _)) = desk.plan.item(id) else {
            self.error = Some(format!("{id} staat niet meer in het plan"));
            return None;
        };
        let typed = match typed::parse(indicator, self.fields[0].value()) {
            Ok(typed) => typed,
            Err(sentence) => return self.refuse(0, sentence),
        };
        let date = match self.day(1, desk) {
            Ok(date) => date,
            Err(sentence) => return self.refuse(1, sentence),
        };
        Some(typed.into_edit(id, date, self.fields[2].value(), desk.user))
    }
}

/// The plan's words for what is recorded; of a KPI with several indicators, the one meant.
fn title(plan: &Plan, indicator: &Indicator) -> String {
    match plan.item(&indicator.id) {
        Some(Item::Indicator(_, kpi)) if kpi.indicators.len() == 1 => {
            format!("{}  {}", kpi.id, one_line(&kpi.text))
        }
        _ => format!("{}  {}", indicator.id, one_line(&indicator.label)),
    }
}

/// What stands beside the value: what it becomes, or where it stands and should stand.
fn beside_value(desk: Desk<'_>, indicator: &Indicator, typed: &str) -> String {
    let was = match indicator.latest() {
        None if typed.is_empty() => "nog geen stand · ".to_string(),
        None => String::new(),
        Some(latest) if typed.is_empty() => {
            format!(
                "was {} op {} · ",
                words::reading(indicator, latest),
                date::short(latest.date)
            )
        }
        Some(latest) => format!("was {} · ", words::reading(indicator, latest)),
    };
    let becomes = match typed::parse(indicator, typed) {
        Ok(typed::Typed::Is(value, of)) if !typed.is_empty() => match (indicator.kind, value) {
            (Kind::Ongoing, Value::Done(done)) => {
                format!("→ {} · ", if done { "op orde" } else { "niet op orde" })
            }
            _ => format!("→ {} · ", words::value(value, of)),
        },
        Ok(typed::Typed::More(add)) => {
            let now = match indicator.latest().map(|latest| latest.value) {
                Some(Value::Number(now)) => now,
                _ => crate::plan::model::number::Decimal::ZERO,
            };
            format!("→ {} · ", now.plus(add))
        }
        _ => String::new(),
    };
    let keys = match indicator.kind {
        _ if !typed.is_empty() => "",
        Kind::Ongoing => "j op orde, n niet · ",
        Kind::Milestone => "j gereed, n niet · ",
        _ => "",
    };
    let target = match indicator.kind {
        Kind::Count | Kind::Coverage if indicator.target.is_some() => {
            format!("streefwaarde {}", words::target(indicator))
        }
        _ => words::target(indicator),
    };
    let expected = match (
        indicator.kind,
        light::expected(indicator, desk.today, desk.plan.year),
    ) {
        (Kind::Count, Some(expected)) => format!(" · verwacht nu {}", expected.rounded()),
        _ => String::new(),
    };
    format!("{becomes}{keys}{was}{target}{expected}")
}
