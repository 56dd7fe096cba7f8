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
        self.each("terms", &plan.terms, |check, term| {
            if texts.find(&Query::new(&term.word)).is_empty() {
                let sentence = format!("de zoekterm “{}” staat niet in het plan", term.word);
                check.add(Severity::Remark, &[Step::Key("word")], "", sentence);
            }
        });
    }
}
