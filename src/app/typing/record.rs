//! Recording: from what was typed to an edit that is on its way to the disk.

use chrono::NaiveDate;

use super::choosing::wish::Wish;
use super::form::{Desk, Form, Place, Saying, Then};
use crate::app::keys::command::Command;
use crate::app::message::TableFile;
use crate::app::update::run;
use crate::app::{App, Effect, Mode, Pane};
use crate::plan::Id;
use crate::plan::edit::transaction::Intent;
use crate::plan::edit::typed::Typed;
use crate::plan::edit::{Edit, PointEdit};
use crate::plan::figures::set::Set;
use crate::plan::find::order::By;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::model::number::Decimal;
use crate::plan::turn::questions::Scope;
use crate::report::asked::Answer;
use crate::store::Way;

/// What a choice from a list does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Go to an item.
    Item(Id),
    /// Show the actions with this value only.
    Actions(Wish),
    /// Run a command.
    Command(Command),
    /// Say why a command does nothing here.
    Elsewhere(Command),
    /// Filter the rows.
    Filter(Wish),
    /// Put the rows in an order; none for the one they come in.
    Order(Option<By>),
    /// Something new at a place.
    New(Place),
    /// Begin a meeting about these.
    Meeting(Set),
    /// Begin a meeting that was planned, or put it on another day.
    Planned(Id),
    /// Go on with a meeting.
    Resume(Id),
    /// In a meeting: to the item at this position.
    Jump(usize),
    /// To the question at this position.
    Question(usize),
    /// The same answer for so many questions of the kind in sight: yes, or no.
    Answers(Scope, bool),
    /// Put the offered draft back.
    Restore,
    /// Forget it.
    Discard,
    /// Compare with the plan as it was before a day.
    Before(NaiveDate),
    /// Compare with the plan of this name.
    Other(String),
    /// Read the figures in this file beside the plan.
    Table(TableFile),
    /// Answer what the file doesn't say.
    Answer(String),
    /// Say which column of it is what.
    Columns,
    /// Say which indicator this name stands for in the figures that are walked.
    Name(String),
    /// Say what holds where the figure of this row and day meets another.
    Clash(u32, NaiveDate),
    /// Say with which chapter they come to stand.
    Chapter,
    /// That they stand with these.
    Chapters(Vec<Id>),
    /// Say which metadata is read with it.
    Metadata,
    /// Record the figures that were walked.
    TakeIn,
    /// Ask whether so many odd ones are recorded too.
    Doubtful(usize),
    /// Say this.
    Say(String),
    /// Take this back.
    Undo(Intent),
    /// What becomes of saves that wait, by their numbers.
    Settle(Vec<u64>, Way),
    /// An answer to what is asked of a report.
    Report(Answer),
    /// Leave all as it is.
    Nothing,
}

/// These edits are to be saved, all or none.
pub(crate) fn save(edits: Vec<Edit>) -> Vec<Effect> {
    vec![Effect::Save(Intent::Edit(edits))]
}

impl App {
    /// What a form is filled in with.
    pub(crate) fn desk(&self) -> Desk<'_> {
        Desk {
            plan: &self.plan,
            whole: self.whole(),
            today: self.today,
            user: &self.user,
            meeting: self.walk.as_ref().map(|walk| walk.id.as_str()),
            why: self.why.as_ref(),
        }
    }

    pub(crate) fn edit(&mut self) {
        if self.in_questions() {
            self.type_answer();
        } else if let Some(form) = self.form_here() {
            self.go_on_with(form);
        } else if let Some(why) = self.why_not(Command::Edit) {
            self.tell(why, false);
        } else {
            // Nothing to say.
        }
    }

    /// The form for what is selected; for all that is marked, where something is.
    fn form_here(&self) -> Option<Form> {
        if let Some(indicator) = self.indicator_here() {
            return Some(Form::reading(indicator, self.desk()));
        }
        let marked = self.marked_actions();
        if !marked.is_empty() && !self.in_meeting() {
            return Some(Form::actions(&marked, self.desk()));
        }
        if let Some(point) = self.point_here() {
            return Some(Form::point(point, self.desk()));
        }
        let action = self.action_here()?;
        Some(Form::actions(&[action], self.desk()))
    }

    /// The form for the light of the KPI that is selected.
    pub(crate) fn judge(&mut self) {
        // In a form: that is saved first, and then comes the light.
        if let Mode::Form(form) = &mut self.mode {
            if form.subject.takes_value() {
                form.then = Then::Judge;
            }
            return;
        }
        if let Some(kpi) = self.kpi_here() {
            self.go_on_with(Form::judgement(kpi, self.desk()));
        } else if let Some(why) = self.why_not(Command::Judge) {
            self.tell(why, false);
        } else {
            // Nothing to say.
        }
    }

    /// The form for something said about what is selected.
    pub(crate) fn say(&mut self, saying: Saying) {
        let about = self.topic_here();
        if about.is_some() || self.in_meeting() {
            let form = Form::said(saying, about.as_deref(), self.desk());
            self.go_on_with(form);
        }
    }

    /// Ticks the action point off that is selected.
    pub(crate) fn tick_off(&self) -> Vec<Effect> {
        let Some(point) = self.point_here() else {
            return Vec::new();
        };
        let done = match point.done {
            Some(_) => None,
            None => Some(self.today),
        };
        let edit = Edit::ActionPoint(PointEdit {
            id: point.id.clone(),
            from: Some(Box::new(point.clone())),
            to: Some(Box::new(ActionPoint {
                done,
                ..point.clone()
            })),
        });
        save(vec![edit])
    }

    /// Marks the action that is selected, or takes the mark away, and goes one row down.
    pub(crate) fn mark(&mut self) {
        let Some(id) = self.selected_action().map(|action| action.id.clone()) else {
            return;
        };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.step_rows(1);
    }

    pub(crate) fn count_up(&self) -> Vec<Effect> {
        let Some(indicator) = self.indicator_here() else {
            return Vec::new();
        };
        let edit = Typed::More(Decimal::whole(1)).into_edit(
            &indicator.id,
            self.plan.day(self.today),
            "",
            &self.user,
        );
        save(vec![edit])
    }

    pub(crate) fn submit(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Form(form) => {
                if form.take_choice() {
                    self.typed();
                    return Vec::new();
                }
                let skips = form.then == Then::Next && !form.is_dirty();
                if skips && !self.in_meeting() {
                    self.next_form(true);
                    return Vec::new();
                }
                self.submit_form()
            }
            Mode::Picker(picker) => {
                let pick = picker.chosen().map(|choice| choice.pick.clone());
                pick.map_or_else(Vec::new, |pick| self.take(pick))
            }
            Mode::Search(_) => {
                self.jump();
                Vec::new()
            }
            Mode::Asking { .. } => {
                if self.selected().is_some() {
                    self.mode = Mode::Browse;
                    self.follow();
                }
                Vec::new()
            }
            Mode::Filtering => {
                self.mode = Mode::Browse;
                self.settle();
                Vec::new()
            }
            Mode::Help(help) => {
                help.typing = false;
                Vec::new()
            }
            Mode::Browse | Mode::Reading(_) => Vec::new(),
        }
    }

    /// In a form for a reading: saves it, and then comes the form for the light; at once, where
    /// nothing was typed.
    pub(crate) fn submit_or_judge(&mut self) -> Vec<Effect> {
        match &self.mode {
            Mode::Form(form) if form.then != Then::Judge => Vec::new(),
            Mode::Form(form) if form.is_dirty() => self.submit_form(),
            _ => {
                self.after_form(true);
                Vec::new()
            }
        }
    }

    fn submit_form(&mut self) -> Vec<Effect> {
        let Mode::Form(mut form) = std::mem::take(&mut self.mode) else {
            return Vec::new();
        };
        if let Some(question) = self.asks_to_add() {
            form.error = Some(question);
            self.mode = Mode::Form(form);
            return Vec::new();
        }
        let edits = form.submit(self.desk());
        form.saving = edits.is_some();
        let errand = form.errand(self.desk());
        let met = form.subject.met();
        self.mode = Mode::Form(form);
        match (edits, errand, met) {
            (None, ..) => Vec::new(),
            (Some(_), Some(errand), _) => vec![errand],
            (Some(edits), None, Some(met)) => {
                vec![Effect::Save(Intent::Over(edits, Box::new(met)))]
            }
            (Some(edits), None, None) => save(edits),
        }
    }

    /// The form is done: what comes now.
    pub(crate) fn after_form(&mut self, stays: bool) {
        let form = match std::mem::take(&mut self.mode) {
            Mode::Form(form) => form,
            other => {
                self.mode = other;
                return;
            }
        };
        match form.then {
            Then::Walk => self.begin_walk(),
            Then::Judge => {
                if let Some(kpi) = self.kpi_here() {
                    let mut next = Form::judgement(kpi, self.desk());
                    next.then = Then::Next;
                    self.mode = Mode::Form(next);
                }
            }
            _ if self.in_meeting() && form.is_whole() => {}
            _ if self.in_meeting() => self.next_indicator(&form),
            Then::Unmark => self.marked.clear(),
            Then::Show => self.show_last(),
            Then::Next => self.next_form(stays),
            Then::Done => {}
        }
    }

    /// On to the next row. Readings come one after another, so their form stays open. What was just saved may
    /// have left the list: then the next row has come in its place.
    fn next_form(&mut self, stays: bool) {
        if self.has_cells_here() {
            return self.next_cells(stays);
        }
        let was = self.selected_key().map(str::to_string);
        let indicator = self.selected_indicator().is_some();
        self.mode = Mode::Browse;
        if stays {
            self.step_rows(1);
        }
        let moved = !stays || self.selected_key() != was.as_deref();
        if moved && indicator && self.selected_indicator().is_some() {
            self.mode = self.form_here().map_or(Mode::Browse, Mode::Form);
        }
        self.settle();
    }

    pub(crate) fn take(&mut self, pick: Pick) -> Vec<Effect> {
        let list = match std::mem::take(&mut self.mode) {
            Mode::Picker(list) => Some(list),
            _ => None,
        };
        match pick {
            Pick::Item(id) => {
                let place = self.place();
                self.leave_behind(place);
                self.go_to(&id);
            }
            Pick::Actions(wish) => {
                wish.set(&mut self.filter);
                self.show(Pane::Actions);
            }
            Pick::Command(command) => return run(self, command),
            Pick::Elsewhere(command) => {
                let why = self.why_not(command);
                let why = why.unwrap_or_else(|| format!("{}: kan hier niet.", command.label()));
                self.tell(why, false);
            }
            Pick::Filter(wish) => return self.take_wish(wish),
            Pick::Order(by) => self.take_order(by),
            Pick::New(place) => self.begin_new(place),
            Pick::Meeting(set) => {
                self.mode = Mode::Form(Form::meeting(set, self.desk()));
            }
            Pick::Planned(id) => {
                if let Some(meeting) = self.plan.meeting(&id) {
                    self.mode = Mode::Form(Form::planned(meeting, self.desk()));
                }
            }
            Pick::Resume(id) => self.resume_walk(&id),
            Pick::Jump(at) => self.walk_to(at),
            Pick::Before(day) => self.compare_with_before(day),
            Pick::Other(name) => return vec![Effect::Other(name)],
            Pick::Question(at) => self.show_question(at),
            Pick::Answers(scope, yes) => return self.answer_all(&scope, yes),
            Pick::Restore => self.restore(),
            Pick::Discard => self.discard(),
            Pick::Table(sheet) => return self.read_table(list, sheet),
            Pick::Answer(answer) => return self.answer_sheet(list, &answer),
            Pick::Columns => self.ask_columns(),
            Pick::Name(name) => self.ask_place(&name),
            Pick::Clash(row, day) => self.ask_clash(row, day),
            Pick::Chapter => self.ask_chapter(),
            Pick::Chapters(chapters) => self.stand_with(chapters),
            Pick::Metadata => self.ask_metadata(),
            Pick::TakeIn => return self.take_in(),
            Pick::Doubtful(doubtful) => self.ask_doubtful(doubtful),
            Pick::Say(sentence) => self.tell(sentence, true),
            Pick::Undo(wanted) => return vec![Effect::Save(wanted)],
            Pick::Settle(numbers, way) => return vec![Effect::Settle(numbers, way)],
            Pick::Report(answer) => return self.answer_report(answer),
            Pick::Nothing => {}
        }
        Vec::new()
    }
}
