//! What goes into the app and what comes out of it.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::keys::key::Key;
use crate::intake::asked::Walk;
use crate::intake::given::Given;
use crate::intake::indicators::meta::Meta;
use crate::intake::readings::Holds;
use crate::intake::readings::map::Map;
use crate::intake::table::kept::Kept;
use crate::intake::{indicators, readings};
use crate::own::draft::Draft;
use crate::plan::edit::met::Met;
use crate::plan::edit::transaction::Intent;
use crate::plan::find::concordance::Concordance;
use crate::plan::find::filter::Named;
use crate::plan::model::life::Period;
use crate::plan::model::places::Places;
use crate::plan::model::shared::Shared;
use crate::plan::{Id, Plan};
use crate::report::asked::Asked;
use crate::store::{Queue, Way};

/// Something that happened outside the app.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Characters were typed, so quickly that they came together.
    Typed(String),
    /// The mouse did something at this column and row.
    Mouse(Mouse, (u16, u16)),
    /// A text was pasted.
    Paste(String),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// What was wanted is kept now; none where there was nothing to take back or to do again.
    Saved(Intent, Option<Box<Made>>),
    /// It is not kept, what was wanted where that was an edit; the sentence says why.
    NotSaved(Option<Intent>, String),
    /// Nobody knows yet whether what was wanted is kept; the plan with it, where it waits, and why, in
    /// Dutch.
    Unsure(Intent, (Option<Box<Plan>>, String)),
    /// So many saves that waited are kept by now, and the plan as it now stands.
    Settled(usize, Box<Plan>),
    /// What waits until it can be saved is otherwise than it was.
    Queued(Queue),
    /// Someone else set the same thing meanwhile: the plan as it now stands, for the user to
    /// choose.
    Conflict(Box<Plan>),
    /// Figures from elsewhere met what somebody else recorded since they were looked at, and none is
    /// saved: the plan as it now stands, to look at them anew.
    Met(Box<Plan>),
    /// What was to be taken back was changed by someone else meanwhile: the plan as it now stands,
    /// for the user to choose.
    Blocked(Intent, Box<Plan>),
    /// What is on its way to the disk takes longer than a moment.
    Slow,
    /// Someone else saved.
    Reloaded(Box<Plan>),
    /// From now on the plan takes no edits, and why, in Dutch; or it takes them again.
    Closed(Option<String>),
    /// The file can't be read any more, said once; the plan in memory stays.
    Lost(String),
    /// There is no line to where the plan is kept, found at this moment and said once; the plan in
    /// memory stays.
    Away(DateTime<FixedOffset>, String),
    /// Something about how the plan is kept, where nothing went wrong.
    Remark(String),
    /// The plan in memory was written to this file.
    Rescued(String),
    /// This, `verslag` or `rapport`, was written to this file.
    Written(&'static str, String),
    /// The plan of the year after was written to this file: its years, and how many questions it
    /// leaves open.
    Turned(String, Period, usize),
    /// An entry of an earlier session that was not finished.
    Found(Draft),
    /// The filters the user keeps are others now, or could not be kept or read.
    Filters(Result<Vec<Named>, String>),
    /// The names of the plans that are kept beside this one.
    Others(Vec<String>),
    /// One of them, or why it can't be read.
    Other(Result<Box<Plan>, String>),
    /// The files with figures beside the plan, or what is in one.
    Figures(Figures),
    /// Of a plan was read, which one it was and what.
    Read(u64, Read),
    /// A new day began.
    Day(NaiveDate),
}

/// What is read of a plan beforehand.
#[derive(Debug)]
pub enum Read {
    /// Where everything stands.
    Places(Box<Places>),
    /// The words.
    Words(Box<Concordance>),
}

/// Figures from elsewhere.
#[derive(Debug)]
pub enum Figures {
    /// The names of the files there are, of which these figures are wanted, and in which folder, where
    /// that isn't beside the plan.
    Files(TakesIn, Vec<String>, Option<String>),
    /// What one of them would record, or why it can't be read.
    Read(Result<Box<Intake>, String>),
    /// What one of them doesn't say by itself.
    Asks(Box<Intake>, Box<Walk>),
}

/// Which figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakesIn {
    /// Readings of the plan's indicators.
    Readings,
    /// Council indicators, beside the plan.
    Context,
}

/// A file beside the plan, and what was said of it while its figures were walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFile {
    /// Which figures are taken from it.
    pub takes: TakesIn,
    /// The file's name.
    pub file: String,
    /// Which column is what, what a name in it stands for, in what its figures are, and so on.
    pub said: Map,
    /// Where its readings hold although another stands on that day.
    pub holds: Shared<Holds>,
    /// The chapters that council indicators come to stand with.
    pub chapters: Vec<Id>,
    /// The metadata that is read with council indicators.
    pub meta: Beside,
}

/// Which file of metadata is read with a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Beside {
    /// The one that its name says is of that table, where there is one.
    #[default]
    Found,
    /// None.
    Nothing,
    /// This one.
    File(String),
}

impl TableFile {
    /// Of which nothing was said yet.
    pub fn new(takes: TakesIn, file: String) -> Self {
        Self {
            takes,
            file,
            said: Map::default(),
            holds: Shared::default(),
            chapters: Vec::new(),
            meta: Beside::default(),
        }
    }
}

/// A file whose figures are walked: it is read once, and each choice makes anew what it changes.
#[derive(Debug)]
pub struct Intake {
    /// The file, and what was said of it.
    pub sheet: TableFile,
    /// What was read of it.
    pub table: Kept,
    /// The metadata beside it, under its name, or why that can't be read.
    pub meta: Option<(String, Result<Meta, String>)>,
    /// The names of the files beside it.
    pub files: Vec<String>,
    /// The kept map it is read by, under its name; none until there is one that it comes to something by.
    pub by: Option<(Option<String>, Map)>,
    /// What each figure comes to, and the revision of the plan it was made on; none as long as something
    /// isn't said.
    pub comes: Option<(Comes, u64)>,
    /// The questions which column is what, where the heads are misunderstood.
    pub columns: Option<Walk>,
    /// What one goes back to from what is asked.
    pub aside: Aside,
}

/// What one goes back to from what is asked of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Aside {
    /// Nothing: that leaves it.
    #[default]
    Nothing,
    /// The figures.
    Figures,
    /// The question it was chosen at.
    Question,
}

/// What the figures of a file come to.
#[derive(Debug)]
pub enum Comes {
    /// As readings.
    Readings(readings::Proposal),
    /// As council indicators.
    Context(indicators::Proposal),
}

impl Comes {
    /// Whether there is nothing to record, by what was said of the file.
    pub fn is_empty(&self, sheet: &TableFile) -> bool {
        match self {
            Self::Readings(it) => it.new.is_empty(),
            Self::Context(it) => it.is_empty(&sheet.chapters),
        }
    }

    /// What records what is new.
    pub fn intent(self, sheet: &TableFile, given: &Given) -> Intent {
        match self {
            Self::Readings(mut it) => Intent::TakeIn(it.take_edits(given), it.met),
            Self::Context(mut it) => {
                let edits = it.take_edits(&sheet.chapters).into_iter();
                Intent::TakeIn(edits.map(Shared::from).collect(), Met::new())
            }
        }
    }
}

impl Msg {
    /// Whether the user did it.
    pub const fn is_typed(&self) -> bool {
        matches!(
            self,
            Self::Key(_) | Self::Typed(_) | Self::Mouse(..) | Self::Paste(_)
        )
    }

    /// The key that was pressed, or the first of those that came together.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Key(key) => Some(*key),
            Self::Typed(text) => text.chars().next().map(Key::char),
            _ => None,
        }
    }

    /// Whether it says that a save went wrong.
    pub const fn is_failure(&self) -> bool {
        matches!(
            self,
            Self::NotSaved(..)
                | Self::Unsure(..)
                | Self::Conflict(_)
                | Self::Met(_)
                | Self::Blocked(..)
        )
    }

    /// Whether it says what came of an errand.
    pub const fn is_outcome(&self) -> bool {
        matches!(
            self,
            Self::Saved(..)
                | Self::NotSaved(..)
                | Self::Unsure(..)
                | Self::Conflict(_)
                | Self::Met(_)
                | Self::Blocked(..)
                | Self::Rescued(_)
                | Self::Written(..)
                | Self::Turned(..)
        )
    }
}

/// What the app asks of the world outside.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Save this.
    Save(Intent),
    /// What becomes of saves that wait and can't be made, by their numbers.
    Settle(Vec<u64>, Way),
    /// Write the minutes of a meeting to a new file beside the plan.
    Minutes(Id),
    /// Make a report, and write it to a new file beside the plan.
    Report(Asked),
    /// Write the plan in memory to a new file.
    Rescue,
    /// Write the plan of the year after, up to this year, to a new file of this name beside the
    /// plan.
    NextYear(String, i32),
    /// Name the plans that are kept beside this one.
    Others,
    /// Read one of them.
    Other(String),
    /// Name the files beside the plan that may have such figures.
    Tables(TakesIn),
    /// Read one of them.
    Table(TableFile),
    /// Keep this filter for the user.
    KeepFilter(Named),
    /// Remove the user's filter with this name.
    ForgetFilter(String),
    /// Send this text to the terminal, for its clipboard (OSC 52).
    Copy(String),
    /// Stop, as Ctrl-Z does in a shell.
    Suspend,
    /// Leave.
    Quit,
}

impl Effect {
    /// Whether it takes the plan's keeper, and time: what came of it comes later, as a message.
    pub const fn is_errand(&self) -> bool {
        matches!(
            self,
            Self::Save(_) | Self::Minutes(_) | Self::Report(_) | Self::Rescue | Self::NextYear(..)
        )
    }
}

/// A save that was done.
#[derive(Debug)]
pub struct Made {
    /// The plan as it is kept now.
    pub plan: Plan,
    /// How many entries of its history are new.
    pub entries: usize,
    /// Whether it isn't there yet, but waits on this machine.
    pub waits: bool,
    /// Something to tell although it was saved.
    pub warning: Option<String>,
}

/// A sentence above the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its words.
    pub text: String,
    /// Whether something went wrong.
    pub error: bool,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Click,
    /// The wheel turned away from the user.
    WheelUp,
    /// The wheel turned towards the user.
    WheelDown,
}
