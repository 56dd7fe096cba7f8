//! A reading of an indicator.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fields::{Blank, Fields, Wrong};
use super::filling::{Form, Then};
use super::subject::{By, Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::met::Met;
use crate::plan::edit::typed::Typed;
use crate::plan::edit::{Edit, typed};
use crate::plan::figures::{doubt, light};
use crate::plan::model::date;
use crate::plan::model::kpi::{self, Indicator, Kind, Value};
use crate::plan::model::lookup::Item;
use crate::plan::{Id, Plan, words};

const VALUE: Blank = Blank::value("value", "Stand", 12);
const DATE: Blank = Blank::value("date", "Datum", 12);
const NOTE: Blank = Blank::text("note", "Notitie");

/// A reading of the indicator with this id.
#[derive(Debug)]
struct Reading {
    id: Id,
    /// What stood on each day when it was last looked at: a value typed for that day goes out from it.
    stood: Stood,
    /// The day of a value without one.
    today: NaiveDate,
}

/// The reading that counts of each day.
type Stood = BTreeMap<NaiveDate, kpi::Reading>;

impl Form {
    /// The form for a reading of `indicator`.
    pub fn reading(indicator: &Indicator, desk: Desk<'_>) -> Self {
        let title = title(desk.plan, indicator);
        let subject = Reading {
            id: indicator.id.clone(),
            stood: stood(desk.whole, &indicator.id),
            today: desk.day(),
        };
        let mut form = Self::of(subject, title, &[VALUE, DATE, NOTE], desk);
        form.then = Then::Next;
        form
    }
}

/// The form a draft was typed in.
pub(super) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    match desk.plan.item(&draft.id)? {
        Item::Indicator(it, _) if draft.form.is_empty() => Some(Form::reading(it, desk)),
        _ => None,
    }
}

impl Reading {
    /// The indicator, and the value and the day as typed.
    fn read<'a>(
        &self,
        fields: &Fields,
        desk: Desk<'a>,
    ) -> Result<(&'a Indicator, Typed, NaiveDate), Wrong> {
        let Some(Item::Indicator(indicator, _)) = desk.plan.item(&self.id) else {
            return Err(Wrong::gone(&self.id));
        };
        let typed = typed::parse(indicator, fields.value(VALUE));
        let typed = typed.map_err(|it| VALUE.wrong(it))?;
        let day = date::parse(fields.value(DATE), desk.day(), desk.plan.year);
        let day = day.map_err(|it| DATE.wrong(it))?;
        Ok((indicator, typed, day))
    }
}

impl Subject for Reading {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        match (blank, desk.plan.item(&self.id)) {
            (VALUE, Some(Item::Indicator(it, _))) => beside_value(desk, it, fields.value(VALUE)),
            (DATE, _) => beside_date(desk, fields.value(DATE)),
            _ => String::new(),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let (id, note) = (&self.id, fields.value(NOTE));
        let (indicator, typed, day) = self.read(fields, desk)?;
        if let Some(stands) = typed.stood(indicator, (day, note, desk.user)) {
            let stands = words::reading(indicator, stands);
            return Err(VALUE.wrong(format!("staat al op {stands}")));
        }
        Ok(vec![typed.into_edit(id, day, note, desk.user)])
    }

    fn doubt(&self, fields: &Fields, desk: Desk<'_>) -> Option<String> {
        let (indicator, typed, day) = self.read(fields, desk).ok()?;
        typed.doubt(desk.plan, indicator, day, desk.today)
    }

    fn draft(&self) -> Option<(&'static str, &str)> {
        Some(("", &self.id))
    }

    fn met(&self) -> Option<Met> {
        let all = self.stood.iter();
        let met = |(day, it): (&NaiveDate, &kpi::Reading)| ((self.id.clone(), *day), it.clone());
        Some(all.map(met).collect())
    }

    fn follow(&mut self, fields: &mut Fields, desk: Desk<'_>) {
        self.today = desk.day();
        if fields.typed(VALUE).is_none() {
            self.stood = stood(desk.plan, &self.id);
        }
    }

    fn changed(&self, fields: &Fields, plan: &Plan) -> Option<Changed> {
        let typed = fields.typed(VALUE)?;
        let Some(Item::Indicator(indicator, _)) = plan.item(&self.id) else {
            return None;
        };
        // What is counted comes on top of what is there.
        if typed.trim_start().starts_with('+') {
            return None;
        }
        let day = date::parse(fields.value(DATE), self.today, plan.year).ok()?;
        let (mut now, was) = (stood(plan, &self.id), self.stood.get(&day));
        let now = now.remove(&day).filter(|now| Some(now) != was)?;
        let said = |it: &kpi::Reading| words::reading(indicator, it);
        let was = was.map_or_else(|| "geen stand".to_string(), said);
        let (day, now) = (date::short(day), said(&now));
        Some(Changed {
            id: self.id.clone(),
            by: By::Reading,
            sentence: format!(
                "de stand van {day} op {now} (was {was}). Enter legt de uwe vast, Esc laat {now} staan."
            ),
        })
    }

    fn accept(&mut self, _: &Fields, plan: &Plan) {
        self.stood = stood(plan, &self.id);
    }

    fn takes_value(&self) -> bool {
        true
    }
}

/// What stands of an indicator on each day, in all of its years.
fn stood(plan: &Plan, id: &str) -> Stood {
    match plan.item(id) {
        Some(Item::Indicator(it, _)) => {
            let readings = it.whole().readings.iter();
            readings.map(|it| (it.date, it.clone())).collect()
        }
        _ => Stood::new(),
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

/// What stands beside the day: which it is, or what is odd about it.
fn beside_date(desk: Desk<'_>, typed: &str) -> String {
    date::parse(typed, desk.day(), desk.plan.year).map_or_else(
        |sentence| sentence,
        |day| {
            let odd = doubt::of_day(desk.plan, day, desk.today);
            odd.unwrap_or_else(|| date::with_weekday(day))
        },
    )
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
        Ok(Typed::Is(value, of)) if !typed.is_empty() => match (indicator.kind, value) {
            (Kind::Ongoing, Value::Done(done)) => {
                format!("→ {} · ", if done { "op orde" } else { "niet op orde" })
            }
            _ => format!("→ {} · ", words::value(value, of)),
        },
        Ok(more @ Typed::More(_)) => {
            let (value, of) = more.total(indicator);
            format!("→ {} · ", words::value(value, of))
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
    let expected = light::expected_words(indicator, desk.today, desk.plan.year)
        .filter(|_| indicator.kind == Kind::Count)
        .map_or_else(String::new, |expected| format!(" · verwacht nu {expected}"));
    format!("{becomes}{keys}{was}{target}{expected}")
}
