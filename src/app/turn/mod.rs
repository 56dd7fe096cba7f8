//! The walk along the open questions of a new year, one at a time on the whole screen. An answer is
//! an edit and saved at once; the walk itself is only where one is, and can be left at any time.

mod answering;

use super::keys::command::Command;
use super::typing::choosing::picker::{Choice, Picker};
use super::typing::help::Help;
use super::typing::record::Pick;
use super::{App, Effect, Mode};
use crate::doc::para::Para;
use crate::plan::edit::transaction::Intent;
use crate::plan::model::life::Adoption;
use crate::plan::turn::questions::{Question, Topic};
use crate::plan::words;
use crate::report::pages::meeting::question::{done_page, question_page};

/// Where the walk is.
#[derive(Debug, Default)]
pub struct Turn {
    /// What is open, in the order it is asked.
    open: Vec<Question>,
    /// The place of the one in sight; after the last come those that were passed over.
    at: usize,
    /// The first line of the page in sight.
    pub top: usize,
    /// Whether an answer is being taken back, or done again.
    turns_back: bool,
}

impl App {
    /// Whether one walks along the questions.
    pub const fn in_questions(&self) -> bool {
        self.turn.is_some()
    }

    /// Whether one thing has the whole screen: a meeting, or a question.
    pub const fn walks(&self) -> bool {
        self.in_meeting() || self.in_questions()
    }

    /// The question in sight; none where all are answered.
    pub fn question_here(&self) -> Option<&Question> {
        let turn = self.turn.as_ref()?;
        turn.open.get(turn.at)
    }

    /// Whether the plan is still a draft.
    pub fn is_draft(&self) -> bool {
        self.plan.adopted == Adoption::Draft
    }

    /// Whether there is something to look at, by who may change the plan.
    pub fn has_questions(&self) -> bool {
        self.may_change() && self.has_open_questions()
    }

    /// Whether this draft can be adopted by who asks.
    pub fn can_adopt(&self) -> bool {
        self.may_change() && self.is_draft()
    }

    /// Whether there is a question before the one in sight.
    pub fn has_question_before(&self) -> bool {
        self.turn.as_ref().is_some_and(|turn| turn.at > 0)
    }

    /// Whether a question is in sight.
    pub fn asks_question(&self) -> bool {
        self.question_here().is_some()
    }

    /// The page in sight, and its first line.
    pub fn question_page(&self) -> (Vec<Para>, usize) {
        let top = self.turn.as_ref().map_or(0, |turn| turn.top);
        let page = match self.question_here() {
            Some(question) => question_page(self.whole(), question, self.today),
            None => done_page(self.whole()),
        };
        (page, top)
    }

    /// What stands above it: `Vragen voor 2027 · acties`, and `3 van 84 · nog 232`.
    pub fn question_head(&self) -> (String, String) {
        let years = self.whole().years().shown();
        let (Some(turn), Some(here)) = (&self.turn, self.question_here()) else {
            return (
                format!("Vragen voor {years}"),
                "geen open vragen ".to_string(),
            );
        };
        let own = turn.open.iter().filter(|it| it.topic == here.topic);
        let before = turn.open.iter().take(turn.at);
        let nth = before.filter(|it| it.topic == here.topic).count() + 1;
        let all = words::counted(turn.open.len(), "vraag", "vragen");
        (
            format!("Vragen voor {years} · {}", here.topic.word()),
            format!("{nth} van {} · nog {all} ", own.count()),
        )
    }
}

/// Walking.
impl App {
    /// Runs a command at a question.
    pub(super) fn run_in_questions(&mut self, command: Command) -> Vec<Effect> {
        self.notice = None;
        match command {
            Command::Quit => return self.quit(),
            Command::Suspend => return vec![Effect::Suspend],
            Command::Undo => return self.turn_back(Intent::Undo),
            Command::Redo => return self.turn_back(Intent::Redo),
            Command::Yes => return self.answer(true),
            Command::No => return self.answer(false),
            Command::Drop => return self.drop_answer(),
            Command::Value | Command::Edit => self.edit(),
            Command::AnswerAll => self.choose_for_all(),
            Command::Skip => self.step_question(1),
            Command::Previous => self.step_question(-1),
            Command::Jump => self.questions_to_jump_to(),
            Command::Leave => self.leave_questions(),
            Command::Palette => self.mode = Mode::Picker(self.commands()),
            Command::Help => self.mode = Mode::Help(Help::default()),
            moving => self.move_in_questions(moving),
        }
        Vec::new()
    }

    /// Begins, or goes on: at the first question that is open.
    pub(super) fn begin_questions(&mut self) {
        self.turn = Some(Turn {
            open: self.questions().to_vec(),
            ..Turn::default()
        });
    }

    /// Leaves; what was answered is in the plan already.
    pub(super) fn leave_questions(&mut self) {
        let Some(turn) = self.turn.take() else {
            return;
        };
        if !turn.open.is_empty() {
            let open = words::counted(turn.open.len(), "open vraag", "open vragen");
            self.tell(format!("Nog {open}; met O gaat u verder."), false);
        }
        self.rebuild();
    }

    /// An answer is taken back, or given again: that question comes in sight.
    fn turn_back(&mut self, wanted: Intent) -> Vec<Effect> {
        if let Some(turn) = &mut self.turn {
            turn.turns_back = true;
        }
        vec![Effect::Save(wanted)]
    }

    /// So many questions on, or back.
    fn step_question(&mut self, by: isize) {
        let Some(turn) = &mut self.turn else {
            return;
        };
        turn.at = turn.at.saturating_add_signed(by);
        turn.top = 0;
        if turn.at >= turn.open.len() {
            turn.at = 0;
            let text = "Dat was de laatste; vooraan staat wat is overgeslagen.";
            self.tell(text.to_string(), false);
        }
    }

    /// Up and down the page.
    fn move_in_questions(&mut self, command: Command) {
        let page = usize::from(self.screen.1.saturating_sub(6)).max(1);
        let Some(turn) = &mut self.turn else {
            return;
        };
        turn.top = match command {
            Command::Up => turn.top.saturating_sub(1),
            Command::Down => turn.top + 1,
            Command::PageUp => turn.top.saturating_sub(page),
            Command::PageDown => turn.top + page,
            _ => turn.top,
        };
    }

    /// Another plan came: an answered question is none any more, and the next one is in sight;
    /// one whose answer was taken back is asked again.
    pub(super) fn check_questions(&mut self) {
        let Some(mut turn) = self.turn.take() else {
            return;
        };
        let open = self.questions().to_vec();
        let again = open.iter().position(|it| !turn.open.contains(it));
        let mut on = turn.open.iter().skip(turn.at);
        let next = on.find_map(|was| open.iter().position(|it| it == was));
        let at = again.filter(|_| turn.turns_back).or(next);
        (turn.top, turn.turns_back) = (0, false);
        turn.at = at.unwrap_or(0);
        turn.open = open;
        // Adopted, and nothing more to ask.
        self.turn = (self.is_draft() || !turn.open.is_empty()).then_some(turn);
    }

    /// Says at the start that there are questions.
    pub(super) fn remind_of_questions(&mut self) {
        if self.notice.is_some() || !self.can_adopt() {
            return;
        }
        let open = self.questions().len();
        if open > 0 {
            let open = words::counted(open, "open vraag", "open vragen");
            self.tell(
                format!("Concept met {open}; met O loopt u ze langs."),
                false,
            );
        }
    }

    /// Each kind of question, to jump to its first.
    fn questions_to_jump_to(&mut self) {
        let Some(turn) = &self.turn else {
            return;
        };
        let choices = Topic::ALL.into_iter().filter_map(|topic| {
            let at = turn.open.iter().position(|it| it.topic == topic)?;
            let count = turn.open.iter().filter(|it| it.topic == topic).count();
            let label = format!("{count} · {}", topic.asks());
            Some(Choice::new(topic.word(), &label, Pick::Question(at)))
        });
        self.mode = Mode::Picker(Picker::of("Naar welke vragen?", choices.collect()));
    }

    /// To the question at a place.
    pub(super) fn show_question(&mut self, at: usize) {
        if let Some(turn) = &mut self.turn {
            turn.at = at.min(turn.open.len().saturating_sub(1));
            turn.top = 0;
        }
    }
}
