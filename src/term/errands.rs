//! What the screen asks of the keeper of the plan, done in a thread of its own: one after
//! another, in the order they were asked. What came of each comes back as a message.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;
use std::{io, thread};

use super::clock::Clock;
use super::figures;
use super::input::Heard;
use crate::app::Msg;
use crate::app::message::{Figures, Made, TakesIn};
use crate::config;
use crate::plan::Plan;
use crate::plan::edit::Refusal;
use crate::plan::edit::transaction::{Author, Intent};
use crate::plan::turn::questions::questions;
use crate::report::asked::Asked;
use crate::report::house::House;
use crate::report::subject::{Subject, Wanted};
use crate::store::{Cause, Keeper, Place, Way};

/// How often the plan is looked at for a colleague's save: one `stat`, no drawing.
pub const LOOK: Duration = Duration::from_secs(1);

/// A report to make.
pub struct Order {
    /// The plan, of all its years.
    pub plan: Plan,
    /// What is asked.
    pub asked: Asked,
    /// What of one's own stands on it.
    pub house: House,
}

/// Something to do.
pub enum Errand {
    /// Save this, which is meant for this plan.
    Save(Intent, Box<Plan>),
    /// Write minutes to a new file of this name.
    Write(String, String),
    /// Make a report, and write it to a new file.
    Report(Box<Order>),
    /// Write the plan as last read to a new file.
    Rescue,
    /// Write the plan of the year after to a new file of this name.
    NextYear(String, i32),
    /// Name the plans beside it.
    Others,
    /// Read one of them.
    Other(String),
    /// Name the files beside it that may have such figures.
    Tables(TakesIn),
    /// Read the figures in one of them.
    Table(Box<figures::Wanted>),
}

/// The way to whoever does errands.
pub struct Errands(Arc<Sender<Task>>);

/// What the keeper's thread is sent.
enum Task {
    /// To do something.
    Do(Errand, Author),
    /// What becomes of saves that wait, by their numbers; what came of it is news.
    Settle(Vec<u64>, Way),
    /// To look: there may be news.
    Look,
}

impl Errands {
    /// Sends an errand; a keeper that fell says so itself.
    pub fn send(&self, errand: Errand, author: Author) {
        let _fell = self.0.send(Task::Do(errand, author));
    }

    /// Sends what becomes of saves that wait.
    pub fn settle(&self, numbers: Vec<u64>, way: Way) {
        let _fell = self.0.send(Task::Settle(numbers, way));
    }
}

/// Hands the plan to a thread, which does what it is sent, and looks for news when it has nothing
/// to do. It ends when nobody can send any more.
pub fn keep(
    mut keeper: Box<dyn Keeper>,
    heard: Sender<Heard>,
    clock: Clock,
) -> io::Result<Errands> {
    let (sender, errands) = mpsc::channel();
    let sender = Arc::new(sender);
    // The bell alone keeps nothing going.
    let bell = Arc::downgrade(&sender);
    keeper.ring(Box::new(move || {
        let _nobody_looks = bell.upgrade().map(|sender| sender.send(Task::Look));
    }));
    let told = heard.clone();
    let work = move || {
        run(&mut *keeper, &errands, &heard, clock);
    };
    beside("keeper", told, work)?;
    Ok(Errands(sender))
}

/// A thread beside the screen, which falls with it: what fell there is heard as a message.
pub(super) fn beside(
    name: &str,
    heard: Sender<Heard>,
    work: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    let work = move || {
        if let Err(fall) = panic::catch_unwind(AssertUnwindSafe(work)) {
            let _nobody_listens = heard.send(Heard::Fell(fall));
        }
    };
    let thread = thread::Builder::new().name(name.into()).spawn(work);
    thread.map(drop)
}

fn run(keeper: &mut dyn Keeper, errands: &Receiver<Task>, heard: &Sender<Heard>, clock: Clock) {
    let mut lost = None;
    let mut closed = keeper.why_read_only().map(str::to_string);
    loop {
        let msg = match errands.recv_timeout(LOOK) {
            Ok(Task::Settle(numbers, way)) => match keeper.settle(&numbers, way) {
                Ok(()) => news(keeper, &mut lost, clock),
                Err(error) => Some(Msg::Remark(error.brief())),
            },
            Ok(Task::Do(errand, author)) => Some(outcome(keeper, errand, &author)),
            Ok(Task::Look) | Err(RecvTimeoutError::Timeout) => news(keeper, &mut lost, clock),
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let queued = keeper.queue().map(Msg::Queued);
        let told = closes(keeper, &mut closed);
        for msg in msg.into_iter().chain(queued).chain(told) {
            if heard.send(Heard::Msg(msg)).is_err() {
                return;
            }
        }
    }
}

/// That from now on the plan takes no edits, or takes them again.
fn closes(keeper: &dyn Keeper, closed: &mut Option<String>) -> Option<Msg> {
    let why = keeper.why_read_only();
    (why != closed.as_deref()).then(|| {
        *closed = why.map(str::to_string);
        Msg::Closed(closed.clone())
    })
}

fn outcome(keeper: &mut dyn Keeper, errand: Errand, author: &Author) -> Msg {
    let shown = |path: PathBuf| path.display().to_string();
    let done = match errand {
        Errand::Save(wanted, seen) => {
            keeper.meant_for(&seen);
            return saved(keeper, wanted, author);
        }
        Errand::Write(name, text) => {
            let written = keeper.write_beside(&name, text.as_bytes(), author.at);
            written.map(|path| Msg::Written("verslag", shown(path)))
        }
        Errand::NextYear(name, until) => {
            let made = keeper.next_year(&name, until);
            made.map(|(path, next)| {
                let open = questions(&next).len();
                Msg::Turned(shown(path), next.years(), open)
            })
        }
        Errand::Others => return Msg::Others(keeper.others()),
        Errand::Other(name) => {
            let plan = keeper.other(&name).map(Box::new);
            return Msg::Other(plan.map_err(|error| error.to_string()));
        }
        Errand::Tables(takes) => {
            let folder = match keeper.place() {
                Place::File(_) => None,
                Place::Database { .. } => keeper.table_folder().map(shown),
            };
            return Msg::Figures(Figures::Files(takes, keeper.tables(), folder));
        }
        Errand::Table(wanted) => {
            return Msg::Figures(figures::read(keeper, *wanted));
        }
        Errand::Report(order) => return reported(keeper, *order, author),
        Errand::Rescue => keeper.rescue(author.at).map(shown).map(Msg::Rescued),
    };
    done.unwrap_or_else(|error| Msg::NotSaved(None, error.brief()))
}

/// Makes a report, and writes it where nothing stands.
fn reported(keeper: &dyn Keeper, order: Order, author: &Author) -> Msg {
    let Order { plan, asked, house } = order;
    let made = config::logo(&house).and_then(|logo| {
        let wanted = Wanted {
            year: Some(asked.year),
            style: asked.style,
            since: asked.since,
            logo,
            house,
            ..Wanted::default()
        };
        (asked.format.make)(&Subject::new(&plan, wanted, author.at))
    });
    let name = format!("{}.{}", asked.name, asked.format.name);
    let written = made.and_then(|bytes| {
        let written = keeper.write_beside(&name, &bytes, author.at);
        written.map_err(|error| error.brief())
    });
    match written {
        Ok(path) => Msg::Written("rapport", path.display().to_string()),
        Err(sentence) => Msg::NotSaved(None, sentence),
    }
}

/// What became of a save. An edit that met someone else's brings the plan as it now is, for the
/// user to choose.
fn saved(keeper: &mut dyn Keeper, wanted: Intent, author: &Author) -> Msg {
    let error = match keeper.save(&wanted, author) {
        Ok(saved) => {
            let made = saved.map(|saved| Made {
                plan: saved.plan,
                entries: saved.entries.len(),
                waits: saved.waits,
                warning: saved.warning.or(saved.remark),
            });
            return Msg::Saved(wanted, made.map(Box::new));
        }
        Err(error) => error,
    };
    if let Cause::Unsure(why) = &error.cause {
        let why = format!("onzeker of dit is opgeslagen: {why}; regie vraagt het na");
        // It waits: what is shown has it.
        let plan = keeper.reload().ok().map(Box::new);
        return Msg::Unsure(wanted, (plan, why));
    }
    if !matches!(error.cause, Cause::Refused(Refusal::Conflict { .. })) {
        return Msg::NotSaved(Some(wanted), error.brief());
    }
    match (keeper.reload(), &wanted) {
        (Ok(plan), Intent::Edit(_) | Intent::Over(..)) => Msg::Conflict(Box::new(plan)),
        (Ok(plan), Intent::TakeIn(..)) => Msg::Met(Box::new(plan)),
        (Ok(plan), it) if it.takes_back() => Msg::Blocked(wanted, Box::new(plan)),
        _ => Msg::NotSaved(Some(wanted), error.brief()),
    }
}

/// The plan, where someone else saved; that it can't be read any more, said once.
fn news(keeper: &mut dyn Keeper, lost: &mut Option<String>, clock: Clock) -> Option<Msg> {
    match keeper.news() {
        Ok(plan) => {
            let Some(plan) = plan.map(Box::new) else {
                return keeper.remark().map(Msg::Remark);
            };
            *lost = None;
            Some(match keeper.settled() {
                Some(kept) => Msg::Settled(kept, plan),
                None => Msg::Reloaded(plan),
            })
        }
        Err(error) => {
            let sentence = error.brief();
            if lost.replace(sentence.clone()).as_ref() == Some(&sentence) {
                return None;
            }
            Some(match error.cause {
                Cause::Away(_) | Cause::Unsure(_) => Msg::Away(clock.now(), sentence),
                _ => Msg::Lost(sentence),
            })
        }
    }
}
