//! Council indicators.

use std::collections::HashSet;

use super::{Check, Severity};
use crate::plan::Plan;
use crate::plan::model::sort::Sort;
use crate::plan::model::step::Step;

impl<'a> Check<'a> {
    /// That each has an id of its own and stands with chapters there are, and that of one area,
    /// period and unit there is one figure.
    pub(super) fn context(&mut self, plan: &'a Plan) {
        let mut ids = HashSet::new();
        for (at, it) in plan.context.iter().enumerate() {
            let id = it.id.as_str();
            self.within("context", at, |check| {
                if !ids.insert(id.to_lowercase()) {
                    check.error("id", id, format!("het kenmerk {id} staat er twee keer"));
                }
                check.all_refer("chapters", id, &it.chapters, &[Sort::Chapter], "hoofdstuk");
                let mut keys = HashSet::new();
                for (place, figure) in it.values.iter().enumerate() {
                    let below = [Step::Key("values"), Step::Index(place)];
                    if !keys.insert(figure.key()) {
                        let (area, period, unit) = figure.key();
                        let sentence =
                            format!("van {area} in {period} staan er twee cijfers {unit}");
                        check.add(Severity::Error, &below, id, sentence);
                    }
                }
            });
        }
    }
}
