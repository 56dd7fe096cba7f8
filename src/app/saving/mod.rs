//! Saving: what is on its way to the disk, what came of it, what waits for a line, and the keys that
//! wait for that.
//!
//! Navigation goes on meanwhile. A key waits, and those typed after it, where it asks for an
//! edit that is made from the plan as it will be, or takes back or does again the save before
//! it: where that fails, they are dropped with it. What counts says nothing of the plan, and goes
//! after the save before it.

mod leaving;
mod outcome;
mod queue;

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, FixedOffset};

use crate::app::keys::command::Command;
use crate::app::keys::keymap;
use crate::app::message::{Effect, Made, Msg};
use crate::app::typing::record::Pick;
use crate::app::{App, Mode};
use crate::plan::Plan;
use crate::plan::edit::blocked::blocked;
use crate::plan::edit::transaction::Intent;
use crate::plan::model::life::Period;
use crate::plan::words::counted;
use crate::store::{Queue, in_shell};
use outcome::{named, ways_out, words};

/// What is on its way.
#[derive(Debug, Default)]
pub(super) struct Saving {
    /// How many saves.
    count: usize,
    /// Whether it takes longer than a moment.
    slow: bool,
    /// What went wrong, until a key says it was read: what goes well doesn't speak over it.
    failed: Vec<String>,
    /// Of what nobody knows whether it is saved.
    unsure: Option<String>,
    /// What waits on this machine until there is a line.
    queue: Queue,
    /// What of it was asked about.
    asked: BTreeSet<u64>,
    /// Whether it was told that it waits, when leaving.
    leaving: bool,
    /// Whether the screen closes once all is saved.
    closing: bool,
    /// What was typed and waits.
    ahead: VecDeque<Msg>,
}

impl App {
    /// Whether something is on its way to the disk.
    pub const fn is_saving(&self) -> bool {
        self.saving.count > 0
    }

    /// Whether that takes longer than a moment.
    pub const fn is_slow(&self) -> bool {
        self.saving.slow
    }

    /// It takes longer than a moment.
    pub(super) const fn take_long(&mut self) {
        self.saving.slow = self.is_saving();
    }

    /// Keeps what is typed for later, where it has to wait; gives it back where it hasn't.
    pub(super) fn hold(&mut self, msg: Msg) -> Option<Msg> {
        if msg.is_typed() && (!self.saving.ahead.is_empty() || self.waits(&msg)) {
            if self.asks_to_leave(&msg) {
                let text = "Er wordt nog opgeslagen; daarna gebeurt dit.";
                self.tell(text.to_string(), false);
            }
            self.saving.ahead.push_back(msg);
            return None;
        }
        Some(msg)
    }

    fn asks_to_leave(&self, msg: &Msg) -> bool {
        let command = msg.key().and_then(|key| keymap::lookup(self, key));
        matches!(command, Some(Command::Quit | Command::Leave))
    }

    /// The next of what was typed that need not wait any longer.
    pub(super) fn typed_ahead(&mut self) -> Option<Msg> {
        if self.waits(self.saving.ahead.front()?) {
            return None;
        }
        self.saving.ahead.pop_front()
    }

    /// What was typed together with what is done now comes next.
    pub(super) fn type_next(&mut self, text: &str) {
        if !text.is_empty() {
            self.saving.ahead.push_front(Msg::Typed(text.to_string()));
        }
    }

    fn waits(&self, msg: &Msg) -> bool {
        match (&self.mode, msg.key()) {
            (Mode::Form(form), _) if form.saving => true,
            (_, Some(key)) if self.is_saving() => {
                keymap::lookup(self, key).is_some_and(|command| self.goes_out_from_plan(command))
            }
            _ => false,
        }
    }

    /// Whether a command makes an edit from the plan as it is known here, or tells of it.
    fn goes_out_from_plan(&self, command: Command) -> bool {
        match (command, &self.mode) {
            (Command::Submit | Command::Judge, Mode::Form(_))
            | (
                Command::Yes
                | Command::No
                | Command::AnswerAll
                | Command::TickOff
                | Command::Minutes
                | Command::Undo
                | Command::Redo,
                _,
            ) => true,
            (Command::Value | Command::Edit | Command::Drop | Command::Skip, _) => {
                self.in_questions()
            }
            // Only closing a meeting tells of all of it.
            (Command::Next, _) => self.at_the_end(),
            (Command::Submit, Mode::Picker(picker)) => match picker.chosen().map(|it| &it.pick) {
                Some(Pick::Command(command)) => self.goes_out_from_plan(*command),
                _ => false,
            },
            _ => false,
        }
    }

    /// Minds what is on its way from now on. Leaving takes nothing along.
    pub(super) fn sent(&mut self, effects: &[Effect]) {
        let saves = effects.iter().filter(|effect| effect.is_errand());
        self.saving.count += saves.count();
        if effects.contains(&Effect::Quit) {
            self.saving.ahead.clear();
        }
    }

    /// Whether the last save went wrong, and no key was pressed since.
    pub const fn has_failed(&self) -> bool {
        !self.saving.failed.is_empty()
    }

    /// Whether there is something of which nobody knows whether it is saved.
    pub const fn is_unsure(&self) -> bool {
        self.saving.unsure.is_some()
    }

    /// A key was pressed: what went wrong was read.
    pub(super) fn read_failure(&mut self) {
        self.saving.failed.clear();
    }

    /// One of what was on its way came back.
    pub(super) fn came_back(&mut self) {
        self.saving.count = self.saving.count.saturating_sub(1);
        self.saving.slow = self.saving.slow && self.is_saving();
        if let Some(walk) = self.walk.as_mut().filter(|_| self.saving.count == 0) {
            walk.going.clear();
        }
    }

    /// Says what came of a save that went well.
    fn tell_saved(&mut self, text: String, error: bool) {
        let spoken_for = self.has_failed() && self.notice.as_ref().is_some_and(|it| it.error);
        if error || !spoken_for {
            self.tell(text, error);
        }
    }

    /// The plan of the year after is there: its form is done.
    pub(super) fn turned(&mut self, path: &str, period: Period, open: usize) {
        if self.form_came_back() {
            self.mode = Mode::Browse;
            self.settle();
        }
        let years = period.shown();
        let open = counted(open, "open vraag", "open vragen");
        let path = in_shell(path);
        let text = format!(
            "Het concept voor {years}, met {open}, staat klaar; open het met: regie --plan {path}"
        );
        self.tell(text, false);
    }

    /// The form is saved, or not, by what came back: its save was the last that was sent.
    fn form_came_back(&self) -> bool {
        matches!(&self.mode, Mode::Form(form) if form.saving) && !self.is_saving()
    }

    /// What was wanted is saved; or there was nothing to take back or to do again.
    pub(super) fn saved(&mut self, wanted: &Intent, made: Option<Made>) {
        let Some(made) = made else {
            let text = match wanted {
                Intent::Redo => "Er is niets van u om opnieuw te doen.",
                _ => "Er is geen wijziging van u om terug te nemen.",
            };
            return self.tell(text.to_string(), true);
        };
        let Made {
            plan,
            entries,
            waits,
            warning,
        } = made;
        if matches!(wanted, Intent::TakeIn(..)) {
            self.taking.intake = None;
        }
        let was = self.selected_key().map(str::to_string);
        let state = waits.then_some("in wachtrij");
        let mut words = words(wanted, (&self.plan, &plan), (entries, state));
        let closing = self.closing();
        self.take_plan(plan);
        self.mind_reason(wanted, entries);
        if let Some(now) = self.closing().filter(|_| closing.is_none()) {
            words = format!("{now}. {words}");
        }
        // Going on to the next item of a meeting is saved as well, and needs no words.
        match warning {
            Some(warning) => self.tell_saved(warning, true),
            None if !words.is_empty() => self.tell_saved(words, false),
            None => {}
        }
        if self.form_came_back() {
            self.after_form(was.as_deref() == self.selected_key());
            self.tell_next();
        } else {
            self.rebase(entries);
        }
    }

    /// Why the plan was changed is offered for the next change.
    fn mind_reason(&mut self, wanted: &Intent, entries: usize) {
        let new = self.plan.history.iter().rev().take(entries);
        let mut why = new.filter_map(|entry| entry.edit.alters(&self.plan)?.why);
        if let (true, Some(why)) = (wanted.is_new(), why.next().cloned()) {
            self.why = Some(why);
        }
    }

    /// A form that came up for the next row looks like the one before: that it is another is said
    /// behind what was saved.
    fn tell_next(&mut self) {
        let next = match &self.mode {
            Mode::Form(form) if form.subject.takes_value() && !self.in_meeting() => form.about(),
            _ => return,
        };
        if let Some(notice) = self.notice.as_mut().filter(|it| !it.error) {
            notice.text = format!("{} · nu {next}, Esc is klaar", notice.text);
        }
    }

    /// It is not saved; what, and why.
    pub(super) fn not_saved(&mut self, wanted: Option<&Intent>, sentence: String) {
        let what = wanted.map_or_else(String::new, |wanted| named(&self.plan, wanted));
        self.went_wrong(what);
        let back = self.form_came_back();
        match &mut self.mode {
            Mode::Form(form) if back => {
                form.saving = false;
                form.error = Some(sentence);
            }
            _ => {
                let all = self.saving.failed.iter().filter(|what| !what.is_empty());
                let all: Vec<&str> = all.map(String::as_str).collect();
                let text = match all.as_slice() {
                    [] => sentence,
                    [one] => format!("{one} is niet opgeslagen: {sentence}"),
                    several => format!("{} zijn niet opgeslagen: {sentence}", several.join(", ")),
                };
                self.tell(text, true);
            }
        }
    }

    /// Nobody knows yet whether it is saved: it waits as what is made without a line does, in the plan as
    /// it is shown, and the keeper goes on asking.
    pub(super) fn unsure(
        &mut self,
        wanted: &Intent,
        (plan, sentence): (Option<Box<Plan>>, String),
    ) {
        let what = named(&self.plan, wanted);
        self.saving.unsure = Some(what.clone());
        self.saving.closing = false;
        self.saving.ahead.clear();
        let was = self.selected_key().map(str::to_string);
        let back = self.form_came_back();
        match (plan, &mut self.mode) {
            (None, Mode::Form(form)) if back => {
                form.saving = false;
                form.error = Some(sentence);
                return;
            }
            (None, _) => {}
            (Some(plan), _) => {
                self.take_plan(*plan);
                if back {
                    self.after_form(was.as_deref() == self.selected_key());
                } else {
                    self.rebase(1);
                }
            }
        }
        self.tell(format!("{what}: {sentence}"), true);
    }

    /// There is no line to where the plan is kept. What is on the screen can be read on.
    pub(super) fn cut_off(&mut self, since: DateTime<FixedOffset>, sentence: String) {
        self.away.get_or_insert(since);
        self.tell(format!("Geen verbinding, bladeren kan: {sentence}"), true);
        self.lost = Some(sentence);
    }

    /// What was typed after it was meant for a plan with the edit in it: it is dropped.
    fn went_wrong(&mut self, what: String) {
        self.saving.failed.push(what);
        self.saving.closing = false;
        self.saving.ahead.clear();
    }

    /// An edit met someone else's: nothing was saved.
    pub(super) fn conflict(&mut self, plan: Plan) {
        self.went_wrong(String::new());
        self.take_plan(plan);
        let back = self.form_came_back();
        if let Mode::Form(form) = &mut self.mode
            && back
        {
            form.saving = false;
            let plan = self.years.of(&self.plan, form.changes());
            form.meanwhile(plan, 0);
            form.accept(plan);
            return self.understand();
        }
        self.rebase(0);
        let text = "Niet opgeslagen: een ander wijzigde dit intussen. Dit is de nieuwe stand.";
        self.tell(text.to_string(), true);
    }

    /// What was to be taken back was changed by someone else: nothing was, and the user chooses.
    pub(super) fn undo_blocked(&mut self, wanted: &Intent, plan: Plan) {
        self.went_wrong(String::new());
        self.take_plan(plan);
        self.rebase(0);
        if let Some(blocked) = blocked(&self.plan, wanted, &self.user)
            && matches!(self.mode, Mode::Browse)
        {
            self.mode = Mode::Picker(ways_out(&self.plan, &blocked));
        } else {
            let text = "Niet teruggenomen: een ander wijzigde dit intussen.";
            self.tell(text.to_string(), true);
        }
    }

    /// The form goes on from the plan as it now is. A status someone else set meanwhile is shown;
    /// the choice between the two comes at Enter. The last entries may be one's `own`.
    fn rebase(&mut self, own: usize) {
        if let Mode::Form(form) = &mut self.mode
            && !form.saving
        {
            form.meanwhile(self.years.of(&self.plan, form.changes()), own);
            self.understand();
        }
    }

    /// The plan in memory was written elsewhere.
    pub(super) fn rescued(&mut self, path: &str) {
        let path = in_shell(path);
        let text = format!("Het plan is gered; open het met: regie --plan {path}");
        self.tell(text, false);
    }

    /// The file has gone or is broken: the plan in memory stays, and can be written elsewhere.
    pub(super) fn lose(&mut self, sentence: String) {
        let keys = &self.settings.keymap;
        let key = keys.keys(keymap::Context::Browse, Command::Rescue);
        let key = key.first().map(|key| key.shown(self.ascii));
        let way_out = key.map_or_else(String::new, |key| format!(", {key} redt het"));
        self.tell(
            format!("Plan nog in het geheugen{way_out}: {sentence}"),
            true,
        );
        self.lost = Some(sentence);
    }

    /// The plan takes no edits any more, or takes them again. What is being typed stays on the screen.
    pub(super) fn closed(&mut self, why: Option<String>) {
        let text = match &why {
            Some(why) => format!("Vanaf nu alleen lezen: {why}"),
            None => "In dit plan kan weer worden vastgelegd.".to_string(),
        };
        self.tell(text, why.is_some());
        self.read_only = why;
    }

    /// A colleague saved: the rows are made anew, the selection and what was typed stay.
    pub(super) fn reloaded(&mut self, plan: Plan) {
        let mut text = self.what_happened(&plan);
        let closing = self.closing();
        (self.lost, self.away) = (None, None);
        self.take_plan(plan);
        if let Some(now) = self.closing().filter(|_| closing.is_none()) {
            text = format!("{now}.");
        }
        self.rebase(0);
        if !text.is_empty() {
            self.tell_saved(text, false);
        }
    }

    /// How the file came to be another: a colleague's save, a file put in its place, an edit by hand.
    fn what_happened(&self, plan: &Plan) -> String {
        let (was, now) = (self.plan.revision, plan.revision);
        match plan.history.last() {
            _ if self.away.is_some() && was == now => "De verbinding is er weer.".to_string(),
            _ if self.is_lost() && was == now => "Het plan is er weer.".to_string(),
            _ if now == was && *plan == self.plan => String::new(),
            _ if now < was && self.waiting() > 0 => {
                "Niet alles wat wachtte is zo op te slaan.".to_string()
            }
            _ if now < was => {
                format!("Het plan is vervangen: revisie {was} is nu revisie {now}.")
            }
            Some(last) if now > was && last.by == self.user => {
                "Bijgewerkt: u heeft elders iets opgeslagen.".to_string()
            }
            Some(last) if now > was => format!("Bijgewerkt: {} heeft iets opgeslagen.", last.by),
            _ => "Het bestand is buiten regie gewijzigd; dit is de nieuwe stand.".to_string(),
        }
    }
}
