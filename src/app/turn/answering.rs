//! Answering the question in sight, or all of its kind.

use crate::app::typing::choosing::picker::{Choice, Picker};
use crate::app::typing::form::Form;
use crate::app::typing::record::{Pick, save};
use crate::app::{App, Effect, Mode};
use crate::plan::clean::one_line;
use crate::plan::edit::Edit;
use crate::plan::turn::answers::{Answer, Hand};
use crate::plan::turn::questions::{Question, Scope, Topic};
use crate::plan::{Id, words};

impl App {
    /// The word of `yes` and of `no` here; none where only a value answers.
    pub fn answer_word(&self, yes: bool) -> Option<&'static str> {
        let question = self.question_here()?;
        self.answer_of(question, yes).map(|(_, word)| word)
    }

    /// Whether `yes` answers here; at the end it adopts the draft.
    pub fn can_say_yes(&self) -> bool {
        self.in_questions() && (self.question_here().is_none() || self.answer_word(true).is_some())
    }

    /// Whether `no` answers here.
    pub fn can_say_no(&self) -> bool {
        self.answer_word(false).is_some()
    }

    /// Whether a value can be typed here.
    pub fn can_type_answer(&self) -> bool {
        self.question_here().is_some_and(Question::takes_words)
    }

    /// Whether what is asked about can be dropped.
    pub fn can_drop_answer(&self) -> bool {
        let question = self.question_here();
        question.is_some_and(|it| it.can_be_dropped(self.whole()))
    }

    fn answer_of(&self, question: &Question, yes: bool) -> Option<(Answer<'static>, &'static str)> {
        if yes {
            question.yes(self.whole())
        } else {
            question.no(self.whole())
        }
    }

    /// The question in sight is answered with `yes` or `no`.
    pub(in crate::app) fn answer(&mut self, yes: bool) -> Vec<Effect> {
        let Some(question) = self.question_here().cloned() else {
            self.adopt();
            return Vec::new();
        };
        match self.answer_of(&question, yes) {
            Some((answer, _)) => self.answered(&[question], |_| Some(answer)),
            None => Vec::new(),
        }
    }

    /// What is asked about is dropped.
    pub(in crate::app) fn drop_answer(&mut self) -> Vec<Effect> {
        let here = self.question_here().cloned();
        here.map_or_else(Vec::new, |it| self.answered(&[it], |_| Some(Answer::Drop)))
    }

    /// The form for a value.
    pub(in crate::app) fn type_answer(&mut self) {
        let question = self.question_here();
        let form = question.and_then(|question| Form::answer(question, self.desk()));
        self.mode = form.map_or(Mode::Browse, Mode::Form);
    }

    /// The form to adopt the draft; one that was adopted is left.
    pub(in crate::app) fn adopt(&mut self) {
        if self.can_adopt() {
            self.mode = Mode::Form(Form::adopt(self.desk()));
        } else {
            self.leave_questions();
        }
    }

    /// All questions of this kind, or those of the chapter: each with `yes` or `no`.
    pub(in crate::app) fn choose_for_all(&mut self) {
        let Some(here) = self.question_here() else {
            return;
        };
        let chapter = self.chapter_of(here).map(Scope::Chapter);
        let alike = Some(Scope::Alike).filter(|it| {
            let like = self.of_kind(it, true).len();
            like > 1 && like < self.of_kind(&Scope::All, true).len()
        });
        let scopes: Vec<Scope> = alike
            .into_iter()
            .chain([Scope::All])
            .chain(chapter)
            .collect();
        let mut choices = Vec::new();
        for yes in [true, false] {
            let Some((_, word)) = self.answer_of(here, yes) else {
                continue;
            };
            for scope in &scopes {
                let count = self.of_kind(scope, yes).len();
                let (kind, topic) = (words::counted(count, "vraag", "vragen"), here.topic.word());
                let of = match scope {
                    Scope::All => format!("alle {topic}"),
                    Scope::Chapter(id) => format!("{topic} van hoofdstuk {id}"),
                    Scope::Alike => format!("{topic} zoals deze"),
                };
                let pick = Pick::Answers(scope.clone(), yes);
                choices.push(Choice::new(kind, &format!("{of}: {word}"), pick));
            }
        }
        if !choices.is_empty() {
            self.mode = Mode::Picker(Picker::of("Ook de andere?", choices));
        }
    }

    /// Those of the kind in sight are answered.
    pub(in crate::app) fn answer_all(&mut self, scope: &Scope, yes: bool) -> Vec<Effect> {
        let all = self.of_kind(scope, yes);
        let plan = self.whole().clone();
        self.answered(&all, |question| {
            let answer = if yes {
                question.yes(&plan)
            } else {
                question.no(&plan)
            };
            answer.map(|(answer, _)| answer)
        })
    }

    /// The questions of the kind in sight, of so many, that take such an answer.
    fn of_kind(&self, scope: &Scope, yes: bool) -> Vec<Question> {
        let (Some(turn), Some(here)) = (&self.turn, self.question_here()) else {
            return Vec::new();
        };
        let plan = self.whole();
        let doubt = here.doubt(plan);
        let own = turn.open.iter().filter(|it| it.topic == here.topic);
        let own = own.filter(|it| match scope {
            Scope::All => true,
            Scope::Chapter(id) => self.chapter_of(it).as_ref() == Some(id),
            Scope::Alike => {
                let pair = it.doubt(plan).zip(doubt);
                pair.is_some_and(|(one, other)| one.is_like(other))
            }
        });
        let own = own.filter(|it| self.answer_of(it, yes).is_some());
        own.cloned().collect()
    }

    fn chapter_of(&self, question: &Question) -> Option<Id> {
        let plan = self.whole();
        let first = plan.path_to(&question.id).first().copied()?;
        let mut chapters = plan.chapters.iter();
        chapters.find(|it| it.id == first).map(|it| it.id.clone())
    }

    /// The edits of answers, saved together.
    fn answered(
        &mut self,
        all: &[Question],
        answer: impl Fn(&Question) -> Option<Answer<'static>>,
    ) -> Vec<Effect> {
        let hand = Hand {
            by: &self.user,
            today: self.today,
        };
        let plan = self.whole();
        let mut edits = Vec::new();
        for question in all {
            let Some(answer) = answer(question) else {
                continue;
            };
            match question.answered(plan, answer, hand) {
                Ok(own) => edits.extend(own),
                Err(sentence) => {
                    let text = format!("{}: {}", question.id, one_line(&sentence));
                    self.tell(text, true);
                    return Vec::new();
                }
            }
        }
        // What takes more along than was asked about is named first.
        let unasked = matches!(all, [it] if it.topic != Topic::Reached);
        let asks = |edit: &&Edit| {
            let lacks = edit.alters(plan).is_some_and(|it| it.lacks_reason(plan));
            lacks || unasked && matches!(edit, Edit::Drop(_))
        };
        match edits.iter().find(asks) {
            _ if edits.is_empty() => Vec::new(),
            Some(edit) => {
                let form = match (all, edit) {
                    ([_], Edit::Drop(gone)) => Form::gone(&gone.id, self.desk()),
                    ([question], _) => Form::answer(question, self.desk()),
                    _ => None,
                };
                self.ask(form);
                Vec::new()
            }
            None => save(edits),
        }
    }

    /// A form asks what an answer needs: a plan that was adopted wants a reason with a change, and
    /// what is dropped says what goes with it.
    fn ask(&mut self, form: Option<Form>) {
        let Some(form) = form else {
            let sentence = "Een vastgesteld plan vraagt bij elk antwoord een reden: een voor een.";
            return self.tell(sentence.to_string(), true);
        };
        self.mode = Mode::Form(form);
    }
}
