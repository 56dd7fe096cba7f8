//! Everything a person can tell the screen to do, with its Dutch name. Keys, footer, help and
//! palette all speak of these.

use crate::app::Pane;

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Show a pane.
    Pane(Pane),
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Unfold, or into the children.
    In,
    /// Fold, or out to the parent.
    Out,
    /// Fold everything, or unfold everything.
    FoldAll,
    /// The keys move the text instead of the list, and back.
    Text,
    /// The text one page further.
    TextDown,
    /// The text one page back.
    TextUp,
    /// Open what is selected: unfold, edit, or go there.
    Open,
    /// Record a reading, or set a status.
    Edit,
    /// Count one up.
    CountUp,
    /// Take the last own save back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Give a KPI its light.
    Judge,
    /// Note something with a KPI or action.
    Note,
    /// Write a decision down.
    Decide,
    /// Write an action point down.
    Agree,
    /// Tick an action point off.
    TickOff,
    /// Mark an action, to give several one status.
    Mark,
    /// Begin a meeting, or go on with one.
    Meeting,
    /// In a meeting: type a value.
    Value,
    /// In a meeting: this one is discussed, on to the next.
    Next,
    /// In a meeting: back to the one before.
    Previous,
    /// In a meeting: leave this one for later.
    Skip,
    /// In a meeting: to any item.
    Jump,
    /// In a meeting: write the minutes to a file.
    Minutes,
    /// In a meeting: to the summary at its end.
    Finish,
    /// In a meeting: leave it, to go on later.
    Leave,
    /// Ask who leads.
    AskRegie,
    /// Choose one of the things the page refers to, and go there.
    References,
    /// Go to the item the answer is about.
    Find,
    /// Show only the rows with these words.
    Filter,
    /// Choose what to filter on, or a kept filter.
    ChooseFilter,
    /// Show only the actions of a party.
    FilterParty,
    /// Show only the actions with a status.
    FilterStatus,
    /// Show all rows again; leave the text.
    Clear,
    /// Back to where a reference was followed from.
    Back,
    /// Show the page of the party that leads or carries out.
    Party,
    /// Send the words of what is selected to the terminal's clipboard.
    Copy,
    /// Send a reference to it.
    CopyReference,
    /// List every command.
    Palette,
    /// Show all keys.
    Help,
    /// Write the plan in memory to a new file, when its own has gone.
    Rescue,
    /// Listen to the mouse, or no longer.
    Mouse,
    /// Stop, to go on later from the shell.
    Suspend,
    /// Leave the program.
    Quit,
    /// In a text: keep what was typed.
    Submit,
    /// In a text: leave it.
    Cancel,
    /// In a form: the next field.
    NextField,
    /// In a form: the field before.
    PreviousField,
    /// In a list under a text: one up.
    ChoiceUp,
    /// In a list under a text: one down.
    ChoiceDown,
    /// In a text: empty it.
    ClearText,
}

/// Under which head help lists a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Panes.
    Panes,
    /// Moving about.
    Move,
    /// Changing things.
    Edit,
    /// Finding and filtering.
    Find,
    /// A meeting.
    Meeting,
    /// The program itself.
    Program,
    /// While typing.
    Typing,
}

impl Group {
    /// In the order help shows them.
    pub const ALL: [Self; 7] = [
        Self::Edit,
        Self::Meeting,
        Self::Find,
        Self::Move,
        Self::Panes,
        Self::Program,
        Self::Typing,
    ];

    /// Its head in help.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Panes => "Schermen",
            Self::Move => "Bewegen",
            Self::Edit => "Vastleggen",
            Self::Find => "Vinden",
            Self::Meeting => "Overleg",
            Self::Program => "Programma",
            Self::Typing => "Tijdens typen",
        }
    }
}

impl Command {
    /// What it does, in a few Dutch words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pane(pane) => pane.label(),
            Self::Up => "rij omhoog",
            Self::Down => "rij omlaag",
            Self::PageUp => "bladzijde omhoog",
            Self::PageDown => "bladzijde omlaag",
            Self::First => "naar de eerste rij",
            Self::Last => "naar de laatste rij",
            Self::In => "uitklappen",
            Self::Out => "inklappen",
            Self::FoldAll => "alles in- of uitklappen",
            Self::Text => "lijst of tekst",
            Self::TextDown => "tekst verder",
            Self::TextUp => "tekst terug",
            Self::Open => "openen",
            Self::Edit => "bewerken",
            Self::CountUp => "één erbij tellen",
            Self::Undo => "laatste wijziging terug",
            Self::Redo => "toch weer opnieuw doen",
            Self::Judge => "stoplicht geven",
            Self::Note => "notitie",
            Self::Decide => "besluit",
            Self::Agree => "actiepunt",
            Self::TickOff => "actiepunt afvinken",
            Self::Mark => "merken",
            Self::Meeting => "overleg houden",
            Self::Value => "stand typen",
            Self::Next => "besproken, volgende",
            Self::Previous => "vorige",
            Self::Skip => "overslaan",
            Self::Jump => "spring naar",
            Self::Minutes => "verslag naar bestand",
            Self::Finish => "naar het slot",
            Self::Leave => "overleg verlaten",
            Self::AskRegie => "wie heeft de regie?",
            Self::References => "waar dit naar verwijst",
            Self::Find => "zoeken in het hele plan",
            Self::Filter => "filteren op woorden",
            Self::ChooseFilter => "filter kiezen of bewaren",
            Self::FilterParty => "acties van een partij",
            Self::FilterStatus => "acties met een status",
            Self::Clear => "filter weg",
            Self::Back => "terug naar vorige plaats",
            Self::Party => "naar de partij",
            Self::Copy => "tekst kopiëren",
            Self::CopyReference => "verwijzing kopiëren",
            Self::Palette => "alle opdrachten",
            Self::Help => "hulp",
            Self::Rescue => "plan redden in nieuw bestand",
            Self::Mouse => "muis aan of uit",
            Self::Suspend => "even naar de shell",
            Self::Quit => "afsluiten",
            Self::Submit => "bewaren of kiezen",
            Self::Cancel => "laten staan",
            Self::NextField => "volgend veld",
            Self::PreviousField => "vorig veld",
            Self::ChoiceUp => "keuze omhoog",
            Self::ChoiceDown => "keuze omlaag",
            Self::ClearText => "veld leegmaken",
        }
    }

    /// Its name in the settings. A name stays what it is, whatever becomes of the label.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pane(pane) => pane.spec().name,
            Self::Up => "omhoog",
            Self::Down => "omlaag",
            Self::PageUp => "bladzijde-omhoog",
            Self::PageDown => "bladzijde-omlaag",
            Self::First => "eerste",
            Self::Last => "laatste",
            Self::In => "uitklappen",
            Self::Out => "inklappen",
            Self::FoldAll => "alles-klappen",
            Self::Text => "tekst",
            Self::TextDown => "tekst-verder",
            Self::TextUp => "tekst-terug",
            Self::Open => "openen",
            Self::Edit => "bewerken",
            Self::CountUp => "tel-op",
            Self::Undo => "terugnemen",
            Self::Redo => "weer-doen",
            Self::Judge => "oordeel",
            Self::Note => "notitie",
            Self::Decide => "besluit",
            Self::Agree => "actiepunt",
            Self::TickOff => "afvinken",
            Self::Mark => "merken",
            Self::Meeting => "overleg",
            Self::Value => "stand",
            Self::Next => "volgende",
            Self::Previous => "vorige",
            Self::Skip => "overslaan",
            Self::Jump => "spring",
            Self::Minutes => "verslag",
            Self::Finish => "slot",
            Self::Leave => "verlaten",
            Self::AskRegie => "vraag-regie",
            Self::References => "verwijzingen",
            Self::Find => "zoeken",
            Self::Filter => "filter",
            Self::ChooseFilter => "filter-kiezen",
            Self::FilterParty => "filter-partij",
            Self::FilterStatus => "filter-status",
            Self::Clear => "filter-weg",
            Self::Back => "terug",
            Self::Party => "partij",
            Self::Copy => "kopieer",
            Self::CopyReference => "kopieer-verwijzing",
            Self::Palette => "opdrachten",
            Self::Help => "hulp",
            Self::Rescue => "redden",
            Self::Mouse => "muis",
            Self::Suspend => "pauze",
            Self::Quit => "stoppen",
            Self::Submit => "bewaren",
            Self::Cancel => "laten",
            Self::NextField => "volgend-veld",
            Self::PreviousField => "vorig-veld",
            Self::ChoiceUp => "keuze-omhoog",
            Self::ChoiceDown => "keuze-omlaag",
            Self::ClearText => "leegmaken",
        }
    }

    /// Its head in help.
    pub const fn group(self) -> Group {
        match self {
            Self::Pane(_) => Group::Panes,
            Self::Up
            | Self::Down
            | Self::PageUp
            | Self::PageDown
            | Self::First
            | Self::Last
            | Self::In
            | Self::Out
            | Self::FoldAll
            | Self::Text
            | Self::TextDown
            | Self::TextUp
            | Self::Open
            | Self::Back => Group::Move,
            Self::Edit
            | Self::CountUp
            | Self::Undo
            | Self::Redo
            | Self::Judge
            | Self::Note
            | Self::Decide
            | Self::Agree
            | Self::TickOff
            | Self::Mark => Group::Edit,
            Self::Meeting
            | Self::Value
            | Self::Next
            | Self::Previous
            | Self::Skip
            | Self::Jump
            | Self::Minutes
            | Self::Finish
            | Self::Leave => Group::Meeting,
            Self::AskRegie
            | Self::References
            | Self::Find
            | Self::Filter
            | Self::ChooseFilter
            | Self::FilterParty
            | Self::FilterStatus
            | Self::Clear
            | Self::Party
            | Self::Copy
            | Self::CopyReference => Group::Find,
            Self::Palette
            | Self::Help
            | Self::Rescue
            | Self::Mouse
            | Self::Suspend
            | Self::Quit => Group::Program,
            Self::Submit
            | Self::Cancel
            | Self::NextField
            | Self::PreviousField
            | Self::ChoiceUp
            | Self::ChoiceDown
            | Self::ClearText => Group::Typing,
        }
    }
}
