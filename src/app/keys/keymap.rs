//! The one table of commands and their keys. Lookup, footer, help, palette, settings and the
//! documentation's table all read it; a user may set other keys (see [`super::user`]).

use super::command::{Command, Group};
use super::key::{Code, Key};
use crate::app::{App, Mode, Pane};

pub use super::context::Context;

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
    /// What the command is; none where another row says so.
    about: Option<About>,
}

/// What a command is, whatever its keys.
#[derive(Debug, Clone, Copy, Default)]
struct About {
    name: &'static str,
    label: &'static str,
    group: Group,
    writes: bool,
    otherwise: Option<&'static str>,
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

/// The digits alone.
const DIGITS: &[Key] = VALUE.split_at(10).0;

/// The second where there is one, else the first.
macro_rules! or {
    ($none:expr) => {
        $none
    };
    ($none:expr, $some:expr) => {
        $some
    };
}

/// What a row can be flagged with.
mod flag {
    #[expect(non_upper_case_globals, reason = "the word as it stands in a row")]
    pub const writes: bool = true;
}

/// Rows: context and command, keys, the word in the footer with its weight, when it does something;
/// and where the command is new, its name in the settings, its label and its head in help, whether
/// it writes, and what it says where it does nothing.
macro_rules! rows {
    ($(
        $context:ident $command:ident, $keys:expr, $hint:expr, $applies:path
        $(= $name:literal, $label:literal, $group:ident $($writes:ident)? $(, or $or:literal)?)?;
    )+) => {
        &[$(Binding {
            context: Context::$context,
            keys: $keys,
            command: Command::$command,
            hint: $hint,
            applies: $applies,
            about: or!(None $(, Some(About {
                name: $name,
                label: $label,
                group: Group::$group,
                writes: or!(false $(, flag::$writes)?),
                otherwise: or!(None $(, Some($or))?),
            }))?),
        }),+]
    };
}

/// The commands up to where the panes themselves are shown.
const BEFORE_PANES: &[Binding] = rows! {
    Browse Edit, &[c('e')], ("bewerk", 80), App::can_edit = "bewerken", "bewerken", Edit writes,
        or "Hier valt niets vast te leggen; dat kan bij KPI's en acties.";
    Browse Open, &[k(Code::Enter)], ("open", 90), App::can_open = "openen", "openen", Move;
    Browse CountUp, &[c('+')], ("erbij", 75), App::can_count
        = "tel-op", "één erbij tellen", Edit writes,
        or "Erbij tellen kan alleen bij een KPI die een aantal is.";
    Browse Undo, &[c('u')], ("terugnemen", 30), App::can_write
        = "terugnemen", "laatste wijziging terug", Edit writes;
    Browse Redo, &[c('U'), Key::ctrl('r')], ("", 0), App::can_write
        = "weer-doen", "toch weer opnieuw doen", Edit writes;
    Browse Judge, &[c('L')], ("licht", 48), App::can_judge
        = "oordeel", "stoplicht geven", Edit writes,
        or "Een stoplicht hoort bij een KPI; kies er een in KPI's (2).";
    Browse Note, &[c('n')], ("", 0), App::can_note = "notitie", "notitie", Edit writes,
        or "Kies eerst een KPI of actie waar dit bij hoort.";
    Browse Agree, &[c('a')], ("", 0), App::can_note = "actiepunt", "actiepunt", Edit writes,
        or "Kies eerst een KPI of actie waar dit bij hoort.";
    Browse TickOff, &[c('x')], ("vink af", 82), App::can_tick_off
        = "afvinken", "actiepunt afvinken", Edit writes,
        or "Afvinken kan alleen bij een actiepunt.";
    Browse Mark, &[c('m')], ("merk", 42), App::can_mark = "merken", "merken", Edit writes;
    Browse Change, &[c('E')], ("wijzig", 28), App::can_change
        = "wijzigen", "dit onderdeel wijzigen", Change writes,
        or "Kies eerst een onderdeel van het plan om te wijzigen.";
    Browse Add, &[c('N')], ("", 0), App::can_add
        = "nieuw", "iets nieuws in het plan", Change writes;
    Browse Drop, &[c('X')], ("", 0), App::can_drop
        = "vervallen", "vervalt, of geldt weer", Change writes,
        or "Dit kan niet vervallen; kies een doel, actie, KPI, partij of rij.";
    Browse MoveDown, &[c('J')], ("", 0), App::can_move
        = "plaats-omlaag", "plaats omlaag, of elders", Change writes,
        or "Verplaatsen kan in Plan (1) en in lijsten in de volgorde van het plan.";
    Browse MoveUp, &[c('K')], ("", 0), App::can_move
        = "plaats-omhoog", "plaats omhoog, of elders", Change writes,
        or "Verplaatsen kan in Plan (1) en in lijsten in de volgorde van het plan.";
    Browse Merge, &[c('=')], ("", 0), App::can_merge
        = "voegsamen", "partij in andere opgaan", Change writes,
        or "Samenvoegen kan met partijen; kies er een in Teams (5).";
    Browse ChangePlan, &[Key::ctrl('e')], ("", 0), App::may_change
        = "plan-wijzigen", "plan zelf: titel, grenzen", Change writes;
    Browse Meeting, &[c('o')], ("overleg", 58), App::can_write
        = "overleg", "overleg houden", Meeting writes;
    Browse Questions, &[c('O')], ("open vragen", 59), App::has_questions
        = "vragen", "vragen van nieuw jaar", Turn writes,
        or "Er zijn geen open vragen; die heeft een plan dat van een ander jaar komt.";
    Browse Adopt, &[], ("", 0), App::can_adopt
        = "vaststellen", "concept vaststellen", Turn writes,
        or "Vaststellen kan alleen met een concept.";
    Browse TakeIn, &[], ("", 0), App::can_write
        = "importeer-standen", "importeer standen", Edit writes;
    Browse TakeInContext, &[], ("", 0), App::can_write
        = "importeer-indicatoren", "importeer indicatoren", Edit writes;
    Browse NextYear, &[], ("", 0), App::may_change
        = "volgend-jaar", "plan voor volgend jaar", Turn writes;
    Browse AskRegie, &[c('r')], ("regie", 85), always = "vraag-regie", "wie heeft de regie?", Find;
    Browse Find, &[c('/')], ("zoek", 84), always = "zoeken", "zoeken in het hele plan", Find;
    Browse References, &[c('v')], ("verwijzing", 38), App::has_references
        = "verwijzingen", "waar dit naar verwijst", Find;
    Browse Filter, &[c('f')], ("filter", 50), App::can_filter
        = "filter", "filteren op woorden", Find;
    Browse ChooseFilter, &[c('F')], ("filter op", 58), App::can_sift
        = "filter-kiezen", "filter kiezen of bewaren", Find,
        or "Filteren op velden kan in Plan (1), KPI's (2), Acties (3), Agenda (8) en Log (9).";
    Browse Order, &[c('S')], ("volgorde", 46), App::can_order
        = "volgorde", "andere volgorde", Find,
        or "Een andere volgorde kan in elk scherm met rijen, niet in Plan.";
    Browse Party, &[c('p')], ("partij", 45), App::has_party = "partij", "naar de partij", Find;
    Browse FilterParty, &[c('P')], ("van partij", 55), App::in_actions
        = "filter-partij", "acties van een partij", Find;
    Browse FilterStatus, &[c('s')], ("status", 54), App::in_actions
        = "filter-status", "acties met een status", Find;
    Browse ShowGone, &[c('V')], ("", 0), App::has_gone
        = "vervallen-tonen", "toon ook wat vervallen is", Find,
        or "Er is in dit plan niets vervallen.";
    Browse Clear, &[k(Code::Esc)], ("alles", 70), App::can_clear = "filter-weg", "filter weg", Find;
    Browse In, &[k(Code::Right), c('l')], ("in", 40), App::can_fold
        = "uitklappen", "uitklappen", Move;
    Browse Out, &[k(Code::Left), c('h')], ("uit", 40), App::can_fold
        = "inklappen", "inklappen", Move;
    Browse FoldAll, &[c('z')], ("", 0), App::can_fold
        = "alles-klappen", "alles in- of uitklappen", Move;
    Browse Up, &[k(Code::Up), c('k')], ("", 0), always = "omhoog", "rij omhoog", Move;
    Browse Down, &[k(Code::Down), c('j')], ("", 0), always = "omlaag", "rij omlaag", Move;
    Browse PageUp, &[k(Code::PageUp), Key::ctrl('b')], ("", 0), always
        = "bladzijde-omhoog", "bladzijde omhoog", Move;
    Browse PageDown, &[k(Code::PageDown), Key::ctrl('f')], ("", 0), always
        = "bladzijde-omlaag", "bladzijde omlaag", Move;
    Browse First, &[k(Code::Home), c('g')], ("", 0), always = "eerste", "naar de eerste rij", Move;
    Browse Last, &[k(Code::End), c('G')], ("", 0), always = "laatste", "naar de laatste rij", Move;
    Browse Text, &[k(Code::Tab)], ("tekst", 35), App::has_detail = "tekst", "lijst of tekst", Move;
    Browse WholePage, &[c('Z')], ("", 0), App::has_detail
        = "hele-tekst", "tekst op heel het scherm", Move;
    Browse TextDown, &[c(' ')], ("verder", 60), App::has_more_text
        = "tekst-verder", "tekst verder", Move;
    Browse TextUp, &[c('b')], ("", 0), App::has_detail = "tekst-terug", "tekst terug", Move;
    Browse Printed, &[c('d')], ("gedrukt", 44), App::has_printed
        = "gedrukt", "wat er gedrukt stond", Move,
        or "Dit staat er nog zoals het gedrukt is.";
    Browse Compare, &[c('D')], ("", 0), always
        = "vergelijken", "vergelijken met eerder", Find;
    Browse Back, &[k(Code::Backspace)], ("terug", 58), App::can_go_back
        = "terug", "terug naar vorige plaats", Move;
    Browse Copy, &[c('y')], ("", 0), App::has_detail = "kopieer", "tekst kopiëren", Find;
    Browse CopyReference, &[c('Y')], ("", 0), App::has_detail
        = "kopieer-verwijzing", "verwijzing kopiëren", Find;
};

/// The commands after those that show a pane.
const AFTER_PANES: &[Binding] = rows! {
    Browse YearBefore, &[c('<')], ("jaar terug", 34), App::has_year_before
        = "jaar-terug", "een jaar terug", Panes,
        or "Er is geen eerder jaar in dit plan.";
    Browse YearAfter, &[c('>')], ("jaar verder", 34), App::has_year_after
        = "jaar-verder", "een jaar verder", Panes,
        or "Er is geen later jaar in dit plan.";
    Browse Palette, &[c(':')], ("opdracht", 65), always = "opdrachten", "alle opdrachten", Program;
    Browse Report, &[c('R')], ("", 0), App::can_write
        = "rapport", "rapport maken", Program,
        or "Een lezer maakt een rapport in de shell: regie rapport > voortgang.md";
    Browse Help, &[c('?')], ("hulp", 95), always = "hulp", "hulp", Program;
    Browse Rescue, &[c('w')], ("red het plan", 98), App::is_lost
        = "redden", "plan redden in nieuw bestand", Program,
        or "Er is niets te redden: het plan staat op zijn plaats.";
    Browse Queue, &[c('W')], ("", 0), App::has_stuck
        = "wachtrij", "kiezen over de wachtrij", Program,
        or "Er staat niets in de wachtrij dat om een keus vraagt.";
    Browse Mouse, &[c('M')], ("", 0), always = "muis", "muis aan of uit", Program;
    Browse Suspend, &[Key::ctrl('z')], ("", 0), always = "pauze", "even naar de shell", Program;
    Browse Quit, &[c('q'), Key::ctrl('c')], ("stop", 25), always = "stoppen", "afsluiten", Program;
    Meeting Value, VALUE, ("stand", 92), App::meets_indicator
        = "stand", "stand typen", Meeting writes, or "Een stand hoort bij een KPI; dit is er geen.";
    Meeting CountUp, &[c('+')], ("erbij", 84), App::meets_count;
    Meeting Edit, &[c('e')], ("status", 88), App::meets_action;
    Meeting Judge, &[c('l'), c('L')], ("licht", 83), App::meets_kpi;
    Meeting TickOff, &[c('x')], ("vink af", 90), App::meets_point;
    Meeting Note, &[c('n')], ("notitie", 70), App::can_write;
    Meeting Decide, &[c('b')], ("besluit", 72), App::can_write = "besluit", "besluit", Edit;
    Meeting Agree, &[c('a')], ("actie", 74), App::can_write;
    Meeting Change, &[c('w')], ("wijzig", 38), App::can_change;
    Meeting Drop, &[c('X')], ("", 0), App::can_drop;
    Meeting Queue, &[c('W')], ("", 0), App::has_stuck;
    Meeting Next, &[k(Code::Enter), k(Code::Right)], ("volgende", 95), always
        = "volgende", "besproken, volgende", Meeting;
    Meeting Previous, &[k(Code::Left), k(Code::Backspace)], ("vorige", 40), App::has_previous
        = "vorige", "vorige", Meeting;
    Meeting Skip, &[c('s')], ("sla over", 60), App::meets_item = "overslaan", "overslaan", Meeting;
    Meeting Jump, &[c('g')], ("spring", 30), always = "spring", "spring naar", Meeting;
    Meeting Finish, &[c('E')], ("slot", 35), App::meets_item = "slot", "naar het slot", Meeting;
    Meeting Minutes, &[c('v')], ("verslag", 80), App::at_the_end
        = "verslag", "verslag naar bestand", Meeting;
    Meeting Undo, &[c('u')], ("terug", 50), App::can_write;
    Meeting Redo, &[c('U'), Key::ctrl('r')], ("", 0), App::can_write;
    Meeting YearBefore, &[c('<')], ("jaar terug", 34), App::has_year_before;
    Meeting YearAfter, &[c('>')], ("jaar verder", 34), App::has_year_after;
    Meeting Up, &[k(Code::Up)], ("", 0), always;
    Meeting Down, &[k(Code::Down)], ("", 0), always;
    Meeting PageUp, &[k(Code::PageUp)], ("", 0), always;
    Meeting PageDown, &[k(Code::PageDown), c(' ')], ("", 0), always;
    Meeting Help, &[c('?')], ("hulp", 85), always;
    Meeting Palette, &[c(':')], ("", 0), always;
    Meeting Leave, &[k(Code::Esc), c('q')], ("verlaat", 45), always
        = "verlaten", "verlaten", Meeting;
    Meeting Suspend, &[Key::ctrl('z')], ("", 0), always;
    Meeting Quit, &[Key::ctrl('c')], ("", 0), always;
    Turn Yes, &[c('j'), k(Code::Enter)], ("ja", 95), App::can_say_yes
        = "ja", "ja, zo is het", Turn writes;
    Turn No, &[c('n')], ("nee", 94), App::can_say_no = "nee", "nee", Turn writes;
    Turn Edit, &[c('e')], ("typ", 92), App::can_type_answer;
    Turn Value, DIGITS, ("", 0), App::can_type_answer;
    Turn AnswerAll, &[c('A')], ("ook de andere", 80), App::asks_question
        = "alle-vragen", "ook andere van de soort", Turn writes;
    Turn Drop, &[c('x'), c('X')], ("vervalt", 70), App::can_drop_answer;
    Turn Skip, &[c('s'), k(Code::Right)], ("sla over", 75), App::asks_question;
    Turn Previous, &[k(Code::Left), k(Code::Backspace)], ("vorige", 40), App::has_question_before;
    Turn Jump, &[c('g')], ("spring", 60), App::asks_question;
    Turn Undo, &[c('u')], ("terug", 50), App::can_write;
    Turn Redo, &[c('U'), Key::ctrl('r')], ("", 0), App::can_write;
    Turn Up, &[k(Code::Up)], ("", 0), always;
    Turn Down, &[k(Code::Down)], ("", 0), always;
    Turn PageUp, &[k(Code::PageUp)], ("", 0), always;
    Turn PageDown, &[k(Code::PageDown), c(' ')], ("", 0), always;
    Turn Help, &[c('?')], ("hulp", 85), always;
    Turn Palette, &[c(':')], ("", 0), always;
    Turn Leave, &[k(Code::Esc), c('q')], ("verlaat", 55), always;
    Turn Suspend, &[Key::ctrl('z')], ("", 0), always;
    Turn Quit, &[Key::ctrl('c')], ("", 0), always;
    Text Yield, &[Key::ctrl('t')], ("neem over", 88), App::can_yield
        = "neem-over", "waarde van ander nemen", Typing;
    Text Submit, &[k(Code::Enter), Key::ctrl('s')], ("kies", 90), App::can_submit
        = "bewaren", "bewaren of kiezen", Typing;
    Text Cancel, &[k(Code::Esc), Key::ctrl('c')], ("laat staan", 85), always
        = "laten", "laten staan", Typing;
    Text Party, &[Key::ctrl('p')], ("partij", 70), App::has_answer;
    Text Copy, &[Key::ctrl('y')], ("kopieer", 60), App::has_answer;
    Text Judge, &[Key::ctrl('o')], ("oordeel", 60), App::can_judge_reading;
    Text NextField, &[k(Code::Tab)], ("veld", 80), App::can_tab
        = "volgend-veld", "volgend veld", Typing;
    Text PreviousField, &[k(Code::BackTab)], ("", 0), App::in_form
        = "vorig-veld", "vorig veld", Typing;
    Text ChoiceUp, &[k(Code::Up)], ("", 0), always = "keuze-omhoog", "keuze omhoog", Typing;
    Text ChoiceDown, &[k(Code::Down)], ("", 0), always = "keuze-omlaag", "keuze omlaag", Typing;
    Text ClearText, &[Key::ctrl('u')], ("leeg", 20), App::has_field = "leegmaken", "veld leegmaken", Typing;
    Help Cancel, &[k(Code::Esc), c('q'), c('?'), k(Code::Enter)], ("terug", 90), always;
    Help Find, &[c('/')], ("zoek", 80), always;
    Help Up, &[k(Code::Up), c('k')], ("", 0), always;
    Help Down, &[k(Code::Down), c('j'), c(' ')], ("verder", 50), always;
    Help PageUp, &[k(Code::PageUp)], ("", 0), always;
    Help PageDown, &[k(Code::PageDown)], ("", 0), always;
    Help Quit, &[Key::ctrl('c')], ("", 0), always;
};

/// Every command: a row each, with its keys in one context. One that has other keys elsewhere has
/// a short row for those.
pub const COMMANDS: &[Binding] =
    &rows::<{ BEFORE_PANES.len() + Pane::ALL.len() + AFTER_PANES.len() }>();

/// The rows, with one for each pane among them.
const fn rows<const N: usize>() -> [Binding; N] {
    let mut rows = [BEFORE_PANES[0]; N];
    let mut at = 0;
    while at < N {
        let pane = at.wrapping_sub(BEFORE_PANES.len());
        let after = pane.wrapping_sub(Pane::ALL.len());
        rows[at] = if at < BEFORE_PANES.len() {
            BEFORE_PANES[at]
        } else if pane < Pane::ALL.len() {
            shows(Pane::ALL[pane])
        } else {
            AFTER_PANES[after]
        };
        at += 1;
    }
    rows
}

/// The row of a pane.
const fn shows(pane: Pane) -> Binding {
    let spec = pane.spec();
    Binding {
        context: Context::Browse,
        keys: spec.keys,
        command: Command::Pane(pane),
        hint: ("", 0),
        applies: always,
        about: Some(About {
            name: spec.name,
            label: spec.label,
            group: Group::Panes,
            writes: false,
            otherwise: None,
        }),
    }
}

impl Command {
    /// What there is to know of it, from its row.
    fn about(self) -> About {
        let mut rows = COMMANDS.iter().filter(|row| row.command == self);
        rows.find_map(|row| row.about).unwrap_or_default()
    }

    /// What it does, in a few Dutch words.
    pub fn label(self) -> &'static str {
        self.about().label
    }

    /// Its name in the settings. A name stays what it is, whatever becomes of the label.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// Its head in help.
    pub fn group(self) -> Group {
        self.about().group
    }

    /// Whether it changes the plan.
    pub fn writes(self) -> bool {
        self.about().writes
    }

    /// Why it does nothing, where a person may expect it to.
    pub fn otherwise(self) -> Option<&'static str> {
        self.about().otherwise
    }
}

/// The context that is in force.
pub fn context(app: &App) -> Context {
    match app.mode {
        Mode::Browse if app.in_meeting() => Context::Meeting,
        Mode::Browse if app.in_questions() => Context::Turn,
        Mode::Browse => Context::Browse,
        Mode::Help(ref help) if !help.typing => Context::Help,
        Mode::Form(_)
        | Mode::Help(_)
        | Mode::Picker(_)
        | Mode::Reading(_)
        | Mode::Search(_)
        | Mode::Asking { .. }
        | Mode::Filtering => Context::Text,
    }
}

/// The command of a key here and now, if it has one.
pub fn lookup(app: &App, key: Key) -> Option<Command> {
    let context = context(app);
    if app.breaks_off(key) {
        return Some(Command::Cancel);
    }
    app.settings
        .keymap
        .iter()
        .find(|b| b.context == context && b.has(key) && (b.applies)(app))
        .map(|binding| binding.command)
}

/// The command a key has in this context, whether or not it applies now.
pub fn bound(app: &App, key: Key) -> Option<Command> {
    let context = context(app);
    app.settings
        .keymap
        .iter()
        .find(|b| b.context == context && b.has(key))
        .map(|binding| binding.command)
}

/// The command a key has in a pane, where it has none in the meeting or at the question one is at;
/// moving about needs no words.
pub fn bound_outside(app: &App, key: Key) -> Option<Command> {
    let mut rows = app.settings.keymap.iter();
    let outside = matches!(context(app), Context::Meeting | Context::Turn);
    let row = rows.find(|b| outside && b.context == Context::Browse && b.has(key))?;
    let command = row.command;
    (!matches!(command.group(), Group::Move | Group::Panes)).then_some(command)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nothing_is_bound_twice() {
        let mut seen = HashSet::new();
        for binding in COMMANDS {
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
        for binding in COMMANDS.iter().filter(|b| b.context == Context::Text) {
            for key in binding.keys {
                assert!(key.ctrl || !matches!(key.code, Code::Char(_)), "{key}");
            }
        }
    }

    #[test]
    fn every_command_is_one_row_and_has_one_name() {
        let mut names = HashSet::new();
        for binding in COMMANDS {
            let rows = COMMANDS.iter().filter(|it| it.command == binding.command);
            assert_eq!(
                rows.filter(|it| it.about.is_some()).count(),
                1,
                "{binding:?}"
            );
            if let Some(about) = binding.about {
                assert!(names.insert(about.name), "{}", about.name);
            }
        }
    }
}
