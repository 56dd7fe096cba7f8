//! The plan beside how it was, or beside another: what to choose from, and the page.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::choosing::picker::{Choice, Picker};
use super::help::Help;
use super::record::Pick;
use crate::app::{App, Mode};
use crate::plan::Plan;
use crate::plan::compare::{compare, revision};
use crate::plan::model::date;
use crate::plan::words::counted;
use crate::report::pages::compare::compare_page;

impl App {
    /// The days on which it changed, the last first, and the plans beside it.
    pub(crate) fn choose_other(&mut self, names: Vec<String>) {
        // Meanwhile something else was begun.
        if !matches!(self.mode, Mode::Browse) || self.in_meeting() {
            return;
        }
        let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for entry in &self.plan.history {
            *days.entry(entry.at.date_naive()).or_default() += 1;
        }
        let days = days.into_iter().rev().map(|(day, count)| {
            let count = counted(count, "wijziging", "wijzigingen");
            let label = format!("{}, waarop {count}", date::dutch(day));
            Choice::new("voor", &label, Pick::Before(day))
        });
        let plans = names.into_iter();
        let plans = plans.map(|name| Choice::new("bestand", &name, Pick::Other(name.clone())));
        let choices: Vec<Choice<Pick>> = plans.chain(days).collect();
        if choices.is_empty() {
            let sentence = "Er is niets om mee te vergelijken: het plan is nog niet veranderd, en \
                            er staat geen ander naast.";
            return self.tell(sentence.to_string(), false);
        }
        self.mode = Mode::Picker(Picker::of("Vergelijken met", choices));
    }

    /// The page of the plan beside how it was when a day began.
    pub(crate) fn compare_with_before(&mut self, day: NaiveDate) {
        match revision::before(self.whole(), |entry| entry.at.date_naive() >= day) {
            Ok(plan) => self.compare_with(&plan, day - Days::new(1)),
            Err(sentence) => self.tell(sentence, true),
        }
    }

    /// The page of the plan beside another, which is seen on a day. What is of a later year comes
    /// last.
    pub(crate) fn compare_with(&mut self, other: &Plan, on: NaiveDate) {
        // Meanwhile something else was begun.
        if !matches!(self.mode, Mode::Browse) {
            return;
        }
        let own = (self.whole(), self.today);
        let other = (other, on);
        let sides = if other.0.years().from > own.0.years().from {
            [own, other]
        } else {
            [other, own]
        };
        let [old, new] = sides;
        let comparison = compare(old, new);
        let page = compare_page(new.0, &comparison);
        let head = format!(
            "Vergelijking {} – {}",
            comparison.old.label, comparison.new.label
        );
        self.mode = Mode::Help(Help::of_page(head, page));
    }
}
