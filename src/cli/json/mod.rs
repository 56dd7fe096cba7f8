//! What `--json` gives a script: one table per listing, from which the man page is printed and
//! which a test (`tests/cli/shapes.rs`) holds against the output. It is a promise: keys keep
//! their name, meaning and order; more may come.
//!
//! A name is what `jq` takes: `[].holders[].id`. What stands in more than one listing, because
//! it stands so in the plan's file, is a shape with a name of its own. The tables themselves are
//! text, a line for a key; how they are read stands on top of `listings.txt`.

use std::sync::LazyLock;

use Type::{Any, Boolean, Date, Either, Moment, Number, Object, Shaped, Text, Value, Word};

/// Every command with `--json`, in the order of `regie --help`.
pub static LISTINGS: LazyLock<Vec<Shape>> =
    LazyLock::new(|| tables(include_str!("listings.txt")).collect());

/// Everything a listing refers to, from the whole to its parts.
pub static SHAPES: LazyLock<Vec<Shape>> =
    LazyLock::new(|| tables(include_str!("shapes.txt")).collect());

/// A plan's file.
pub static PLAN: LazyLock<Shape> = LazyLock::new(|| {
    let mut tables = tables(include_str!("plan.txt"));
    tables.next().unwrap_or_default()
});

/// Words that may stand in more than one place.
const LISTS: [(&str, &[&str]); 7] = [
    ("@light", &["green", "amber", "red", "none"]),
    ("@status", &["open", "running", "done", "dropped"]),
    (
        "@fate",
        &["same", "came", "went", "split", "merged", "rearranged"],
    ),
    ("@kind", &["count", "milestone", "coverage", "ongoing"]),
    (
        "@cadence",
        &["monthly", "quarterly", "half-yearly", "yearly"],
    ),
    (
        "@sort",
        &[
            "chapter",
            "theme",
            "goal",
            "action",
            "kpi",
            "indicator",
            "topic",
            "regie",
            "party",
            "meeting",
            "action-point",
            "amount",
            "fte",
            "decision",
        ],
    ),
    (
        "@edit",
        &[
            "reading",
            "judgement",
            "status",
            "set",
            "add",
            "move",
            "drop",
            "merge",
            "context",
            "log",
            "meeting",
            "discussed",
            "action-point",
            "unknown",
        ],
    ),
];

/// The output of a command, or something that stands in more than one place.
#[derive(Debug, Default)]
pub struct Shape {
    /// The command as typed, or a Dutch name.
    pub name: &'static str,
    /// What it is, in Dutch.
    pub about: &'static str,
    /// Its keys, in the order they stand.
    pub keys: Vec<Key>,
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
#[derive(Debug)]
pub enum Type {
    /// Words, or an id.
    Text,
    /// One of these words.
    Word(Vec<&'static str>),
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
    Either(Vec<Self>),
}

impl Type {
    fn read(text: &'static str) -> Option<Self> {
        if let Some((_, words)) = LISTS.iter().find(|(name, _)| *name == text) {
            return Some(Word(words.to_vec()));
        }
        if let Some(words) = text.strip_prefix('=') {
            return Some(Word(words.split('|').collect()));
        }
        if text.contains('|') {
            let types: Option<_> = text.split('|').map(Self::read).collect();
            return Some(Either(types?));
        }
        Some(match text {
            "text" => Text,
            "number" => Number,
            "boolean" => Boolean,
            "value" => Value,
            "date" => Date,
            "moment" => Moment,
            "object" => Object,
            "any" => Any,
            shape => Shaped(shape.strip_prefix('<')?.strip_suffix('>')?),
        })
    }

    /// What it is, in Dutch.
    pub fn word(&self) -> String {
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
                let words: Vec<String> = types.iter().map(Self::word).collect();
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

    /// The key of a line; none where a column is missing or says nothing.
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split("  ").map(str::trim).filter(|it| !it.is_empty());
        let (path, of, meaning) = (columns.next()?, columns.next()?, columns.next()?);
        let without = |text: &'static str, end| match text.strip_suffix(end) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let ((path, optional), (of, null)) = (without(path, "?"), without(of, "|null"));
        Some(Self {
            path,
            of: Type::read(of)?,
            null,
            optional,
            meaning,
        })
    }
}

fn tables(text: &'static str) -> impl Iterator<Item = Shape> {
    text.split("\n\n").filter_map(|block| {
        let mut lines = block.lines();
        Some(Shape {
            name: lines.next()?.strip_prefix("= ")?,
            about: lines.next()?,
            keys: lines.filter_map(Key::read).collect(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    /// Every shape a table refers to.
    fn shapes_in(of: &Type, found: &mut Vec<&'static str>) {
        match of {
            Shaped(name) => found.push(name),
            Either(types) => types.iter().for_each(|of| shapes_in(of, found)),
            _ => {}
        }
    }

    #[test]
    fn every_shape_is_there_once_and_is_used() {
        let mut used = Vec::new();
        let tables = LISTINGS.iter().chain(SHAPES.iter()).chain([&*PLAN]);
        for key in tables.flat_map(|table| &table.keys) {
            shapes_in(&key.of, &mut used);
        }
        for name in &used {
            let times = SHAPES.iter().filter(|shape| shape.name == *name).count();
            assert_eq!(times, 1, "{name}");
        }
        for shape in SHAPES.iter() {
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
        // TOML, what is written for a shell and for man, JSON Schema, what takes a kind behind it,
        // and what an administrator does once.
        let other = ["config", "aanvulling", "handleiding", "schema", "importeer"];
        let is_other = |it: &str| other.contains(&it) || it.starts_with("database");
        for command in all.iter().filter(|command| !is_other(command)) {
            let mut named = LISTINGS.iter().flat_map(|it| it.name.split(", "));
            let listed = named.any(|named| {
                named.strip_prefix(command.as_str()).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(" -") || rest.starts_with(" ID")
                })
            });
            assert!(listed, "{command}");
        }
    }

    #[test]
    fn a_line_is_a_key() {
        for (line, path, word) in [
            ("id  text  de KPI", "id", "tekst"),
            ("id     text|null  de KPI", "id", "tekst of null"),
            ("x[]?  number  y", "x[]", "lijst: getal; kan ontbreken"),
            ("x  boolean|<stand>  y", "x", "true of false, of een stand"),
            ("x  =kept|text|null  y", "x", "kept, text of null"),
            ("x  @light  y", "x", "green, amber, red, none"),
        ] {
            let key = Key::read(line).unwrap();
            assert_eq!((key.path, key.word().as_str()), (path, word));
        }
        for line in ["id  text", "id  texts  de KPI", "id  <stand  de KPI"] {
            assert!(Key::read(line).is_none(), "{line}");
        }
    }

    #[test]
    fn every_line_is_read() {
        for text in [
            include_str!("listings.txt"),
            include_str!("shapes.txt"),
            include_str!("plan.txt"),
        ] {
            let lines = text.lines();
            let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
            let read: usize = tables(text).map(|table| table.keys.len() + 2).sum();
            assert_eq!(read, lines.count());
        }
    }
}
