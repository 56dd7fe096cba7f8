//! The fields of a form, each by its name: one more shifts no other.

use tui_input::Input;

use crate::app::typing::field::paste;
use crate::plan::edit;

/// A field as a form has it before anything is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blank {
    /// Its name, in a draft as well.
    pub name: &'static str,
    /// Its name on screen.
    pub label: &'static str,
    /// How wide it is, in cells.
    pub width: u16,
    /// Whether it takes free text, which must not be about persons.
    pub free: bool,
}

impl Blank {
    /// A value that is read.
    pub const fn value(name: &'static str, label: &'static str, width: u16) -> Self {
        Self {
            name,
            label,
            width,
            free: false,
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
        Self::value(field.key, field.head, 12)
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
    /// What was understood, or what helps.
    pub beside: String,
    /// What is wrong.
    pub error: Option<String>,
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
            beside: String::new(),
            error: None,
        };
        Self {
            all: blanks.iter().map(field).collect(),
            focus: blanks.first().map_or("", |blank| blank.name),
        }
    }

    /// The field with this name, where there is one.
    fn called(&mut self, name: &str) -> Option<&mut Field> {
        self.all.iter_mut().find(|it| it.blank.name == name)
    }

    /// Sets what is typed in the field with this name.
    pub fn fill(&mut self, name: &str, text: &str) {
        if let Some(field) = self.called(name) {
            field.input.reset();
            paste(&mut field.input, text);
        }
    }

    /// Whether anything is typed.
    pub fn is_dirty(&self) -> bool {
        self.all.iter().any(|field| !field.input.value().is_empty())
    }

    /// What is typed in a field.
    pub fn value(&self, blank: Blank) -> &str {
        let field = self.all.iter().find(|it| it.blank == blank);
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

    /// Goes on by so many fields, round and round.
    pub fn step(&mut self, by: isize) {
        let len = self.all.len().max(1).cast_signed();
        let at = self.all.iter().position(|it| it.blank.name == self.focus);
        let to = (at.unwrap_or(0).cast_signed() + by).rem_euclid(len);
        let field = self.all.get(to.cast_unsigned());
        self.focus = field.map_or(self.focus, |it| it.blank.name);
    }

    /// No field is wrong any more.
    pub fn forgive(&mut self) {
        for field in &mut self.all {
            field.error = None;
        }
    }
}
