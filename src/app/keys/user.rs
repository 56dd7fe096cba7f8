//! The keys in force: those of the one table, changed by the user's settings.

use super::command::Command;
use super::key::{Code, Key};
use super::keymap;
use super::keymap::{Binding, COMMANDS, Context};
use crate::app::App;

/// A binding with the keys it has for this user.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Where it holds.
    pub context: Context,
    /// The keys, the one to show first; none where the user wants none.
    pub keys: Vec<Key>,
    /// What they do.
    pub command: Command,
    /// The word in the footer, and how late it goes when the screen is narrow; 0 is not shown.
    pub hint: (&'static str, u8),
    /// Whether it does anything now.
    pub applies: fn(&App) -> bool,
}

impl Bound {
    /// Whether a key is one of its own. Ctrl makes no other key of one that isn't a character.
    pub fn has(&self, key: Key) -> bool {
        let key = match key.code {
            Code::Char(_) => key,
            code => Key::plain(code),
        };
        self.keys.contains(&key)
    }
}

impl From<&Binding> for Bound {
    fn from(binding: &Binding) -> Self {
        Self {
            context: binding.context,
            keys: binding.keys.to_vec(),
            command: binding.command,
            hint: binding.hint,
            applies: binding.applies,
        }
    }
}

/// Every binding with the keys in force.
#[derive(Debug, Clone)]
pub struct Keymap(Vec<Bound>);

impl Default for Keymap {
    fn default() -> Self {
        Self(COMMANDS.iter().map(Bound::from).collect())
    }
}

impl<'a> IntoIterator for &'a Keymap {
    type Item = &'a Bound;
    type IntoIter = std::slice::Iter<'a, Bound>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Why a set of keys can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// The key has another command in this context already.
    Twice(Key, Command),
    /// The key is a character, and characters are text here.
    IsText(Key),
    /// Without a key for this command nobody gets out.
    NoWayOut,
}

impl Keymap {
    /// In the order of the table.
    pub fn iter(&self) -> std::slice::Iter<'_, Bound> {
        self.0.iter()
    }

    /// Gives a command other keys in a context.
    pub fn set(&mut self, context: Context, command: Command, keys: &[Key]) {
        for bound in &mut self.0 {
            if bound.context == context && bound.command == command {
                bound.keys = keys.to_vec();
            }
        }
    }

    /// The commands of a context, in the order of the table, each once.
    pub fn commands(&self, context: Context) -> Vec<Command> {
        let mut commands = Vec::new();
        for bound in self.0.iter().filter(|bound| bound.context == context) {
            if !commands.contains(&bound.command) {
                commands.push(bound.command);
            }
        }
        commands
    }

    /// The keys of a command in a context.
    pub fn keys(&self, context: Context, command: Command) -> &[Key] {
        self.0
            .iter()
            .find(|bound| bound.context == context && bound.command == command)
            .map_or(&[], |bound| &bound.keys)
    }

    /// What is wrong with the keys of a command, if anything.
    pub fn fault(&self, context: Context, command: Command) -> Option<Clash> {
        let keys = self.keys(context, command);
        if keys.is_empty() && matches!(command, Command::Quit | Command::Submit | Command::Cancel) {
            // In a text Ctrl-C only leaves the text, so that the way out there is Cancel.
            let other_way = context == Context::Help && command == Command::Quit;
            return (!other_way).then_some(Clash::NoWayOut);
        }
        let text =
            |key: &&Key| context == Context::Text && !key.ctrl && matches!(key.code, Code::Char(_));
        if let Some(key) = keys.iter().find(text) {
            return Some(Clash::IsText(*key));
        }
        keys.iter().find_map(|key| {
            let other = self.0.iter().find(|bound| {
                bound.context == context && bound.command != command && bound.keys.contains(key)
            })?;
            Some(Clash::Twice(*key, other.command))
        })
    }
}

impl App {
    /// The key of a command as shown, in the context in force or else while browsing; none where
    /// it has no key.
    pub fn key_for(&self, command: Command) -> Option<String> {
        let keymap = &self.settings.keymap;
        [keymap::context(self), Context::Browse]
            .into_iter()
            .find_map(|context| keymap.keys(context, command).first())
            .map(|key| key.shown(self.ascii))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_itself_is_without_fault() {
        let keymap = Keymap::default();
        for bound in &keymap {
            assert_eq!(keymap.fault(bound.context, bound.command), None);
        }
    }

    #[test]
    fn other_keys_take_the_place_of_the_tables() {
        let mut keymap = Keymap::default();
        keymap.set(Context::Browse, Command::Up, &[Key::ctrl('p')]);
        assert_eq!(keymap.keys(Context::Browse, Command::Up), [Key::ctrl('p')]);
        assert_eq!(
            keymap.keys(Context::Help, Command::Up),
            [Key::plain(Code::Up), Key::char('k')],
            "another context"
        );
    }

    #[test]
    fn faults_are_found() {
        let e = Key::char('e');
        for (context, command, keys, fault) in [
            (
                Context::Browse,
                Command::Find,
                &[e][..],
                Some(Clash::Twice(e, Command::Edit)),
            ),
            (Context::Browse, Command::Find, &[], None),
            (Context::Browse, Command::Quit, &[], Some(Clash::NoWayOut)),
            (Context::Help, Command::Quit, &[], None),
            (Context::Text, Command::Cancel, &[], Some(Clash::NoWayOut)),
            (Context::Text, Command::Cancel, &[e], Some(Clash::IsText(e))),
            (Context::Text, Command::Cancel, &[Key::ctrl('g')], None),
        ] {
            let mut keymap = Keymap::default();
            keymap.set(context, command, keys);
            assert_eq!(
                keymap.fault(context, command),
                fault,
                "{command:?} {keys:?}"
            );
        }
    }
}
