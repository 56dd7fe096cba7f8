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
    /// The text on the whole screen, and back.
    WholePage,
    /// The text one page further.
    TextDown,
    /// The text one page back.
    TextUp,
    /// Open what is selected: unfold, edit, or go there.
    Open,
    /// Record a reading, or set a status.
    Edit,
    /// Change the fields of what is selected: the plan itself.
    Change,
    /// Change what is of the plan as a whole.
    ChangePlan,
    /// Something new in the plan.
    Add,
    /// Drop what is selected, or let it hold again.
    Drop,
    /// What is selected one place down in its list, or elsewhere.
    MoveDown,
    /// The same one place up.
    MoveUp,
    /// Let the selected party go up in another.
    Merge,
    /// Show what no longer holds as well, or hide it again.
    ShowGone,
    /// On the page, show what was printed, or no longer.
    Printed,
    /// In a form: take over what someone else made of the field.
    Yield,
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
    /// Walk along the open questions of a new year.
    Questions,
    /// Adopt a draft.
    Adopt,
    /// Make the plan of the year after.
    NextYear,
    /// In a question: so it is.
    Yes,
    /// In a question: so it isn't.
    No,
    /// In a question: the same answer for others of its kind.
    AnswerAll,
    /// In a meeting or a question: type a value.
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
    /// Choose what the rows are ordered by, or turn that round.
    Order,
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
    /// Lay the plan beside how it was, or beside another.
    Compare,
    /// Take readings in from a file beside the plan.
    TakeIn,
    /// Take council indicators in from one.
    TakeInContext,
    /// Send the words of what is selected to the terminal's clipboard.
    Copy,
    /// Send a reference to it.
    CopyReference,
    /// A plan of several years: the year before the one in view.
    YearBefore,
    /// A plan of several years: the year after it.
    YearAfter,
    /// List every command.
    Palette,
    /// Show all keys.
    Help,
    /// Make a report of the plan.
    Report,
    /// Write the plan in memory to a new file, when its own has gone.
    Rescue,
    /// What waits and can't be saved as it is: choose what becomes of it.
    Queue,
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Group {
    /// Panes.
    Panes,
    /// Moving about.
    Move,
    /// Changing things.
    Edit,
    /// Changing the plan itself.
    Change,
    /// Finding and filtering.
    Find,
    /// A meeting.
    Meeting,
    /// The turn of the year.
    Turn,
    /// The program itself.
    #[default]
    Program,
    /// While typing.
    Typing,
}

impl Command {
    /// Whether it changes the plan itself, which only an administrator may.
    pub const fn changes_plan(self) -> bool {
        matches!(
            self,
            Self::Change
                | Self::ChangePlan
                | Self::Add
                | Self::Drop
                | Self::MoveDown
                | Self::MoveUp
                | Self::Merge
                | Self::Questions
                | Self::Adopt
                | Self::NextYear
        )
    }
}

impl Group {
    /// In the order help shows them.
    pub const ALL: [Self; 9] = [
        Self::Edit,
        Self::Change,
        Self::Meeting,
        Self::Find,
        Self::Move,
        Self::Panes,
        Self::Turn,
        Self::Program,
        Self::Typing,
    ];

    /// Its head in help.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Panes => "Schermen",
            Self::Move => "Bewegen",
            Self::Edit => "Vastleggen",
            Self::Change => "Het plan wijzigen",
            Self::Find => "Vinden",
            Self::Meeting => "Overleg",
            Self::Turn => "Vragen van een nieuw jaar",
            Self::Program => "Programma",
            Self::Typing => "Tijdens typen",
        }
    }
}
