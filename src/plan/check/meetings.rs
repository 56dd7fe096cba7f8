//! What a year adds to the plan: judgements, logs, meetings and action points.

use super::{Check, Severity};
use crate::plan::model::kpi::Kpi;
use crate::plan::model::sort::Sort;
use crate::plan::model::step::Step;
use crate::plan::{LogEntry, Plan, words};

/// What a meeting can be about.
const DISCUSSED: [Sort; 3] = [Sort::Kpi, Sort::Action, Sort::ActionPoint];

impl<'a> Check<'a> {
    pub(super) fn meetings(&mut self, plan: &'a Plan) {
        self.each("meetings", &plan.meetings, |check, meeting| {
            let id = &meeting.id;
            let what = "KPI, actie of actiepunt";
            check.all_refer("items", id, &meeting.items, &DISCUSSED, what);
            check.all_refer("discussed", id, &meeting.discussed, &DISCUSSED, what);
            check.date(&[Step::Key("date")], id, Some(meeting.date));
            check.date(&[Step::Key("closed")], id, meeting.closed);
            check.log(id, &meeting.log);
        });
        self.each("action_points", &plan.action_points, |check, point| {
            let id = &point.id;
            if let Some(about) = &point.about {
                let sorts = [Sort::Kpi, Sort::Action];
                check.refers(&[Step::Key("about")], id, about, &sorts, "KPI of actie");
            }
            if let Some(meeting) = &point.meeting {
                let sorts = [Sort::Meeting];
                check.refers(&[Step::Key("meeting")], id, meeting, &sorts, "overleg");
            }
            check.date(&[Step::Key("date")], id, Some(point.date));
            check.date(&[Step::Key("due")], id, point.due);
            check.date(&[Step::Key("done")], id, point.done);
        });
    }

    /// That each light has its reasons, and a day that can be.
    pub(super) fn judgements(&mut self, kpi: &Kpi) {
        for (j, judged) in kpi.judgements.iter().enumerate() {
            let steps = [Step::Key("judgements"), Step::Index(j)];
            if let Some(missing) = judged.missing() {
                let light = words::light(judged.light);
                let sentence = format!("{} staat op {light} zonder {missing}", kpi.id);
                self.add(Severity::Remark, &steps, &kpi.id, sentence);
            }
            let [key, index] = steps;
            let steps = [key, index, Step::Key("date")];
            self.date(&steps, &kpi.id, Some(judged.date));
        }
    }

    /// That each line of a log has a day that can be.
    pub(super) fn log(&mut self, id: &str, log: &[LogEntry]) {
        for (l, line) in log.iter().enumerate() {
            let steps = [Step::Key("log"), Step::Index(l), Step::Key("date")];
            self.date(&steps, id, Some(line.date));
        }
    }
}
