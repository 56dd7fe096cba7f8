//! Beginning a meeting, going on with one, leaving it.

use chrono::NaiveDate;

use super::Walk;
use crate::app::App;
use crate::app::typing::choosing::picker::{Choice, Picker};
use crate::app::typing::record::Pick;
use crate::plan::clean::one_line;
use crate::plan::edit::Edit;
use crate::plan::figures::set::Set;
use crate::plan::find::filter::Field;
use crate::plan::minutes::discussed;
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::Meeting;
use crate::plan::{Plan, words};

impl App {
    /// What a meeting can be held about; first those that are still open.
    pub(in crate::app) fn meetings_to_hold(&self) -> Picker<Pick> {
        let open = self.plan.meetings.iter().rev();
        let open = open.filter(|meeting| meeting.closed.is_none());
        let mut choices: Vec<Choice<Pick>> =
            open.map(|it| resume(&self.plan, it, self.today)).collect();
        let set = |kind: &str, set: Set| {
            let count = words::counted(set.items.len(), "punt", "punten");
            let label = format!("{} ({count})", set.title);
            Choice::new(kind, &label, Pick::Meeting(set))
        };
        let (plan, today) = (&self.plan, self.today);
        if let Some(in_sight) = self.set_in_sight() {
            choices.push(set("in beeld", in_sight));
        }
        choices.push(set("stoplicht", Set::of_worries(plan, today)));
        choices.push(set("agenda", Set::of_agenda(plan, today)));
        for (kind, actions) in [("KPI's", false), ("met acties", true)] {
            for chapter in &plan.chapters {
                let mut choice = set(kind, Set::of_chapter(plan, chapter, actions));
                choice.label = format!("{} {}", chapter.number, choice.label);
                choices.push(choice);
            }
        }
        self.own_chapter_first(&mut choices);
        for party in crate::plan::find::parties::sorted(plan) {
            choices.push(set("partij", Set::of_party(plan, party)));
        }
        choices.retain(|choice| match &choice.pick {
            Pick::Meeting(set) => set.items.len() > set.points,
            _ => true,
        });
        Picker::of("Overleg over:", choices)
    }

    /// The chapter one is looking at comes before the others.
    fn own_chapter_first(&self, choices: &mut [Choice<Pick>]) {
        let selected = self.selected();
        let path = selected.map_or_else(Vec::new, |item| self.plan.path_to(item.id()));
        let chapter = path.first().and_then(|id| self.plan.item(id));
        if let Some(Item::Chapter(chapter)) = chapter {
            let start = format!("{} {} (", chapter.number, one_line(&chapter.title));
            choices.sort_by_key(|choice| {
                let own = choice.label.starts_with(&start);
                let kept = matches!(choice.pick, Pick::Resume(_) | Pick::Planned(_));
                let kept = kept || choice.kind == "in beeld";
                (!kept, !own)
            });
        }
    }

    /// The rows in sight, where they are filtered: one walks through what one sees.
    fn set_in_sight(&self) -> Option<Set> {
        let filter = self.filter_words()?;
        self.pane.spec().over.filter(|over| over.has(Field::Due))?;
        let rows = self.grid().rows.iter().map(|row| row.item.clone());
        let title = format!("{} · {filter}", self.pane.label());
        Some(Set::new(&self.plan, title, rows.collect()))
    }

    /// A meeting was begun or planned: what was saved last says which. One to come is not walked
    /// through yet.
    pub(in crate::app) fn begin_walk(&mut self) {
        let mut saved = self.plan.history.iter().rev();
        let id = saved.find_map(|entry| match &*entry.edit {
            Edit::Meeting(meeting) => Some(meeting.id.as_str()),
            _ => None,
        });
        let meeting = id.and_then(|id| self.plan.meeting(id));
        let today = meeting.filter(|meeting| meeting.date <= self.today);
        self.walk = today.map(|meeting| Walk::new(meeting.id.clone(), &self.plan));
    }

    /// Goes on with a meeting, where one was in this session, else at the first item that was not
    /// discussed.
    pub(in crate::app) fn resume_walk(&mut self, id: &str) {
        let Some(meeting) = self.plan.meeting(id) else {
            return;
        };
        let at = meeting.next_open(0).unwrap_or(meeting.items.len());
        let left = self.left.as_ref().filter(|(left, _)| left == &meeting.id);
        let mut walk = Walk::new(meeting.id.clone(), &self.plan);
        walk.at = left.map_or(at, |(_, at)| *at);
        self.walk = Some(walk);
    }

    /// Leaves it; what was said is in the plan already.
    pub(in crate::app) fn leave_walk(&mut self) {
        let closed = self.walk().is_some_and(|(_, it)| it.closed.is_some());
        self.left = self.walk.take().map(|walk| (walk.id, walk.at));
        if !closed {
            let saving = if self.is_saving() {
                "Er wordt nog opgeslagen. "
            } else {
                ""
            };
            let text = format!("{saving}Het overleg is nog niet afgesloten; met o gaat u verder.");
            self.tell(text, false);
        }
        self.rebuild();
    }

    /// Says at the start that a meeting of this user was not closed.
    pub(in crate::app) fn remind_of_meeting(&mut self) {
        let mut open = self.plan.meetings.iter().rev();
        let is_open = |it: &Meeting| it.closed.is_none() && !it.is_planned(self.today);
        let mine = open.find(|meeting| is_open(meeting) && meeting.by == self.user);
        if let Some(meeting) = mine.filter(|_| self.can_write()) {
            let (done, all) = (discussed(&self.plan, meeting), meeting.items.len());
            let text = format!(
                "Overleg {} {} is nog open ({done} van {all} besproken); met o gaat u verder.",
                meeting.id,
                one_line(&meeting.title)
            );
            self.tell(text, false);
        }
    }
}

fn resume(plan: &Plan, meeting: &Meeting, today: NaiveDate) -> Choice<Pick> {
    if meeting.is_planned(today) {
        let (title, day) = (one_line(&meeting.title), date::with_weekday(meeting.date));
        let count = words::counted(meeting.items.len(), "punt", "punten");
        let label = format!("{} {title} · {day}, {count}", meeting.id);
        return Choice::new("gepland", &label, Pick::Planned(meeting.id.clone()));
    }
    let (done, all) = (discussed(plan, meeting), meeting.items.len());
    let label = format!(
        "{} {} · {done} van {all} besproken",
        meeting.id, meeting.title
    );
    Choice::new("ga verder", &label, Pick::Resume(meeting.id.clone()))
}
