//! What `--json` gives a script: one table per listing, from which the man page is printed and
//! which a test (`tests/cli/shapes.rs`) holds against the output. It is a promise: keys keep
//! their name, meaning and order; more may come.
//!
//! A name is what `jq` takes: `[].holders[].id`. What stands in more than one listing, because
//! it stands so in the plan's file, is a [`Shape`] with a name of its own.

mod changes;
mod listings;
mod shapes;
mod years;

pub use changes::PLAN;
pub use listings::LISTINGS;
pub use shapes::SHAPES;

use Type::{Any, Boolean, Date, Either, Moment, Number, Object, Shaped, Text, Value, Word};

/// The output of one command.
#[derive(Debug)]
pub struct Listing {
    /// The command, as typed.
    pub command: &'static str,
    /// What it gives, in Dutch.
    pub about: &'static str,
    /// Its keys, in the order they stand.
    pub keys: &'static [Key],
}

/// Something with keys that stands in more than one place.
#[derive(Debug)]
pub struct Shape {
    /// Its Dutch name.
    pub name: &'static str,
    /// What it is, in Dutch.
    pub about: &'static str,
    /// Its keys, in the order they stand.
    pub keys: &'static [Key],
}

/// A key, and what stands behind it.
#[derive(Debug)]
pub struct Key {
    /// Its path from where the table begins; a list ends in `[]`.
    pub path: &'static str,
    /// What stands there, or in each place of the list.
    pub of: Type,
    /// Whether that may be `null`.
    pub null: bool,
    /// Whether the key may be left out.
    pub optional: bool,
    /// What it means, in Dutch.
    pub meaning: &'static str,
}

/// What stands behind a key.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// Words, or an id.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A number, or `true` or `false`.
    Value,
    /// `2026-11-23`.
    Date,
    /// `2026-11-23T14:02:11+01:00`.
    Moment,
    /// More keys, which follow in the same table.
    Object,
    /// The keys of the shape with this name.
    Shaped(&'static str),
    /// Whatever stands there in the plan.
    Any,
    /// One of several.
    Either(&'static [Self]),
}

impl Type {
    /// What it is, in Dutch.
    pub fn word(self) -> String {
        match self {
            Text => "tekst".to_string(),
            Word(words) => words.join(", "),
            Number => "getal".to_string(),
            Boolean => "true of false".to_string(),
            Value => "getal, of true of false".to_string(),
            Date => "datum, jjjj-mm-dd".to_string(),
            Moment => "moment, jjjj-mm-ddTuu:mm:ss+uu:mm".to_string(),
            Object => "object".to_string(),
            Any => "wat er in het plan staat".to_string(),
            Shaped(name) => format!("een {name}"),
            Either(types) => {
                let words: Vec<String> = types.iter().map(|of| of.word()).collect();
                words.join(", of ")
            }
        }
    }
}

impl Key {
    /// What stands there, in Dutch: `lijst: tekst; kan ontbreken`.
    pub fn word(&self) -> String {
        let of = self.of.word();
        let mut word = if self.path.ends_with("[]") {
            format!("lijst: {of}")
        } else {
            of
        };
        if self.null {
            word.push_str(" of null");
        }
        if self.optional {
            word.push_str("; kan ontbreken");
        }
        word
    }

    /// Whether a plan's file may leave it out although the output always has it.
    pub fn has_default(&self) -> bool {
        matches!(self.path, "status" | "once" | "thresholds")
    }

    const fn or_null(mut self) -> Self {
        self.null = true;
        self
    }

    const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// A key that is always there.
const fn key(path: &'static str, of: Type, meaning: &'static str) -> Key {
    Key {
        path,
        of,
        null: false,
        optional: false,
        meaning,
    }
}

const LIGHT: Type = Word(&["green", "amber", "red", "none"]);
const STATUS: Type = Word(&["open", "running", "done", "dropped"]);
const KIND: Type = Word(&["count", "milestone", "coverage", "ongoing"]);
const CADENCE: Type = Word(&["monthly", "quarterly", "half-yearly", "yearly"]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    /// Every shape a table refers to.
    fn shapes_in(of: Type, found: &mut Vec<&'static str>) {
        match of {
            Shaped(name) => found.push(name),
            Either(types) => types.iter().for_each(|of| shapes_in(*of, found)),
            _ => {}
        }
    }

    #[test]
    fn every_shape_is_there_once_and_is_used() {
        let mut used = Vec::new();
        let listed = LISTINGS.iter().flat_map(|listing| listing.keys);
        let shaped = SHAPES.iter().flat_map(|shape| shape.keys);
        for key in listed.chain(shaped).chain(PLAN) {
            shapes_in(key.of, &mut used);
        }
        for name in &used {
            let times = SHAPES.iter().filter(|shape| shape.name == *name).count();
            assert_eq!(times, 1, "{name}");
        }
        for shape in SHAPES {
            assert!(used.contains(&shape.name), "{}", shape.name);
        }
    }

    #[test]
    fn every_command_that_has_json_is_listed() {
        fn commands(of: &clap::Command, path: &str, found: &mut Vec<String>) {
            for inner in of.get_subcommands() {
                let path = format!("{path}{}", inner.get_name());
                commands(inner, &format!("{path} "), found);
                found.push(path);
            }
        }
        let mut all = Vec::new();
        commands(&command(), "", &mut all);
        // TOML, what is written for a shell and for man, and JSON Schema.
        let other = ["config", "aanvulling", "handleiding", "schema"];
        for command in all
            .iter()
            .filter(|command| !other.contains(&command.as_str()))
        {
            let mut named = LISTINGS.iter().flat_map(|it| it.command.split(", "));
            let listed = named.any(|named| {
                named.strip_prefix(command.as_str()).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(" -") || rest.starts_with(" ID")
                })
            });
            assert!(listed, "{command}");
        }
    }

    #[test]
    fn a_key_says_what_stands_there() {
        for (key, word) in [
            (key("id", Text, ""), "tekst"),
            (key("id", Text, "").or_null(), "tekst of null"),
            (
                key("x[]", Number, "").optional(),
                "lijst: getal; kan ontbreken",
            ),
            (
                key("x", Either(&[Boolean, Shaped("stand")]), ""),
                "true of false, of een stand",
            ),
        ] {
            assert_eq!(key.word(), word);
        }
    }
}
