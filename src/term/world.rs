//! What the app asks of the world outside, done: saving, reading again, drafts, the day.

use std::path::PathBuf;

use crate::app::update::update;
use crate::app::{App, Effect, Msg};
use crate::clock::Clock;
use crate::own::drafts::Drafts;
use crate::own::filters::Filters;
use crate::own::views::Views;
use crate::plan::edit::Refusal;
use crate::plan::find::filter::Named;
use crate::report::pages::minutes::minutes_markdown;
use crate::store::{Author, Saved, Store, StoreError};

/// The file, the drafts and the clock.
#[derive(Debug)]
pub struct World {
    /// The plan's file.
    pub store: Store,
    /// Where unfinished entries are kept; none where the user has no place for them.
    pub drafts: Option<Drafts>,
    /// Where the user's filters are kept; none where there is no place for them.
    pub filters: Option<Filters>,
    /// Where it is kept how the screen is left; none where the user has no place for it.
    pub views: Option<Views>,
    /// What time it is.
    pub clock: Clock,
    /// What waits to be sent to the terminal's clipboard.
    pub copied: Option<String>,
}

/// What the loop does after a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Goes on.
    Go,
    /// Leaves.
    Quit,
    /// Stops until the shell lets it go on, where there is one.
    Suspend,
    /// Stops until it is let go on.
    Stop,
    /// Takes the terminal again, after someone else let it go on.
    Resume,
}

impl World {
    /// One message, the effects it asks for, and the messages those lead to.
    pub fn handle(&mut self, app: &mut App, msg: Msg) -> Next {
        for effect in update(app, msg) {
            let author = Author {
                name: app.user.clone(),
                at: self.clock.now(),
                meeting: app.meeting_id(),
            };
            let outcome = match effect {
                Effect::Quit => return Next::Quit,
                Effect::Suspend => return Next::Suspend,
                Effect::Copy(text) => {
                    self.copied = Some(text);
                    continue;
                }
                Effect::Commit(edits) => {
                    let saved = self.store.commit(&edits, &author);
                    self.outcome(saved)
                }
                Effect::Undo => match self.store.undo(&author) {
                    Ok(turned) => {
                        Msg::Undone(turned.map(|it| (Box::new(it.plan), it.entries.len())))
                    }
                    Err(error) => Msg::NotSaved(error.to_string()),
                },
                Effect::Redo => match self.store.redo(&author) {
                    Ok(turned) => {
                        Msg::Redone(turned.map(|it| (Box::new(it.plan), it.entries.len())))
                    }
                    Err(error) => Msg::NotSaved(error.to_string()),
                },
                Effect::KeepFilter(named) => self.with_filters(|filters| filters.keep(&named)),
                Effect::ForgetFilter(name) => self.with_filters(|filters| filters.forget(&name)),
                Effect::Minutes(id) => match self.minutes(app, &id) {
                    Ok(path) => Msg::Minuted(path.display().to_string()),
                    Err(error) => Msg::NotSaved(error.to_string()),
                },
                Effect::Rescue => match self.store.rescue(author.at) {
                    Ok(path) => Msg::Rescued(path.display().to_string()),
                    Err(error) => Msg::NotSaved(error.to_string()),
                },
            };
            let next = self.handle(app, outcome);
            if next != Next::Go {
                return next;
            }
        }
        Next::Go
    }

    fn minutes(&self, app: &App, id: &str) -> Result<PathBuf, StoreError> {
        let meeting = app.plan.meeting(id);
        let text = meeting.map(|meeting| minutes_markdown(&app.plan, meeting));
        let name = format!("verslag-{id}");
        self.store
            .write_beside(&name, &text.unwrap_or_default(), self.clock.now())
    }

    /// What became of a save. An edit that met someone else's brings the plan as it now is, for
    /// the user to choose.
    fn outcome(&mut self, saved: Result<Saved, StoreError>) -> Msg {
        match saved {
            Ok(saved) => Msg::Saved {
                plan: Box::new(saved.plan),
                warning: saved.warning.or(saved.remark),
            },
            Err(StoreError::Refused(refusal @ Refusal::Conflict { .. })) => {
                match self.store.reload() {
                    Ok(plan) => Msg::Conflict(Box::new(plan)),
                    Err(_) => Msg::NotSaved(StoreError::Refused(refusal).to_string()),
                }
            }
            Err(error) => Msg::NotSaved(error.to_string()),
        }
    }

    /// What became of keeping or removing a filter.
    fn with_filters(&self, change: impl FnOnce(&Filters) -> Result<Vec<Named>, String>) -> Msg {
        let nowhere = || "Niet bewaard: er is geen map voor uw eigen instellingen.".to_string();
        Msg::Filters(self.filters.as_ref().ok_or_else(nowhere).and_then(change))
    }

    /// Looks whether a colleague saved, or a new day began. Whether there is something to draw.
    pub fn look(&mut self, app: &mut App) -> bool {
        let before = app.notice.clone();
        let mut changed = false;
        // A file that was gone is looked for until it is back, also unchanged.
        if self.store.has_changed() || app.is_lost() {
            let msg = match self.store.reload() {
                Ok(plan) => Msg::Reloaded(Box::new(plan)),
                // The usual way out, a new plan, is the wrong one here.
                Err(StoreError::NotFound { path }) => {
                    Msg::Lost(format!("{} is verdwenen", path.display()))
                }
                Err(error) => Msg::Lost(error.to_string()),
            };
            // The same sentence again says nothing of the rows under it.
            changed = matches!(msg, Msg::Reloaded(_));
            update(app, msg);
            changed |= app.notice != before;
        }
        let today = self.clock.now().date_naive();
        if today != app.today {
            update(app, Msg::Day(today));
            changed = true;
        }
        changed
    }

    /// Keeps how the screen is left.
    pub fn keep_view(&mut self, app: &App) {
        if let Some(views) = &mut self.views {
            views.keep(app.view());
        }
    }

    /// Keeps what is being typed.
    pub fn keep_draft(&mut self, app: &App) {
        if let Some(drafts) = &mut self.drafts {
            drafts.keep(app.draft(self.clock.now()));
        }
    }
}
