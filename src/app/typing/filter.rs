//! Which rows the panes of KPIs, actions and the agenda show: one filter over all three, set
//! field by field from a list, kept under a name.

use std::collections::HashSet;

use tui_input::Input;

use super::choosing::picker::{Choice, Picker};
use super::choosing::wish::Wish;
use super::record::Pick;
use crate::app::list::grid::Grid;
use crate::app::{App, Effect, Mode};
use crate::plan::Chapter;
use crate::plan::clean::one_line;
use crate::plan::find::filter::{Due, Field, Filter, Named, Over};
use crate::plan::find::parties::sorted;
use crate::plan::model::date;
use crate::plan::model::kpi::Light;
use crate::plan::model::shared::Shared;
use crate::plan::words;
use crate::plan::words::{chapter_title, counted};
use crate::plan::{Id, Status};

/// The longest name a filter is kept under.
const LONGEST_NAME: usize = 40;

fn choice(kind: &str, label: &str, wish: Wish) -> Choice<Pick> {
    Choice::new(kind, label, Pick::Filter(wish))
}

impl App {
    /// Takes out the rows of the pane in sight that the filter doesn't keep.
    pub(crate) fn sift(&self, grid: &mut Grid) {
        let Some(over) = self.over().filter(|over| self.filter.bears_on(*over)) else {
            return;
        };
        let kept: HashSet<Id> = self.filter.kept(&self.plan, over, self.today);
        grid.rows.retain(|row| kept.contains(&row.key));
        grid.empty = "Geen rij past in dit filter.".into();
    }

    /// The pane's name with what its rows are filtered on and how many are left:
    /// `KPI's · hoofdstuk 3 · rood · 4 van 54 indicatoren`, `Acties · open · 4 van 84`.
    pub(crate) fn pane_title(&self) -> String {
        let name = self.pane.spec().title;
        let Some(words) = self.filter_words() else {
            return name.to_string();
        };
        let all = self.panes[self.pane].all;
        if self.pane.is_tree() {
            return format!("{name} · {words}");
        }
        // A KPI may have several, each a row.
        let rows = match self.over() {
            Some(Over::Kpis) => " indicatoren",
            _ => "",
        };
        format!("{name} · {words} · {} van {all}{rows}", self.len())
    }

    /// What the rows of the pane in sight are filtered on, in words.
    pub fn filter_words(&self) -> Option<String> {
        let fields = self
            .over()
            .map(|over| self.filter.words(&self.plan, Some(over)));
        let typed = self.filter_input().value();
        let typed = (!typed.is_empty()).then(|| format!("“{typed}”"));
        let words: Vec<String> = fields.into_iter().flatten().chain(typed).collect();
        (!words.is_empty()).then(|| words.join(" · "))
    }

    /// What the rows of the pane in sight are, where they can be filtered on fields: the tree and the
    /// log once there is something to find.
    fn over(&self) -> Option<Over> {
        let over = self.pane.spec().over?;
        let (plan, memory) = (&self.plan, &self.memory);
        // The footer asks at each key, and no is known only once all was seen.
        let weighs = || plan.items().any(|item| item.priority().is_some());
        let altered = || plan.history.iter().any(|it| it.edit.alters(plan).is_some());
        let there = match over {
            Over::Plan => *memory.weighs.get_or_init(weighs),
            Over::Log => *memory.altered.get_or_init(altered),
            _ => true,
        };
        there.then_some(over)
    }

    /// Whether the filter on fields holds for the pane in sight.
    pub fn can_sift(&self) -> bool {
        self.over().is_some()
    }

    /// The filter as it is kept: its fields and the words of the pane in sight.
    fn whole_filter(&self) -> Filter {
        Filter {
            words: self.filter_input().value().to_string(),
            ..self.filter.clone()
        }
    }

    /// Everything one can filter on: what is kept, the fields, and below them their values, so
    /// that typing "rood" is enough.
    pub(crate) fn choose_filter(&mut self) {
        let Some(over) = self.over() else {
            return;
        };
        let kept = self.kept_filters.iter();
        let mut choices: Vec<Choice<Pick>> = kept
            .map(|kept| {
                let label = format!("{} ({})", kept.name, self.described(&kept.filter));
                choice("bewaard", &label, Wish::Kept(kept.filter.clone()))
            })
            .collect();
        let fields = Field::ALL.into_iter().filter(|it| over.has(*it));
        choices.extend(
            fields
                .clone()
                .map(|field| choice("filter op", field.label(), Wish::Field(field))),
        );
        if self.can_filter() {
            choices.push(choice("filter op", "woorden", Wish::Words));
        }
        if !self.whole_filter().is_empty() {
            choices.push(choice("bewaar", "dit filter bewaren als…", Wish::Keep));
            choices.push(choice("alles", "zonder filter", Wish::Nothing));
        }
        if !self.kept_filters.is_empty() {
            let label = "een bewaard filter verwijderen…";
            choices.push(choice("verwijder", label, Wish::Forget));
        }
        for field in fields {
            let values = self.values(field, over).into_iter();
            choices.extend(values.map(|(label, wish)| choice(field.label(), &label, wish)));
        }
        self.mode = Mode::Picker(Picker::of("Filter op:", choices));
    }

    /// A filter in words.
    fn described(&self, filter: &Filter) -> String {
        let mut words = filter.words(&self.plan, None);
        if !filter.words.is_empty() {
            words.push(format!("“{}”", filter.words));
        }
        words.join(" · ")
    }

    /// The values of a field.
    fn values(&self, field: Field, over: Over) -> Vec<(String, Wish)> {
        match field {
            Field::Chapter => {
                let has_rows = |chapter: &&Shared<Chapter>| {
                    over != Over::Kpis && !chapter.themes.is_empty() || !chapter.kpis.is_empty()
                };
                let chapters = self.plan.chapters.iter().filter(has_rows);
                chapters
                    .map(|it| (chapter_title(it), Wish::Chapter(Some(it.id.clone()))))
                    .collect()
            }
            // One that holds no more, and is named nowhere, leaves nothing.
            Field::Party => sorted(&self.plan)
                .into_iter()
                .filter(|it| {
                    let wish = Wish::Party(Some(it.id.clone()));
                    it.dropped.is_none() || self.left_by(&Filter::default(), &wish, over) > 0
                })
                .map(|it| (it.name.clone(), Wish::Party(Some(it.id.clone()))))
                .collect(),
            Field::Light => Light::ALL
                .map(|it| (words::light(it).to_string(), Wish::Light(Some(it))))
                .to_vec(),
            Field::Status => Status::ALL
                .map(|it| (words::status(it).to_string(), Wish::Status(Some(it))))
                .to_vec(),
            Field::Due => Due::ALL
                .map(|it| (self.due_words(it), Wish::Due(Some(it))))
                .to_vec(),
            Field::Priority => [1, 2, 3]
                .map(|it| (format!("prioriteit {it}"), Wish::Priority(Some(it))))
                .to_vec(),
            Field::Adjusted => vec![("bijstellingen".to_string(), Wish::Adjusted(true))],
        }
    }

    /// `komende drie maanden (tot en met 23-02-2027)`.
    fn due_words(&self, due: Due) -> String {
        match due.until(self.today).filter(|_| due != Due::Late) {
            Some(last) => format!("{} (tot en met {})", due.word(), date::dutch(last)),
            None => due.word().to_string(),
        }
    }

    /// The values of one field, each with the rows it would leave.
    fn choose_value(&mut self, field: Field) {
        let Some(over) = self.over() else {
            return;
        };
        let few = !matches!(field, Field::Chapter | Field::Party);
        let mut choices: Vec<Choice<Pick>> = self
            .values(field, over)
            .into_iter()
            .map(|(label, wish)| {
                let left = || counted(self.left_by(&self.filter, &wish, over), "rij", "rijen");
                let kind = if few { left() } else { String::new() };
                choice(&kind, &label, wish)
            })
            .collect();
        let none = field.none();
        let mut without = self.filter.clone();
        none.set(&mut without);
        if without != self.filter {
            choices.push(choice("", "alle", none));
        }
        let title = format!("Filter op {}:", field.label());
        self.mode = Mode::Picker(Picker::of(&title, choices));
    }

    /// How many rows a filter leaves with one field set to a value.
    fn left_by(&self, filter: &Filter, wish: &Wish, over: Over) -> usize {
        let mut filter = filter.clone();
        wish.set(&mut filter);
        filter.kept(&self.plan, over, self.today).len()
    }

    /// Every party that carries out an action or takes part in one.
    pub(crate) fn parties_with_actions(&self) -> Picker<Pick> {
        let parties = self.values(Field::Party, Over::Actions).into_iter();
        let choices = parties.map(|it| self.with_actions(it));
        let some = choices.filter(|(count, _)| *count > 0).map(|it| it.1);
        Picker::of("Acties van welke partij?", some.collect())
    }

    /// The statuses, with how many actions have each.
    pub(crate) fn statuses_of_actions(&self) -> Picker<Pick> {
        let all = ("alle".to_string(), Field::Status.none());
        let statuses = self.values(Field::Status, Over::Actions).into_iter();
        let choices = statuses.chain([all]).map(|it| self.with_actions(it).1);
        Picker::of("Acties met welke status?", choices.collect())
    }

    /// How many actions have a value, and the choice to show only those.
    fn with_actions(&self, (label, wish): (String, Wish)) -> (usize, Choice<Pick>) {
        let count = self.left_by(&Filter::default(), &wish, Over::Actions);
        let kind = counted(count, "actie", "acties");
        (count, Choice::new(kind, &label, Pick::Actions(wish)))
    }

    /// Does what was chosen.
    pub(crate) fn take_wish(&mut self, wish: Wish) -> Vec<Effect> {
        match wish {
            Wish::Field(field) => self.choose_value(field),
            Wish::Words => self.start_filtering(),
            Wish::Keep => self.ask_name(),
            Wish::Forget => self.ask_which(),
            Wish::KeepAs(name) => {
                let filter = self.whole_filter();
                return vec![Effect::KeepFilter(Named { name, filter })];
            }
            Wish::ForgetNamed(name) => return vec![Effect::ForgetFilter(name)],
            Wish::Nothing => self.clear(),
            Wish::Kept(filter) => {
                self.panes[self.pane].words = Input::new(filter.words.clone());
                self.filter = Filter {
                    words: String::new(),
                    ..filter
                };
                self.select_first();
            }
            value => {
                value.set(&mut self.filter);
                self.select_first();
            }
        }
        Vec::new()
    }

    /// Other rows: the first of them is selected.
    pub(crate) fn select_first(&mut self) {
        self.panes[self.pane].cursor = crate::app::list::cursor::Cursor::default();
        self.text_top = 0;
        self.rebuild();
        self.panes[self.pane].cursor = crate::app::list::cursor::Cursor::default();
        self.settle();
    }

    fn ask_name(&mut self) {
        let proposed = self.described(&self.whole_filter());
        let proposed: String = proposed.chars().take(LONGEST_NAME).collect();
        let mut choices = vec![choice(
            "bewaar als",
            &proposed,
            Wish::KeepAs(proposed.clone()),
        )];
        let kept = self.kept_filters.iter();
        choices.extend(
            kept.map(|kept| choice("vervang", &kept.name, Wish::KeepAs(kept.name.clone()))),
        );
        let picker = Picker::of("Bewaar dit filter als:", choices);
        self.mode = Mode::Picker(picker.naming(name_of, proposed));
    }

    fn ask_which(&mut self) {
        let kept = self.kept_filters.iter();
        let choices = kept.map(|kept| {
            let label = format!("{} ({})", kept.name, self.described(&kept.filter));
            choice("verwijder", &label, Wish::ForgetNamed(kept.name.clone()))
        });
        let picker = Picker::of("Verwijder welk filter?", choices.collect());
        self.mode = Mode::Picker(picker);
    }

    /// The kept filters are others now; says which one was kept or removed.
    pub(crate) fn kept_filters_changed(&mut self, filters: Vec<Named>) {
        let gone = self
            .kept_filters
            .iter()
            .find(|was| filters.iter().all(|now| now.name != was.name));
        let new = filters.iter().find(|now| !self.kept_filters.contains(now));
        let said = match (new, gone) {
            (Some(new), _) => format!("Filter “{}” bewaard; F toont het.", new.name),
            (None, Some(gone)) => format!("Filter “{}” verwijderd.", gone.name),
            (None, None) => "Dit filter was al bewaard.".to_string(),
        };
        self.kept_filters = filters;
        self.tell(said, false);
    }
}

/// What was typed as a name: one line, not too long.
fn name_of(typed: &str) -> Choice<Pick> {
    let name: String = one_line(typed.trim()).chars().take(LONGEST_NAME).collect();
    choice("bewaar als", &name, Wish::KeepAs(name.clone()))
}
