//! The fields of a form, each by its name: one more shifts no other.

use tui_input::Input;

use crate::app::typing::field::{paste, paste_lines};
use crate::plan::edit::{self, Takes};

/// What a field looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A line of so many cells.
    Line(u16),
    /// As many lines as its text takes.
    Lines(Breaks),
    /// Chosen from a list, one or several: what stands there has commas between.
    Choice {
        /// Whether several.
        several: bool,
    },
}

/// Where a text of several lines breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// Only where it is full.
    Full,
    /// Where it was broken as well.
    Kept,
    /// Where Enter is pressed: running text.
    Enter,
}

/// A field as a form has it before anything is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blank {
    /// Its name, in a draft as well.
    pub name: &'static str,
    /// Its name on screen.
    pub label: &'static str,
    /// What it looks like.
    pub shape: Shape,
    /// Whether it takes free text, which must not be about persons.
    pub free: bool,
    /// The field, and what stands in it, with which alone this one is asked.
    pub only: Option<(&'static str, &'static str)>,
    /// The column of the selected row it is typed in, where that isn't the form.
    pub column: Option<usize>,
}

impl Blank {
    /// A value that is read.
    pub const fn value(name: &'static str, label: &'static str, width: u16) -> Self {
        Self::shaped(name, label, Shape::Line(width))
    }

    /// One that looks like this.
    pub const fn shaped(name: &'static str, label: &'static str, shape: Shape) -> Self {
        Self {
            name,
            label,
            shape,
            free: false,
            only: None,
            column: None,
        }
    }

    /// The same, typed in this column of the selected row.
    pub const fn in_column(self, column: usize) -> Self {
        Self {
            column: Some(column),
            ..self
        }
    }

    /// The same, asked only where this stands in another field.
    pub const fn only(self, field: &'static str, value: &'static str) -> Self {
        Self {
            only: Some((field, value)),
            ..self
        }
    }

    /// A free text.
    pub const fn text(name: &'static str, label: &'static str) -> Self {
        Self {
            free: true,
            ..Self::value(name, label, 60)
        }
    }

    /// A field of an item that a hand may change.
    pub const fn of(field: &edit::Field) -> Self {
        let shape = match field.takes {
            Takes::Text | Takes::Names | Takes::Terms | Takes::Targets | Takes::Adoption => {
                Shape::Lines(Breaks::Full)
            }
            Takes::LongText => Shape::Lines(Breaks::Kept),
            Takes::Blocks => Shape::Lines(Breaks::Enter),
            Takes::Parties | Takes::Goals | Takes::Covers => Shape::Choice { several: true },
            Takes::Choice(_) | Takes::Bool | Takes::Party | Takes::Chapter | Takes::Row => {
                Shape::Choice { several: false }
            }
            Takes::Target => Shape::Line(20),
            _ => Shape::Line(12),
        };
        Self::shaped(field.key, field.head, shape)
    }

    /// That it is wrong.
    pub fn wrong(self, sentence: impl Into<String>) -> Wrong {
        Wrong {
            field: Some(self),
            sentence: sentence.into(),
        }
    }
}

/// What is wrong with a form.
#[derive(Debug)]
pub struct Wrong {
    /// In which field; none where it is the whole.
    pub field: Option<Blank>,
    /// In words.
    pub sentence: String,
}

impl Wrong {
    /// What it is about has left the plan.
    pub fn gone(id: &str) -> Self {
        Self {
            field: None,
            sentence: format!("{id} staat niet meer in het plan"),
        }
    }
}

/// A field that is being filled in.
#[derive(Debug)]
pub struct Field {
    /// What it is.
    pub blank: Blank,
    /// What is typed.
    pub input: Input,
    /// What stood there before anything was.
    pub was: String,
    /// What is chosen, in words.
    pub words: String,
    /// What was understood, or what helps.
    pub beside: String,
    /// What is wrong.
    pub error: Option<String>,
    /// Whether what stands there was put in by the form, and nobody saw it yet.
    pub unseen: bool,
}

impl Field {
    /// Whether another text stands there than before.
    pub fn is_dirty(&self) -> bool {
        self.input.value() != self.was
    }

    /// Types a text into it, with its breaks where it has any. How many characters it takes at
    /// most, where that isn't all of it.
    pub fn paste(&mut self, text: &str) -> Option<usize> {
        match self.blank.shape {
            Shape::Lines(Breaks::Kept | Breaks::Enter) => paste_lines(&mut self.input, text),
            _ => paste(&mut self.input, text),
        }
    }

    /// Takes a choice, or takes it away again.
    pub fn choose(&mut self, chosen: &str, several: bool) {
        let mut all: Vec<&str> = self.chosen().collect();
        match all.iter().position(|it| *it == chosen) {
            Some(at) if several => {
                all.remove(at);
            }
            _ if several && !chosen.is_empty() => all.push(chosen),
            _ => all = vec![chosen],
        }
        self.input = Input::new(all.join(", "));
    }

    /// What is chosen.
    pub fn chosen(&self) -> impl Iterator<Item = &str> {
        let chosen = matches!(self.blank.shape, Shape::Choice { .. });
        let all = self.input.value().split(", ").filter(move |_| chosen);
        all.filter(|it| !it.is_empty())
    }
}

/// The fields of a form.
#[derive(Debug)]
pub struct Fields {
    /// In their order on screen.
    pub all: Vec<Field>,
    /// The name of the one that is typed in.
    pub focus: &'static str,
}

impl Fields {
    /// Nothing typed yet; the first one has the keys.
    pub fn of(blanks: &[Blank]) -> Self {
        let field = |blank: &Blank| Field {
            blank: *blank,
            input: Input::default(),
            was: String::new(),
            words: String::new(),
            beside: String::new(),
            error: None,
            unseen: false,
        };
        Self {
            all: blanks.iter().map(field).collect(),
            focus: blanks.first().map_or("", |blank| blank.name),
        }
    }

    /// The field with this name, where there is one.
    pub fn called(&mut self, name: &str) -> Option<&mut Field> {
        self.all.iter_mut().find(|it| it.blank.name == name)
    }

    /// Sets what is typed in the field with this name.
    pub fn fill(&mut self, name: &str, text: &str) {
        if let Some(field) = self.called(name) {
            field.input.reset();
            field.paste(text);
            field.unseen = false;
        }
    }

    /// Sets what the form offers in a field: it is seen from its beginning.
    pub fn offer(&mut self, name: &str, text: &str) {
        self.fill(name, text);
        if let Some(field) = self.called(name) {
            field.unseen = true;
        }
    }

    /// Sets what stands in a field before anything is typed.
    pub fn begin(&mut self, name: &str, text: &str) {
        self.offer(name, text);
        if let Some(field) = self.called(name) {
            field.was = field.input.value().to_string();
        }
    }

    /// Whether anything is typed.
    pub fn is_dirty(&self) -> bool {
        self.all.iter().any(Field::is_dirty)
    }

    /// Whether anything is typed in this field.
    pub fn is_typed(&self, blank: Blank) -> bool {
        let field = self.all.iter().find(|it| it.blank.name == blank.name);
        field.is_some_and(Field::is_dirty)
    }

    /// What is typed in a field.
    pub fn value(&self, blank: Blank) -> &str {
        let field = self.all.iter().find(|it| it.blank.name == blank.name);
        field.map_or("", |field| field.input.value())
    }

    /// What is typed, without the white space around it; none where that is nothing.
    pub fn typed(&self, blank: Blank) -> Option<String> {
        Some(self.value(blank).trim().to_string()).filter(|text| !text.is_empty())
    }

    /// The field that is typed in.
    pub fn focused(&mut self) -> Option<&mut Field> {
        self.called(self.focus)
    }

    /// Goes to the field with this name, where there is one.
    pub fn go(&mut self, name: &str) {
        let field = self.called(name).map(|it| it.blank.name);
        self.focus = field.unwrap_or(self.focus);
    }

    /// Those that are asked.
    pub fn asked(&self) -> impl Iterator<Item = &Field> {
        let stands = |(name, value): (&str, &str)| {
            let mut all = self.all.iter();
            all.any(|it| it.blank.name == name && it.input.value() == value)
        };
        let all = self.all.iter();
        all.filter(move |field| field.blank.only.is_none_or(stands))
    }

    /// Goes on by so many fields, round and round.
    pub fn step(&mut self, by: isize) {
        let names: Vec<&'static str> = self.asked().map(|it| it.blank.name).collect();
        let at = names.iter().position(|name| *name == self.focus);
        let to = at.unwrap_or(0).cast_signed() + by;
        let to = to.rem_euclid(names.len().max(1).cast_signed());
        let name = names.get(to.cast_unsigned());
        self.focus = name.copied().unwrap_or(self.focus);
    }

    /// No field is wrong any more.
    pub fn forgive(&mut self) {
        for field in &mut self.all {
            field.error = None;
        }
    }
}
