//! What a message does to the state: the only way in.

use super::keys::command::Command;
use super::keys::key::{Code, Key};
use super::keys::keymap;
use super::sight::geometry::areas;
use super::typing::field;
use super::typing::form::{Form, Saying};
use super::typing::help::Help;
use super::{App, Effect, Mode, Moving, Msg, Notice};

use crate::plan::edit::transaction::Intent;

/// Handles one message; after it what was typed ahead and need not wait any longer.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut next = app.hold(msg);
    while let Some(msg) = next {
        let more = handle(app, msg);
        app.begin_texts();
        app.sent(&more);
        effects.extend(more);
        next = app.typed_ahead();
    }
    effects
}

fn handle(app: &mut App, msg: Msg) -> Vec<Effect> {
    if msg.is_outcome() {
        app.came_back();
    }
    if msg.is_typed() {
        app.read_failure();
    }
    match msg {
        Msg::Key(key) => return press(app, key),
        Msg::Typed(text) => return type_all(app, &text),
        Msg::Mouse(mouse, at) => return app.mouse(mouse, at),
        // It never gives a command.
        Msg::Paste(_) if app.input().is_none() => {
            app.tell("Plakken kan waar u tekst typt.".to_string(), false);
        }
        Msg::Paste(text) => type_text(app, &text),
        Msg::Resize(width, height) => {
            app.screen = (width, height);
            app.rebuild();
        }
        Msg::Saved(wanted, made) => app.saved(&wanted, made.map(|made| *made)),
        Msg::NotSaved(wanted, sentence) => app.not_saved(wanted.as_ref(), sentence),
        Msg::Unsure(wanted, kept) => app.unsure(&wanted, kept),
        Msg::Settled(kept, plan) => app.settled(kept, *plan),
        Msg::Queued(queue) => app.queued(queue),
        Msg::Conflict(plan) => app.conflict(*plan),
        Msg::Met(plan) => return app.met(*plan),
        Msg::Blocked(wanted, plan) => app.undo_blocked(&wanted, *plan),
        Msg::Slow => app.take_long(),
        Msg::Reloaded(plan) => app.reloaded(*plan),
        Msg::Closed(why) => app.closed(why),
        Msg::Lost(sentence) => app.lose(sentence),
        Msg::Away(since, sentence) => app.cut_off(since, sentence),
        Msg::Remark(sentence) => app.tell(sentence, false),
        Msg::Rescued(path) => app.rescued(&path),
        Msg::Written(what, path) => app.tell(format!("Het {what} staat in {path}"), false),
        Msg::Turned(path, period, open) => app.turned(&path, period, open),
        Msg::Found(draft) => app.offer(draft),
        Msg::Filters(Ok(filters)) => app.kept_filters_changed(filters),
        Msg::Filters(Err(sentence)) | Msg::Other(Err(sentence)) => app.tell(sentence, true),
        Msg::Figures(figures) => app.figures(figures),
        Msg::Others(names) => app.choose_other(names),
        Msg::Other(Ok(plan)) => app.compare_with(&plan, app.today),
        Msg::Read(of, read) => app.take_read(of, read),
        Msg::Day(today) => app.begin_day(today),
    }
    if app.may_close() {
        return vec![Effect::Quit];
    }
    Vec::new()
}

fn press(app: &mut App, key: Key) -> Vec<Effect> {
    let Some(key) = app.asked_first(key).and_then(|it| app.unless_closed(it)) else {
        return Vec::new();
    };
    if let Some(command) = keymap::lookup(app, key) {
        if command == Command::Value {
            // The key is the first of the value.
            app.edit();
            type_key(app, key);
            return Vec::new();
        }
        if command == Command::Submit && key.code == Code::Enter && app.breaks_line() {
            type_text(app, "\n");
            return Vec::new();
        }
        return run(app, command);
    }
    if keymap::context(app) == keymap::Context::Text {
        type_key(app, key);
    } else if let Some(why) = keymap::bound(app, key).and_then(|command| app.why_not(command)) {
        app.tell(why, false);
    } else if let Some(command) = keymap::bound_outside(app, key) {
        let place = if app.in_meeting() {
            "in een overleg"
        } else {
            "bij een vraag"
        };
        app.tell(format!("Dit kan niet {place}: {}", command.label()), false);
    } else {
        // A key without a meaning here.
    }
    Vec::new()
}

/// Runs a command.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    match keymap::context(app) {
        keymap::Context::Text => run_typing(app, command),
        keymap::Context::Help => app.run_help(command),
        keymap::Context::Browse => run_browsing(app, command),
        keymap::Context::Meeting => run_meeting(app, command),
        keymap::Context::Turn => app.run_in_questions(command),
    }
}

fn run_browsing(app: &mut App, command: Command) -> Vec<Effect> {
    app.notice = None;
    match command {
        Command::Quit => return app.quit(),
        Command::Undo => return vec![Effect::Save(Intent::Undo)],
        Command::Redo => return vec![Effect::Save(Intent::Redo)],
        Command::Rescue => return vec![Effect::Rescue],
        Command::Queue => app.choose_stuck(),
        Command::Suspend => return vec![Effect::Suspend],
        Command::CountUp => return app.count_up(),
        Command::Copy => {
            let text = app.copied_text();
            return app.send_to_terminal(text);
        }
        Command::CopyReference => {
            let reference = app.copied_reference();
            return app.send_to_terminal(reference);
        }
        Command::Pane(pane) => app.show(pane),
        Command::Judge => app.judge(),
        Command::Note => app.say(Saying::Note),
        Command::Agree => app.say(Saying::Point),
        Command::Change => app.change(),
        Command::ChangePlan => app.change_plan(),
        Command::Add => app.add(),
        Command::Drop => app.drop_or_revive(),
        Command::MoveDown => app.move_item(1),
        Command::MoveUp => app.move_item(-1),
        Command::Merge => app.merge(),
        Command::TickOff => return app.tick_off(),
        Command::Mark => app.mark(),
        Command::Meeting => app.mode = Mode::Picker(app.meetings_to_hold()),
        Command::Questions => app.begin_questions(),
        Command::Adopt => app.adopt(),
        Command::NextYear => app.mode = Mode::Form(Form::next_year(app.desk())),
        Command::Open => app.open(),
        Command::Edit => app.edit(),
        Command::AskRegie => app.ask_regie(),
        Command::References => app.mode = Mode::Picker(app.references()),
        Command::Find => app.open_search(""),
        Command::Filter => app.start_filtering(),
        Command::ChooseFilter => app.choose_filter(),
        Command::Order => app.choose_order(),
        Command::FilterParty => app.mode = Mode::Picker(app.parties_with_actions()),
        Command::FilterStatus => app.mode = Mode::Picker(app.statuses_of_actions()),
        Command::Clear => app.clear(),
        Command::ShowGone => app.show_gone(),
        Command::Printed => app.show_printed(),
        Command::Compare => return vec![Effect::Others],
        Command::TakeIn | Command::TakeInContext => return app.tables(command),
        Command::Back => app.go_back(),
        Command::Party => app.go_to_party(),
        Command::YearBefore => app.step_year(-1),
        Command::YearAfter => app.step_year(1),
        Command::Report => app.ask_report(),
        Command::Palette => app.mode = Mode::Picker(app.commands()),
        Command::Help => app.mode = Mode::Help(Help::default()),
        Command::Mouse => app.switch_mouse(),
        Command::Text => app.move_or_back(Moving::Page),
        Command::WholePage => app.move_or_back(Moving::WholePage),
        Command::In => app.unfold(true),
        Command::Out => app.unfold(false),
        Command::FoldAll => {
            app.tree.toggle_all(&app.plan);
            app.rebuild();
        }
        moving => app.travel(moving),
    }
    app.settle();
    Vec::new()
}

fn run_meeting(app: &mut App, command: Command) -> Vec<Effect> {
    app.notice = None;
    match command {
        Command::Quit => return app.quit(),
        Command::Suspend => return vec![Effect::Suspend],
        Command::Undo => return vec![Effect::Save(Intent::Undo)],
        Command::Redo => return vec![Effect::Save(Intent::Redo)],
        Command::CountUp => return app.count_up(),
        Command::TickOff => return app.tick_off(),
        Command::Next => return app.walk_on(),
        Command::Minutes => return app.write_minutes(),
        Command::Value | Command::Edit => app.edit(),
        Command::Judge => app.judge(),
        Command::Note => app.say(Saying::Note),
        Command::Decide => app.say(Saying::Decision),
        Command::Change => app.change(),
        Command::Drop => app.drop_or_revive(),
        Command::Agree => app.say(Saying::Point),
        Command::Previous => app.walk_back(),
        Command::Skip => app.walk_past(),
        Command::YearBefore => app.step_year(-1),
        Command::YearAfter => app.step_year(1),
        Command::Jump => app.mode = Mode::Picker(app.items_to_jump_to()),
        Command::Finish => app.walk_to_the_end(),
        Command::Leave => app.leave_walk(),
        Command::Palette => app.mode = Mode::Picker(app.commands()),
        Command::Help => app.mode = Mode::Help(Help::default()),
        moving => app.move_in_walk(moving),
    }
    Vec::new()
}

fn run_typing(app: &mut App, command: Command) -> Vec<Effect> {
    app.need_words(command);
    match command {
        Command::Submit => return app.submit(),
        Command::Cancel => app.cancel(),
        Command::Judge => {
            app.judge();
            return app.submit_or_judge();
        }
        Command::NextField if app.is_searching() => app.switch_search(),
        Command::Copy => {
            let text = app.copied_text();
            return app.send_to_terminal(text);
        }
        Command::Party => app.go_to_party(),
        Command::NextField => app.next_field(1),
        Command::PreviousField => app.next_field(-1),
        Command::Yield => app.yield_to_other(),
        Command::ChoiceUp => app.choose(-1),
        Command::ChoiceDown => app.choose(1),
        Command::ClearText => {
            if let Some(input) = app.input() {
                input.reset();
            }
            app.typed();
        }
        _ => {}
    }
    Vec::new()
}

fn type_key(app: &mut App, key: Key) {
    let page = isize::try_from(app.search_height()).unwrap_or(1).max(1);
    match key.code {
        Code::PageUp => return app.choose(-page),
        Code::PageDown => return app.choose(page),
        _ => {}
    }
    if let (Code::Char(c), false) = (key.code, key.ctrl) {
        return type_text(app, c.encode_utf8(&mut [0; 4]));
    }
    let cells = app.form_width();
    let typed = match std::mem::take(&mut app.mode) {
        Mode::Form(mut form) => {
            let typed = form.type_key(key, cells, app.desk());
            app.mode = Mode::Form(form);
            typed
        }
        mode => {
            app.mode = mode;
            app.input().is_some_and(|input| field::type_key(input, key))
        }
    };
    if typed {
        app.typed();
    }
}

/// Characters that came together are text where text is typed; elsewhere each is a key, and those
/// after it wait for what it does.
fn type_all(app: &mut App, text: &str) -> Vec<Effect> {
    if keymap::context(app) == keymap::Context::Text {
        type_text(app, text);
        return Vec::new();
    }
    let mut chars = text.chars();
    let first = chars.next();
    app.type_next(chars.as_str());
    first.map_or_else(Vec::new, |c| press(app, Key::char(c)))
}

/// Text in the field that is typed in.
fn type_text(app: &mut App, text: &str) {
    let full = match std::mem::take(&mut app.mode) {
        Mode::Form(mut form) => {
            let full = form.paste(text, app.desk());
            app.mode = Mode::Form(form);
            full
        }
        mode => {
            app.mode = mode;
            app.input().and_then(|input| field::paste(input, text))
        }
    };
    app.typed();
    if let Some(most) = full {
        let sentence = format!("Een veld neemt {most} tekens; wat erna kwam is weggelaten.");
        app.tell(sentence, true);
    }
}

impl App {
    /// Says something above the footer.
    pub fn tell(&mut self, text: String, error: bool) {
        self.notice = Some(Notice { text, error });
    }

    /// How many cells a form has.
    fn form_width(&self) -> u16 {
        areas(self).detail.width
    }

    /// Whether Enter is a line break here: in running text.
    pub fn breaks_line(&self) -> bool {
        matches!(&self.mode, Mode::Form(form) if form.breaks())
    }

    /// Takes over what someone else made of the field.
    fn yield_to_other(&mut self) {
        if let Mode::Form(form) = &mut self.mode {
            form.yield_to(self.years.of(&self.plan, true));
        }
        self.understand();
    }

    /// The text that is typed in, if any.
    pub fn input(&mut self) -> Option<&mut tui_input::Input> {
        match &mut self.mode {
            Mode::Form(Form {
                choosing: Some(picker),
                ..
            }) => Some(&mut picker.input),
            Mode::Form(form) => form.fields.focused().map(|field| &mut field.input),
            Mode::Picker(picker) => Some(&mut picker.input),
            Mode::Search(search) => Some(&mut search.input),
            Mode::Asking { .. } => Some(&mut self.question),
            Mode::Filtering => Some(&mut self.panes[self.pane].words),
            Mode::Help(help) => help.typing.then_some(&mut help.words),
            Mode::Browse | Mode::Reading(_) => None,
        }
    }

    /// What was typed changed.
    pub(super) fn typed(&mut self) {
        match &mut self.mode {
            Mode::Form(Form {
                choosing: Some(picker),
                ..
            }) => picker.search(),
            Mode::Form(form) => {
                form.forgive();
                self.understand();
                self.follow_cells();
            }
            Mode::Picker(picker) => picker.search(),
            Mode::Search(_) => self.search(),
            Mode::Asking { .. } | Mode::Filtering => {
                self.select_first();
            }
            Mode::Help(help) => help.top = 0,
            Mode::Browse | Mode::Reading(_) => {}
        }
    }

    /// Reads the form again, against the plan as it now is.
    pub(super) fn understand(&mut self) {
        let mut mode = std::mem::take(&mut self.mode);
        if let Mode::Form(form) = &mut mode {
            form.understand(self.desk());
        }
        self.mode = mode;
    }

    pub(super) fn next_field(&mut self, step: isize) {
        if let Mode::Form(form) = &mut self.mode {
            form.fields.step(step);
        }
        self.understand();
    }

    pub(super) fn choose(&mut self, step: isize) {
        let height = usize::from(self.screen.1.saturating_sub(8)).max(1);
        let cells = self.form_width();
        match &mut self.mode {
            Mode::Picker(picker) => picker.step(step, height),
            Mode::Form(form) => {
                if let Some(picker) = &mut form.choosing {
                    return picker.step(step, height);
                }
                if !form.step_line(step, cells) {
                    self.next_field(step.signum());
                }
            }
            Mode::Search(_) => self.step_search(step),
            Mode::Help(help) => help.top = help.top.saturating_add_signed(step),
            Mode::Asking { .. } => {
                self.travel(if step < 0 { Command::Up } else { Command::Down });
            }
            _ => {}
        }
    }

    pub(super) fn cancel(&mut self) {
        match std::mem::take(&mut self.mode) {
            Mode::Asking { from } => {
                // Asked and left: nothing was visited.
                self.places.pop();
                self.question.reset();
                self.show(from);
            }
            Mode::Filtering => {
                self.panes[self.pane].words.reset();
                self.rebuild();
                (self.panes[self.pane].cursor, self.text_top) = self.before_filter;
                self.settle();
            }
            Mode::Help(help) => self.mode = Mode::Help(help.whole()),
            Mode::Form(mut form) if form.choosing.is_some() => {
                form.choosing = None;
                self.mode = Mode::Form(form);
            }
            Mode::Form(form) => {
                let cells = form.has_cells();
                self.put_aside(form);
                let after = if cells { Self::rebuild } else { Self::settle };
                after(self);
            }
            Mode::Reading(_) => self.break_off(),
            _ => self.leave_list(),
        }
    }
}
