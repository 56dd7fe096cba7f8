//! Money: what is structural and what is one-off, and what each chapter has to keep its promises
//! with.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::light::{self, Tally};
use super::ratio::counted;
use crate::plan::model::number::Decimal;
use crate::plan::model::tables::budget::Amount;
use crate::plan::model::tables::capacity::Total;
use crate::plan::{Chapter, Plan, Status};

/// Rows of a budget together, in euros.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Money {
    /// Every year again.
    pub structural: i64,
    /// This once.
    pub once: i64,
    /// How many rows have no budget of their own.
    pub without: usize,
}

impl Money {
    /// Of these rows, as far as they hold. The plan states no total; this is ours.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Amount>) -> Self {
        let mut out = Self::default();
        for row in rows.into_iter().filter(|row| row.dropped.is_none()) {
            match (row.amount, row.once) {
                (None, _) => out.without += 1,
                (Some(euros), true) => out.once = out.once.saturating_add(euros),
                (Some(euros), false) => out.structural = out.structural.saturating_add(euros),
            }
        }
        out
    }

    /// Structural and one-off together.
    pub const fn sum(self) -> i64 {
        self.structural.saturating_add(self.once)
    }

    /// What part of it an amount is, in percent; none where there is no money.
    pub fn share(self, euros: i64) -> Option<Decimal> {
        Decimal::whole(euros).percent_of(Decimal::whole(self.sum()))
    }
}

/// What a chapter promises, beside the money and the fte the plan ties to it.
#[derive(Debug, Clone)]
pub struct Means<'a> {
    /// The chapter; none for money and fte that are tied to none.
    pub chapter: Option<&'a Chapter>,
    /// Its money.
    pub money: Money,
    /// Its fte; what isn't tied to a chapter works for all of them.
    pub fte: Total,
    /// The lights of its KPIs.
    pub lights: Tally,
    /// How many actions it has that were not given up.
    pub actions: usize,
}

impl Means<'_> {
    /// How many KPIs it has that hold.
    pub fn promises(&self) -> usize {
        self.lights.iter().map(|(_, count)| count).sum()
    }

    /// Whether it promises something and has neither money nor fte of its own.
    pub fn is_bare(&self) -> bool {
        self.promises() > 0 && self.money.sum() == 0 && self.fte == Total::default()
    }
}

/// What each chapter has that promises, does or costs something; what is tied to none comes last.
pub fn means(plan: &Plan, today: NaiveDate) -> Vec<Means<'_>> {
    let mut amounts: HashMap<Option<&str>, Vec<&Amount>> = HashMap::new();
    for row in plan.budgets.iter().flat_map(|table| &table.rows) {
        amounts.entry(row.chapter.as_deref()).or_default().push(row);
    }
    let mut fte: HashMap<Option<&str>, Total> = HashMap::new();
    for (row, own) in plan.capacity.iter().flat_map(counted) {
        let all = fte.entry(row.chapter.as_deref()).or_default();
        *all = Total {
            existing: Decimal::sum([all.existing, own.existing]),
            expansion: Decimal::sum([all.expansion, own.expansion]),
        };
    }
    let of = |chapter: Option<&str>| {
        let rows = amounts.get(&chapter).into_iter().flatten().copied();
        (
            Money::of(rows),
            fte.get(&chapter).copied().unwrap_or_default(),
        )
    };
    let chapters = plan.chapters.iter().map(|chapter| {
        let (money, fte) = of(Some(&chapter.id));
        let goals = chapter
            .themes
            .iter()
            .filter(|it| it.dropped.is_none())
            .flat_map(|it| &it.goals);
        let actions = goals
            .filter(|it| it.dropped.is_none())
            .flat_map(|it| &it.actions);
        Means {
            chapter: Some(chapter),
            money,
            fte,
            lights: light::roll_up(plan, chapter.every_kpi(), today),
            actions: actions.filter(|it| it.status != Status::Dropped).count(),
        }
    });
    let (money, fte) = of(None);
    let rest = Means {
        chapter: None,
        money,
        fte,
        lights: light::tally([]),
        actions: 0,
    };
    let says = |it: &Means<'_>| {
        it.promises() + it.actions + it.money.without > 0
            || it.money.sum() != 0
            || it.fte != Total::default()
    };
    chapters.chain([rest]).filter(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap()
    }

    #[test]
    fn one_off_money_stands_apart_and_what_has_none_is_not_nothing() {
        let plan = plan();
        let got: Vec<_> = plan
            .budgets
            .iter()
            .map(|table| Money::of(&table.rows))
            .collect();
        let money = |structural, once, without| Money {
            structural,
            once,
            without,
        };
        assert_eq!(got, [money(206_000, 413_000, 2), money(5_701_000, 0, 0)]);
        assert_eq!(got[0].share(413_000).unwrap().rounded().to_string(), "67");
        assert_eq!(Money::default().share(1), None);
    }

    #[test]
    fn a_promise_without_money_or_fte_is_found() {
        let mut plan = plan();
        let today = "2026-11-23".parse().unwrap();
        let shown = |plan: &Plan| -> Vec<String> {
            let all = means(plan, today).into_iter().map(|it| {
                let chapter = it.chapter.map_or("-", |chapter| &chapter.id).to_string();
                let fte = Decimal::sum([it.fte.existing, it.fte.expansion]);
                let fte = fte.map_or_else(|| "-".to_string(), Decimal::fixed2);
                let bare = if it.is_bare() { " !" } else { "" };
                format!(
                    "{chapter} {}+{} {fte} {}{bare}",
                    it.money.structural,
                    it.money.once,
                    it.promises()
                )
            });
            all.collect()
        };
        assert_eq!(
            shown(&plan),
            [
                "2 47000+0 - 4",
                "3 74000+0 5,00 8",
                "4 29000+413000 3,00 22",
                "5 35000+0 1,80 10",
                "6 0+0 2,50 1",
                "7 5722000+0 9,34 0",
                "10 0+0 - 4 !",
                "- 0+0 84,78 0",
            ]
        );
        // Without the police there is nothing for chapter 6 either.
        plan.capacity.retain(|table| table.id != "fte-politie");
        assert!(shown(&plan).contains(&"6 0+0 - 1 !".to_string()));
    }
}
