//! Ids: every one is met here, once, before any reference is looked up.

use std::collections::hash_map::Entry as Slot;

use super::{Check, Sort};
use crate::plan::model::regie::Regie;
use crate::plan::{Chapter, Plan, clean};

/// The longest id; a hand has to type it.
const LONGEST_ID: usize = 64;

impl<'a> Check<'a> {
    pub(super) fn collect(&mut self, plan: &'a Plan) {
        self.collect_year(plan);
        for (p, party) in plan.parties.iter().enumerate() {
            self.within("parties", p, |check| check.id(&party.id, Sort::Party));
        }
        for (c, chapter) in plan.chapters.iter().enumerate() {
            self.within("chapters", c, |check| check.collect_chapter(chapter));
        }
        for (d, decision) in plan.decisions.iter().enumerate() {
            self.within("decisions", d, |check| {
                check.id(&decision.id, Sort::Decision);
            });
        }
        for (b, budget) in plan.budgets.iter().enumerate() {
            self.within("budgets", b, |check| {
                check.id(&budget.id, Sort::Table);
                for (r, row) in budget.rows.iter().enumerate() {
                    check.within("rows", r, |check| check.id(&row.id, Sort::Row));
                }
            });
        }
        for (c, capacity) in plan.capacity.iter().enumerate() {
            self.within("capacity", c, |check| {
                check.id(&capacity.id, Sort::Table);
                for (r, row) in capacity.rows.iter().enumerate() {
                    check.within("rows", r, |check| check.id(&row.id, Sort::Row));
                }
            });
        }
    }

    /// Meetings and action points: what a year adds to the plan.
    fn collect_year(&mut self, plan: &'a Plan) {
        for (m, meeting) in plan.meetings.iter().enumerate() {
            self.within("meetings", m, |check| check.id(&meeting.id, Sort::Meeting));
        }
        for (p, point) in plan.action_points.iter().enumerate() {
            self.within("action_points", p, |check| check.id(&point.id, Sort::Point));
        }
    }

    fn collect_chapter(&mut self, chapter: &'a Chapter) {
        self.id(&chapter.id, Sort::Chapter);
        for (t, theme) in chapter.themes.iter().enumerate() {
            self.within("themes", t, |check| {
                check.id(&theme.id, Sort::Theme);
                for (g, goal) in theme.goals.iter().enumerate() {
                    check.within("goals", g, |check| {
                        check.id(&goal.id, Sort::Goal);
                        for (a, action) in goal.actions.iter().enumerate() {
                            check.within("actions", a, |check| check.id(&action.id, Sort::Action));
                        }
                    });
                }
                check.collect_regie(&theme.regie);
            });
        }
        self.collect_regie(&chapter.regie);
        for (k, kpi) in chapter.kpis.iter().enumerate() {
            self.within("kpis", k, |check| {
                check.id(&kpi.id, Sort::Kpi);
                for (i, indicator) in kpi.indicators.iter().enumerate() {
                    check.within("indicators", i, |check| {
                        check.id(&indicator.id, Sort::Indicator);
                    });
                }
            });
        }
        for (t, topic) in chapter.topics.iter().enumerate() {
            self.within("topics", t, |check| check.id(&topic.id, Sort::Topic));
        }
    }

    fn collect_regie(&mut self, statements: &'a [Regie]) {
        for (r, regie) in statements.iter().enumerate() {
            self.within("regie", r, |check| check.id(&regie.id, Sort::Regie));
        }
    }

    fn id(&mut self, id: &'a str, sort: Sort) {
        if let Some(sentence) = odd_id(id) {
            self.error("id", id, sentence);
        }
        match self.lower.entry(id.to_lowercase()) {
            Slot::Vacant(slot) => {
                slot.insert(id);
                self.ids.insert(id, sort);
            }
            Slot::Occupied(slot) if !id.is_empty() => {
                let other = *slot.get();
                let sentence = if other == id {
                    format!("het id “{id}” komt al eerder in het plan voor")
                } else {
                    format!("het id “{id}” verschilt alleen in hoofdletters van “{other}”")
                };
                self.error("id", id, sentence);
            }
            Slot::Occupied(_) => {}
        }
    }
}

fn odd_id(id: &str) -> Option<String> {
    if id.is_empty() {
        return Some("het id is leeg".to_string());
    }
    if id.chars().count() > LONGEST_ID {
        let shown: String = id.chars().take(20).collect();
        return Some(format!(
            "het id “{shown}…” is langer dan {LONGEST_ID} tekens"
        ));
    }
    // It is typed on a command line, and may become part of a file's name.
    let typable = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let begins_well = id.chars().next().is_some_and(char::is_alphanumeric);
    if begins_well && id.chars().all(typable) {
        return None;
    }
    let shown = clean::one_line(id);
    Some(format!(
        "het id “{shown}” mag alleen letters, cijfers, punt, - en _ bevatten en begint met een letter of cijfer"
    ))
}
