//! Is this a sound plan? Errors are what the program can't work with; remarks are what the
//! plan itself leaves odd, reported and never repaired.

mod after;
mod changes;
mod context;
mod ids;
mod meetings;
mod tables;
mod terms;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use chrono::{Datelike, NaiveDate};

use super::model::kpi::{Indicator, Kind, Kpi, Reading};
use super::model::number::Decimal;
use super::model::regie::Regie;
use super::model::shared::Shared;
use super::model::sort::Sort;
use super::{Action, Block, Chapter, Id, Plan, Theme, words};
use crate::plan::many;
use crate::plan::model::step::Step;
pub use after::{errors_after, is_sound_after, is_sound_with};
use changes::Changes;
use ids::{Ids, Typed};

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the program can work with it.
    pub severity: Severity,
    /// Where in the JSON: keys and indices from the root, `chapters/2/kpis/0/id`.
    pub place: Vec<Step>,
    /// The item it is about.
    pub id: Option<Id>,
    /// What is wrong, in Dutch.
    pub sentence: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Not a sound plan.
    Error,
    /// Odd, and left as it is.
    Remark,
}

/// Everything found in a plan, errors first.
pub fn check(plan: &Plan) -> Vec<Finding> {
    let mut check = ruled(plan, false);
    // It looks through every text of the plan, and remarks only.
    check.terms(plan);
    let mut found = check.found;
    found.sort_by_key(|finding| finding.severity == Severity::Remark);
    found
}

/// What a plan can't be used with: asked at every opening and every save.
pub fn errors(plan: &Plan) -> Vec<Finding> {
    let mut found = ruled(plan, false).found;
    found.retain(|finding| finding.severity == Severity::Error);
    found
}

/// The same of a plan of which only a part was read: what is named and isn't there may stand elsewhere.
pub fn errors_in_part(plan: &Plan) -> Vec<Finding> {
    let mut found = ruled(plan, true).found;
    found.retain(|finding| finding.severity == Severity::Error);
    found
}

fn ruled(plan: &Plan, in_part: bool) -> Check<'_> {
    ruled_on(many::cores_for(plan.chapters.len()), plan, in_part)
}

/// The same on so many cores.
fn ruled_on(cores: usize, plan: &Plan, in_part: bool) -> Check<'_> {
    let mut check = Check {
        in_part,
        ..Check::default()
    };
    check.collect(cores, plan);
    check.whole(plan);
    check.parties(plan);
    let changes = check.chapters(cores, plan);
    check.each("budgets", &plan.budgets, Check::budget);
    check.each("capacity", &plan.capacity, Check::capacity);
    check.meetings(plan);
    check.context(plan);
    check.changes(plan, changes);
    check
}

/// Where the check is, what it knows and what it found.
#[derive(Debug, Default)]
struct Check<'a> {
    found: Vec<Finding>,
    place: Vec<Step>,
    ids: Shared<Ids<'a>>,
    numbers: foldhash::fast::RandomState,
    /// Whether there may be more.
    in_part: bool,
}

impl<'a> Check<'a> {
    fn within(&mut self, key: &'static str, index: usize, inside: impl FnOnce(&mut Self)) {
        self.place.extend([Step::Key(key), Step::Index(index)]);
        inside(self);
        self.place.truncate(self.place.len() - 2);
    }

    /// Each of a list, in its place.
    fn each<T>(&mut self, key: &'static str, list: &'a [T], inside: impl Fn(&mut Self, &'a T)) {
        for (index, it) in list.iter().enumerate() {
            self.within(key, index, |check| inside(check, it));
        }
    }

    fn add(&mut self, severity: Severity, below: &[Step], id: &str, sentence: String) {
        self.found.push(Finding {
            severity,
            place: self.place.iter().chain(below).copied().collect(),
            id: Some(id.to_string()).filter(|id| !id.is_empty()),
            sentence,
        });
    }

    fn error(&mut self, key: &'static str, id: &str, sentence: String) {
        self.add(Severity::Error, &[Step::Key(key)], id, sentence);
    }

    fn remark(&mut self, id: &str, sentence: String) {
        self.add(Severity::Remark, &[], id, sentence);
    }

    // References.

    /// That `to` names one of `sorts`.
    fn refers(&mut self, below: &[Step], id: &str, to: &str, sorts: &[Sort], what: &str) {
        let named = self.ids.get_key_value(&Typed::of(to, &self.numbers));
        let sort = named
            .filter(|(named, _)| named.id == to)
            .map(|(_, sort)| sort);
        if sort.map_or(self.in_part, |sort| sorts.contains(sort)) {
            return;
        }
        let sentence = if sort.is_some() {
            format!("“{to}” is geen {what}")
        } else {
            format!("“{to}” staat niet in het plan (verwacht: {what})")
        };
        self.add(Severity::Error, below, id, sentence);
    }

    fn all_refer(&mut self, key: &'static str, id: &str, to: &[Id], sorts: &[Sort], what: &str) {
        for (i, to) in to.iter().enumerate() {
            self.refers(&[Step::Key(key), Step::Index(i)], id, to, sorts, what);
        }
    }

    fn all_parties(&mut self, key: &'static str, id: &str, to: &[Id]) {
        self.all_refer(key, id, to, &[Sort::Party], "partij");
    }

    /// That each `part_of` names another one of `parts`, the ids under `key`, and that no chain of
    /// them comes back to where it began.
    fn parts(&mut self, key: &'static str, what: &str, parts: &[(&'a str, Option<&'a str>)]) {
        if parts.iter().all(|(_, above)| above.is_none()) {
            return;
        }
        let places: HashMap<&str, usize, foldhash::fast::RandomState> = parts
            .iter()
            .enumerate()
            .map(|(index, (id, _))| (*id, index))
            .collect();
        // Which walk met an id first: meeting it again in the same walk is a circle.
        let mut met: HashMap<&str, usize, foldhash::fast::RandomState> = HashMap::default();
        for (walk, (id, _)) in parts.iter().enumerate() {
            let mut at = *id;
            while let Slot::Vacant(slot) = met.entry(at) {
                slot.insert(walk);
                let Some(index) = places.get(at).copied() else {
                    break;
                };
                let Some((_, Some(above))) = parts.get(index) else {
                    break;
                };
                let below = [Step::Key(key), Step::Index(index), Step::Key("part_of")];
                if !places.contains_key(above) {
                    let sentence = format!("“{above}” is geen {what}");
                    self.add(Severity::Error, &below, at, sentence);
                } else if met.get(above) == Some(&walk) {
                    let sentence = format!("“{at}” is via part_of een deel van zichzelf");
                    self.add(Severity::Error, &below, at, sentence);
                } else {
                    // A chain that goes on.
                }
                at = above;
            }
        }
    }

    // The plan, from the top down.

    fn whole(&mut self, plan: &'a Plan) {
        if !(2000..2100).contains(&plan.year) {
            self.error(
                "year",
                "",
                format!("het jaar {} kan niet kloppen", plan.year),
            );
        }
        let steps = [Step::Key("default_executor")];
        self.refers(&steps, "", &plan.default_executor, &[Sort::Party], "partij");
        let (amber, green) = (plan.thresholds.amber, plan.thresholds.green);
        if !(Decimal::ZERO <= amber && amber <= green && green <= Decimal::whole(100)) {
            self.error(
                "thresholds",
                "",
                format!("de grenzen (oranje vanaf {amber}, groen vanaf {green}) moeten oplopen van 0 tot 100"),
            );
        }
    }

    fn parties(&mut self, plan: &'a Plan) {
        let parts: Vec<_> = plan
            .parties
            .iter()
            .map(|party| (party.id.as_str(), party.part_of.as_deref()))
            .collect();
        self.parts("parties", "partij", &parts);
    }

    /// Every chapter, and apart what a changing plan adds to them: for [`Self::changes`].
    fn chapters(&mut self, cores: usize, plan: &'a Plan) -> Changes {
        let some = |first, some: &'a [_]| self.some(plan, first, some);
        let found = many::on(cores, &plan.chapters, &some);
        let mut changes = Changes::default();
        for (own, more) in found {
            self.found.extend(own);
            changes.found.extend(more.found);
            changes.any_dropped |= more.any_dropped;
        }
        changes
    }

    /// These chapters, of which the first has this place among all.
    fn some(
        &self,
        plan: &'a Plan,
        first: usize,
        chapters: &'a [Shared<Chapter>],
    ) -> (Vec<Finding>, Changes) {
        let mut check = Check {
            ids: self.ids.clone(),
            numbers: self.numbers.clone(),
            in_part: self.in_part,
            ..Check::default()
        };
        let (mut own, mut changes) = (Vec::new(), Changes::default());
        for (index, chapter) in (first..).zip(chapters) {
            check.within("chapters", index, |check| check.chapter(chapter));
            own.append(&mut check.found);
            chapter.items().for_each(|item| {
                changes.any_dropped |= item.dropped().is_some();
                check.changes_of(plan, item);
            });
            changes.found.append(&mut check.found);
        }
        (own, changes)
    }

    fn chapter(&mut self, chapter: &'a Chapter) {
        self.blocks("body", &chapter.id, &chapter.body);
        self.blocks("partners_text", &chapter.id, &chapter.partners_text);
        self.all_parties("partners", &chapter.id, &chapter.partners);
        self.regie(&chapter.regie);
        self.each("themes", &chapter.themes, |check, theme| {
            check.theme(theme, chapter);
        });
        self.each("kpis", &chapter.kpis, |check, kpi| check.kpi(kpi));
        self.each("topics", &chapter.topics, |check, topic| {
            check.all_parties("parties", &topic.id, &topic.parties);
        });
    }

    fn blocks(&mut self, key: &'static str, id: &str, blocks: &[Block]) {
        for (b, block) in blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                let steps = [Step::Key(key), Step::Index(b), Step::Key("table")];
                self.refers(&steps, id, table, &[Sort::Table], "tabel");
            }
        }
    }

    fn theme(&mut self, theme: &'a Theme, chapter: &Chapter) {
        self.blocks("partners_text", &theme.id, &theme.partners_text);
        self.all_parties("partners", &theme.id, &theme.partners);
        self.regie(&theme.regie);
        let mut printed: HashMap<u32, usize> = HashMap::new();
        for goal in &theme.goals {
            *printed.entry(goal.number).or_default() += 1;
        }
        self.each("goals", &theme.goals, |check, goal| {
            check.each("actions", &goal.actions, Self::action);
        });
        self.goal_numbers(theme, chapter, &printed);
    }

    /// Printed numbers that stand twice, each told once, at the second goal that has it.
    fn goal_numbers(&mut self, theme: &Theme, chapter: &Chapter, printed: &HashMap<u32, usize>) {
        let mut met: HashMap<u32, usize> = HashMap::new();
        for (g, goal) in theme.goals.iter().enumerate() {
            let nth = met.entry(goal.number).or_default();
            *nth += 1;
            if *nth != 2 {
                continue;
            }
            let name = match &theme.letter {
                Some(_) => format!("thema {}", theme.id),
                None => format!("hoofdstuk {}", chapter.number),
            };
            let times = match printed.get(&goal.number).copied().unwrap_or(2) {
                2 => "twee".to_string(),
                more => more.to_string(),
            };
            let sentence = format!("{name} heeft {times} doelen {}", goal.number);
            self.within("goals", g, |check| check.remark(&goal.id, sentence));
        }
    }

    fn regie(&mut self, statements: &'a [Regie]) {
        const COVERED: [Sort; 7] = [
            Sort::Chapter,
            Sort::Theme,
            Sort::Goal,
            Sort::Action,
            Sort::Kpi,
            Sort::Indicator,
            Sort::Topic,
        ];
        self.each("regie", statements, |check, regie| {
            check.all_parties("holders", &regie.id, &regie.holders);
            check.all_parties("with", &regie.id, &regie.with);
            check.beside_itself(&regie.id, &regie.holders, &regie.with);
            let what = "hoofdstuk, thema, doel of onderwerp";
            check.all_refer("covers", &regie.id, &regie.covers, &COVERED, what);
        });
    }

    fn action(&mut self, action: &'a Action) {
        self.all_parties("executors", &action.id, &action.executors);
        self.all_parties("with", &action.id, &action.with);
        self.beside_itself(&action.id, &action.executors, &action.with);
        self.date(&[Step::Key("due")], &action.id, action.due);
        self.log(&action.id, &action.log);
    }

    /// Who leads or carries out doesn't do so together with itself.
    fn beside_itself(&mut self, id: &str, leads: &[Id], with: &[Id]) {
        for party in with.iter().filter(|it| leads.contains(it)) {
            self.remark(id, format!("{party} staat in {id} ook bij met"));
        }
    }

    fn kpi(&mut self, kpi: &'a Kpi) {
        self.all_refer("goals", &kpi.id, &kpi.goals, &[Sort::Goal], "doel");
        self.all_parties("parties", &kpi.id, &kpi.parties);
        let measurable = kpi.indicators.iter().any(Indicator::is_measurable);
        if kpi.indicators.is_empty() {
            let sentence = format!("{} heeft geen indicator", kpi.id);
            self.error("indicators", &kpi.id, sentence);
        } else if !measurable {
            let sentence = format!("{} heeft geen meetbare streefwaarde", kpi.id);
            self.remark(&kpi.id, sentence);
        } else {
            // Measured, as it should be.
        }
        self.each("indicators", &kpi.indicators, Self::indicator);
        let parts: Vec<_> = kpi
            .indicators
            .iter()
            .map(|i| (i.id.as_str(), i.part_of.as_deref()))
            .collect();
        self.parts("indicators", "indicator van deze KPI", &parts);
        self.judgements(kpi);
        self.log(&kpi.id, &kpi.log);
    }

    fn indicator(&mut self, indicator: &'a Indicator) {
        let id = &indicator.id;
        if let Some((min, max)) = indicator
            .target
            .and_then(|target| Some((target.min?, target.max?)))
            && min > max
        {
            self.error(
                "target",
                id,
                format!("de streefwaarde van {id} loopt van {min} tot {max}"),
            );
        }
        self.date(&[Step::Key("start")], id, indicator.start);
        self.date(&[Step::Key("due")], id, indicator.due);
        for (r, reading) in indicator.readings.iter().enumerate() {
            let steps = [Step::Key("readings"), Step::Index(r)];
            if super::edit::fits(indicator, reading).is_err() {
                let sentence = unfit(indicator, reading);
                self.add(Severity::Error, &steps, id, sentence);
            }
            let [readings, index] = steps;
            self.date(
                &[readings, index, Step::Key("date")],
                id,
                Some(reading.date),
            );
        }
    }

    fn date(&mut self, below: &[Step], id: &str, date: Option<NaiveDate>) {
        if let Some(date) = date.filter(|date| !(2000..2100).contains(&date.year())) {
            let sentence = format!(
                "de datum {} kan niet kloppen",
                crate::plan::model::date::dutch(date)
            );
            self.add(Severity::Error, below, id, sentence);
        }
    }
}

/// What an indicator of this kind takes instead of this reading.
fn unfit(indicator: &Indicator, reading: &Reading) -> String {
    let value = words::value(reading.value, reading.of);
    let takes = match indicator.kind {
        Kind::Count => "een getal van nul of meer",
        Kind::Coverage => "een getal (value) van een aantal (of) dat niet kleiner is",
        Kind::Milestone | Kind::Ongoing => "true of false",
    };
    format!(
        "de stand “{value}” past niet bij {}; verwacht: {takes}",
        indicator.id
    )
}

#[cfg(test)]
mod tests;
