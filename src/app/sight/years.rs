//! The year in view, of a plan of several: rows, lights, agenda and pages are of that year.

use chrono::Datelike;

use crate::app::App;
use crate::plan::Plan;

/// A plan of several years, and which of them is in view.
#[derive(Debug, Default)]
pub(crate) struct Years {
    /// All of it; none where it is of one year.
    pub whole: Option<Plan>,
    /// The year that was chosen; none: the one of today.
    chosen: Option<i32>,
}

impl Years {
    /// All of the plan, where that is wanted, or the plan as it is in view.
    pub fn of<'a>(&'a self, in_view: &'a Plan, all: bool) -> &'a Plan {
        let whole = self.whole.as_ref().filter(|_| all);
        whole.unwrap_or(in_view)
    }
}

impl App {
    /// All of the plan, of every year.
    pub fn whole(&self) -> &Plan {
        self.years.of(&self.plan, true)
    }

    /// The year in view, where the plan has others.
    pub fn year_in_view(&self) -> Option<i32> {
        self.years.whole.as_ref().map(|_| self.plan.year)
    }

    /// Whether that is a year that was chosen, and not the one of today.
    pub fn is_other_year(&self) -> bool {
        self.year_in_view()
            .is_some_and(|year| year != self.today.year())
    }

    /// Whether there is a year before the one in view.
    pub fn has_year_before(&self) -> bool {
        self.year_in_view()
            .is_some_and(|year| self.plan.years().has(year - 1))
    }

    /// Whether there is a year after the one in view.
    pub fn has_year_after(&self) -> bool {
        self.year_in_view()
            .is_some_and(|year| self.plan.years().has(year + 1))
    }

    /// Another year comes in view.
    pub(crate) fn step_year(&mut self, by: i32) {
        let years = self.plan.years();
        let Some(year) = self
            .year_in_view()
            .map(|year| year + by)
            .filter(|it| years.has(*it))
        else {
            return;
        };
        self.years.chosen = Some(year).filter(|year| *year != years.year_of(self.today));
        self.plan_changed();
    }

    /// Makes the plan the one of the year in view.
    pub(crate) fn see_year(&mut self) {
        let years = self.plan.years();
        if years.is_one() {
            return;
        }
        let whole = self.years.whole.take().unwrap_or_else(|| self.plan.clone());
        let chosen = self.years.chosen.filter(|year| years.has(*year));
        let year = chosen.unwrap_or_else(|| years.year_of(self.today));
        self.plan = whole.in_year(year).into_owned();
        self.years.whole = Some(whole);
    }
}
