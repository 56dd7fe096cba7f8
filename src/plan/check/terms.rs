//! The words people use.

use super::{Check, Severity};
use crate::plan::Plan;
use crate::plan::find::search::{Query, Texts};
use crate::plan::model::step::Step;

impl<'a> Check<'a> {
    /// That the plan has the words it is to be searched by.
    pub(super) fn terms(&mut self, plan: &'a Plan) {
        if plan.terms.is_empty() {
            return;
        }
        let texts = Texts::of(plan);
        for (t, term) in plan.terms.iter().enumerate() {
            if texts.find(&Query::new(&term.word)).is_empty() {
                let sentence = format!("de zoekterm “{}” staat niet in het plan", term.word);
                self.within("terms", t, |check| {
                    check.add(Severity::Remark, &[Step::Key("word")], "", sentence);
                });
            }
        }
    }
}
