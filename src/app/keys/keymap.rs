//! The one table of keys. Lookup, footer, help, palette and the README's table all read it; a
//! user's settings may put other keys in it (see [`super::keys`]).

use super::command::{Command, Group};
use super::key::{Code, Key};
use crate::app::{App, Mode, Pane};

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// In a pane.
    Browse,
    /// While text is typed: every printable key is text.
    Text,
    /// In the help.
    Help,
    /// In a meeting.
    Meeting,
}

impl Context {
    /// Under which head help lists a command with its key in this context: in a meeting all
    /// keys stand together.
    pub const fn group_of(self, command: Command) -> Group {
        match self {
            Self::Meeting => Group::Meeting,
            Self::Text => Group::Typing,
            _ => command.group(),
        }
    }

    /// In the order the settings name them.
    pub const ALL: [Self; 4] = [Self::Browse, Self::Meeting, Self::Text, Self::Help];

    /// Its table under `[toetsen]` in the settings; none for the panes, whose keys stand in
    /// `[toetsen]` itself.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Browse => None,
            Self::Text => Some("typen"),
            Self::Help => Some("in-hulp"),
            Self::Meeting => Some("in-overleg"),
        }
    }
}

/// A key and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, the one to show first.
    pub keys: &'static [Key],
    /// What they do.
    pub command: Command,
    /// The word in the footer, and how late it goes when the screen is narrow; 0 is not shown.
    pub hint: (&'static str, u8),
    /// Whether it does anything now.
    pub applies: fn(&App) -> bool,
}

const fn c(c: char) -> Key {
    Key::char(c)
}

const fn k(code: Code) -> Key {
    Key::plain(code)
}

const fn always(_: &App) -> bool {
    true
}

const fn browse(
    keys: &'static [Key],
    command: Command,
    hint: (&'static str, u8),
    applies: fn(&App) -> bool,
) -> Binding {
    Binding {
        context: Context::Browse,
        keys,
        command,
        hint,
        applies,
    }
}

const fn typing(keys: &'static [Key], command: Command, hint: (&'static str, u8)) -> Binding {
    Binding {
        context: Context::Text,
        keys,
        command,
        hint,
        applies: always,
    }
}

const fn filling(keys: &'static [Key], command: Command, hint: (&'static str, u8)) -> Binding {
    Binding {
        applies: App::in_form,
        ..typing(keys, command, hint)
    }
}

const fn helping(keys: &'static [Key], command: Command, hint: (&'static str, u8)) -> Binding {
    Binding {
        context: Context::Help,
        keys,
        command,
        hint,
        applies: always,
    }
}

const fn meeting(
    keys: &'static [Key],
    command: Command,
    hint: (&'static str, u8),
    applies: fn(&App) -> bool,
) -> Binding {
    Binding {
        context: Context::Meeting,
        ..browse(keys, command, hint, applies)
    }
}

/// The keys a value begins with: digits, and the `j` of "ja, gereed".
const VALUE: &[Key] = &[
    c('0'),
    c('1'),
    c('2'),
    c('3'),
    c('4'),
    c('5'),
    c('6'),
    c('7'),
    c('8'),
    c('9'),
    c('j'),
];

/// Every binding there is.
pub const BINDINGS: &[Binding] = &[
    browse(&[c('e')], Command::Edit, ("bewerk", 80), App::can_edit),
    browse(
        &[k(Code::Enter)],
        Command::Open,
        ("open", 90),
        App::can_open,
    ),
    browse(&[c('+')], Command::CountUp, ("erbij", 75), App::can_count),
    browse(&[c('u')], Command::Undo, ("terugnemen", 30), App::can_write),
    browse(
        &[c('U'), Key::ctrl('r')],
        Command::Redo,
        ("", 0),
        App::can_write,
    ),
    browse(&[c('L')], Command::Judge, ("licht", 48), App::can_judge),
    browse(&[c('n')], Command::Note, ("", 0), App::can_note),
    browse(&[c('a')], Command::Agree, ("", 0), App::can_note),
    browse(
        &[c('x')],
        Command::TickOff,
        ("vink af", 82),
        App::can_tick_off,
    ),
    browse(&[c('m')], Command::Mark, ("merk", 42), App::can_mark),
    browse(&[c('o')], Command::Meeting, ("overleg", 58), App::can_write),
    browse(&[c('r')], Command::AskRegie, ("regie", 85), always),
    browse(&[c('/')], Command::Find, ("zoek", 84), always),
    browse(
        &[c('v')],
        Command::References,
        ("verwijzing", 38),
        App::has_references,
    ),
    browse(&[c('f')], Command::Filter, ("filter", 50), App::can_filter),
    browse(
        &[c('F')],
        Command::ChooseFilter,
        ("filter op", 58),
        App::can_sift,
    ),
    browse(&[c('p')], Command::Party, ("partij", 45), App::has_party),
    browse(
        &[c('P')],
        Command::FilterParty,
        ("van partij", 55),
        App::in_actions,
    ),
    browse(
        &[c('s')],
        Command::FilterStatus,
        ("status", 54),
        App::in_actions,
    ),
    browse(
        &[k(Code::Esc)],
        Command::Clear,
        ("alles", 70),
        App::can_clear,
    ),
    browse(
        &[k(Code::Right), c('l')],
        Command::In,
        ("in", 40),
        App::in_plan,
    ),
    browse(
        &[k(Code::Left), c('h')],
        Command::Out,
        ("uit", 40),
        App::in_plan,
    ),
    browse(&[c('z')], Command::FoldAll, ("", 0), App::in_plan),
    browse(&[k(Code::Up), c('k')], Command::Up, ("", 0), always),
    browse(&[k(Code::Down), c('j')], Command::Down, ("", 0), always),
    browse(
        &[k(Code::PageUp), Key::ctrl('b')],
        Command::PageUp,
        ("", 0),
        always,
    ),
    browse(
        &[k(Code::PageDown), Key::ctrl('f')],
        Command::PageDown,
        ("", 0),
        always,
    ),
    browse(&[k(Code::Home), c('g')], Command::First, ("", 0), always),
    browse(&[k(Code::End), c('G')], Command::Last, ("", 0), always),
    browse(
        &[k(Code::Tab)],
        Command::Text,
        ("tekst", 35),
        App::has_detail,
    ),
    browse(
        &[c(' ')],
        Command::TextDown,
        ("verder", 60),
        App::has_more_text,
    ),
    browse(&[c('b')], Command::TextUp, ("", 0), App::has_detail),
    browse(
        &[k(Code::Backspace)],
        Command::Back,
        ("terug", 58),
        App::can_go_back,
    ),
    browse(&[c('y')], Command::Copy, ("", 0), App::has_detail),
    browse(&[c('Y')], Command::CopyReference, ("", 0), App::has_detail),
    browse(&[c('1')], Command::Pane(Pane::Plan), ("", 0), always),
    browse(&[c('2')], Command::Pane(Pane::Kpis), ("", 0), always),
    browse(&[c('3')], Command::Pane(Pane::Actions), ("", 0), always),
    browse(&[c('4')], Command::Pane(Pane::Regie), ("", 0), always),
    browse(&[c('5')], Command::Pane(Pane::Teams), ("", 0), always),
    browse(&[c('6')], Command::Pane(Pane::Capacity), ("", 0), always),
    browse(&[c('7')], Command::Pane(Pane::Budget), ("", 0), always),
    browse(&[c('8')], Command::Pane(Pane::Agenda), ("", 0), always),
    browse(&[c('9')], Command::Pane(Pane::Log), ("", 0), always),
    browse(&[c(':')], Command::Palette, ("opdracht", 65), always),
    browse(&[c('?')], Command::Help, ("hulp", 95), always),
    browse(
        &[c('w')],
        Command::Rescue,
        ("red het plan", 98),
        App::is_lost,
    ),
    browse(&[c('M')], Command::Mouse, ("", 0), always),
    browse(&[Key::ctrl('z')], Command::Suspend, ("", 0), always),
    browse(
        &[c('q'), Key::ctrl('c')],
        Command::Quit,
        ("stop", 25),
        always,
    ),
    meeting(VALUE, Command::Value, ("stand", 92), App::meets_indicator),
    meeting(&[c('+')], Command::CountUp, ("erbij", 84), App::meets_count),
    meeting(&[c('e')], Command::Edit, ("status", 88), App::meets_action),
    meeting(
        &[c('l'), c('L')],
        Command::Judge,
        ("licht", 83),
        App::meets_kpi,
    ),
    meeting(
        &[c('x')],
        Command::TickOff,
        ("vink af", 90),
        App::meets_point,
    ),
    meeting(&[c('n')], Command::Note, ("notitie", 70), App::can_write),
    meeting(&[c('b')], Command::Decide, ("besluit", 72), App::can_write),
    meeting(&[c('a')], Command::Agree, ("actie", 74), App::can_write),
    meeting(
        &[k(Code::Enter), k(Code::Right)],
        Command::Next,
        ("volgende", 95),
        always,
    ),
    meeting(
        &[k(Code::Left), k(Code::Backspace)],
        Command::Previous,
        ("vorige", 40),
        App::has_previous,
    ),
    meeting(&[c('s')], Command::Skip, ("sla over", 60), App::meets_item),
    meeting(&[c('g')], Command::Jump, ("spring", 30), always),
    meeting(&[c('E')], Command::Finish, ("slot", 35), App::meets_item),
    meeting(
        &[c('v')],
        Command::Minutes,
        ("verslag", 80),
        App::at_the_end,
    ),
    meeting(&[c('u')], Command::Undo, ("terug", 50), App::can_write),
    meeting(
        &[c('U'), Key::ctrl('r')],
        Command::Redo,
        ("", 0),
        App::can_write,
    ),
    meeting(&[k(Code::Up)], Command::Up, ("", 0), always),
    meeting(&[k(Code::Down)], Command::Down, ("", 0), always),
    meeting(&[k(Code::PageUp)], Command::PageUp, ("", 0), always),
    meeting(
        &[k(Code::PageDown), c(' ')],
        Command::PageDown,
        ("", 0),
        always,
    ),
    meeting(&[c('?')], Command::Help, ("hulp", 85), always),
    meeting(&[c(':')], Command::Palette, ("", 0), always),
    meeting(
        &[k(Code::Esc), c('q')],
        Command::Leave,
        ("verlaat", 45),
        always,
    ),
    meeting(&[Key::ctrl('z')], Command::Suspend, ("", 0), always),
    meeting(&[Key::ctrl('c')], Command::Quit, ("", 0), always),
    typing(&[k(Code::Enter)], Command::Submit, ("kies", 90)),
    typing(
        &[k(Code::Esc), Key::ctrl('c')],
        Command::Cancel,
        ("laat staan", 85),
    ),
    Binding {
        applies: App::has_answer,
        ..typing(&[Key::ctrl('p')], Command::Party, ("partij", 70))
    },
    Binding {
        applies: App::has_answer,
        ..typing(&[Key::ctrl('y')], Command::Copy, ("kopieer", 60))
    },
    Binding {
        applies: App::in_reading,
        ..typing(&[Key::ctrl('o')], Command::Judge, ("oordeel", 60))
    },
    Binding {
        applies: App::can_tab,
        ..typing(&[k(Code::Tab)], Command::NextField, ("veld", 80))
    },
    filling(&[k(Code::BackTab)], Command::PreviousField, ("", 0)),
    typing(&[k(Code::Up)], Command::ChoiceUp, ("", 0)),
    typing(&[k(Code::Down)], Command::ChoiceDown, ("", 0)),
    typing(&[Key::ctrl('u')], Command::ClearText, ("leeg", 20)),
    helping(
        &[k(Code::Esc), c('q'), c('?'), k(Code::Enter)],
        Command::Cancel,
        ("terug", 90),
    ),
    helping(&[c('/')], Command::Find, ("zoek", 80)),
    helping(&[k(Code::Up), c('k')], Command::Up, ("", 0)),
    helping(
        &[k(Code::Down), c('j'), c(' ')],
        Command::Down,
        ("verder", 50),
    ),
    helping(&[k(Code::PageUp)], Command::PageUp, ("", 0)),
    helping(&[k(Code::PageDown)], Command::PageDown, ("", 0)),
    helping(&[Key::ctrl('c')], Command::Quit, ("", 0)),
];

/// The context that is in force.
pub fn context(app: &App) -> Context {
    match app.mode {
        Mode::Browse if app.in_meeting() => Context::Meeting,
        Mode::Browse => Context::Browse,
        Mode::Help(ref help) if !help.typing => Context::Help,
        Mode::Form(_)
        | Mode::Help(_)
        | Mode::Picker(_)
        | Mode::Search(_)
        | Mode::Asking { .. }
        | Mode::Filtering => Context::Text,
    }
}

/// The command of a key here and now, if it has one.
pub fn lookup(app: &App, key: Key) -> Option<Command> {
    let context = context(app);
    app.settings
        .keymap
        .iter()
        .find(|b| b.context == context && b.keys.contains(&key) && (b.applies)(app))
        .map(|binding| binding.command)
}

/// The command a key has in this context, whether or not it applies now.
pub fn bound(app: &App, key: Key) -> Option<Command> {
    let context = context(app);
    app.settings
        .keymap
        .iter()
        .find(|b| b.context == context && b.keys.contains(&key))
        .map(|binding| binding.command)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::app::keys::command::Group;

    #[test]
    fn nothing_is_bound_twice() {
        let mut seen = HashSet::new();
        for binding in BINDINGS {
            for key in binding.keys {
                assert!(
                    seen.insert((binding.context, *key)),
                    "{key} in {:?}",
                    binding.context
                );
            }
        }
    }

    #[test]
    fn no_bare_letter_fires_a_command_while_text_is_typed() {
        for binding in BINDINGS.iter().filter(|b| b.context == Context::Text) {
            for key in binding.keys {
                assert!(key.ctrl || !matches!(key.code, Code::Char(_)), "{key}");
            }
        }
    }

    #[test]
    fn every_command_has_a_place_in_help() {
        for binding in BINDINGS {
            assert!(Group::ALL.contains(&binding.command.group()));
            assert!(!binding.command.label().is_empty());
        }
    }
}
