//! What the app asks of the world outside: errands for the plan's keeper; drafts, the day.

use std::time::{Duration, Instant};

use super::ahead::Ahead;
use super::clock::Clock;
use super::errands::{Errand, Errands, LOOK, Order};
use super::figures::Wanted;
use crate::app::message::Read;
use crate::app::update::update;
use crate::app::{App, Effect, Msg};
use crate::own::drafts::Drafts;
use crate::own::filters::Filters;
use crate::own::views::Views;
use crate::plan::find::filter::Named;
use crate::report::pages::meeting::minutes::minutes_markdown;
use crate::store::Author;

/// What is saved or read within this shows on one frame with its outcome.
const MOMENT: Duration = Duration::from_millis(40);
/// From here on it is told that a save takes long.
const LONG: Duration = Duration::from_millis(150);

/// The user's own files and the clock.
#[derive(Debug)]
pub struct Own {
    /// Where unfinished entries are kept; none where the user has no place for them.
    pub drafts: Option<Drafts>,
    /// Where the user's filters are kept; none where there is no place for them.
    pub filters: Option<Filters>,
    /// Where it is kept how the screen is left; none where the user has no place for it.
    pub views: Option<Views>,
    /// What time it is.
    pub clock: Clock,
    /// Whether the terminal is the Linux console itself.
    pub console: bool,
}

/// What is outside.
pub struct World {
    own: Own,
    errands: Errands,
    /// Since when something is on its way to the disk, or from it.
    since: Option<Instant>,
    /// Whether the user hasn't seen yet that a save went wrong.
    unseen: bool,
    /// What waits to be sent to the terminal's clipboard.
    pub copied: Option<String>,
    /// Who reads the plan's words before they are asked for.
    pub ahead: Ahead,
}

/// What the loop does after a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Goes on.
    Go,
    /// Leaves.
    Quit,
    /// Leaves once all is saved, for this signal.
    Signal(i32),
    /// Stops until the shell lets it go on, where there is one.
    Suspend,
    /// Stops until it is let go on.
    Stop,
    /// Takes the terminal again, after someone else let it go on.
    Resume,
}

impl World {
    /// With a keeper at the other end of `errands`.
    pub const fn new(own: Own, errands: Errands, ahead: Ahead) -> Self {
        Self {
            own,
            errands,
            since: None,
            unseen: false,
            copied: None,
            ahead,
        }
    }

    /// One message, the effects it asks for, and the messages those lead to.
    pub fn handle(&mut self, app: &mut App, msg: Msg) -> Next {
        let mut next = Next::Go;
        if matches!(msg, Msg::Read(_, Read::Words(_))) {
            self.ahead.told();
        }
        // What was typed before that was seen was meant for a plan with the edit in it.
        if self.unseen && msg.is_typed() {
            return next;
        }
        self.unseen |= msg.is_failure();
        for effect in update(app, msg) {
            match effect {
                Effect::Quit => next = Next::Quit,
                Effect::Suspend => next = Next::Suspend,
                Effect::Copy(text) => self.copied = Some(text),
                Effect::Save(wanted) => {
                    let seen = Box::new(app.whole().clone());
                    self.send(app, Errand::Save(wanted, seen));
                }
                Effect::Settle(numbers, way) => self.errands.settle(numbers, way),
                Effect::Minutes(id) => self.send(app, minutes(app, &id)),
                Effect::Report(asked) => {
                    let (plan, house) = (app.whole().clone(), app.settings.house.clone());
                    let order = Order { plan, asked, house };
                    self.send(app, Errand::Report(Box::new(order)));
                }
                Effect::Rescue => self.send(app, Errand::Rescue),
                Effect::NextYear(name, until) => self.send(app, Errand::NextYear(name, until)),
                Effect::Others => self.send(app, Errand::Others),
                Effect::Tables(takes) => self.send(app, Errand::Tables(takes)),
                Effect::Table(sheet) => {
                    let (plan, user, today) = (app.whole().clone(), app.user.clone(), app.today);
                    let wanted = Wanted {
                        before: app.read_before(&sheet),
                        sheet,
                        plan,
                        user,
                        today,
                    };
                    self.send(app, Errand::Table(Box::new(wanted)));
                }
                Effect::Other(name) => self.send(app, Errand::Other(name)),
                Effect::KeepFilter(named) => {
                    let kept = self.with_filters(|filters| filters.keep(&named));
                    self.handle(app, kept);
                }
                Effect::ForgetFilter(name) => {
                    let kept = self.with_filters(|filters| filters.forget(&name));
                    self.handle(app, kept);
                }
            }
        }
        self.since = match self.since {
            _ if !app.is_saving() && !app.is_reading() => None,
            since => since.or_else(|| Some(Instant::now())),
        };
        next
    }

    /// Sends an errand.
    fn send(&self, app: &App, errand: Errand) {
        let author = Author {
            name: app.user.clone(),
            at: self.own.clock.now(),
            meeting: app.meeting_id(),
        };
        self.errands.send(errand, author);
    }

    /// What became of keeping or removing a filter.
    fn with_filters(&self, change: impl FnOnce(&Filters) -> Result<Vec<Named>, String>) -> Msg {
        let nowhere = || "Niet bewaard: er is geen map voor uw eigen instellingen.".to_string();
        let filters = self.own.filters.as_ref();
        Msg::Filters(filters.ok_or_else(nowhere).and_then(change))
    }

    /// The screen shows what there is to see.
    pub const fn shown(&mut self) {
        self.unseen = false;
    }

    /// Whether something is saved or read that will be done in a moment.
    pub fn waits_for_a_moment(&self) -> bool {
        self.since.is_some_and(|since| since.elapsed() < MOMENT)
    }

    /// How long to wait for a message before something is to be done, or drawn.
    pub fn patience(&self, undrawn: bool) -> Duration {
        let so_far = self.since.map(|since| since.elapsed());
        match so_far {
            Some(so_far) if undrawn && so_far < MOMENT => MOMENT.saturating_sub(so_far),
            Some(so_far) if so_far < LONG => LONG.saturating_sub(so_far),
            _ => LOOK,
        }
    }

    /// Nothing was heard for a while: a save takes long, or a new day began. Whether there is
    /// something to draw.
    pub fn time_passed(&self, app: &mut App) -> bool {
        let long = self.since.is_some_and(|since| since.elapsed() >= LONG);
        let long = long && app.is_saving() && !app.is_slow();
        if long {
            update(app, Msg::Slow);
        }
        let today = self.own.clock.now().date_naive();
        let new = today != app.today;
        if new {
            update(app, Msg::Day(today));
        }
        long || new
    }

    /// Keeps how the screen is left.
    pub fn keep_view(&mut self, app: &App) {
        if let Some(views) = &mut self.own.views {
            views.keep(app.view());
        }
    }

    /// Keeps what is being typed.
    pub fn keep_draft(&mut self, app: &App) {
        if let Some(drafts) = &mut self.own.drafts {
            drafts.keep(app.draft(self.own.clock.now()));
        }
    }
}

fn minutes(app: &App, id: &str) -> Errand {
    let meeting = app.plan.meeting(id);
    let text = meeting.map(|meeting| minutes_markdown(&app.plan, meeting));
    Errand::Write(format!("verslag-{id}.md"), text.unwrap_or_default())
}
