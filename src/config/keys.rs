//! `[toetsen]`: which key gives which command. The panes' keys stand in the table itself, those
//! of the other contexts in tables of their own (`[toetsen.typen]`, `[toetsen.in-hulp]`).

use toml::Spanned;
use toml::de::DeValue;

use super::fault::{Fault, pairs, table, unknown};
use crate::app::keys::command::Command;
use crate::app::keys::key::Key;
use crate::app::keys::keymap::Context;
use crate::app::keys::user;
use crate::app::keys::user::Keymap;
use crate::plan::clean::one_line;

/// What the user set: where it stands, for which context and command.
type Set = (usize, Context, Command);

/// Reads the keys into the keymap.
pub(super) fn read(value: &Spanned<DeValue<'_>>, keymap: &mut Keymap) -> Result<(), Fault> {
    let mut set: Vec<Set> = Vec::new();
    for (name, at, value) in pairs(table("toetsen", value)?) {
        let inner = Context::ALL
            .into_iter()
            .find(|context| context.name() == Some(name));
        match inner {
            Some(context) => {
                for (name, at, value) in pairs(table(name, value)?) {
                    set.push(one(context, (name, at, value), keymap)?);
                }
            }
            None => set.push(one(Context::Browse, (name, at, value), keymap)?),
        }
    }
    // Only once all is read: two commands may have changed places.
    set.into_iter()
        .find_map(|(at, context, command)| {
            let fault = keymap.fault(context, command)?;
            Some(Err(Fault::new(at, told(fault, command))))
        })
        .unwrap_or(Ok(()))
}

fn one(
    context: Context,
    (name, at, value): (&str, usize, &Spanned<DeValue<'_>>),
    keymap: &mut Keymap,
) -> Result<Set, Fault> {
    let commands = keymap.commands(context);
    let Some(command) = commands.iter().find(|command| command.name() == name) else {
        let mut known: Vec<&str> = commands.iter().map(|command| command.name()).collect();
        if context == Context::Browse {
            known.extend(Context::ALL.into_iter().filter_map(Context::name));
        }
        return Err(Fault::new(at, unknown("de opdracht", name, &known)));
    };
    keymap.set(context, *command, &keys_of(name, value)?);
    Ok((at, context, *command))
}

/// One key, or a list of them.
fn keys_of(name: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<Key>, Fault> {
    match value.get_ref() {
        DeValue::String(_) => Ok(vec![key(name, value)?]),
        DeValue::Array(list) => list.iter().map(|value| key(name, value)).collect(),
        _ => Err(no_key(name, value)),
    }
}

fn key(name: &str, value: &Spanned<DeValue<'_>>) -> Result<Key, Fault> {
    let text = value
        .get_ref()
        .as_str()
        .ok_or_else(|| no_key(name, value))?;
    Key::written(text).map_err(|why| {
        let text: String = one_line(text).chars().take(40).collect();
        Fault::new(value.span().start, format!("“{text}” {why}"))
    })
}

fn no_key(name: &str, value: &Spanned<DeValue<'_>>) -> Fault {
    let what = format!(
        "bij “{name}” hoort een toets, zoals \"e\" of \"ctrl-f\", of een lijst als [\"e\", \"f2\"]"
    );
    Fault::new(value.span().start, what)
}

fn told(fault: user::Clash, command: Command) -> String {
    let name = command.name();
    match fault {
        user::Clash::Twice(key, other) => {
            let (key, other) = (key.name(), other.name());
            format!("“{key}” is al de toets van {other}; kies voor {name} of {other} een andere")
        }
        user::Clash::IsText(key) => format!(
            "“{}” is tijdens typen gewoon tekst; kies voor {name} een toets met ctrl-, of f1 tot f12",
            key.name()
        ),
        user::Clash::NoWayOut => {
            format!("zonder toets voor {name} komt u er niet meer uit; noem er ten minste één")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::key::Code;
    use crate::config::read::read;

    #[test]
    fn keys_are_read_for_each_context() {
        let text = "[toetsen]\nomhoog = [\"k\", \"ctrl-p\"]\nzoeken = \"f3\"\nhulp = []\n\
                    [toetsen.in-hulp]\nlaten = \"esc\"\n[toetsen.typen]\nleegmaken = \"ctrl-k\"\n";
        let keymap = read(text).unwrap().keymap;
        for (context, command, keys) in [
            (
                Context::Browse,
                Command::Up,
                &[Key::char('k'), Key::ctrl('p')][..],
            ),
            (Context::Browse, Command::Find, &[Key::plain(Code::F(3))]),
            (Context::Browse, Command::Help, &[]),
            (Context::Help, Command::Cancel, &[Key::plain(Code::Esc)]),
            (Context::Text, Command::ClearText, &[Key::ctrl('k')]),
        ] {
            assert_eq!(keymap.keys(context, command), keys, "{command:?}");
        }
    }

    #[test]
    fn two_commands_may_change_places() {
        assert!(read("[toetsen]\nbewerken = \"u\"\nterugnemen = \"e\"\n").is_ok());
    }

    #[test]
    fn bindings_that_cant_be_are_refused_where_they_stand() {
        for (text, at, what) in [
            (
                "omhog = \"k\"",
                "omhog",
                "de opdracht “omhog” is er niet; bedoelt u omhoog?",
            ),
            (
                "zoeken = \"ctlr-f\"",
                "\"ctlr-f\"",
                "“ctlr-f” is geen toets; het zijn letters en tekens, ctrl-a tot ctrl-z, f1 tot f12, \
                 spatie, enter, esc, tab, shift-tab, backspace, del, links, rechts, op, neer, home, \
                 end, pgup, pgdn",
            ),
            (
                "zoeken = \"e\"",
                "zoeken",
                "“e” is al de toets van bewerken; kies voor zoeken of bewerken een andere",
            ),
            (
                "zoeken = 3",
                "3",
                "bij “zoeken” hoort een toets, zoals \"e\" of \"ctrl-f\", of een lijst als [\"e\", \"f2\"]",
            ),
            (
                "stoppen = []",
                "stoppen",
                "zonder toets voor stoppen komt u er niet meer uit; noem er ten minste één",
            ),
            (
                "[toetsen.typen]\nlaten = \"x\"",
                "laten",
                "“x” is tijdens typen gewoon tekst; kies voor laten een toets met ctrl-, of f1 tot f12",
            ),
            (
                "[toetsen.typen]\nomhoog = \"f2\"",
                "omhoog",
                "de opdracht “omhoog” is er niet; `regie config` toont ze alle",
            ),
        ] {
            let text = format!("[toetsen]\n{text}\n");
            let fault = read(&text).unwrap_err();
            assert_eq!(fault.what, what, "{text}");
            assert_eq!(Some(fault.at), text.find(at), "{text}");
        }
    }
}
