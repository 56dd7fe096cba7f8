//! What goes on into the next year: the changes that make its document of the old one's.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::{stays, years};
use crate::plan::edit::{Change, Field, What};
use crate::plan::figures::ended;
use crate::plan::model::kpi::{Indicator, Kind, Kpi, Value as Reading};
use crate::plan::model::life::{Origin, Period};
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::model::step::Step;
use crate::plan::model::{CHANGING, date};
use crate::plan::{Id, Plan};

pub use stays::Stays;

/// A plan for the year after.
#[derive(Debug)]
pub struct Over {
    /// The name it gets.
    pub slug: String,
    /// The years it holds for.
    pub period: Period,
    /// What makes its document of the old one's, in this order.
    pub changes: Vec<Change>,
    /// What stays behind, in the order of the plan, and why.
    pub behind: Vec<(Id, Stays)>,
    /// What refers to something that stays behind, and no longer will: the item, the field, the
    /// other.
    pub loose: Vec<(Id, &'static Field, Id)>,
}

/// The plan of the year after, or of the years up to `to`.
///
/// # Errors
/// A Dutch sentence, where those are no years.
pub fn over(plan: &Plan, to: Option<i32>) -> Result<Over, String> {
    let first = plan.years().to + 1;
    let period = Period {
        from: first,
        to: to.unwrap_or(first),
    };
    if period.to < first || period.to >= 2100 {
        return Err(format!(
            "het volgende plan begint in {first}, en loopt dus niet tot {}",
            period.to
        ));
    }
    let behind = stays::behind(plan);
    let old = plan.slug.clone();
    let old = old.unwrap_or_else(|| super::slug(&plan.municipality, plan.years().from));
    let mut turn = Turn {
        plan,
        old,
        ending: plan.years().to,
        first,
        behind,
        changes: Vec::new(),
        loose: Vec::new(),
    };
    let slug = super::slug(&plan.municipality, first);
    turn.whole(&slug, period);
    let all: Vec<Item<'_>> = plan.items().chain(plan.entries()).collect();
    for item in &all {
        if !turn.behind.contains_key(item.id()) {
            turn.item(*item);
        }
    }
    turn.removals(&all);
    let behind = all.iter().filter_map(|item| {
        let id = item.id().to_string();
        let why = *turn.behind.get(&id)?;
        Some((id, why))
    });
    Ok(Over {
        slug,
        period,
        behind: behind.collect(),
        changes: turn.changes,
        loose: turn.loose,
    })
}

/// A plan on its way.
struct Turn<'a> {
    plan: &'a Plan,
    /// The name of the old plan.
    old: String,
    /// Its last year.
    ending: i32,
    /// The first year of the new one.
    first: i32,
    behind: HashMap<Id, Stays>,
    changes: Vec<Change>,
    loose: Vec<(Id, &'static Field, Id)>,
}

impl Turn<'_> {
    /// What the plan says of itself, and the lists that stay behind whole.
    fn whole(&mut self, slug: &str, period: Period) {
        let plan = self.plan;
        let mut set = |key, value: Value| self.changes.push(Change::set(&[], key, &value));
        set("schema", plan.schema.max(CHANGING).into());
        set("revision", 0.into());
        set("year", period.from.into());
        set("slug", slug.into());
        set("adopted", Value::Null);
        let lists = [
            ("decisions", plan.decisions.is_empty()),
            ("meetings", plan.meetings.is_empty()),
            ("doubts", plan.doubts.is_empty()),
            ("history", plan.history.is_empty()),
        ];
        for (key, _) in lists.into_iter().filter(|(_, empty)| !empty) {
            set(key, Value::Array(Vec::new()));
        }
        let own = plan.period.is_some() || period.from != period.to;
        if own {
            self.changes.push(Change::set(&[], "period", &period));
        }
        let marks = self.texts(Sort::Plan, |field| field.in_plan(plan, WHOLE));
        self.taken_over(&[], WHOLE, (&plan.origin, &plan.to_confirm), &marks);
        self.references(&[], WHOLE, Sort::Plan);
    }

    /// An item that goes on.
    fn item(&mut self, item: Item<'_>) {
        let id = item.id();
        let object = self.plan.steps_to(id).unwrap_or_default();
        let mut marks = self.texts(item.sort(), |field| Some(field.now(item)));
        if Field::of(item.sort()).any(|field| field.kept(item).is_some()) {
            self.changes
                .push(Change::new(&object, "printed", What::Leave));
        }
        match item {
            Item::Action(action, _) => {
                self.emptied(&object, "log", action.log.is_empty());
                marks.push("status");
            }
            Item::Kpi(kpi, _) => {
                self.emptied(&object, "judgements", kpi.judgements.is_empty());
                self.emptied(&object, "log", kpi.log.is_empty());
                marks.extend(is_reached(kpi).then_some("dropped"));
            }
            Item::Indicator(indicator, kpi) => {
                self.indicator(&object, (indicator, kpi), &mut marks);
            }
            Item::Fte(row, _) => {
                let more = row.expansion.filter(|it| *it != Decimal::ZERO);
                marks.extend(more.map(|_| "expansion"));
            }
            Item::Point(point) => {
                if point.meeting.is_some() {
                    self.changes
                        .push(Change::set(&object, "meeting", &Value::Null));
                }
                marks.push("done");
            }
            _ => {}
        }
        if let Item::Action(action, _) = item {
            self.day(&object, "due", action.due, &mut marks);
        }
        self.references(&object, id, item.sort());
        self.taken_over(&object, id, (item.origin(), item.to_confirm()), &marks);
    }

    /// How its year ended, and what has to be said of the next.
    fn indicator(
        &mut self,
        object: &[Step],
        (indicator, kpi): (&Indicator, &Kpi),
        marks: &mut Vec<&'static str>,
    ) {
        let mut earlier = indicator.earlier.clone();
        earlier.extend(ended::each_year(self.plan, kpi, indicator));
        let last = earlier.last();
        let counted = matches!(indicator.kind, Kind::Count | Kind::Coverage);
        let wanted = indicator.target_of(self.ending);
        if !indicator.targets.is_empty() {
            self.emptied(object, "targets", false);
            self.changes.push(Change::set(object, "target", &wanted));
        }
        if counted && wanted.is_none() {
            marks.push("target");
        }
        if last.is_none_or(|it| !ended::is_final(it)) {
            marks.push("earlier");
        }
        let offered = last.is_some_and(|it| matches!(it.value, Some(Reading::Number(_))));
        if counted && (offered || indicator.baseline.is_some()) {
            marks.push("baseline");
        }
        self.changes.push(Change::set(object, "earlier", &earlier));
        self.emptied(object, "readings", indicator.readings.is_empty());
        self.day(object, "start", indicator.start, marks);
        self.day(object, "due", indicator.due, marks);
    }

    fn day(
        &mut self,
        object: &[Step],
        key: &'static str,
        day: Option<NaiveDate>,
        marks: &mut Vec<&'static str>,
    ) {
        if let Some(day) = day {
            let next = date::iso_text(years::next_day(day, self.first));
            self.changes.push(Change::set(object, key, &next));
            marks.push(key);
        }
    }

    fn emptied(&mut self, object: &[Step], key: &'static str, empty: bool) {
        if !empty {
            let none: [Value; 0] = [];
            self.changes.push(Change::set(object, key, &none));
        }
    }

    /// The fields whose words name the year that ends.
    fn texts(&self, sort: Sort, now: impl Fn(&Field) -> Option<Value>) -> Vec<&'static str> {
        let words = |field: &&Field| field.takes.is_words();
        let named = |field: &&Field| {
            let value = now(field).filter(|value| !value.is_null());
            value.is_some_and(|it| years::names(&it.to_string(), self.plan.years()))
        };
        let fields = Field::of(sort).filter(words).filter(named);
        fields.map(|field| field.key).collect()
    }

    /// References to what stays behind go: a dangling id is worse than none.
    fn references(&mut self, object: &[Step], id: &str, sort: Sort) {
        let plan = self.plan;
        for field in Field::of(sort).filter(|field| field.takes.refers()) {
            let Some(now) = field.in_plan(plan, id) else {
                continue;
            };
            let gone = |it: &Value| it.as_str().is_some_and(|it| self.behind.contains_key(it));
            let goes: Vec<Value> = match &now {
                Value::Array(all) => all.iter().filter(|it| gone(it)).cloned().collect(),
                one => Some(one)
                    .filter(|it| gone(it))
                    .cloned()
                    .into_iter()
                    .collect(),
            };
            if goes.is_empty() {
                continue;
            }
            let left = match now {
                Value::Array(all) => all.into_iter().filter(|it| !gone(it)).collect(),
                _ => Value::Null,
            };
            self.changes.push(Change::set(object, field.key, &left));
            let goes = goes.iter().filter_map(Value::as_str);
            let loose = goes.map(|other| (id.to_string(), field, other.to_string()));
            self.loose.extend(loose);
        }
        if let Some(Item::Point(point)) = plan.item(id)
            && point
                .about
                .as_ref()
                .is_some_and(|about| self.behind.contains_key(about))
        {
            self.changes
                .push(Change::set(object, "about", &Value::Null));
        }
    }

    /// Where it comes from, and what of it is to be confirmed.
    fn taken_over(
        &mut self,
        object: &[Step],
        id: &str,
        (origin, to_confirm): (&[Origin], &[String]),
        marks: &[&'static str],
    ) {
        let mut origin = origin.to_vec();
        origin.push(Origin {
            plan: self.old.clone(),
            id: id.to_string(),
        });
        self.changes.push(Change::set(object, "origin", &origin));
        if !(marks.is_empty() && to_confirm.is_empty()) {
            self.changes.push(Change::set(object, "to_confirm", &marks));
        }
    }

    /// What stays behind goes from its list, the last first: the ways down to what comes before it
    /// stay as they are.
    fn removals(&mut self, all: &[Item<'_>]) {
        let mut ways: Vec<Vec<Step>> = Vec::new();
        for item in all {
            let listed = !matches!(item, Item::Meeting(_) | Item::Decision(_));
            if !listed || !self.behind.contains_key(item.id()) {
                continue;
            }
            let way = self.plan.steps_to(item.id()).unwrap_or_default();
            if !ways.iter().any(|above| way.starts_with(above)) {
                ways.push(way);
            }
        }
        let removals = ways.iter().rev().filter_map(|way| match way.as_slice() {
            [object @ .., Step::Key(key), Step::Index(at)] => {
                Some(Change::remove(object, key, *at))
            }
            _ => None,
        });
        self.changes.extend(removals);
    }
}

/// Whether all a KPI asks was reached, for good: what is counted begins anew.
fn is_reached(kpi: &Kpi) -> bool {
    let reached = |it: &Indicator| it.kind == Kind::Milestone && it.is_met();
    !kpi.indicators.is_empty() && kpi.indicators.iter().all(reached)
}
