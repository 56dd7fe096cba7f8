//! In what order rows stand: by one thing they have, either way round. What doesn't have it stands
//! last, and what has as much of it in the order of the plan.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::plan::edit::history::Entry;
use crate::plan::figures::agenda::agenda;
use crate::plan::figures::light;
use crate::plan::find::parties::{Holdings, all_holdings};
use crate::plan::find::regie::holders;
use crate::plan::model::kpi::Light;
use crate::plan::model::number::Decimal;
use crate::plan::model::tables::capacity::Fte;
use crate::plan::{Id, Plan, Status};

/// By what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The light of a KPI, the worst first.
    Light,
    /// The day it is due, what is late first.
    Due,
    /// The day of the last reading, or of a change, the newest first.
    Date,
    /// The status of an action, open first.
    Status,
    /// The priority of an action's goal or theme, the first first.
    Priority,
    /// How often a party leads, most first.
    Regie,
    /// How many actions it has, most first.
    Actions,
    /// How many KPIs name it, most first.
    Kpis,
    /// Where it stands in the plan.
    Item,
    /// Who leads, or who changed something, by name.
    Who,
    /// The amount in a row of the budget, most first within its table.
    Amount,
    /// The existing fte in a row of the capacity, most first within its table; what is part of a
    /// row stays under it.
    Fte,
}

/// By what, and which way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// By what.
    pub by: By,
    /// Whether it is turned round.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
}

impl By {
    /// Its word, on the screen and as it is typed.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "licht",
            Self::Due => "termijn",
            Self::Date => "datum",
            Self::Status => "status",
            Self::Priority => "prioriteit",
            Self::Regie => "regie",
            Self::Actions => "acties",
            Self::Kpis => "kpi's",
            Self::Item => "nummer",
            Self::Who => "wie",
            Self::Amount => "bedrag",
            Self::Fte => "fte",
        }
    }

    /// Whether it begins with the most, or with the last day.
    const fn falls(self) -> bool {
        use By::{Actions, Amount, Date, Fte, Kpis, Regie};
        matches!(self, Date | Regie | Actions | Kpis | Amount | Fte)
    }

    /// Whether rows stay in their table, between its title and its sum.
    const fn in_tables(self) -> bool {
        matches!(self, Self::Amount | Self::Fte)
    }

    /// How much of it each has, by the ids of the items, or the revision of a change.
    fn amounts(self, plan: &Plan, today: NaiveDate) -> HashMap<Id, usize> {
        match self {
            Self::Light => lights(plan, today),
            Self::Due => due(plan, today),
            Self::Date => dates(plan),
            Self::Status => {
                let place = |status| Status::ALL.iter().position(|it| *it == status);
                let actions = plan.actions().map(|(action, ..)| action);
                let all = actions.map(|it| (it.id.clone(), place(it.status).unwrap_or(0)));
                all.collect()
            }
            Self::Priority => {
                let all = plan.actions().filter_map(|(action, goal, theme, _)| {
                    let own = goal.priority.or(theme.priority)?;
                    Some((action.id.clone(), usize::from(own)))
                });
                all.collect()
            }
            Self::Regie => of_parties(plan, |has| has.leading),
            Self::Actions => of_parties(plan, Holdings::actions),
            Self::Kpis => of_parties(plan, |has| has.kpis.len()),
            Self::Item => items(plan),
            Self::Who => names(plan),
            Self::Amount => amounts(plan),
            Self::Fte => fte(plan),
        }
    }
}

impl Order {
    /// The order by something: what it was already by is turned round.
    pub fn or_turned(now: Option<Self>, by: By) -> Self {
        let reversed = now.is_some_and(|now| now.by == by && !now.reversed);
        Self { by, reversed }
    }

    /// Whether the most, or the last day, stands first.
    pub const fn falls(self) -> bool {
        self.by.falls() != self.reversed
    }

    /// Puts rows in this order, each by the id of what it is about.
    pub fn sort<T>(self, plan: &Plan, today: NaiveDate, rows: &mut [T], id: impl Fn(&T) -> &str) {
        let amounts = self.by.amounts(plan, today);
        let key = |row: &T| {
            let amount = amounts.get(id(row)).copied();
            let place = |amount| {
                if self.falls() {
                    usize::MAX - amount
                } else {
                    amount
                }
            };
            (amount.is_none(), amount.map(place))
        };
        if self.by.in_tables() {
            let alike = |a: &T, b: &T| amounts.contains_key(id(a)) == amounts.contains_key(id(b));
            let tables = rows.chunk_by_mut(alike);
            tables.for_each(|table| table.sort_by_key(key));
        } else {
            rows.sort_by_key(key);
        }
    }
}

/// From worst to best; one without data has none.
fn lights(plan: &Plan, today: NaiveDate) -> HashMap<Id, usize> {
    let place = |light: Light| {
        let place = Light::ALL.iter().position(|it| *it == light);
        place.filter(|_| light != Light::None)
    };
    let mut all = HashMap::new();
    for (kpi, _) in plan.kpis() {
        let whole = light::shown(plan, kpi, today);
        let parts = kpi.holding().map(|indicator| {
            let light = light::of_row(plan, kpi, indicator, today);
            (&indicator.id, light)
        });
        let lights = parts.chain([(&kpi.id, whole)]);
        all.extend(lights.filter_map(|(id, light)| Some((id.clone(), place(light)?))));
    }
    all
}

/// The first day something is due; what is met has none.
fn due(plan: &Plan, today: NaiveDate) -> HashMap<Id, usize> {
    let mut all = HashMap::new();
    // The earliest comes first, and stays.
    for item in agenda(plan, today) {
        let day = number(item.due);
        for id in item.indicator.into_iter().chain([item.id]) {
            all.entry(id).or_insert(day);
        }
    }
    all
}

/// The day of the reading that counts now; of a change which came before it.
fn dates(plan: &Plan) -> HashMap<Id, usize> {
    let changes = plan.history.iter().enumerate();
    let mut all: HashMap<Id, usize> = changes
        .map(|(at, entry)| (entry.revision.to_string(), at))
        .collect();
    for (kpi, _) in plan.kpis() {
        let parts = kpi.holding();
        let parts = parts.map(|it| (&it.id, it.latest().map(|latest| latest.date)));
        let days = parts.chain([(&kpi.id, kpi.last_date())]);
        all.extend(days.filter_map(|(id, day)| Some((id.clone(), number(day?)))));
    }
    all
}

/// How much each party has.
fn of_parties(plan: &Plan, count: fn(&Holdings) -> usize) -> HashMap<Id, usize> {
    let all = all_holdings(plan).into_iter();
    let all = all.map(|(id, has)| (id, count(&has)));
    all.filter(|(_, amount)| *amount > 0).collect()
}

/// The place in the plan, of a change that of what it changed.
fn items(plan: &Plan) -> HashMap<Id, usize> {
    let all = plan.items().chain(plan.entries()).enumerate();
    let mut all: HashMap<Id, usize> = all.map(|(at, item)| (item.id().to_string(), at)).collect();
    let place = |entry: &Entry| all.get(entry.edit.id()?).copied();
    let changes = plan.history.iter();
    let changes = changes.filter_map(|it| Some((it.revision.to_string(), place(it)?)));
    let changes: Vec<_> = changes.collect();
    all.extend(changes);
    all
}

/// The place of a name in the alphabet.
fn names(plan: &Plan) -> HashMap<Id, usize> {
    let leads = plan.statements().map(|it| it.regie);
    let leads = leads.map(|it| (it.id.clone(), holders(plan, it).to_lowercase()));
    let changes = plan.history.iter();
    let changes = changes.map(|it| (it.revision.to_string(), it.by.to_lowercase()));
    let all: Vec<(Id, String)> = leads.chain(changes).collect();
    let names: BTreeSet<&String> = all.iter().map(|(_, name)| name).collect();
    let places: HashMap<&String, usize> = names.into_iter().zip(0..).collect();
    let place = |(id, name): &(Id, String)| Some((id.clone(), *places.get(name)?));
    all.iter().filter_map(place).collect()
}

/// What each row of the budget holds; one without an amount of its own holds nothing.
fn amounts(plan: &Plan) -> HashMap<Id, usize> {
    let rows = plan.budgets.iter().flat_map(|table| &table.rows);
    let amount = |amount: Option<i64>| usize::try_from(amount.unwrap_or(0)).unwrap_or(0);
    rows.map(|row| (row.id.clone(), amount(row.amount)))
        .collect()
}

/// How many fte each row of the capacity holds, a part as many as what it is part of.
fn fte(plan: &Plan) -> HashMap<Id, usize> {
    let mut all = HashMap::new();
    for table in &plan.capacity {
        let whole = |row: &Fte| {
            let parent = row.part_of.as_ref()?;
            table.rows.iter().find(|it| it.id == *parent)?.existing
        };
        let mut sizes: Vec<Decimal> = table.rows.iter().filter_map(|row| row.existing).collect();
        sizes.sort_unstable();
        for row in &table.rows {
            let fte = whole(row).or(row.existing);
            let place = fte.map_or(0, |fte| 1 + sizes.partition_point(|it| *it < fte));
            all.insert(row.id.clone(), place);
        }
    }
    all
}

/// A day as a number.
fn number(day: NaiveDate) -> usize {
    usize::try_from(day.num_days_from_ce()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        serde_json::from_str(
            r#"{ "schema": 1, "revision": 0, "title": "x", "municipality": "x", "year": 2026,
            "default_executor": "oovb", "parties": [
              { "id": "oovb", "kind": "team", "name": "Team OOV&B" },
              { "id": "om", "kind": "partner", "name": "OM" },
              { "id": "politie", "kind": "partner", "name": "Politie" }],
            "chapters": [{ "id": "3", "number": 3, "title": "x", "themes": [{ "id": "3A", "goals": [
              { "id": "3A.1", "number": 1, "text": "g", "actions": [
                { "id": "a.done", "text": "x", "status": "done", "with": ["politie"] },
                { "id": "a.open", "text": "x", "due": "2026-11-30" },
                { "id": "a.loopt", "text": "x", "status": "running", "due": "2026-03-01" }] }] }],
              "kpis": [
              { "id": "Green", "group": 1, "text": "k", "parties": ["politie", "om"], "indicators": [
                { "id": "Green.1", "kind": "milestone", "label": "x", "due": "2026-06-30",
                  "readings": [{ "date": "2026-05-01", "value": true, "by": "A" }] }] },
              { "id": "None", "group": 1, "text": "k", "indicators": [
                { "id": "None.1", "kind": "milestone", "label": "x", "due": "2026-12-31" }] },
              { "id": "Red", "group": 1, "text": "k", "parties": ["om"], "indicators": [
                { "id": "Red.1", "kind": "milestone", "label": "x", "due": "2026-06-30",
                  "readings": [{ "date": "2026-07-01", "value": false, "by": "A" }] },
                { "id": "Red.2", "kind": "count", "label": "x" }] }] }] }"#,
        )
        .unwrap()
    }

    #[test]
    fn what_has_none_stands_last_whichever_way_round() {
        use By::{Actions, Date, Due, Kpis, Light, Status};
        let kpis = ["Green", "None", "Red"];
        let indicators = ["Green.1", "None.1", "Red.1", "Red.2"];
        let actions = ["a.done", "a.open", "a.loopt"];
        let parties = ["oovb", "om", "politie"];
        for (by, rows, sorted, reversed) in [
            (Light, &kpis[..], "Red Green None", "Green Red None"),
            (
                Light,
                &indicators,
                "Red.1 Green.1 None.1 Red.2",
                "Green.1 Red.1 None.1 Red.2",
            ),
            (Due, &kpis, "Red None Green", "None Red Green"),
            (Date, &kpis, "Red Green None", "Green Red None"),
            (
                Status,
                &actions,
                "a.open a.loopt a.done",
                "a.done a.loopt a.open",
            ),
            (
                Due,
                &actions,
                "a.loopt a.open a.done",
                "a.open a.loopt a.done",
            ),
            (Actions, &parties, "oovb politie om", "politie oovb om"),
            (Kpis, &parties, "om politie oovb", "politie om oovb"),
        ] {
            let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            let first = Order::or_turned(None, by);
            for (order, expected) in [
                (first, sorted),
                (Order::or_turned(Some(first), by), reversed),
            ] {
                let mut rows = rows.to_vec();
                order.sort(&plan(), today, &mut rows, |row| row);
                assert_eq!(rows.join(" "), expected, "{order:?}");
            }
        }
    }

    #[test]
    fn what_stands_in_tables_stays_in_its_table() {
        let mut plan = plan();
        let table = r#"[{ "id": "t", "title": "x", "rows": [
            { "id": "a", "label": "x", "existing": 1 }, { "id": "b", "label": "x", "existing": 7 },
            { "id": "b1", "label": "x", "existing": 5, "part_of": "b" }, { "id": "c", "label": "x" }] }]"#;
        plan.capacity = serde_json::from_str(table).unwrap();
        let table = table.replace("existing", "amount");
        plan.budgets = serde_json::from_str(&table).unwrap();
        for (by, sorted, reversed) in [
            (
                By::Fte,
                "titel b b1 a c som a titel",
                "titel c a b b1 som a titel",
            ),
            (
                By::Amount,
                "titel b b1 a c som a titel",
                "titel c a b1 b som a titel",
            ),
        ] {
            let first = Order::or_turned(None, by);
            let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            for (order, expected) in [
                (first, sorted),
                (Order::or_turned(Some(first), by), reversed),
            ] {
                let mut rows = ["titel", "a", "b", "b1", "c", "som", "a", "titel"];
                order.sort(&plan, today, &mut rows, |row| row);
                assert_eq!(rows.join(" "), expected, "{order:?}");
            }
        }
    }

    #[test]
    fn chosen_again_it_is_turned_round() {
        let light = Order::or_turned(None, By::Light);
        let turned = Order::or_turned(Some(light), By::Light);
        assert_eq!((light.falls(), turned.falls()), (false, true));
        assert_eq!(Order::or_turned(Some(turned), By::Light), light);
        assert!(Order::or_turned(Some(turned), By::Date).falls());
        assert_eq!(serde_json::to_string(&light).unwrap(), r#"{"by":"light"}"#);
    }
}
