//! A list to choose from while typing: a party, a filter, a command.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use super::filter::Wish;
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::keys::keymap::Context;
use crate::app::keys::user::Bound;
use crate::app::panes::cursor::Cursor;
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::figures::set::Set;
use crate::plan::model::date::moment_short;
use crate::plan::{Id, Plan, Status};

/// A list to choose from.
#[derive(Debug)]
pub struct Picker {
    /// What is asked.
    pub title: String,
    /// What is typed.
    pub input: Input,
    /// Everything one can choose.
    pub choices: Vec<Choice>,
    /// The choices that fit what is typed, best first, as places in `choices`.
    pub shown: Vec<usize>,
    /// The one that Enter takes.
    pub cursor: Cursor,
    /// Where a name is typed: how the first choice follows from it.
    naming: Option<Naming>,
}

/// How the first choice follows from the name that is typed.
#[derive(Debug)]
struct Naming {
    choice: fn(&str) -> Choice,
    /// The name where none is typed.
    proposed: String,
}

/// Something to choose.
#[derive(Debug)]
pub struct Choice {
    /// What kind of thing it is, or its key.
    pub kind: String,
    /// Its words.
    pub label: String,
    /// What choosing it does.
    pub pick: Pick,
}

/// What a choice does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Go to an item.
    Item(Id),
    /// Show only the actions of this party.
    ActionsOf(Id),
    /// Show only the actions with this status; none shows all.
    WithStatus(Option<Status>),
    /// Run a command.
    Command(Command),
    /// Say why a command does nothing here.
    Elsewhere(Command),
    /// Filter the rows.
    Filter(Wish),
    /// Begin a meeting about these.
    Meeting(Set),
    /// Go on with a meeting.
    Resume(Id),
    /// In a meeting: to the item at this place.
    Jump(usize),
    /// Put the offered draft back.
    Restore,
    /// Forget it.
    Discard,
}

impl Picker {
    /// Choices under a question.
    pub fn of(title: &str, choices: Vec<Choice>) -> Self {
        let shown = (0..choices.len()).collect();
        Self {
            title: title.to_string(),
            input: Input::default(),
            choices,
            shown,
            cursor: Cursor::default(),
            naming: None,
        }
    }

    /// Every party that carries out an action or takes part in one.
    pub fn parties(plan: &Plan) -> Self {
        let choices = crate::report::pages::party::sorted(plan)
            .into_iter()
            .filter_map(|party| {
                let mut count = 0;
                for (action, ..) in plan.actions() {
                    let (executors, _) = plan.executors(action);
                    count += usize::from(
                        executors
                            .iter()
                            .chain(&action.with)
                            .any(|id| *id == party.id),
                    );
                }
                (count > 0).then(|| Choice {
                    kind: crate::plan::words::counted(count, "actie", "acties"),
                    label: one_line(&party.name).into_owned(),
                    pick: Pick::ActionsOf(party.id.clone()),
                })
            });
        Self::of("Acties van welke partij?", choices.collect())
    }

    /// The statuses, with how many actions have each.
    pub fn statuses(plan: &Plan) -> Self {
        let choice = |label: &str, count: usize, pick| Choice {
            kind: crate::plan::words::counted(count, "actie", "acties"),
            label: label.to_string(),
            pick,
        };
        let mut choices: Vec<Choice> = Status::ALL
            .into_iter()
            .map(|status| {
                let count = plan
                    .actions()
                    .filter(|(action, ..)| action.status == status)
                    .count();
                choice(
                    crate::plan::words::status(status),
                    count,
                    Pick::WithStatus(Some(status)),
                )
            })
            .collect();
        choices.push(choice(
            "alle",
            plan.actions().count(),
            Pick::WithStatus(None),
        ));
        Self::of("Acties met welke status?", choices)
    }

    /// Every command with its key; those that don't apply now stand last, to find their key.
    pub fn commands(app: &App) -> Self {
        let context = if app.in_meeting() {
            Context::Meeting
        } else {
            Context::Browse
        };
        let keymap = &app.settings.keymap;
        let bound = keymap.iter().filter(|b| b.context == context);
        let (now, elsewhere): (Vec<_>, Vec<_>) = bound.partition(|b| (b.applies)(app));
        let choice = |bound: &&Bound, note: &str, pick| Choice {
            kind: bound
                .keys
                .first()
                .map_or_else(String::new, |key| key.shown(app.ascii)),
            label: format!("{}{note}", bound.command.label()),
            pick,
        };
        let now = now.iter().map(|b| choice(b, "", Pick::Command(b.command)));
        let elsewhere = elsewhere
            .iter()
            .map(|b| choice(b, " (niet hier)", Pick::Elsewhere(b.command)));
        Self::of("Welke opdracht?", now.chain(elsewhere).collect())
    }

    /// Whether to put an entry of an earlier session back.
    pub fn draft(draft: &Draft) -> Self {
        let typed: Vec<&str> = draft
            .fields
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        let label = format!("{}: {}", draft.id, typed.join(" · "));
        let choice = |kind: &str, label: &str, pick| Choice {
            kind: kind.to_string(),
            label: one_line(label).into_owned(),
            pick,
        };
        let title = format!("Concept van {} terugzetten?", moment_short(draft.at));
        let choices = vec![
            choice("terugzetten", &label, Pick::Restore),
            choice("weggooien", &label, Pick::Discard),
        ];
        Self::of(&title, choices)
    }

    /// The same list, its first choice made of the name that is typed.
    #[must_use]
    pub(crate) fn naming(self, choice: fn(&str) -> Choice, proposed: &str) -> Self {
        Self {
            naming: Some(Naming {
                choice,
                proposed: proposed.to_string(),
            }),
            ..self
        }
    }

    /// Orders the choices after what was typed.
    pub fn search(&mut self) {
        let typed = self.input.value();
        self.cursor = Cursor::default();
        if let (Some(naming), Some(first)) = (&self.naming, self.choices.first_mut()) {
            let name = if typed.trim().is_empty() {
                &naming.proposed
            } else {
                typed
            };
            *first = (naming.choice)(name);
            self.shown = (0..self.choices.len()).collect();
            return;
        }
        if typed.trim().is_empty() {
            self.shown = (0..self.choices.len()).collect();
            return;
        }
        // The words as they stand come first; only where no text holds them, letters in order.
        for kind in [AtomKind::Substring, AtomKind::Fuzzy] {
            let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind);
            self.shown = self.best(&pattern);
            if !self.shown.is_empty() {
                break;
            }
        }
    }

    /// The choices a pattern fits, best first.
    fn best(&self, pattern: &Pattern) -> Vec<usize> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = self
            .choices
            .iter()
            .enumerate()
            .filter_map(|(i, choice)| {
                let words = Utf32Str::new(&choice.label, &mut buffer);
                pattern.score(words, &mut matcher).map(|score| (score, i))
            })
            .collect();
        scored.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
        scored.into_iter().map(|(_, i)| i).collect()
    }

    /// What Enter takes.
    pub fn chosen(&self) -> Option<&Choice> {
        self.shown
            .get(self.cursor.selected)
            .map(|i| &self.choices[*i])
    }
}
