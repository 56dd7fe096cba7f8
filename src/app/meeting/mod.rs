//! A meeting: the walk through its items, one at a time on the whole screen. What is said is
//! saved at once; the walk itself is only where one is.

mod begin;
mod closed;

use chrono::{DateTime, FixedOffset};

use super::keys::command::Command;
use super::keys::key::Key;
use super::keys::keymap::Context;
use super::typing::choosing::picker::{Choice, Picker};
use super::typing::form::Form;
use super::typing::record::{Pick, save};
use super::{App, Effect, Mode};
use crate::doc::para::Para;
use crate::plan::edit::history::Entry;
use crate::plan::edit::{DiscussedEdit, Edit, MeetingEdit};
use crate::plan::minutes::open;
use crate::plan::model::kpi::Kind;
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::Meeting;
use crate::plan::{Id, Plan};
use crate::report::pages::meeting::minutes::minutes_page;
use crate::report::pages::meeting::slide::slide;

/// Where a meeting is.
#[derive(Debug)]
pub struct Walk {
    /// The meeting.
    pub id: Id,
    /// The place of the item in sight; past the last one is the summary.
    pub at: usize,
    /// Which indicator of a KPI takes the value.
    pub indicator: usize,
    /// The first line of the summary in sight.
    pub top: usize,
    /// The items whose "discussed" is on its way to the disk.
    pub(super) going: Vec<Id>,
    /// Who else closed the meeting, until one adds something all the same.
    pub(super) closed_by: Option<String>,
    /// The key that would add something: asked for once.
    asked: Option<Key>,
    /// Who began it, and when: it may get another id, where somebody else began one before it was saved.
    begun: Option<(String, DateTime<FixedOffset>)>,
}

/// Who began a meeting, and when; none of one that is in no history.
fn begun(plan: &Plan, id: &str) -> Option<(String, DateTime<FixedOffset>)> {
    let mut all = beginnings(plan);
    let (entry, _) = all.find(|(_, meeting)| meeting.id == id)?;
    Some((entry.by.clone(), entry.at))
}

/// The edits that began meetings, the last one first.
fn beginnings(plan: &Plan) -> impl Iterator<Item = (&Entry, &MeetingEdit)> {
    plan.history
        .iter()
        .rev()
        .filter_map(|entry| match &*entry.edit {
            Edit::Meeting(meeting) if meeting.from.is_none() => Some((entry, meeting)),
            _ => None,
        })
}

impl Walk {
    fn new(id: Id, plan: &Plan) -> Self {
        Self {
            begun: begun(plan, &id),
            id,
            at: 0,
            indicator: 0,
            top: 0,
            going: Vec::new(),
            closed_by: None,
            asked: None,
        }
    }
}

/// Where the walk is.
impl App {
    /// Whether a meeting is being held.
    pub const fn in_meeting(&self) -> bool {
        self.walk.is_some()
    }

    /// The meeting that is being held.
    pub fn meeting_id(&self) -> Option<Id> {
        self.walk.as_ref().map(|walk| walk.id.clone())
    }

    /// Where the meeting is, and the meeting.
    pub fn walk(&self) -> Option<(&Walk, &Meeting)> {
        let walk = self.walk.as_ref()?;
        Some((walk, self.plan.meeting(&walk.id)?))
    }

    /// The item in sight; none at the end.
    pub fn walk_item(&self) -> Option<Item<'_>> {
        let (walk, meeting) = self.walk()?;
        self.plan.item(meeting.items.get(walk.at)?)
    }

    /// Whether an item is in sight.
    pub fn meets_item(&self) -> bool {
        self.walk_item().is_some()
    }

    /// Whether the summary is in sight.
    pub fn at_the_end(&self) -> bool {
        self.in_meeting() && self.walk_item().is_none()
    }

    /// Whether there is an item before the one in sight.
    pub fn has_previous(&self) -> bool {
        self.walk.as_ref().is_some_and(|walk| walk.at > 0)
    }

    /// Whether a value can be typed here.
    pub fn meets_indicator(&self) -> bool {
        self.can_write() && self.meets_item() && self.indicator_here().is_some()
    }

    /// The key a value begins with here, where that isn't a digit.
    pub(super) fn value_key(&self, command: Command) -> Option<String> {
        // Where Enter breaks a line, another key keeps what is typed.
        if command == Command::Submit && self.breaks_line() {
            let keys = self.settings.keymap.keys(Context::Text, command);
            return keys.get(1).map(|key| key.shown(self.ascii));
        }
        if command != Command::Value {
            return None;
        }
        let kind = self.indicator_here()?.kind;
        matches!(kind, Kind::Milestone | Kind::Ongoing).then(|| "j".to_string())
    }

    /// Whether something can be counted here.
    pub fn meets_count(&self) -> bool {
        self.meets_indicator()
            && self
                .indicator_here()
                .is_some_and(|it| it.kind == Kind::Count)
    }

    /// Whether an action or an action point is in sight.
    pub fn meets_action(&self) -> bool {
        let item = self.walk_item();
        self.can_write() && matches!(item, Some(Item::Action(..) | Item::Point(_)))
    }

    /// Whether a KPI is in sight.
    pub fn meets_kpi(&self) -> bool {
        self.can_write() && matches!(self.walk_item(), Some(Item::Kpi(..)))
    }

    /// Whether an action point is in sight.
    pub fn meets_point(&self) -> bool {
        self.can_write() && matches!(self.walk_item(), Some(Item::Point(_)))
    }
}

/// What is in sight.
impl App {
    /// The page of the item in sight, or the summary at the end.
    pub fn slide(&self) -> Vec<Para> {
        let Some((walk, meeting)) = self.walk() else {
            return Vec::new();
        };
        match self.walk_item() {
            Some(item) => slide(&self.plan, item, self.today, walk.indicator),
            None => minutes_page(&self.plan, meeting),
        }
    }
}

/// The end.
impl App {
    /// What Enter does at the summary.
    pub(super) fn end_word(&self) -> &'static str {
        match self.walk() {
            Some((_, meeting)) if meeting.closed.is_none() && self.can_write() => "sluit af",
            _ => "verlaat",
        }
    }
}

/// Walking.
impl App {
    /// To the item at a place, or past the last one.
    pub(super) fn walk_to(&mut self, at: usize) {
        let Some(last) = self.walk().map(|(_, meeting)| meeting.items.len()) else {
            return;
        };
        if let Some(walk) = &mut self.walk {
            walk.at = at.min(last);
            walk.indicator = 0;
            walk.top = 0;
        }
    }

    /// To an item of the meeting, where it is one.
    pub(super) fn walk_to_item(&mut self, id: &str) {
        let at = self
            .walk()
            .and_then(|(_, meeting)| meeting.items.iter().position(|item| item == id));
        if let Some(at) = at {
            self.walk_to(at);
        }
    }

    /// This one is discussed: on to the next. At the end the meeting is closed.
    pub(super) fn walk_on(&mut self) -> Vec<Effect> {
        let Some((walk, meeting)) = self.walk() else {
            return Vec::new();
        };
        let (at, id) = (walk.at, meeting.id.clone());
        let Some(item) = meeting.items.get(at).cloned() else {
            return self.close_meeting();
        };
        let discussed =
            walk.closed_by.is_some() || meeting.has_discussed(&item) || walk.going.contains(&item);
        self.walk_to(at + 1);
        if discussed || !self.can_write() {
            return Vec::new();
        }
        if let Some(walk) = &mut self.walk {
            walk.going.push(item.clone());
        }
        save(vec![Edit::Discussed(DiscussedEdit {
            id,
            item,
            discussed: true,
        })])
    }

    fn close_meeting(&mut self) -> Vec<Effect> {
        let Some((_, meeting)) = self.walk() else {
            return Vec::new();
        };
        if meeting.closed.is_some() || !self.can_write() {
            self.leave_walk();
            return Vec::new();
        }
        let edit = Edit::Meeting(MeetingEdit {
            id: meeting.id.clone(),
            from: Some(Box::new(meeting.clone())),
            to: Some(Box::new(Meeting {
                closed: Some(self.today),
                ..meeting.clone()
            })),
        });
        save(vec![edit])
    }

    /// Back to the one before.
    pub(super) fn walk_back(&mut self) {
        if let Some(at) = self.walk.as_ref().map(|walk| walk.at) {
            self.walk_to(at.saturating_sub(1));
        }
    }

    /// To the next one, this one stays undiscussed.
    pub(super) fn walk_past(&mut self) {
        if let Some(at) = self.walk.as_ref().map(|walk| walk.at) {
            self.walk_to(at + 1);
            self.tell("Overgeslagen: nog niet besproken.".to_string(), false);
        }
    }

    /// To the summary.
    pub(super) fn walk_to_the_end(&mut self) {
        self.walk_to(usize::MAX);
    }

    /// Up and down: which indicator takes the value, or the summary.
    pub(super) fn move_in_walk(&mut self, command: Command) {
        let indicators = match self.walk_item() {
            Some(Item::Kpi(kpi, _)) => kpi.holding().count(),
            _ => 0,
        };
        let page = usize::from(self.screen.1.saturating_sub(6)).max(1);
        let Some(walk) = &mut self.walk else {
            return;
        };
        let several = indicators > 1;
        match command {
            Command::Up if several => walk.indicator = walk.indicator.saturating_sub(1),
            Command::Down if several => walk.indicator = (walk.indicator + 1).min(indicators - 1),
            Command::Up => walk.top = walk.top.saturating_sub(1),
            Command::Down => walk.top += 1,
            Command::PageUp => walk.top = walk.top.saturating_sub(page),
            Command::PageDown => walk.top += page,
            _ => {}
        }
    }

    /// A value was saved: the next indicator of the KPI takes the next one.
    pub(super) fn next_indicator(&mut self, form: &Form) {
        let indicators = match self.walk_item() {
            Some(Item::Kpi(kpi, _)) => kpi.holding().count(),
            _ => 0,
        };
        if form.subject.takes_value()
            && let Some(walk) = &mut self.walk
            && walk.indicator + 1 < indicators
        {
            walk.indicator += 1;
        }
    }

    /// The items of the meeting, to jump to one.
    pub(super) fn items_to_jump_to(&self) -> Picker<Pick> {
        let Some((_, meeting)) = self.walk() else {
            return Picker::of("", Vec::new());
        };
        let still = open(&self.plan, meeting);
        let items = meeting.items.iter().enumerate().map(|(at, id)| {
            let done = if still.contains(&id) {
                "open"
            } else {
                "besproken"
            };
            let words = self.plan.words_of(id).unwrap_or_default();
            Choice::new(done, &format!("{id} {words}"), Pick::Jump(at))
        });
        Picker::of("Naar welk punt?", items.collect())
    }

    /// The minutes go to a new file beside the plan.
    pub(super) fn write_minutes(&mut self) -> Vec<Effect> {
        self.meeting_id()
            .map_or_else(Vec::new, |id| vec![Effect::Minutes(id)])
    }

    /// The meeting may have another id by now, or have gone: someone took its beginning back.
    pub(super) fn check_walk(&mut self) {
        if let Some(walk) = &mut self.walk
            && walk.begun.is_some()
            && begun(&self.plan, &walk.id) != walk.begun
        {
            let is_it = |entry: &Entry| {
                let begun = walk.begun.as_ref();
                begun.is_some_and(|(by, at)| (by, *at) == (&entry.by, entry.at))
            };
            let it = beginnings(&self.plan).find(|(entry, _)| is_it(entry));
            if let Some((_, meeting)) = it {
                walk.id.clone_from(&meeting.id);
            }
        }
        if self.in_meeting() && self.walk().is_none() {
            self.walk = None;
            if !matches!(self.mode, Mode::Help { .. }) {
                self.mode = Mode::Browse;
            }
        }
    }
}
