//! A list to choose from while typing: anything in the plan, a party, a command.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use super::App;
use super::command::Command;
use super::cursor::Cursor;
use super::keymap::Context;
use crate::plan::clean::one_line;
use crate::plan::date::moment_short;
use crate::plan::draft::Draft;
use crate::plan::lookup::Item;
use crate::plan::meeting::Set;
use crate::plan::{Id, Plan, Status};
use crate::report::page::named;

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
        }
    }

    /// Everything in the plan.
    pub fn anything(plan: &Plan) -> Self {
        let choices = plan.items().filter_map(|item| {
            let kind = match item {
                Item::Chapter(_) => "hoofdstuk",
                Item::Theme(..) => "thema",
                Item::Goal(..) => "doel",
                Item::Action(..) => "actie",
                Item::Kpi(..) => "KPI",
                Item::Indicator(_, kpi) if kpi.indicators.len() > 1 => "indicator",
                Item::Indicator(..) => return None,
                Item::Topic(..) => "onderwerp",
                Item::Regie(..) => "regie",
                Item::Party(_) => "partij",
                Item::Meeting(_) => "overleg",
                Item::Point(_) => "actiepunt",
            };
            let label = match item {
                Item::Indicator(indicator, _) => format!("{} {}", indicator.id, indicator.label),
                Item::Party(party) => party.spellings().collect::<Vec<_>>().join(" · "),
                _ => named(plan, item.id()),
            };
            Some(Choice {
                kind: kind.to_string(),
                label: one_line(&label).into_owned(),
                pick: Pick::Item(item.id().to_string()),
            })
        });
        Self::of("Zoek in het hele plan:", choices.collect())
    }

    /// Every party that carries out an action or takes part in one.
    pub fn parties(plan: &Plan) -> Self {
        let choices = crate::report::party_page::sorted(plan)
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

    /// Every command that applies now, with its key.
    pub fn commands(app: &App) -> Self {
        let keymap = &app.settings.keymap;
        let choices = keymap
            .iter()
            .filter(|b| b.context == Context::Browse && (b.applies)(app))
            .map(|binding| Choice {
                kind: binding
                    .keys
                    .first()
                    .map_or_else(String::new, |key| key.shown(app.ascii)),
                label: binding.command.label().to_string(),
                pick: Pick::Command(binding.command),
            });
        Self::of("Welke opdracht?", choices.collect())
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

    /// Orders the choices after what was typed.
    pub fn search(&mut self) {
        let typed = self.input.value();
        self.cursor = Cursor::default();
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
